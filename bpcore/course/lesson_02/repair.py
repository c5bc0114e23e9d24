"""Lesson 02, last part: a bug hunt, and an epoch in which increments are added up."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function
from bpcore.checks.random_inputs import sigmoid
from bpcore.course.lesson_02.slips import SLIPS, increments, networks, present


@function(
    cases=networks,
    seen_as=increments,
    hints=[
        "Two lines are wrong. Compare each error with its formula.",
        "In which order are v and err worked out? Which v does err need?",
    ],
    stub="""
    import numpy as np


    def repair_the_bug(x, T, W, theta, v, theta_out, l):
        O = 1 / (1 + np.exp(-(x @ W + theta)))
        O_out = 1 / (1 + np.exp(-(O @ v + theta_out)))
        err_out = O_out * (T - O_out)
        v = v + l * err_out * O
        err = O * (1 - O) * err_out * v
        return W + l * np.outer(x, err), theta + l * err, v, theta_out + l * err_out
    """,
    then="The lost (1 − O) is back, and the errors are worked out before the update.",
)
def repair_the_bug(x, T, W, theta, v, theta_out, l):
    """Two mistakes hide in this presentation of one tuple.  Repair it.

    Arguments and results as in `one_presentation`: return the new `W`, `theta`, `v`,
    `theta_out`.
    """
    O = 1 / (1 + np.exp(-(x @ W + theta)))
    O_out = 1 / (1 + np.exp(-(O @ v + theta_out)))
    err_out = O_out * (1 - O_out) * (T - O_out)
    err = O * (1 - O) * err_out * v
    v = v + l * err_out * O
    return W + l * np.outer(x, err), theta + l * err, v, theta_out + l * err_out


for _name in (
    "weights already updated",
    "forgot the output's O(1-O)",
    "forgot the hidden O(1-O)",
    "derivative twice",
    "wrong sign",
    "receiver's output",
    "did not update the bias",
    "Δ for the new weight",
):
    repair_the_bug.mistake(_name, SLIPS[_name])(
        lambda *arguments, slip=_name: present(*arguments, slip=slip)
    )


def _half_repaired(x, T, W, theta, v, theta_out, l, late):
    """The stub with (1 − O) still lost; late: v is still updated too early."""
    O = sigmoid(x @ W + theta)
    O_out = sigmoid(O @ v + theta_out)
    err_out = O_out * (T - O_out)
    new = v + l * err_out * O
    err = O * (1 - O) * err_out * (new if late else v)
    return W + l * np.outer(x, err), theta + l * err, new, theta_out + l * err_out


@repair_the_bug.mistake("lost (1-O)", "the (1 − O) of the output unit is still lost")
def _(*arguments):
    return _half_repaired(*arguments, late=False)


@repair_the_bug.mistake("both", "both mistakes are still there")
def _(*arguments):
    return _half_repaired(*arguments, late=True)


def _epochs(rng):
    return [
        [
            random_inputs.positive(rng, tuples, inputs),
            random_inputs.outputs(rng, tuples),
            random_inputs.values(rng, inputs),
            float(random_inputs.values(rng)),
            random_inputs.rate(rng),
        ]
        for tuples, inputs in ((3, 2), (4, 3), (3, 3))
    ]


@function(
    cases=_epochs,
    seen_as=lambda answer, X, T, w, theta, l: (answer[0] - w, answer[1] - theta),
    hints=[
        "Set two totals to 0, add up the increments of every tuple, apply them once.",
        "Inside the loop neither w nor theta may change.",
    ],
    then="Every tuple of the epoch met the same weights.",
)
def epoch_update(X, T, w, theta, l):
    """Train one sigmoid unit for one epoch, by epoch updating.

    `X` (tuples, inputs), `T` (tuples,), `w` (inputs,), `theta` a number, `l` the rate.
    Add the increments up over the tuples and apply them once.  Return new `w`, `theta`.
    """
    dw, dtheta = np.zeros(len(w)), 0.0
    for n in range(len(X)):
        O = 1 / (1 + np.exp(-(X[n] @ w + theta)))
        err = O * (1 - O) * (T[n] - O)
        dw = dw + l * err * X[n]
        dtheta = dtheta + l * err
    return w + dw, theta + dtheta


def one_epoch(X, T, w, theta, l, err=lambda O, T: O * (1 - O) * (T - O), share=1.0):
    e = err(sigmoid(X @ w + theta), T) * l * share
    return w + e @ X, theta + e.sum()


@epoch_update.mistake("updated inside the epoch", "w and θ change inside the epoch")
def _(X, T, w, theta, l):
    for x, t in zip(X, T, strict=True):
        w, theta = one_epoch(x[None], np.array([t]), w, theta, l)
    return w, theta


@epoch_update.mistake("averaged", "the increments are averaged instead of summed")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, l, share=1 / len(X))


@epoch_update.mistake("last tuple only", "only the last tuple counts: totals are lost")
def _(X, T, w, theta, l):
    return one_epoch(X[-1:], T[-1:], w, theta, l)


@epoch_update.mistake("first tuple only", "the epoch ends after its first tuple")
def _(X, T, w, theta, l):
    return one_epoch(X[:1], T[:1], w, theta, l)


@epoch_update.mistake("left out l", "the learning rate l is left out")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, 1.0)


@epoch_update.mistake("wrong sign", "O − T is taken instead of T − O")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, -l)


@epoch_update.mistake("forgot O(1-O)", "the factor O (1 − O) is left out")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, l, err=lambda O, T: T - O)


@epoch_update.mistake("did not update the bias", "the bias is not updated")
def _(X, T, w, theta, l):
    return one_epoch(X, T, w, theta, l)[0], theta


@epoch_update.mistake("Δ for the new weight", "the increments are returned")
def _(X, T, w, theta, l):
    new, bias = one_epoch(X, T, w, theta, l)
    return new - w, bias - theta
