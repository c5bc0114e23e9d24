"""What a network answers everywhere in the plane, with the tuples it learned from."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from bpcore.figures import palette
from bpcore.figures.canvas import Canvas

ACROSS, DOWN = 90, 90  # points at which the network is asked
SHADES = LinearSegmentedColormap.from_list("classes", ["#8FC3E4", "#F7F7F7", "#F0B48C"])


class DecisionRegion(Canvas):
    """The plane of two inputs, shaded by the network's output, and the tuples.

    X        the tuples, (tuples, 2); they set the limits and stay
    T        targets of 0 and 1, (tuples,) or (tuples, 1)
    names    what the two axes are
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
        self.X = np.asarray(X, dtype=float)
        self.T = np.asarray(T, dtype=float).reshape(len(self.X))
        low, high = self.X.min(axis=0), self.X.max(axis=0)
        margin = 0.12 * np.maximum(high - low, 1e-9)
        (left, bottom), (right, top) = low - margin, high + margin
        self.ax = self.axes(title=title, xlabel=names[0], ylabel=names[1])
        self.ax.set_xlim(left, right)
        self.ax.set_ylim(bottom, top)
        x, y = np.linspace(left, right, ACROSS), np.linspace(bottom, top, DOWN)
        self._x, self._y = x, y
        self._grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        self._shade = self.moving(
            self.ax.imshow(
                np.full((DOWN, ACROSS), 0.5), extent=(left, right, bottom, top),
                origin="lower", aspect="auto", cmap=SHADES, vmin=0, vmax=1,
                interpolation="bilinear", zorder=0,
            )
        )  # fmt: skip
        self._boundary = self.moving(
            self.ax.plot([], [], color=palette.BLACK, linewidth=1.6 * scale)[0]
        )
        size = (38 if len(self.X) > 60 else 80) * scale
        for k in (0, 1):
            mine = (self.T >= 0.5) == k
            self.moving(
                self.ax.scatter(
                    *self.X[mine].T, s=size, marker=palette.MARKERS[k],
                    color=palette.CLASSES[k], edgecolor="white", linewidth=0.8,
                )
            )  # fmt: skip
        self._wrong = self.moving(
            self.ax.scatter(
                [], [], s=3.2 * size, marker="o", facecolor="none",
                edgecolor=palette.BLACK, linewidth=1.3 * scale,
            )
        )  # fmt: skip
        self.wrong = 0

    def update(self, net):
        """Show what this network answers; misclassified tuples get a ring."""
        answers = net.predict(self._grid)[:, 0].reshape(DOWN, ACROSS)
        self._shade.set_data(answers)
        self._boundary.set_data(*_contour(self._x, self._y, answers - 0.5))
        wrong = (net.predict(self.X)[:, 0] >= 0.5) != (self.T >= 0.5)
        self._wrong.set_offsets(self.X[wrong].reshape(-1, 2))
        self.wrong = int(wrong.sum())
        self.share = float((answers >= 0.5).mean())
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        return (
            f"{self.wrong} of {len(self.X)} tuples misclassified (ringed); the network "
            f"answers class 1 in {100 * self.share:.0f} % of the plane shown."
        )


def _contour(x, y, values):
    """Where ``values`` crosses zero, as pieces of line separated by NaN."""
    from contourpy import contour_generator  # matplotlib's own engine

    lines = contour_generator(x, y, values).lines(0.0)
    if not lines:
        return [], []
    parts = [np.vstack([line, [[np.nan, np.nan]]]) for line in lines]
    return np.concatenate(parts).T
