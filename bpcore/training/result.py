"""What a training run returns: the network, how it got there, why it ended."""

from dataclasses import dataclass

import numpy as np

from bpcore.network import Network
from bpcore.tables import digits


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


@dataclass(frozen=True)
class Snapshots:
    """The networks of a run at some of its epochs; epoch 0 is the start."""

    epochs: tuple
    networks: tuple

    def __len__(self):
        return len(self.epochs)

    def __iter__(self):
        return iter(zip(self.epochs, self.networks, strict=True))

    def __getitem__(self, place):
        """The (epoch, network) at a place; −1 is the last one."""
        return self.epochs[place], self.networks[place]


@dataclass(frozen=True)
class TrainingResult:
    """The outcome of ``bp.train``.

    network      the trained network; after "diverged" the last sound one
    history      see History
    stopped_by   "max_epochs", "min_change", "max_misclassified", "target_loss",
                 "diverged" or "interrupted"
    epochs       how many epochs were completed
    snapshots    see Snapshots; empty without record_every
    diverged_in  the epoch in which the run diverged, or None
    """

    network: Network
    history: History
    stopped_by: str
    epochs: int
    snapshots: Snapshots
    diverged_in: int | None = None

    def describe(self):
        """Why and when the run ended, in one sentence."""
        if self.stopped_by == "diverged":
            return (
                f"Diverged in epoch {self.diverged_in}: the weights or the loss grew "
                "beyond all bounds; the network is that of the epoch before."
            )
        if not self.epochs:
            return f"Stopped by {self.stopped_by} before the first epoch was complete."
        reason = {
            "max_epochs": "the given number of epochs has run",
            "min_change": "every increment of the epoch was below min_change",
            "max_misclassified": "few enough tuples were misclassified",
            "target_loss": "the loss reached target_loss",
            "interrupted": "interrupted; what was learned so far is kept",
        }[self.stopped_by]
        epochs = "1 epoch" if self.epochs == 1 else f"{self.epochs} epochs"
        return (
            f"Stopped after {epochs}: {reason}. Loss {digits(self.history.loss[-1])}."
        )

    __repr__ = describe


def as_history(rows):
    """History from an array (epochs, 6)."""
    columns = np.array(rows, dtype=float).reshape(-1, 6).T.copy()
    columns.flags.writeable = False
    return History(*columns)
