"""Lesson 07, many seeds: what to say of them, and which rate they speak for."""

import numpy as np

from bpcore.checks.function_exercise import function

MOST = 5000  # epochs: a run that has not arrived by then is ended
NEVER = 9999.0  # stands for the epochs of such a run in a grid


def _runs(rng):
    """Epochs of many runs, a few of them ended before they arrived."""
    runs = []
    for seeds, missing in ((9, 3), (12, 4), (17, 5)):
        epochs = np.round(200 + 1500 * rng.uniform(0, 1, seeds) ** 3)
        arrived = rng.permutation(seeds) >= missing
        runs.append([np.where(arrived, epochs, MOST), arrived])
    return runs


@function(
    cases=_runs,
    hints=[
        "A run that was ended would have taken longer. Leave it in its place in the "
        "order.",
        "np.sum of an array of True and False counts the True ones.",
    ],
    then="The median of all runs and the number of the missing: nothing is hidden.",
)
def spread(epochs, arrived):
    """Say how many epochs the runs of many seeds need, without hiding any.

    `epochs` (seeds,), `arrived` (seeds,) True or False; a run that had not arrived was
    ended at 5000 epochs, and that is what it holds.  Return
    `[median over all runs, how many have not arrived]`.
    """
    return [np.median(epochs), len(epochs) - np.sum(arrived)]


@spread.mistake("dropped", "runs that did not arrive are left out of the median")
def _(epochs, arrived):
    return [np.median(epochs[arrived]), len(epochs) - np.sum(arrived)]


@spread.mistake("mean", "the mean is given in the place of the median")
def _(epochs, arrived):
    return [np.mean(epochs), len(epochs) - np.sum(arrived)]


@spread.mistake("mean of the arrived", "the mean of those that arrived is given")
def _(epochs, arrived):
    return [np.mean(epochs[arrived]), len(epochs) - np.sum(arrived)]


@spread.mistake("arrived", "those that arrived are counted, not the others")
def _(epochs, arrived):
    return [np.median(epochs), np.sum(arrived)]


@spread.mistake("share", "the share that did not arrive is given, not how many")
def _(epochs, arrived):
    return [np.median(epochs), 1 - np.mean(arrived)]


@spread.mistake("quickest", "the quickest run is given in the place of the median")
def _(epochs, arrived):
    return [np.min(epochs), len(epochs) - np.sum(arrived)]


ROWS = {
    "steady": (38, 39, 40, 41, 42),  # the best mean
    "best": (15, 18, 20, 400, NEVER),  # the best median
    "few": (10, 12, NEVER, NEVER, NEVER),  # the best of those that arrived
    "lucky": (5, 90, 95, 99, 120),  # the quickest single run
    "slow": (300, 310, 320, 330, 340),
    "lost": (600, NEVER, NEVER, NEVER, NEVER),
}
GRIDS = (
    "lost steady best few lucky slow",
    "slow lost lucky few steady best",
    "lost few lucky best steady slow",
    "best steady lost few lucky slow",
)


def _grids(rng):
    grids = []
    for names in GRIDS:
        rows = [rng.permutation(ROWS[name]) for name in names.split()]
        rates = 0.02 * rng.uniform(0.9, 1.1) * 3.0 ** np.arange(len(rows))
        grids.append([np.round(rates, 3), np.array(rows, dtype=float)])
    return grids


@function(
    cases=_grids,
    hints=[
        "First one number for each rate. Which one do long and lost runs not spoil?",
        "If the first or the last rate wins, what does that say about rates beyond?",
    ],
    then="A best rate at the edge of the grid is no best rate yet.",
)
def best_rate(rates, epochs):
    """Choose the rate from a grid of runs, and say whether the grid is wide enough.

    `rates` (rates,) from small to large; `epochs` (rates, seeds) how many each run
    needed, 9999 where it did not arrive.  The best rate is the one whose typical run
    is quickest.  Return `[the best rate, 1 or 0]`: 1 if the grid shows that rates on
    both sides of it are worse, else 0.
    """
    best = np.argmin(np.median(epochs, axis=1))
    inside = 0 < best < len(rates) - 1
    return [rates[best], int(inside)]


def _chosen(rates, best):
    return [rates[best], int(0 < best < len(rates) - 1)]


@best_rate.mistake("edge", "a grid with the best rate at its edge is said to do")
def _(rates, epochs):
    return [rates[np.argmin(np.median(epochs, axis=1))], 1]


@best_rate.mistake("one edge", "only one of the two edges is looked at")
def _(rates, epochs):
    best = np.argmin(np.median(epochs, axis=1))
    return [rates[best], int(best < len(rates) - 1)]


@best_rate.mistake("mean", "means are compared: one lost run spoils a whole rate")
def _(rates, epochs):
    return _chosen(rates, np.argmin(epochs.mean(axis=1)))


@best_rate.mistake("dropped", "runs that did not arrive are left out")
def _(rates, epochs):
    arrived = [np.median(row[row < NEVER]) for row in epochs]
    return _chosen(rates, np.argmin(arrived))


@best_rate.mistake("one lucky run", "the quickest single run decides")
def _(rates, epochs):
    return _chosen(rates, np.argmin(epochs.min(axis=1)))


@best_rate.mistake("place", "the place of the rate is returned, not the rate")
def _(rates, epochs):
    best = np.argmin(np.median(epochs, axis=1))
    return [best, int(0 < best < len(rates) - 1)]


@best_rate.mistake("slowest", "the slowest rate is chosen")
def _(rates, epochs):
    return _chosen(rates, np.argmax(np.median(epochs, axis=1)))


@best_rate.mistake("turned", "1 and 0 change places")
def _(rates, epochs):
    best = np.argmin(np.median(epochs, axis=1))
    return [rates[best], int(not 0 < best < len(rates) - 1)]
