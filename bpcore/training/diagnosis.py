"""What a training run did, in a word and a sentence; charts only show it."""

from dataclasses import dataclass

import numpy as np

from bpcore import activations as act
from bpcore.tables import digits

FLAT = 0.02  # of the loss; a change below this share counts as none
LITTLE = 0.5  # a loss still above this share of its start has hardly fallen
DEAF = 0.01  # a unit whose slope is below this hardly learns


@dataclass(frozen=True)
class Diagnosis:
    """A word for what the run did, such as "oscillates", and a sentence on it."""

    word: str
    text: str


def diagnose(result, X):
    """Diagnose a ``TrainingResult`` on the inputs it was trained with.

    diverges     the run itself says so, with the epoch
    oscillates   the loss rises and falls from epoch to epoch, and not to nothing
    saturates    weights finite, most hidden or output slopes below 0.01, error flat
    crawls       falls steadily, and still has most of the way before it
    has levelled off    flat, without saturation, above half of where it began
    converges    anything else: it has fallen and is falling slowly or flat
    """
    if result.stopped_by == "diverged":
        return Diagnosis("diverges", result.describe())
    loss = result.history.loss
    if len(loss) < 3:
        return Diagnosis("has hardly begun", "Too few epochs to say what the run does.")
    now, start = loss[-1], loss[0]
    swings = _swings(loss)
    if swings is not None:
        return Diagnosis("oscillates", f"The error swings up and down {swings}.")
    trend = _trend(loss)
    deaf = saturated(result.network, X)
    if deaf >= 0.5 and abs(trend) < FLAT and now > LITTLE * start:
        return Diagnosis(
            "saturates",
            f"{deaf:.0%} of the units stand at an end of their activation, where they "
            "cannot learn; the weights are finite and the error is flat.",
        )
    if now > LITTLE * start:
        if trend < -FLAT:
            return Diagnosis(
                "crawls",
                f"The error has only fallen to {now / start:.0%} of its start.",
            )
        return Diagnosis(
            "has levelled off",
            "The error is flat: a plateau, a poor solution, or all that these inputs "
            "can tell.",
        )
    falling = "still falling" if trend < -FLAT else "hardly falling any more"
    return Diagnosis("converges", f"The error is {digits(now)} and {falling}.")


def saturated(net, X):
    """The share of (unit, tuple) pairs whose slope is below 0.01, inputs apart."""
    slopes = [
        act.slope_all(kind, O)
        for kind, O in zip(net.kinds[1:], net.outputs(X)[1:], strict=True)
        if act.ACTIVATIONS[kind].saturates
    ]
    if not slopes:
        return 0.0
    return float(np.mean([(s < DEAF).mean() for s in slopes]))


def _trend(loss):
    """Relative change of the loss over the last tenth of the run."""
    part = max(len(loss) // 10, 1)
    late, before = loss[-part:].mean(), loss[-2 * part : -part].mean()
    return (late - before) / before if before > 0 else 0.0


def _swings(loss):
    """From which epoch the loss goes up and down for good, or None."""
    rises = np.diff(loss) > 0
    size = np.abs(np.diff(loss)) > 0.05 * loss.mean()
    turns = (rises[1:] != rises[:-1]) & size[1:]
    tail = turns[len(turns) // 2 :]
    if len(tail) < 4 or tail.mean() < 0.4:
        return None
    first = int(np.argmax(turns)) + 2
    return f"from epoch {first}"
