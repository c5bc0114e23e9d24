"""One bar a layer: sizes of gradients, shares of saturated units and the like."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.curves import limits
from bpcore.figures.plot import Axis, Entry, frame
from bpcore.figures.shapes import Area, Words, letters
from bpcore.inputs import boolean
from bpcore.tables import digits

HATCHES = ("", "/", ".", "x")
WIDE = 0.8  # what the bars of one layer take of the place between two
NUMBER = 11.0  # size of the letters of a value


class LayerBars(Chart):
    """A value a layer, for one or several networks side by side.

    layers   names of the layers, from the first
    labels   one for each network
    log      a logarithmic axis, for values that shrink from layer to layer

    A value that is no finite number gets a bar to the top, dotted, with a cross.
    """

    def __init__(
        self, layers, labels=("",), title="By layer", ylabel="value", log=False,
        width=420, height=320, scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self.layers = given.texts("layers", layers, least=1)
        self.labels = given.texts("labels", labels, least=1)
        self.ylabel, self.log = given.text("ylabel", ylabel), boolean("log", log)
        self._limits = None
        self.update(*[[0.0] * len(self.layers) for _ in self.labels])

    def update(self, *values):
        """Show these values: an array a network, one number a layer."""
        self.values = given.several("values", values, self.labels, len(self.layers))
        self._fit()
        shapes, wide = [], WIDE / len(self.labels)
        for k, numbers in enumerate(self.values):
            for layer, value in enumerate(numbers):
                left = layer - WIDE / 2 + (k + 0.04) * wide
                shapes += self._bar(k, left, left + 0.92 * wide, float(value))
        self.shapes = tuple(sorted(shapes, key=lambda s: isinstance(s, Words)))
        return self

    def words(self):
        """What the chart shows, in a sentence a network."""
        return " ".join(
            (f"{label}: " if label else "")
            + ", ".join(
                f"{layer} {digits(v) if np.isfinite(v) else 'diverged'}"
                for layer, v in zip(self.layers, values, strict=True)
            )
            + "."
            for label, values in zip(self.labels, self.values, strict=True)
        )

    def _bar(self, k, left, right, value):
        """A bar and its number, which reads upwards where it is wider than the bar."""
        low, top = self._limits
        sound, color = np.isfinite(value), palette.SERIES[k % 4]
        end = min(max(value if sound else top, low), top)
        corners = self.frame.place([left, right, right, left], [low, low, end, end])
        yield Area(
            corners, color, 1.0 if sound else 0.3, color, 0.0 if sound else 1.6,
            () if sound else palette.LINES[3], HATCHES[k % 4],
        )  # fmt: skip
        size = NUMBER * self.scale
        text = digits(value, 2) if sound else "✖"
        x, y = float(corners[:, 0].mean()), float(corners[2, 1])
        long, room = letters(text, size), 1.1 * float(np.ptp(corners[:, 0]))
        if long <= room:
            yield Words(x, y - 0.7 * size, text, size, halo=True)
        elif 1.2 * size <= room:
            above = max(y - 4, self.frame.box[1] + long) - long / 2
            yield Words(x, above, text, size, turned=True, halo=True)

    def _fit(self):
        _, _, low, top = limits(
            self.values, [None] * len(self.values), logs="y" if self.log else ""
        )
        if (low, top) == self._limits:
            return
        self._limits = (low, top)
        room = (top / low) ** 0.16 if self.log else 1.16  # for the numbers
        key = [
            Entry(label, palette.SERIES[k % 4], hatch=HATCHES[k % 4])
            for k, label in enumerate(self.labels)
        ]
        self.frame = frame(
            self.size,
            Axis(-0.6, len(self.layers) - 0.4, "layer",
                 ticks=tuple(enumerate(self.layers))),
            Axis(low, top * room, self.ylabel, log=self.log, grid=True),
            self.title, key if len(key) > 1 else (), scale=self.scale,
        )  # fmt: skip
