"""Lesson 02, the numbers: errors and increments of the textbook's 3-2-1 network.

Han, Kamber & Pei, 3rd ed., example 9.1: X = (1, 0, 1), T = 1, l = 0.9.
"""

from bpcore.checks.exercise import number


@number(
    "err_6",
    hints=[
        "An output unit compares itself with the target: T − O.",
        "Then it multiplies by the slope of its sigmoid, O (1 − O).",
    ],
    then="Positive: unit 6 should give more.",
)
def output_error(O_6=0.474, T=1.0):
    """Unit 6, the output, gave $O_6 = 0.474$; the target is $T = 1$.

    Work out its error $Err_6$.
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
        "A hidden unit has no target. Its error comes back from unit 6, through w₄₆.",
        "Err₄ = O₄ (1 − O₄) · Err₆ · w₄₆, with the weight of the forward pass.",
    ],
    then="The weight is negative, so blame arrives with its sign turned.",
    follows=[output_error],
)
def hidden_error(
    err_6=0.1311, O_4=0.332, w_46=-0.3, O_6=0.474, w_14=0.2, theta_6=0.1, l=0.9
):
    r"""Hidden unit 4 gave $O_4 = 0.332$ and leads to unit 6 through $w_{46} = -0.3$.

    $Err_6 = 0.1311$ ($O_6 = 0.474$, $\theta_6 = 0.1$, $w_{14} = 0.2$, $l = 0.9$).  Work
    out $Err_4$.
    """
    return O_4 * (1 - O_4) * err_6 * w_46


def _hidden(name, says):
    """Declare a mistake of hidden_error."""
    return hidden_error.mistake(name, says)


@_hidden("forgot O(1-O)", "the factor O₄ (1 − O₄) is left out")
def _(err_6, O_4, w_46, O_6, w_14, theta_6, l):
    return err_6 * w_46


@_hidden("wrong sign", "the sign is turned, or that of w₄₆ is lost")
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
    return O_4 * (1 - O_4) * (1 - O_4)


@number(
    "err_3",
    hints=[
        "Blame comes back along both connections, each with its own weight and sign.",
        "Err₃ = O₃ (1 − O₃) (Err₅ w₃₅ + Err₆ w₃₆).",
    ],
    then="Both paths push unit 3 the same way here; they need not.",
)
def hidden_error_two_paths(O_3=0.6, err_5=0.12, err_6=-0.05, w_35=0.4, w_36=-0.9):
    """Another network: hidden unit 3 ($O_3 = 0.6$) leads to units 5 and 6.

    $Err_5 = 0.12$, $Err_6 = -0.05$, $w_{35} = 0.4$, $w_{36} = -0.9$.  Work out $Err_3$.
    """
    return O_3 * (1 - O_3) * (err_5 * w_35 + err_6 * w_36)


def _paths(name, says):
    """Declare a mistake of hidden_error_two_paths."""
    return hidden_error_two_paths.mistake(name, says)


@_paths("one path only: 5", "only the path through unit 5 is counted")
def _(O_3, err_5, err_6, w_35, w_36):
    return O_3 * (1 - O_3) * err_5 * w_35


@_paths("one path only: 6", "only the path through unit 6 is counted")
def _(O_3, err_5, err_6, w_35, w_36):
    return O_3 * (1 - O_3) * err_6 * w_36


@_paths("averaged", "the two paths are averaged instead of summed")
def _(O_3, err_5, err_6, w_35, w_36):
    return O_3 * (1 - O_3) * (err_5 * w_35 + err_6 * w_36) / 2


@_paths("forgot O(1-O)", "the factor O₃ (1 − O₃) is left out")
def _(O_3, err_5, err_6, w_35, w_36):
    return err_5 * w_35 + err_6 * w_36


@_paths("wrong sign", "the sign of the whole is turned")
def _(O_3, err_5, err_6, w_35, w_36):
    return -O_3 * (1 - O_3) * (err_5 * w_35 + err_6 * w_36)


@_paths("a sign lost", "one of the two minus signs is lost on the way")
def _(O_3, err_5, err_6, w_35, w_36):
    return O_3 * (1 - O_3) * (err_5 * w_35 - err_6 * w_36)


@_paths("transposed", "the two weights change places")
def _(O_3, err_5, err_6, w_35, w_36):
    return O_3 * (1 - O_3) * (err_5 * w_36 + err_6 * w_35)


@_paths("derivative twice", "the factor O₃ (1 − O₃) is applied twice")
def _(O_3, err_5, err_6, w_35, w_36):
    return (O_3 * (1 - O_3)) ** 2 * (err_5 * w_35 + err_6 * w_36)
