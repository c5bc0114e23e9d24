"""Lesson 01, first half: what a unit computes, and what it can tell apart."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import Tolerance


@function(
    cases=lambda rng: [
        [
            random_inputs.values(rng, n),
            random_inputs.values(rng, n),
            float(random_inputs.values(rng)),
        ]
        for n in (2, 3, 4)
    ],
    hints=[
        "The unit weighs each input, adds everything up, then adds its bias.",
        "I = w₁x₁ + w₂x₂ + … + θ. A loop with a running total will do.",
    ],
    then="Any number of inputs, one number out.",
)
def net_input(x, w, theta):
    r"""Write the net input of a unit: $I = \sum_i w_i x_i + \theta$.

    `x` (n,) inputs, `w` (n,) weights, `theta` the bias.  Return one number.
    """
    I = theta
    for i in range(len(x)):
        I = I + w[i] * x[i]
    return I


@net_input.mistake("left out the bias", "the bias θ is left out")
def _(x, w, theta):
    return w @ x


@net_input.mistake("wrong sign", "the bias is subtracted instead of added")
def _(x, w, theta):
    return w @ x - theta


@net_input.mistake("averaged", "the terms are averaged instead of summed")
def _(x, w, theta):
    return w @ x / len(x) + theta


@net_input.mistake("output", "the sigmoid is taken too: that is the output O")
def _(x, w, theta):
    return random_inputs.sigmoid(w @ x + theta)


@net_input.mistake("bias in every term", "the bias is added once for every input")
def _(x, w, theta):
    return w @ x + len(x) * theta


@net_input.mistake("one term", "only the last input is counted: the total is lost")
def _(x, w, theta):
    return w[-1] * x[-1] + theta


@net_input.mistake("weights alone", "the weights are added up without the inputs")
def _(x, w, theta):
    return w.sum() + theta


@function(
    cases=lambda rng: [[float(I)] for I in 2 * random_inputs.values(rng, 5)],
    hints=[
        "A large positive net input must give nearly 1, a large negative one nearly 0.",
        "O = 1 / (1 + e^(−I)); np.exp(a) is e to the power a.",
    ],
    then="It squashes any net input into the range from 0 to 1.",
)
def output(I):
    """Write the sigmoid: the output $O$ of a unit with net input $I$.

    `I` one number.  Return one number between 0 and 1.
    """
    return 1 / (1 + np.exp(-I))


@output.mistake("missing minus", "the minus in the exponent is missing")
def _(I):
    return 1 / (1 + np.exp(I))


@output.mistake("one minus", "1 − O is given in the place of O")
def _(I):
    return 1 - random_inputs.sigmoid(I)


@output.mistake("net input", "the net input is handed on as it is")
def _(I):
    return I


@output.mistake("derivative", "the slope O (1 − O) is given in the place of O")
def _(I):
    return random_inputs.sigmoid(I) * (1 - random_inputs.sigmoid(I))


@output.mistake("sigmoid twice", "the sigmoid is taken of an output")
def _(I):
    return random_inputs.sigmoid(random_inputs.sigmoid(I))


@output.mistake("tanh", "tanh is used, which runs from −1 to 1")
def _(I):
    return np.tanh(I)


@output.mistake("lost brackets", "brackets are lost and it reads 1 / 1 + e^(−I)")
def _(I):
    return 1 / 1 + np.exp(-I)


@number(
    "x_half",
    hints=[
        "A sigmoid gives one half at one net input only. Which?",
        "Solve w x + θ = 0 for x.",
    ],
    then="The bias moves the place where the unit turns, without touching its slope.",
)
def bias_as_threshold(w=2.5, theta=-3.0):
    r"""A unit has one input, the weight $w = 2.5$ and the bias $\theta = -3$.

    Work out the input `x_half` at which its output is exactly one half.
    """
    return -theta / w


@bias_as_threshold.mistake("wrong sign", "the sign of θ is not turned")
def _(w, theta):
    return theta / w


@bias_as_threshold.mistake("threshold", "−θ is given: that is w x, not yet x")
def _(w, theta):
    return -theta


@bias_as_threshold.mistake("inverted", "the fraction stands upside down")
def _(w, theta):
    return -w / theta


@bias_as_threshold.mistake("multiplied", "θ is multiplied by w instead of divided")
def _(w, theta):
    return -theta * w


@bias_as_threshold.mistake("net input of a half", "the net input is set to ½, not to 0")
def _(w, theta):
    return (0.5 - theta) / w


CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def decisions(answer):
    """1 where a unit (w_1, w_2, θ) gives more than ½, 0 where less, ½ on the line."""
    return (1 + np.sign(np.round(CORNERS @ answer[:2] + answer[2], 9))) / 2


@number(
    "unit",
    hints=[
        "Write down the four net inputs: θ, w₂ + θ, w₁ + θ and w₁ + w₂ + θ.",
        "Only the last may be above 0: one input alone must not overcome the bias.",
    ],
    tolerance=Tolerance(0.0, 0.1),
    seen_as=decisions,
    then="A straight line between (1, 1) and the other three corners does it.",
)
def separates():
    """Choose a unit that computes AND of two inputs that are 0 or 1.

    Give `[w_1, w_2, theta]` so that the output is above ½ for (1, 1), and below ½ for
    (0, 0), (0, 1) and (1, 0).  There are many right answers.
    """
    return [1.0, 1.0, -1.5]


@separates.mistake("OR", "one input alone is enough to switch the unit on: that is OR")
def _():
    return [1, 1, -0.5]


@separates.mistake("always on", "the unit is on for every corner: the bias holds none")
def _():
    return [1, 1, 1]


@separates.mistake("always off", "the unit is off for every corner: the bias wins")
def _():
    return [1, 1, -3]


@separates.mistake("wrong sign", "every sign is turned: on and off change places")
def _():
    return [-1, -1, 1.5]


@separates.mistake("first input alone", "the unit copies its first input")
def _():
    return [2, 0.5, -1]


@separates.mistake("second input alone", "the unit copies its second input")
def _():
    return [0.5, 2, -1]


@separates.mistake("on the line", "single inputs give exactly ½: they lie on the line")
def _():
    return [1, 1, -1]
