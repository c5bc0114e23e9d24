"""Lesson 06, rates in a valley: the factor 1 − lλ, its limit, how long it takes."""

import math

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import Tolerance


@number(
    "factor",
    hints=[
        "The slope of E = ½ λ w² is λ w. One step is w − l · slope.",
        "Take w out of w − l λ w. What stands in the brackets?",
    ],
    then="Negative: each step lands on the other side, five times nearer.",
)
def step_factor(l=0.3, lam=4.0):
    r"""Gradient descent on $E = \tfrac12 \lambda w^2$, with $\lambda = 4$ and the
    rate $l = 0.3$.

    By which factor does one step multiply $w$?
    """
    return 1 - l * lam


@step_factor.mistake("wrong sign", "the step goes uphill: 1 + l λ")
def _(l, lam):
    return 1 + l * lam


@step_factor.mistake("step for factor", "l λ is given: the share that is taken away")
def _(l, lam):
    return l * lam


@step_factor.mistake("left out the curvature", "λ is left out: 1 − l")
def _(l, lam):
    return 1 - l


@step_factor.mistake("left out l", "l is left out: 1 − λ")
def _(l, lam):
    return 1 - lam


@step_factor.mistake("sign lost", "the minus sign of the result is lost")
def _(l, lam):
    return abs(1 - l * lam)


@step_factor.mistake("half kept", "the ½ of the loss is kept in its slope: 1 − ½ l λ")
def _(l, lam):
    return 1 - l * lam / 2


@number(
    "epochs",
    hints=[
        "Each epoch multiplies w by 1 − l λ = 0.95.",
        "Find the first whole n with 0.95ⁿ below ½: by trying, or by logarithms.",
    ],
    tolerance=Tolerance(0.0, 0.09),
    then="At a tenth of the rate it takes about ten times as long: that is crawling.",
)
def epochs_to_halve(l=0.05, lam=1.0):
    r"""Gradient descent on $E = \tfrac12 \lambda w^2$, $\lambda = 1$, $l = 0.05$,
    one step an epoch.

    After how many whole epochs is $|w|$ for the first time below half of its start?
    """
    return math.ceil(math.log(0.5) / math.log(abs(1 - l * lam)))


@epochs_to_halve.mistake("off by one", "it is one epoch early: w is not yet below half")
def _(l, lam):
    return math.floor(math.log(0.5) / math.log(abs(1 - l * lam)))


@epochs_to_halve.mistake("not whole", "epochs are whole: round up")
def _(l, lam):
    return math.log(0.5) / math.log(abs(1 - l * lam))


@epochs_to_halve.mistake("loss halved", "the loss is halved, which goes with w², not w")
def _(l, lam):
    return math.ceil(math.log(0.5) / math.log((1 - l * lam) ** 2))


@epochs_to_halve.mistake(
    "straight line", "every step is taken to be as long as the first"
)
def _(l, lam):
    return 0.5 / (l * lam)


@epochs_to_halve.mistake(
    "all the way", "1 / (l λ) is given, as if w came to 0 in a line"
)
def _(l, lam):
    return 1 / (l * lam)


@function(
    cases=lambda rng: [
        [random_inputs.positive(rng, 2) + np.array([0.0, 2.0])],
        [random_inputs.positive(rng, 3) + np.array([3.0, 0.0, 1.5])],
        [random_inputs.positive(rng, 4) + np.array([0.0, 1.5, 3.0, 0.0])],
    ],
    hints=[
        "In each direction w is multiplied by 1 − l λ. When does that grow?",
        "It must stay above −1 in every direction: the steepest decides.",
    ],
    then="The steepest direction sets the limit; the flattest then has to wait.",
)
def largest_rate(curvatures):
    r"""Write the rate above which gradient descent diverges in a valley.

    `curvatures` (directions,) holds the $\lambda$ of each direction, all above 0.
    Return one number.
    """
    return 2 / np.max(curvatures)


@largest_rate.mistake(
    "one for two", "1 / λ_max is given: best in that direction, no limit"
)
def _(curvatures):
    return 1 / curvatures.max()


@largest_rate.mistake("flattest", "the flattest direction is taken, not the steepest")
def _(curvatures):
    return 2 / curvatures.min()


@largest_rate.mistake("averaged", "the curvatures are averaged")
def _(curvatures):
    return 2 / curvatures.mean()


@largest_rate.mistake("summed", "the curvatures are added up")
def _(curvatures):
    return 2 / curvatures.sum()


@largest_rate.mistake("inverted", "the fraction stands upside down")
def _(curvatures):
    return curvatures.max() / 2


@largest_rate.mistake("curvature", "the largest curvature itself is given")
def _(curvatures):
    return curvatures.max()


def _valleys(rng):
    return [
        [
            float(random_inputs.values(rng)),
            float(np.round(rng.uniform(2.2, 2.6), 2)),
            float(np.round(rng.uniform(0.5, 0.75), 2)),
            epochs,
        ]
        for epochs in (2, 3, 5)
    ]


def _descended(w, lam, l, epochs):
    return w * (1 - l * lam) ** epochs


@function(
    cases=_valleys,
    hints=[
        "The slope of ½ λ w² is λ w; each epoch subtracts l times the slope.",
        "for _ in range(epochs): runs as many times as there are epochs.",
    ],
    then="It hops from side to side, and still comes down.",
)
def descend(w, lam, l, epochs):
    r"""Run gradient descent on $E = \tfrac12 \lambda w^2$, one step an epoch.

    `w` the start, `lam` the curvature $\lambda$, `l` the rate, `epochs` how many.
    Return the last `w`.
    """
    for _ in range(epochs):
        w = w - l * lam * w
    return w


@descend.mistake("one too many", "it takes one step too many")
def _(w, lam, l, epochs):
    return _descended(w, lam, l, epochs + 1)


@descend.mistake("one too few", "it takes one step too few")
def _(w, lam, l, epochs):
    return _descended(w, lam, l, epochs - 1)


@descend.mistake("wrong sign", "it goes uphill: the slope is added")
def _(w, lam, l, epochs):
    return _descended(w, lam, -l, epochs)


@descend.mistake("left out the curvature", "λ is left out of the slope")
def _(w, lam, l, epochs):
    return _descended(w, 1, l, epochs)


@descend.mistake("half kept", "the ½ of the loss is kept in its slope")
def _(w, lam, l, epochs):
    return _descended(w, lam / 2, l, epochs)


@descend.mistake("left out l", "the rate l is left out")
def _(w, lam, l, epochs):
    return _descended(w, lam, 1, epochs)


@descend.mistake("slope of the start", "every step takes the slope of the first place")
def _(w, lam, l, epochs):
    return w - epochs * l * lam * w
