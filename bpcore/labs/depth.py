"""Depth: what is left of the error when it has come back through many layers."""

import numpy as np

from bpcore import datasets
from bpcore.activations import ACTIVATIONS, HIDDEN, KINDS
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.layer_bars import LayerBars
from bpcore.figures.charts.layer_outputs import LayerOutputs
from bpcore.inputs import counted
from bpcore.labs.kit.controls import Choice, Number
from bpcore.labs.kit.given import as_classes
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.tables import digits, vanishes
from bpcore.training.by_layer import by_layer

SETS = {
    "moons": lambda: datasets.moons(300),
    "circles": lambda: datasets.circles(300),
    "spiral": lambda: datasets.spiral(300),
}
STARTS = {"uniform ±span": None, "Glorot": "glorot", "He": "he"}
BATCH = 10
WHEN = ("before training", "after")
SIZE = {"width": 520, "height": 285}
# What a run depends on besides its points and its start.
TRAINING = ("rate", "epochs", "keep", "normalised")
NETWORK = ("data", "depth", "width", "hidden", "start", "span", "seed")
TRIAL = Trial(
    dragged="hidden layers", timed="span", often=("span", 0.5, 1),
    short={"epochs": 3, "depth": 4, "width": 8},
)  # fmt: skip


def depth(data=None, preset=None):
    """How much of the error reaches each layer, before training and after it.

    data     a ``DataSet`` of your own to begin with: two inputs or more, and one target
             of 0 or 1
    preset   see ``Lab``

    Every move shows mean |Err| and mean |gradient| of each layer at the start, then
    trains in batches of ten beside it, and shows what has become of them, what the
    units give, and the error on the half that trains and on the half that does not.
    Batch normalisation and dropout can be switched on.
    """
    sets = dict(SETS)
    if data is not None:
        as_classes("data", data)
        if len(data) < 4:
            raise ValueError(
                "data must hold four tuples or more, for two halves; it holds "
                f"{len(data)}."
            )
        sets = {"mine": lambda: data, **SETS}
    curve = ErrorCurve(("training", "validation"), **SIZE)

    def draw(state, lab):
        A, B = lab.once("halves", state["data"], lambda: _halves(sets[state["data"]]()))
        made = tuple(state[k] for k in (*NETWORK, "normalised"))
        start, before = lab.once("start", made, lambda: _start(A, state))
        look = made[1:4]
        charts = lab.once("charts", look, lambda: _charts(state))
        asked = (*made, *(state[k] for k in TRAINING))
        found = _found(before, state)
        if not lab.has("run", asked):
            curve.update([], [])
            pictures = {**_shown(charts, before, before, state), "curve": curve}
            lab.so_far(pictures, _before(found, state), found)
        run, after = lab.once("run", asked, lambda: _train(start, A, B, state, lab))
        history = run.history
        curve.update(history.loss, history.validation_loss, diverged_in=run.diverged_in)
        found = found | _trained(run, after, A, B)
        pictures = {**_shown(charts, before, after, state), "curve": curve}
        return pictures, f"{_before(found, state)} {_after(found)}", found

    return Lab(
        "Depth",
        [
            ("network", [
                Number("depth", "hidden layers", 8, 1, 12, whole=True),
                Number("width", "units in each", 8, 1, 32, whole=True),
                Choice("hidden", "activation", HIDDEN),
                Choice("start", "start", STARTS),
                Number("span", "span", 0.5, 0.01, 32, log=True),
            ]),
            ("training", [
                Number("rate", "rate l", 0.02, 0.0001, 10, log=True),
                Number("epochs", "epochs", 100, 1, 500, whole=True),
                Number("keep", "keep (dropout)", 1, 0.2, 1, 0.05),
                Choice("normalised", "batch normalisation", ("off", "on")),
            ]),
            ("data", [
                Choice("data", "data", sets),
                Number("seed", "seed", 0, 0, 99, whole=True),
            ]),
        ],
        [["errors", "outputs"], ["gradients", "curve"]],
        draw,
        preset=preset,
        frame=_frame,
    )  # fmt: skip


def _frame(slots):
    """The network's controls, errors and outputs, the sentence; then the rest."""
    first = slots.row("hidden", "depth", "width", "start", "span", "rate")
    more = slots.row("epochs", "keep", "normalised", "data", "seed")

    def pictures(*names):
        each = "flex:1 1 420px;max-width:600px;--picture-width:100%"
        views = "".join(slots.view(n, each) for n in names)
        return f'<div class="bp-pictures">{views}</div>'

    return (
        f"{first}{pictures('errors', 'outputs')}{slots.status()}"
        f"{pictures('gradients', 'curve')}{more}{slots.folds()}"
    )


def _halves(points):
    """One half to train with, one to validate, scaled by the first."""
    A, B = points.split(test_share=0.5)
    scaler = A.scaler()
    return scaler.apply(A), scaler.apply(B)


def _start(A, state):
    sizes = (A.X.shape[1], *[state["width"]] * state["depth"], 1)
    span = STARTS[state["start"]] or state["span"]
    start = Network.random(
        sizes, span, state["seed"], state["hidden"], loss="cross-entropy"
    )
    return start, by_layer(start, A.X, A.T, state["normalised"] == "on")


def _train(start, A, B, state, lab):
    run = lab.train(
        start, A.X, A.T, learning_rate=state["rate"], updating=BATCH,
        max_epochs=state["epochs"], validation=(B.X, B.T), shuffle=state["seed"],
        keep=state["keep"], batch_normalisation=state["normalised"] == "on",
    )  # fmt: skip
    return run, by_layer(run.network, A.X, A.T)


def _charts(state):
    """Bars of errors and of gradients, and the outputs, for so many layers."""
    layers = [f"{k}" for k in range(1, state["depth"] + 1)] + ["out"]
    low, high = ACTIVATIONS[KINDS[state["hidden"]]].range
    return (
        LayerBars(layers, WHEN, "Mean |Err|", "mean |Err|", log=True, **SIZE),
        LayerBars(layers, WHEN, "Mean |gradient|", "mean |gradient|", log=True, **SIZE),
        LayerOutputs(
            WHEN,
            low if np.isfinite(low) else None,
            high if np.isfinite(high) else None,
            f"Outputs, {_deaf(state)} units above",
            **SIZE,
        ),
    )


def _deaf(state):
    return "saturated" if ACTIVATIONS[KINDS[state["hidden"]]].saturates else "dead"


def _shown(charts, before, after, state):
    errors, gradients, outputs = charts
    deaf = getattr(after, _deaf(state))[:-1]
    return {
        "errors": errors.update(before.error, after.error),
        "gradients": gradients.update(before.gradient, after.gradient),
        "outputs": outputs.update(
            before.outputs[:-1], after.outputs[:-1],
            [f"{n} of {state['width']}" if n else "" for n in deaf],
        ),
    }  # fmt: skip


def _found(before, state):
    """The facts of the start."""
    g, layers = before.gradient, len(before.gradient)
    sound = bool(np.isfinite(before.error).all() and before.error[-1] > 0)
    factor = (before.error[0] / before.error[-1]) ** (1 / (layers - 1)) if sound else 0
    slope = float(np.exp(np.log(np.maximum(before.slope[:-1], 1e-300)).mean()))
    lost = not (np.isfinite(g).all() and g[-1] > 0)
    slowest = int(np.argmin(g))
    return {
        "errors": before.error.tolist(),
        "gradients": g.tolist(),
        "slowest": None if lost else slowest + 1,
        "slowest_by": None if lost else float(g[slowest] / g[-1]),
        "ratio": None if lost else float(g[0] / g[-1]),
        "factor": float(factor),
        "slope": slope,
        "saturated": int(before.saturated[:-1].sum()),
        "dead": int(before.dead[:-1].sum()),
        "hidden_units": state["depth"] * state["width"],
    }


def _trained(run, after, A, B):
    """The facts of the trained network."""
    return {
        "errors_after": after.error.tolist(),
        "gradients_after": after.gradient.tolist(),
        "saturated_after": int(after.saturated[:-1].sum()),
        "dead_after": int(after.dead[:-1].sum()),
        "misclassified": run.network.misclassified(A.X, A.T),
        "validation_misclassified": run.network.misclassified(B.X, B.T),
        "epochs": run.epochs,
        "diverged_in": run.diverged_in,
    }


def _before(found, state):
    """Which layer learns how much slower than the last, and why."""
    if found["slowest"] is None:
        return "At the start the gradient of the output layer is 0 or no number."
    by = found["slowest_by"]
    if found["slowest"] == len(found["errors"]):
        told = "At the start the output layer has the smallest gradient"
        by = found["ratio"]
        told += f"; layer 1's is {digits(by, 2)} times as large"
    else:
        told = (
            f"At the start layer {found['slowest']} learns slowest: its gradient is "
            f"{_share(by)}"
        )
    if not found["factor"]:
        return f"{told}. No error arrives at layer 1."
    slope = found["slope"]
    return (
        f"{told}. On its way back the error is multiplied by {digits(found['factor'])} "
        f"a layer: by {digits(slope)} where it meets the slope of {state['hidden']} "
        f"units, by {digits(found['factor'] / slope)} through the weights."
    )


def _share(by):
    """So much of the output layer's gradient, in words."""
    if by == 0:
        return "0"
    told = "less than 10⁻¹⁵" if vanishes(by) else digits(by, 2)
    return f"{told} of the output layer's"


def _after(found):
    epochs, gone = counted(found["epochs"], "epoch"), found["diverged_in"]
    told = f"After {epochs}" if gone is None else f"It diverges in epoch {gone}"
    units = [
        f"{found[f'{word}_after']} of {found['hidden_units']} hidden units are {word}"
        for word in ("saturated", "dead")
        if found[f"{word}_after"]
    ]
    return (
        f"{told}{': ' if gone is None else '; before that, '}"
        f"{found['misclassified']:.0%} of the training points and "
        f"{found['validation_misclassified']:.0%} of the validation points are "
        f"misclassified{'; ' + ', '.join(units) if units else ''}."
    )
