"""The error over the epochs of a run, for one or several runs."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.charts.curves import diverged_at, limits, thinned
from bpcore.figures.labels import in_a_corner
from bpcore.figures.plot import Axis, Entry, frame
from bpcore.figures.shapes import Dots, Line
from bpcore.inputs import choice, real_number, whole_number
from bpcore.tables import digits

THRESHOLD = (5, 1.5, 1, 1.5, 1, 1.5)  # a dash and two dots: no curve has it

# Colour and dash of each curve: both differ as long as there are as many.
LOOKS = list(zip(palette.SERIES, palette.LINES, strict=True))
LOOKS += [(c, s) for s in palette.LINES for c in palette.SERIES if (c, s) not in LOOKS]


class ErrorCurve(Chart):
    """Loss (or another value an epoch) against the epoch number.

    labels   one for each curve
    logs     which axes are logarithmic: "", "x", "y" or "xy"
    first    the place of the first curve's colour and line among those of a series
    xlabel   what is counted along the axis
    title, ylabel

    In a page any place answers to ``place``.
    """

    act = "place"

    def __init__(
        self,
        labels=("training",),
        title="Error",
        ylabel="mean loss",
        logs="",
        first=0,
        width=420,
        height=320,
        scale=1.0,
        xlabel="epoch",
    ):
        super().__init__(title, width, height, scale)
        self.labels = given.texts("labels", labels, least=1)
        self.xlabel = given.text("xlabel", xlabel)
        self.logs = choice("logs", logs, ("", "x", "y", "xy"))
        self.ylabel = given.text("ylabel", ylabel)
        first = whole_number("first", first, at_least=0, at_most=len(LOOKS) - 1)
        if len(self.labels) > len(LOOKS) - first:
            raise ValueError(
                f"labels must be {len(LOOKS) - first} or fewer, one for each curve; "
                f"they are {len(self.labels)}."
            )
        self._looks = LOOKS[first : first + len(self.labels)]
        self._limits = None
        self.update(*[[] for _ in self.labels])

    def update(self, *curves, diverged_in=None, epoch=None, threshold=None, note=""):
        """Show these curves: one array a label, one value an epoch from 1.

        diverged_in   the epoch in which the first run diverged: its curve ends in a
                      cross there; a curve that stops being a number gets one anyway
        epoch         marks this epoch with a vertical line
        threshold     marks this value with a horizontal line
        note          a few words in a corner
        """
        self.curves = given.several("curves", curves, self.labels)
        if diverged_in is not None:
            diverged_in = whole_number("diverged_in", diverged_in, at_least=1)
        if epoch is not None:
            epoch = real_number("epoch", epoch, at_least=0)
        if threshold is not None:
            threshold = real_number("threshold", threshold)
        note = given.text("note", note)
        self.diverged = [diverged_at(curve) for curve in self.curves]
        if diverged_in is not None:
            self.diverged[0] = diverged_in
        self._fit(threshold)
        note = note or "\n".join(self._divergences()) or self._nothing()
        shapes = [*self._lines(), *self._marks(epoch, threshold), *self._ends()]
        self.shapes = (*shapes, *in_a_corner(self.frame, note, shapes))
        return self

    def words(self):
        """What the chart shows, in a sentence a curve."""
        told = []
        for label, curve in zip(self.labels, self.curves, strict=True):
            sound = curve[np.isfinite(curve)]
            if not len(sound):
                told.append(f"{label}: no {self.xlabel} to show.")
                continue
            told.append(
                f"{label}: {digits(sound[0])} in {self.xlabel} 1, {digits(sound[-1])} "
                f"in {self.xlabel} {len(sound)}."
            )
        told += [f"{text[0].upper()}{text[1:]}." for text in self._divergences()]
        return " ".join(told)

    def _divergences(self):
        """A few words for each curve that diverged."""
        several = len(self.labels) > 1
        return [
            f"{label + ' ' if several else ''}diverged in {self.xlabel} {gone}"
            for label, gone in zip(self.labels, self.diverged, strict=True)
            if gone is not None
        ]

    def _nothing(self):
        return "" if any(map(len, self.curves)) else f"no {self.xlabel} to show"

    def _lines(self):
        """The curves; of a single value there is no line, but a dot."""
        for curve, (color, dash) in zip(self.curves, self._looks, strict=True):
            keep = thinned(curve, "x" in self.logs)
            values = np.where(np.isfinite(curve), curve, np.nan)[keep]
            points = self.frame.place(keep + 1, values)
            yield Line(points, color, 2.4 * self.scale, dash)
            if np.isfinite(curve).sum() == 1:
                yield Dots(points[np.isfinite(values)], color, size=8 * self.scale)

    def _marks(self, epoch, threshold):
        """Lines across the axes at an epoch and at a value."""
        left, right, low, top = self._limits
        if epoch is not None:
            points = self.frame.place([epoch, epoch], [low, top])
            yield Line(points, palette.GREY, 1.6 * self.scale)
        if threshold is not None:
            points = self.frame.place([left, right], [threshold, threshold])
            yield Line(points, palette.INK, 1.9 * self.scale, THRESHOLD)

    def _ends(self):
        """A cross where a run diverged: never outside the axes."""
        _, right, low, top = self._limits
        for curve, gone, (color, _) in zip(
            self.curves, self.diverged, self._looks, strict=True
        ):
            if gone is None:
                continue
            sound = np.flatnonzero(np.isfinite(curve[: gone - 1]))
            at = (min(gone, right), top)
            if len(sound):
                at = sound[-1] + 1, min(max(curve[sound[-1]], low), top)
            yield Dots(
                self.frame.place([at[0]], [at[1]]), color, "X", 13 * self.scale,
                edge=palette.INK,
            )  # fmt: skip

    def _fit(self, threshold):
        wanted = limits(self.curves, self.diverged, threshold, self.logs)
        if wanted == self._limits:
            return
        self._limits = left, right, low, top = wanted
        x, y = "x" in self.logs, "y" in self.logs
        key = [
            Entry(label, color, dash)
            for label, (color, dash) in zip(self.labels, self._looks, strict=True)
        ]
        self.frame = frame(
            self.size,
            Axis(left, right, self.xlabel, log=x, whole=not x, grid=True),
            Axis(low, top, self.ylabel, log=y, grid=True),
            self.title, key if len(key) > 1 else (), scale=self.scale,
        )  # fmt: skip
