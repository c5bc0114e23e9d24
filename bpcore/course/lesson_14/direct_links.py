"""Lesson 14: XOR with one hidden unit and direct links from the inputs to the output.

Rumelhart, Hinton & Williams, "Learning internal representations by error
propagation", in *Parallel Distributed Processing*, vol. 1, MIT Press 1986.
"""

import numpy as np

from bpcore.autodiff import Value

# What is learned: into hidden unit 3, then into the output, unit 4, that sees the
# inputs as well.
NAMES = ("w13", "w23", "theta3", "w14", "w24", "w34", "theta4")
X, T = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
REACHED = 0.5  # an output nearer to its target than this is on the right side


def loss(p, x, t):
    """½ (t − O₄)² as a graph: p the seven parameters, ``Value``s or numbers."""
    hidden = (p[0] * x[0] + p[1] * x[1] + p[2]).sigmoid()
    out = (p[3] * x[0] + p[4] * x[1] + p[5] * hidden + p[6]).sigmoid()
    return 0.5 * (t - out) ** 2


def slopes(p, x, t):
    """The derivatives of ``loss`` by the seven numbers p, (7,), by autodiff."""
    values = [Value(number, name) for number, name in zip(p, NAMES, strict=True)]
    loss(values, x, t).backward()
    return np.array([value.gradient for value in values])


def outputs(P, x):
    """What hidden unit and output give for one tuple in every network of P, (n, 7)."""
    hidden = _sigmoid(P[:, 0] * x[0] + P[:, 1] * x[1] + P[:, 2])
    into = P[:, 3] * x[0] + P[:, 4] * x[1] + P[:, 5] * hidden + P[:, 6]
    return hidden, _sigmoid(into)


def increments(P, x, t):
    """−``slopes`` of every network of P at once, (n, 7): the textbook's Err · O."""
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


def _sigmoid(I):
    return 1 / (1 + np.exp(-I))
