"""What the units of each layer give: a histogram a layer, standing upright."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.curves import step_up
from bpcore.figures.plot import Axis, Entry, frame
from bpcore.figures.shapes import Area, Words
from bpcore.tables import digits

HATCHES = ("", "/")
BINS = 24
WIDE = 0.46  # of the place between two layers, which the fullest bin takes
NOTE = 11.0  # size of the letters above a layer


class LayerOutputs(Chart):
    """Histograms of outputs by layer: one network to the left, another to the right.

    labels      of the two networks
    low, high   the range of the bins; where one is None it follows the numbers

    Outputs beyond the range count in its outer bins, what is no number nowhere.
    """

    def __init__(
        self, labels=("before", "after"), low=None, high=None, title="Outputs by layer",
        width=420, height=320, scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self.labels = given.texts("labels", labels, least=2)
        self._low, self._high = low, high
        self._fitted = None
        self.update([np.zeros((1, 1))], [np.zeros((1, 1))])

    def update(self, left, right, notes=()):
        """Show these outputs, an array of any shape a layer, and a note above each."""
        self.layers = [
            [np.asarray(layer, dtype=float).ravel() for layer in side]
            for side in (left, right)
        ]
        self.notes = tuple(notes) or ("",) * len(left)
        self._fit()
        shapes = [
            Area(
                self._outline(k, turn, layer), palette.SERIES[side], hatch=HATCHES[side]
            )
            for side, turn in enumerate((-1, 1))
            for k, layer in enumerate(self.layers[side])
        ]
        y = self.frame.box[1] + 0.7 * NOTE * self.scale
        for k, note in enumerate(self.notes):
            x = float(self.frame.place([k], [self.edges[0]])[0, 0])
            shapes += [Words(x, y, note, NOTE * self.scale, halo=True)] * bool(note)
        self.shapes = tuple(shapes)
        return self

    def words(self):
        """What the chart shows, in a sentence a network."""
        return " ".join(
            f"{label}: "
            + ", ".join(f"layer {k} {_told(v)}" for k, v in enumerate(side, start=1))
            + "."
            for label, side in zip(self.labels, self.layers, strict=True)
        )

    def _outline(self, k, turn, layer):
        """A layer's bins as steps to one side of its place."""
        sound = np.clip(layer[np.isfinite(layer)], self.edges[0], self.edges[-1])
        counts = np.histogram(sound, self.edges)[0]
        steps = turn * WIDE * counts / max(counts.max(), 1)
        across = np.concatenate([[0.0], np.repeat(steps, 2), [0.0]])
        return self.frame.place(k + across, np.repeat(self.edges, 2))

    def _fit(self):
        every = np.concatenate([layer for side in self.layers for layer in side])
        every = every[np.isfinite(every)]
        most = step_up(np.abs(every).max(initial=0.0))
        below = -most if len(every) and every.min() < -0.05 * most else 0.0
        low = below if self._low is None else self._low
        high = most if self._high is None else self._high
        count = len(self.layers[0])
        if self._fitted == (low, high, count):
            return
        self._fitted = low, high, count
        self.edges = np.linspace(low, high, BINS + 1)
        self.frame = frame(
            self.size,
            Axis(-0.6, count - 0.4, "layer",
                 ticks=tuple((k, f"{k + 1}") for k in range(count))),
            Axis(low, high + 0.12 * (high - low), "output", grid=True),
            self.title,
            [Entry(label, palette.SERIES[k], hatch=HATCHES[k])
             for k, label in enumerate(self.labels)],
            scale=self.scale,
        )  # fmt: skip


def _told(values):
    sound = values[np.isfinite(values)]
    if not len(sound):
        return "no numbers"
    return f"{digits(sound.min(), 2)} to {digits(sound.max(), 2)}"
