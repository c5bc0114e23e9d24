"""Lesson 08: remedies raced on a deep network, and the errors that reach its layers."""

import numpy as np

from bpcore import datasets
from bpcore.network import Network
from bpcore.tables import raised
from bpcore.training import train
from bpcore.training.by_layer import by_layer

TRAINING = datasets.moons(150)
FRESH = datasets.moons(1000, seed=2)
# Activation, start, and the rate with the fewest misclassified of moons(300, seed=1),
# over the seeds 100 to 109, among 0.001, 0.003, 0.01 … 3.
RACE = (
    ("sigmoid", 0.5, 0.03), ("sigmoid", "glorot", 0.03), ("sigmoid", 4, 0.03),
    ("tanh", 0.5, 0.01), ("tanh", "glorot", 0.003),
    ("relu", 0.5, 0.01), ("relu", "he", 0.003),
    ("leaky relu", 0.5, 0.01), ("leaky relu", "he", 0.01),
)  # fmt: skip


def carried_back(span, hidden="sigmoid", layers=10, units=4, seeds=range(100)):
    """Mean |Err| of the first hidden layer by that of the last, one number a seed.

    Before training, for 100 points.  0 where no error arrives.
    """
    X, T = TRAINING.X[:100], TRAINING.T[:100]
    sizes, shares = (2, *[units] * layers, 1), []
    for seed in seeds:
        net = Network.random(sizes, span, seed, hidden, loss="cross-entropy")
        error = by_layer(net, X, T).error
        shares.append(error[0] / error[-2] if error[-2] > 0 else 0.0)
    return np.array(shares)


def fresh(hidden, span, rate, layers=8, units=8, seeds=range(20), epochs=100):
    """Share misclassified of 1000 fresh points after training, one number a seed."""
    return np.array([
        trained(hidden, span, rate, layers, units, seed, epochs)
        .misclassified(*_scaled(FRESH))
        for seed in seeds
    ])  # fmt: skip


def dead(hidden, rate, span="he", layers=8, units=8, seeds=range(20), epochs=100):
    """How many hidden units are dead before and after training, a row a seed."""
    sizes, counts = (2, *[units] * layers, 1), []
    for seed in seeds:
        start = Network.random(sizes, span, seed, hidden, loss="cross-entropy")
        end = trained(hidden, span, rate, layers, units, seed, epochs)
        counts.append(
            [by_layer(n, *_scaled(TRAINING)).dead.sum() for n in (start, end)]
        )
    return np.array(counts)


def trained(hidden, span, rate, layers, units, seed, epochs):
    """A network after training in batches of ten on 150 scaled points."""
    sizes = (2, *[units] * layers, 1)
    start = Network.random(sizes, span, seed, hidden, loss="cross-entropy")
    run = train(
        start, *_scaled(TRAINING), learning_rate=rate, updating=10, max_epochs=epochs,
        shuffle=seed,
    )  # fmt: skip
    return run.network


def _scaled(points):
    return TRAINING.scaler().apply(points.X), points.T


def told(shares):
    """The middle of these shares in words that do not hang on a single point."""
    middle = np.median(shares)
    bounds = [b for b in (0.01, 0.025, 0.05, 0.1, 0.25) if middle < b]
    return f"under {100 * bounds[0]:g} %" if bounds else f"{middle:.0%}"


def power(number):
    """The nearest power of ten, as text."""
    return f"10{raised(round(np.log10(number)))}"
