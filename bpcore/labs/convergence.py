"""When to stop: the terminating conditions, drawn into the run they end."""

import numpy as np

from bpcore import datasets
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.spread import Spread
from bpcore.labs.kit.controls import Choice, Number
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import picture, side_by_side
from bpcore.network import Network
from bpcore.tables import digits

METHODS = ("case", "batch", "epoch")
SEEDS = range(16)
SIZE = {"width": 263, "height": 250}


def convergence(net=None, X=None, T=None, preset=None):
    """Terminating conditions as sliders; case, batch and epoch updating side by side.

    net, X, T   a ``Network`` and its tuples; 200 points in four clouds by default
    preset      see ``Lab``

    All three ways start from the same weights, each at its own rate.  The status line
    tells which condition ends the chosen one, when, and what the others would have
    done; the last picture how many epochs other seeds need.
    """
    if net is not None and (X is None or T is None):
        raise TypeError("X and T must be given with a network of your own.")
    if net is None:
        X, T = datasets.gaussians().X, datasets.gaussians().T
    names = ("case", "batch of 10", "epoch")
    charts = {
        "loss": ErrorCurve(names, "Error", **SIZE),
        "change": ErrorCurve(("largest |Δ|",), "Largest increment", "largest |Δ|",
                             logs="y", **SIZE),
        "wrong": ErrorCurve(("misclassified",), "Misclassified", "share", **SIZE),
        "spread": None,
    }  # fmt: skip
    kept = {}

    def draw(state, lab):
        start = net or Network.random((2, 4, 1), span=1, seed=state["seed"])
        training = {k: state[k] for k in (*METHODS, "epochs", "seed")}
        if kept.get("training") != training:
            kept["runs"] = {how: _run(start, X, T, how, state, lab) for how in METHODS}
            kept["training"] = training
        chosen = state["chosen"]
        history = kept["runs"][chosen].history
        ends = _ends(history, state)
        first = min(ends.values())
        charts["loss"].update(
            *[kept["runs"][how].history.loss for how in METHODS], epoch=first
        )
        charts["change"].update(
            history.largest_change, threshold=state["min_change"], epoch=first
        )
        charts["wrong"].update(
            history.misclassified, threshold=state["max_wrong"], epoch=first
        )
        charts["spread"] = _spread(start, X, T, state, lab, charts["spread"], kept)
        return (
            {name: picture(chart) for name, chart in charts.items()},
            _status(chosen, history, ends, state),
        )

    def still():
        return side_by_side(*[chart.png() for chart in charts.values()])

    rate = {"low": 0.001, "high": 30, "log": True}
    return Lab(
        "When to stop",
        [
            ("stop when", [
                Number("min_change", "every |Δ| below", 0.02, 1e-5, 1, log=True),
                Number("max_wrong", "misclassified at most", 0.03, 0, 0.5, 0.01),
                Number("epochs", "epochs", 300, 10, 1000, whole=True),
            ]),
            ("rates", [
                Number("case", "case", 0.3, **rate),
                Number("batch", "batch of 10", 0.15, **rate),
                Number("epoch", "epoch", 0.03, **rate),
            ]),
            ("watch", [
                Choice("chosen", "updating", METHODS),
                Number("seed", "seed", 0, 0, 99, whole=True),
            ]),
        ],
        [["loss", "change", "wrong", "spread"]],
        draw,
        still=still,
        preset=preset,
    )  # fmt: skip


def _run(start, X, T, how, state, lab, **conditions):
    return lab.train(
        start, X, T, learning_rate=state[how],
        updating=10 if how == "batch" else how, max_epochs=state["epochs"],
        **conditions,
    )  # fmt: skip


def _ends(history, state):
    """The epoch in which each condition would end the run; infinite for never."""
    met = {
        "every |Δ| below the threshold": history.largest_change < state["min_change"],
        "few enough misclassified": history.misclassified <= state["max_wrong"],
    }
    ends = {
        name: int(np.argmax(hits)) + 1 if hits.any() else np.inf
        for name, hits in met.items()
    }
    return {**ends, "the given number of epochs": len(history)}


def _spread(start, X, T, state, lab, chart, kept):
    """Epochs until few enough are misclassified, for other seeds, by method."""
    key = {**kept["training"], "max_wrong": state["max_wrong"]}
    if kept.get("spread") == key:
        return chart
    epochs = {how: [] for how in METHODS}
    for seed in SEEDS:
        other = Network.random(
            start.sizes, 1, seed, start.hidden, start.output, start.loss
        )
        for how in METHODS:
            run = _run(
                other, X, T, how, state, lab, max_misclassified=state["max_wrong"]
            )
            done = run.stopped_by == "max_misclassified"
            epochs[how].append(run.epochs if done else state["epochs"])
    kept["spread"] = key
    made = Spread(
        METHODS, state["epochs"],
        f"Epochs to ≤ {state['max_wrong']:.0%} wrong",
        **SIZE,
    )  # fmt: skip
    return made.update(*epochs.values())


def _status(chosen, history, ends, state):
    order = sorted(ends, key=ends.get)
    first = order[0]
    told = (
        f"With {chosen} updating, {first} ends the run in epoch {ends[first]}, at "
        f"error {digits(history.loss[int(ends[first]) - 1])} and "
        f"{history.misclassified[int(ends[first]) - 1]:.1%} misclassified. "
    )
    others = [
        f"{name}: "
        + (f"epoch {ends[name]}" if np.isfinite(ends[name]) else "not in these epochs")
        for name in order[1:]
    ]
    return told + "The others — " + "; ".join(others) + "."
