"""The error over the epochs of a run, for one or several runs."""

import numpy as np
from matplotlib.ticker import (
    FuncFormatter,
    LogFormatterMathtext,
    LogLocator,
    MaxNLocator,
    NullFormatter,
)

from bpcore.figures import given, palette
from bpcore.figures.canvas import ROUND, Canvas, drawn
from bpcore.figures.charts.curves import diverged_at, limits, thinned
from bpcore.inputs import choice, real_number, whole_number
from bpcore.tables import digits

THRESHOLD = (0, (5, 1.5, 1, 1.5, 1, 1.5))  # a dash and two dots: no curve has it
# Colour and dash of each curve: both differ as long as there are as many.
LOOKS = list(zip(palette.SERIES, palette.LINES, strict=True))
LOOKS += [(c, s) for s in palette.LINES for c in palette.SERIES if (c, s) not in LOOKS]


class ErrorCurve(Canvas):
    """Loss (or another value an epoch) against the epoch number.

    labels   one for each curve
    logs     which axes are logarithmic: "", "x", "y" or "xy"
    first    the place of the first curve's colour and line among those of a series
    title, ylabel
    """

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
    ):
        super().__init__(width, height, scale)
        self.labels = given.texts("labels", labels, least=1)
        self.logs = choice("logs", logs, ("", "x", "y", "xy"))
        self.ax = self.axes(title=title, xlabel="epoch", ylabel=ylabel)
        self._prepare_axes()
        first = whole_number("first", first, at_least=0, at_most=len(LOOKS) - 1)
        if len(self.labels) > len(LOOKS) - first:
            raise ValueError(
                f"labels must be {len(LOOKS) - first} or fewer, one for each curve; "
                f"they are {len(self.labels)}."
            )
        self._lines, self._ends = [], []
        for label, (color, style) in zip(self.labels, LOOKS[first:], strict=False):
            line = self.ax.plot(
                [],
                [],
                color=color,
                linestyle=style,
                linewidth=1.8 * scale,
                label=drawn(label),
            )[0]
            end = self.ax.plot(
                [], [], "X", color=color, mec=palette.BLACK, mew=0.8 * scale,
                markersize=10 * scale, clip_on=False,
            )[0]  # fmt: skip
            self._lines.append(self.moving(line))
            self._ends.append(end)
        self._here = self.moving(
            self.ax.axvline(1, color=palette.GREY, linewidth=1.2 * scale, visible=False)
        )
        self._limit = self.moving(
            self.ax.axhline(
                1,
                color=palette.BLACK,
                linewidth=1.4 * scale,
                ls=THRESHOLD,
                visible=False,
            )
        )
        self._key = None
        if len(self.labels) > 1:
            wide = 60 + 9 * len(title) + sum(48 + 6.5 * len(k) for k in self.labels)
            if wide * scale < width:
                self.key(self.ax, self._lines)  # never over a curve, and never redrawn
            else:
                self._key = self.moving(
                    self.ax.legend(
                        fontsize=9 * scale, framealpha=0.75, edgecolor="none",
                        loc="upper right",
                    )
                )  # fmt: skip
        for end in self._ends:
            self.moving(end)
        self._note = self.moving(
            self.ax.text(
                0.99, 1 - 9 * scale / self.ax.bbox.height, "", ha="right", va="top",
                transform=self.ax.transAxes,
                fontsize=9.5 * scale,
                bbox={"facecolor": "white", "alpha": 0.85, "lw": 0, "pad": 1.5 * scale},
            )
        )  # fmt: skip
        self._limits = None
        self.update(*[[] for _ in self.labels])

    def update(self, *curves, diverged_in=None, epoch=None, threshold=None, note=""):
        """Show these curves: one array a label, one value an epoch from 1.

        diverged_in   the epoch in which the first run diverged: its curve ends in a
                      cross there; a curve that stops being a number gets one anyway
        epoch         marks this epoch with a vertical line
        threshold     marks this value with a horizontal line
        note          a few words in the corner
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
        for line, end, curve, gone in zip(
            self._lines, self._ends, self.curves, self.diverged, strict=True
        ):
            keep = thinned(curve, "x" in self.logs)
            line.set_data(keep + 1, np.where(np.isfinite(curve), curve, np.nan)[keep])
            line.set_marker("o" if np.isfinite(curve).sum() == 1 else "")
            end.set_data(*self._end_of(curve, gone))
        self._here.set_visible(epoch is not None)
        if epoch is not None:
            self._here.set_xdata([epoch, epoch])
        self._limit.set_visible(threshold is not None)
        if threshold is not None:
            self._limit.set_ydata([threshold, threshold])
        note = note or "\n".join(self._divergences()) or self._nothing()
        self._note.set_text(drawn(note))
        if self._key is not None:  # the key stands below the note
            taken = (9 + 15 * len(note.splitlines())) * self.scale
            self._key.set_bbox_to_anchor(
                (1, 1 - taken / self.ax.bbox.height), self.ax.transAxes
            )
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
        told += [f"{text[0].upper()}{text[1:]}." for text in self._divergences()]
        return " ".join(told)

    def _divergences(self):
        """A few words for each curve that diverged."""
        several = len(self.labels) > 1
        return [
            f"{label + ' ' if several else ''}diverged in epoch {gone}"
            for label, gone in zip(self.labels, self.diverged, strict=True)
            if gone is not None
        ]

    def _nothing(self):
        return "" if any(map(len, self.curves)) else "no epoch to show"

    def _end_of(self, curve, gone):
        """Where the cross of a run that diverged stands: never outside the axes."""
        if gone is None:
            return [], []
        sound = np.flatnonzero(np.isfinite(curve[: gone - 1]))
        _, right, low, top = self._limits
        if not len(sound):
            return [min(gone, right)], [top]
        return [sound[-1] + 1], [min(max(curve[sound[-1]], low), top)]

    def _prepare_axes(self):
        ax = self.ax
        ax.set_xscale("log" if "x" in self.logs else "linear")
        ax.set_yscale("log" if "y" in self.logs else "linear")
        for axis, name in ((ax.xaxis, "x"), (ax.yaxis, "y")):
            axis.set_minor_formatter(NullFormatter())
            if name not in self.logs:  # which set_xscale has replaced
                axis.set_major_locator(
                    self.ticks(ax, integer=True)
                    if name == "x"
                    else MaxNLocator(6, steps=ROUND)
                )
        ax.grid(color=palette.PALE, linewidth=0.6 * self.scale)
        ax.set_axisbelow(True)

    def _fit(self, threshold):
        wanted = limits(self.curves, self.diverged, threshold, self.logs)
        if wanted != self._limits:
            self._limits = wanted
            self.ax.set_xlim(wanted[:2])
            self.ax.set_ylim(wanted[2:])
            self._ticks(*wanted)
            self.redraw_all()

    def _ticks(self, left, right, low, top):
        """On a logarithmic axis of two decades or less, 1, 2, 5; else whole powers."""
        self.ax.xaxis.set_major_formatter(FuncFormatter(_short))
        for name, axis, span in (
            ("x", self.ax.xaxis, right / max(left, 1)),
            ("y", self.ax.yaxis, top / max(low, 1e-300)),
        ):
            if name not in self.logs:
                continue
            near = span <= 100
            axis.set_major_locator(LogLocator(subs=(1, 2, 5) if near else (1,)))
            if name == "y":
                axis.set_major_formatter(
                    FuncFormatter(lambda v, _: f"{v:g}")
                    if near and 1e-4 <= low and top <= 1e4
                    else LogFormatterMathtext()
                )


def _short(epoch, _place):
    """20000 as 20k, so that the labels of long runs stay apart."""
    return f"{epoch / 1000:g}k" if epoch >= 10000 else f"{epoch:g}"
