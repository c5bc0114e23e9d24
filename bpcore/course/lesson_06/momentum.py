"""Lesson 06, the bug hunt: gradient descent with momentum."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function


def _valleys(rng):
    return [
        [
            float(random_inputs.values(rng)),
            float(np.round(rng.uniform(1.5, 2.5), 2)),
            float(np.round(rng.uniform(0.15, 0.3), 2)),
            float(np.round(rng.uniform(0.3, 0.6), 2)),
            epochs,
        ]
        for epochs in (3, 4, 5)
    ]


def _descended(w, lam, l, momentum, epochs, slope=lambda w, lam: lam * w):
    step = 0.0
    for _ in range(epochs):
        step = momentum * step - l * slope(w, lam)
        w = w + step
    return w


@function(
    cases=_valleys,
    hints=[
        "Follow step and w on paper through the first two epochs, with momentum 0.5.",
        "What is left of the first step when the second is made? And what does a "
        "nudge of w say about the slope of E?",
    ],
    stub="""
    def descend(w, lam, l, momentum, epochs):
        for _ in range(epochs):
            step = 0
            step = momentum * step - l * 0.5 * lam * w
            w = w + step
        return w
    """,
    then="What was a step before is remembered in the next one.",
)
def descend(w, lam, l, momentum, epochs):
    r"""This should be gradient descent with momentum on $E = \tfrac12 \lambda w^2$, one
    step an epoch.  Repair it.

    Two lines are at fault.  `w` the start, `lam` the curvature $\lambda$, `l` the rate,
    `momentum` a share, `epochs` how many.  Return the last `w`.
    """
    step = 0
    for _ in range(epochs):
        step = momentum * step - l * lam * w
        w = w + step
    return w


@descend.mistake("both", "both faults are still there")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam / 2, l, 0.0, epochs)


@descend.mistake("momentum lost", "every step begins from nothing: no momentum is left")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, l, 0.0, epochs)


@descend.mistake("half kept", "the ½ of the loss is kept in its slope")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam / 2, l, momentum, epochs)


@descend.mistake("one too many", "it takes one step too many")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, l, momentum, epochs + 1)


@descend.mistake("one too few", "it takes one step too few")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, l, momentum, epochs - 1)


@descend.mistake("wrong sign", "it goes uphill: the slope is added")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, -l, momentum, epochs)


@descend.mistake("left out the curvature", "λ is left out of the slope")
def _(w, lam, l, momentum, epochs):
    return _descended(w, 1, l, momentum, epochs)


@descend.mistake("left out l", "the rate l is left out")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, 1.0, momentum, epochs)


@descend.mistake("weight for step", "the share is taken of w, not of the last step")
def _(w, lam, l, momentum, epochs):
    for _ in range(epochs):
        w = w + momentum * w - l * lam * w
    return w


@descend.mistake("whole step", "the whole last step is added, not a share of it")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, l, 1.0, epochs)


@descend.mistake("rest of the share", "the new slope is weighted with 1 − momentum")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, l * (1 - momentum), momentum, epochs)


@descend.mistake("slope of the start", "every step takes the slope of the first place")
def _(w, lam, l, momentum, epochs):
    return _descended(w, lam, l, momentum, epochs, slope=lambda _, lam: lam * w)


@descend.mistake("step returned", "the last step is returned, not the weight")
def _(w, lam, l, momentum, epochs):
    before = _descended(w, lam, l, momentum, epochs - 1)
    return _descended(w, lam, l, momentum, epochs) - before
