"""The error over the epochs of a run, for one or several runs."""

import math

import numpy as np
from matplotlib.ticker import NullFormatter

from bpcore.figures import palette
from bpcore.figures.canvas import Canvas
from bpcore.tables import digits

MOST_POINTS = 400  # of a curve; more cannot be seen


class ErrorCurve(Canvas):
    """Loss (or another value an epoch) against the epoch number.

    labels   one for each curve
    logs     which axes are logarithmic: "", "x", "y" or "xy"
    title, ylabel
    """

    def __init__(
        self,
        labels=("training",),
        title="Error",
        ylabel="mean loss",
        logs="",
        width=420,
        height=320,
        scale=1.0,
    ):
        super().__init__(width, height, scale)
        self.labels, self.logs = tuple(labels), logs
        self.ax = self.axes(title=title, xlabel="epoch", ylabel=ylabel)
        self.ax.set_xscale("log" if "x" in logs else "linear")
        self.ax.set_yscale("log" if "y" in logs else "linear")
        self.ax.yaxis.set_minor_formatter(NullFormatter())
        self.ax.grid(color=palette.PALE, linewidth=0.6)
        self.ax.set_axisbelow(True)
        self._lines = [
            self.moving(
                self.ax.plot(
                    [], [], color=color, linestyle=style, linewidth=1.8 * scale,
                    label=label,
                )[0]
            )
            for label, color, style in zip(
                self.labels, palette.SERIES, palette.LINES, strict=False
            )
        ]  # fmt: skip
        self._end = self.moving(
            self.ax.plot([], [], "X", color=palette.BLACK, markersize=9 * scale)[0]
        )
        self._here = self.moving(
            self.ax.axvline(1, color=palette.GREY, linewidth=1.2 * scale, visible=False)
        )
        self._limit = self.moving(
            self.ax.axhline(
                1, color=palette.GREEN, linewidth=1.4 * scale, ls="-.", visible=False
            )
        )
        self._note = self.moving(
            self.ax.text(
                0.97, 0.95, "", transform=self.ax.transAxes, ha="right", va="top",
                fontsize=9.5 * scale,
            )
        )  # fmt: skip
        if len(self.labels) > 1:
            self.moving(
                self.ax.legend(
                    fontsize=9 * scale, framealpha=0.85, edgecolor="none",
                    loc="upper right", bbox_to_anchor=(1, 0.93),
                )
            )  # fmt: skip
        self._limits = None
        self.update(*[[] for _ in self.labels])

    def update(self, *curves, diverged_in=None, epoch=None, threshold=None, note=""):
        """Show these curves: one array a label, one value an epoch from 1.

        diverged_in   the epoch in which the first run diverged: its curve ends in a
                      cross there
        epoch         marks this epoch with a vertical line
        threshold     marks this value with a horizontal line
        note          a few words in the corner
        """
        self.curves = [np.asarray(curve, dtype=float) for curve in curves]
        self.diverged_in = diverged_in
        self._fit()
        for line, curve in zip(self._lines, self.curves, strict=True):
            x = np.arange(1, len(curve) + 1)
            keep = _thinned(len(curve), "x" in self.logs)
            line.set_data(x[keep], np.where(np.isfinite(curve), curve, np.nan)[keep])
        if diverged_in is not None:
            sound = self.curves[0][np.isfinite(self.curves[0])]
            y = min(sound[-1], self._limits[3]) if len(sound) else self._limits[3]
            self._end.set_data([max(len(sound), 1)], [y])
            note = note or f"diverged in epoch {diverged_in}"
        else:
            self._end.set_data([], [])
        self._here.set_visible(epoch is not None)
        if epoch is not None:
            self._here.set_xdata([epoch, epoch])
        self._limit.set_visible(threshold is not None)
        if threshold is not None:
            self._limit.set_ydata([threshold, threshold])
        self._note.set_text(note)
        return self

    def words(self):
        """What the chart shows, in a sentence a curve."""
        told = []
        for label, curve in zip(self.labels, self.curves, strict=True):
            sound = curve[np.isfinite(curve)]
            if not len(sound):
                told.append(f"{label}: no epoch to show.")
                continue
            told.append(
                f"{label}: {digits(sound[0])} in epoch 1, {digits(sound[-1])} in "
                f"epoch {len(sound)}."
            )
        if self.diverged_in is not None:
            told.append(f"Diverged in epoch {self.diverged_in}.")
        return " ".join(told)

    def _fit(self):
        """Limits in steps, so that a small change of the data moves no axis."""
        values = np.concatenate([c[np.isfinite(c)] for c in self.curves] or [[]])
        epochs = max([len(c) for c in self.curves], default=1)
        top = _step_up(values.max() if len(values) else 1.0)
        low = 0.0
        if "y" in self.logs:
            positive = values[values > 0]
            low = 10.0 ** math.floor(
                math.log10(positive.min() if len(positive) else 0.1) - 1e-9
            )
            top = max(10.0 ** math.ceil(math.log10(top) - 1e-9), low * 10)
        limits = (1 if "x" in self.logs else 0, _step_up(max(epochs, 2)), low, top)
        if limits != self._limits:
            self._limits = limits
            self.ax.set_xlim(limits[:2])
            self.ax.set_ylim(limits[2:])
            self.redraw_all()


def _thinned(n, logarithmic):
    """Places of at most so many points that show the curve."""
    if n <= MOST_POINTS:
        return np.arange(n)
    if logarithmic:
        return np.unique(np.geomspace(1, n, MOST_POINTS).astype(int)) - 1
    return np.unique(np.linspace(0, n - 1, MOST_POINTS).astype(int))


def _step_up(value):
    """The next of 1, 1.5, 2, 3, 5, 7 times a power of ten that is not below."""
    if not value > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    for step in (1, 1.5, 2, 3, 5, 7, 10):
        if value <= step * power * (1 + 1e-9):
            return step * power
    return 10 * power
