"""Lesson 02, the numbers of the third pass: increments and new weights."""

from bpcore.checks.exercise import number
from bpcore.checks.judging import Tolerance
from bpcore.course.lesson_02.errors import output_error


@number(
    "delta_w_46",
    hints=[
        "Three factors: the rate, the error at the end of the arrow, the output at its "
        "start.",
        "Δw₄₆ = l · Err₆ · O₄.",
    ],
    then="The error sits where the arrow ends, the output where it starts.",
    follows=[output_error],
)
def weight_increment(err_6=0.1311, O_4=0.332, l=0.9, O_6=0.474, w_46=-0.3):
    r"""$Err_6 = 0.1311$, $O_4 = 0.332$, $O_6 = 0.474$, $l = 0.9$, $w_{46} = -0.3$.

    Work out the increment $\Delta w_{46}$ of the weight from unit 4 to unit 6.
    """
    return l * err_6 * O_4


def _weight(name, says):
    """Declare a mistake of weight_increment."""
    return weight_increment.mistake(name, says)


@_weight("receiver's output", "O₆, the receiver's output, stands for the sender's, O₄")
def _(err_6, O_4, l, O_6, w_46):
    return l * err_6 * O_6


@_weight("left out l", "the learning rate l is left out")
def _(err_6, O_4, l, O_6, w_46):
    return err_6 * O_4


@_weight("wrong sign", "the sign is turned")
def _(err_6, O_4, l, O_6, w_46):
    return -l * err_6 * O_4


@_weight("left out O", "O₄ is left out: that is Δθ₆")
def _(err_6, O_4, l, O_6, w_46):
    return l * err_6


@_weight("new weight for Δ", "the new weight is given in the place of Δ")
def _(err_6, O_4, l, O_6, w_46):
    return w_46 + l * err_6 * O_4


@_weight("times the weight", "the weight itself is multiplied in")
def _(err_6, O_4, l, O_6, w_46):
    return l * err_6 * O_4 * w_46


@_weight("derivative twice", "O₆ (1 − O₆), already in Err₆, is multiplied in again")
def _(err_6, O_4, l, O_6, w_46):
    return l * err_6 * O_4 * O_6 * (1 - O_6)


@number(
    "delta_theta_6",
    hints=[
        "A bias is like a weight from a unit that always gives 1.",
        "Δθ₆ = l · Err₆.",
    ],
    then="A bias moves whenever there is an error; no input of 0 can hold it still.",
    follows=[output_error],
)
def bias_increment(err_6=0.1311, l=0.9, O_6=0.474, theta_6=0.1):
    r"""$Err_6 = 0.1311$, $O_6 = 0.474$, $\theta_6 = 0.1$, $l = 0.9$.

    Work out the increment $\Delta\theta_6$ of the bias of unit 6.
    """
    return l * err_6


@bias_increment.mistake("times O", "O₆ is multiplied in, as if the bias were a weight")
def _(err_6, l, O_6, theta_6):
    return l * err_6 * O_6


@bias_increment.mistake("left out l", "the learning rate l is left out")
def _(err_6, l, O_6, theta_6):
    return err_6


@bias_increment.mistake("wrong sign", "the sign is turned")
def _(err_6, l, O_6, theta_6):
    return -l * err_6


@bias_increment.mistake("new bias for Δ", "the new bias is given in the place of Δ")
def _(err_6, l, O_6, theta_6):
    return theta_6 + l * err_6


@bias_increment.mistake("times the bias", "the bias itself is multiplied in")
def _(err_6, l, O_6, theta_6):
    return l * err_6 * theta_6


@bias_increment.mistake("did not update", "the bias does not move at all")
def _(err_6, l, O_6, theta_6):
    return 0.0


@number(
    "new_w_46",
    hints=[
        "New weight = old weight + increment; mind the sign of the old one.",
        "The increment is l · Err₆ · O₄, a small positive number.",
    ],
    tolerance=Tolerance(0.01, 0.00051),  # on the increment; three decimals will do
    seen_as=lambda answer, err_6, O_4, w_46, l, O_6: answer - w_46,
    then="It is still negative, but holds unit 6 down less than before.",
    follows=[output_error],
)
def new_weight(err_6=0.1311, O_4=0.332, w_46=-0.3, l=0.9, O_6=0.474):
    """$Err_6 = 0.1311$, $O_4 = 0.332$, $O_6 = 0.474$, $w_{46} = -0.3$, $l = 0.9$.

    Work out $w_{46}$ after the update, to three decimals.
    """
    return w_46 + l * err_6 * O_4


def _new(name, says):
    """Declare a mistake of new_weight."""
    return new_weight.mistake(name, says)


@_new("Δ for the new weight", "Δ alone is given as the new weight")
def _(err_6, O_4, w_46, l, O_6):
    return l * err_6 * O_4


@_new("wrong sign", "the increment is subtracted instead of added")
def _(err_6, O_4, w_46, l, O_6):
    return w_46 - l * err_6 * O_4


@_new("left out l", "the learning rate l is left out")
def _(err_6, O_4, w_46, l, O_6):
    return w_46 + err_6 * O_4


@_new("receiver's output", "O₆, the receiver's output, stands for the sender's, O₄")
def _(err_6, O_4, w_46, l, O_6):
    return w_46 + l * err_6 * O_6


@_new("left out O", "the output of unit 4 is left out of Δ")
def _(err_6, O_4, w_46, l, O_6):
    return w_46 + l * err_6


@_new("lost the minus", "the minus sign of the old weight is lost")
def _(err_6, O_4, w_46, l, O_6):
    return -w_46 + l * err_6 * O_4


@_new("did not update", "the old weight is given")
def _(err_6, O_4, w_46, l, O_6):
    return w_46
