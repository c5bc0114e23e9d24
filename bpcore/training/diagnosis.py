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

FEW = 5  # epochs; a shorter run says too little
FLAT = 0.02  # of the error; a change below this share counts as none
SLOW = 0.005  # of it: no less is a fall where the error was not flat for long
HIGH = 0.5  # of the best constant answer's error: most of the way is still to go
LOW = 0.25  # of it: most of what there was to learn is learned
NOTHING = 0.05  # of it: what is below this does not matter
SWING = 0.05  # of the error; smaller swings do not count
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
    now, goal = loss[-1], constant or loss[0]
    trend = _trend(loss)
    if trend > FLAT and now > 10 * max(goal, loss[0]):
        since = int(loss.argmin()) + 2
        return "diverges", f"The error grows from epoch {since} on.", since, None
    swings = _swings(loss)
    if swings and loss[-len(loss) // 4 :].mean() > NOTHING * goal:
        since, by = swings
        text = f"The error swings up and down by {by:.0%} from epoch {since} on."
        return "oscillates", text, since, by
    rise = _rise(result, goal)
    if rise:
        since, by = result.best_epoch, rise
        return "over-fits", (
            f"The validation error was least in epoch {since} and has risen by "
            f"{by:.0%} since; the training error has not."
        ), since, by  # fmt: skip
    since = _flat_since(loss)
    late = since > 2 * len(loss) // 3 and trend < -SLOW
    falls = trend < -FLAT or late or _steady(loss)
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
        deaf = (act.slope_all(kind, layer) < DEAF).mean(axis=0)
        if act.ACTIVATIONS[kind].saturates:
            saturated += np.count_nonzero(deaf >= MOSTLY)
        else:
            dead += np.count_nonzero(deaf == 1.0)
    errs = np.abs(T - O) > WRONG
    kind = act.error_kind(net.kinds[-1], act.LOSSES[net.loss])
    deaf = ((act.slope_all(kind, O) < DEAF) & errs).sum(axis=0)
    at_end = np.count_nonzero(errs.any(axis=0) & (deaf >= MOSTLY * errs.sum(axis=0)))
    blocked = 0 < at_end == np.count_nonzero(errs.any(axis=0))
    return Units(sum(net.sizes[1:]), saturated + at_end, dead, blocked)


def _constant(net, T):
    """The mean loss of always answering the mean of the targets."""
    loss = act.unit_loss_all(act.LOSSES[net.loss], T.mean(axis=0), T)
    return float(loss.sum() / len(T))


def _parts(loss, share):
    """The mean loss over the last part of the run, a share of it, and before that."""
    part = max(int(len(loss) * share), 1)
    return loss[-part:].mean(), loss[-2 * part : -part].mean()


def _trend(loss):
    """Relative change of the loss over the last tenth of the run."""
    late, before = _parts(loss, 1 / 10)
    return (late - before) / before if before > 0 else 0.0


def _steady(loss):
    """Whether the loss goes on falling at a pace like before, however slowly.

    In the last third by a tenth of all it has fallen, in the last tenth by a hundredth.
    """
    fallen, part = loss[0] - loss[-1], max(len(loss) // 3, 1)
    noise = np.diff(loss).std() / np.sqrt(part)
    (late, before), (last, previous) = _parts(loss, 1 / 3), _parts(loss, 1 / 10)
    enough = max(0.1 * fallen, 4 * noise, 1e-5 * late)
    return before - late > enough and previous - last > 0.01 * fallen


def _flat_since(loss):
    """The epoch from which the loss stays where it ends.

    That is, within a fiftieth of it, or a twentieth of all that it has fallen.
    """
    part = max(len(loss) // 10, 1)
    level = np.median(loss[-part:])
    noise = np.abs(loss[-part:] - level).max()
    band = max(FLAT * level, (loss[0] - level) / 20) + noise
    far = np.abs(loss - level) > band
    return int(np.flatnonzero(far)[-1]) + 2 if far.any() else 1


def _rise(result, goal):
    """By which share the validation loss has risen from its least, or None.

    Single lucky epochs are no least, so the curve is smoothed to decide.
    """
    if result.best_epoch is None:
        return None
    loss, validation = result.history.loss, result.history.validation_loss
    part = max(len(loss) // 20, 1)
    smooth = np.convolve(validation, np.ones(part) / part, mode="valid")
    least, late = smooth.min(), smooth[-1]
    if late - least < RISE * max(least, goal):
        return None
    if loss[-part:].mean() > min(loss[result.best_epoch - 1], goal):
        return None  # the training loss has not fallen
    return float(late / (validation.min() or goal) - 1)


def _swings(loss):
    """(epoch from which the loss goes up and down for good, by which share), or None.

    For good: four turns at least, in the last quarter of the run at least, follow one
    another closely up to its end.
    """
    level = loss[-len(loss) // 4 :].mean()
    turns, close = _turns(loss.tolist(), SWING * level), max(4, len(loss) // 10)
    chain, after = [], len(loss)
    for turn in reversed(turns):
        if after - turn > close:
            break
        chain.append(turn)
        after = turn
    if len(chain) < 4 or chain[-1] > 3 * len(loss) // 4:
        return None
    return chain[-1] + 1, float(np.median(np.abs(np.diff(loss[chain]))) / level)


def _turns(loss, size):
    """The places where the loss turns, and goes back by at least that size."""
    turns, way, extreme, place = [], 0, loss[0], 0
    for n, value in enumerate(loss):
        if way * (value - extreme) > 0 or (way == 0 and n == 0):
            extreme, place = value, n  # further the same way
        elif abs(value - extreme) >= size:
            if way:
                turns.append(place)
            way, extreme, place = (1 if value > extreme else -1), value, n
    return turns
