"""Lesson 03, one epoch of two tuples by hand: by case and by epoch updating."""

import math

from bpcore.checks.exercise import number
from bpcore.checks.judging import Tolerance
from bpcore.checks.random_inputs import sigmoid

INCREMENTS = Tolerance(0.015, 0.0021)  # three decimals on the way will do


@number(
    "by_case",
    hints=[
        "One tuple after the other. Each has its output, its error, its update.",
        "The second tuple meets the weight and the bias that the first has left.",
    ],
    tolerance=INCREMENTS,
    then="The second tuple had to make good more than its own error: the first had "
    "made it larger.",
)
def case_by_hand(x_1=1.0, T_1=0.0, x_2=2.0, T_2=1.0, w=0.6, theta=0.2, l=2.5):
    r"""One sigmoid unit has one input; $w_{12} = 0.6$, $\theta_2 = 0.2$, $l = 2.5$.

    Two tuples, in this order: $x = 1$ with target 0, $x = 2$ with target 1.  Give the
    list of what one epoch of case updating adds, in all, to $w_{12}$ and to $\theta_2$.
    """
    O = 1 / (1 + math.exp(-(w * x_1 + theta)))
    err = O * (1 - O) * (T_1 - O)
    dw, dtheta = l * err * x_1, l * err
    O = 1 / (1 + math.exp(-((w + dw) * x_2 + theta + dtheta)))
    err = O * (1 - O) * (T_2 - O)
    return [dw + l * err * x_2, dtheta + l * err]


@number(
    "by_epoch",
    hints=[
        "Both tuples meet the weight and the bias that the epoch began with.",
        "An update is made once, when the epoch ends, of all that was collected.",
    ],
    tolerance=INCREMENTS,
    then="The first tuple's increment is the same as before; the second one's is not.",
)
def epoch_by_hand(x_1=1.0, T_1=0.0, x_2=2.0, T_2=1.0, w=0.6, theta=0.2, l=2.5):
    r"""The same unit, $w_{12} = 0.6$, $\theta_2 = 0.2$, and the same two tuples.

    $x = 1$ with target 0, $x = 2$ with target 1; $l = 2.5$.  Give the list of what one
    epoch of epoch updating adds to $w_{12}$ and to $\theta_2$, to three decimals.
    """
    O_1 = 1 / (1 + math.exp(-(w * x_1 + theta)))
    O_2 = 1 / (1 + math.exp(-(w * x_2 + theta)))
    err_1 = O_1 * (1 - O_1) * (T_1 - O_1)
    err_2 = O_2 * (1 - O_2) * (T_2 - O_2)
    return [l * (err_1 * x_1 + err_2 * x_2), l * (err_1 + err_2)]


def _one(x, T, w, theta, l, slip):
    """The increments that one tuple asks for, and what a slip makes of them."""
    O = sigmoid(w * x + theta)
    err = (1.0 if slip == "forgot O(1-O)" else O * (1 - O)) * (T - O)
    err = 0.5 * (T - O) ** 2 if slip == "loss for Err" else err
    err = -err if slip == "wrong sign" else err
    rate = 1.0 if slip == "left out l" else l
    sent = {"receiver's output": O, "left out the input": 1.0}.get(slip, x)
    moves = 0.0 if slip == "did not update the bias" else 1.0
    return rate * err * sent, moves * rate * err


def _case(tuples, w, theta, l, slip):
    """What an epoch by case adds to the weight and the bias."""
    dw = dtheta = 0.0
    for x, T in tuples:
        more = _one(x, T, w + dw, theta + dtheta, l, slip)
        dw, dtheta = dw + more[0], dtheta + more[1]
    return dw, dtheta


def _epoch(tuples, w, theta, l, slip):
    """What an epoch by epoch updating adds to them."""
    found = [_one(x, T, w, theta, l, slip) for x, T in tuples]
    return tuple(map(sum, zip(*found, strict=True)))


COMMON = {
    "forgot O(1-O)": "the factor O (1 − O) is left out",
    "loss for Err": "½ (T − O)², the loss, is taken as the error",
    "wrong sign": "O − T is taken instead of T − O",
    "left out l": "the learning rate l is left out",
    "receiver's output": "the unit's own output stands for its input in Δw",
    "left out the input": "the input is left out of Δw",
    "did not update the bias": "the bias is not moved",
}


def _declare(exercise, own, other, swapped, swapped_says):
    """The slips of one way of updating; ``swapped`` is the other way's answer."""

    def mistake(name, says, gives):
        @exercise.mistake(name, says)
        def _(x_1, T_1, x_2, T_2, w, theta, l):
            return gives([(x_1, T_1), (x_2, T_2)], w, theta, l)

    for name, says in COMMON.items():
        mistake(name, says, lambda *given, slip=name: own(*given, slip))
    mistake(swapped, swapped_says, lambda *given: other(*given, None))
    mistake("first tuple only", "only the first tuple is presented",
            lambda tuples, *rest: own(tuples[:1], *rest, None))  # fmt: skip
    mistake("second tuple only", "only the second tuple counts",
            lambda tuples, *rest: own(tuples[1:], *rest, None))  # fmt: skip
    mistake("new values for Δ", "the new weight and bias are given",
            lambda tuples, w, theta, l: [
                old + more for old, more in zip(
                    (w, theta), own(tuples, w, theta, l, None), strict=True)
            ])  # fmt: skip


_declare(
    case_by_hand, _case, _epoch, "epoch updating",
    "the second tuple meets the old weight and bias: that is epoch updating",
)  # fmt: skip
_declare(
    epoch_by_hand, _epoch, _case, "updated inside the epoch",
    "the first tuple has moved them already: that is case updating",
)  # fmt: skip


@case_by_hand.mistake("other order", "the second tuple is presented first")
def _(x_1, T_1, x_2, T_2, w, theta, l):
    return _case([(x_2, T_2), (x_1, T_1)], w, theta, l, None)


@case_by_hand.mistake("last increment", "what the second tuple adds is given alone")
def _(x_1, T_1, x_2, T_2, w, theta, l):
    first = _case([(x_1, T_1)], w, theta, l, None)
    both = _case([(x_1, T_1), (x_2, T_2)], w, theta, l, None)
    return [all_ - one for all_, one in zip(both, first, strict=True)]


@case_by_hand.mistake("old bias", "the second tuple meets the new weight, the old bias")
def _(x_1, T_1, x_2, T_2, w, theta, l):
    dw, dtheta = _case([(x_1, T_1)], w, theta, l, None)
    more = _one(x_2, T_2, w + dw, theta, l, None)
    return [dw + more[0], dtheta + more[1]]


@epoch_by_hand.mistake("averaged", "the increments are averaged instead of summed")
def _(x_1, T_1, x_2, T_2, w, theta, l):
    return _epoch([(x_1, T_1), (x_2, T_2)], w, theta, l / 2, None)
