"""Small problems of logic, each complete: every input there is, with its answer."""

from itertools import product

import numpy as np

from bpcore.datasets.dataset import DataSet
from bpcore.inputs import whole_number


def xor():
    """Exclusive or: 1 when exactly one of two inputs is 1.

    The smallest problem that no single unit can solve (Minsky & Papert 1969).
    """
    return _logic(2, lambda X: X.sum(axis=1) % 2, "exactly one is 1")


def parity(n):
    """1 when an odd number of n inputs is 1: 2ⁿ tuples; ``parity(2)`` is XOR."""
    n = whole_number("n", n, at_least=2, at_most=14)
    return _logic(n, lambda X: X.sum(axis=1) % 2, "an odd number of them is 1")


def symmetry(n):
    """1 when n inputs read the same from both ends: 2ⁿ tuples.

    Two hidden units are enough (Rumelhart, Hinton & Williams 1986).
    """
    n = whole_number("n", n, at_least=2, at_most=14)
    return _logic(n, lambda X: (X == X[:, ::-1]).all(axis=1), "mirror-symmetric")


def encoder(n):
    """Give back which of n inputs is 1: n tuples, for a network n-log₂n-n.

    Its hidden units have to invent a code (Rumelhart, Hinton & Williams 1986).
    """
    n = whole_number("n", n, at_least=2, at_most=256)
    return DataSet(
        np.eye(n), np.eye(n), _names(n), ("",) * n, "the inputs themselves",
        f"The {n} ways in which one of {n} inputs is 1.",
    )  # fmt: skip


def _logic(n, rule, what):
    X = np.array(list(product((0.0, 1.0), repeat=n)))
    return DataSet(
        X, rule(X).astype(float), _names(n), ("",) * n, what,
        f"All {2**n} combinations of {n} inputs of 0 or 1.",
    )  # fmt: skip


def _names(n):
    return tuple(f"x{i + 1}" for i in range(n))
