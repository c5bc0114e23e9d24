"""Lesson 02, the third pass: increments by hand, and a presentation in which they
come too early.
"""

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.course.lesson_02.errors import hidden_error


@number(
    "increments",
    hints=[
        "An increment belongs to the unit at which the connection ends.",
        "For a weight three things count: the rate, an error, and what came along the "
        "connection.",
        "A bias is like a weight from a unit that always gives 1.",
    ],
    then="The input is negative, so the weight rises while the bias sinks.",
    follows=[hidden_error],
)
def weight_and_bias(
    err_4=-0.06074, x_2=-2.0, l=1.5, O_4=0.71, err_6=-0.1475, w_24=0.3, theta_4=0.6
):
    r"""In the network of the first two exercises the second input was $x_2 = -2$.

    $w_{24} = 0.3$, $\theta_4 = 0.6$, $O_4 = 0.71$, $l = 1.5$.  Give the list of the
    increments $\Delta w_{24}$ and $\Delta\theta_4$, to three digits.
    """
    return [l * err_4 * x_2, l * err_4]


def _increments(name, says):
    """Declare a mistake of weight_and_bias."""
    return weight_and_bias.mistake(name, says)


@_increments("receiver's output", "O₄, what unit 4 gave, stands for what it was given")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [l * err_4 * O_4, l * err_4]


@_increments("left out l", "the learning rate l is left out")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [err_4 * x_2, err_4]


@_increments("wrong sign", "both signs are turned")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [-l * err_4 * x_2, -l * err_4]


@_increments("lost the input's minus", "the minus of the input is lost")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [-l * err_4 * x_2, l * err_4]


@_increments("next unit's error", "unit 6's error is taken, not unit 4's own")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [l * err_6 * x_2, l * err_6]


@_increments("bias times O", "the bias is treated as if it came from unit 2")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [l * err_4 * x_2, l * err_4 * x_2]


@_increments("left out the input", "the input is left out of Δw₂₄")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [l * err_4, l * err_4]


@_increments("did not update the bias", "the bias is not moved")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [l * err_4 * x_2, 0.0]


@_increments("new values for Δ", "the new values are given in the place of increments")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    return [w_24 + l * err_4 * x_2, theta_4 + l * err_4]


@_increments("derivative twice", "O₄ (1 − O₄), already in Err₄, is multiplied in again")
def _(err_4, x_2, l, O_4, err_6, w_24, theta_4):
    err = err_4 * O_4 * (1 - O_4)
    return [l * err * x_2, l * err]


def _parts(rng):
    """Outputs, a target on the far side of the last, weights and a rate."""

    def case():
        O_4, O_5, O_6 = map(float, random_inputs.outputs(rng, 3))
        w_46, w_56 = map(float, random_inputs.values(rng, 2))
        T = round(float(rng.uniform(0.0, 0.1)) + 0.9 * (O_6 < 0.5), 2)
        return [O_4, O_5, O_6, T, w_46, w_56, random_inputs.rate(rng)]

    return [case() for _ in range(3)]


def _moved(answer, O_4, O_5, O_6, T, w_46, w_56, l):
    """The errors, and what was added to the weights."""
    err_4, err_5, new_46, new_56 = answer
    return [err_4, err_5, new_46 - w_46, new_56 - w_56]


@function(
    cases=_parts,
    seen_as=_moved,
    hints=[
        "Hold each line against what the lesson says about it. Two are at fault, one "
        "by what it says and one group by where it stands.",
        "Each error must be about the network that gave the answer.",
    ],
    stub="""
    def repair_the_bug(O_4, O_5, O_6, T, w_46, w_56, l):
        err_6 = O_6 * (T - O_6)
        w_46 = w_46 + l * err_6 * O_4
        w_56 = w_56 + l * err_6 * O_5
        err_4 = O_4 * (1 - O_4) * err_6 * w_46
        err_5 = O_5 * (1 - O_5) * err_6 * w_56
        return err_4, err_5, w_46, w_56
    """,
    then="Every error is found before the first weight moves.",
)
def repair_the_bug(O_4, O_5, O_6, T, w_46, w_56, l):
    """Two faults hide in this backward pass of a 3-2-1 network.  Repair it.

    It is given the outputs, the target, two weights and the rate, all plain numbers.
    Return `err_4`, `err_5` and the new `w_46`, `w_56`.
    """
    err_6 = O_6 * (1 - O_6) * (T - O_6)
    err_4 = O_4 * (1 - O_4) * err_6 * w_46
    err_5 = O_5 * (1 - O_5) * err_6 * w_56
    w_46 = w_46 + l * err_6 * O_4
    w_56 = w_56 + l * err_6 * O_5
    return err_4, err_5, w_46, w_56


def _fault(name, says, early=False, **slips):
    """Declare a mistake of repair_the_bug: what some factors are in its place.

    early   whether the hidden errors take the weights as they are after their update
    """

    @repair_the_bug.mistake(name, says)
    def _(O_4, O_5, O_6, T, w_46, w_56, l):
        factor = {
            "slope": O_6 * (1 - O_6), "no slope": 1.0, "lost": O_6,
            "own": (O_4, O_5), "receiver": (O_6, O_6), "hidden": None,
        }  # fmt: skip
        err = factor[slips.get("output", "slope")] * (T - O_6) * slips.get("sign", 1)
        sent = factor[slips.get("sent", "own")]
        dw = [slips.get("rate", l) * err * O for O in sent]
        used = (w_46 + early * dw[0], w_56 + early * dw[1])
        slopes = [O * (1 - O) if slips.get("own", True) else 1.0 for O in (O_4, O_5)]
        errors = [s * err * w for s, w in zip(slopes, used, strict=True)]
        old = 0.0 if slips.get("alone") else 1.0
        return (*errors, old * w_46 + dw[0], old * w_56 + dw[1])


_fault("weights already updated", "the weights move before the hidden errors", True)
_fault("lost (1-O)", "the (1 − O) of the output unit is still lost", output="lost")
_fault("both", "both faults are still there", True, output="lost")
_fault("forgot the output's O(1-O)", "Err₆ lacks O₆ (1 − O₆)", output="no slope")
_fault("forgot the hidden O(1-O)", "the hidden errors lack O (1 − O)", own=False)
_fault("wrong sign", "O − T is taken instead of T − O", sign=-1)
_fault("receiver's output", "Δw takes the receiver's output, O₆", sent="receiver")
_fault("left out l", "the learning rate l is left out", rate=1.0)
_fault("Δ for the new weight", "increments are returned as new weights", alone=True)
