"""Lesson 02, a whole presentation by hand: two hidden layers, and no bias anywhere."""

import math

from bpcore.checks.exercise import number
from bpcore.checks.judging import Tolerance
from bpcore.checks.random_inputs import sigmoid


@number(
    "delta_w",
    hints=[
        "Forward through units 2, 3, 4 and 5; there is no bias to add.",
        "Then the errors, from the last unit back. Which units does unit 2 lead to?",
        "An increment belongs to a connection: the error stands at its end.",
    ],
    tolerance=Tolerance(0.015, 0.00051),  # three decimals will do
    then="Even with one output there are two ways back to unit 2.",
)
def no_biases(x=1.5, T=0.0, l=4.0, w_12=0.6, w_23=1.4, w_24=-0.9, w_35=1.2, w_45=0.8):
    """A network without biases: input 1, unit 2, then units 3 and 4, then output 5.

    $w_{12} = 0.6$; $w_{23} = 1.4$, $w_{24} = -0.9$; $w_{35} = 1.2$, $w_{45} = 0.8$.
    Present $x = 1.5$ with target $T = 0$ once, at $l = 4$.  Give the list of the five
    increments, in the order of the weights above, to three decimals.
    """
    O_2 = 1 / (1 + math.exp(-w_12 * x))
    O_3 = 1 / (1 + math.exp(-w_23 * O_2))
    O_4 = 1 / (1 + math.exp(-w_24 * O_2))
    O_5 = 1 / (1 + math.exp(-(w_35 * O_3 + w_45 * O_4)))
    err_5 = O_5 * (1 - O_5) * (T - O_5)
    err_4 = O_4 * (1 - O_4) * err_5 * w_45
    err_3 = O_3 * (1 - O_3) * err_5 * w_35
    err_2 = O_2 * (1 - O_2) * (err_3 * w_23 + err_4 * w_24)
    return [
        l * err_2 * x,
        l * err_3 * O_2,
        l * err_4 * O_2,
        l * err_5 * O_3,
        l * err_5 * O_4,
    ]


def _slip(name, says):
    """Declare a mistake of no_biases: ``_presented`` knows what it does."""

    @no_biases.mistake(name, says)
    def _(x, T, l, *w):
        return _presented(name, x, T, l, *w)


def _presented(slip, x, T, l, *old):
    """The increments that a slip leads to."""
    w = dict(zip(((1, 2), (2, 3), (2, 4), (3, 5), (4, 5)), old, strict=True))
    f = (lambda I: I) if slip == "net input for the output" else sigmoid
    bias = 1.0 if slip == "added a bias of 1" else 0.0
    O = {1: x, 2: f(w[1, 2] * x + bias)}
    O |= {j: f(w[2, j] * O[2] + bias) for j in (3, 4)}
    O[5] = sigmoid(w[3, 5] * O[3] + w[4, 5] * O[4] + bias)
    slope = {j: O[j] * (1 - O[j]) for j in O}
    if slip == "forgot the hidden O(1-O)":
        slope |= {2: 1.0, 3: 1.0, 4: 1.0}
    if slip == "next unit's derivative":
        slope |= {3: slope[5], 4: slope[5]}
    err = {5: (1.0 if slip == "forgot the output's O(1-O)" else slope[5]) * (T - O[5])}
    if slip == "wrong sign":
        err[5] = -err[5]
    if slip == "loss for Err":
        err[5] = 0.5 * (T - O[5]) ** 2
    rate = 1.0 if slip == "left out l" else l
    for layer in ((3, 4), (2,)):
        back = dict(w)
        if slip == "weights already updated":
            back |= {
                (i, j): v + l * err[j] * O[i] for (i, j), v in w.items() if j in err
            }
        for j in layer:
            ways = [err[k] * v for (i, k), v in back.items() if i == j]
            if slip == "one path only: 3":
                ways = ways[:1]
            if slip == "one path only: 4":
                ways = ways[-1:]
            total = sum(ways) / (len(ways) if slip == "averaged" else 1)
            err[j] = slope[j] * total
    sent = {
        "receiver's output": lambda i, j: O[j],
        "the input everywhere": lambda i, j: O[1] if i == 2 else O[i],
    }.get(slip, lambda i, j: O[i])
    kept = 1.0 if slip == "new values for Δ" else 0.0
    return [kept * v + rate * err[j] * sent(i, j) for (i, j), v in w.items()]


_slip("weights already updated", "weights are updated before the errors behind them")
_slip("one path only: 3", "only the path through unit 3 goes back to unit 2")
_slip("one path only: 4", "only the path through unit 4 goes back to unit 2")
_slip("averaged", "the two paths to unit 2 are averaged instead of summed")
_slip("forgot the output's O(1-O)", "Err₅ lacks O₅ (1 − O₅)")
_slip("forgot the hidden O(1-O)", "the hidden units' errors lack O (1 − O)")
_slip("next unit's derivative", "units 3 and 4 take O₅ (1 − O₅) for their own slope")
_slip("wrong sign", "O − T is taken instead of T − O, so the step goes uphill")
_slip("loss for Err", "½ (T − O₅)², the loss, is given as Err₅")
_slip("receiver's output", "Δw takes the receiver's output in place of the sender's")
_slip("the input everywhere", "x stands for O₂ in Δw₂₃ and Δw₂₄")
_slip("left out l", "the learning rate l is left out")
_slip("new values for Δ", "new weights are given in the place of increments")
_slip("net input for the output", "hidden units hand on net inputs, not outputs")
_slip("added a bias of 1", "a bias of 1 is added, where there is none")
