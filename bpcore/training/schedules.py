"""Learning rates: one number, or a function of the epoch number 1, 2, 3 …"""

import numpy as np

from bpcore.inputs import cut, real_number, whole_number

MOST_EPOCHS = 2**53  # beyond this a float counts no single ones


def one_over_t(epoch):
    """The textbook's rule of thumb l = 1/t, t the passes through the data so far."""
    return 1.0 / whole_number("epoch", epoch, at_least=1, at_most=MOST_EPOCHS)


def as_schedule(learning_rate):
    """A checked number, or a function of the epoch number that checks every call."""
    if not callable(learning_rate):
        return real_number("learning_rate", learning_rate, above=0)

    def rate_of(epoch):
        try:
            rate = learning_rate(epoch)
        except Exception as fault:
            raise ValueError(
                f"learning_rate could not be calculated in epoch {epoch}: "
                f"{type(fault).__name__}: {cut(fault, quoted=False)}."
            ) from fault
        return real_number(f"learning_rate in epoch {epoch}", rate, at_least=0)

    rate_of(1)
    return rate_of


def rates(schedule, from_epoch, epochs):
    """The rates of so many epochs, as an array.

    It ends before an epoch that has none, for training may end before that one; where
    the first has none, its ValueError or TypeError is raised.
    """
    if not callable(schedule):
        return np.full(epochs, schedule)
    found = [schedule(from_epoch)]
    for epoch in range(from_epoch + 1, from_epoch + epochs):
        try:
            found.append(schedule(epoch))
        except (TypeError, ValueError):
            break
    return np.array(found)
