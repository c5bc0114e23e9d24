"""The tuples in the space of two hidden units, and the line of the next unit there."""

import numpy as np

from bpcore import activations as act
from bpcore.classes import class_of
from bpcore.figures import given, labels
from bpcore.figures.chart import Chart
from bpcore.figures.charts.classes import key, markers
from bpcore.figures.charts.curves import step_up
from bpcore.figures.plot import Axis, frame
from bpcore.figures.shapes import Line
from bpcore.inputs import cut

NEAR = 9.0  # pixels; tuples nearer than this share their label


class HiddenSpace(Chart):
    """Each tuple at the outputs of two hidden units.

    X        the tuples, (tuples, inputs)
    T        targets of 0 and 1, (tuples,) or (tuples, 1); for several classes
             (tuples, outputs) with a 1 for the class
    labels   a word for each tuple, or None where there are many

    Where the two units are the whole last hidden layer and the output is one unit,
    a line shows where that unit answers 0.5.  In a page a tuple answers to ``point``
    and its row.
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
        super().__init__(title, width, height, scale)
        self.X, self.T = given.tuples(X, T)
        self.labels = ()
        if labels is not None:
            self.labels = given.texts("labels", labels, len(self.X), "tuple")
        self._classes = class_of(self.T)
        self.units = self._range = None
        self._fit(None, 0.0, 1.0)

    def update(self, net, units=None):
        """Show the tuples at the outputs of two units of one hidden layer.

        units   their numbers; by default the first two of the last hidden layer
        """
        given.network(net, self.X.shape[1])
        layer, units = _two_hidden(net, units)
        places = [u - net.units(layer)[0] for u in units]
        self.points = np.zeros((0, 2))
        if len(self.X):
            self.points = net.outputs(self.X)[layer][:, places]
        self._fit(units, *_range(net.hidden, self.points))
        shapes = []
        whole = net.sizes[layer] == 2 and layer + 2 == len(net.sizes)
        if whole and net.sizes[-1] == 1:
            w, theta = net.weights[layer][places, 0], _bias(net) - _middle(net)
            line = _line(w, theta, self._range)
            shapes.append(Line(self.frame.place(*line), width=2.2 * self.scale))
        at = self.frame.place(*self.points.T)
        shapes += markers(at, self._classes, self.scale)
        self.shapes = (*shapes, *self._labels(at))
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

    def _labels(self, at):
        """A label beside each tuple; those at the same place share one."""
        groups = []
        for word, place in zip(self.labels, at, strict=False):
            for words, near in groups:
                if np.abs(place - near).max() < NEAR * self.scale:
                    words.append(word)
                    break
            else:
                groups.append(([word], place))
        return labels.beside(
            [place for _, place in groups], [_few(words) for words, _ in groups],
            self.frame, at,
        )  # fmt: skip

    def _fit(self, units, low, high):
        if (units, (low, high)) == (self.units, self._range) and self.frame:
            return
        self.units, self._range = units, (low, high)
        margin = 0.05 * (high - low)
        names = [f"output of unit {unit}" for unit in units or ("…", "…")]
        axes = [Axis(low - margin, high + margin, name) for name in names]
        entries = key(max(self.T.shape[1], 2))
        self.frame = frame(self.size, *axes, self.title, entries, scale=self.scale)


def _range(hidden, points):
    """The least and the largest output that the axes show."""
    low, high = act.ACTIVATIONS[act.KINDS[hidden]].range
    if high == np.inf:
        high = max(step_up(points.max(initial=0.0)), 1.0)
    if low == -np.inf:
        least = points.min(initial=0.0)
        low = -step_up(-least) if least < 0 else 0.0
    return low, high


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
    return f"{words[0]}, {words[1]} + {len(words) - 2} more"


def _bias(net):
    """The bias of the first output unit; 0 where the units have none."""
    return net.biases[-1][0] if net.biases else 0.0


def _middle(net):
    """The net input at which the output unit answers 0.5."""
    return 0.5 if net.output == "identity" else 0.0


def _line(w, theta, limits):
    """x and y of two points of the line w₁ x + w₂ y + θ = 0, well beyond the limits."""
    low, high = limits
    far = np.array([low - (high - low), high + (high - low)])
    if not np.abs(w).max() > 0:
        return [], []
    if abs(w[1]) > abs(w[0]):
        return far, -(w[0] * far + theta) / w[1]
    return -(w[1] * far + theta) / w[0], far
