"""The tuples in the space of two hidden units, and the line of the next unit there."""

import numpy as np

from bpcore import activations as act
from bpcore.classes import class_of
from bpcore.figures import given, palette
from bpcore.figures.canvas import Canvas, drawn
from bpcore.figures.charts.classes import key, markers
from bpcore.figures.charts.curves import step_up
from bpcore.inputs import cut

NEAR = 0.06  # share of the axis; tuples nearer than this share their label


class HiddenSpace(Canvas):
    """Each tuple at the outputs of two hidden units.

    X        the tuples, (tuples, inputs)
    T        targets of 0 and 1, (tuples,) or (tuples, 1); for several classes
             (tuples, outputs) with a 1 for the class
    labels   a word for each tuple, or None where there are many

    Where the two units are the whole last hidden layer and the output is one unit,
    a line shows where that unit answers 0.5.
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
        self.X, self.T = given.tuples(X, T)
        self.labels = ()
        if labels is not None:
            self.labels = given.texts("labels", labels, len(self.X), "tuple")
        self.ax = self.axes(title=title, xlabel="output of", ylabel="output of")
        self._fixed = None
        self._line = self.moving(
            self.ax.plot([], [], color=palette.BLACK, linewidth=1.6 * scale)[0]
        )
        self._classes = class_of(self.T)
        classes = max(self.T.shape[1], 2)
        self._points = markers(self, self.ax, classes, len(self.X), clip_on=False)
        key(self, self.ax, classes)
        self._texts = [
            self.moving(
                self.ax.text(0, 0, "", fontsize=9.5 * scale, path_effects=self.halo())
            )
            for _ in self.labels
        ]
        self.units = None

    def update(self, net, units=None):
        """Show the tuples at the outputs of two units of one hidden layer.

        units   their numbers; by default the first two of the last hidden layer
        """
        given.network(net, self.X.shape[1])
        layer, units = _two_hidden(net, units)
        places = [u - net.units(layer)[0] for u in units]
        points = np.zeros((0, 2))
        if len(self.X):
            points = net.outputs(self.X)[layer][:, places]
        self.points, self.units = points, units
        self._fix_axes(net.hidden)
        for k, dots in enumerate(self._points):
            dots.set_data(*points[self._classes == k].reshape(-1, 2).T)
        self._write_labels()
        whole = net.sizes[layer] == 2 and layer + 2 == len(net.sizes)
        self._line.set_data(
            *_line(net.weights[layer][places, 0], _bias(net) - _middle(net),
                   self._fixed[-1])
            if whole and net.sizes[-1] == 1
            else ([], [])
        )  # fmt: skip
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        if self.units is None:
            return "No network to show yet."
        told = f"The tuples at the outputs of units {self.units[0]} and {self.units[1]}"
        groups = [self.points[self._classes == k] for k in (0, 1)]
        if self.T.shape[1] > 1 or not all(map(len, groups)):
            return f"{told}, {len(self.points)} in all."
        apart = float(np.hypot(*(groups[1].mean(axis=0) - groups[0].mean(axis=0))))
        return f"{told}; the middles of the two classes are {apart:.2f} apart."

    def _write_labels(self):
        """A label beside each tuple; tuples at the same place share one."""
        low, high = self._fixed[-1]
        groups = []
        for word, point in zip(self.labels, self.points, strict=False):
            for words, place in groups:
                if np.abs(place - point).max() < NEAR * (high - low):
                    words.append(word)
                    break
            else:
                groups.append(([word], point))
        gap = 0.03 * (high - low)
        for text in self._texts:
            text.set_text("")
        for text, (words, (x, y)) in zip(self._texts, groups, strict=False):
            right, up = x > (low + high) / 2, y < (low + high) / 2
            text.set_text(drawn(_few(words)))
            text.set_position((x - gap if right else x + gap, y + gap * (2 * up - 1)))
            text.set_horizontalalignment("right" if right else "left")
            text.set_verticalalignment("bottom" if up else "top")

    def _fix_axes(self, hidden):
        low, high = act.ACTIVATIONS[act.KINDS[hidden]].range
        if high == np.inf:
            high = max(step_up(self.points.max(initial=0.0)), 1.0)
        if low == -np.inf:
            least = self.points.min(initial=0.0)
            low = -step_up(-least) if least < 0 else 0.0
        wanted = (self.units, (low, high))
        if wanted != self._fixed:
            self._fixed = wanted
            margin = 0.05 * (high - low)
            self.ax.set_xlim(low - margin, high + margin)
            self.ax.set_ylim(low - margin, high + margin)
            self.ax.set_xlabel(f"output of unit {self.units[0]}")
            self.ax.set_ylabel(f"output of unit {self.units[1]}")
            self.redraw_all()


def _two_hidden(net, units):
    """The layer and the numbers of two units of one hidden layer."""
    last = len(net.sizes) - 2
    if units is None:
        units = net.units(last)[:2] if last else ()
        if len(units) < 2:
            raise ValueError(
                "net must have two units or more in its last hidden layer; its sizes "
                f"are {net.sizes}."
            )
        return last, tuple(units)
    try:
        i, j = (given.unit("units", j, net) for j in units)
    except (TypeError, ValueError):
        i = j = None
    for layer in range(1, last + 1):
        if i != j and i in net.units(layer) and j in net.units(layer):
            return layer, (i, j)
    raise ValueError(
        "units must be the numbers of two units of one hidden layer, like "
        f"{tuple(net.units(1)[:2])}; it is {cut(units)}."
    )


def _few(words):
    """The labels of tuples at one place, as far as there is room."""
    if len(words) <= 3:
        return ", ".join(words)
    return f"{words[0]}, {words[1]} + {len(words) - 2}"


def _bias(net):
    """The bias of the first output unit; 0 where the units have none."""
    return net.biases[-1][0] if net.biases else 0.0


def _middle(net):
    """The net input at which the output unit answers 0.5."""
    return 0.5 if net.output == "identity" else 0.0


def _line(w, theta, limits):
    """Two points of the line w₁ x + w₂ y + θ = 0, well beyond the limits."""
    low, high = limits
    far = np.array([low - (high - low), high + (high - low)])
    if not np.abs(w).max() > 0:
        return [], []
    if abs(w[1]) > abs(w[0]):
        return far, -(w[0] * far + theta) / w[1]
    return -(w[1] * far + theta) / w[0], far
