"""Lesson 11, by hand: a cell after three gates, a factor over time, settled errors."""

from bpcore.checks.decision import decision
from bpcore.checks.exercise import number

A, G = (0.8, -0.5, 0.6), (0.9, 0.1, 0.5)


@number(
    "cell",
    hints=[
        "Nothing is taken away from the cell; it only adds.",
        "What is added in a step is one product.",
    ],
    then="The −0.5 has hardly counted: its gate was nearly closed.",
)
def cell_after_three_gates(a=A, g=G):
    r"""A cell begins at 0. Three steps bring the inputs and gates below.

    $a = 0.8, -0.5, 0.6$; $g = 0.9, 0.1, 0.5$.  Give the list of the cell's value after
    each of the three steps, to three decimals.
    """
    c_1 = g[0] * a[0]
    c_2 = c_1 + g[1] * a[1]
    c_3 = c_2 + g[2] * a[2]
    return [c_1, c_2, c_3]


def _cell(name, says, step):
    @cell_after_three_gates.mistake(name, says)
    def _(a, g):
        c, found = 0.0, []
        for one, gate in zip(a, g, strict=True):
            c = step(c, one, gate)
            found.append(c)
        return found


_cell("gate left out", "the gates are left out", lambda c, a, g: c + a)
_cell("gate on the cell", "the gate multiplies what the cell keeps as well",
      lambda c, a, g: g * (c + a))  # fmt: skip
_cell("gate on the cell alone", "the gate multiplies what is kept, not what comes",
      lambda c, a, g: g * c + a)  # fmt: skip
_cell("nothing kept", "the cell keeps nothing", lambda c, a, g: g * a)
_cell("mixed", "the gate shares out between old and new",
      lambda c, a, g: (1 - g) * c + g * a)  # fmt: skip


@number(
    "left",
    hints=["Each step multiplies once.", "What does the cell multiply by?"],
    then="A twenty-fifth against all of it; after 100 steps it would be less than a "
    "ten-millionth.",
)
def after_twenty_steps(f=0.85, steps=20):
    r"""An error goes back through 20 steps, in a plain unit and in a gated cell.

    The plain unit multiplies it by $w \cdot f' = 0.85$ a step.  Give the list of the
    two shares of the error that are left, plain unit first, to three decimals.
    """
    return [f**steps, 1.0]


def _left(name, says, gives):
    after_twenty_steps.mistake(name, says)(gives)


_left("times", "f is multiplied by 20, not by itself", lambda f, steps: [20 * f, 1.0])
_left("twenty per cent off", "the loss of one step is taken 20 times",
      lambda f, steps: [1 - steps * (1 - f), 1.0])  # fmt: skip
_left("once", "a single step is counted", lambda f, steps: [f, 1.0])
_left("cell like unit", "the cell is given the factor of the unit",
      lambda f, steps: [f**steps, f**steps])  # fmt: skip
_left("cell adds up", "the cell's error is added up over the steps",
      lambda f, steps: [f**steps, float(steps)])  # fmt: skip


@number(
    "errs",
    hints=[
        "Write down both equations, each with the other unit's error in it.",
        "Put one into the other; one unknown is left.",
    ],
    then="Lower than 0.063: what comes round with a negative weight takes some back.",
)
def settled_errors(O_1=0.6, O_2=0.7, T_2=1.0, w_12=2.5, w_21=-1.6):
    r"""Two units feed each other and have settled at $O_1 = 0.6$ and $O_2 = 0.7$.

    $w_{12} = 2.5$, $w_{21} = -1.6$; unit 2 has the target $T_2 = 1$, unit 1 has none.
    Give the list of the settled errors $Err_1$ and $Err_2$, to three digits.
    """
    s_1, s_2 = O_1 * (1 - O_1), O_2 * (1 - O_2)
    err_2 = s_2 * (T_2 - O_2) / (1 - s_2 * w_21 * s_1 * w_12)
    return [s_1 * w_12 * err_2, err_2]


def _slopes(O_1, O_2):
    return O_1 * (1 - O_1), O_2 * (1 - O_2)


@settled_errors.mistake("W for its transpose", "w₁₂ and w₂₁ change places")
def _(O_1, O_2, T_2, w_12, w_21):
    return settled_errors.right(O_1, O_2, T_2, w_21, w_12)


@settled_errors.mistake("one sweep", "the errors go round once and are not settled")
def _(O_1, O_2, T_2, w_12, w_21):
    s_1, s_2 = _slopes(O_1, O_2)
    return [s_1 * w_12 * s_2 * (T_2 - O_2), s_2 * (T_2 - O_2)]


@settled_errors.mistake("no error without target", "unit 1 is given the error 0")
def _(O_1, O_2, T_2, w_12, w_21):
    return [0.0, O_2 * (1 - O_2) * (T_2 - O_2)]


@settled_errors.mistake("forgot O(1-O)", "the factors O (1 − O) are left out")
def _(O_1, O_2, T_2, w_12, w_21):
    err_2 = (T_2 - O_2) / (1 - w_21 * w_12)
    return [w_12 * err_2, err_2]


@settled_errors.mistake("sign of the loop", "what comes round is subtracted")
def _(O_1, O_2, T_2, w_12, w_21):
    s_1, s_2 = _slopes(O_1, O_2)
    err_2 = s_2 * (T_2 - O_2) / (1 + s_2 * w_21 * s_1 * w_12)
    return [s_1 * w_12 * err_2, err_2]


@decision(
    "settles",
    choices=[
        None,
        "no run says that it does not, and the bound says that it does",
        "nothing has to be run: the bound is enough here",
    ],
    reasons=[
        None,
        "opposite signs alone make units swing as easily as they hold them still",
        "one run from one start is an example",
        "a weight above 1 is met by a slope of at most a quarter",
    ],
    hints=[
        "By how much at most does a unit's output move when its net input moves by 1?",
        "Add up, for each unit, the sizes of the weights that lead into it.",
    ],
    then="2.4, 3.1 and 2.8 are below 4. The bound says nothing about weights above it.",
)
def does_it_settle():
    r"""Three units feed one another. Into unit 1 lead $1.4$ and $-1.0$, into unit 2
    $2.1$ and $1.0$, into unit 3 $-0.6$ and $2.2$.  Does the network settle, from any
    start and for any input?

    Decide: 1 yes, 2 no, 3 this cannot be said before it is run.
    Give the reason: 1 the sizes of the weights into each unit add up to less than 4,
    2 some weights have opposite signs, 3 it settled in the one run that was made,
    4 some weights are above 1.  Give a list of two numbers.
    """
    return [1, 1]
