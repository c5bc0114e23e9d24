"""Presenting tuples one by one: the loop that training spends its time in.

Plain Python that numba compiles; see ``_compiled.py``.
"""

import numpy as np

from bpcore.activations import IDENTITY, unit_loss
from bpcore.algorithm import apply, backpropagate, propagate, update
from bpcore.training.conditions import DIVERGED, GO_ON, RUNAWAY, condition_met

# The places of ``at`` and of ``sums``, which outlive a chunk.
EPOCH, POSITION, WAITING, STOPPED = range(4)
LOSS, WRONG, LARGEST = range(3)


def misclassifies(O, T, first_output):
    """1.0 if the outputs put the tuple into another class than its targets, else 0.

    One output unit: it and its target lie on different sides of 0.5.  Several: the
    largest output is not where the largest target is.
    """
    if len(T) == 1:
        return 1.0 if (O[first_output] >= 0.5) != (T[0] >= 0.5) else 0.0
    largest_O = 0
    largest_T = 0
    for n in range(1, len(T)):
        if O[first_output + n] > O[first_output + largest_O]:
            largest_O = n
        if T[n] > T[largest_T]:
            largest_T = n
    return 1.0 if largest_O != largest_T else 0.0


def runaway(w, theta):
    """Whether a weight or bias is not finite or beyond any use."""
    for j in range(len(theta)):
        if not abs(theta[j]) < RUNAWAY:
            return True
        for i in range(len(theta)):
            if not abs(w[i, j]) < RUNAWAY:
                return True
    return False


def present(
    w, theta, dw, dtheta, kept_w, kept_theta,  # weights, increments, last epoch's
    first, kind, error_kind, loss,             # the network, see algorithm.py
    O, err,                                    # room for outputs and errors
    X, T, orders, rates,                       # tuples; by epoch: order, rate
    batch, momentum, limits,                   # how to update, when to stop
    at, sums, history, presentations,          # where we are, what was met
):  # fmt: skip
    """Present up to so many tuples, over as many epochs as there are rates.

    Goes on where the last call stopped: ``at`` and ``sums`` keep the place in the
    epoch and its running sums.  history[e] becomes (mean loss, share misclassified,
    largest increment) of the e-th epoch of this call.  The weights at the end of the
    last sound epoch stay in kept_w and kept_theta.
    """
    tuples = len(X)
    last = len(kind) - 1
    inputs = first[1] - 1
    while presentations > 0 and at[EPOCH] < len(rates) and at[STOPPED] == GO_ON:
        e = at[EPOCH]
        l = rates[e]
        while presentations > 0 and at[POSITION] < tuples:
            n = orders[e % len(orders), at[POSITION]]
            for i in range(inputs):
                O[1 + i] = X[n, i]
            propagate(w, theta, O, first, kind)
            for j in range(first[last], first[last + 1]):
                sums[LOSS] += unit_loss(loss, O[j], T[n, j - first[last]])
            sums[WRONG] += misclassifies(O, T[n], first[last])
            backpropagate(w, O, err, T[n], first, error_kind)
            at[POSITION] += 1
            presentations -= 1
            if batch == 1 and momentum == 0.0:  # nothing to collect
                sums[LARGEST] = max(sums[LARGEST], update(w, theta, O, err, first, l))
                continue
            update(dw, dtheta, O, err, first, l)
            at[WAITING] += 1
            if at[WAITING] == batch or at[POSITION] == tuples:
                sums[LARGEST] = max(
                    sums[LARGEST], apply(w, theta, dw, dtheta, first, momentum)
                )
                at[WAITING] = 0
        if at[POSITION] < tuples:
            return
        if runaway(w, theta) or not np.isfinite(sums[LOSS]):
            at[STOPPED] = DIVERGED
            return
        kept_w[:, :] = w
        kept_theta[:] = theta
        wrong = np.nan if kind[last] == IDENTITY else sums[WRONG] / tuples
        history[e, 0] = sums[LOSS] / tuples
        history[e, 1] = wrong
        history[e, 2] = sums[LARGEST]
        at[STOPPED] = condition_met(sums[LARGEST], wrong, sums[LOSS] / tuples, limits)
        at[EPOCH] += 1
        at[POSITION] = 0
        sums[:] = 0.0
