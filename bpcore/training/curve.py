"""What an error curve does: does it fall, is it flat and since when, does it swing?"""

import numpy as np

FLAT = 0.02  # of the error; a change below this share counts as none
SWING = 0.05  # of the error; smaller swings do not count


def trend(loss):
    """Relative change of the loss over the last tenth of the run."""
    before, last = _means(loss, 10)
    return last / before - 1 if before > 0 else 0.0


def steady(loss):
    """Whether the loss goes on falling at a pace like before, however slowly.

    In the last third by a tenth of all it has fallen, in the last tenth by a hundredth.
    """
    (second, third), (before, last) = _means(loss, 3), _means(loss, 10)
    fallen = loss[0] - loss[-1]
    noise = np.diff(loss).std() / np.sqrt(_part(loss, 3))
    enough = max(0.1 * fallen, 4 * noise, 1e-5 * third)
    return second - third > enough and before - last > 0.01 * fallen


def flat_since(loss):
    """The epoch from which the loss stays where it ends.

    That is, within a fiftieth of it, or a twentieth of all that it has fallen.
    """
    part = _part(loss, 10)
    level = np.median(loss[-part:])
    noise = np.abs(loss[-part:] - level).max()
    band = max(FLAT * level, (loss[0] - level) / 20) + noise
    far = np.abs(loss - level) > band
    return int(np.flatnonzero(far)[-1]) + 2 if far.any() else 1


def swings(loss):
    """(epoch from which it goes up and down for good, by which share, at what level).

    Or None.  For good: four turns at least, in the last quarter of the run at least,
    follow one another closely up to its end.
    """
    level = loss[-_part(loss, 4) :].mean()
    if level == 0:  # nothing is left to swing
        return None
    chain, after = [], len(loss)
    for turn in reversed(_turns(loss.tolist(), SWING * level)):
        if after - turn > max(4, len(loss) // 10):
            break
        chain.append(turn)
        after = turn
    if len(chain) < 4 or chain[-1] > 3 * len(loss) // 4:
        return None
    size = float(np.median(np.abs(np.diff(loss[chain]))))
    return chain[-1] + 1, size / level, level


def rise(validation):
    """(least, last) of a validation curve without its single lucky epochs."""
    part = _part(validation, 20)
    smooth = np.convolve(validation, np.ones(part) / part, mode="valid")
    return smooth.min(), smooth[-1]


def _part(loss, of):
    """How many epochs a third, a tenth … of the run has; at least one."""
    return max(len(loss) // of, 1)


def _means(loss, of):
    """The mean loss over the last but one and the last part of the run."""
    part = _part(loss, of)
    return loss[-2 * part : -part].mean(), loss[-part:].mean()


def _turns(loss, size):
    """The places where the loss turns, and goes back by more than that size."""
    turns, way, extreme, place = [], 0, loss[0], 0
    for n, value in enumerate(loss):
        if way * (value - extreme) > 0:
            extreme, place = value, n  # further the same way
        elif abs(value - extreme) > size:
            if way:
                turns.append(place)
            way, extreme, place = (1 if value > extreme else -1), value, n
    return turns
