"""How numbers are spread: outputs, weights, net inputs, group over group."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.curves import step_up
from bpcore.figures.labels import in_a_corner
from bpcore.figures.plot import Axis, Entry, frame
from bpcore.figures.shapes import Area, Line
from bpcore.inputs import as_array, whole_number
from bpcore.tables import digits

MOST_BINS = 1000


class Histograms(Chart):
    """Shares of one or several groups of numbers, in bins that stay where they are.

    low, high   the range of the bins; numbers beyond count in the first or last bin
    labels      one for each group
    bins        how many
    """

    def __init__(
        self, low, high, labels=("",), title="Spread", xlabel="value", bins=30,
        width=420, height=320, scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self.labels = given.texts("labels", labels, least=1)
        self.xlabel = given.text("xlabel", xlabel)
        low, high = given.between(low, high)
        bins = whole_number("bins", bins, at_least=1, at_most=MOST_BINS)
        self.edges = np.linspace(low, high, bins + 1)
        self._top = None
        self.update(*[[] for _ in self.labels])

    def update(self, *groups):
        """Show these groups of numbers, an array of any shape each."""
        self.groups = given.several(
            "groups", [as_array("groups", g).ravel() for g in groups], self.labels
        )
        shares = [self._shares(group) for group in self.groups]
        self._fit(min(step_up(max(s.max() for s in shares)), 1.0))
        steps = [self._steps(share) for share in shares]
        lines = [
            Line(points, palette.SERIES[k % 4], 2.4 * self.scale, palette.LINES[k % 4])
            for k, points in enumerate(steps)
        ]
        areas = [
            Area(points, palette.SERIES[k % 4], 0.2) for k, points in enumerate(steps)
        ]
        note = in_a_corner(self.frame, self._note(), lines)
        self.shapes = (*areas, *lines, *note)
        return self

    def words(self):
        """What the chart shows, in a sentence a group."""
        return " ".join(
            (f"{label}: " if label else "") + self._told(group)
            for label, group in zip(self.labels, self.groups, strict=True)
        )

    def _shares(self, group):
        sound = group[np.isfinite(group)]
        kept = np.clip(sound, self.edges[0], self.edges[-1])
        return np.histogram(kept, self.edges)[0] / max(len(sound), 1)

    def _steps(self, share):
        """The outline of the bins, from the axis up and back to it."""
        heights = np.concatenate([[0.0], np.repeat(share, 2), [0.0]])
        return self.frame.place(np.repeat(self.edges, 2), heights)

    def _note(self):
        if not any(map(len, self.groups)):
            return "no numbers"
        gone = sum(int((~np.isfinite(g)).sum()) for g in self.groups)
        return f"{gone} no longer a number" if gone else ""

    def _told(self, group):
        sound = group[np.isfinite(group)]
        broken = len(group) - len(sound)
        gone = f" {broken} are no longer a number." if broken else ""
        if not len(sound):
            return "no numbers." + gone
        beyond = int(((sound < self.edges[0]) | (sound > self.edges[-1])).sum())
        count = f"{len(sound)} numbers" if len(sound) > 1 else "1 number"
        told = (
            f"{count}, middle {digits(np.median(sound))}, from "
            f"{digits(sound.min())} to {digits(sound.max())}"
        )
        if beyond:
            told += f"; {beyond} beyond the edges, counted in the outer bins"
        return f"{told}.{gone}"

    def _fit(self, top):
        if top == self._top:
            return
        self._top = top
        key = [
            Entry(label, palette.SERIES[k % 4], palette.LINES[k % 4])
            for k, label in enumerate(self.labels)
        ]
        self.frame = frame(
            self.size,
            Axis(self.edges[0], self.edges[-1], self.xlabel, grid=True),
            Axis(0.0, 1.04 * top, "share", grid=True),
            self.title, key if len(key) > 1 else (), scale=self.scale,
        )  # fmt: skip
