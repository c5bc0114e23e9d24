"""The learning curve: the loss against the number of tuples that were trained on."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.curves import step_up
from bpcore.figures.plot import Axis, Entry, frame
from bpcore.figures.shapes import Dots, Line
from bpcore.tables import digits


class LearningCurve(Chart):
    """A curve for the tuples trained on and one for others, over how many were used.

    labels   one for each curve
    xlabel   what is counted
    """

    def __init__(
        self, labels=("training", "validation"), title="Learning curve",
        xlabel="training tuples", ylabel="mean loss", width=420, height=320, scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self.labels = given.texts("labels", labels, least=1)
        self.xlabel = given.text("xlabel", xlabel)
        self.ylabel = given.text("ylabel", ylabel)
        self.update([], *[[] for _ in self.labels])

    def update(self, sizes, *curves):
        """Show these curves: sizes, growing and above 0, and a value each, a curve."""
        [self.sizes] = given.several("sizes", [sizes], ("sizes",))
        if (np.diff(self.sizes, prepend=0.0) <= 0).any():
            raise ValueError(
                f"sizes must be above 0 and grow; they are {self.sizes.tolist()}."
            )
        self.curves = given.several("curves", curves, self.labels, len(self.sizes))
        self._fit()
        self.shapes = tuple(
            shape
            for k, curve in enumerate(self.curves)
            for shape in self._line(k, curve)
        )
        return self

    def words(self):
        """What the chart shows, in a sentence a curve."""
        if not len(self.sizes):
            return "No learning curve yet."
        first, last = self.sizes[0], self.sizes[-1]
        return " ".join(
            f"{label}: {digits(curve[0])} with {first:g}, {digits(curve[-1])} with "
            f"{last:g} {self.xlabel}."
            for label, curve in zip(self.labels, self.curves, strict=True)
        )

    def _line(self, k, curve):
        sound = np.isfinite(curve)
        points = self.frame.place(self.sizes, np.where(sound, curve, np.nan))
        color = palette.SERIES[k % 4]
        yield Line(points, color, 2.4 * self.scale, palette.LINES[k % 4])
        yield Dots(points[sound], color, palette.MARKERS[k % 6], 8 * self.scale)

    def _fit(self):
        values = np.concatenate([[], *self.curves])
        values = values[np.isfinite(values)]
        top = step_up(values.max()) if len(values) else 1.0
        low, high = (self.sizes[0], self.sizes[-1]) if len(self.sizes) else (1.0, 100.0)
        key = [
            Entry(label, palette.SERIES[k % 4], palette.LINES[k % 4],
                  palette.MARKERS[k % 6])
            for k, label in enumerate(self.labels)
        ]  # fmt: skip
        self.frame = frame(
            self.size,
            Axis(0.8 * low, 1.25 * high, self.xlabel, log=True, grid=True,
                 ticks=tuple((n, f"{n:g}") for n in self.sizes)),
            Axis(0.0, 1.04 * top, self.ylabel, grid=True),
            self.title, key, scale=self.scale,
        )  # fmt: skip
