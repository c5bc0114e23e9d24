"""Lesson 14: XOR with one hidden unit and direct links from the inputs to the output.

Rumelhart, Hinton & Williams, "Learning internal representations by error
propagation", in *Parallel Distributed Processing*, vol. 1, MIT Press 1986.
"""

import numpy as np

from bpcore.activations import SIGMOID, activate_all

X, T = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
REACHED = 0.5  # an output nearer to its target than this is on the right side


def outputs(P, x):
    """What hidden unit and output give for one tuple in every network of P, (n, 7).

    The seven are w₁₃, w₂₃, θ₃ into the hidden unit, then w₁₄, w₂₄, w₃₄, θ₄ into the
    output, that sees the inputs as well.
    """
    hidden = activate_all(SIGMOID, P[:, 0] * x[0] + P[:, 1] * x[1] + P[:, 2])
    into = P[:, 3] * x[0] + P[:, 4] * x[1] + P[:, 5] * hidden + P[:, 6]
    return hidden, activate_all(SIGMOID, into)


def increments(P, x, t):
    """Err · O for each parameter of every network of P at once, (n, 7)."""
    hidden, out = outputs(P, x)
    err_4 = out * (1 - out) * (t - out)
    err_3 = hidden * (1 - hidden) * err_4 * P[:, 5]
    one = np.ones(len(P))
    into_3 = [err_3 * sent for sent in (x[0] * one, x[1] * one, one)]
    into_4 = [err_4 * sent for sent in (x[0] * one, x[1] * one, hidden, one)]
    return np.stack([*into_3, *into_4], axis=1)


def sweeps(starts, updating, momentum, most, rate=0.5):
    """How many sweeps through the four tuples each start needs.

    starts     (n, 7) parameters
    updating   "case" or "epoch"
    most       the cap, in sweeps

    Returns (sweeps, P): (n,) the first sweep after which all four outputs are on the
    right side of ½, infinite for a start that has not arrived by then; and (n, 7).
    """
    P, step = starts.copy(), np.zeros_like(starts)
    arrived = np.full(len(P), np.inf)
    groups = [[i] for i in range(4)] if updating == "case" else [range(4)]
    for sweep in range(1, most + 1):
        for group in groups:
            found = sum(increments(P, X[i], T[i]) for i in group)
            step = rate * found + momentum * step
            P = P + step
        off = [np.abs(outputs(P, x)[1] - t) for x, t in zip(X, T, strict=True)]
        arrived[(np.max(off, axis=0) < REACHED) & np.isinf(arrived)] = sweep
        if np.isfinite(arrived).all():
            break
    return arrived, P
