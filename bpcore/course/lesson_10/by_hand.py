"""Lesson 10, by hand: a state over three steps, and the slope of a shared weight."""

import math

from bpcore.checks.exercise import number
from bpcore.checks.random_inputs import sigmoid


@number(
    "state_3",
    hints=[
        "Three times the same calculation, each with what the one before has left.",
        "Before step 1 the unit gave 0. What goes round is the hidden unit's output.",
    ],
    then="The input of step 1 is two steps old, and still has a say in it.",
)
def third_state(x_1=1.0, x_2=-1.0, x_3=0.2, w_12=0.6, w_22=-0.9, theta_2=0.3,
                w_23=1.6, theta_3=-0.4):  # fmt: skip
    r"""A tanh unit, number 2, feeds itself: $w_{12} = 0.6$, $w_{22} = -0.9$,
    $\theta_2 = 0.3$.

    It feeds a sigmoid output unit too: $w_{23} = 1.6$, $\theta_3 = -0.4$.  The inputs
    of three steps are 1, −1 and 0.2.  Work out $O_2(3)$, to three decimals.
    """
    O_1 = math.tanh(w_12 * x_1 + theta_2)
    O_2 = math.tanh(w_12 * x_2 + w_22 * O_1 + theta_2)
    return math.tanh(w_12 * x_3 + w_22 * O_2 + theta_2)


def _states(xs, w_12, w_22, theta_2, f=math.tanh, back=None):
    """The unit's outputs, and its last net input; back: what goes round."""
    state, found, I = 0.0, [], 0.0
    for x in xs:
        I = w_12 * x + w_22 * state + theta_2
        found.append(f(I))
        state = found[-1] if back is None else back(I, found[-1])
    return found, I


def _slip(name, says, gives):
    @third_state.mistake(name, says)
    def _(x_1, x_2, x_3, w_12, w_22, theta_2, w_23, theta_3):
        return gives((x_1, x_2, x_3), w_12, w_22, theta_2, w_23, theta_3)


def _steps(back=None, f=math.tanh, biased=1.0):
    """The outputs, and the last net input, from the numbers of the exercise."""
    return lambda xs, w, v, b, *out: _states(xs, w, v, biased * b, f, back)


for _name, _says, _gives in (
    ("no recurrence", "the feedback is left out: step 3 stands alone",
     lambda xs, w, v, b, *out: math.tanh(w * xs[2] + b)),
    ("output fed back", "the output unit's O₃ goes round in the place of O₂",
     lambda xs, w, v, b, u, c: _states(
         xs, w, v, b, back=lambda I, O: sigmoid(u * O + c))[0][2]),
    ("net input for the output", "net inputs go round, not outputs",
     lambda *given: _steps(lambda I, O: I)(*given)[0][2]),
    ("off by one in time", "this is the unit's output at step 2",
     lambda *given: _steps()(*given)[0][1]),
    ("the first step", "this is the unit's output at step 1",
     lambda *given: _steps()(*given)[0][0]),
    ("net input", "the net input of step 3 is given, not the output",
     lambda *given: _steps()(*given)[1]),
    ("sigmoid", "the hidden unit takes the sigmoid, not tanh",
     lambda *given: _steps(f=sigmoid)(*given)[0][2]),
    ("left out the bias", "the bias is left out",
     lambda *given: _steps(biased=0.0)(*given)[0][2]),
    ("forgets after a step", "step 2 has forgotten step 1",
     lambda xs, w, v, b, *out: math.tanh(
         w * xs[2] + v * math.tanh(w * xs[1] + b) + b)),
    ("output unit", "this is what the output unit gives at step 3",
     lambda xs, w, v, b, u, c: sigmoid(u * _states(xs, w, v, b)[0][2] + c)),
):  # fmt: skip
    _slip(_name, _says, _gives)


@number(
    "slope_22",
    hints=[
        "Each step asks for its own change of the one weight. What does each ask?",
        "The weight carries what the unit gave a step earlier; before step 1 that is "
        "0. And a slope is minus what is asked for.",
    ],
    then="Two steps ask for more, one is silent, and one number answers them all.",
)
def shared_slope(err_1=0.05, err_2=0.14, err_3=-0.09, O_1=0.74, O_2=0.31, O_3=-0.52):
    r"""Three steps of a sequence are done, forward and back; unit 2 feeds itself.

    $Err_2(1) = 0.05$, $Err_2(2) = 0.14$, $Err_2(3) = -0.09$; and $O_2(1) = 0.74$,
    $O_2(2) = 0.31$, $O_2(3) = -0.52$.  Work out the slope of the loss with respect
    to $w_{22}$, with its sign, to four decimals.
    """
    return -(err_2 * O_1 + err_3 * O_2)


def _sum(name, says, gives):
    @shared_slope.mistake(name, says)
    def _(err_1, err_2, err_3, O_1, O_2, O_3):
        return gives((err_1, err_2, err_3), (O_1, O_2, O_3))


for _name, _says, _gives in (
    ("last step only", "only the last step counts", lambda e, O: -e[2] * O[1]),
    ("second step only", "only step 2 counts", lambda e, O: -e[1] * O[0]),
    ("h_t for h_(t-1)", "each error meets the output of its own step",
     lambda e, O: -sum(a * b for a, b in zip(e, O, strict=True))),
    ("averaged", "the steps are averaged instead of summed",
     lambda e, O: -(e[1] * O[0] + e[2] * O[1]) / 3),
    ("averaged over two", "the two terms are averaged instead of summed",
     lambda e, O: -(e[1] * O[0] + e[2] * O[1]) / 2),
    ("wrong sign", "the sign is that of the change asked for, not of the slope",
     lambda e, O: e[1] * O[0] + e[2] * O[1]),
    ("outputs left out", "the errors alone are added up", lambda e, O: -sum(e)),
    ("a step too far", "each error meets the output of the step after it",
     lambda e, O: -(e[0] * O[1] + e[1] * O[2])),
    ("product of sums", "sums are multiplied, not products summed",
     lambda e, O: -sum(e) * sum(O)),
):  # fmt: skip
    _sum(_name, _says, _gives)
