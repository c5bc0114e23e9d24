"""How numbers are spread: outputs, weights, net inputs, group over group."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.canvas import Canvas, drawn
from bpcore.figures.charts.curves import step_up
from bpcore.inputs import as_array, whole_number
from bpcore.tables import digits

MOST_BINS = 1000


class Histograms(Canvas):
    """Shares of one or several groups of numbers, in bins that stay where they are.

    low, high   the range of the bins; numbers beyond count in the first or last bin
    labels      one for each group
    bins        how many
    """

    def __init__(
        self, low, high, labels=("",), title="Spread", xlabel="value", bins=30,
        width=420, height=320, scale=1.0,
    ):  # fmt: skip
        super().__init__(width, height, scale)
        self.labels = given.texts("labels", labels, least=1)
        low, high = given.between(low, high)
        bins = whole_number("bins", bins, at_least=1, at_most=MOST_BINS)
        self.edges = np.linspace(low, high, bins + 1)
        self.ax = self.axes(title=title, xlabel=xlabel, ylabel="share")
        self.ax.set_xlim(low, high)
        self.ax.grid(color=palette.PALE, linewidth=0.6 * scale)
        self.ax.set_axisbelow(True)
        self._steps = []
        for k, label in enumerate(self.labels):
            look = {"color": palette.SERIES[k % 4], "linewidth": 1.8 * scale}
            self.moving(
                self.ax.stairs(np.zeros(bins), self.edges, fill=True, alpha=0.2, **look)
            )
            outline = self.ax.stairs(
                np.zeros(bins), self.edges, linestyle=palette.LINES[k % 4],
                label=drawn(label),
                **look,
            )  # fmt: skip
            self._steps.append((self._moving[-1], self.moving(outline)))
        if len(self.labels) > 1:
            self.moving(
                self.ax.legend(
                    handles=[outline for _, outline in self._steps],
                    fontsize=9 * scale, framealpha=0.75, edgecolor="none",
                    loc="upper right",
                )
            )  # fmt: skip
        self._note = self.moving(
            self.ax.text(
                0.03, 0.97, "", transform=self.ax.transAxes, va="top",
                fontsize=9.5 * scale,
            )
        )  # fmt: skip
        self._top = None
        self.update(*[[] for _ in self.labels])

    def update(self, *groups):
        """Show these groups of numbers, an array of any shape each."""
        self.groups = given.several(
            "groups", [as_array("groups", g).ravel() for g in groups], self.labels
        )
        shares = [self._shares(group) for group in self.groups]
        top = min(step_up(max(s.max() for s in shares)), 1.0)
        if top != self._top:
            self._top = top
            self.ax.set_ylim(0, 1.04 * top)
            self.redraw_all()
        for pair, share in zip(self._steps, shares, strict=True):
            for steps in pair:
                steps.set_data(share)
        gone = sum(int((~np.isfinite(g)).sum()) for g in self.groups)
        note = f"{gone} no longer a number" if gone else ""
        self._note.set_text(note if any(map(len, self.groups)) else "no numbers")
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
