"""Gradient descent in a valley E = ½ (λ₁ w₁² + λ₂ w₂² + …), whose slopes are λ w."""

import numpy as np


def walk(start, curvatures, rate, momentum=0.0, steps=40, far=np.inf):
    """The weights of every step, (steps + 1, weights), the start among them.

    start       the weights to begin with
    curvatures  λ of each of them
    rate        the learning rate, or a function of the step 1, 2, 3 …
    momentum    share of each increment that is added to the next one
    far         it ends early with a weight beyond this
    """
    w, slope = np.array(start, dtype=float), np.array(curvatures, dtype=float)
    path, increment = [w], np.zeros(len(w))
    for t in range(1, steps + 1):
        l = rate(t) if callable(rate) else rate
        increment = momentum * increment - l * slope * w
        w = w + increment
        path.append(w)
        if np.abs(w).max() > far:
            break
    return np.array(path)


def steps_until(path, near):
    """The first step after which every weight stays within ``near``, or None."""
    outside = np.flatnonzero(np.abs(path).max(axis=1) > near)
    first = int(outside[-1]) + 1 if len(outside) else 0
    return first if first < len(path) else None
