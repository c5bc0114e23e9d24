"""Lesson 09: batch normalisation and dropout raced, deep and on few patients."""

import time
from statistics import median

import numpy as np

from bpcore import datasets
from bpcore.network import Network
from bpcore.training import train

POINTS, FRESH_POINTS = datasets.moons(150), datasets.moons(1000, seed=2)
FRESH_PATIENTS = datasets.patients(10_000, seed=77)
PATIENTS, WATCHING, UNITS = 75, 250, 20
EPOCHS = 150


def crescents(hidden, span, rate, layers=6, seeds=range(20), batch=25, epochs=40,
              **how):  # fmt: skip
    """Share misclassified of 1000 fresh points after training, one number a seed.

    how   keep and batch_normalisation, as for ``bp.train``
    """
    scaler, shares = POINTS.scaler(), []
    A, fresh = scaler.apply(POINTS), scaler.apply(FRESH_POINTS)
    for seed in seeds:
        sizes = (2, *[8] * layers, 1)
        start = Network.random(sizes, span, seed, hidden, loss="cross-entropy")
        run = train(start, A.X, A.T, rate, batch, epochs, shuffle=seed, **how)
        shares.append(run.network.misclassified(fresh.X, fresh.T))
    return np.array(shares)


def few_patients(rate, seeds=range(20), units=UNITS, epochs=EPOCHS, **how):
    """Training on 75 patients, another 75 for each seed, while 250 more watch.

    how   keep and batch_normalisation, as for ``bp.train``

    Returns an array, a row a seed: the first epoch with a validation loss within 0.01
    of the least; loss and share misclassified of 10,000 fresh patients by the network
    of the least; the same by the network of the last epoch.
    """
    return np.array([_one(rate, seed, units, epochs, how) for seed in seeds])


def _one(rate, seed, units, epochs, how):
    both = datasets.patients(PATIENTS + WATCHING, seed=seed)
    few, watching = both.take(slice(PATIENTS)), both.take(slice(PATIENTS, None))
    scaler = few.scaler()
    A, V, fresh = map(scaler.apply, (few, watching, FRESH_PATIENTS))
    start = Network.random((3, units, 1), seed=seed, loss="cross-entropy")
    run = train(
        start, A.X, A.T, rate, updating=25, max_epochs=epochs, shuffle=seed,
        validation=(V.X, V.T), record_every=1, **how,
    )  # fmt: skip
    watched = run.history.validation_loss
    row = [np.argmax(watched <= watched.min() + 0.01) + 1]
    for net in (dict(run.snapshots)[run.best_epoch], run.network):
        row += [net.mean_loss(fresh.X, fresh.T), net.misclassified(fresh.X, fresh.T)]
    return row


def paired(differences):
    """The mean of paired differences and twice its standard error, as text."""
    margin = 2 * np.std(differences, ddof=1) / np.sqrt(len(differences))
    return f"{np.mean(differences):+.2f} ± {margin:.2f}".replace("-", "−")


def seconds_a_step(times=5, **how):
    """The time of one batch of 32 through 8-32-32-32-1, by the clock."""
    rng = np.random.Generator(np.random.PCG64(0))
    X, T = rng.standard_normal((320, 8)), rng.random((320, 1))
    start, taken = Network.random((8, 32, 32, 32, 1), "glorot"), []
    for _ in range(times):
        begin = time.perf_counter()
        train(start, X, T, 0.01, updating=32, max_epochs=10, **how)
        taken.append((time.perf_counter() - begin) / 100)
    return median(taken)


def learned(shares):
    """How many runs misclassify less than a quarter, as coarse as such runs repeat."""
    lost = int((shares >= 0.25).sum())
    if lost in (0, len(shares)):
        return "none" if lost else "all"
    return "all but a few" if lost <= len(shares) / 5 else "some"


def middle(shares):
    """The middle of these shares, as coarse as such runs repeat."""
    bounds = [b for b in (0.02, 0.1, 0.25) if np.median(shares) < b]
    return f"under {100 * bounds[0]:g} %" if bounds else f"{np.median(shares):.0%}"
