"""Pictures given nonsense: shown all the same, or refused in one sentence."""

import itertools
import re
import traceback
import warnings
import xml.etree.ElementTree as ET

import numpy as np
import pytest

pytest.importorskip("matplotlib")

import bpcore as bp
from bpcore.figures import given
from bpcore.tables import Table
from tests.bad_inputs.values import failing

figures = bp.figures
NET = bp.Network.random((2, 2, 1), span=2, seed=3)
XOR = bp.datasets.xor()
LONG = "long " * 20_000 + "x" * 100_000

NONSENSE = [
    None, True, 0, -1, 7, 10**400, 1e308, -1e308, np.nan, np.inf, 2j,
    "", "abc", "$", "$a_b^$", r"\frac", "$\\frac$", "_x", "<b>&", "\ud800\x00", LONG,
    b"abc", [], {}, set(), range(0), (), [[]], [[], []],
    [1], [np.nan], [np.inf, 1.0], [1e308, -1e308], [10**400], [2j], ["a"], [None],
    ["$a_b^$"], ["$", "x_"], [[1, 2], [3]], [[1, 2], [3, 4]], [[1, 2, 3]],
    {"a": 1}, {4: "a"}, {4: np.nan}, {99: 1.0}, {1.5: 2}, {(1, 2)},
    np.zeros((2, 2, 2)), np.array(["a", "b"]), np.array(5.0), np.zeros((0, 3)),
    np.array([1, 2], dtype=object), np.datetime64("2020-01-01"),
    object(), len, int, bp, NET, bp.Network.random((3, 2, 2), seed=1),
    bp.Network.random((2, 1), seed=1),
]  # fmt: skip


def rows(rates=(0.1, 1.0)):
    return bp.sweep((2, 1), XOR.X, XOR.T, rates, [0, 1], progress=False, max_epochs=2)


SIZE = {"title": "A title", "width": 300, "height": 300, "scale": 1.0}
TABLE = Table(("a",), [(1,)])
# name -> (what makes the picture, good arguments; what updates it, good arguments)
CALLS = {
    "ErrorCurve": (
        dict(labels=["one"], ylabel="loss", logs="y", first=1, xlabel="step", **SIZE),
        {"curve": [0.5, 0.3], "diverged_in": None, "epoch": 1, "threshold": 0.1,
         "note": "note"},
    ),
    "DecisionRegion": (dict(X=XOR.X, T=XOR.T, names=("a", "b"), **SIZE), {"net": NET}),
    "HiddenSpace": (
        dict(X=XOR.X, T=XOR.T, labels=["a", "b", "c", "d"], **SIZE),
        {"net": NET, "units": (3, 4)},
    ),
    "OneWeight": (
        dict(error=lambda w: w * w, low=-1, high=2, **SIZE),
        {"path": [1.0, 0.5], "pinned": None, "refused": [1.5]},
    ),
    "TwoWeights": (
        dict(error=lambda a, b: a * a + b * b, low=-1, high=2, names=("a", "b"),
             least=(0, 0), **SIZE),
        {"path": [[1.0, 0.5]], "pinned": None, "refused": [[1.0, 1.5]]},
    ),
    "RateMap": (dict(rows=rows(), **SIZE), {"rate": 0.5}),
    "Spread": (dict(groups=("a",), most=100, ylabel="e", **SIZE), {"epochs": [3, 9]}),
    "SigmoidCurve": (
        {"kind": "tanh", "width": 300, "height": 300, "scale": 1.0},
        {"I": 0.5},
    ),
    "LayerBars": (
        dict(layers=("1", "2"), labels=("a",), ylabel="v", log=False, **SIZE),
        {"values": [0.5, 0.1]},
    ),
    "Histograms": (
        dict(low=0, high=1, labels=("a",), xlabel="v", bins=5, **SIZE),
        {"groups": [0.5, 0.1]},
    ),
    "ConfusionMatrix": (
        dict(names=("a", "b"), **SIZE),
        {"T": [0, 1], "O": [0.2, 0.7]},
    ),
    "Diagram": (
        {
            "net": NET, "title": "A title", "outputs": {3: 0.5}, "errors": {3: 0.1},
            "lit_units": [3], "lit_connections": [(1, 3)], "phase": "forward",
            "names": ("a", "b"), "target": {5: 1}, "weight_labels": True,
            "width": 500, "height": 300,
        },
        None,
    ),
    "TablePicture": ({"table": TABLE, "width": 0}, None),
    "Passage": ({"html": "<b>a</b>", "text": "a", "width": 300}, None),
}  # fmt: skip
MANY = {"curve": "curves", "epochs": "epochs", "values": "values", "groups": "groups"}
ARGUMENTS = [
    (name, step, argument)
    for name, steps in CALLS.items()
    for step, good in enumerate(steps)
    for argument in good or ()
]


def called(name, step, argument, value):
    """The picture after this call with one argument replaced."""
    first, then = (dict(good or {}) for good in CALLS[name])
    (first, then)[step][argument] = value
    picture = getattr(figures, name)(**first)
    if CALLS[name][1] is not None:
        lists = [then.pop(n) for n in MANY if n in then]  # which come unnamed
        assert picture.update(*lists, **then) is picture
    return picture


def check_refused(fault, arguments):
    """One sentence of ours that names an argument and is soon read."""
    names = {*arguments, *(MANY.get(n, n) for n in arguments)}
    told = str(fault)
    assert isinstance(fault, ValueError | TypeError), repr(fault)
    where = traceback.extract_tb(fault.__traceback__)[-1].filename
    assert "bpcore" in where, where
    assert any(re.search(rf"\b{n}\b", told) for n in names), told
    assert told.endswith(".") and len(told) < 400, told


@pytest.mark.parametrize(("name", "step", "argument"), ARGUMENTS)
def test_nonsense_is_shown_or_refused_in_one_sentence(name, step, argument):
    refused, drawn = 0, {""}
    for value in NONSENSE:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
            try:
                picture = called(name, step, argument, value)
            except Exception as fault:
                refused += 1
                check_refused(fault, [n for good in CALLS[name] for n in good or ()])
                continue
            words = picture.words()
            assert words in drawn or picture.png()
            drawn.add(words)  # alike states need no second picture
            assert picture.html().encode() or argument == "html"
    assert refused or argument in ("html", "text")


@pytest.mark.parametrize("word", ["$", "a_b^", r"\frac", "$a_b^$", "_", "$$", "2 $ $"])
def test_a_name_is_shown_as_it_is(word):
    """No dollar starts a formula, no underscore hides a curve from the key."""
    chart = figures.ErrorCurve((word, f"{word} 2"), word, word, width=500)
    drawn = [t for t in chart.figure().axes[0].texts if word in t.get_text()]
    assert [t.get_text() for t in drawn].count(word) == 3 and len(drawn) == 4
    assert not any(t.get_parse_math() for t in drawn)
    shown = [e.text for e in ET.fromstring(chart.html()).iter() if e.text]
    assert shown.count(word) == 4 and shown.count(f"{word} 2") == 1
    net = figures.diagram_figure(NET, names=(word, "b"))
    (text,) = [t for t in net.axes[0].texts if t.get_text() == word]
    assert not text.get_parse_math()


@pytest.mark.parametrize("name", [n for n, steps in CALLS.items() if steps[1]])
def test_lists_are_as_good_as_arrays(name):
    pictures = []
    for kind in (np.ndarray.tolist, np.asarray, tuple):
        steps = [
            {
                k: kind(np.asarray(v)) if isinstance(v, list | np.ndarray) else v
                for k, v in good.items()
            }
            for good in CALLS[name]
        ]
        lists = [steps[1].pop(n) for n in MANY if n in steps[1]]
        if "rows" in steps[0]:
            steps[0]["rows"] = CALLS[name][0]["rows"]
        chart = getattr(figures, name)(**steps[0]).update(*lists, **steps[1])
        pictures.append((chart.words(), chart.png()))
    assert pictures[0] == pictures[1] == pictures[2]


@pytest.mark.parametrize("name", [n for n, (first, _) in CALLS.items() if "X" in first])
def test_what_was_given_is_not_kept(name):
    """A chart holds copies: an array changed afterwards changes no picture."""
    first, then = CALLS[name]
    arrays = {k: np.array(first[k]) for k in ("X", "T")}
    chart = getattr(figures, name)(**{**first, **arrays}).update(**then)
    before = chart.words(), chart.png()
    for array in arrays.values():
        array += 100
    assert (chart.update(**then).words(), chart.png()) == before


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: figures.ErrorCurve(("a", "b")).update([1.0]),
         "curves must be one list for each of 2 labels; there are 1."),
        (lambda: figures.ErrorCurve("ab"),
         "labels must be a list; it is 'ab'."),
        (lambda: figures.ErrorCurve({"ab"}),
         "labels must be a list; it is {'ab'}."),
        (lambda: figures.ErrorCurve(itertools.count()),
         "labels must be a list, of at most 1000000 items; it holds more."),
        (lambda: figures.diagram(NET, lit_units=itertools.repeat(3)),
         "lit_units must be a list, of at most 1000000 items; it holds more."),
        (lambda: figures.OneWeight(np.square).update([1.0], pinned=failing()),
         "pinned must be an array of numbers; it is an object of type Failing."),
        (lambda: figures.ErrorCurve(first=16),
         "first must be 15 or less; it is 16."),
        (lambda: figures.ErrorCurve(["a"] * 3, first=14),
         "labels must be 2 or fewer, one for each curve; they are 3."),
        (lambda: figures.ErrorCurve(["a"] * 17),
         "labels must be 16 or fewer, one for each curve; they are 17."),
        (lambda: figures.ErrorCurve(width=90),
         "width must be 122 pixels or more at scale 1, so that the axes have room; it "
         "is 90."),
        (lambda: figures.ErrorCurve(width=1e9),
         "width must be 10000 or less; it is 1e+09."),
        (lambda: figures.LayerBars(("1", "2")).update([1.0]),
         "values must hold 2 numbers; it holds 1."),
        (lambda: figures.HiddenSpace(XOR.X, XOR.T, ["a"]),
         "labels must hold one text for each tuple, 4 in all; it holds 1."),
        (lambda: figures.HiddenSpace(XOR.X, XOR.T).update(NET, (3, 5)),
         "units must be the numbers of two units of one hidden layer, like (3, 4); it "
         "is (3, 5)."),
        (lambda: figures.HiddenSpace(XOR.X, XOR.T).update(bp.Network.random((2, 1))),
         "net must have two units or more in its last hidden layer; its sizes are "
         "(2, 1)."),
        (lambda: figures.DecisionRegion(XOR.X, [1, 0]),
         "T must hold one row for each of 4 tuples; it holds 2."),
        (lambda: figures.DecisionRegion([1, 2], [1, 0]),
         "X must have two columns or more, one an input; it has 1."),
        (lambda: figures.DecisionRegion(XOR.X, XOR.T).update(
            bp.Network.random((3, 1))),
         "net must have 2 input units, as the tuples do; it has 3."),
        (lambda: figures.DecisionRegion(XOR.X, XOR.T).update(
            bp.Network.random((2, 2))),
         "net must have 1 output unit, as the tuples do; it has 2."),
        (lambda: figures.ConfusionMatrix(("a", "b")).update(np.eye(3), np.eye(3)),
         "T must tell 2 classes apart, as names do; it tells 3."),
        (lambda: figures.OneWeight(lambda w: 1 / 0),
         "error must take an array of weights for each weight; it raised "
         "ZeroDivisionError: 'division by zero'."),
        (lambda: figures.OneWeight(lambda w: w[:3]),
         "error must give one number for each weight, shape (200,); its shape is "
         "(3,)."),
        (lambda: figures.OneWeight(abs, 2, 1),
         "low must be below high; they are 2 and 1."),
        (lambda: figures.RateMap(rows()[:3]),
         "rows must hold one run for each rate and seed, of one architecture; it "
         "holds 3 for 2 rates and 2 seeds."),
        (lambda: figures.Spread(("a",), 9).update([3, 0]),
         "epochs of a must be above 0; they are [3.0, 0.0]."),
        (lambda: figures.diagram(NET, outputs={9: 0.5}),
         "outputs must be a unit of the network, 1 to 5; it is 9."),
        (lambda: figures.diagram(NET, lit_connections=[(1, 5)]),
         "lit_connections must be pairs (i, j) of units of which i sends to j; one is "
         "(1, 5)."),
        (lambda: figures.diagram(NET, names=("a",)),
         "names must hold one text for each input unit, 2 in all; it holds 1."),
        (lambda: figures.diagram_figure(5), "net must be a bp.Network; it is 5."),
        (lambda: figures.show(5, "words"),
         "picture must be a chart or a matplotlib Figure; it is 5."),
        (lambda: figures.show(figures.ErrorCurve(), None),
         "caption must be a text; it is None."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_would_be_right(call, told):
    with pytest.raises((ValueError, TypeError)) as refused:
        call()
    assert str(refused.value) == told


def test_a_long_text_is_cut_and_an_odd_one_made_printable():
    assert given.text("title", "x" * 1000) == "x" * 199 + "…"
    assert given.text("title", "x" * 200) == "x" * 200
    assert given.text("title", "a\x00b\nc\ud800") == "a b\nc?"
