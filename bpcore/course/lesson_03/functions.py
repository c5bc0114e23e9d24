"""Lesson 03, the learner's own functions: a gradient check and a presentation."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function
from bpcore.course.lesson_03.slips import SLIPS, increments, networks, present


@function(
    cases=networks,
    seen_as=increments,
    hints=[
        "Three passes: all outputs, then all errors, and only then the weights.",
        "err_out is a number, err has one value for each hidden unit; "
        "np.outer(x, err) is the table x_i · Err_j.",
        "Work out err with v as it was in the forward pass, before you change v.",
    ],
    then="Forward, errors, update: that is one presentation of one tuple.",
)
def one_presentation(x, T, W, theta, v, theta_out, l):
    """Present one tuple to a network of one hidden layer and one output unit.

    `x` (inputs,), `T` a number, `W` (inputs, hidden), `theta` (hidden,), `v` (hidden,)
    weights to the output unit, `theta_out` its bias, `l` the rate; every unit takes the
    sigmoid.  Return the new `W`, `theta`, `v`, `theta_out`, in this order.
    """
    O = 1 / (1 + np.exp(-(x @ W + theta)))
    O_out = 1 / (1 + np.exp(-(O @ v + theta_out)))

    err_out = O_out * (1 - O_out) * (T - O_out)
    err = O * (1 - O) * err_out * v

    return (
        W + l * np.outer(x, err),
        theta + l * err,
        v + l * err_out * O,
        theta_out + l * err_out,
    )


for _name, _says in SLIPS.items():
    one_presentation.mistake(_name, _says)(
        lambda *arguments, slip=_name: present(*arguments, slip=slip)
    )


def _losses(rng):
    """Smooth losses whose slopes a centred difference gets, and a one-sided does not.

    They are quadratic: centred differences are then exact.
    """

    def case(n):
        a, b = random_inputs.positive(rng, n), random_inputs.values(rng, n)

        def loss(w):
            return float(np.sum(a * np.asarray(w) ** 2) + np.asarray(w) @ b)

        return [loss, random_inputs.values(rng, n), 0.1]

    return [case(n) for n in (2, 3, 4)]


@function(
    cases=_losses,
    hints=[
        "Nudge one weight up by h, then down by h; leave all the others alone.",
        "The slope is the difference of the two losses over the way between: 2h.",
        "Use a copy of w for each nudge, or put the weight back.",
    ],
    then="Two forward passes a weight: dear, but hard to get wrong.",
)
def gradient_check(loss, w, h):
    """Work out slopes by centred differences.

    `loss(w)` is a number, the loss at the weights `w` (n,), an array; `h` is the nudge.
    Return the n slopes of the loss, one by each weight, as a list or array.
    """
    slopes = []
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] = up[i] + h
        down[i] = down[i] - h
        slopes.append((loss(up) - loss(down)) / (2 * h))
    return slopes


def _differences(loss, w, up, down, by):
    unit = np.eye(len(w))
    return [(loss(w + up * e) - loss(w - down * e)) / by for e in unit]


@gradient_check.mistake("one-sided", "the weight is nudged up only, not down as well")
def _(loss, w, h):
    return _differences(loss, w, h, 0, h)


@gradient_check.mistake("one-sided down", "the weight is nudged down only, not up")
def _(loss, w, h):
    return _differences(loss, w, 0, h, h)


@gradient_check.mistake("not halved", "it is divided by h where 2h is the way between")
def _(loss, w, h):
    return _differences(loss, w, h, h, h)


@gradient_check.mistake("not divided", "the difference is not divided by 2h")
def _(loss, w, h):
    return _differences(loss, w, h, h, 1)


@gradient_check.mistake(
    "multiplied", "it is multiplied by 2h, not divided (h² / 4 off)"
)
def _(loss, w, h):
    return _differences(loss, w, h, h, 1 / (2 * h))


@gradient_check.mistake("wrong sign", "the loss below is taken first: the sign turns")
def _(loss, w, h):
    return _differences(loss, w, h, h, -2 * h)


@gradient_check.mistake("all at once", "all weights are nudged at the same time")
def _(loss, w, h):
    return [(loss(w + h) - loss(w - h)) / (2 * h)] * len(w)
