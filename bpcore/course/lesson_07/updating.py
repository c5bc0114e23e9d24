"""Lesson 07, what an epoch costs, how it is cut up, and how much epochs vary."""

from itertools import pairwise

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function


def _architectures(rng):
    middle = rng.integers(3, 7, 4).tolist()
    return [
        [(3, 4, 2, 1), 1000],
        [(5, middle[0], 2), 200],
        [(4, middle[1], middle[2], middle[3], 3), 150],
    ]


@function(
    cases=_architectures,
    hints=[
        "How many weights lead from a layer of m units to a layer of n?",
        "Add that up over neighbouring layers; every tuple meets every weight once.",
    ],
    then="O(|D| · w): twice the tuples or twice the weights, twice the time.",
)
def epoch_cost(sizes, tuples):
    r"""Count the products $w_{ij} \cdot O_i$ that the forward passes of one epoch take.

    `sizes` units in each layer, inputs first, such as (3, 4, 2, 1); `tuples` how many
    tuples the data set has.  Return a whole number (biases are added, not
    multiplied: leave them out).
    """
    weights = 0
    for k in range(len(sizes) - 1):
        weights = weights + sizes[k] * sizes[k + 1]
    return tuples * weights


def _weights(sizes):
    return sum(m * n for m, n in pairwise(sizes))


@epoch_cost.mistake("biases counted", "the biases are counted too")
def _(sizes, tuples):
    return tuples * (_weights(sizes) + sum(sizes[1:]))


@epoch_cost.mistake("product of all", "all layers are multiplied together")
def _(sizes, tuples):
    return tuples * int(np.prod(sizes))


@epoch_cost.mistake("units", "units are counted, not weights")
def _(sizes, tuples):
    return tuples * sum(sizes)


@epoch_cost.mistake("one tuple", "one tuple is counted, not the whole data set")
def _(sizes, tuples):
    return _weights(sizes)


@epoch_cost.mistake(
    "first layer only", "only the weights of the first layer are counted"
)
def _(sizes, tuples):
    return tuples * sizes[0] * sizes[1]


@epoch_cost.mistake(
    "last layer left out", "the weights to the output units are left out"
)
def _(sizes, tuples):
    return tuples * _weights(sizes[:-1])


def _batches(dw, size):
    return [dw[start : start + size] for start in range(0, len(dw), size)]


@function(
    cases=lambda rng: [
        [random_inputs.values(rng, tuples), size]
        for tuples, size in ((7, 3), (11, 4), (8, 3))
    ],
    hints=[
        "dw[start : start + size] is one batch; start moves on by size.",
        "The last batch may be shorter. It counts all the same.",
    ],
    then="size = 1 is case updating, size = |D| epoch updating.",
)
def mini_batches(dw, size):
    """Add up the increments of one weight, mini-batch by mini-batch.

    `dw` (tuples,) the increment that each tuple asks for, in order; `size` how many
    make a batch; the last batch may be smaller.  Return a list, one sum a batch.
    """
    sums = []
    for start in range(0, len(dw), size):
        sums.append(np.sum(dw[start : start + size]))
    return sums


@mini_batches.mistake("averaged", "each batch is averaged instead of summed")
def _(dw, size):
    return [np.mean(batch) for batch in _batches(dw, size)]


@mini_batches.mistake(
    "accumulator not cleared", "the total is not set to 0 for a batch"
)
def _(dw, size):
    return np.cumsum([np.sum(batch) for batch in _batches(dw, size)])


@mini_batches.mistake("last batch left out", "the last, smaller batch is left out")
def _(dw, size):
    return [np.sum(b) for b in _batches(dw, size) if len(b) == size]


@mini_batches.mistake("off by one", "each batch misses its last tuple")
def _(dw, size):
    return [np.sum(batch[: size - 1]) for batch in _batches(dw, size)]


@mini_batches.mistake(
    "one batch", "all tuples go into one batch: that is epoch updating"
)
def _(dw, size):
    return [np.sum(dw)]


@mini_batches.mistake("no batches", "each tuple stays alone: that is case updating")
def _(dw, size):
    return dw


@function(
    cases=lambda rng: [
        [np.round(100 + 400 * rng.uniform(0, 1, seeds) ** 3 / rng.uniform(0.1, 1))]
        for seeds in (9, 12, 17)
    ],
    hints=[
        "np.median gives the middle value.",
        "np.quantile(epochs, 0.25) has a quarter of the runs below it.",
    ],
    then="One long run moves a mean, but hardly a median.",
)
def spread(epochs):
    """Describe how many epochs the runs of many seeds took.

    `epochs` (seeds,).  Return `[median, lower quartile, upper quartile]`, the quartiles
    as `np.quantile` gives them.
    """
    return [np.median(epochs), np.quantile(epochs, 0.25), np.quantile(epochs, 0.75)]


@spread.mistake("mean", "the mean is given in the place of the median")
def _(epochs):
    return [epochs.mean(), *np.quantile(epochs, [0.25, 0.75])]


@spread.mistake("mean and deviation", "the mean ± a standard deviation is given")
def _(epochs):
    return [
        epochs.mean(),
        epochs.mean() - epochs.std(),
        epochs.mean() + epochs.std(),
    ]


@spread.mistake("extremes", "the smallest and the largest are given as quartiles")
def _(epochs):
    return [np.median(epochs), epochs.min(), epochs.max()]


@spread.mistake("order", "the three stand in the order of size: the median comes first")
def _(epochs):
    return np.quantile(epochs, [0.25, 0.5, 0.75])


@spread.mistake("quartiles swapped", "the two quartiles change places")
def _(epochs):
    return np.quantile(epochs, [0.5, 0.75, 0.25])


@spread.mistake("tenths", "tenths are cut off at the ends, not quarters")
def _(epochs):
    return np.quantile(epochs, [0.5, 0.1, 0.9])
