"""Every chart, in plain Python: what is drawn is what was last handed in."""

import io
import itertools
import warnings

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import bpcore as bp
from bpcore.figures.charts.confusion_matrix import ConfusionMatrix
from bpcore.figures.charts.decision_region import DecisionRegion
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.error_surface import OneWeight, TwoWeights
from bpcore.figures.charts.hidden_space import HiddenSpace
from bpcore.figures.charts.histograms import Histograms
from bpcore.figures.charts.layer_bars import LayerBars
from bpcore.figures.charts.rate_map import RateMap
from bpcore.figures.charts.sigmoid_curve import SigmoidCurve
from bpcore.figures.charts.spread import Spread

NAN, INF = np.nan, np.inf
MOONS, XOR = bp.datasets.moons(n=60), bp.datasets.xor()
THREE = np.eye(3)[np.arange(60) % 3]


def net(*sizes, **kinds):
    return bp.Network.random(sizes, span=3, **{"seed": len(sizes), **kinds})


def sweep(**changes):
    return bp.sweep(
        (2, 2, 1), XOR.X, XOR.T, (0.1, 1.0, 10.0), range(3), progress=False,
        max_epochs=20, **changes,
    )  # fmt: skip


ROWS = sweep()
FEWER = np.array([[2.0, 1.0]])

# name -> (how the chart is made, the states it is shown in)
CHARTS = {
    "error curve": (
        lambda: ErrorCurve(),
        [
            ([0.5, 0.3, 0.2],),
            ([],),
            ([0.4],),
            ([1, 30, INF], {"diverged_in": 3}),
            ([NAN, NAN], {"epoch": 1}),
            ([0.5] * 700 + [1e300], {"epoch": 100}),
            ([INF], {"note": "a note"}),
            ([-1.0, 0.0], {"threshold": 0.7}),
        ],
    ),
    "error curves, logarithmic": (
        lambda: ErrorCurve(("one", "two"), logs="xy"),
        [
            ([0.5, 0.3], [0.4]),
            ([], []),
            ([0, 0, 0], [1e-300, 1e300]),
            ([3, NAN, 2], [INF, INF], {"threshold": 1e-5}),
            ([0.1] * 5000, [2.0] * 20, {"epoch": 77}),
        ],
    ),
    "decision region": (
        lambda: DecisionRegion(MOONS.X, MOONS.T, scale=1.3),
        [
            (net(2, 4, 1),),
            (net(2, 1),),
            (bp.Network([np.zeros((2, 1))], [np.zeros(1)]),),
            (net(2, 3, 1, output="identity"),),
            (bp.Network([np.full((2, 1), 1e200)], [np.zeros(1)]),),
        ],
    ),
    "decision region, three classes": (
        lambda: DecisionRegion(MOONS.X, THREE),
        [(net(2, 3),), (net(2, 4, 3, seed=8),)],
    ),
    "decision region, one point": (
        lambda: DecisionRegion(FEWER, [1]),
        [(net(2, 1),), (net(2, 2, 1),)],
    ),
    "decision region, no points": (
        lambda: DecisionRegion(np.zeros((0, 2)), []),
        [(net(2, 1),), (net(2, 2, 1),)],
    ),
    "hidden space": (
        lambda: HiddenSpace(XOR.X, XOR.T, ["0 0", "0 1", "1 0", "1 1"]),
        [
            (net(2, 2, 1),),
            (net(2, 3, 1), {"units": (4, 5)}),
            (net(2, 2, 1, hidden="tanh"),),
            (net(2, 2, 1, hidden="relu", seed=4),),
            (bp.Network([np.zeros((2, 2)), np.zeros((2, 1))], [[0, 0], [0]]),),
        ],
    ),
    "hidden space, no points": (
        lambda: HiddenSpace(np.zeros((0, 2)), []),
        [(net(2, 2, 1),), (net(2, 3, 1),)],
    ),
    "one weight": (
        lambda: OneWeight(lambda w: 2 * w * w),
        [
            ([2.0, 1.0, 0.5], [2.0, -2.0]),
            ([],),
            ([1.0],),
            ([2.0, -90.0, NAN, INF],),
        ],
    ),
    "two weights": (
        lambda: TwoWeights(lambda a, b: a * a + 3 * b * b),
        [
            ([[2.0, 1.0], [1.0, 0.5]], [[2.0, 1.0]]),
            ([],),
            ([[1.0, 1.0]],),
            ([[2.0, 1.0], [NAN, INF]], []),
        ],
    ),
    "rate map": (lambda: RateMap(ROWS), [(0.1,), (3.0,), (1e9,), (1e-9,)]),
    "spread": (
        lambda: Spread(("case", "epoch"), 100),
        [([10, 20], [100, 100]), ([], [5]), ([], []), ([1], [100])],
    ),
    "sigmoid": (lambda: SigmoidCurve(), [(0.0,), (1.5,), (-1e6,), (1e6,)]),
    "bars": (
        lambda: LayerBars(("1", "2"), ("sigmoid", "relu"), log=True),
        [
            ([0.1, 0.2], [1e-6, 0.3]),
            ([0, 0], [0, 0]),
            ([NAN, INF], [1e300, 1e-300]),
        ],
    ),
    "bars, linear": (
        lambda: LayerBars(("1", "2")),
        [([0.1, 0.2],), ([0, 7],), ([NAN, -INF],)],
    ),
    "histograms": (
        lambda: Histograms(-1, 1, ("one", "two")),
        [
            (np.linspace(-2, 2, 50), [0.5]),
            ([], []),
            ([NAN, INF, 0.1], [0.2, 0.3, 0.3]),
        ],
    ),
    "confusion matrix": (
        lambda: ConfusionMatrix(("ill", "well")),
        [
            ([0, 1, 1], [0.2, 0.7, 0.1]),
            ([], []),
            ([1], [[0.5]]),
            ([0, 1], [NAN, 0.9]),
        ],
    ),
    "confusion matrix, three classes": (
        lambda: ConfusionMatrix(("a", "b", "c")),
        [(THREE, THREE), (THREE[:1], THREE[1:2]), (THREE, THREE[:, ::-1])],
    ),
}
MADE = {name: make() for name, (make, _) in CHARTS.items()}
EVERY = [(name, k) for name, (_, s) in CHARTS.items() for k in range(len(s))]
names = pytest.mark.parametrize("name", CHARTS)


def shown(chart, state):
    """The chart after an update to this state; no warning may tell of trouble."""
    options = state[-1] if isinstance(state[-1], dict) else {}
    values = state[: len(state) - bool(options)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart.update(*values, **options)
        return chart.png()


_fresh = {}


def fresh(name, k):
    """What a chart made for this state alone shows, and says."""
    if (name, k) not in _fresh:
        make, states = CHARTS[name]
        chart = make()
        _fresh[name, k] = shown(chart, states[k]), chart.words()
    return _fresh[name, k]


@pytest.mark.parametrize(("name", "k"), EVERY)
def test_the_same_update_twice_gives_the_same_bytes(name, k):
    make, states = CHARTS[name]
    chart = make()
    assert shown(chart, states[k]) == shown(chart, states[k]) == chart.png()


@names
@settings(max_examples=12)
@given(data=st.data())
def test_an_updated_chart_equals_a_fresh_one(name, data):
    states = CHARTS[name][1]
    order = data.draw(st.lists(st.integers(0, len(states) - 1), min_size=1, max_size=4))
    chart = MADE[name]  # kept from example to example: any history must do
    for k in order:
        picture = shown(chart, states[k])
    assert (picture, chart.words()) == fresh(name, order[-1])


@names
def test_what_is_blitted_equals_a_whole_redraw(name):
    make, states = CHARTS[name]
    chart = make()
    for state in states + states[:1]:
        blitted = shown(chart, state)
        chart.redraw_all()
        assert chart.png() == blitted


@names
def test_what_lies_above_a_moving_artist_moves_too(name):
    """Or the moving one would cover it from the second picture on."""
    chart = MADE[name]
    shown(chart, CHARTS[name][1][0])
    for axes in chart.figure.axes:
        moving = [a.get_zorder() for a in chart._moving if a.axes is axes]
        drawn = (*axes.images, *axes.collections, *axes.lines, *axes.patches)
        fixed = [a for a in (*drawn, *axes.texts) if not a.get_animated()]
        assert all(a.get_zorder() <= min(moving, default=9) for a in fixed)


@names
def test_two_states_that_differ_look_different(name):
    pictures = [fresh(name, k)[0] for k in range(len(CHARTS[name][1]))]
    assert len(set(pictures)) == len(pictures)


@names
def test_a_picture_is_of_fixed_size_and_never_empty(name):
    for k in range(len(CHARTS[name][1])):
        picture = Image.open(io.BytesIO(fresh(name, k)[0]))
        assert picture.size == MADE[name].canvas.get_width_height()
        assert len(picture.getcolors(1 << 24)) > 20


@names
def test_nothing_is_cut_off_at_the_edge(name):
    for k in range(len(CHARTS[name][1])):
        pixels = np.array(Image.open(io.BytesIO(fresh(name, k)[0])))
        edges = (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
        assert all((edge == 255).all() for edge in edges), k


@names
def test_words_are_a_sentence_and_jpeg_a_jpeg(name):
    for k in range(len(CHARTS[name][1])):
        words = fresh(name, k)[1]
        assert words.endswith(".") and "nan" not in words.split() and "inf" not in words
    assert MADE[name].jpeg()[:2] == b"\xff\xd8"


def test_charts_share_no_state():
    one, other = ErrorCurve(), ErrorCurve()
    before = shown(one, ([0.3, 0.2],))
    shown(other, ([5000.0, 1.0],))
    assert one.png() == before


@pytest.mark.parametrize(
    ("name", "k", "numbers"),
    [
        ("error curve", 0, ["0.500 in epoch 1", "0.200 in epoch 3"]),
        ("error curve", 1, ["no epoch"]),
        ("error curve", 3, ["30.00 in epoch 2", "Diverged in epoch 3."]),
        ("error curve", 6, ["no epoch", "Diverged in epoch 1."]),
        ("error curves, logarithmic", 3, ["One diverged in epoch 2."]),
        ("decision region, one point", 0, ["of 1 tuples"]),
        ("decision region, three classes", 0, ["class 2 in"]),
        ("decision region, no points", 0, ["0 of 0 tuples"]),
        ("hidden space", 1, ["units 4 and 5"]),
        ("one weight", 0, ["2.00", "0.50", "2 steps"]),
        ("one weight", 3, ["leaves the picture in step 1"]),
        ("two weights", 3, ["leaves the picture in step 1"]),
        ("rate map", 0, ["3 seeds", "3 rates", "0.1 to 10"]),
        ("spread", 0, ["median 15", "2 of 2 not there"]),
        ("bars", 0, ["1 0.100", "2 0.300"]),
        ("bars", 2, ["1 diverged, 2 diverged"]),
        ("histograms", 0, ["50 numbers", "beyond the edges"]),
        ("histograms", 2, ["2 are no longer a number", "from 0.200 to 0.300"]),
        ("confusion matrix", 0, ["2 of 3 right (67%)", "1 answered ill, 1 answered"]),
        ("confusion matrix", 1, ["No answers"]),
        ("confusion matrix", 3, ["1 of 1 right", "1 without an answer"]),
    ],
)
def test_words_hold_the_numbers(name, k, numbers):
    words = fresh(name, k)[1]
    assert all(number in words for number in numbers), words


def test_a_map_of_runs_that_all_diverged():
    rows = sweep(output="identity")
    rows.loss[:] = NAN
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = RateMap(rows)
        assert chart.png()
    assert chart.words().endswith("every run diverged.")


def test_limits_move_in_steps_only():
    chart, seen = ErrorCurve(), set()
    for k, epochs in itertools.product(range(50), (280, 300)):
        chart.update(np.full(epochs, 0.31 + 0.003 * k))
        seen.add((chart.ax.get_xlim(), chart.ax.get_ylim()))
    assert len(seen) == 1


def test_a_region_of_three_inputs_shows_the_tuples_of_its_plane():
    data, net = bp.datasets.parity(3), bp.Network.random((3, 4, 1), seed=1)
    region = DecisionRegion(data.X, data.T).update(net)
    shown = [line.get_xydata().tolist() for line in region.ax.lines[1:3]]
    assert sorted(map(sorted, shown)) == [[[0, 0], [1, 1]], [[0, 1], [1, 0]]]
    assert region.wrong == 8 * net.misclassified(data.X, data.T)
