"""Lesson 01, second half: one unit learns, in a book that subtracts a threshold."""

import math

from bpcore.checks.exercise import number
from bpcore.checks.random_inputs import sigmoid


@number(
    "err",
    hints=[
        "Three things in turn: what comes in, what comes out, how wrong that is.",
        "Mind the sign before the threshold. The rest of the unit is as ever.",
        "The distance to the target is not all: how much can this unit still move?",
    ],
    then="Positive: the unit is told to give more.",
)
def one_unit_error(x=1.5, w=0.8, theta=1.8, T=1.0):
    r"""This unit's book *subtracts* a threshold $\theta$ where ours adds a bias.

    The unit has one input, $x = 1.5$, with the weight $w = 0.8$; its threshold is
    $\theta = 1.8$, its target $T = 1$.  Work out its error $Err$, to three digits.
    """
    O = 1 / (1 + math.exp(-(w * x - theta)))
    return O * (1 - O) * (T - O)


def _error(name, says, made):
    """Declare a mistake of one_unit_error: made of the output O and the target T."""

    @one_unit_error.mistake(name, says)
    def _(x, w, theta, T):
        return made(sigmoid(w * x - theta), T)


def _err(O, T):
    return O * (1 - O) * (T - O)


_error("forgot O(1-O)", "the factor O (1 − O) is left out: T − O", lambda O, T: T - O)
_error("wrong sign", "O − T is taken instead of T − O", lambda O, T: -_err(O, T))
_error("loss for Err", "½ (T − O)², the loss, is given as Err",
       lambda O, T: 0.5 * (T - O) ** 2)  # fmt: skip
_error("derivative twice", "the factor O (1 − O) is applied twice",
       lambda O, T: O * (1 - O) * _err(O, T))  # fmt: skip
_error("derivative alone", "O (1 − O) alone is given, without T − O",
       lambda O, T: O * (1 - O))  # fmt: skip
_error("squared error", "(T − O)² stands where T − O belongs",
       lambda O, T: O * (1 - O) * (T - O) ** 2)  # fmt: skip
_error("half a derivative", "only (1 − O)(T − O) is taken, without O",
       lambda O, T: (1 - O) * (T - O))  # fmt: skip
_error("missing minus", "the minus in the exponent is missing",
       lambda O, T: _err(1 - O, T))  # fmt: skip


@one_unit_error.mistake("added threshold", "the threshold is added, like a bias")
def _(x, w, theta, T):
    return _err(sigmoid(w * x + theta), T)


@one_unit_error.mistake("left out the threshold", "the threshold is left out")
def _(x, w, theta, T):
    return _err(sigmoid(w * x), T)


@one_unit_error.mistake("net input", "the net input is used as if it were the output")
def _(x, w, theta, T):
    return _err(w * x - theta, T)


@number(
    "increments",
    hints=[
        "The weight changes as ever: the threshold does not stand in its way.",
        "If the threshold rises a little, which way does the net input go? And a bias?",
    ],
    then="The weight rises, the threshold sinks, and both make the unit give more.",
    follows=[one_unit_error],
)
def subtracted_threshold(err=0.1477, x=1.5, w=0.8, theta=1.8, l=0.6, O=0.354):
    r"""Update that unit once: $x = 1.5$, $w = 0.8$, threshold $\theta = 1.8$.

    The learning rate is $l = 0.6$.  Give the list of the increments $\Delta w$ and
    $\Delta\theta$, from your $Err$, to three decimals.
    """
    return [l * err * x, -l * err]


def _step(name, says):
    """Declare a mistake of subtracted_threshold."""
    return subtracted_threshold.mistake(name, says)


@_step("threshold as a bias", "Δθ is that of a bias: its sign is not turned")
def _(err, x, w, theta, l, O):
    return [l * err * x, l * err]


@_step("both turned", "the sign of Δw is turned as well as that of Δθ")
def _(err, x, w, theta, l, O):
    return [-l * err * x, -l * err]


@_step("wrong sign", "both signs are turned")
def _(err, x, w, theta, l, O):
    return [-l * err * x, l * err]


@_step("left out l", "the learning rate l is left out")
def _(err, x, w, theta, l, O):
    return [err * x, -err]


@_step("left out x", "the input is left out of Δw")
def _(err, x, w, theta, l, O):
    return [l * err, -l * err]


@_step("x in both", "the threshold is treated as if it came with the input")
def _(err, x, w, theta, l, O):
    return [l * err * x, -l * err * x]


@_step("receiver's output", "the unit's own output O stands where its input x belongs")
def _(err, x, w, theta, l, O):
    return [l * err * O, -l * err]


@_step("weight for input", "the weight stands where the input belongs")
def _(err, x, w, theta, l, O):
    return [l * err * w, -l * err]


@_step("new values for Δ", "the new weight and threshold are given, not what is added")
def _(err, x, w, theta, l, O):
    return [w + l * err * x, theta - l * err]


@_step("did not update", "the threshold is left as it is")
def _(err, x, w, theta, l, O):
    return [l * err * x, 0.0]
