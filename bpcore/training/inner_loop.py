"""Presenting tuples one by one: the loop that training spends its time in.

Plain Python that numba compiles; see ``compiled.py``.
"""

import numpy as np

from bpcore import compiled
from bpcore.activations import IDENTITY, activate, slope, unit_loss
from bpcore.algorithm import apply, backpropagate, propagate, update
from bpcore.classes import misclassifies
from bpcore.training.conditions import (
    DIVERGED,
    GO_ON,
    LARGEST_CHANGE,
    LOSS,
    MISCLASSIFIED,
    RUNAWAY,
    condition_met,
    first_met,
)

# The places of ``at``, which outlives a chunk; ``sums`` begins as figures do.
EPOCH, POSITION, WAITING, STOPPED = range(4)


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
    w, theta, dw, dtheta, kept_w, kept_theta,  # weights, increments, each epoch's
    first, kind, error_kind, loss, learn_biases,   # the network, see algorithm.py
    O, err,                                    # room for outputs and errors
    X, T, orders, rates,                       # tuples; by epoch: order, rate
    batch, momentum, limits,                   # how to update, when to stop
    at, sums, figures, presentations,          # where we are, what was met
):  # fmt: skip
    """Present up to so many tuples, over as many epochs as there are rates.

    Goes on where the last call stopped: ``at`` and ``sums`` keep the place in the
    epoch and its running sums.  figures[e] begins with mean loss, share misclassified
    and largest increment of the e-th epoch of this call.  The weights at its end, if
    they are sound, stay in kept_w[e] and kept_theta[e], counted round where those have
    less room than there are epochs.
    """
    tuples = len(X)
    last = len(kind) - 1
    inputs = first[1] - 1
    target = np.empty(T.shape[1])
    while presentations > 0 and at[EPOCH] < len(rates) and at[STOPPED] == GO_ON:
        e = at[EPOCH]
        l = rates[e]
        row = e % len(orders)
        begin = at[POSITION]
        end = min(tuples, begin + presentations)
        waiting = at[WAITING]
        total, wrong, largest = sums[LOSS], sums[MISCLASSIFIED], sums[LARGEST_CHANGE]
        for place in range(begin, end):
            n = orders[row, place]
            for i in range(inputs):
                O[1 + i] = X[n, i]
            for m in range(len(target)):  # a copy: compiled, a view costs more
                target[m] = T[n, m]
            propagate(w, theta, O, first, kind)
            for j in range(first[last], first[last + 1]):
                total += unit_loss(loss, O[j], target[j - first[last]])
            wrong += misclassifies(O, target, first[last])
            backpropagate(w, O, err, target, first, error_kind)
            if batch == 1 and momentum == 0.0 and learn_biases:  # nothing to collect
                largest = max(largest, update(w, theta, O, err, first, l))
                continue
            update(dw, dtheta, O, err, first, l)
            if not learn_biases:
                dtheta[:] = 0.0
            waiting += 1
            if waiting == batch or place == tuples - 1:
                largest = max(largest, apply(w, theta, dw, dtheta, first, momentum))
                waiting = 0
        presentations -= end - begin
        at[POSITION], at[WAITING] = end, waiting
        sums[LOSS], sums[MISCLASSIFIED], sums[LARGEST_CHANGE] = total, wrong, largest
        if end < tuples:
            return
        if runaway(w, theta) or not np.isfinite(total):
            at[STOPPED] = DIVERGED
            return
        kept_w[e % len(kept_w), :, :] = w
        kept_theta[e % len(kept_w), :] = theta
        mean = total / tuples
        share = np.nan if kind[last] == IDENTITY else wrong / tuples
        figures[e, LOSS] = mean
        figures[e, MISCLASSIFIED] = share
        figures[e, LARGEST_CHANGE] = largest
        at[STOPPED] = condition_met(figures, e, limits)
        at[EPOCH] += 1
        at[POSITION] = 0
        sums[:] = 0.0


# In the order of their calls: a function stands after those that it calls.
FUNCTIONS = (
    activate,
    slope,
    unit_loss,
    propagate,
    backpropagate,
    update,
    apply,
    condition_met,
    first_met,
    misclassifies,
    runaway,
    present,
)


def twins():
    """The functions of the loop by name, compiled where that is possible."""
    return compiled.together(FUNCTIONS)
