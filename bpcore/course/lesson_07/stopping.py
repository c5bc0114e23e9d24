"""Lesson 07, when training ends: a condition, and why 0 and 1 never let it end."""

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


@number(
    "I_needed",
    hints=[
        "The sigmoid gives O from I. Which I gives this O? Turn it round.",
        "Turn the fraction over first, so that e^(−I) stands alone on one side.",
    ],
    then="For T = 1 it would be infinite: the weights would never stop growing.",
)
def needed_net_input(T=0.96):
    """A sigmoid unit is to give exactly $T = 0.96$.

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
