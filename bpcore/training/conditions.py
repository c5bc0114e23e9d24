"""The terminating conditions, looked at after every epoch.

A further one takes a row of CONDITIONS, and an argument of its name in ``bp.train`` and
in ``bp.train_through_time``.  It looks at a figure of an epoch, never at the clock: a
run is the same on every machine.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bpcore.inputs import real_number, whole_number
from bpcore.training.schedules import MOST_EPOCHS

# The figures of an epoch, in the order of History; the first three are met while it
# is presented.  The last one counts the epochs since the least validation loss.
FIGURES = 7
(
    LOSS, MISCLASSIFIED, LARGEST_CHANGE, RATE, VALIDATION_LOSS,
    VALIDATION_MISCLASSIFIED, SINCE_BEST,
) = range(FIGURES)  # fmt: skip

GO_ON, DIVERGED = 0, -1  # else the place in CONDITIONS, counted from 1

# A weight beyond this has run away.  A sigmoid network at a huge rate gets weights
# of about the rate times the tuples and stays there; a diverging one passes any bound.
RUNAWAY = 1e12


@dataclass(frozen=True)
class Condition:
    """What may end training, if it is asked for.

    name      the argument of ``bp.train``, and what ``stopped_by`` says
    figure    the figure of an epoch that it looks at
    fires     when that is "below", "at most" or "at least" the limit
    checked   checked(name, value, plan): the limit, or ValueError or TypeError
    words     why training ended, for ``describe()``
    """

    name: str
    figure: int
    fires: str
    checked: Callable
    words: str


def _change(name, value, plan):
    return real_number(name, value, above=0)


def _share(name, value, plan):
    if plan.net.output == "identity":
        raise ValueError(
            f"{name} needs outputs that classify; this network has identity outputs. "
            'Use target_loss, or output="sigmoid".'
        )
    return real_number(name, value, at_least=0, at_most=1)


def _loss(name, value, plan):
    return real_number(name, value, at_least=0)


def _epochs(name, value, plan):
    if plan.validation is None:
        raise ValueError(
            f"{name} needs validation=(X, T): it waits for the validation loss to "
            "improve."
        )
    return min(whole_number(name, value, at_least=1), MOST_EPOCHS)


# Textbook: all Δw_ij of the previous epoch below a threshold, or the share of tuples
# misclassified in the previous epoch below a threshold.  Where several hold at the end
# of an epoch, the first of them is told.
CONDITIONS = (
    Condition(
        "min_change", LARGEST_CHANGE, "below", _change,
        "every increment of the epoch was below min_change",
    ),
    Condition(
        "max_misclassified", MISCLASSIFIED, "at most", _share,
        "few enough tuples were misclassified",
    ),
    Condition(
        "target_loss", LOSS, "at most", _loss,
        "the loss reached target_loss",
    ),
    Condition(
        "patience", SINCE_BEST, "at least", _epochs,
        "the validation loss has not improved since epoch {best_epoch}, whose network "
        "this is",
    ),
)  # fmt: skip

# What stopped_by says, with the words for it; a run that diverged has its own sentence.
REASONS = {
    "max_epochs": "the given number of epochs has run",
    "interrupted": "interrupted; what was learned so far is kept",
    **{condition.name: condition.words for condition in CONDITIONS},
}


def as_limits(asked, plan):
    """The conditions that are asked for, as rows that compiled loops can read.

    asked   {name: value, or None}
    A row holds the condition's number, the figure, its sign (−1 to fire at or above
    the limit, else 1) and sign · limit.
    """
    rows = []
    for number, condition in enumerate(CONDITIONS, start=1):
        value = asked.get(condition.name)
        if value is not None:
            sign = -1 if condition.fires == "at least" else 1
            limit = sign * condition.checked(condition.name, value, plan)
            if condition.fires == "below":
                limit = np.nextafter(limit, -np.inf)  # below it is at most the next
            rows.append((number, condition.figure, sign, limit))
    return np.array(rows, dtype=float).reshape(-1, 4)


def condition_met(figures, e, limits):
    """The number of the condition that ends training after the e-th epoch, or GO_ON.

    figures   (epochs, FIGURES); what is not known, NaN, meets no condition
    limits    as ``as_limits`` makes them
    """
    for n in range(len(limits)):
        if limits[n, 2] * figures[e, int(limits[n, 1])] <= limits[n, 3]:
            return int(limits[n, 0])
    return GO_ON


def first_met(figures, limits):
    """(epochs up to the first that meets a condition, its number), or (all, GO_ON)."""
    for e in range(len(figures)):
        number = condition_met(figures, e, limits)
        if number != GO_ON:
            return e + 1, number
    return len(figures), GO_ON
