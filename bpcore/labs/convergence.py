"""When to stop: the terminating conditions, drawn into the run they end."""

import numpy as np

from bpcore import datasets
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.spread import Spread
from bpcore.labs.kit.controls import Choice, Number
from bpcore.labs.kit.given import as_tuples, counting
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import Still
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.tables import digits

METHODS = ("case", "batch", "epoch")
SEEDS = range(16)
SIZES = {
    name: {"width": width, "height": height}
    for name, width, height in (
        ("loss", 375, 330), ("change", 280, 163), ("wrong", 280, 163),
        ("spread", 210, 330),
    )
}  # fmt: skip
LABELS = ("case", "batch of 10", "epoch")
# The conditions as ``bp.train`` names them, in words.
CONDITIONS = {
    "min_change": "every |Δ| below the threshold",
    "max_misclassified": "few enough misclassified",
    "max_epochs": "the given number of epochs",
}
TRIAL = Trial(
    dragged="every |Δ| below", timed="every |Δ| below",
    often=("min_change", 0.01, 0.03), short={"epochs": 20},
)  # fmt: skip


def convergence(net=None, X=None, T=None, preset=None):
    """Terminating conditions as sliders; case, batch and epoch updating side by side.

    net, X, T   a ``Network`` with sigmoid outputs and its tuples; 200 points in four
                clouds by default
    preset      see ``Lab``

    All three ways start from the same weights, each at its own rate.  The status line
    tells which condition ends the chosen one, when, and what the others would have
    done; the last picture how many epochs other seeds need.
    """
    X, T = as_tuples(net, X, T, datasets.gaussians)
    if net is not None:
        counting("net", net)
    loss = ErrorCurve(LABELS, "Error", **SIZES["loss"])

    def draw(state, lab):
        start = net or Network.random((2, 4, 1), span=1, seed=state["seed"])
        training = tuple(state[k] for k in (*METHODS, "epochs", "seed"))
        runs = lab.once("runs", training, lambda: {
            how: _run(start, X, T, how, state, lab)
            for how in lab.each(METHODS, "Training")
        })  # fmt: skip
        chosen = state["chosen"]
        run = runs[chosen]
        ends = _ends(run, state)
        found = _found(run, ends)
        at = found["epoch"] or None
        loss.update(*[runs[how].history.loss for how in METHODS], epoch=at)
        change, wrong = lab.once("charts", chosen, lambda: _charts(chosen))
        change.update(
            run.history.largest_change, threshold=state["min_change"],
            epoch=at,
        )  # fmt: skip
        wrong.update(
            run.history.misclassified, threshold=state["max_wrong"],
            epoch=at,
        )  # fmt: skip
        pictures = {"loss": loss, "change": change, "wrong": wrong}
        status = _status(chosen, found, ends)
        key = (*training, state["max_wrong"])
        if not lab.has("spread", key):
            lab.so_far(pictures, status, found, enough=True)
        spread = lab.once("spread", key, lambda: _spread(start, X, T, state, lab))
        return {**pictures, "spread": spread}, status, found

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
        preset=preset,
        frame=_frame,
    )  # fmt: skip


def _frame(slots):
    """The conditions, the error with what they look at beside it; the rest folded."""
    view, seed = slots.view, slots.control("seed")
    conditions = slots.row("chosen", "min_change", "max_wrong", "epochs")
    rates = slots.row(*METHODS, label="rates")
    column = "display:flex;flex-direction:column;gap:4px"
    return (
        f'{conditions}<div class="bp-pictures">'
        f'<div style="{column}">{view("loss")}</div>'
        f'<div style="{column}">{view("change")}{view("wrong")}</div>'
        f'<div style="{column}">{view("spread")}</div></div>'
        f"{slots.status()}{rates}{slots.folds(slots.fold('seed', seed))}"
    )


def _run(start, X, T, how, state, lab, **conditions):
    return lab.train(
        start, X, T, learning_rate=state[how],
        updating=10 if how == "batch" else how, max_epochs=state["epochs"],
        **conditions,
    )  # fmt: skip


def _charts(chosen):
    """Largest increment and share misclassified, in the look of the chosen method."""
    first = METHODS.index(chosen)
    return (
        ErrorCurve(("largest |Δ|",), f"Largest |Δ|, {LABELS[first]}", "largest |Δ|",
                   "y", first, **SIZES["change"]),
        ErrorCurve(("misclassified",), f"Misclassified, {LABELS[first]}", "share",
                   first=first, **SIZES["wrong"]),
    )  # fmt: skip


def _ends(run, state):
    """The epoch in which each condition would end the run, or None for never."""
    history = run.history
    met = {
        "min_change": history.largest_change < state["min_change"],
        "max_misclassified": history.misclassified <= state["max_wrong"],
    }
    ends = {
        name: int(np.argmax(hits)) + 1 if hits.any() else None
        for name, hits in met.items()
    }
    return {**ends, "max_epochs": None if run.diverged_in else len(history)}


def _found(run, ends):
    """The facts of the chosen run, at the epoch in which it ends."""
    met = {name: epoch for name, epoch in ends.items() if epoch is not None}
    ended_by = min(met, key=met.get) if met else "diverged"
    epoch = met.get(ended_by, len(run.history))
    return {
        "ended_by": ended_by,
        "epoch": epoch,
        "met_in": ends,
        "loss": float(run.history.loss[epoch - 1]) if epoch else None,
        "misclassified": float(run.history.misclassified[epoch - 1]) if epoch else None,
        "diverged_in": run.diverged_in,
    }


def _spread(start, X, T, state, lab):
    """Epochs until few enough are misclassified, for other seeds, by method."""
    epochs = {how: [] for how in METHODS}
    for seed in lab.each(SEEDS, "Training other seeds"):
        other = Network.random(
            start.sizes, 1, seed, start.hidden, start.output, start.loss
        )
        for how in METHODS:
            run = _run(
                other, X, T, how, state, lab, max_misclassified=state["max_wrong"]
            )
            done = run.stopped_by == "max_misclassified"
            epochs[how].append(run.epochs if done else state["epochs"])
    title = f"Epochs to ≤ {state['max_wrong']:.0%} wrong"
    chart = Spread(METHODS, state["epochs"], title, **SIZES["spread"])
    return Still(chart.update(*epochs.values()))


def _status(chosen, found, ends):
    if found["ended_by"] == "diverged":
        told = (
            f"With {chosen} updating the run diverges in epoch {found['diverged_in']}, "
            "before any condition is met. "
        )
    else:
        told = (
            f"With {chosen} updating, {CONDITIONS[found['ended_by']]} ends the run in "
            f"epoch {found['epoch']}, at error {digits(found['loss'])} and "
            f"{found['misclassified']:.1%} misclassified. "
        )
    others = [name for name in ends if name != found["ended_by"]]
    others.sort(key=lambda name: (ends[name] is None, ends[name]))
    when = {
        n: "not in these epochs" if e is None else f"epoch {e}" for n, e in ends.items()
    }
    return (
        told
        + "The others — "
        + "; ".join(f"{CONDITIONS[name]}: {when[name]}" for name in others)
        + "."
    )
