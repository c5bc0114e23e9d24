"""Lesson 06, rates in a valley: the factor 1 − lλ, how long it takes, its limit."""

import math

from bpcore.checks.exercise import number
from bpcore.checks.judging import Tolerance


@number(
    "factor",
    hints=[
        "What does one step take away from w, and which share of w is that?",
        "Take w out of the difference. What stands in the brackets?",
    ],
    then="Negative: each step lands on the other side, and a little nearer.",
)
def step_factor(l=0.37, lam=5.0):
    r"""Gradient descent on $E = \tfrac12 \lambda w^2$, with $\lambda = 5$ and the
    rate $l = 0.37$.

    By which factor does one step multiply $w$?  Two decimals.
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
    "steps",
    follows=[step_factor],
    hints=[
        "What is left of w after two steps, after three? Its sign does not matter.",
        "Multiply on, by trying, until less than half is left; count the steps.",
    ],
    tolerance=Tolerance(0.0, 0.09),
    then="Near −1 as near +1: the closer the size of the factor to 1, the longer.",
)
def epochs_to_halve(factor=-0.85):
    r"""Go on with your factor, one step an epoch.

    After how many whole epochs is $|w|$ for the first time below half of its start?
    """
    return math.ceil(math.log(0.5) / math.log(abs(factor)))


@epochs_to_halve.mistake("off by one", "it is one epoch early: |w| is above half yet")
def _(factor):
    return math.floor(math.log(0.5) / math.log(abs(factor)))


@epochs_to_halve.mistake("not whole", "epochs are whole: round up")
def _(factor):
    return math.log(0.5) / math.log(abs(factor))


@epochs_to_halve.mistake("loss halved", "the loss is halved, which goes with w², not w")
def _(factor):
    return math.ceil(math.log(0.5) / math.log(factor**2))


@epochs_to_halve.mistake(
    "straight line", "every step is taken to come nearer by as much as the first"
)
def _(factor):
    return 0.5 / (1 - abs(factor))


@epochs_to_halve.mistake("all the way", "w is taken to come to 0, and in a line")
def _(factor):
    return 1 / (1 - abs(factor))


@number(
    "limit",
    hints=[
        "Nudge both weights by h, in the same direction: by how much does the answer "
        "to a tuple change? Its square, with what factor, is in E?",
        "Along which direction in the plane of the two weights does E bend most? A "
        "step of length 1 along it moves each weight by 1/√2.",
    ],
    then="Half of what one such input allows: what moves together adds up.",
)
def same_column_twice(x_1=0.5, x_2=-1.5, x_3=2.0):
    r"""An identity unit without bias has two inputs, and in every tuple both carry the
    same number: years, and by mistake the same years again.

    Three tuples: 0.5, −1.5 and 2, on both inputs.  Squared error, epoch updating.
    Above which rate does training diverge?  Three decimals.
    """
    squares = x_1**2 + x_2**2 + x_3**2
    return 2 / (2 * squares)


def _squares(*x):
    return sum(value**2 for value in x)


@same_column_twice.mistake("one alone", "each weight is taken to move alone")
def _(x_1, x_2, x_3):
    return 2 / _squares(x_1, x_2, x_3)


@same_column_twice.mistake("one for two", "1 / λ is given: best along it, no limit")
def _(x_1, x_2, x_3):
    return 1 / (2 * _squares(x_1, x_2, x_3))


@same_column_twice.mistake("averaged", "the squares are averaged, not added up")
def _(x_1, x_2, x_3):
    return 3 / _squares(x_1, x_2, x_3)


@same_column_twice.mistake("not squared", "inputs are added up, not their squares")
def _(x_1, x_2, x_3):
    return 2 / (2 * (abs(x_1) + abs(x_2) + abs(x_3)))


@same_column_twice.mistake("signs lost in a sum", "it is the sum that is squared")
def _(x_1, x_2, x_3):
    return 2 / (2 * (x_1 + x_2 + x_3) ** 2)


@same_column_twice.mistake("curvature", "λ itself is given")
def _(x_1, x_2, x_3):
    return 2 * _squares(x_1, x_2, x_3)


@same_column_twice.mistake("root", "the square root of λ is taken")
def _(x_1, x_2, x_3):
    return 2 / (2 * _squares(x_1, x_2, x_3)) ** 0.5
