"""Lesson 06: many runs at one rate, and what they come to."""

import numpy as np

from bpcore.datasets import xor
from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training import train
from bpcore.training.sweeps import sweep

CAP = 5000  # epochs


def epochs_for_xor(rates, seeds=40, momentum=0.0):
    """Epochs until the mean loss is 0.01, a row a rate; infinite beyond ``CAP``."""
    rows = sweep(
        (2, 2, 1), xor().X, xor().T, rates, range(seeds), span=1, max_epochs=CAP,
        target_loss=0.01, momentum=momentum, progress=False,
    )  # fmt: skip
    arrived = rows.stopped_by == "target_loss"
    return np.where(arrived, rows.epochs, np.inf).reshape(len(rates), seeds)


def arrivals(epochs):
    """How many of some runs arrive, and by when a quarter and a half of all have."""
    arrived, of = np.isfinite(epochs).sum(), len(epochs)
    told = f"{arrived:2} of {of} arrive"
    for n in (of // 4, of // 2):
        by = np.sort(epochs)[n - 1]
        told += f", {n} by epoch {by:.0f}" if np.isfinite(by) else f", {n} never"
    return told


def learned_xor(rate, seeds=20):
    """How many starts come to a mean loss of 0.01 within ``CAP`` epochs at this rate.

    rate   a number, or a function of the epoch
    """
    starts = [Network.random((2, 2, 1), span=1, seed=seed) for seed in range(seeds)]
    how = {"max_epochs": CAP, "target_loss": 0.01}
    ends = [train(net, xor().X, xor().T, rate, **how).stopped_by for net in starts]
    return ends.count("target_loss")


def per_cent_above(least, net, X, T, rate, epochs=60, orders=20):
    """How far above the least loss each shuffled run ends; infinite if it diverges."""
    ends = [
        train(net, X, T, rate, max_epochs=epochs, shuffle=order)
        for order in range(orders)
    ]
    return np.array([
        np.inf if end.diverged_in else 100 * (end.network.mean_loss(X, T) / least - 1)
        for end in ends
    ])  # fmt: skip


def spread(values):
    """The median and the ends of some runs: "0.014 (0.002 to 0.066)"."""
    low, middle, high = (digits(f(values)) for f in (np.min, np.median, np.max))
    return middle if low == high else f"{middle} ({low} to {high})"
