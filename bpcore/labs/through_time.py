"""Through time: how far back an error reaches, and whether the task is learned."""

import numpy as np

from bpcore import datasets
from bpcore.activations import HIDDEN
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.errors_in_time import ErrorsInTime
from bpcore.inputs import counted
from bpcore.labs.kit.controls import Choice, Number
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.trial import Trial
from bpcore.recurrent.loops import carried_back
from bpcore.recurrent.network import RecurrentNetwork
from bpcore.tables import digits

UNITS, SPAN = 8, 0.5  # hidden units; of all weights but the recurrent ones
TRAINED, FRESH = 20, 50  # sequences: trained with, and fresh ones to judge by
LEARNED = 0.05  # share of wrong answers at most
KINDS = ("tanh", *(kind for kind in HIDDEN if kind != "tanh"))
TASKS = ("echo", "temporal XOR")
WHEN = ("before training", "after")
START = ("hidden", "w", "seed")
TASK = ("task", "steps", "delay", "seed")
TRAINING = ("truncate", "clipped", "clip", "rate", "epochs")
TRIAL = Trial(
    dragged="recurrent weight w", timed="recurrent weight w", often=("w", 0.5, 0.7),
    short={"epochs": 5, "steps": 20},
)  # fmt: skip


def through_time(preset=None):
    """How large an error is on its way back through a sequence, before and after.

    preset   see ``Lab``

    One input, eight hidden units, one output.  At the start each hidden unit feeds
    itself alone, with the recurrent weight w, so that an error is multiplied by
    w · f′ at each step back.  Every move shows this at once, then trains beside it and
    counts wrong answers on fresh sequences.  A line across the updates shows what
    clipping would let pass, whether it is on or off: rate times norm.
    """
    carried = ErrorsInTime(WHEN, "Error of the last step, carried back",
                           width=560, height=300)  # fmt: skip
    loss = ErrorCurve(("loss",), "Loss a sequence", width=400, height=170)
    moved = ErrorCurve(("largest |Δ|",), "Largest |Δ| of an epoch", "|Δ|", "y",
                       1, width=400, height=170)  # fmt: skip

    def draw(state, lab):
        given = tuple(state[k] for k in TASK)
        sequences = lab.once("task", given, lambda: _sequences(state, state["seed"]))
        net = _start(state)
        cut = max(state["steps"] - state["truncate"], 0)
        before = _carried(net, sequences, state["truncate"])
        found = _reach(before, cut)
        asked = (*given, *(state[k] for k in (*START, *TRAINING)))
        if not lab.has("run", asked):
            carried.update(before, [], cut=cut)
            # Beside it the last run stays until the new one is there: no flicker.
            pictures = {"carried": carried, "loss": loss, "moved": moved}
            lab.so_far(pictures, _before(found, state), found)
        run, wrong = lab.once("run", asked, lambda: _train(net, sequences, state, lab))
        after = _carried(run.network, sequences, state["truncate"])
        history = run.history
        found = found | _judged(run, wrong) | {"carried_after": after.tolist()}
        pictures = {
            "carried": carried.update(before, after, cut=cut),
            "loss": loss.update(history.loss, diverged_in=run.diverged_in),
            "moved": moved.update(
                history.largest_change,
                diverged_in=run.diverged_in,
                threshold=state["rate"] * state["clip"],
            ),
        }
        return pictures, f"{_before(found, state)} {_after(found, state)}", found

    return Lab(
        "Through time",
        [
            ("carried back", [
                Number("w", "recurrent weight w", 0.9, -2, 2, 0.05),
                Choice("hidden", "activation", KINDS),
                Number("steps", "steps", 20, 4, 60, whole=True),
                Number("truncate", "steps an error travels", 60, 1, 60, whole=True),
            ]),
            ("task", [
                Choice("task", "task", TASKS),
                Number("delay", "echo after", 3, 1, 20, whole=True),
            ]),
            ("training", [
                Number("rate", "rate l", 0.005, 0.0001, 1, log=True),
                Choice("clipped", "clipping", ("off", "on")),
                Number("clip", "norm at most", 1, 0.01, 100, log=True),
                Number("epochs", "epochs", 100, 1, 500, whole=True),
                Number("seed", "seed", 0, 0, 99, whole=True),
            ]),
        ],
        [["carried", "loss", "moved"]],
        draw,
        preset=preset,
        frame=_frame,
    )  # fmt: skip


def _frame(slots):
    """What the error meets, the picture and the run beside it; then the task."""
    first = slots.row("hidden", "w", "truncate", "clipped", "rate")
    more = slots.row("task", "delay", "steps", "clip", "epochs", "seed")
    wide = "flex:2 1 460px;max-width:660px;--picture-width:100%"
    column = "display:flex;flex-direction:column;gap:4px;flex:1 1 320px;max-width:480px"
    return (
        f'{first}<div style="display:flex;flex-wrap:wrap;gap:4px 10px;margin:3px 0">'
        f"{slots.view('carried', wide)}"
        f'<div style="{column};--picture-width:100%">{slots.view("loss")}'
        f"{slots.view('moved')}</div></div>"
        f"{slots.status()}{more}{slots.folds()}"
    )


def _sequences(state, seed, n=TRAINED):
    if state["task"] == "temporal XOR":
        return datasets.temporal_xor(n, state["steps"], seed)
    return datasets.echo(n, state["steps"], _delay(state), seed)


def _delay(state):
    """No longer than the sequence has steps to echo it in."""
    return min(state["delay"], state["steps"] - 1)


def _asked(state):
    """The steps at which the task can be answered, as a slice."""
    if state["task"] == "temporal XOR":
        return slice(1, None, 3)
    return slice(_delay(state), None)


def _start(state):
    """Each hidden unit feeds itself alone, with w; all else is small and random."""
    net = RecurrentNetwork.random((1, UNITS, 1), SPAN, state["seed"])
    return RecurrentNetwork(
        net.input_weights, state["w"] * np.eye(UNITS), net.hidden_biases,
        net.output_weights, net.output_biases, state["hidden"], loss="cross-entropy",
    )  # fmt: skip


def _carried(net, sequences, truncate):
    """Size of the last step's error at each step: root mean square over sequences."""
    sizes = [carried_back(net, X, T, truncate) for X, T in sequences]
    with np.errstate(over="ignore"):
        return np.sqrt(np.mean(np.square(sizes), axis=0))


def _train(net, sequences, state, lab):
    """The run, and the share of wrong answers on fresh sequences."""
    run = lab.train_through_time(
        net, sequences, learning_rate=state["rate"], max_epochs=state["epochs"],
        truncate=state["truncate"],
        clip=state["clip"] if state["clipped"] == "on" else None,
    )  # fmt: skip
    steps, wrong = _asked(state), []
    for X, T in _sequences(state, 1000 + state["seed"], FRESH):
        wrong.append((run.network.predict(X)[steps] > 0.5) != (T[steps] > 0.5))
    return run, float(np.mean(wrong))


def _reach(sizes, cut):
    """The facts of the error on its way back, as far as it is let."""
    arrives = np.flatnonzero(~((sizes > 0) & np.isfinite(sizes)))
    step = int(arrives[-1]) + 2 if len(arrives) else 1  # the first that it reaches
    back = len(sizes) - step
    ratio = float(sizes[step - 1] / sizes[-1]) if back > 0 else None
    return {
        "carried": sizes.tolist(),
        "reaches": step,
        "ratio": ratio,
        "factor": ratio ** (1 / back) if ratio else None,
        "cut": cut,
    }


def _judged(run, wrong):
    """The facts of the run."""
    change = run.history.largest_change
    return {
        "wrong": wrong,
        "learned": wrong <= LEARNED,
        "largest_change": float(change.max()) if len(change) else None,
        "epochs": run.epochs,
        "diverged_in": run.diverged_in,
    }


def _before(found, state):
    """How the error fares on its way back."""
    last = state["steps"]
    cut = f" Truncation keeps it from steps 1 to {found['cut']}." * bool(found["cut"])
    if found["factor"] is None:
        return f"At the start no error travels back from step {last}.{cut}"
    off = " No unit carries it farther." * (found["reaches"] > found["cut"] + 1)
    way = "shrinks" if found["factor"] < 1 else "grows"
    return (
        f"At the start the error of step {last} {way} by a factor of "
        f"{digits(found['factor'])} a step on its way back: at step {found['reaches']} "
        f"it is {digits(found['ratio'], 2)} of what it was.{off}{cut}"
    )


def _after(found, state):
    epochs, gone = counted(found["epochs"], "epoch"), found["diverged_in"]
    told = f"After {epochs}" if gone is None else f"It diverges in epoch {gone}"
    task = (
        "temporal XOR"
        if state["task"] != "echo"
        else f"echo after {_delay(state)} steps"
    )
    moved = found["largest_change"]
    return (
        f"{told}{': ' if gone is None else '; before that, '}{found['wrong']:.0%} of "
        f"the answers on fresh sequences are wrong, so the {task} is "
        f"{'learned' if found['learned'] else 'not learned'}"
        + (
            f"; no weight moved by more than {digits(moved, 2)} at once"
            if moved
            else ""
        )
        + "."
    )
