"""Lesson 14: the settings that two experiments were printed with, and their measures.

The symmetry network: Rumelhart, Hinton & Williams, *Nature* 323 (1986), figure 1.
8-3-8: T. M. Mitchell, *Machine Learning*, 1997, section 4.6.4.
"""

import numpy as np

from bpcore.datasets import encoder, symmetry
from bpcore.network import Network
from bpcore.training import train
from bpcore.training.sweeps import sweep

MIRRORED, CODED = symmetry(6), encoder(8)
UPDATES = {"updating": "epoch", "momentum": 0.9}


def symmetry_start(seed):
    """A 6-2-1 network, weights and biases uniform in ±0.3."""
    return Network.random((6, 2, 1), span=0.3, seed=seed)


def symmetry_run(seed, **until):
    """Train such a network at rate 0.1 until one of the conditions holds."""
    X, T = MIRRORED.X, MIRRORED.T
    return train(symmetry_start(seed), X, T, learning_rate=0.1, **UPDATES, **until)


def symmetry_sweep(seeds, most):
    """The runs of many starts until all 64 patterns are right, as ``bp.sweep`` does."""
    return sweep(
        (6, 2, 1), MIRRORED.X, MIRRORED.T, [0.1], seeds=seeds, span=0.3,
        max_misclassified=0, max_epochs=most, progress=False, **UPDATES,
    )  # fmt: skip


def ratios(net):
    """The weights of the three pairs into the first hidden unit, by the smallest."""
    sizes = sorted(abs(net.weights[0][:3, 0]))
    return " : ".join(f"{w / sizes[0]:.1f}" for w in sizes)


def coder_run(seed, **more):
    """Train an 8-3-8 network from ±0.1 for 5000 epochs at rate 0.3."""
    start = Network.random((8, 3, 8), span=0.1, seed=seed)
    return train(start, CODED.X, CODED.T, learning_rate=0.3, max_epochs=5000, **more)


def brought_back(net):
    """How many of the 8 tuples have their largest output in the right place."""
    return int(np.sum(net.predict(CODED.X).argmax(axis=1) == np.arange(8)))


def words(net):
    """How many different words the rounded hidden outputs make of the 8 tuples."""
    return len(np.unique(net.outputs(CODED.X)[1] > 0.5, axis=0))
