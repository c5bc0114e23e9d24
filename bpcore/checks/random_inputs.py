"""Inputs that exercises are tried with: random, without zeros, two decimals."""

import numpy as np


def values(rng, *shape):
    """Numbers from ±0.2 to ±1.2, so that no term vanishes and none drowns the rest."""
    size = rng.uniform(0.2, 1.2, shape)
    sign = np.where(rng.random(shape) < 0.5, -1.0, 1.0)
    return np.round(size * sign, 2)


def positive(rng, *shape):
    """Numbers from 0.2 to 1.2."""
    return np.abs(values(rng, *shape))


def outputs(rng, *shape):
    """Outputs of sigmoid units, away from 0, ½ and 1."""
    low = rng.uniform(0.1, 0.4, shape)
    return np.round(np.where(rng.random(shape) < 0.5, low, 1.0 - low), 2)


def rate(rng):
    """A learning rate that is not 1, nor near it."""
    return float(np.round(rng.uniform(0.3, 0.8), 2))


def sigmoid(I):
    """1 / (1 + e^(−I))."""
    return 1.0 / (1.0 + np.exp(-I))
