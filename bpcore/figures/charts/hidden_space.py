"""The tuples in the space of two hidden units, and the line of the next unit there."""

import numpy as np

from bpcore.figures import palette
from bpcore.figures.canvas import Canvas


class HiddenSpace(Canvas):
    """Each tuple at the outputs of two hidden units.

    labels   a word for each tuple, or None where there are many
    """

    def __init__(
        self,
        X,
        T,
        labels=None,
        title="Hidden space",
        width=360,
        height=360,
        scale=1.0,
    ):
        super().__init__(width, height, scale)
        self.X = np.asarray(X, dtype=float)
        self.T = np.asarray(T, dtype=float).reshape(len(self.X))
        self.ax = self.axes(title=title, xlabel="output of", ylabel="output of")
        self._units, self._range = None, None
        self._line = self.moving(
            self.ax.plot([], [], color=palette.BLACK, linewidth=1.6 * scale)[0]
        )
        size = (38 if len(self.X) > 60 else 90) * scale
        self._points = [
            self.moving(
                self.ax.scatter(
                    [], [], s=size, marker=palette.MARKERS[k],
                    color=palette.CLASSES[k], edgecolor="white", linewidth=0.8,
                    clip_on=False,
                )
            )
            for k in (0, 1)
        ]  # fmt: skip
        self._labels = [
            self.moving(self.ax.text(0, 0, word, fontsize=9.5 * scale))
            for word in labels or ()
        ]

    def update(self, net, units=None):
        """Show the tuples at the outputs of two units of one hidden layer.

        units   their numbers; by default the first two of the last hidden layer
        """
        units = units or tuple(net.units(len(net.sizes) - 2)[:2])
        layer = next(k for k in range(len(net.sizes)) if units[0] in net.units(k))
        places = [u - net.units(layer)[0] for u in units]
        points = net.outputs(self.X)[layer][:, places]
        self._fix_axes(units, net.hidden)
        for k in (0, 1):
            self._points[k].set_offsets(points[(self.T >= 0.5) == k].reshape(-1, 2))
        for text, (x, y) in zip(self._labels, points, strict=False):
            text.set_position((x + 0.025, y + 0.025))
        only_these = net.sizes[layer] == 2 and layer + 2 == len(net.sizes)
        self._line.set_data(
            *_line(net.weights[layer][:, 0], net.biases[layer][0])
            if only_these
            else ([], [])
        )
        self.points, self.units = points, units
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        middles = [self.points[(self.T >= 0.5) == k].mean(axis=0) for k in (0, 1)]
        apart = float(np.hypot(*(middles[1] - middles[0])))
        return (
            f"The tuples at the outputs of units {self.units[0]} and {self.units[1]}; "
            f"the middles of the two classes are {apart:.2f} apart."
        )

    def _fix_axes(self, units, hidden):
        low, high = {"sigmoid": (0, 1), "tanh": (-1, 1)}.get(hidden, (0, None))
        if high is None:
            high = 4.0
        if (units, low, high) != (self._units, *(self._range or (None, None))):
            self._units, self._range = units, (low, high)
            self.ax.set_xlim(low - 0.05, high + 0.05)
            self.ax.set_ylim(low - 0.05, high + 0.05)
            self.ax.set_xlabel(f"output of unit {units[0]}")
            self.ax.set_ylabel(f"output of unit {units[1]}")
            self.redraw_all()


def _line(w, theta):
    """Two points of the line w₁ x + w₂ y + θ = 0."""
    if abs(w[1]) > abs(w[0]):
        x = np.array([-2.0, 5.0])
        return x, -(w[0] * x + theta) / w[1]
    if w[0] == 0:
        return [], []
    y = np.array([-2.0, 5.0])
    return -(w[1] * y + theta) / w[0], y
