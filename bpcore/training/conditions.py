"""The terminating conditions, checked at the end of every epoch."""

import numpy as np

from bpcore.inputs import real_number

GO_ON, MIN_CHANGE, MAX_MISCLASSIFIED, TARGET_LOSS, DIVERGED, MAX_EPOCHS = range(6)
NAMES = (
    None,
    "min_change",
    "max_misclassified",
    "target_loss",
    "diverged",
    "max_epochs",
)

# A weight beyond this has run away.  A sigmoid network at a huge rate gets weights
# of about the rate times the tuples and stays there; a diverging one passes any bound.
RUNAWAY = 1e12


def condition_met(largest_change, misclassified, loss, limits):
    """The condition that ends training after an epoch with these figures, or GO_ON.

    limits   as ``as_limits`` makes them
    Textbook: all Δw_ij of the previous epoch below a threshold, or the share of
    tuples misclassified in the previous epoch below a threshold.
    """
    if largest_change < limits[0]:
        return MIN_CHANGE
    if misclassified <= limits[1]:
        return MAX_MISCLASSIFIED
    if loss <= limits[2]:
        return TARGET_LOSS
    return GO_ON


def as_limits(min_change, max_misclassified, target_loss):
    """The three thresholds as an array; one that is not asked for is never met."""
    limits = np.full(3, -np.inf)
    if min_change is not None:
        limits[0] = real_number("min_change", min_change, above=0)
    if max_misclassified is not None:
        limits[1] = real_number(
            "max_misclassified", max_misclassified, at_least=0, at_most=1
        )
    if target_loss is not None:
        limits[2] = real_number("target_loss", target_loss, at_least=0)
    return limits
