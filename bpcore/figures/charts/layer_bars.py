"""One bar a layer: sizes of gradients, shares of saturated units and the like."""

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullFormatter

from bpcore.figures import given, palette
from bpcore.figures.canvas import Canvas, drawn
from bpcore.figures.charts.curves import limits
from bpcore.inputs import boolean
from bpcore.tables import digits

HATCHES = ("", "///", "...", "xxx")
WIDE = 0.8  # what the bars of one layer take of the place between two


class LayerBars(Canvas):
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
        super().__init__(width, height, scale)
        self.layers = given.texts("layers", layers, least=1)
        self.labels = given.texts("labels", labels, least=1)
        self.log = log = boolean("log", log)
        self.ax = self.axes(title=title, xlabel="layer", ylabel=ylabel, top=34)
        if log:
            self.ax.set_yscale("log")
            self.ax.yaxis.set_minor_formatter(NullFormatter())
        self.ax.set_xlim(-0.6, len(self.layers) - 0.4)
        self.ax.set_xticks(range(len(self.layers)), map(drawn, self.layers))
        self.ax.grid(axis="y", color=palette.PALE, linewidth=0.6 * scale)
        self.ax.set_axisbelow(True)
        self._wide = WIDE / len(self.labels)
        self._places = range(len(self.labels))
        self._bars = [self._series(k) for k in self._places]
        if len(self.labels) > 1:
            self.key(self.ax, [self._patch(k, (0, 0), 1) for k in self._places])
        for bars in self._bars:  # above the bars of every network
            for _, text in bars:
                self.moving(text)
        self._limits = None
        self.update(*[[0.0] * len(self.layers) for _ in self.labels])

    def update(self, *values):
        """Show these values: an array a network, one number a layer."""
        self.values = given.several("values", values, self.labels, len(self.layers))
        self._fit()
        low, top = self._limits
        for bars, numbers in zip(self._bars, self.values, strict=True):
            for (bar, text), value in zip(bars, numbers, strict=True):
                shown = value if np.isfinite(value) else top
                end = min(max(shown, low), top)
                bar.set_y(low)
                bar.set_height(end - low)
                bar.set_linestyle("-" if np.isfinite(value) else ":")
                text.xy = (text.xy[0], end)
                text.set_text(digits(value, 2) if np.isfinite(value) else "✖")
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

    def _series(self, k):
        """The bars of one network, each with its number above it."""
        s, made = self.scale, []
        size = (8.5 if len(self.labels) == 1 else 7.5) * s
        for layer in range(len(self.layers)):
            left = layer - WIDE / 2 + k * self._wide
            bar = self._patch(k, (left, 0), 0.92 * self._wide)
            self.moving(self.ax.add_patch(bar))
            text = self.ax.annotate(
                "", (left + 0.46 * self._wide, 0), (0, 2 * s), ha="center",
                textcoords="offset points", va="bottom", fontsize=size,
                path_effects=self.halo(),
            )  # fmt: skip
            made.append((bar, text))
        return made

    def _patch(self, k, corner, width):
        return Rectangle(
            corner, width, 0, facecolor=palette.SERIES[k % 4], edgecolor="white",
            hatch=HATCHES[k % 4], linewidth=0.8 * self.scale,
            label=drawn(self.labels[k]),
        )  # fmt: skip

    def _fit(self):
        _, _, low, top = limits(
            self.values, [None] * len(self.values), logs="y" if self.log else ""
        )
        if (low, top) != self._limits:
            self._limits = (low, top)
            room = (top / low) ** 0.08 if self.log else 1.08  # for the numbers
            self.ax.set_ylim(low, top * room)
            self.redraw_all()
