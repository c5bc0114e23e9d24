"""Tuples of several classes: which is which, by colour and by marker."""

import numpy as np

from bpcore.figures import palette
from bpcore.figures.plot import Entry
from bpcore.figures.shapes import Dots

FEW = 60  # tuples up to which markers are large


def color(k):
    """The colour of class k."""
    return palette.CLASSES[k % len(palette.CLASSES)]


def marker(k):
    """The marker of class k."""
    return palette.MARKERS[k % len(palette.MARKERS)]


def size(tuples, scale):
    """How large the markers of so many tuples are, in pixels."""
    return scale * (12.5 if tuples <= FEW else 8.5)


def markers(points, classes, scale, which=None):
    """The shapes of tuples, one class over the other.

    points    in pixels, (tuples, 2)
    classes   of which class each is
    which     the rows that are shown, by default all; each answers to ``point`` and
              its row, from 0
    """
    which = np.ones(len(points), dtype=bool) if which is None else which
    for k in np.unique(classes).tolist():
        rows = np.flatnonzero(which & (classes == k))
        yield Dots(
            points[rows], color(k), marker(k), size(len(points), scale),
            width=scale, act=tuple(f"point {row}" for row in rows.tolist()),
        )  # fmt: skip


def key(classes):
    """The entries of the key for so many classes."""
    return [Entry(str(k), color(k), marker=marker(k)) for k in range(classes)]
