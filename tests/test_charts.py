"""Every chart, in plain Python: what is drawn is what was last handed in."""

import io
import itertools
import warnings
import xml.etree.ElementTree as ET
from functools import cache

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import bpcore as bp
from bpcore.autodiff import Value
from bpcore.figures.charts.confusion_matrix import ConfusionMatrix
from bpcore.figures.charts.decision_region import DecisionRegion
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.error_surface import OneWeight, TwoWeights
from bpcore.figures.charts.errors_in_time import ErrorsInTime
from bpcore.figures.charts.hidden_space import HiddenSpace
from bpcore.figures.charts.histograms import Histograms
from bpcore.figures.charts.layer_bars import LayerBars
from bpcore.figures.charts.layer_outputs import LayerOutputs
from bpcore.figures.charts.rate_map import RateMap
from bpcore.figures.charts.sigmoid_curve import SigmoidCurve
from bpcore.figures.charts.spread import Spread
from bpcore.figures.charts.value_graph import ValueGraph
from bpcore.figures.labels import overlap
from bpcore.figures.shapes import Dots, Words

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


def used_often():
    a, b = Value(2, "a"), Value(-3, "b")
    return (a * b + a) * a * a + a / b


def one_unit(w=-0.3, x=1.0, theta=0.1):
    O = (Value(w, "w") * Value(x, "x") + Value(theta, "θ")).sigmoid()
    return (1 - O) ** 2 * 0.5


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
    "errors in time": (
        lambda: ErrorsInTime(("before", "after")),
        [
            ([1e-7, 0.001, 0.2], [0.1, 0.2, 0.1]),
            ([0.0, NAN, INF], []),
        ],
    ),
    "outputs by layer": (
        lambda: LayerOutputs(("before", "after"), low=0, high=1),
        [
            ([np.linspace(0, 1, 9)] * 3, [[0.5]] * 3, ("", "2 of 3", "")),
            ([[NAN, INF]], [[-5.0, 5.0]]),
        ],
    ),
    "outputs by layer, as far as they reach": (
        LayerOutputs,
        [([[0.0, 3.0]], [[0.0]]), ([[-1e30]] * 2, [[1e30]] * 2), ([[NAN]], [[]])],
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
    "graph of values": (
        lambda: ValueGraph(),
        [
            (used_often(),),
            (used_often(), {"step": 0}),
            (used_often(), {"step": 4}),
            (one_unit(),),
            (one_unit(), {"step": 1}),
            (Value(3, "x"), {"step": 0}),
            (Value(1e300) * 1e5,),
            ((Value(2, "a name that is rather long") ** Value(-0.5)).exp().relu(),),
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
every = pytest.mark.parametrize(("name", "k"), EVERY)


def shown(chart, state):
    """The chart's SVG after an update to this state; no warning may tell of trouble."""
    options = state[-1] if isinstance(state[-1], dict) else {}
    values = state[: len(state) - bool(options)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert chart.update(*values, **options) is chart
        return chart.html()


@cache
def fresh(name, k):
    """A chart made for this state alone, its SVG and its words."""
    make, states = CHARTS[name]
    chart = make()
    return chart, shown(chart, states[k]), chart.words()


@cache
def pixels(name, k):
    """The same chart as pixels."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = fresh(name, k)[0].png()
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@every
def test_the_same_update_twice_gives_the_same_picture(name, k):
    make, states = CHARTS[name]
    chart = make()
    assert shown(chart, states[k]) == shown(chart, states[k]) == chart.html()
    assert chart.png() == fresh(name, k)[0].png()


@names
@settings(max_examples=12)
@given(data=st.data())
def test_an_updated_chart_equals_a_fresh_one(name, data):
    states = CHARTS[name][1]
    order = data.draw(st.lists(st.integers(0, len(states) - 1), min_size=1, max_size=4))
    chart = MADE[name]  # kept from example to example: any history must do
    for k in order:
        picture = shown(chart, states[k])
    assert (picture, chart.words()) == fresh(name, order[-1])[1:]


@names
def test_two_states_that_differ_look_different(name):
    states = range(len(CHARTS[name][1]))
    assert len({fresh(name, k)[1] for k in states}) == len(states)
    assert len({pixels(name, k).tobytes() for k in states}) == len(states)


@every
def test_a_picture_is_of_its_size_and_never_empty(name, k):
    width, height = fresh(name, k)[0].size
    assert pixels(name, k).shape == (height, width, 3)
    assert len(np.unique(pixels(name, k).reshape(-1, 3), axis=0)) > 20


@every
def test_nothing_is_cut_off_at_the_edge(name, k):
    shades = pixels(name, k)
    edges = (shades[0], shades[-1], shades[:, 0], shades[:, -1])
    assert all((edge == 255).all() for edge in edges)


@every
def test_no_word_of_a_chart_covers_another_or_leaves_the_picture(name, k):
    chart = fresh(name, k)[0]
    width, height = chart.size
    shapes = (*chart.frame.under, *chart.shapes, *chart.frame.over)
    boxes = [(s.text, s.box) for s in shapes if isinstance(s, Words) and s.text]
    for text, (left, top, right, bottom) in boxes:
        assert left >= 0 and top >= 0 and right <= width and bottom <= height, text
    for (one, box), (other, its) in itertools.combinations(boxes, 2):
        assert not overlap(box, its), (one, other)


@every
def test_the_words_are_a_sentence_that_the_svg_carries(name, k):
    chart, svg, words = fresh(name, k)
    assert words.endswith(".") and "nan" not in words.split() and "inf" not in words
    root = ET.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img" and root.find(f"{space}title").text == chart.title
    assert root.find(f"{space}desc").text == words


@names
def test_both_painters_show_all_words(name):
    chart, svg, _ = fresh(name, 0)
    shapes = (*chart.frame.under, *chart.shapes, *chart.frame.over)
    wanted = sorted(s.text for s in shapes if isinstance(s, Words) and s.text)
    found = [e.text for e in ET.fromstring(svg).iter() if e.tag.endswith("}text")]
    drawn = [t.get_text() for t in chart.figure().axes[0].texts]
    assert sorted(found) == sorted(filter(None, drawn)) == wanted


def test_charts_share_no_state():
    one, other = ErrorCurve(), ErrorCurve()
    before = shown(one, ([0.3, 0.2],))
    shown(other, ([5000.0, 1.0],))
    assert one.html() == before


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
        assert chart.png() and chart.html()
    assert chart.words().endswith("every run diverged.")


def test_limits_move_in_steps_only():
    chart, seen = ErrorCurve(), set()
    for k, epochs in itertools.product(range(50), (280, 300)):
        chart.update(np.full(epochs, 0.31 + 0.003 * k))
        seen.add((chart.frame.x, chart.frame.y))
    assert len(seen) == 1


def test_a_region_of_three_inputs_shows_the_tuples_of_its_plane():
    data, net = bp.datasets.parity(3), bp.Network.random((3, 4, 1), seed=1)
    region = DecisionRegion(data.X, data.T).update(net)
    zero, one = (s for s in region.frame.over if isinstance(s, Dots) and s.act)
    assert zero.act == ("point 0", "point 6") and one.act == ("point 2", "point 4")
    place = region.frame.place
    assert np.allclose(zero.points, place([0, 1], [0, 1]))
    assert np.allclose(one.points, place([0, 1], [1, 0]))
    assert region.wrong == 8 * net.misclassified(data.X, data.T)
