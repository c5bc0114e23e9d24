"""Lesson 02, the errors: of an output unit, a hidden one, and one with two paths."""

from bpcore.checks.exercise import number


@number(
    "err_6",
    hints=[
        "How far is the output from its target, and on which side of it?",
        "That is multiplied by the slope of unit 6's own sigmoid.",
    ],
    then="Negative: unit 6 should give less.",
)
def output_error(O_6=0.64, T=0.0):
    """A 3-2-1 network with other numbers: unit 6, the output, gave $O_6 = 0.64$.

    Its target is $T = 0$.  Work out its error $Err_6$, to three digits.
    """
    return O_6 * (1 - O_6) * (T - O_6)


@output_error.mistake("forgot O(1-O)", "the factor O₆ (1 − O₆) is left out: T − O₆")
def _(O_6, T):
    return T - O_6


@output_error.mistake("wrong sign", "O₆ − T is taken instead of T − O₆")
def _(O_6, T):
    return O_6 * (1 - O_6) * (O_6 - T)


@output_error.mistake("derivative twice", "the factor O₆ (1 − O₆) is applied twice")
def _(O_6, T):
    return (O_6 * (1 - O_6)) ** 2 * (T - O_6)


@output_error.mistake("loss for Err", "½ (T − O₆)², the loss, is given as Err₆")
def _(O_6, T):
    return 0.5 * (T - O_6) ** 2


@output_error.mistake("derivative alone", "T − O₆ is left out: O₆ (1 − O₆) alone")
def _(O_6, T):
    return O_6 * (1 - O_6)


@output_error.mistake("half a derivative", "only (1 − O₆)(T − O₆) is taken, without O₆")
def _(O_6, T):
    return (1 - O_6) * (T - O_6)


@number(
    "err_4",
    hints=[
        "A hidden unit has no target. Its error comes back from unit 6.",
        "It comes through one weight, and meets the slope of unit 4's own sigmoid.",
    ],
    then="The weight is positive, so unit 4 is told what unit 6 is told: less.",
    follows=[output_error],
)
def hidden_error(
    err_6=-0.1475, O_4=0.71, w_46=2.0, O_6=0.64, w_14=-0.8, theta_6=0.4, l=1.5
):
    r"""In the same network hidden unit 4 gave $O_4 = 0.71$.

    Not all of these are needed: $O_6 = 0.64$, $w_{14} = -0.8$, $w_{46} = 2$,
    $\theta_6 = 0.4$, $l = 1.5$.  Work out $Err_4$ from your $Err_6$, to three digits.
    """
    return O_4 * (1 - O_4) * err_6 * w_46


def _hidden(name, says):
    """Declare a mistake of hidden_error."""
    return hidden_error.mistake(name, says)


@_hidden("forgot O(1-O)", "the factor O₄ (1 − O₄) is left out")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return err_6 * w_46


@_hidden("wrong sign", "the sign is turned")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return -O_4 * (1 - O_4) * err_6 * w_46


@_hidden("next unit's derivative", "O₆ (1 − O₆) stands in place of O₄ (1 − O₄)")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return O_6 * (1 - O_6) * err_6 * w_46


@_hidden("derivative twice", "the factor O₄ (1 − O₄) is applied twice")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return (O_4 * (1 - O_4)) ** 2 * err_6 * w_46


@_hidden("weights already updated", "w₄₆ was updated before Err₄ was worked out")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return O_4 * (1 - O_4) * err_6 * (w_46 + l * err_6 * O_4)


@_hidden("bias in the backward sum", "θ₆ is added in the backward sum")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return O_4 * (1 - O_4) * (err_6 * w_46 + theta_6)


@_hidden("left out the weight", "w₄₆ is left out")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return O_4 * (1 - O_4) * err_6


@_hidden("transposed", "a weight that leads into unit 4 is taken, w₁₄")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return O_4 * (1 - O_4) * err_6 * w_14


@_hidden("target for a hidden unit", "unit 4 is given the target of unit 6, T − O₄")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return O_4 * (1 - O_4) * (0 - O_4)


@number(
    "errors",
    hints=[
        "Both outputs first: each has a target of its own.",
        "Unit 3 hears from both, each through its own weight and with its own sign.",
        "What arrives is added up, then multiplied once by what unit 3 can still move.",
    ],
    then="The two outputs want opposite things of unit 3; output 6 wins.",
)
def two_outputs(
    O_3=0.55, O_5=0.7, T_5=1.0, O_6=0.35, T_6=0.0, w_35=0.8, w_36=1.7, l=2.0
):
    """Another network has two output units, 5 and 6; hidden unit 3 leads to both.

    $O_3 = 0.55$; $O_5 = 0.7$ with target $T_5 = 1$; $O_6 = 0.35$ with target $T_6 = 0$;
    $w_{35} = 0.8$, $w_{36} = 1.7$; $l = 2$.  Give the list of $Err_5$, $Err_6$,
    $Err_3$, to three digits.
    """
    err_5 = O_5 * (1 - O_5) * (T_5 - O_5)
    err_6 = O_6 * (1 - O_6) * (T_6 - O_6)
    err_3 = O_3 * (1 - O_3) * (err_5 * w_35 + err_6 * w_36)
    return [err_5, err_6, err_3]


def _two(name, says, back=None, out=None, slope=None, turned=1.0):
    """Declare a mistake of two_outputs.

    back    what reaches unit 3, from (Err₅, Err₆, w₃₅, w₃₆, O₃, O₅, O₆, l)
    out     the error of an output unit, from (O, T);  slope  unit 3's own, from O₃
    """
    out = out or (lambda O, T: O * (1 - O) * (T - O))
    slope = slope or (lambda O: O * (1 - O))
    back = back or (lambda e5, e6, w5, w6, **given: e5 * w5 + e6 * w6)

    @two_outputs.mistake(name, says)
    def _(O_3, O_5, T_5, O_6, T_6, w_35, w_36, l):
        e5, e6 = turned * out(O_5, T_5), turned * out(O_6, T_6)
        arrives = back(e5, e6, w_35, w_36, O_3=O_3, l=l)
        return [e5, e6, slope(O_3) * arrives]


_two("one path only: 5", "only the path through unit 5 is counted",
     lambda e5, e6, w5, w6, **given: e5 * w5)  # fmt: skip
_two("one path only: 6", "only the path through unit 6 is counted",
     lambda e5, e6, w5, w6, **given: e6 * w6)  # fmt: skip
_two("averaged", "the two paths are averaged instead of summed",
     lambda e5, e6, w5, w6, **given: (e5 * w5 + e6 * w6) / 2)  # fmt: skip
_two("transposed", "w₃₅ and w₃₆ change places",
     lambda e5, e6, w5, w6, **given: e5 * w6 + e6 * w5)  # fmt: skip
_two("a sign lost", "the sign of Err₆ is lost on its way to unit 3",
     lambda e5, e6, w5, w6, **given: e5 * w5 - e6 * w6)  # fmt: skip
_two("weights already updated", "w₃₅ and w₃₆ were updated before Err₃ was worked out",
     lambda e5, e6, w5, w6, O_3, l: e5 * (w5 + l * e5 * O_3)
     + e6 * (w6 + l * e6 * O_3))  # fmt: skip
_two("left out the weight", "the weights are left out of Err₃",
     lambda e5, e6, w5, w6, **given: e5 + e6)  # fmt: skip
_two("forgot the hidden O(1-O)", "the factor O₃ (1 − O₃) is left out",
     slope=lambda O: 1.0)  # fmt: skip
_two("derivative twice", "the factor O₃ (1 − O₃) is applied twice",
     slope=lambda O: (O * (1 - O)) ** 2)  # fmt: skip
_two("forgot the output's O(1-O)", "Err₅ and Err₆ lack O (1 − O)",
     out=lambda O, T: T - O)  # fmt: skip
_two("loss for Err", "½ (T − O)², the loss, stands for Err₅ and Err₆",
     out=lambda O, T: 0.5 * (T - O) ** 2)  # fmt: skip
_two("wrong sign", "O − T is taken instead of T − O", turned=-1.0)
