"""Lesson 11: cells that keep what a gate lets in, forward and backward.

A cell has a connection of weight 1 to itself, so that it keeps its value; what is
added to it is multiplied by a gate:

    a = tanh(x A + α)   g = sigmoid(x G + γ)   c = (c of the step before) + g · a

and after the last step the output is O = c v + ω.  It is the cell of Hochreiter &
Schmidhuber, "Long short-term memory", *Neural Computation* 9 (1997), with its input
gate alone: without an output gate, and with a gate that sees the inputs only.

Every array may have further axes in front: so many networks are worked out at once.
"""

from typing import NamedTuple

import numpy as np

from bpcore.activations import SIGMOID, activate_all


class Cells(NamedTuple):
    """What is learned: A, G (inputs, cells), α, γ, v (cells,) and ω, a number."""

    A: np.ndarray
    alpha: np.ndarray
    G: np.ndarray
    gamma: np.ndarray
    v: np.ndarray
    omega: np.ndarray


# One cell for two inputs, a number and a mark: its gate opens at a mark.
ONE = Cells(
    np.array([[1.0], [0.0]]), np.zeros(1), np.array([[0.0], [6.0]]), np.array([-3.0]),
    np.array([0.5]), np.array(0.0),
)  # fmt: skip


class Passed(NamedTuple):
    """What a forward pass gave: a, g, c (steps, cells) and the output, a number."""

    a: np.ndarray
    g: np.ndarray
    c: np.ndarray
    O: np.ndarray


def starts(seeds, inputs=2, cells=4, span=0.5, closed=3.0):
    """Cells of as many networks as there are seeds, uniform in ±span.

    closed   taken off each γ, so that the gates begin nearly closed
    """
    shapes = [(inputs, cells), (cells,)] * 2 + [(cells,), ()]
    each = []
    for seed in seeds:
        rng = np.random.Generator(np.random.PCG64(seed))
        each.append([rng.uniform(-span, span, shape) for shape in shapes])
    cells = Cells(*(np.array(arrays) for arrays in zip(*each, strict=True)))
    return cells._replace(gamma=cells.gamma - closed)


def forward(cells, X):
    """One sequence X, (steps, inputs), through the cells, from 0."""
    a = np.tanh(X @ cells.A + cells.alpha[..., None, :])
    g = activate_all(SIGMOID, X @ cells.G + cells.gamma[..., None, :])
    c = np.cumsum(g * a, axis=-2)
    return Passed(a, g, c, np.sum(c[..., -1, :] * cells.v, axis=-1) + cells.omega)


def backward(cells, X, t):
    """The gradient of ½ (t − O)², and the error of each cell.

    The connection of a cell to itself has weight 1, and nothing squashes the value that
    it keeps: its error at the last step is its error at every step.
    """
    a, g, c, O = forward(cells, X)
    err = t - O
    err_c = err[..., None] * cells.v  # the same at every step
    into_a = err_c[..., None, :] * g * (1 - a * a)
    into_g = err_c[..., None, :] * a * g * (1 - g)
    up = Cells(
        X.T @ into_a, into_a.sum(axis=-2), X.T @ into_g, into_g.sum(axis=-2),
        err[..., None] * c[..., -1, :], err,
    )  # fmt: skip
    return Cells(*(-array for array in up)), err_c


def train(cells, sequences, rate, epochs):
    """Present every sequence, update after each; the last target alone counts."""
    for _ in range(epochs):
        for X, T in sequences:
            slopes, _ = backward(cells, X, T[-1, 0])
            cells = Cells(*(p - rate * s for p, s in zip(cells, slopes, strict=True)))
    return cells


def mean_loss(cells, sequences):
    """½ (t − O)², on average over the sequences."""
    off = [T[-1, 0] - forward(cells, X).O for X, T in sequences]
    return 0.5 * np.mean(np.square(off), axis=0)
