"""An error on its way back through a sequence: how large it is at each step."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.curves import limits
from bpcore.figures.plot import Axis, Entry, frame
from bpcore.figures.shapes import Area, Dots, Line, Words
from bpcore.inputs import whole_number
from bpcore.tables import digits

MARKERS = ("o", "s", "^", "D")
USUAL = (1e-6, 1.0)  # what the axis spans at least: it stays while errors move
NOTE = 12.0  # size of the letters over what is cut off


class ErrorsInTime(Chart):
    """A value a step, on a logarithmic axis, for one or several networks.

    labels   one for each network

    The error starts at the last step, at the right, and travels to the left.
    """

    def __init__(
        self, labels=("",), title="Error carried back", ylabel="size of Err",
        width=420, height=320, scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self.labels = given.texts("labels", labels, least=1)
        self.ylabel, self._fitted = given.text("ylabel", ylabel), None
        self.update(*[[0.0, 0.0] for _ in self.labels])

    def update(self, *values, cut=0):
        """Show these values: an array a network, of steps 1, 2, 3 …

        cut   so many steps at the beginning are marked: no error reaches them
        """
        self.values = given.several("values", values, self.labels)
        steps = max(map(len, self.values))
        self.cut = whole_number("cut", cut, at_least=0, at_most=steps)
        self._fit(steps)
        shapes = [*self._cut_off()]
        for k, sizes in enumerate(self.values):
            sound = np.where(np.isfinite(sizes) & (sizes > 0), sizes, np.nan)
            points = self.frame.place(np.arange(1, len(sizes) + 1), sound)
            color = palette.SERIES[k % 4]
            shapes.append(Line(points, color, 1.8 * self.scale, palette.LINES[k % 4]))
            dots = points[np.isfinite(sound)]
            shapes.append(Dots(dots, color, MARKERS[k % 4], 7 * self.scale))
        self.shapes = tuple(shapes)
        return self

    def words(self):
        """What the chart shows, in a sentence a network."""
        told = [
            (f"{label}: " if label else "")
            + f"{digits(sizes[-1])} at step {len(sizes)}, "
            f"{digits(sizes[0])} at step 1."
            for label, sizes in zip(self.labels, self.values, strict=True)
            if len(sizes)
        ]
        told += [f"No error reaches steps 1 to {self.cut}."] * bool(self.cut)
        return " ".join(told)

    def _cut_off(self):
        """The steps that no error reaches."""
        if self.cut:
            _, _, low, top = self._fitted
            right = self.cut + 0.5
            box = self.frame.place([0.5, right, right, 0.5], [low, low, top, top])
            yield Area(box, palette.GREY, 0.25, hatch="/")
            x, y = float(box[:, 0].mean()), self.frame.box[1] + NOTE * self.scale
            yield Words(x, y, "cut off", NOTE * self.scale, halo=True)

    def _fit(self, steps):
        _, _, low, top = limits(self.values, [None] * len(self.values), logs="y")
        low, top = min(low, USUAL[0]), max(top, USUAL[1])
        if self._fitted == (self.labels, steps, low, top):
            return
        self._fitted = self.labels, steps, low, top
        key = [
            Entry(label, palette.SERIES[k % 4], palette.LINES[k % 4], MARKERS[k % 4])
            for k, label in enumerate(self.labels)
        ]
        self.frame = frame(
            self.size,
            Axis(0.5, steps + 0.5, "step t", whole=True),
            Axis(low, top, self.ylabel, log=True, grid=True),
            self.title, key if len(key) > 1 else (), scale=self.scale,
        )  # fmt: skip
