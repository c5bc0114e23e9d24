"""Lesson 01, first half: what a unit can tell apart, and what a small network gives."""

import math

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import Tolerance
from bpcore.checks.random_inputs import sigmoid


@number(
    "x_half",
    hints=[
        "A sigmoid gives one half at one net input only. Which?",
        "Write that down as an equation for x, and solve it.",
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
    """1 where a unit (w_1, w_2, θ) says yes, 0 where it says no, corner by corner."""
    return (np.round(CORNERS @ answer[:2] + answer[2], 9) >= 0).astype(float)


@number(
    "my_unit",
    hints=[
        "Write down the four net inputs that your three numbers give.",
        "It is to say yes where nothing comes in. What does that say of the bias?",
        "Each input pulls it down. One alone must not be enough; both together must.",
    ],
    tolerance=Tolerance(0.0, 0.1),
    seen_as=decisions,
    then="Its line parts (1, 1) from the other three corners, as that of AND does; "
    "yes and no have changed sides.",
)
def separates():
    """Choose a unit that says *no* when both of its inputs are 1, else *yes*.

    The inputs are 0 or 1.  Give `[w_1, w_2, theta]`, so that the output is below ½ for
    (1, 1), and ½ or more for (0, 0), (0, 1) and (1, 0).  Many answers are right.
    """
    return [-1.0, -1.0, 1.5]


@separates.mistake("AND", "every sign is turned: yes and no change places")
def _():
    return [1, 1, -1.5]


@separates.mistake("OR", "it says yes when an input is 1: that is OR")
def _():
    return [1, 1, -0.5]


@separates.mistake("neither", "one input alone is enough to make it say no")
def _():
    return [-1, -1, 0.5]


@separates.mistake("always yes", "the unit says yes to every corner: the bias wins")
def _():
    return [-1, -1, 3]


@separates.mistake("always no", "the unit says no to every corner")
def _():
    return [-1, -1, -0.5]


@separates.mistake("first input alone", "the unit listens to its first input alone")
def _():
    return [-2, -0.5, 1]


@separates.mistake("second input alone", "the unit listens to its second input alone")
def _():
    return [-0.5, -2, 1]


def _forward(x, W, theta, f=sigmoid, last=sigmoid, biased=1.0, transposed=False):
    """The outputs of a 2-2-1 network, or what a slip makes of them."""
    W = np.array([[W[0], W[1]], [W[2], W[3]]])
    hidden = f(x @ (W.T if transposed else W) + biased * theta[:2])
    return hidden, last(hidden @ V + biased * theta[2])


V = np.array([0.9, -1.1])  # w_35, w_45
THETA_5 = -0.7


@number(
    "O_345",
    hints=[
        "Unit 3 first: two inputs, two weights, one bias. Then its sigmoid.",
        "Unit 5 never sees x: it adds up what units 3 and 4 gave.",
    ],
    then="Two layers, the same two steps in each.",
)
def forward_pass(
    x=(1.0, 2.0), w_13=0.8, w_14=-0.4, w_23=0.3, w_24=0.7, theta=(0.5, -0.6, THETA_5)
):
    r"""A 2-2-1 network: inputs 1 and 2, hidden units 3 and 4, output unit 5.

    $x = (1, 2)$; $w_{13} = 0.8$, $w_{14} = -0.4$, $w_{23} = 0.3$, $w_{24} = 0.7$;
    $w_{35} = 0.9$, $w_{45} = -1.1$; $\theta_3 = 0.5$, $\theta_4 = -0.6$,
    $\theta_5 = -0.7$.  Give the list of $O_3$, $O_4$, $O_5$, to three digits.
    """
    O_3 = 1 / (1 + math.exp(-(w_13 * x[0] + w_23 * x[1] + theta[0])))
    O_4 = 1 / (1 + math.exp(-(w_14 * x[0] + w_24 * x[1] + theta[1])))
    O_5 = 1 / (1 + math.exp(-(0.9 * O_3 - 1.1 * O_4 + theta[2])))
    return [O_3, O_4, O_5]


def _slip(name, says, **how):
    @forward_pass.mistake(name, says)
    def _(x, w_13, w_14, w_23, w_24, theta):
        hidden, last = _forward(x, (w_13, w_14, w_23, w_24), theta, **how)
        return [*hidden, last]


_slip("left out the bias", "every bias is left out", biased=0.0)
_slip(
    "left out the last bias",
    "the bias of unit 5 is left out",
    last=lambda I: sigmoid(I - THETA_5),
)
_slip("wrong sign of the bias", "the biases are subtracted", biased=-1.0)
_slip(
    "net input for the output", "net inputs stand for outputs", f=np.array, last=float
)
_slip("last net input", "the sigmoid of unit 5 is left out", last=float)
_slip("hidden net inputs", "the hidden units hand on net inputs", f=np.array)
_slip("transposed", "w₁₄ and w₂₃ change places", transposed=True)
_slip(
    "sigmoid of an output",
    "the sigmoid is taken of the last output once more",
    last=lambda I: sigmoid(sigmoid(I)),
)
_slip(
    "missing minus",
    "the minus in the exponent is missing",
    f=lambda I: sigmoid(-I),
    last=lambda I: sigmoid(-I),
)


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
        "Try it with a weight and an input that are large and positive: what should "
        "come out?",
        "Then try a unit without inputs to speak of, all 0, and a large bias.",
    ],
    stub="""
    import math


    def repair_the_unit(x, w, theta):
        I = -theta
        for i in range(len(x)):
            I = I + w[i] * x[i]
        return 1 / (1 + math.exp(I))
    """,
    then="Both signs are right now.",
)
def repair_the_unit(x, w, theta):
    """This should return the output of a sigmoid unit with a bias.  Repair it.

    Two signs are at fault.  `x` holds the inputs, `w` their weights, and `theta` is the
    bias.  Return one number.
    """
    I = theta
    for i in range(len(x)):
        I = I + w[i] * x[i]
    return 1 / (1 + math.exp(-I))


@repair_the_unit.mistake("missing minus", "the minus in the exponent is missing")
def _(x, w, theta):
    return sigmoid(-(w @ x + theta))


@repair_the_unit.mistake("one minus", "1 − O is returned in the place of O")
def _(x, w, theta):
    return 1 - sigmoid(w @ x + theta)


@repair_the_unit.mistake("wrong sign", "the bias is still subtracted")
def _(x, w, theta):
    return sigmoid(w @ x - theta)


@repair_the_unit.mistake("both", "both faults are still there")
def _(x, w, theta):
    return sigmoid(-(w @ x - theta))


@repair_the_unit.mistake("left out the bias", "the bias θ is left out")
def _(x, w, theta):
    return sigmoid(w @ x)


@repair_the_unit.mistake(
    "one term", "only the last input is counted: the total is lost"
)
def _(x, w, theta):
    return sigmoid(w[-1] * x[-1] + theta)


@repair_the_unit.mistake("net input", "the net input is returned, not the output")
def _(x, w, theta):
    return w @ x + theta


@repair_the_unit.mistake("lost brackets", "brackets are lost: it reads 1 / 1 + e^(−I)")
def _(x, w, theta):
    return 1 / 1 + np.exp(-(w @ x + theta))
