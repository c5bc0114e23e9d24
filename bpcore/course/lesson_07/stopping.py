"""Lesson 07, when training ends: the conditions, and why 0 and 1 never let it end."""

import math

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function


def _changes(rng):
    """All small; a large fall; a large rise; mostly large; just at the threshold …"""
    limit = 0.05
    small = random_inputs.values(rng, 6) * 0.04  # at most 0.048
    large = 0.08 * np.sign(random_inputs.values(rng))
    patterns = []
    for values in (
        [*small],
        [*small, -abs(large)],
        [*small, abs(large)],
        [small[0], *(3.0 * np.sign(small) * 0.06)],
        [small[0], small[1], limit],
        [0.04, 0.045, 0.03],
        [large, -large, 0.2],
        [0.09, -0.09, 0.01],
    ):
        patterns.append([np.round(np.array(values), 4), limit])
    return patterns


@function(
    cases=_changes,
    hints=[
        "A large fall of a weight is a large change too.",
        "Every single |Δ| must be below; then the largest one is.",
    ],
    then="Small steps end the training. Whether it has learned is another question.",
)
def min_change_met(increments, threshold):
    """Write the condition: all increments of the epoch are below a threshold in size.

    `increments` (weights,) positive and negative, `threshold` above 0.
    Return True or False.
    """
    return bool(np.all(np.abs(increments) < threshold))


@min_change_met.mistake(
    "sign kept", "sizes are not taken: a large fall counts as small"
)
def _(increments, threshold):
    return bool(np.all(increments < threshold))


@min_change_met.mistake("any for all", "one small increment is enough to end it")
def _(increments, threshold):
    return bool(np.any(np.abs(increments) < threshold))


@min_change_met.mistake("averaged", "the mean size is compared, not every one")
def _(increments, threshold):
    return bool(np.mean(np.abs(increments)) < threshold)


@min_change_met.mistake("summed", "the sum of the sizes is compared, not every one")
def _(increments, threshold):
    return bool(np.sum(np.abs(increments)) < threshold)


@min_change_met.mistake("turned", "True and False change places")
def _(increments, threshold):
    return not np.all(np.abs(increments) < threshold)


@min_change_met.mistake(
    "at the threshold", "an increment at the threshold counts as below"
)
def _(increments, threshold):
    return bool(np.all(np.abs(increments) <= threshold))


@min_change_met.mistake(
    "falls together", "rises and falls cancel: their sum is compared"
)
def _(increments, threshold):
    return bool(abs(np.sum(increments)) < threshold)


def _classified(rng):
    def case(wrong, limit, sure):
        T = rng.permutation(np.repeat([1.0, 0.0], 5))
        off = np.repeat([True, False], (wrong, 10 - wrong))[rng.permutation(10)]
        size = rng.uniform(0.02, 0.08, 10) if sure else rng.uniform(0.4, 0.45, 10)
        on = np.where(off, 1 - T, T)
        return [np.round(np.where(on == 1, 1 - size, size), 2), T, limit]

    return [
        case(2, 0.2, False),
        case(3, 0.2, False),
        case(1, 0.2, False),
        case(0, 0.0, False),
        case(3, 0.4, True),
        case(6, 0.5, False),
        case(7, 0.4, True),
    ]


@function(
    cases=_classified,
    hints=[
        "First the share of misclassified tuples, then the comparison.",
        "At the limit counts as met: use <=.",
    ],
    then="It looks at classes only: an output of 0.51 is as good as 0.99.",
)
def misclassified_met(O, T, limit):
    """Write the condition: the share of misclassified tuples is at or below a limit.

    `O` (tuples,) outputs, `T` (tuples,) targets 0 or 1, `limit` from 0 to 1; an output
    of 0.5 or more says class 1.  Return True or False.
    """
    return bool(np.mean((O >= 0.5) != T) <= limit)


@misclassified_met.mistake("strictly below", "a share at the limit is not let through")
def _(O, T, limit):
    return bool(np.mean((O >= 0.5) != T) < limit)


@misclassified_met.mistake("count", "their number is compared, not their share")
def _(O, T, limit):
    return bool(np.sum((O >= 0.5) != T) <= limit)


@misclassified_met.mistake("accuracy", "the share that is right is compared")
def _(O, T, limit):
    return bool(np.mean((O >= 0.5) == T) <= limit)


@misclassified_met.mistake("turned", "True and False change places")
def _(O, T, limit):
    return bool(np.mean((O >= 0.5) != T) > limit)


@misclassified_met.mistake("mean error", "the mean of |T − O| is compared")
def _(O, T, limit):
    return bool(np.mean(np.abs(T - O)) <= limit)


@number(
    "I_needed",
    hints=[
        "Solve O = 1 / (1 + e^(−I)) for I: first for e^(−I), then the logarithm.",
        "e^(−I) = (1 − T) / T.",
    ],
    then="For T = 1 it would be infinite: the weights would never stop growing.",
)
def needed_net_input(T=0.99):
    """A sigmoid unit is to give exactly $T = 0.99$.

    Work out the net input `I_needed` that does it.
    """
    return math.log(T / (1 - T))


@needed_net_input.mistake("wrong sign", "the sign is turned")
def _(T):
    return -math.log(T / (1 - T))


@needed_net_input.mistake("left out the logarithm", "the logarithm is left out")
def _(T):
    return T / (1 - T)


@needed_net_input.mistake(
    "log10", "the logarithm to base 10 is taken, not the natural one"
)
def _(T):
    return math.log10(T / (1 - T))


@needed_net_input.mistake("sigmoid of an output", "the sigmoid is taken of the target")
def _(T):
    return 1 / (1 + math.exp(-T))


@needed_net_input.mistake("derivative", "the slope T (1 − T) is given")
def _(T):
    return T * (1 - T)


@number(
    "epochs_6",
    hints=[
        "By what factor do the epochs grow with one more input?",
        "From 4 to 6 inputs that factor applies twice.",
    ],
    then="Three points make a guess, no law; the lesson measures it.",
)
def growth(two=500.0, three=1500.0, four=4500.0):
    """Parity of 2, 3 and 4 inputs took 500, 1500 and 4500 epochs (medians).

    If it goes on growing by the same factor, how many epochs do 6 inputs take?
    """
    return four * (four / three) ** 2


@growth.mistake("off by one", "that is for 5 inputs")
def _(two, three, four):
    return four * (four / three)


@growth.mistake("one too many", "that is for 7 inputs")
def _(two, three, four):
    return four * (four / three) ** 3


@growth.mistake("straight line", "the same number is added each time, not multiplied")
def _(two, three, four):
    return four + 2 * (four - three)


@growth.mistake("doubling", "each further input is taken to double the epochs")
def _(two, three, four):
    return four * 4


@growth.mistake("in proportion", "epochs are taken in proportion to the inputs: 6 / 4")
def _(two, three, four):
    return four * 6 / 4
