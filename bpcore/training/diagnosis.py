"""What a training run did, in a word, a sentence and its facts; charts only show it.

Every word rests on what can be measured: the error curve, the validation curve, the
slopes of the units, and the error of the best constant answer, which is what a network
has reached that has learned nothing but how often each target occurs.
"""

from dataclasses import dataclass

import numpy as np

from bpcore import activations as act
from bpcore.gradients import as_tuples
from bpcore.tables import digits
from bpcore.training import curve
from bpcore.training.curve import FLAT

FEW = 5  # epochs; a shorter run says too little
SLOW = 0.005  # of the error: no less is a fall where the error was not flat for long
HIGH = 0.5  # of the best constant answer's error: most of the way is still to go
LOW = 0.25  # of it: most of what there was to learn is learned
NOTHING = 0.05  # of it: what is below this does not matter
RISE = 0.05  # of the least validation error; a smaller rise does not count
DEAF = 0.01  # a unit whose slope is below this hardly learns
MOSTLY = 0.9  # of the tuples: for so many is a saturated unit deaf
WRONG = 0.1  # an output this far from its target should still learn


@dataclass(frozen=True)
class Units:
    """How many units there are, inputs apart, and how many of them cannot learn.

    saturated   nearly always at an end of their sigmoid or tanh; of the outputs those
                that should still learn
    dead        units that give 0 for every tuple, and have no slope there
    blocked     whether every output that should still learn is saturated: then no error
                reaches any unit
    """

    units: int
    saturated: int
    dead: int
    blocked: bool

    def __str__(self):
        counts = ((self.saturated, "saturated"), (self.dead, "dead"))
        told = [f"{n} of {self.units} units {w}" for n, w in counts if n]
        return " and ".join(told)


@dataclass(frozen=True)
class Diagnosis:
    """What a run did.

    word    "diverges", "oscillates", "over-fits", "saturates", "is on a plateau",
            "crawls", "converges", or "has hardly begun"
    text    a sentence on it, with its numbers
    since   the epoch from which that holds, or None
    by      how much, as a share: the rise of the validation error, or the size of
            the swings; else None
    units   how many are saturated or dead, see Units
    """

    word: str
    text: str
    since: int | None
    by: float | None
    units: Units


def diagnose(result, X, T):
    """Diagnose a ``TrainingResult`` on the tuples it was trained with.

    diverges         the error grew beyond all bounds, or is on its way there
    oscillates       it goes up and down, by a twentieth and more, and not near nothing
    over-fits        the validation error has risen from its least, the error has not
    saturates        the error is flat and not low; half of the units are saturated
    is on a plateau  the error is flat and not low
    crawls           it falls, and most of the way is still before it
    converges        it is low, or falls and has most of the way behind it

    High and low are measured by the error of the best constant answer.
    """
    X, T = as_tuples(result.network, X, T)
    units = count_units(result.network, X, T)
    word, text, since, by = _verdict(result, units, _constant(result.network, T))
    return Diagnosis(word, text, since, by, units)


def _verdict(result, units, constant):
    """(word, text, since, by)."""
    loss = result.history.loss
    if result.stopped_by == "diverged":
        return "diverges", result.describe(), result.diverged_in, None
    if len(loss) < FEW:
        return "has hardly begun", "Too few epochs to say what it does.", None, None
    now, goal, trend = loss[-1], constant or loss[0], curve.trend(loss)
    if trend > FLAT and now > 10 * max(goal, loss[0]):
        since = int(loss.argmin()) + 2
        return "diverges", f"The error grows from epoch {since} on.", since, None
    swings = curve.swings(loss)
    if swings and swings[2] > NOTHING * goal:
        since, by, _ = swings
        text = f"The error swings up and down by {by:.0%} from epoch {since} on."
        return "oscillates", text, since, by
    by = _rise(result, goal)
    if by is not None:
        since = result.best_epoch
        return "over-fits", (
            f"The validation error was least in epoch {since} and has risen by "
            f"{by:.0%} since; the training error has not."
        ), since, by  # fmt: skip
    since = curve.flat_since(loss)
    late = since > 2 * len(loss) // 3 and trend < -SLOW
    falls = trend < -FLAT or late or curve.steady(loss)
    if now <= LOW * goal or (falls and now <= HIGH * goal):
        how = "still falling" if trend < -FLAT else "hardly falling any more"
        return "converges", f"The error is {digits(now)} and {how}.", None, None
    if trend > -FLAT and (units.blocked or 2 * units.saturated >= units.units):
        blocked = ", among them all outputs that err" if units.blocked else ""
        return "saturates", (
            f"{units}{blocked}: at an end of its activation a unit hardly learns. The "
            f"weights are finite; the error is flat at {digits(now)} since epoch "
            f"{since}."
        ), since, None  # fmt: skip
    deaf = f" ({units})" if str(units) else ""
    if falls:
        return "crawls", (
            f"The error falls, but it is still {digits(now)}; the best constant "
            f"answer has {digits(goal)}{deaf}."
        ), None, None  # fmt: skip
    return "is on a plateau", (
        f"The error is flat at {digits(now)} since epoch {since}: a plateau, a poor "
        f"solution, or all that these inputs can tell{deaf}."
    ), since, None  # fmt: skip


def count_units(net, X, T):
    """How many units are saturated or dead on these tuples, see Units."""
    saturated = dead = 0
    *hidden, O = net.outputs(X)[1:]
    for kind, layer in zip(net.kinds[1:], hidden, strict=False):
        more = deaf_units(kind, layer)
        saturated, dead = saturated + more[0], dead + more[1]
    errs = np.abs(T - O) > WRONG
    kind = act.error_kind(net.kinds[-1], act.LOSSES[net.loss])
    deaf = ((act.slope_all(kind, O) < DEAF) & errs).sum(axis=0)
    at_end = np.count_nonzero(errs.any(axis=0) & (deaf >= MOSTLY * errs.sum(axis=0)))
    blocked = 0 < at_end == np.count_nonzero(errs.any(axis=0))
    return Units(sum(net.sizes[1:]), saturated + at_end, dead, blocked)


def deaf_units(kind, O):
    """How many units of a layer are (saturated, dead); O is (tuples, units)."""
    deaf = (act.slope_all(kind, O) < DEAF).mean(axis=0)
    if act.ACTIVATIONS[kind].saturates:
        return np.count_nonzero(deaf >= MOSTLY), 0
    return 0, np.count_nonzero(deaf == 1.0)


def _constant(net, T):
    """The mean loss of always answering the mean of the targets."""
    loss = act.unit_loss_all(act.LOSSES[net.loss], T.mean(axis=0), T)
    return float(loss.sum() / len(T))


def _rise(result, goal):
    """By which share the validation loss has risen from its least, or None."""
    loss, best = result.history.loss, result.best_epoch
    if best is None:
        return None
    validation = result.history.validation_loss
    least, last = curve.rise(validation)
    if last - least < RISE * max(least, goal):
        return None
    if loss[-1] > min(loss[best - 1], goal):
        return None  # the training loss has not fallen
    return float(last / (validation.min() or goal) - 1)
