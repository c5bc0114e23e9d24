"""The public functions of the package with arguments that are right."""

import inspect

import numpy as np

import bpcore as bp
from bpcore.checks.exercise import Exercise
from tests.bad_inputs.running import Call

XOR = bp.datasets.xor()
NET = bp.Network.random((2, 2, 1), seed=1)
IN_TIME = bp.RecurrentNetwork.random((1, 2, 1), seed=1)
SEQUENCE = np.array([[0.0], [1.0], [0.5]])
MUCH_WORK = {"2**40"}  # whole numbers that are right, but take years


def always(**values):
    """Right arguments that are the same ones each time."""
    return {name: (lambda value=value: value) for name, value in values.items()}


DATA = always(X=XOR.X, T=XOR.T)
TRAINING = always(net=NET, X=XOR.X, T=XOR.T, max_epochs=3)
A = np.array([[1.0, 2.0], [3.0, 5.0], [4.0, 1.0]])

# By public name: right arguments, and what else a Call takes.
NUMBERS = {
    "Network": {"right": always(weights=NET.weights, biases=NET.biases)},
    "RecurrentNetwork": {
        "right": always(
            **{
                n: getattr(IN_TIME, n)
                for n in bp.RecurrentNetwork.__slots__
                if n not in ("hidden", "output", "loss", "sizes")
            }
        )
    },
    "gradient": {"right": always(net=NET) | DATA},
    "check_gradient": {"right": always(net=NET) | DATA},
    "trace": {"right": always(net=NET, x=[1, 0], t=1, learning_rate=0.5)},
    "about": {},
    "batch_normalise": {"right": always(A=A, scale=[1, 1], shift=[0, 0])},
    "dropout": {"right": always(A=A, keep=0.5)},
    "fixed_point": {"right": always(W=np.zeros((2, 2)), I=[0.1, 0.2])},
    "fixed_point_gradient": {
        "right": always(W=np.zeros((2, 2)), I=[0.1, 0.2], targets=[1, np.nan]),
        "free": ("targets",),
    },
    "gradient_through_time": {"right": always(net=IN_TIME, X=SEQUENCE, T=SEQUENCE)},
    "Network.random": {"right": always(sizes=(2, 2, 1))},
    "RecurrentNetwork.random": {"right": always(sizes=(1, 2, 1))},
    "NET.outputs": {"right": always(X=XOR.X)},
    "NET.predict": {"right": always(X=XOR.X)},
    "NET.mean_loss": {"right": DATA},
    "NET.misclassified": {"right": DATA},
    "NET.weight": {"right": always(i=1, j=3), "says": ("unit",)},
    "NET.bias": {"right": always(j=3), "says": ("unit",)},
    "NET.units": {"right": always(layer=1)},
    "IN_TIME.states": {"right": always(X=SEQUENCE)},
    "IN_TIME.predict": {"right": always(X=SEQUENCE)},
    "IN_TIME.units": {"right": always(layer=1)},
    "IN_TIME.weight": {"right": always(i=1, j=2), "says": ("unit",)},
    "IN_TIME.bias": {"right": always(j=2), "says": ("unit",)},
    "PRESENTED_IN_TIME.step": {"right": always(phase="error", unit=2, time=1)},
    "PRESENTED_IN_TIME.table": {"right": always(phase="error")},
    "PRESENTED.step": {"right": always(phase="error", unit=3)},
    "PRESENTED.table": {"right": always(phase="error")},
    "NORMALISED.backward": {"right": always(D=A)},
    "DROPPED.backward": {"right": always(D=A)},
    "autodiff.Value": {"right": always(number=1.0), "free": ("name",)},
    "autodiff.forward": {
        "right": {
            "result": lambda: bp.autodiff.Value(1.0) * 2,
            "by": lambda: bp.autodiff.Value(1.0),
        }
    },
    **{
        f"VALUE.{sign}": {
            "right": always(other=2.0),
            "says": ("number", "exponent", "result"),
        }
        for sign in (
            "__add__",
            "__sub__",
            "__mul__",
            "__truediv__",
            "__pow__",
            "__radd__",
            "__rsub__",
            "__rmul__",
            "__rtruediv__",
            "__rpow__",
        )
    },
}
WITH_WATCH = {"free": ("watch",)}
TRAINED = {
    "train": dict(
        right=TRAINING, skip={"max_epochs": MUCH_WORK}, **WITH_WATCH,
        fits={"validation": ("ragged list",)}),  # one tuple and its target
    "one_over_t": {"right": always(epoch=1)},
    "sweep": {
        "right": DATA | always(start=(2, 2, 1), learning_rates=[0.5], seeds=[0],
                               progress=False, max_epochs=3),
        "free": ("watch",),
        "says": ("sizes", "learning_rate"),
    },
    "anneal": dict(
        right=always(net=NET, temperature=0.1, evaluations=20) | DATA,
        skip={"evaluations": MUCH_WORK}, **WITH_WATCH),
    "train_through_time": dict(
        right=always(net=IN_TIME, sequences=[(SEQUENCE, SEQUENCE)], max_epochs=3),
        skip={"max_epochs": MUCH_WORK}, **WITH_WATCH),
}  # fmt: skip
WORDS = ("['text']", "Series of text", "Categorical", "text array")
MADE = ("blobs", "checkerboard", "circles", "gaussians", "moons", "spiral", "xor",
        "real_patients", "patients", "adding_problem", "echo",
        "temporal_xor")  # fmt: skip
SETS = {
    "DataSet": {
        "right": always(X=XOR.X, T=XOR.T, names=("a", "b"), measured_in=("", "")),
        "fits": dict.fromkeys(("names", "measured_in", "notes"), WORDS)},
    "Scaler": {
        "right": always(mean=[0, 1], deviation=[1, 2], names=("a", "b")),
        "fits": {"names": WORDS}},
    **{key: {} for key in MADE},
    **{name: {"right": always(n=3)} for name in ("encoder", "parity", "symmetry")},
    "symmetry": {"right": always(n=4)},
    "read_patients": {
        "right": always(source="nowhere.csv"),
        "says": ("file", "folder", "path", "column", "patients", "DataFrame")},
    "SET.take": {"right": always(places=[0, 1])},
    "SET.split": {},
    "SET.scaler": {},
    "SCALER.apply": {"right": always(data=XOR.X)},
    "SCALER.undo": {"right": always(data=XOR.X)},
}  # fmt: skip
ROWS = bp.sweep((2, 2, 1), XOR.X, XOR.T, [0.1, 0.5], seeds=[0, 1], progress=False,
                max_epochs=2)  # fmt: skip
FREE = ("title", "caption", "html", "text", "xlabel", "ylabel")
# Whole numbers may stand among the texts of a picture, columns of a frame may be its
# texts; what is lit may be a set, and groups of numbers have any shape.
DRAWN_AS_WORDS = {
    **dict.fromkeys(("names", "labels", "layers", "groups"),
                    ("[10**400]", "DataFrame of text", *WORDS)),
    **dict.fromkeys(("lit_units", "lit_connections"), ("set", "frozenset")),
}  # fmt: skip
DRAWN_AS_NUMBERS = ("nan", "inf", "inf array", "np.nan array", "[nan]", "[[nan, 1]]",
                    "20 dimensions")  # fmt: skip
FIGURES = {
    "ConfusionMatrix": {}, "SigmoidCurve": {}, "ErrorCurve": {},
    "DecisionRegion": DATA, "HiddenSpace": DATA, "RateMap": always(rows=ROWS),
    "Histograms": always(low=0, high=1), "LayerBars": always(layers=(1, 2)),
    "Spread": always(groups=("a", "b"), most=100),
    "OneWeight": always(error=np.square), "TwoWeights": always(error=np.hypot),
    "Diagram": always(net=NET), "diagram": always(net=NET),
    "diagram_figure": always(net=NET),
    "Passage": always(html="<p>one</p>", text="one"),
    "TablePicture": always(table=bp.trace(NET, [1, 0], 1, 0.5).table("error")),
    "show": always(picture=None, caption="A picture in words."),
}  # fmt: skip
UPDATES = {
    "ConfusionMatrix": always(T=XOR.T, O=XOR.T), "SigmoidCurve": always(I=0.5),
    "DecisionRegion": always(net=NET), "HiddenSpace": always(net=NET),
    "RateMap": always(rate=0.1), "OneWeight": always(path=[0, 1]),
    "TwoWeights": always(path=[[0, 1], [1, 0]]),
}  # fmt: skip
LISTED = {  # those whose update takes any number of lists
    "ErrorCurve": [1.0, 0.5], "Histograms": [0.1, 0.2], "LayerBars": [0.5, 0.2],
    "Spread": [3, 4],
}  # fmt: skip
DRAWN = ("net", "outputs", "errors", "lit_units", "lit_connections", "phase", "names",
         "target", "weight_labels", "width", "height", "title")  # fmt: skip
KNOWN = {
    "NET": NET, "IN_TIME": IN_TIME, "SET": XOR, "SCALER": XOR.scaler(),
    "PRESENTED": bp.trace(NET, [1, 0], 1, 0.5),
    "PRESENTED_IN_TIME": bp.trace(IN_TIME, SEQUENCE, SEQUENCE, 0.5),
    "VALUE": bp.autodiff.Value(1.0),
    "NORMALISED": bp.batch_normalise(A, [1, 1], [0, 0]), "DROPPED": bp.dropout(A, 0.5),
}  # fmt: skip


def found(root, name):
    """What a dotted name means: ``NET.bias``, or ``train`` in a module."""
    first, *rest = name.split(".")
    thing = KNOWN[first] if first in KNOWN else getattr(root, first)
    for part in rest:
        thing = getattr(thing, part)
    return (lambda other: thing(other)) if first == "VALUE" else thing


def calls():
    """Every Call but those of labs and checks, room by room."""
    for room, root, prefix, table in (
        ("numbers", bp, "bp.", NUMBERS),
        ("training", bp, "bp.", TRAINED),
        ("datasets", bp.datasets, "bp.datasets.", SETS),
    ):
        for name, how in table.items():
            if name.split(".")[0] not in {*KNOWN, *root.__all__}:
                continue  # not there yet; ``missing`` tells what is there untried
            written = name if name.split(".")[0] in KNOWN else prefix + name
            yield Call(room, written, lambda n=name, r=root: found(r, n), **how)
    yield from figure_calls()


def figure_calls():
    for name, right in FIGURES.items():
        make = getattr(bp.figures, name)
        tried = DRAWN if "iagram" in name else None
        if name == "diagram_figure":
            tried = DRAWN[:-1]
        if name == "show":
            right = right | {"picture": lambda: bp.figures.SigmoidCurve()}
        yield Call(
            "figures", f"bp.figures.{name}", lambda m=make: m, right, tried, free=FREE,
            fits=DRAWN_AS_WORDS,
        )  # fmt: skip
        if name in UPDATES:
            yield Call("figures", f"{name}.update", _updating(name), UPDATES[name],
                       free=("path",))  # fmt: skip
        if name in LISTED:
            right = always(values=LISTED[name])
            yield Call("figures", f"{name}.update(…)", _listing(name), right,
                       says=("curves", "groups", "epochs", "values"),
                       fits={"values": DRAWN_AS_NUMBERS})  # fmt: skip


def _chart(name):
    return getattr(bp.figures, name)(**{n: m() for n, m in FIGURES[name].items()})


def _updating(name):
    def make():
        chart = _chart(name)

        def update(**given):
            chart.update(**given)
            chart.words()
            chart.png()

        update.__signature__ = inspect.signature(chart.update)
        return update

    return make


def _listing(name):
    def make():
        chart = _chart(name)

        def update(values):
            lists = [values] * (2 if name == "Spread" else 1)
            chart.update(*lists)
            chart.words()
            chart.png()

        return update

    return make


def missing():
    """Public names that no call tries."""
    listed = {
        (bp, *NUMBERS, *TRAINED), (bp.datasets, *SETS), (bp.figures, *FIGURES)
    }  # fmt: skip
    for module, *names in listed:
        public = {n for n in module.__all__ if callable(getattr(module, n))}
        public = {n for n in public if not isinstance(getattr(module, n), Exercise)}
        yield from sorted(public - set(names) - {"quiz"})
