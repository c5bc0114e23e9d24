"""How many epochs runs took, one point a run, group beside group."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.curves import step_up
from bpcore.figures.plot import NAME, Axis, frame
from bpcore.figures.shapes import Dots, Line, Words
from bpcore.inputs import cut, real_number

LEAST = 5.0  # times the bottom: the top of the axis at the least


class Spread(Chart):
    """Epochs on a logarithmic axis; one column of points a group.

    groups    their names
    most      where runs were cut off; those stand at the top, hollow

    The axis holds the runs, and reaches up to the cut where one was cut off.
    """

    def __init__(
        self, groups, most, title="Epochs needed", ylabel="epochs", width=300,
        height=300, scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self.groups = given.texts("groups", groups, least=1)
        self.most = most = real_number("most", most, at_least=1, at_most=1e12)
        self._ylabel, self._limits = given.text("ylabel", ylabel), None
        self.update(*[[] for _ in self.groups])

    def update(self, *epochs):
        """Show these numbers of epochs, an array a group."""
        self.epochs = given.several("epochs", epochs, self.groups)
        for name, e in zip(self.groups, self.epochs, strict=True):
            if not (e > 0).all():
                raise ValueError(
                    f"epochs of {name} must be above 0; they are {cut(e.tolist())}."
                )
        self._fit()
        shapes, right = [], len(self.groups) - 0.4
        if self.most <= self._limits[1]:
            limit = self.frame.place([-0.6, right], [self.most, self.most])
            shapes.append(Line(limit, palette.GREY, 1.4 * self.scale, palette.LINES[3]))
        for k, e in enumerate(self.epochs):
            shapes += self._column(k, e)
        self.shapes = tuple(shapes)
        return self

    def words(self):
        """What the chart shows, a sentence a group."""
        told = []
        for name, e in zip(self.groups, self.epochs, strict=True):
            if not len(e):
                told.append(f"{name}: no runs.")
                continue
            told.append(
                f"{name}: median {np.median(e):.0f} {self._ylabel}, from "
                f"{e.min():.0f} to {e.max():.0f}, {int((e >= self.most).sum())} of "
                f"{len(e)} not there after {self.most:.0f}."
            )
        return " ".join(told)

    def _fit(self):
        """Axes that the runs fill; up to the cut where one of them was cut off."""
        wanted = _limits(np.concatenate(self.epochs), self.most)
        if wanted == self._limits:
            return
        self._limits = wanted
        self.frame = frame(
            self.size,
            Axis(-0.6, len(self.groups) - 0.4, ticks=tuple(enumerate(self.groups))),
            Axis(*wanted, self._ylabel, log=True, grid=True),
            self.title, scale=self.scale,
        )  # fmt: skip

    def _column(self, k, e):
        """The runs of a group, those cut off hollow, and their middle."""
        s = self.scale
        if not len(e):
            middle = self.frame.place([k], [np.sqrt(np.prod(self._limits))])[0].tolist()
            return [Words(*middle, "no runs", s * NAME)]
        color, marker = palette.SERIES[k % 4], palette.MARKERS[k % 6]
        x = k + 0.5 * (np.arange(len(e)) / max(len(e) - 1, 1) - 0.5)
        points = self.frame.place(x, np.minimum(e, self.most))
        done, look = e < self.most, {"size": 8 * s, "opacity": 0.75, "marker": marker}
        middle = min(np.median(e), self.most)
        return [
            Dots(points[done], color, width=0.0, **look),
            Dots(points[~done], edge=color, width=1.6 * s, **look),
            Line(self.frame.place([k - 0.33, k + 0.33], [middle, middle]),
                 palette.INK, 3 * s),
        ]  # fmt: skip


def _limits(epochs, most):
    """Bottom and top of the axis, in steps: a small change of the runs moves none."""
    if not len(epochs):
        return 0.8, 1.6 * most
    shown = np.minimum(epochs, most)
    top = 1.6 * most if (epochs >= most).any() else 1.1 * step_up(shown.max())
    return min(0.8 / step_up(1 / shown.min()), top / LEAST), top
