"""Batch normalisation and dropout, each beside its backward pass.

Both stand between the layers of the matrix form while a network is trained.  Dropout
(Srivastava et al. 2014) is gone when the network answers; batch normalisation (Ioffe
& Szegedy 2015) is folded into the weights before it.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bpcore.inputs import numbers, real_number, whole_number

EPSILON = 1e-5
LEAST_KEPT = 1e-3  # what is kept is divided by it
MOMENTUM = 0.1  # the share of a new batch in the running mean and variance


class NormalisationGradient(NamedTuple):
    """Derivatives by the input (tuples, units), the scale and the shift (units,)."""

    input: np.ndarray
    scale: np.ndarray
    shift: np.ndarray


@dataclass(frozen=True, eq=False)
class NormalisedBatch:
    """A normalised batch.

    output           (tuples, units)
    mean, variance   of each unit over the batch, (units,); divided by n, not by n − 1
    """

    output: np.ndarray
    mean: np.ndarray
    variance: np.ndarray
    _normal: np.ndarray  # before scale and shift
    _factor: np.ndarray  # scale / √(variance + ε)

    def backward(self, D):
        """The derivatives of a loss, from D, the derivative by ``output``.

        Mean and variance depend on every tuple of the batch, so that
        dA = factor · (D − mean of D − x̂ · mean of D x̂), x̂ the normal values.
        """
        D = _like("D", D, self.output)
        return NormalisationGradient(*normalisation_back(D, self._normal, self._factor))


@dataclass(frozen=True, eq=False)
class DroppedOut:
    """Outputs of which some are left out: ``output`` and ``mask`` (tuples, units)."""

    output: np.ndarray
    mask: np.ndarray
    keep: float

    def backward(self, D):
        """The derivative by the input, from D, the derivative by ``output``."""
        return _like("D", D, self.output) * self.mask / self.keep


def batch_normalise(A, scale, shift, epsilon=EPSILON):
    """Give each unit mean 0 and variance 1 over the batch, then scale and shift it.

    A              a batch, (tuples, units)
    scale, shift   (units,), which training learns
    epsilon        added to the variance under the root, above 0

    output = scale · (A − mean) / √(variance + epsilon) + shift, with the variance
    divided by n.  A batch of one tuple gives the shift, whatever the tuple.
    Returns a NormalisedBatch: .output, .mean, .variance, .backward(D).
    Raises ValueError or TypeError for arrays that do not fit.
    Ioffe & Szegedy 2015, algorithm 1.
    """
    A = _batch(A)
    units = A.shape[1]
    scale, shift = (
        _of_units(name, value, units)
        for name, value in (("scale", scale), ("shift", shift))
    )
    epsilon = real_number("epsilon", epsilon, above=0)
    return NormalisedBatch(*normalised(A, scale, shift, epsilon))


def dropout(A, keep, seed=0, mask=None):
    """Leave outputs out at random, and divide those that stay by ``keep``.

    A      outputs, (tuples, units)
    keep   the share that stays on average, above 0 and at most 1
    seed   whole number; which ones stay is the same everywhere
    mask   instead of a draw: zeros and ones, or False and True, shaped like A

    Divided by keep, the outputs are on average what they were, so that nothing needs
    to be scaled when the network answers (*inverted* dropout).
    Returns a DroppedOut: .output, .mask (zeros and ones), .backward(D).
    Raises ValueError or TypeError for what does not fit.
    Srivastava et al. 2014.
    """
    A = _batch(A)
    keep = as_keep(keep)
    if mask is None:
        rng = np.random.Generator(
            np.random.PCG64(whole_number("seed", seed, at_least=0))
        )
        mask = drawn(rng, A.shape, keep)
    else:
        mask = _like("mask", mask, A)
        if not np.isin(mask, (0.0, 1.0)).all():
            raise ValueError("mask must hold zeros and ones, or False and True.")
    return DroppedOut(A * mask / keep, mask, keep)


def as_keep(keep):
    """A checked share of outputs to keep."""
    return real_number("keep", keep, above=0, at_least=LEAST_KEPT, at_most=1)


def drawn(rng, shape, keep):
    """A mask of zeros and ones."""
    return (rng.random(shape) < keep).astype(float)


def normalised(A, scale, shift, epsilon=EPSILON):
    """(output, mean, variance, normal values, factor) of a batch, taken as it is."""
    mean = A.mean(axis=0)
    centred = A - mean
    variance = (centred * centred).mean(axis=0)
    root = np.sqrt(variance + epsilon)
    normal = centred / root
    return scale * normal + shift, mean, variance, normal, scale / root


def normalisation_back(D, normal, factor):
    """(derivative by the input, by the scale, by the shift) of ``normalised``."""
    by_scale, by_shift = (D * normal).sum(axis=0), D.sum(axis=0)
    n = len(D)
    return factor * (D - by_shift / n - normal * (by_scale / n)), by_scale, by_shift


class BatchNormalisation:
    """``batch_normalise`` as a layer of the matrix form, with what it learns.

    scale, shift     (units,), from 1 and 0
    dscale, dshift   derivatives of the loss, summed over the batch, after ``backward``
    mean, variance   of the batches so far, running (units,): what the network uses
                     when it answers; the variance divided by n − 1, where n > 1
    """

    def __init__(self, units):
        self.scale, self.shift = np.ones(units), np.zeros(units)
        self.dscale, self.dshift = np.zeros(units), np.zeros(units)
        self.mean, self.variance = np.zeros(units), np.ones(units)
        self.learned = [(self.scale, self.dscale), (self.shift, self.dshift)]

    def forward(self, A):
        output, mean, variance, self._normal, self._factor = normalised(
            A, self.scale, self.shift
        )
        n = len(A)
        self.mean += MOMENTUM * (mean - self.mean)
        self.variance += MOMENTUM * (variance * n / max(n - 1, 1) - self.variance)
        return output

    def backward(self, D):
        D, self.dscale[:], self.dshift[:] = normalisation_back(
            D, self._normal, self._factor
        )
        return D

    def folded(self, W, b):
        """Weights and biases that do what W, b and this layer together do."""
        factor = self.scale / np.sqrt(self.variance + EPSILON)
        return W * factor, (b - self.mean) * factor + self.shift


class Dropout:
    """``dropout`` as a layer of the matrix form.

    held   whether the last mask stays; else every batch gets one of its own
    """

    learned = ()

    def __init__(self, keep, rng):
        self.keep, self.rng = keep, rng
        self.mask, self.held = None, False

    def forward(self, A):
        if self.mask is None or not self.held:
            self.mask = drawn(self.rng, A.shape, self.keep) / self.keep
        return A * self.mask

    def backward(self, D):
        return D * self.mask


def _batch(A):
    A = numbers("A", A, ndim=2)
    if not A.size:
        raise ValueError(
            f"A must hold at least one tuple and unit; its shape is {A.shape}."
        )
    return A


def _of_units(name, value, units):
    value = numbers(name, value, ndim=1)
    if len(value) != units:
        raise ValueError(
            f"{name} must hold one number for each of {units} units; it holds "
            f"{len(value)}."
        )
    return value


def _like(name, value, like):
    value = numbers(name, value, ndim=2)
    if value.shape != like.shape:
        raise ValueError(
            f"{name} must have the shape of the batch, {like.shape}; its shape is "
            f"{value.shape}."
        )
    return value
