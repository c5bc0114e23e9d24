"""Lesson 15: a fresh paragraph with three errors, and what 20 % may mean."""

import math

from bpcore.checks.decision import CHOSEN
from bpcore.checks.exercise import number

WRONG = (2, 5, 7)  # of the eight sentences
RIGHT = {
    1: "what an output unit lacks is known, so its error comes first",
    3: "a sigmoid's slope is at most a quarter",
    4: "one backward pass finds all slopes for less than two more forward passes",
    6: "small increments may be the work of a small rate, or of a plateau",
    8: "a choice by the test set makes its score too good",
}


@number(
    "false",
    tolerance=CHOSEN,
    hints=[
        "Three kinds of slip: one about what passes the blame on, one about how an "
        "epoch is put together, one about comparing.",
        "For each sentence ask which lesson measured it, and what came out.",
    ],
    then="A weight, not a distance; added up at the same weights, not collected on the "
    "way; and a rate that suits one method is no rate for another.",
)
def three_errors():
    """Eight sentences about backpropagation. Three of them are wrong.

    1. The backward pass begins at the output units.
    2. A hidden unit two layers from the output is blamed half as much as one that is
       one layer from it.
    3. With sigmoid units each layer multiplies the error by a slope of at most ¼.
    4. All slopes of a network together cost no more than two more forward passes.
    5. The sum of the increments that case updating makes in an epoch is the slope of
       the whole loss at the weights with which that epoch began.
    6. A run whose increments are all tiny need not have learned anything.
    7. Two ways of training are compared fairly if both run at the same rate.
    8. A network that was chosen by its score on the test set will score lower, on
       average, on other data.

    Give the list of the numbers of the three, in rising order.
    """
    return [2, 5, 7]


def _accused(missed, innocent):
    picked = sorted({*WRONG, innocent} - {missed})

    @three_errors.mistake(
        f"{innocent} for {missed}",
        f"sentence {innocent} is taken for an error: {RIGHT[innocent]}",
    )
    def _():
        return picked


for _missed in WRONG:
    for _innocent in RIGHT:
        _accused(_missed, _innocent)


@number(
    "changes",
    hints=[
        "From 25 to 20: how many hundredths of all words, and what share of the 25?",
        "For the third, how many words are read right before and after?",
    ],
    then="One result, and three numbers for a headline: 5 points, 20 % fewer errors, "
    "6.7 % more words right. Which one is meant has to be said.",
)
def twenty_per_cent(before=25.0, after=20.0):
    """A reader of handwriting gets 25 % of the words wrong, its successor 20 %.

    Give a list of three numbers, to one decimal: by how many *points* the share of
    wrong words has fallen; by how many *per cent* of what it was it has fallen; and by
    how many per cent of what it was the share of *right* words has risen.
    """
    right = 100 - before
    fallen = before - after
    return [fallen, 100 * fallen / before, 100 * fallen / right]


@twenty_per_cent.mistake(
    "relative for absolute", "per cent of what it was are given as points"
)
def _(before, after):
    return [20.0, 20.0, 100 * (before - after) / (100 - before)]


@twenty_per_cent.mistake("turned", "points and per cent change places")
def _(before, after):
    return [100 * (before - after) / before, before - after, 100 * 5 / (100 - before)]


@twenty_per_cent.mistake("absolute for relative", "points are given as per cent")
def _(before, after):
    return [before - after, before - after, 100 * (before - after) / (100 - before)]


@twenty_per_cent.mistake("all absolute", "all three are given in points")
def _(before, after):
    return [before - after] * 3


@twenty_per_cent.mistake("of the new", "a share is taken of what it is afterwards")
def _(before, after):
    return [before - after, 100 * (before - after) / after,
            100 * (before - after) / (100 - after)]  # fmt: skip


@twenty_per_cent.mistake(
    "rise in points", "the rise of the right words is given in points"
)
def _(before, after):
    return [before - after, 100 * (before - after) / before, before - after]


@twenty_per_cent.mistake(
    "same share", "the right words are said to rise by the share that errors fall by"
)
def _(before, after):
    return [before - after, *[100 * (before - after) / before] * 2]


@number(
    "starts",
    tolerance=CHOSEN,
    hints=[
        "How likely is it that one start fails? That two do?",
        "Multiply until less than one in a hundred is left.",
    ],
    then="No rate and no luck is needed for it, only independent starts. With five "
    "it would be slightly more than one in a hundred.",
)
def how_many_starts(arrive=0.6, left=0.01):
    """Of many random starts 60 % arrive, each by itself.

    How many starts do you need so that the chance that *none* of them arrives is below
    1 %?
    """
    return math.ceil(math.log(left) / math.log(1 - arrive))


@how_many_starts.mistake("rounded down", "it is rounded down: 0.4⁵ is still above 1 %")
def _(arrive, left):
    return math.floor(math.log(left) / math.log(1 - arrive))


@how_many_starts.mistake(
    "arrive for fail", "the share that arrives is multiplied, not the one that fails"
)
def _(arrive, left):
    return math.ceil(math.log(left) / math.log(arrive))


@how_many_starts.mistake(
    "divided", "the share that fails is divided by the chance that is left"
)
def _(arrive, left):
    return round((1 - arrive) / left)


@how_many_starts.mistake("expected", "it is how many are needed for one on average")
def _(arrive, left):
    return math.ceil(1 / arrive)
