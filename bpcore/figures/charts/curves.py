"""What curves over epochs share: limits in steps, thinning, where a run diverged."""

import math
from itertools import pairwise

import numpy as np

MOST_POINTS = 400  # of a curve; more cannot be seen
MOST_DECADES = 12  # of a logarithmic axis
EXPLOSION = 10.0  # a diverging run is shown up to so many times its first value


def diverged_at(curve):
    """The first epoch whose value is no finite number, or None.

    A curve of NaN alone says that nothing was measured, not that a run diverged.
    """
    broken = ~np.isfinite(curve)
    if not broken.any() or np.isnan(curve).all():
        return None
    return int(np.argmax(broken)) + 1


def limits(curves, diverged, threshold=None, logs=""):
    """Left, right, bottom and top, in steps: a small change of the data moves none.

    A run that diverged is followed up to ten times its first value; so its explosion
    does not press everything else flat.
    """
    values = np.concatenate(
        [[], *[_shown(c, d) for c, d in zip(curves, diverged, strict=True)]]
    )
    if threshold is not None and np.isfinite(threshold):
        values = np.append(values, threshold)
    epochs = max([2, *[len(c) for c in curves]])
    top = step_up(values.max() if len(values) else 1.0)
    low = 0.0
    if "y" in logs:
        positive = values[values > 0]
        low = 10.0 ** math.floor(
            math.log10(positive.min() if len(positive) else 0.1) - 1e-9
        )
        top = max(10.0 ** math.ceil(math.log10(top) - 1e-9), low * 10)
        low = max(low, top / 10**MOST_DECADES)
    return (1 if "x" in logs else 0, step_up(epochs), low, top)


def thinned(curve, logarithmic=False):
    """Places of at most so many values that show the curve with all its peaks.

    Of each stretch of epochs the least and the largest value stay.
    """
    n = len(curve)
    if n <= MOST_POINTS:
        return np.arange(n)
    pieces = MOST_POINTS // 2 - 1
    spaced = np.geomspace(1, n, pieces) if logarithmic else np.linspace(0, n, pieces)
    edges = np.unique(np.append(spaced.astype(int), 0))
    known = np.where(np.isfinite(curve), curve, 0.0)
    kept = [0, n - 1]
    for a, b in pairwise(edges):
        kept += [a + int(known[a:b].argmin()), a + int(known[a:b].argmax())]
    return np.unique(kept)


def step_up(value):
    """The next of 1, 1.5, 2, 3, 5, 7 times a power of ten that is not below."""
    if not value > 0:
        return 1.0
    value = min(max(value, 1e-300), 1e300)
    power = 10.0 ** math.floor(math.log10(value))
    for step in (1, 1.5, 2, 3, 5, 7, 10):
        if value <= step * power * (1 + 1e-9):
            return step * power
    return 10 * power


def _shown(curve, diverged):
    """The finite values of a curve that its axis must hold."""
    sound = curve[np.isfinite(curve)]
    if diverged is None or not len(sound):
        return sound
    return np.minimum(sound, EXPLOSION * max(abs(sound[0]), 1e-12))
