"""What each chart draws stands where its numbers say, and is told as it is."""

import io

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from PIL import Image

import bpcore as bp
from bpcore import activations as act
from bpcore.figures import palette
from bpcore.figures.charts import curves
from bpcore.figures.charts.confusion_matrix import ConfusionMatrix
from bpcore.figures.charts.decision_region import ACROSS, DOWN, DecisionRegion, between
from bpcore.figures.charts.error_curve import LOOKS, THRESHOLD, ErrorCurve
from bpcore.figures.charts.error_surface import LEVELS, OneWeight, TwoWeights
from bpcore.figures.charts.errors_in_time import ErrorsInTime
from bpcore.figures.charts.hidden_space import HiddenSpace
from bpcore.figures.charts.histograms import Histograms
from bpcore.figures.charts.layer_bars import LayerBars
from bpcore.figures.charts.layer_outputs import LayerOutputs
from bpcore.figures.charts.learning_curve import LearningCurve
from bpcore.figures.charts.rate_map import SHADES, RateMap
from bpcore.figures.charts.sigmoid_curve import SigmoidCurve
from bpcore.figures.charts.spread import Spread
from bpcore.figures.charts.unit_maps import UnitMaps
from bpcore.figures.labels import overlap
from bpcore.figures.shapes import Area, Dots, Line, Shade, Words

NAN, INF = np.nan, np.inf
XOR, AND = bp.datasets.xor(), [0, 0, 0, 1]
BLUE, VERMILION = palette.BLUE, palette.VERMILION


def of(kind, shapes):
    return [s for s in shapes if isinstance(s, kind)]


def data(chart, points):
    """Pixels as numbers of the axes."""
    left, top, right, bottom = chart.frame.box
    shares = (np.asarray(points) - (left, bottom)) / (right - left, top - bottom)
    ends = []
    for axis, share in zip((chart.frame.x, chart.frame.y), shares.T, strict=True):
        low, high = axis.low, axis.high
        if axis.log:
            ends.append(low * (high / low) ** share)
        else:
            ends.append(low + share * (high - low))
    return np.stack(ends, -1)


def span(axis):
    return axis.low, axis.high


# ---- error curve ----------------------------------------------------------------


def test_curves_stand_at_their_epochs_in_their_looks():
    chart = ErrorCurve(("a", "b")).update([0.5, 0.25, 0.125], [1.0, NAN, 2.0])
    a, b = of(Line, chart.shapes)
    assert np.allclose(data(chart, a.points), [(1, 0.5), (2, 0.25), (3, 0.125)])
    found = data(chart, b.points)
    assert np.allclose(found[[0, 2]], [(1, 1.0), (3, 2.0)]) and np.isnan(found[1, 1])
    assert (a.color, a.dash) == LOOKS[0] and (b.color, b.dash) == LOOKS[1]
    assert span(chart.frame.x) == (0, 3) and span(chart.frame.y) == (0, 2)
    assert chart.frame.x.name == "epoch" and chart.frame.y.name == "mean loss"
    later = ErrorCurve(("a",), first=2, ylabel="share").update([1.0, 2.0])
    (line,) = of(Line, later.shapes)
    assert (line.color, line.dash) == LOOKS[2] and later.frame.y.name == "share"


def test_looks_differ_and_a_threshold_is_none_of_them():
    assert len(set(LOOKS)) == len(LOOKS) == 16
    assert LOOKS[:4] == list(zip(palette.SERIES, palette.LINES, strict=True))
    assert THRESHOLD not in palette.LINES and len(set(palette.LINES)) == 4


def test_a_single_value_is_a_dot():
    chart = ErrorCurve().update([NAN, 0.4])
    dot, cross = of(Dots, chart.shapes)
    assert np.allclose(data(chart, dot.points), [(2, 0.4)])
    assert (dot.marker, cross.marker, dot.color) == ("o", "X", BLUE)
    assert not of(Dots, ErrorCurve().update([0.3, 0.4]).shapes)


def test_marks_run_across_the_axes():
    chart = ErrorCurve().update([0.5, 0.3, 0.2], epoch=2, threshold=0.25)
    _, here, limit = of(Line, chart.shapes)
    left, top, right, bottom = chart.frame.box
    assert np.allclose(data(chart, here.points)[:, 0], 2)
    assert sorted(here.points[:, 1].tolist()) == [top, bottom]
    assert np.allclose(data(chart, limit.points)[:, 1], 0.25)
    assert limit.points[:, 0].tolist() == [left, right]
    assert limit.dash == THRESHOLD and here.dash == ()
    assert len(of(Line, ErrorCurve().update([0.5, 0.3], epoch=0).shapes)) == 2
    assert span(ErrorCurve().update([0.5, 0.3], threshold=4.0).frame.y) == (0, 5)


@pytest.mark.parametrize(
    ("curve", "how", "at"),
    [
        ([1.0, 2.0, INF], {}, (2, 2.0)),
        ([1.0, 2.0, NAN, NAN], {}, (2, 2.0)),
        ([1.0, 2.0, 3.0], {"diverged_in": 3}, (2, 2.0)),
        ([1.0, 500.0, INF], {}, (2, 10.0)),  # not outside the axes
        ([INF], {}, (1, 1.0)),  # nothing sound: at the top
        ([1.0, -3.0, INF], {}, (2, 0.0)),
    ],
)
def test_a_run_that_diverged_ends_in_a_cross(curve, how, at):
    chart = ErrorCurve().update(curve, **how)
    (cross,) = [d for d in of(Dots, chart.shapes) if d.marker == "X"]
    assert np.allclose(data(chart, cross.points), [at])
    assert f"diverged in epoch {len([*curve]) if how else 1 + at[0]}" in (
        " ".join(w.text for w in of(Words, chart.shapes))
    ) or curve == [INF]
    assert "Diverged in epoch" in chart.words()


def test_which_of_several_runs_diverged_is_told():
    chart = ErrorCurve(("one", "two")).update([1.0, 2.0], [1.0, INF], diverged_in=2)
    notes = [w.text for w in of(Words, chart.shapes)]
    assert notes == ["one diverged in epoch 2", "two diverged in epoch 2"]
    assert chart.words() == (
        "one: 1.000 in epoch 1, 2.000 in epoch 2. two: 1.000 in epoch 1, 1.000 in "
        "epoch 1. One diverged in epoch 2. Two diverged in epoch 2."
    )
    noted = ErrorCurve().update([1.0, INF], note="my note")
    assert [w.text for w in of(Words, noted.shapes)] == ["my note"]
    nothing = ErrorCurve()
    assert [w.text for w in of(Words, nothing.shapes)] == ["no epoch to show"]
    assert not nothing.diverged[0] and nothing.words() == "training: no epoch to show."


def test_logarithmic_axes_hold_their_values():
    chart = ErrorCurve(logs="xy").update(np.geomspace(1, 2e-3, 1000))
    assert span(chart.frame.x) == (1, 1000) and span(chart.frame.y) == (1e-3, 1)
    assert chart.frame.x.log and chart.frame.y.log and not chart.frame.x.whole
    (line,) = of(Line, chart.shapes)
    found = data(chart, line.points)
    assert np.allclose(found[[0, -1]], [(1, 1), (1000, 2e-3)])
    assert ErrorCurve(logs="x").frame.x.log and not ErrorCurve(logs="x").frame.y.log
    assert ErrorCurve().frame.x.whole and ErrorCurve().frame.x.grid


# ---- limits of curves -----------------------------------------------------------


def test_a_long_curve_is_thinned_with_its_peaks():
    curve = np.ones(10_000)
    curve[[0, 4321, 9876]] = 3, 9, -5
    kept = curves.thinned(curve)
    assert len(kept) <= curves.MOST_POINTS and (np.diff(kept) > 0).all()
    assert {0, 4321, 9876, 9999} <= set(kept.tolist())
    early = curves.thinned(curve, logarithmic=True)
    assert (early < 100).sum() > (kept < 100).sum() + 20
    assert curves.thinned(curve[:400]).tolist() == list(range(400))
    assert len(curves.thinned(curve[:401])) < 401
    curve[5000:] = NAN
    assert {0, 4321} <= set(curves.thinned(curve).tolist())


@pytest.mark.parametrize(
    ("value", "step"),
    [(0.31, 0.5), (1.0, 1), (1.01, 1.5), (1.6, 2), (2.5, 3), (3.5, 5), (6, 7), (8, 10),
     (70, 70), (71, 100), (0, 1), (-3, 1), (1e-5, 1e-5), (NAN, 1), (1e305, 1e300)],
)  # fmt: skip
def test_limits_go_up_in_steps(value, step):
    assert curves.step_up(value) == pytest.approx(step)


def test_limits_of_curves():
    none = [None, None]
    a, b = np.array([0.3, 0.2]), np.array([4.0, NAN, 1.0])
    assert curves.limits([a, b], none) == (0, 3, 0.0, 5)
    assert curves.limits([a, b], [None, 2]) == (0, 3, 0.0, 5)
    assert curves.limits([a, a], none) == (0, 2, 0.0, pytest.approx(0.3))
    assert curves.limits([a], [None], threshold=6) == (0, 2, 0.0, 7)
    assert curves.limits([a], [None], threshold=NAN)[3] == pytest.approx(0.3)
    wild = np.array([0.5, 1e9, INF])
    assert curves.limits([wild], [3])[3] == pytest.approx(5)
    assert curves.limits([wild], [None])[3] == pytest.approx(1e9)
    assert curves.limits([], []) == (0, 2, 0.0, 1)
    logs = curves.limits([np.array([0.02, 5.0])], [None], logs="xy")
    assert logs == pytest.approx((1, 2, 0.01, 10))
    deep = curves.limits([np.array([1e-300, 1.0])], [None], logs="y")
    assert deep == pytest.approx((0, 2, 1e-12, 1))
    assert curves.limits([np.zeros(3)], [None], logs="y") == pytest.approx(
        (0, 3, 0.01, 1)  # a decade below what is shown at least
    )


def test_where_a_curve_diverges():
    assert curves.diverged_at(np.array([1.0, NAN, 2.0])) == 2
    assert curves.diverged_at(np.array([1.0, 2.0])) is None
    assert curves.diverged_at(np.array([NAN, NAN])) is None
    assert curves.diverged_at(np.array([INF, NAN])) == 1
    assert curves.diverged_at(np.array([])) is None


# ---- decision region ------------------------------------------------------------


def line_net(w1=1.0, w2=0.0, theta=-0.25):
    return bp.Network([[[w1], [w2]]], [[theta]])


def test_the_plane_reaches_a_little_beyond_the_tuples():
    chart = DecisionRegion([[0, 10], [2, 30]], [0, 1], ("a", "b"))
    assert span(chart.frame.x) == pytest.approx((-0.24, 2.24))
    assert span(chart.frame.y) == pytest.approx((7.6, 32.4))
    assert (chart.frame.x.name, chart.frame.y.name) == ("a", "b")
    assert chart.edges == pytest.approx((-0.24, 2.24, 7.6, 32.4))
    one = DecisionRegion([[0, 50]], [0])
    assert span(one.frame.x) == pytest.approx((-0.12, 0.12))
    assert span(one.frame.y) == pytest.approx((44, 56))
    empty = DecisionRegion(np.zeros((0, 2)), [])
    assert span(empty.frame.x) == pytest.approx((-0.12, 1.12))
    assert empty.words() == "0 tuples; no network to show yet."


def test_a_region_is_shaded_as_the_network_answers():
    net = line_net(8.0, 0.0, -4.0)  # class 1 right of x1 = 0.5
    chart = DecisionRegion(XOR.X, AND).update(net)
    (shade,) = of(Shade, chart.shapes)
    colors = shade.palette[shade.pixels].astype(int)
    assert shade.pixels.shape == (DOWN, ACROSS) and shade.smooth
    blue, red = (list(bytes.fromhex(c[1:])) for c in (BLUE, VERMILION))
    assert (colors[:, 0, :3] == blue).all() and (colors[:, -1, :3] == red).all()
    opacity = colors[DOWN // 2, :, 3]
    assert opacity[0] > 105 < opacity[-1] and opacity.min() < 12
    assert abs(int(np.argmin(opacity)) - ACROSS / 2) < 2
    (line,) = of(Line, chart.shapes)
    found = data(chart, line.points[~np.isnan(line.points[:, 0])])
    assert np.allclose(found[:, 0], 0.5, atol=1e-3) and np.ptp(found[:, 1]) > 1.2
    assert chart.share == pytest.approx(0.5) and line.color == palette.INK


def test_the_upper_rows_of_a_shade_are_those_of_large_numbers():
    chart = DecisionRegion(XOR.X, AND).update(line_net(0.0, 8.0, -6.0))
    (shade,) = of(Shade, chart.shapes)
    assert shade.pixels[0].min() > 50 and shade.pixels[-1].max() < 10
    (line,) = of(Line, chart.shapes)
    found = data(chart, line.points[~np.isnan(line.points[:, 0])])
    assert np.allclose(found[:, 1], 0.75, atol=1e-3)
    assert chart.share == pytest.approx(27 / 90)


def test_shares_become_shades():
    shade = between(np.array([[0.0, 0.5, 1.0], [-4.0, NAN, 9.0]]))
    assert shade.pixels.tolist() == [[0, 32, 63], [0, 32, 63]]
    assert shade.palette[0].tolist() == [*bytes.fromhex(BLUE[1:]), 115]
    assert shade.palette[63].tolist() == [*bytes.fromhex(VERMILION[1:]), 115]
    assert (np.diff(shade.palette[32:, 3].astype(int)) >= 0).all()
    assert (np.diff(shade.palette[:32, 3].astype(int)) <= 0).all()


def test_wrong_tuples_are_ringed_and_counted():
    chart = DecisionRegion(XOR.X, AND).update(line_net(8.0, 0.0, -4.0))
    (ring,) = of(Dots, chart.shapes)
    assert np.allclose(data(chart, ring.points), [(1, 0)])
    assert (ring.color, ring.edge, ring.marker) == ("", palette.INK, "o")
    zero, _ = [d for d in of(Dots, chart.frame.over) if d.act]
    assert ring.size == pytest.approx(1.8 * zero.size)
    assert chart.wrong == 1 and chart.words().startswith("1 of 4 tuples misclassified")
    assert chart.words().endswith("answers class 1 in 50 % of the plane shown.")
    assert "class 1 in 100 % of" in chart.update(line_net(0.0, 0.0, 3.0)).words()
    right = chart.update(line_net(8.0, 8.0, -12.0))
    assert right.wrong == 0 and not len(of(Dots, right.shapes)[0].points)


def test_tuples_stand_at_their_inputs_in_the_look_of_their_class():
    chart = DecisionRegion(XOR.X, XOR.T)
    zero, one = [d for d in of(Dots, chart.frame.over) if d.act]
    assert np.allclose(data(chart, zero.points), [(0, 0), (1, 1)])
    assert np.allclose(data(chart, one.points), [(0, 1), (1, 0)])
    assert (zero.color, zero.marker) == (BLUE, "o")
    assert (one.color, one.marker) == (VERMILION, "s")
    assert zero.act == ("point 0", "point 3") and one.act == ("point 1", "point 2")
    key = [d for d in of(Dots, chart.frame.over) if not d.act]
    assert [(d.color, d.marker) for d in key] == [(BLUE, "o"), (VERMILION, "s")]
    few, many = (
        DecisionRegion(np.arange(2 * n).reshape(n, 2), np.arange(n) % 2)
        for n in (60, 61)
    )
    sizes = [of(Dots, chart.frame.over)[-1].size for chart in (few, many)]
    assert sizes == [12.5, 8.5]


def test_a_class_of_which_there_is_no_tuple_has_no_marker_but_a_key():
    chart = DecisionRegion([[0, 0], [1, 1]], [1, 1])
    (shown,) = [d for d in of(Dots, chart.frame.over) if d.act]
    assert shown.color == VERMILION and len(shown.points) == 2


def test_of_several_outputs_the_largest_colours_its_region():
    net = bp.Network([[[9.0, -9.0, 0.0], [0.0, 0.0, 9.0]]], [[0.0, 0.0, -4.0]])
    X = [[-1, -1], [1, -1], [0, 1]]
    chart = DecisionRegion(X, np.eye(3)[[1, 0, 2]]).update(net)
    (shade,) = of(Shade, chart.shapes)
    colors = shade.palette[shade.pixels]
    for row, column, k in ((-1, 0, 1), (-1, -1, 0), (0, ACROSS // 2, 2)):
        wanted = [*bytes.fromhex(palette.CLASSES[k][1:]), 115]
        assert colors[row, column].tolist() == wanted
    assert sum(chart.shares) == pytest.approx(1) and chart.wrong == 0
    told = [f"class {k} in {100 * chart.shares[k]:.0f} %" for k in range(3)]
    assert chart.words().endswith(f"answers {', '.join(told)} of the plane shown.")
    (line,) = of(Line, chart.shapes)
    found = data(chart, line.points[~np.isnan(line.points[:, 0])])
    low = found[found[:, 1] < -0.8]
    assert len(low) and np.allclose(low[:, 0], 0, atol=0.03)


# ---- hidden space ---------------------------------------------------------------

HIDDEN = bp.Network(
    [[[2.0, -1.0], [0.5, 3.0]], [[4.0], [-5.0]]], [[-1.0, 0.2], [0.5]]
)  # fmt: skip


def test_tuples_stand_at_the_outputs_of_two_hidden_units():
    chart = HiddenSpace(XOR.X, XOR.T).update(HIDDEN)
    outputs = HIDDEN.outputs(XOR.X)[1]
    zero, one = of(Dots, chart.shapes)
    assert np.allclose(data(chart, zero.points), outputs[[0, 3]])
    assert np.allclose(data(chart, one.points), outputs[[1, 2]])
    assert one.act == ("point 1", "point 2")
    assert chart.frame.x.name == "output of unit 3"
    assert chart.frame.y.name == "output of unit 4"
    assert span(chart.frame.x) == span(chart.frame.y) == pytest.approx((-0.05, 1.05))
    turned = HiddenSpace(XOR.X, XOR.T).update(HIDDEN, (4, 3))
    assert turned.frame.x.name == "output of unit 4"
    assert np.allclose(turned.points, outputs[:, ::-1])


def test_the_line_is_where_the_output_unit_answers_a_half():
    for output, middle in (("sigmoid", 0.0), ("identity", 0.5)):
        net = bp.Network(HIDDEN.weights, HIDDEN.biases, output=output)
        for units in ((3, 4), (4, 3)):
            chart = HiddenSpace(XOR.X, XOR.T).update(net, units)
            (line,) = of(Line, chart.shapes)
            x, y = data(chart, line.points).T
            w = [net.weight(units[0], 5), net.weight(units[1], 5)]
            assert np.allclose(w[0] * x + w[1] * y + net.bias(5), middle)
            ends = data(chart, line.points)
            assert ((ends < -0.05) | (ends > 1.05)).any(axis=1).all()


@pytest.mark.parametrize(
    "net",
    [
        bp.Network.random((2, 3, 1)),  # not the whole layer
        bp.Network.random((2, 2, 2)),  # more than one output
        bp.Network([HIDDEN.weights[0], np.zeros((2, 1))], HIDDEN.biases),  # nowhere
    ],
    ids=str,
)
def test_there_is_no_line_where_two_units_do_not_decide(net):
    T = XOR.T if net.sizes[-1] == 1 else np.eye(2)[[0, 1, 1, 0]]
    lines = of(Line, HiddenSpace(XOR.X, T).update(net).shapes)
    assert not any(len(line.points) for line in lines)


def test_units_of_an_earlier_layer_may_be_chosen():
    net = bp.Network.random((2, 3, 2, 1), seed=4)
    chart = HiddenSpace(XOR.X, XOR.T).update(net, (3, 5))
    assert np.allclose(chart.points, net.outputs(XOR.X)[1][:, [0, 2]])
    assert not of(Line, chart.shapes)
    assert chart.words().startswith("The tuples at the outputs of units 3 and 5")
    assert HiddenSpace(XOR.X, XOR.T).update(net).units == (6, 7)


def test_axes_hold_the_range_of_the_activation():
    def axis(hidden, scale=1.0):
        net = bp.Network([scale * np.eye(2), np.ones((2, 1))], hidden=hidden)
        return span(HiddenSpace([[0, 0], [2, -2]], [0, 1]).update(net).frame.x)

    assert axis("tanh") == pytest.approx((-1.1, 1.1))
    assert axis("relu") == pytest.approx((-0.1, 2.1))
    assert axis("relu", 0.1) == pytest.approx((-0.05, 1.05))
    assert axis("relu", 2.2) == pytest.approx((-0.25, 5.25))
    low, high = axis("leaky relu")
    assert low == pytest.approx(-0.02 - 0.05 * 2.02) and high > 2


def test_the_words_of_a_hidden_space():
    chart = HiddenSpace(XOR.X, XOR.T)
    assert chart.words() == "No network to show yet."
    chart.update(HIDDEN)
    outputs = HIDDEN.outputs(XOR.X)[1]
    apart = np.hypot(*(outputs[[1, 2]].mean(0) - outputs[[0, 3]].mean(0)))
    assert chart.words() == (
        "The tuples at the outputs of units 3 and 4; the middles of the two classes "
        f"are {apart:.2f} apart."
    )
    one = HiddenSpace(XOR.X, [1, 1, 1, 1]).update(HIDDEN)
    assert one.words().endswith("units 3 and 4, 4 in all.")
    three = HiddenSpace(XOR.X, np.eye(3)[[0, 1, 2, 0]]).update(HIDDEN)
    assert three.words().endswith(", 4 in all.")


def test_tuples_at_one_place_share_their_label():
    same = bp.Network([np.zeros((2, 2)), np.ones((2, 1))])
    X = np.arange(12).reshape(6, 2)
    for n, text in ((1, "t0"), (3, "t0, t1, t2"), (4, "t0, t1 + 2 more"),
                    (6, "t0, t1 + 4 more")):  # fmt: skip
        names = [f"t{k}" for k in range(n)]
        chart = HiddenSpace(X[:n], np.arange(n) % 2, names).update(same)
        assert [w.text for w in of(Words, chart.shapes)] == [text]
    apart = HiddenSpace(XOR.X, XOR.T, ["a", "b", "c", "d"]).update(HIDDEN)
    labels = of(Words, apart.shapes)
    assert sorted(w.text for w in labels) == ["a", "b", "c", "d"]
    for words in labels:
        k = "abcd".index(words.text)
        at = apart.frame.place(*apart.points[k])
        assert abs(words.x - at[0]) <= 12 and abs(words.y - at[1]) <= 18
    assert not of(Words, HiddenSpace(XOR.X, XOR.T).update(HIDDEN).shapes)


# ---- error surfaces -------------------------------------------------------------


def test_one_weight_shows_its_curve_and_its_path():
    chart = OneWeight(lambda w: 3 * w**2, -2, 4)
    assert span(chart.frame.x) == (-2, 4)
    assert span(chart.frame.y) == pytest.approx((-0.04 * 48, 1.05 * 48), abs=0.02)
    (curve,) = [s for s in chart.frame.under if isinstance(s, Line)]
    w, E = data(chart, curve.points).T
    assert np.allclose(E, 3 * w**2) and len(w) == 200 and w[0] == pytest.approx(-2)
    chart.update([2.0, 1.0, 0.5], [-1.0, 0.0])
    pinned, path = of(Line, chart.shapes)
    assert np.allclose(data(chart, path.points), [(2, 12), (1, 3), (0.5, 0.75)])
    assert np.allclose(data(chart, pinned.points), [(-1, 3), (0, 0)], atol=1e-9)
    assert (path.color, path.dash) == (BLUE, ())
    assert (pinned.color, pinned.dash) == (VERMILION, palette.LINES[1])
    dots = of(Dots, chart.shapes)
    assert [d.marker for d in dots] == ["s", "s", "o", "o"]
    assert [len(d.points) for d in dots] == [2, 1, 3, 1]
    assert np.allclose(data(chart, dots[3].points), [(0.5, 0.75)])
    assert dots[3].size > 2 * dots[2].size
    assert chart.words() == (
        "The weight goes from 2.00 to 0.50 in 2 steps."
    )  # fmt: skip
    assert chart.update([]).words() == "No step to show yet."
    flat = OneWeight(lambda w: 0 * w + 2)
    assert span(flat.frame.y) == pytest.approx((1.96, 2.05))
    assert span(flat.frame.x) == (-3, 3)


@pytest.mark.parametrize(
    ("path", "step", "edge"),
    [([1.0, 5.0, 0.0], 1, 4), ([1.0, -9.0], 1, -2), ([NAN], 0, 4), ([1, 2, INF], 2, 4),
     ([1.0, -INF], 1, -2)],
)  # fmt: skip
def test_a_path_that_leaves_ends_in_a_cross_at_the_edge(path, step, edge):
    chart = OneWeight(lambda w: 3 * w**2, -2, 4).update(path)
    cross = of(Dots, chart.shapes)[-1]
    assert cross.marker == "X"
    assert np.allclose(data(chart, cross.points), [(edge, 3 * edge**2)])
    line = of(Line, chart.shapes)[-1]
    assert len(line.points) == step + 1
    assert len(of(Dots, chart.shapes)[-2].points) == step
    assert chart.words().endswith(f" It leaves the picture in step {step}.")


def test_what_was_refused_is_a_cross_within_the_picture():
    chart = OneWeight(lambda w: 3 * w**2, -2, 4).update([1.0], refused=[2.0, 5.0, -1.0])
    crosses = of(Dots, chart.shapes)[0]
    assert crosses.marker == "x"
    assert np.allclose(data(chart, crosses.points), [(2, 12), (-1, 3)])
    two = TwoWeights(lambda a, b: a * b, names=("p", "q"), least=None)
    assert not of(Dots, two.frame.under), "no least error is claimed"
    assert (two.frame.x.name, two.frame.y.name) == ("weight p", "weight q")
    two.update([[1, 1]], refused=[[1, 2], [1, 3]])
    assert np.allclose(data(two, of(Dots, two.shapes)[0].points), [(1, 2)])
    assert two.words() == (
        "The weights go from (1.00, 1.00) to (1.00, 1.00) in 0 steps."
    )
    at = TwoWeights(lambda a, b: a * b, least=(1, -2)).update([[1, 1]])
    assert at.words().endswith("; the least error is at (1, -2).")


def test_a_curve_may_count_something_other_than_epochs():
    chart = ErrorCurve(("a",), xlabel="step").update([2.0, 1.0])
    assert chart.frame.x.name == "step"
    assert chart.words() == "a: 2.000 in step 1, 1.000 in step 2."
    assert "Diverged in step 2" in chart.update([1.0, INF]).words()
    assert chart.update([]).words() == "a: no step to show."


def test_two_weights_show_contours_and_a_path():
    chart = TwoWeights(lambda a, b: a**2 + 4 * b**2)
    (contours,) = [s for s in chart.frame.under if isinstance(s, Line)]
    (least,) = [s for s in chart.frame.under if isinstance(s, Dots)]
    assert np.allclose(data(chart, least.points), 0, atol=1e-12)
    assert least.marker == "+"
    points = data(chart, contours.points)
    pieces = np.split(points, np.flatnonzero(np.isnan(points[:, 0])))
    levels = []
    for piece in pieces:
        a, b = piece[~np.isnan(piece[:, 0])].T
        if len(a):
            E = a**2 + 4 * b**2
            assert np.ptp(E) < 0.2 + 0.02 * E.mean()
            levels.append(E.mean())
    grid = np.linspace(-2.5, 2.5, 80)
    E = grid[None] ** 2 + 4 * grid[:, None] ** 2
    wanted = np.quantile(E, LEVELS)
    assert all(np.abs(wanted - level).min() < 0.1 for level in levels)
    assert all(np.abs(np.array(levels) - level).min() < 0.1 for level in wanted)
    chart.update([[2.0, 1.0], [1.0, -0.5]], [[0.0, 1.0]])
    pinned, path = of(Line, chart.shapes)
    assert np.allclose(data(chart, path.points), [(2, 1), (1, -0.5)])
    assert np.allclose(data(chart, pinned.points), [(0, 1)], atol=1e-9)
    assert chart.words() == (
        "The weights go from (2.00, 1.00) to (1.00, −0.50) in 1 steps; the least error "
        "is at (0, 0)."
    )
    chart.update([[2.0, 1.0], [1.0, -50.0], [0.0, 0.0]])
    cross = of(Dots, chart.shapes)[-1]
    assert np.allclose(data(chart, cross.points), [(1, -2.5)]) and cross.marker == "X"
    assert chart.words().endswith("It leaves the picture in step 1.")
    assert chart.update([]).words() == "No step to show yet."


# ---- rate map -------------------------------------------------------------------


def rows(losses, rates, seeds, stopped="max_epochs"):
    made = bp.sweep((2, 1), XOR.X, XOR.T, rates, seeds, progress=False, max_epochs=1)
    made.loss[:] = np.ravel(losses)
    made.stopped_by[:] = stopped
    return made


MAP = RateMap(rows([[1e-4, 0.1], [1e-2, 0.1], [1e-6, NAN]], (0.1, 1.0, 10.0), (3, 7)))


def test_a_map_has_a_field_a_run():
    (shade,) = [s for s in MAP.frame.under if isinstance(s, Shade)]
    assert shade.pixels.tolist() == [
        [SHADES - 1, SHADES - 1, SHADES],  # the upper seed: 0.1, 0.1, diverged
        [0, round((SHADES - 1) * 2 / 3), 0],
    ]
    assert not shade.smooth and shade.palette[SHADES, 3] == 0
    assert (shade.palette[:SHADES, 3] == 255).all()
    light = shade.palette[:SHADES, :3].sum(axis=1).astype(int)
    assert light[0] > light[-1] + 200  # dark where the error stayed high
    (cross,) = [s for s in MAP.frame.under if isinstance(s, Dots)]
    assert np.allclose(data(MAP, cross.points), [(2, 1)]) and cross.marker == "x"
    assert span(MAP.frame.x) == (-0.5, 2.5) and span(MAP.frame.y) == (-0.5, 1.5)


def test_a_map_is_ticked_by_rates_and_seeds():
    assert MAP.frame.x.ticks == ((0, "0.1"), (1, "1"), (2, "10"))
    assert MAP.frame.y.ticks == ((0, "3"), (1, "7"))
    near = RateMap(rows(np.ones((3, 1)), (0.15, 0.3, 0.9), (0,)))
    assert [text for _, text in near.frame.x.ticks] == ["0.2", "0.5"]
    places = [place for place, _ in near.frame.x.ticks]
    assert places == pytest.approx(
        [np.log(0.2 / 0.15) / np.log(2), 1 + np.log(0.5 / 0.3) / np.log(3)]
    )
    assert near.frame.y.ticks == ((0, "0"),)
    lone = RateMap(rows([[0.5]], (0.37,), (0,)))
    assert lone.frame.x.ticks == ((0, "0.37"),)
    many = RateMap(rows(np.ones((1, 30)), (1.0,), range(30)))
    assert [text for _, text in many.frame.y.ticks] == [
        "0",
        "5",
        "10",
        "15",
        "20",
        "25",
    ]


def test_a_rate_is_marked_between_its_neighbours():
    for rate, place in ((0.1, 0), (np.sqrt(10), 1.5), (10, 2), (1e9, 2.45),
                        (1e-9, -0.45)):  # fmt: skip
        (line,) = MAP.update(rate).shapes
        found = data(MAP, line.points)
        assert np.allclose(found[:, 0], place), rate
        assert sorted(found[:, 1]) == pytest.approx([-0.5, 1.5])
        assert line.halo and (line.color, line.dash) == (BLUE, ()) and MAP.rate == rate


def test_a_pinned_rate_has_a_mark_of_its_own_on_every_chart():
    """Its colour and dash are those that it has on a surface and as a curve."""
    pinned, slid = MAP.update(10, pinned=0.1).shapes
    assert np.allclose(data(MAP, pinned.points)[:, 0], 0)
    assert np.allclose(data(MAP, slid.points)[:, 0], 2)
    marks = [(line.color, line.dash) for line in (slid, pinned)]
    curves = ErrorCurve(("slid", "pinned")).update([3, 2], [3, 1])
    way = OneWeight(lambda w: w * w).update([1, 2], [1, -1])
    for chart, order in ((curves, 1), (way, -1)):
        lines = [s for s in chart.shapes if isinstance(s, Line)][:2][::order]
        assert [(line.color, line.dash) for line in lines] == marks
    assert MAP.update(1).pinned is None and len(MAP.shapes) == 1


def test_a_map_has_a_scale_of_colours():
    (bar,) = [s for s in MAP.frame.over if isinstance(s, Shade)]
    assert bar.pixels[:, 0].tolist() == list(range(SHADES - 1, -1, -1))
    left, top, right, bottom = bar.box
    assert (top, bottom) == (MAP.frame.box[1], MAP.frame.box[3])
    assert MAP.frame.box[2] < left < right < MAP.frame.width
    texts = [w for w in MAP.frame.over if isinstance(w, Words) and w.x > right]
    assert [w.text for w in texts] == ["0.0001", "0.001", "0.01", "0.1"]
    assert texts[0].y == bottom and texts[-1].y == pytest.approx(top)
    steps = np.diff([w.y for w in texts])
    assert np.allclose(steps, steps[0]) and steps[0] < 0


def test_the_words_of_a_map():
    assert MAP.words() == (
        "2 seeds at each of 3 rates from 0.1 to 10; the median error is least, "
        "1.0·10⁻⁶, at rate 10. 1 of 6 runs diverged."
    )
    sound = RateMap(rows([[0.3, 0.5], [0.2, 0.1]], (0.5, 20.0), (0, 1)))
    assert sound.words() == (
        "2 seeds at each of 2 rates from 0.5 to 20; the median error is least, 0.150, "
        "at rate 20."
    )
    gone = RateMap(rows([[0.3], [0.2]], (0.5, 20.0), (0,), "diverged"))
    assert gone.words().endswith("every run diverged.")


# ---- spread, bars, histograms ---------------------------------------------------


def test_a_spread_shows_each_run_and_the_middle():
    chart = Spread(("a", "b"), 1000).update([10, 100, 1000], [30])
    done, cut_off, middle = chart.shapes[1:4]
    found = data(chart, done.points)
    assert np.allclose(found, [(-0.25, 10), (0, 100)])
    assert np.allclose(data(chart, cut_off.points), [(0.25, 1000)])
    assert (done.color, cut_off.color, cut_off.edge) == (BLUE, "", BLUE)
    assert np.allclose(data(chart, middle.points), [(-0.33, 100), (0.33, 100)])
    other, none, its = chart.shapes[4:]
    assert np.allclose(data(chart, other.points), [(0.75, 30)]) and not len(none.points)
    assert (other.color, other.marker, done.marker) == (VERMILION, "s", "o")
    assert np.allclose(data(chart, its.points)[:, 1], 30)
    assert np.allclose(data(chart, chart.shapes[0].points)[:, 1], 1000)
    assert np.allclose(span(chart.frame.y), (8, 1600)) and chart.frame.y.log
    assert span(chart.frame.x) == (-0.6, 1.6)
    assert chart.frame.x.ticks == ((0, "a"), (1, "b"))
    assert chart.words() == (
        "a: median 100 epochs, from 10 to 1000, 1 of 3 not there after 1000. "
        "b: median 30 epochs, from 30 to 30, 0 of 1 not there after 1000."
    )
    beyond = Spread(("a",), 10).update([50, 70])
    assert np.allclose(data(beyond, beyond.shapes[2].points)[:, 1], 10)
    assert np.allclose(data(beyond, beyond.shapes[3].points)[:, 1], 10)


def test_a_spread_fills_its_axis():
    """No height is kept free for a cut that no run has reached."""
    chart = Spread(("a",), 300).update([4, 9, 36])
    assert np.allclose(span(chart.frame.y), (0.8 / 0.3, 55))
    assert of(Dots, chart.shapes)[1].points.size == 0
    assert not [line for line in of(Line, chart.shapes) if line.color == palette.GREY]
    chart.update([4, 9, 300])
    assert np.allclose(span(chart.frame.y), (0.8 / 0.3, 480))
    assert [line for line in of(Line, chart.shapes) if line.color == palette.GREY]
    assert np.allclose(span(chart.update([20, 21]).frame.y), (6.6, 33))


def test_a_group_without_runs_says_so():
    chart = Spread(("a", "b"), 100).update([], [5])
    (words,) = of(Words, chart.shapes)
    assert words.text == "no runs"
    low, top = span(chart.frame.y)
    assert np.allclose(data(chart, [(words.x, words.y)]), [(0, (low * top) ** 0.5)])
    assert chart.words().startswith("a: no runs. b: median 5")


def test_bars_reach_from_the_axis_to_their_values():
    chart = LayerBars(("1", "2"), ("a", "b")).update([0.5, 1.0], [2.0, 0.0])
    areas = of(Area, chart.shapes)
    tops = [data(chart, a.points)[:, 1].max() for a in areas]
    assert tops == pytest.approx([0.5, 1.0, 2.0, 0.0])
    assert all(abs(data(chart, a.points)[:, 1].min()) < 1e-9 for a in areas)
    sides = [data(chart, a.points)[:, 0] for a in areas]
    spans = [(x.min(), x.max()) for x in sides]
    assert np.allclose(spans, [(-0.384, -0.016), (0.616, 0.984), (0.016, 0.384),
                               (1.016, 1.384)])  # fmt: skip
    assert [a.color for a in areas] == [BLUE, BLUE, VERMILION, VERMILION]
    assert [a.hatch for a in areas] == ["", "", "/", "/"]
    words = of(Words, chart.shapes)
    assert [w.text for w in words] == ["0.50", "1.00", "2.00", "0.00"]
    for w, area in zip(words, areas, strict=True):
        assert w.x == pytest.approx(area.points[:, 0].mean())
        assert area.points[:, 1].min() - 12 < w.y < area.points[:, 1].min() - 5
    assert span(chart.frame.y) == pytest.approx((0, 2 * 1.16))
    assert chart.words() == "a: 1 0.500, 2 1.000. b: 1 2.000, 2 0.000."
    assert [type(s) for s in chart.shapes] == [Area] * 4 + [Words] * 4


def test_a_bar_of_no_number_goes_to_the_top_with_a_cross():
    chart = LayerBars(("1", "2", "3")).update([NAN, 3.0, -INF])
    gone, sound, _ = of(Area, chart.shapes)
    assert data(chart, gone.points)[:, 1].max() == pytest.approx(3)
    assert gone.dash and gone.opacity < 0.5 and gone.width
    assert not sound.dash and sound.opacity == 1 and not sound.width
    assert [w.text for w in of(Words, chart.shapes)] == ["✖", "3.00", "✖"]
    assert chart.words() == "1 diverged, 2 3.000, 3 diverged."


def test_logarithmic_bars():
    chart = LayerBars(("1", "2"), log=True).update([2e-3, 0.5])
    low, high = data(chart, of(Area, chart.shapes)[0].points)[:, 1][[0, 2]]
    assert (low, high) == pytest.approx((chart.frame.y.low, 2e-3))
    assert span(chart.frame.y) == pytest.approx((1e-3, 1000**0.16))
    assert chart.frame.y.log and not LayerBars(("1",)).frame.y.log


def test_a_number_wider_than_its_bar_reads_upwards_or_is_left_out():
    few = LayerBars(("1", "2"), [f"n{k}" for k in range(4)])
    few.update(*[[0.25, 0.123]] * 4)
    assert not any(w.turned for w in of(Words, few.shapes))
    many = LayerBars([str(k) for k in range(8)], ("a", "b"))
    many.update(*[[0.25] * 8] * 2)
    turned = of(Words, many.shapes)
    assert len(turned) == 16 and all(w.turned for w in turned)
    for w in turned:
        x = [a.points[:, 0].mean() for a in of(Area, many.shapes)]
        assert np.abs(np.array(x) - w.x).min() < 0.01
    tops = {a.points[:, 1].min() for a in of(Area, many.shapes)}
    assert all(w.box[3] <= min(tops) - 3.9 for w in turned)
    crowd = LayerBars([str(k) for k in range(30)], ("a", "b"))
    crowd.update(*[[0.25] * 30] * 2)
    assert not of(Words, crowd.shapes)


def test_outputs_of_a_layer_stand_upright_to_both_sides_of_it():
    chart = LayerOutputs(low=0, high=1)
    chart.update([[0.1, 0.1, 0.9], [0.5]], [[0.2], [0.6, INF]], ("1 of 3", ""))
    areas = of(Area, chart.shapes)
    reach = [data(chart, a.points)[:, 0] for a in areas]
    assert [(x.min().round(2), x.max().round(2)) for x in reach] == [
        (-0.46, 0), (0.54, 1), (0, 0.46), (1, 1.46),
    ]  # fmt: skip
    first = data(chart, areas[0].points)
    full = first[np.isclose(first[:, 0], -0.46), 1]
    half = first[np.isclose(first[:, 0], -0.23), 1]
    assert (full.min() <= 0.1 <= full.max()) and (half.min() <= 0.9 <= half.max())
    assert [a.hatch for a in areas] == ["", "", "/", "/"]
    (note,) = of(Words, chart.shapes)
    assert note.text == "1 of 3" and data(chart, [(note.x, note.y)])[0, 1] > 1
    assert chart.words() == (
        "before: layer 1 0.10 to 0.90, layer 2 0.50 to 0.50. "
        "after: layer 1 0.20 to 0.20, layer 2 0.60 to 0.60."
    )


def test_outputs_without_bounds_set_the_axis():
    chart = LayerOutputs().update([[0.0, 7.2]], [[0.1]])
    assert span(chart.frame.y) == pytest.approx((0, 10 * 1.12))
    assert chart.update([[-0.1, 7.2]], [[1]]).frame.y.low == 0, "a leak"
    assert chart.update([[-7.2]], [[1]]).frame.y.low == -10


def test_errors_in_time_stand_at_their_steps():
    chart = ErrorsInTime(("before", "after")).update([0.001, 0.1], [0.0, 0.2], cut=1)
    before, after = of(Dots, chart.shapes)
    assert np.allclose(data(chart, before.points), [(1, 0.001), (2, 0.1)])
    assert np.allclose(data(chart, after.points), [(2, 0.2)]), "0 has no logarithm"
    assert (before.marker, after.marker) == ("o", "s")
    (cut,) = of(Area, chart.shapes)
    assert data(chart, cut.points)[:, 0] == pytest.approx([0.5, 1.5, 1.5, 0.5])
    assert span(chart.frame.y) == pytest.approx((1e-6, 1))
    chart.update([1e-9, 0.2], [70.0, 2.0])
    assert span(chart.frame.y) == pytest.approx((1e-10, 100))
    chart.update([0.001, 0.1], [0.0, 0.2], cut=1)
    assert chart.words() == (
        "before: 0.100 at step 2, 0.0010 at step 1. after: 0.200 at step 2, 0.000 at "
        "step 1. No error reaches steps 1 to 1."
    )


def test_histograms_show_shares_in_their_bins():
    chart = Histograms(0, 4, ("a", "b"), bins=4)
    chart.update([0.5, 1.5, 1.6, 3.5], [-9, 9, 9, 9, NAN])
    a, b = of(Line, chart.shapes)
    assert np.allclose(data(chart, a.points), [
        (0, 0), (0, 0.25), (1, 0.25), (1, 0.5), (2, 0.5), (2, 0), (3, 0), (3, 0.25),
        (4, 0.25), (4, 0)], atol=1e-9)  # fmt: skip
    heights = data(chart, b.points)[:, 1]
    assert np.allclose(heights, [0, 0.25, 0.25, 0, 0, 0, 0, 0.75, 0.75, 0], atol=1e-9)
    assert (a.color, a.dash, b.color, b.dash) == (
        BLUE, (), VERMILION, palette.LINES[1])  # fmt: skip
    areas = of(Area, chart.shapes)
    assert [x.color for x in areas] == [BLUE, VERMILION]
    assert np.allclose(areas[0].points, a.points)
    assert span(chart.frame.y) == pytest.approx((0, 1.04))
    assert span(chart.frame.x) == (0, 4)
    assert [w.text for w in of(Words, chart.shapes)] == ["1 no longer a number"]
    assert chart.words() == (
        "a: 4 numbers, middle 1.550, from 0.500 to 3.500. b: 4 numbers, middle 9.000, "
        "from −9.000 to 9.000; 4 beyond the edges, counted in the outer bins. 1 are no "
        "longer a number."
    )
    small = Histograms(0, 1, bins=10).update(np.linspace(0.01, 0.99, 100))
    assert span(small.frame.y) == pytest.approx((0, 1.04 * 0.1))
    assert [w.text for w in of(Words, Histograms(0, 1).shapes)] == ["no numbers"]
    one = Histograms(0, 1).update([[0.5]])
    assert one.words() == "1 number, middle 0.500, from 0.500 to 0.500."


# ---- confusion matrix, sigmoid, unit maps ---------------------------------------


def test_fields_of_a_matrix_stand_by_target_and_answer():
    chart = ConfusionMatrix(("ill", "well"))
    chart.update([0, 0, 0, 1], [0.1, 0.2, 0.9, 0.7])
    assert chart.counts.tolist() == [[2, 1], [0, 1]]
    assert np.allclose(chart.shares, [[2 / 3, 1 / 3], [0, 1]])
    fields = of(Area, chart.shapes)[:4]
    middles = [data(chart, a.points).mean(axis=0) for a in fields]
    assert np.allclose(middles, [(0, 0), (1, 0), (0, 1), (1, 1)])
    assert np.allclose([np.ptp(data(chart, a.points), axis=0) for a in fields], 0.94)
    assert [a.opacity for a in fields] == pytest.approx([0.65, 0.35, 0.05, 0.95])
    top, below = fields[0].points[:, 1].mean(), fields[2].points[:, 1].mean()
    assert top < below  # the first target stands above
    words = of(Words, chart.shapes)
    assert [w.text for w in words] == ["2", "67%", "1", "33%", "0", "0%", "1", "100%"]
    for k, area in enumerate(fields):
        count, share = words[2 * k : 2 * k + 2]
        x, y = area.points.mean(axis=0)
        assert count.x == share.x == pytest.approx(x)
        assert count.y < y < share.y and y - count.y == pytest.approx(share.y - y)
        assert not overlap(count.box, share.box)
        box = (*area.points.min(axis=0), *area.points.max(axis=0))
        for w in (count, share):
            assert box[0] < w.box[0] and w.box[2] < box[2]
            assert box[1] < w.box[1] and w.box[3] < box[3]
        light = area.opacity > 0.05 + 0.9 * 0.55
        assert w.color == (palette.WHITE if light else palette.INK)
    frames = of(Area, chart.shapes)[4:]
    assert np.allclose(
        [data(chart, a.points).mean(0) for a in frames], [(0, 0), (1, 1)]
    )
    assert all(a.edge == palette.INK and a.width > 3 and not a.opacity for a in frames)


def test_a_matrix_of_many_classes_has_letters_that_fit():
    names = [f"class {k}" for k in range(9)]
    chart = ConfusionMatrix(names, width=300, height=300)
    T = np.eye(9)[np.arange(900) % 9]
    words = of(Words, chart.update(T, T).shapes)
    wide = chart.frame.place(1, 0)[0] - chart.frame.place(0, 0)[0]
    assert all(w.box[2] - w.box[0] < wide for w in words)
    assert chart.frame.x.ticks[3] == chart.frame.y.ticks[3] == (3, "class 3")


def test_answers_that_are_no_numbers_are_told_below_the_matrix():
    chart = ConfusionMatrix().update([0, 1, 1], [NAN, 0.9, INF])
    assert chart.unanswered == 2 and chart.counts.sum() == 1
    note = of(Words, chart.shapes)[-1]
    assert note.text == "+ 2 no number" and note.y > chart.frame.box[3] + 20
    assert note.anchor == "end" and note.x == chart.frame.box[2]
    assert chart.words() == (
        "1 of 1 right (100%). Target 0: 0 answered 0, 0 answered 1. Target 1: 0 "
        "answered 0, 1 answered 1. 2 without an answer (no longer a number)."
    )
    words = [w.text for w in of(Words, chart.shapes)]
    assert words[:4] == ["0", "none", "0", "none"]
    assert ConfusionMatrix().words() == "No answers to count."


@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "relu", "identity"])
def test_the_unit_stands_on_its_curve(kind):
    chart = SigmoidCurve(kind)
    number = act.KINDS[kind]
    curve = chart.frame.under[-1]
    I, O = data(chart, curve.points).T
    assert np.allclose(O, act.activate_all(number, I)) and np.ptp(I) == pytest.approx(
        16
    )
    assert span(chart.frame.y) == pytest.approx((O.min() - 0.06, O.max() + 0.06))
    for at in (1.5, -20.0, 20.0):
        chart.update(at)
        x = min(max(at, -8), 8)
        y = act.activate(number, x)
        tangent, drop = of(Line, chart.shapes)
        (point,) = of(Dots, chart.shapes)
        assert np.allclose(data(chart, point.points), [(x, y)])
        assert np.allclose(data(chart, drop.points), [(x, 0), (x, y), (-8, y)])
        (x1, y1), (x2, y2) = data(chart, tangent.points)
        slope = act.slope(number, act.activate(number, at))
        assert (y2 - y1) / (x2 - x1) == pytest.approx(slope, abs=1e-9)
        assert (x1 + x2) / 2 == pytest.approx(x) and (y1 + y2) / 2 == pytest.approx(y)
        assert x2 - x1 == pytest.approx(2.8)
        note = " ".join(w.text for w in of(Words, chart.shapes))
        assert ("beyond the edge" in note) == (abs(at) > 8)
        assert (chart.I, chart.O) == (at, act.activate(number, at))
    assert chart.slope == act.slope(number, chart.O)
    assert SigmoidCurve().update(1.5).words() == (
        "At net input 1.500 the output is 0.818 and the slope 0.149."
    )


def test_unit_maps_show_what_each_hidden_unit_answers():
    net = bp.Network([[[9.0, 0.0], [0.0, 9.0]], [[1.0], [1.0]]], [[0, 0], [0]])
    maps = UnitMaps(net, (-1, 1, -1, 1))
    assert maps.units == [3, 4]
    right, up = (m.reshape(24, 24) for m in maps.maps)
    assert right[:, 0].max() < 0.01 and right[:, -1].min() > 0.99
    assert up[0].min() > 0.99 and up[-1].max() < 0.01  # the upper row first
    assert maps.words() == (
        "Unit 3: from 0.00 to 1.00 over the plane. Unit 4: from 0.00 to 1.00 over the "
        "plane."
    )
    assert maps.html().count("<img") == 2 and maps.png().startswith(b"\x89PNG")
    image = np.asarray(Image.open(io.BytesIO(maps.png())).convert("RGB")).astype(int)
    assert image.shape == (68, 2 * 56, 3)
    blue, red = (image[..., k] > image[..., 2 - k] + 30 for k in (2, 0))
    assert blue[26, 4] and red[26, 48]  # as in the page: left of unit 3, and right
    assert red[4, 56 + 26] and blue[48, 56 + 26]  # above of unit 4, and below
    assert (image[54:, 20:32].min() < 100) and (image[54:, 2:12] > 240).all()
    none = UnitMaps(bp.Network.random((2, 1)), (-1, 1, -1, 1))
    assert none.words() == "No hidden unit to show." and none.png()


@pytest.mark.parametrize(
    "make",
    [
        lambda names: ErrorCurve(names),
        lambda names: LayerBars(("1",), names),
        lambda names: Histograms(0, 1, names),
    ],
    ids=["curves", "bars", "histograms"],
)
def test_several_series_have_a_key_and_a_single_one_has_none(make):
    def named(*names):
        over = make(names).frame.over
        return [w.text for w in of(Words, over) if w.text in names]

    assert named("one") == []
    assert named("one", "two", "three") == ["one", "two", "three"]


def test_the_learning_curve_stands_over_how_many_were_used():
    chart = LearningCurve().update([10, 40, 160], [0.1, 0.2, 0.3], [0.9, NAN, 0.4])
    lines, dots = of(Line, chart.shapes), of(Dots, chart.shapes)
    assert [len(d.points) for d in dots] == [3, 2]
    gaps = np.diff(lines[0].points[:, 0])
    assert gaps[0] == pytest.approx(gaps[1]), "four times as many, the same step"
    assert "validation: 0.900 with 10, 0.400 with 160 training tuples." in chart.words()
    assert len(LearningCurve().shapes) == 4 and "yet" in LearningCurve().words()
    for sizes in ([10, 10], [0, 5], [3, 2]):
        with pytest.raises(ValueError, match="sizes must be above 0 and grow"):
            chart.update(sizes, [1, 2], [1, 2])
