"""What a training run returns: the network, how it got there, why it ended."""

from dataclasses import dataclass

from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training.conditions import REASONS
from bpcore.training.history import History


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

    network      the trained network; after "diverged" the last sound one, after
                 "patience" that of the best epoch
    history      see History
    stopped_by   "max_epochs", "min_change", "max_misclassified", "target_loss",
                 "patience", "diverged" or "interrupted"
    epochs       how many epochs were completed
    snapshots    see Snapshots; empty without record_every
    best_epoch   the epoch of the least validation loss, None without validation
    diverged_in  the epoch in which the run diverged, or None
    """

    network: Network
    history: History
    stopped_by: str
    epochs: int
    snapshots: Snapshots
    best_epoch: int | None = None
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
        reason = REASONS[self.stopped_by].format(best_epoch=self.best_epoch)
        epochs = "1 epoch" if self.epochs == 1 else f"{self.epochs} epochs"
        return (
            f"Stopped after {epochs}: {reason}. Loss {digits(self.history.loss[-1])}."
        )

    __repr__ = describe
