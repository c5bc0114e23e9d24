"""Lesson 01, second half: one unit learns, and a small network is worked forward."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.random_inputs import sigmoid


@number(
    "err",
    hints=[
        "How far is the output from its target, and which way?",
        "Multiply T − O by what the sigmoid can still move, O (1 − O).",
    ],
    then="Negative: the unit is told to give less.",
)
def one_unit_error(O=0.71, T=0.0):
    """One sigmoid unit gave $O = 0.71$; its target is $T = 0$.

    Work out its error $Err = O (1 - O) (T - O)$.
    """
    return O * (1 - O) * (T - O)


@one_unit_error.mistake("forgot O(1-O)", "the factor O (1 − O) is left out: T − O")
def _(O, T):
    return T - O


@one_unit_error.mistake("wrong sign", "O − T is taken instead of T − O")
def _(O, T):
    return O * (1 - O) * (O - T)


@one_unit_error.mistake("loss for Err", "½ (T − O)², the loss, is given as Err")
def _(O, T):
    return 0.5 * (T - O) ** 2


@one_unit_error.mistake("derivative twice", "the factor O (1 − O) is applied twice")
def _(O, T):
    return (O * (1 - O)) ** 2 * (T - O)


@one_unit_error.mistake("derivative alone", "O (1 − O) alone is given, without T − O")
def _(O, T):
    return O * (1 - O)


@one_unit_error.mistake("squared error", "(T − O)² stands where T − O belongs")
def _(O, T):
    return O * (1 - O) * (T - O) ** 2


@number(
    "delta_w",
    hints=[
        "Three factors: the learning rate, the error, and what came in at the weight.",
        "Δw = l · Err · x. The output of the unit itself is in Err already.",
    ],
    then="The larger the input, the more its weight had to do with the error.",
    follows=[one_unit_error],
)
def one_unit_increment(err=-0.1462, x=2.0, l=0.5, O=0.71):
    r"""The same unit ($O = 0.71$, $Err = -0.1462$) had the input $x = 2$; $l = 0.5$.

    Work out the increment $\Delta w$ of the weight of this input.
    """
    return l * err * x


@one_unit_increment.mistake("left out l", "the learning rate l is left out")
def _(err, x, l, O):
    return err * x


@one_unit_increment.mistake("left out x", "the input is left out: that is Δθ")
def _(err, x, l, O):
    return l * err


@one_unit_increment.mistake("wrong sign", "the sign is turned")
def _(err, x, l, O):
    return -l * err * x


@one_unit_increment.mistake(
    "receiver's output", "the unit's own output O stands where its input x belongs"
)
def _(err, x, l, O):
    return l * err * O


@one_unit_increment.mistake("derivative twice", "O (1 − O) is multiplied in once more")
def _(err, x, l, O):
    return l * err * x * O * (1 - O)


@one_unit_increment.mistake("divided by l", "it is divided by l, not multiplied")
def _(err, x, l, O):
    return err * x / l


def _forward(x, W, theta, f=sigmoid, last=sigmoid, biased=1.0, transposed=False):
    """The outputs of a 2-2-1 network, or what a slip makes of them."""
    W = np.array([[W[0], W[1]], [W[2], W[3]]])
    hidden = f(x @ (W.T if transposed else W) + biased * theta[:2])
    return hidden, last(hidden @ V + biased * theta[2])


V = np.array([0.9, -1.1])  # w_35, w_45


@number(
    "O_345",
    hints=[
        "Unit 3 first: its net input is w₁₃x₁ + w₂₃x₂ + θ₃. Then its sigmoid.",
        "Unit 5 never sees x: it adds up w₃₅O₃ + w₄₅O₄ + θ₅, then takes the sigmoid.",
    ],
    then="Two layers, the same two steps in each.",
)
def forward_pass(
    x=(1.0, 2.0), w_13=0.8, w_14=-0.4, w_23=0.3, w_24=0.7, theta=(0.5, -0.6, -0.7)
):
    r"""A 2-2-1 network: inputs 1 and 2, hidden units 3 and 4, output unit 5.

    $x = (1, 2)$; $w_{13} = 0.8$, $w_{14} = -0.4$, $w_{23} = 0.3$, $w_{24} = 0.7$;
    $w_{35} = 0.9$, $w_{45} = -1.1$; $\theta_3 = 0.5$, $\theta_4 = -0.6$,
    $\theta_5 = -0.7$.  Give the list of $O_3$, $O_4$, $O_5$.
    """
    O_3 = 1 / (1 + np.exp(-(w_13 * x[0] + w_23 * x[1] + theta[0])))
    O_4 = 1 / (1 + np.exp(-(w_14 * x[0] + w_24 * x[1] + theta[1])))
    O_5 = 1 / (1 + np.exp(-(0.9 * O_3 - 1.1 * O_4 + theta[2])))
    return np.array([O_3, O_4, O_5])


def _slip(name, says, **how):
    @forward_pass.mistake(name, says)
    def _(x, w_13, w_14, w_23, w_24, theta):
        hidden, last = _forward(x, (w_13, w_14, w_23, w_24), theta, **how)
        return [*hidden, last]


_slip("left out the bias", "every bias is left out", biased=0.0)
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
        "Try it with a weight and an input that are large and positive: O should be "
        "near 1.",
        "Two things are wrong: one in the net input, one in the exponent.",
    ],
    stub="""
    import numpy as np


    def repair_the_unit(x, w, theta):
        I = np.sum(w * x) - theta
        return 1 / (1 + np.exp(I))
    """,
    then="Both signs are right now.",
)
def repair_the_unit(x, w, theta):
    r"""Repair this unit: it should return $O = \frac{1}{1 + e^{-I}}$ with
    $I = \sum_i w_i x_i + \theta$.

    `x` (n,) inputs, `w` (n,) weights, `theta` the bias.  Return one number.
    """
    I = np.sum(w * x) + theta
    return 1 / (1 + np.exp(-I))


@repair_the_unit.mistake("missing minus", "the minus in the exponent is missing")
def _(x, w, theta):
    return sigmoid(-(w @ x + theta))


@repair_the_unit.mistake("wrong sign", "the bias is still subtracted")
def _(x, w, theta):
    return sigmoid(w @ x - theta)


@repair_the_unit.mistake("both", "both faults are still there")
def _(x, w, theta):
    return sigmoid(-(w @ x - theta))


@repair_the_unit.mistake("left out the bias", "the bias θ is left out")
def _(x, w, theta):
    return sigmoid(w @ x)


@repair_the_unit.mistake("net input", "the net input is returned, not the output")
def _(x, w, theta):
    return w @ x + theta
