"""How many epochs parity takes, with one more input and one more."""

import numpy as np

from bpcore import datasets
from bpcore.training.sweeps import sweep

SEEDS = range(20)


def epochs(n, rates, most):
    """Epochs until no tuple is misclassified: (rates, seeds), infinite beyond most."""
    data = datasets.parity(n)
    rows = sweep(
        (n, 2 * n, 1), data.X, data.T, rates, SEEDS, span=1, progress=False,
        max_epochs=most, max_misclassified=0.0,
    )  # fmt: skip
    there = rows.stopped_by == "max_misclassified"
    return np.where(there, rows.epochs, np.inf).reshape(len(rates), len(SEEDS))
