"""Lesson 07, the bug hunt: totals that are never cleared."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function
from bpcore.course.lesson_03.epochs import one_epoch


def _runs(rng):
    return [
        [
            random_inputs.positive(rng, tuples, inputs),
            random_inputs.outputs(rng, tuples),
            random_inputs.values(rng, inputs),
            float(random_inputs.values(rng)),
            random_inputs.rate(rng),
            epochs,
        ]
        for tuples, inputs, epochs in ((3, 2, 2), (4, 3, 3), (3, 3, 4))
    ]


@function(
    cases=_runs,
    seen_as=lambda answer, X, T, w, theta, l, epochs: (
        answer[0] - w,
        answer[1] - theta,
    ),
    hints=[
        "Follow dw on paper. What does it hold as the second epoch begins?",
        "Every epoch must begin with empty totals.",
    ],
    stub="""
    import numpy as np


    def repair_the_epoch(X, T, w, theta, l, epochs):
        dw, dtheta = np.zeros(len(w)), 0.0
        for _ in range(epochs):
            for n in range(len(X)):
                O = 1 / (1 + np.exp(-(X[n] @ w + theta)))
                err = O * (1 - O) * (T[n] - O)
                dw, dtheta = dw + l * err * X[n], dtheta + l * err
            w, theta = w + dw, theta + dtheta
        return w, theta
    """,
    then="Each epoch now applies its own increments, and only those.",
)
def repair_the_epoch(X, T, w, theta, l, epochs):
    """Repair this training of one sigmoid unit by epoch updating.

    `X` (tuples, inputs), `T` (tuples,), `w` (inputs,), `theta` a number, `l` the rate,
    `epochs` how many.  Return the last `w` and `theta`.
    """
    for _ in range(epochs):
        dw, dtheta = np.zeros(len(w)), 0.0
        for n in range(len(X)):
            O = 1 / (1 + np.exp(-(X[n] @ w + theta)))
            err = O * (1 - O) * (T[n] - O)
            dw, dtheta = dw + l * err * X[n], dtheta + l * err
        w, theta = w + dw, theta + dtheta
    return w, theta


def _trained(X, T, w, theta, l, epochs, share=1.0, biased=True):
    for _ in range(epochs):
        w, new = one_epoch(X, T, w, theta, l, share=share)
        theta = new if biased else theta
    return w, theta


@repair_the_epoch.mistake("accumulator not cleared", "the totals of old epochs stay in")
def _(X, T, w, theta, l, epochs):
    dw, dtheta = 0.0, 0.0
    for _ in range(epochs):
        new, bias = one_epoch(X, T, w, theta, l)
        dw, dtheta = dw + new - w, dtheta + bias - theta
        w, theta = w + dw, theta + dtheta
    return w, theta


@repair_the_epoch.mistake("updated inside the epoch", "w and θ change inside the epoch")
def _(X, T, w, theta, l, epochs):
    for _ in range(epochs):
        for n in range(len(X)):
            w, theta = one_epoch(X[n : n + 1], T[n : n + 1], w, theta, l)
    return w, theta


@repair_the_epoch.mistake(
    "cleared for each tuple", "only each epoch's last tuple counts"
)
def _(X, T, w, theta, l, epochs):
    return _trained(X[-1:], T[-1:], w, theta, l, epochs)


@repair_the_epoch.mistake("averaged", "the increments are averaged instead of summed")
def _(X, T, w, theta, l, epochs):
    return _trained(X, T, w, theta, l, epochs, share=1 / len(X))


@repair_the_epoch.mistake("one epoch", "it ends after one epoch")
def _(X, T, w, theta, l, epochs):
    return one_epoch(X, T, w, theta, l)


@repair_the_epoch.mistake("did not update the bias", "the bias is not updated")
def _(X, T, w, theta, l, epochs):
    return _trained(X, T, w, theta, l, epochs, biased=False)
