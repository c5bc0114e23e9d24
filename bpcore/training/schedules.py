"""Learning rates: one number, or a function of the epoch number 1, 2, 3 …"""

import numpy as np

from bpcore.inputs import real_number


def one_over_t(epoch):
    """The textbook's rule of thumb l = 1/t, t the passes through the data so far."""
    return 1.0 / epoch


def as_schedule(learning_rate):
    """A checked number, or a function of the epoch number that checks every call."""
    if not callable(learning_rate):
        return real_number("learning_rate", learning_rate, above=0)

    def rate_of(epoch):
        try:
            return real_number(
                f"learning_rate in epoch {epoch}", learning_rate(epoch), at_least=0
            )
        except ArithmeticError as fault:
            raise ValueError(
                f"learning_rate could not be calculated in epoch {epoch}: {fault}."
            ) from fault

    rate_of(1)
    return rate_of


def rates(schedule, from_epoch, epochs):
    """The rates of so many epochs, as an array."""
    if not callable(schedule):
        return np.full(epochs, schedule)
    return np.array([schedule(from_epoch + e) for e in range(epochs)])
