"""What a training run met, epoch by epoch: one value an epoch."""

from dataclasses import dataclass

import numpy as np

from bpcore.training.conditions import SINCE_BEST, VALIDATION_LOSS


@dataclass(frozen=True)
class History:
    """One value an epoch, as read-only float64 arrays of equal length.

    loss, misclassified     as met while the epoch was presented: each tuple counts
                            with the weights it met (mean, and share from 0 to 1)
    largest_change          the largest |increment| applied, biases and momentum
                            included
    learning_rate           the rate of the epoch
    validation_loss, validation_misclassified
                            after the epoch, on the validation tuples; NaN without
    """

    loss: np.ndarray
    misclassified: np.ndarray
    largest_change: np.ndarray
    learning_rate: np.ndarray
    validation_loss: np.ndarray
    validation_misclassified: np.ndarray

    def __len__(self):
        return len(self.loss)


COLUMNS = len(History.__dataclass_fields__)


class Record:
    """The history of a run under way, and which epoch was its best.

    epochs       how many were added
    best_epoch   the one of the least validation loss, the first of equals; or None
    """

    def __init__(self):
        self.epochs, self.best_epoch = 0, None
        self._least = np.inf
        self._columns = np.empty((COLUMNS, 64))  # grows by doubling

    def count_since_best(self, figures):
        """Write into further epochs' figures how long the loss has not improved."""
        losses = figures[:, VALIDATION_LOSS]
        least = np.fmin.accumulate(np.concatenate([[self._least], losses]))
        better = losses < least[:-1]
        if self.best_epoch is None:
            better[0] = True
        epochs = self.epochs + 1 + np.arange(len(figures))
        best = np.where(better, epochs, self.best_epoch or 0)
        figures[:, SINCE_BEST] = epochs - np.maximum.accumulate(best)

    def add(self, figures):
        """Add epochs to the end."""
        before, self.epochs = self.epochs, self.epochs + len(figures)
        if self.epochs > self._columns.shape[1]:
            grown = np.empty((COLUMNS, 2 * self.epochs))
            grown[:, :before] = self._columns[:, :before]
            self._columns = grown
        self._columns[:, before : self.epochs] = figures[:, :COLUMNS].T
        if not np.isnan(figures[-1, SINCE_BEST]):
            self.best_epoch = self.epochs - int(figures[-1, SINCE_BEST])
            self._least = np.fmin.reduce(
                figures[:, VALIDATION_LOSS], initial=self._least
            )

    def history(self):
        """The History so far, at no cost: what was added is never changed."""
        columns = self._columns[:, : self.epochs]
        columns.flags.writeable = False
        return History(*columns)
