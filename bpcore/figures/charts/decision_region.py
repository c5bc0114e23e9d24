"""What a network answers everywhere in the plane, with the tuples it learned from."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb

from bpcore.classes import class_of
from bpcore.figures import given, palette
from bpcore.figures.canvas import Canvas
from bpcore.figures.charts.classes import color, key, markers

ACROSS, DOWN = 90, 90  # points at which the network is asked
SHADES = LinearSegmentedColormap.from_list("classes", palette.SHADES)
# Shades as bytes: matplotlib resamples those in a quarter of the time of numbers.
PALETTE = SHADES(np.arange(256), bytes=True)


class DecisionRegion(Canvas):
    """The plane of two inputs, shaded by the network's output, and the tuples.

    X        the tuples, (tuples, 2); they set the limits and stay.  Of more than two
             inputs the plane holds the others at 0, and shows the tuples that do so
    T        targets of 0 and 1, (tuples,) or (tuples, 1); for several classes
             (tuples, outputs) with a 1 for the class
    names    what the axes are, of two inputs or of all

    One output shades from blue (0) to vermilion (1), with a line where it is 0.5.
    Of several outputs the largest gives its region the colour of its class.
    """

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
        super().__init__(width, height, scale)
        self.X, self.T = given.tuples(X, T)
        names = given.texts("names", names, least=2)
        self.ax = self.axes(title=title, xlabel=names[0], ylabel=names[1])
        self._in_plane = ~self.X[:, 2:].any(axis=1)
        edges = _edges(self.X[:, :2])
        self.ax.set_xlim(edges[:2])
        self.ax.set_ylim(edges[2:])
        self._x, self._y = (
            np.linspace(*edges[:2], ACROSS),
            np.linspace(*edges[2:], DOWN),
        )
        self._grid = np.zeros((DOWN * ACROSS, self.X.shape[1]))
        self._grid[:, :2] = np.stack(np.meshgrid(self._x, self._y), -1).reshape(-1, 2)
        self._shade = self.moving(
            self.ax.imshow(
                np.full((DOWN, ACROSS, 4), PALETTE[128]), extent=edges, origin="lower",
                aspect="auto", interpolation="bilinear", zorder=0,
            )
        )  # fmt: skip
        self._boundary = self.moving(
            self.ax.plot([], [], color=palette.BLACK, linewidth=1.6 * scale)[0]
        )
        classes = max(self.T.shape[1], 2)
        self._classes = class_of(self.T)
        dots = markers(self, self.ax, classes, len(self.X))
        for k, dot in enumerate(dots):
            dot.set_data(*self.X[self._in_plane & (self._classes == k), :2].T)
        key(self, self.ax, classes)
        self._wrong = self.moving(
            self.ax.plot(
                [], [], linestyle="none", marker="o", markerfacecolor="none",
                markersize=1.8 * dots[0].get_markersize(),
                markeredgecolor=palette.BLACK, markeredgewidth=1.3 * scale,
            )[0]
        )  # fmt: skip
        self.wrong = 0

    def update(self, net):
        """Show what this network answers; misclassified tuples get a ring."""
        given.network(net, self.X.shape[1], self.T.shape[1])
        answers = net.predict(self._grid)
        regions = class_of(answers)
        classes = max(answers.shape[1], 2)
        self.shares = np.bincount(regions, minlength=classes) / len(regions)
        self.share = float(self.shares[1])
        self._shade.set_data(
            _shades(answers) if answers.shape[1] == 1 else _tints(regions)
        )
        self._boundary.set_data(*_boundaries(self._x, self._y, answers))
        wrong = np.zeros(len(self.X), dtype=bool)
        if len(self.X):
            wrong = class_of(net.predict(self.X)) != self._classes
        self._wrong.set_data(*self.X[self._in_plane & wrong, :2].T)
        self.wrong = int(wrong.sum())
        return self

    def words(self):
        """What the chart shows, in a sentence."""
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


def _edges(X):
    """Left, right, bottom, top round the tuples, with a margin."""
    low, high = (X.min(axis=0), X.max(axis=0)) if len(X) else (np.zeros(2), np.ones(2))
    span = high - low
    margin = 0.12 * np.where(span > 0, span, np.maximum(1.0, np.abs(low)))
    (left, bottom), (right, top) = low - margin, high + margin
    return left, right, bottom, top


def _shades(answers):
    """Colours between those of the two classes as an image."""
    known = np.nan_to_num(answers, nan=0.5)
    places = (255 * np.clip(known, 0, 1)).astype(np.uint8)
    return PALETTE[places.reshape(DOWN, ACROSS)]


def _tints(regions):
    """Light colours of the classes as an image."""
    pale = [0.45 * np.array(to_rgb(color(k))) + 0.55 for k in range(regions.max() + 1)]
    return np.array(pale)[regions].reshape(DOWN, ACROSS, 3)


def _boundaries(x, y, answers):
    """Lines where the answer changes from one class to another."""
    if answers.shape[1] == 1:
        return _contour(x, y, answers.reshape(DOWN, ACROSS) - 0.5)
    parts = []
    for k in range(answers.shape[1]):
        others = np.delete(answers, k, axis=1).max(axis=1)
        parts.append(_contour(x, y, (answers[:, k] - others).reshape(DOWN, ACROSS)))
    return np.concatenate([np.reshape(part, (2, -1)) for part in parts], axis=1)


def _contour(x, y, values):
    """Where ``values`` crosses zero, as pieces of line separated by NaN."""
    from contourpy import contour_generator  # matplotlib's own engine

    lines = contour_generator(x, y, values).lines(0.0)
    if not lines:
        return [], []
    parts = [np.vstack([line, [[np.nan, np.nan]]]) for line in lines]
    return np.concatenate(parts).T
