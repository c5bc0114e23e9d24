"""Points in the plane in two classes, for pictures of decision regions."""

import numpy as np

from bpcore.datasets.dataset import DataSet
from bpcore.inputs import real_number, whole_number

MOST = 1_000_000  # points
MOST_NOISE = 1e6


def circles(n=200, noise=0.1, seed=0):
    """A disc of one class inside a ring of the other; noise is a standard deviation."""
    return _planar(n, noise, seed, _circles, "a disc inside a ring")


def moons(n=200, noise=0.1, seed=0):
    """Two crescents that reach into each other."""
    return _planar(n, noise, seed, _moons, "two crescents")


def spiral(n=200, noise=0.02, seed=0):
    """Two spirals wound round each other, of one and a half turns."""
    return _planar(n, noise, seed, _spiral, "two spirals")


def gaussians(n=200, noise=0.35, seed=0):
    """Four round clouds at the corners of a square, opposite ones of one class."""
    return _planar(n, noise, seed, _gaussians, "four clouds")


def blobs(n=200, noise=0.35, seed=0):
    """Two round clouds that a straight line can separate."""
    return _planar(n, noise, seed, _blobs, "two clouds")


def checkerboard(n=200, noise=0.0, seed=0):
    """Sixteen fields of alternating class: parity, in the plane."""
    return _planar(n, noise, seed, _checkerboard, "a board of 4 by 4 fields")


def _planar(n, noise, seed, place, what):
    n = whole_number("n", n, at_least=4, at_most=MOST)
    noise = real_number("noise", noise, at_least=0, at_most=MOST_NOISE)
    rng = np.random.Generator(np.random.PCG64(whole_number("seed", seed, at_least=0)))
    T = np.arange(n) % 2  # half of each class, or one more of the first
    X = place(rng.uniform(0, 1, (n, 2)), T) + noise * rng.standard_normal((n, 2))
    order = rng.permutation(n)
    return DataSet(
        X[order], T[order].astype(float), ("x1", "x2"), ("", ""), "class 1",
        f"{n} made points: {what}, scattered by {noise:g}.",
    )  # fmt: skip


def _circles(u, T):
    radius = np.where(T == 1, 0.5 * np.sqrt(u[:, 0]), 0.8 + 0.2 * u[:, 0])
    return _polar(radius, 2 * np.pi * u[:, 1])


def _moons(u, T):
    arc = _polar(np.ones(len(T)), np.pi * u[:, 0])
    other = np.array([0.5, 0.25]) - _polar(np.ones(len(T)), np.pi * u[:, 0])
    return np.where(T[:, None] == 1, other, arc - [0.5, 0.25])


def _spiral(u, T):
    along = np.sqrt(u[:, 0])
    return _polar(along, 3 * np.pi * along + np.pi * T)


def _gaussians(u, T):
    x = np.where(u[:, 0] < 0.5, -1.0, 1.0)
    return np.stack([x, np.where(T == 1, x, -x)], axis=1)


def _blobs(u, T):
    return np.where(T[:, None] == 1, [0.7, 0.7], [-0.7, -0.7])


def _checkerboard(u, T):
    """Each point in a field of its own class, away from the field's edge."""
    column = np.floor(4 * u[:, 0])
    row = 2 * np.floor(2 * u[:, 1]) + (column + T) % 2
    within = 0.15 + 0.7 * np.stack([4 * u[:, 0] - column, (2 * u[:, 1]) % 1], axis=1)
    return (np.stack([column, row], axis=1) + within) / 2 - 1


def _polar(radius, angle):
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
