"""Lesson 03, the bug hunt: an epoch whose increments are to be added up."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function
from bpcore.checks.random_inputs import sigmoid


def _epochs(rng):
    return [
        [
            random_inputs.positive(rng, tuples, inputs),
            random_inputs.outputs(rng, tuples),
            random_inputs.values(rng, inputs),
            float(random_inputs.values(rng)),
            random_inputs.rate(rng),
        ]
        for tuples, inputs in ((3, 2), (4, 3), (3, 3))
    ]


@function(
    cases=_epochs,
    seen_as=lambda answer, X, T, w, theta, l: (answer[0] - w, answer[1] - theta),
    hints=[
        "Follow w, dw and dtheta on paper through the first two tuples.",
        "Which weights should the second tuple meet? What should be left of the "
        "first tuple's increments by then?",
    ],
    stub="""
    import numpy as np


    def epoch_update(X, T, w, theta, l):
        dw, dtheta = np.zeros(len(w)), 0.0
        for n in range(len(X)):
            O = 1 / (1 + np.exp(-(X[n] @ w + theta)))
            err = O * (1 - O) * (T[n] - O)
            w = w + l * err * X[n]
            dtheta = l * err
        return w + dw, theta + dtheta
    """,
    then="Every tuple of the epoch met the same weights, and none was forgotten.",
)
def epoch_update(X, T, w, theta, l):
    """This should train one sigmoid unit for one epoch, by epoch updating.  Repair it.

    Two lines are at fault.  `X` (tuples, inputs), `T` (tuples,), `w` (inputs,), `theta`
    a number, `l` the rate.  Return the new `w` and `theta`.
    """
    dw, dtheta = np.zeros(len(w)), 0.0
    for n in range(len(X)):
        O = 1 / (1 + np.exp(-(X[n] @ w + theta)))
        err = O * (1 - O) * (T[n] - O)
        dw = dw + l * err * X[n]
        dtheta = dtheta + l * err
    return w + dw, theta + dtheta


def one_epoch(X, T, w, theta, l, err=lambda O, T: O * (1 - O) * (T - O), share=1.0):
    e = err(sigmoid(X @ w + theta), T) * l * share
    return w + e @ X, theta + e.sum()


@epoch_update.mistake("updated inside the epoch", "w and θ change inside the epoch")
def _(X, T, w, theta, l):
    for x, t in zip(X, T, strict=True):
        w, theta = one_epoch(x[None], np.array([t]), w, theta, l)
    return w, theta


@epoch_update.mistake("both", "both faults are still there")
def _(X, T, w, theta, l):
    new, last = w, 0.0
    for x, t in zip(X, T, strict=True):
        step, bias = one_epoch(x[None], np.array([t]), new, theta, l)
        new, last = step, bias - theta
    return new, theta + last


@epoch_update.mistake(
    "weights inside the epoch", "w still changes from tuple to tuple, θ no longer"
)
def _(X, T, w, theta, l):
    new, total = w, 0.0
    for x, t in zip(X, T, strict=True):
        step, bias = one_epoch(x[None], np.array([t]), new, theta, l)
        new, total = step, total + bias - theta
    return new, theta + total


@epoch_update.mistake("last bias only", "only the last tuple moves the bias")
def _(X, T, w, theta, l):
    last = one_epoch(X[-1:], T[-1:], w, theta, l)[1]
    return one_epoch(X, T, w, theta, l)[0], last


@epoch_update.mistake("averaged", "the increments are averaged instead of summed")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, l, share=1 / len(X))


@epoch_update.mistake("last tuple only", "only the last tuple counts: totals are lost")
def _(X, T, w, theta, l):
    return one_epoch(X[-1:], T[-1:], w, theta, l)


@epoch_update.mistake("first tuple only", "the epoch ends after its first tuple")
def _(X, T, w, theta, l):
    return one_epoch(X[:1], T[:1], w, theta, l)


@epoch_update.mistake("left out l", "the learning rate l is left out")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, 1.0)


@epoch_update.mistake("wrong sign", "O − T is taken instead of T − O")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, -l)


@epoch_update.mistake("forgot O(1-O)", "the factor O (1 − O) is left out")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, l, err=lambda O, T: T - O)


@epoch_update.mistake("did not update the bias", "the bias is not updated")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, l)[0], theta


@epoch_update.mistake("Δ for the new weight", "the increments are returned")
def _(X, T, w, theta, l):
    new, bias = one_epoch(X, T, w, theta, l)
    return new - w, bias - theta
