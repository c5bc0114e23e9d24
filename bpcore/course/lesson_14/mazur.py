"""Lesson 14, the suspects: rounds on Mazur's 2-2-2 network, with and without a slip.

M. Mazur, "A Step by Step Backpropagation Example", 2015.
"""

import numpy as np

from bpcore.activations import SIGMOID, activate_all
from bpcore.network import Network

MAZUR = Network(
    [[[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]]],
    [[0.35, 0.35], [0.60, 0.60]],
    learn_biases=False,
)
X, T = np.array([0.05, 0.10]), np.array([0.01, 0.99])
RATE = 0.5


def rounds(n, too_early=False, learn_biases=False):
    """Present Mazur's tuple n times; returns (losses, outputs).

    too_early      whether the hidden errors take the output weights *after* their
                   update, the slip of lesson 02
    learn_biases   whether the biases are updated too

    losses[r] is the loss after r rounds, from 0 to n; outputs (2,) those at the end.
    """
    (W, V), (b, c) = (map(np.copy, part) for part in (MAZUR.weights, MAZUR.biases))
    losses = []
    for _ in range(n + 1):
        hidden = activate_all(SIGMOID, X @ W + b)
        out = activate_all(SIGMOID, hidden @ V + c)
        losses.append(float(0.5 * np.sum((T - out) ** 2)))
        err_out = out * (1 - out) * (T - out)
        V_new = V + RATE * np.outer(hidden, err_out)
        err = hidden * (1 - hidden) * ((V_new if too_early else V) @ err_out)
        V, W = V_new, W + RATE * np.outer(X, err)
        if learn_biases:
            c, b = c + RATE * err_out, b + RATE * err
    return losses, out
