"""What a network answers everywhere in the plane, with the tuples it learned from."""

from dataclasses import replace

import numpy as np

from bpcore.classes import class_of
from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.classes import color, key, markers, size
from bpcore.figures.plot import Axis, frame
from bpcore.figures.shapes import Dots, Line, Shade
from bpcore.notation import indexed

ACROSS, DOWN = 90, 90  # points at which the network is asked
SHADES = 64  # between the colours of two classes
DEPTH = 0.45  # opacity of what is quite certain


class DecisionRegion(Chart):
    """The plane of two inputs, shaded by the network's output, and the tuples.

    X        the tuples, (tuples, 2); they set the limits and stay.  Of more than two
             inputs the plane holds the others at 0, and shows the tuples that do so
    T        targets of 0 and 1, (tuples,) or (tuples, 1); for several classes
             (tuples, outputs) with a 1 for the class
    names    what the axes are, of two inputs or of all

    One output shades from blue (0) to vermilion (1), with a line where it is 0.5.
    Of several outputs the largest gives its region the colour of its class.  In a page
    a tuple answers to ``point`` and its row, any other place to ``place``.
    """

    act = "place"

    def __init__(
        self,
        X,
        T,
        names=("x1", "x2"),
        title="Decision region",
        width=360,
        height=360,
        scale=1.0,
    ):
        super().__init__(title, width, height, scale)
        self.X, self.T = given.tuples(X, T)
        names = given.texts("names", names, least=2)
        self.edges = left, right, bottom, top = _edges(self.X[:, :2])
        self.frame = frame(
            self.size, Axis(left, right, indexed(names[0])),
            Axis(bottom, top, indexed(names[1])), self.title,
            key(max(self.T.shape[1], 2)), scale=self.scale,
        )  # fmt: skip
        self._x, self._y = (
            np.linspace(left, right, ACROSS), np.linspace(bottom, top, DOWN),
        )  # fmt: skip
        self._grid = np.zeros((DOWN * ACROSS, self.X.shape[1]))
        self._grid[:, :2] = np.stack(np.meshgrid(self._x, self._y), -1).reshape(-1, 2)
        self._classes = class_of(self.T)
        self._in_plane = ~self.X[:, 2:].any(axis=1)
        self._points = self.frame.place(*self.X[:, :2].T)
        tuples = markers(self._points, self._classes, self.scale, self._in_plane)
        self.frame = replace(self.frame, over=(*self.frame.over, *tuples))
        self.shares = None
        self.wrong = 0

    def update(self, net):
        """Show what this network answers; misclassified tuples get a ring."""
        given.network(net, self.X.shape[1], self.T.shape[1])
        answers = net.predict(self._grid)
        regions = class_of(answers)
        self.shares = np.bincount(regions, minlength=max(answers.shape[1], 2))
        self.shares = self.shares / len(regions)
        wrong = np.zeros(len(self.X), dtype=bool)
        if len(self.X):
            wrong = class_of(net.predict(self.X)) != self._classes
        self.wrong = int(wrong.sum())
        self.shapes = (
            _shade(answers, regions),
            self._boundary(answers),
            Dots(self._points[self._in_plane & wrong], edge=palette.INK,
                 size=1.8 * size(len(self.X), self.scale), width=1.8 * self.scale),
        )  # fmt: skip
        return self

    @property
    def share(self):
        """The share of the plane that is answered with class 1."""
        return float(self.shares[1])

    def words(self):
        """What the chart shows, in a sentence."""
        if self.shares is None:
            return f"{len(self.X)} tuples; no network to show yet."
        told = (
            f"{self.wrong} of {len(self.X)} tuples misclassified (ringed); the network "
        )
        if self.T.shape[1] == 1:
            return (
                f"{told}answers class 1 in {100 * self.share:.0f} % of the plane shown."
            )
        shares = ", ".join(
            f"class {k} in {100 * share:.0f} %" for k, share in enumerate(self.shares)
        )
        return f"{told}answers {shares} of the plane shown."

    def _boundary(self, answers):
        """The line where the answer changes from one class to another."""
        if answers.shape[1] == 1:
            margins = [answers[:, 0] - 0.5]
        else:
            margins = [
                answers[:, k] - np.delete(answers, k, axis=1).max(axis=1)
                for k in range(answers.shape[1])
            ]
        lines = [_contour(self._x, self._y, m.reshape(DOWN, ACROSS)) for m in margins]
        return Line(self.frame.place(*np.concatenate(lines).T), width=2.2 * self.scale)


def _edges(X):
    """Left, right, bottom, top round the tuples, with a margin."""
    low, high = (X.min(axis=0), X.max(axis=0)) if len(X) else (np.zeros(2), np.ones(2))
    span = high - low
    margin = 0.12 * np.where(span > 0, span, np.maximum(1.0, np.abs(low)))
    (left, bottom), (right, top) = low - margin, high + margin
    return left, right, bottom, top


def _shade(answers, regions):
    """The colour of each point, the stronger the more certain its class is."""
    if answers.shape[1] > 1:
        return Shade(regions.reshape(DOWN, ACROSS)[::-1].astype(np.uint8), _TINTS)
    return between(answers.reshape(DOWN, ACROSS)[::-1])


def between(shares):
    """Shares from 0 to 1, (rows, columns), as colours between those of two classes."""
    known = np.clip(np.nan_to_num(shares, nan=0.5), 0, 1)
    return Shade((known * (SHADES - 1) + 0.5).astype(np.uint8), _BETWEEN)


def _rgba(color, opacity):
    """A colour as bytes of red, green, blue and opacity."""
    return [*bytes.fromhex(color[1:]), round(255 * opacity)]


_BETWEEN = np.array(
    [
        _rgba(color(int(share >= 0.5)), DEPTH * abs(2 * share - 1))
        for share in np.linspace(0, 1, SHADES)
    ],
    dtype=np.uint8,
)
_TINTS = np.array([_rgba(color(k), DEPTH) for k in range(256)], dtype=np.uint8)


def _contour(x, y, values):
    """Where ``values`` crosses zero: points of lines, (points, 2), with NaN between."""
    from contourpy import contour_generator  # matplotlib's own engine

    parts = [np.full((1, 2), np.nan)]
    for line in contour_generator(x, y, values).lines(0.0):
        parts += [line, parts[0]]
    return np.concatenate(parts)
