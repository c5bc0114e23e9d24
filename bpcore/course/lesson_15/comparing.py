"""Lesson 15: a comparison to repair, and which measurement would refute a claim."""

import numpy as np

from bpcore.checks.decision import decision
from bpcore.checks.function_exercise import function


def _races(rng):
    """Epochs of two methods from the same seeds; infinite where one never arrives."""
    return [_race(rng, *counts) for counts in ((9, 1, 3), (13, 4, 2), (11, 2, 4))]


def _race(rng, seeds, lost_a, lost_b):
    """A race in which a wrong way of counting gives another number than the right."""
    while True:
        a, b = (np.round(rng.uniform(50, 900, seeds)) for _ in range(2))
        a[rng.permutation(seeds)[:lost_a]] = np.inf
        b[rng.permutation(seeds)[:lost_b]] = np.inf
        quicker, slower = np.sum(a < b), np.sum(a > b)
        if quicker not in (slower, np.sum(np.sort(a) < np.sort(b))):
            return [a, b]


@function(
    cases=_races,
    hints=[
        "Two faults. What becomes of a run that never arrives?",
        "In which order must the two lists stand if they are to be compared seed by "
        "seed?",
    ],
    stub="""
    import numpy as np


    def repair_the_race(a, b):
        there_a, there_b = a[np.isfinite(a)], b[np.isfinite(b)]
        quicker = np.sum(np.sort(a) < np.sort(b))
        return [np.median(there_a), np.median(there_b), quicker]
    """,
    then="All runs are counted, and each is compared with the one of its own seed.",
)
def repair_the_race(a, b):
    """Repair this comparison of two methods; two things are wrong with it.

    `a`, `b` (seeds,) the epochs that each needed from the same starts, infinite where
    it never arrived.  Return a list: the median of all runs of `a`, the median of all
    of `b`, and for how many seeds `a` was the quicker one.
    """
    return [np.median(a), np.median(b), np.sum(a < b)]


def _there(x):
    return x[np.isfinite(x)]


@repair_the_race.mistake("both faults", "lost runs are dropped, and pairs torn apart")
def _(a, b):
    quicker = np.sum(np.sort(a) < np.sort(b))
    return [np.median(_there(a)), np.median(_there(b)), quicker]


@repair_the_race.mistake("dropped", "runs that never arrive are dropped")
def _(a, b):
    return [np.median(_there(a)), np.median(_there(b)), np.sum(a < b)]


@repair_the_race.mistake("not paired", "the runs are sorted, and the pairs torn apart")
def _(a, b):
    return [np.median(a), np.median(b), np.sum(np.sort(a) < np.sort(b))]


@repair_the_race.mistake("slower", "it is counted how often a was the slower one")
def _(a, b):
    return [np.median(a), np.median(b), np.sum(a > b)]


@repair_the_race.mistake("share", "the share of the seeds is given, not their number")
def _(a, b):
    return [np.median(a), np.median(b), np.mean(a < b)]


@repair_the_race.mistake("means", "means of the arrived are given, not medians of all")
def _(a, b):
    return [np.mean(_there(a)), np.mean(_there(b)), np.sum(a < b)]


@decision(
    "refuting",
    choices=[
        "without runs that lack momentum there is nothing to be shorter than",
        None,
        "the rate that suits the runs with momentum need not suit the others: those "
        "would lose for another reason",
        "one start is an example, and the next may do otherwise",
    ],
    reasons=[
        None,
        "many seeds narrow the uncertainty; they do not make a claim false",
        "the same rate is what makes it unfair",
        "what is proved of a valley need not hold for this network",
    ],
    hints=[
        "Whatever is chosen must be able to speak *against* the claim as well as for "
        "it.",
        "What differs between the two groups of runs besides momentum?",
    ],
    then="A measurement is worth something if you can say beforehand which outcome "
    "would make you give the claim up.",
)
def what_would_refute():
    """A claim: *on this problem momentum shortens training.* How would you try it?

    Which measurement could refute it? 1 twenty starts with momentum, and the epochs of
    each; 2 twenty starts with it and the same twenty without, each way at its own best
    rate, all runs counted; 3 the same, but both ways at the rate that is best with
    momentum; 4 one start with and without it, each at its own best rate, watched to
    the end.

    And why? 1 it can come out either way, and nothing but momentum decides; 2 twenty
    starts always refute; 3 the same rate makes it fair; 4 for a valley it has been
    proved.  Give a list of two numbers, the measurement and the reason.
    """
    return [2, 1]
