"""How many epochs runs took, one point a run, group beside group."""

import numpy as np
from matplotlib.ticker import NullFormatter

from bpcore.figures import given, palette
from bpcore.figures.canvas import Canvas, drawn
from bpcore.inputs import cut, real_number


class Spread(Canvas):
    """Epochs on a logarithmic axis; one column of points a group.

    groups    their names
    most      where runs were cut off; those stand at the top, hollow
    """

    def __init__(
        self, groups, most, title="Epochs needed", ylabel="epochs", width=300,
        height=300, scale=1.0,
    ):  # fmt: skip
        super().__init__(width, height, scale)
        self.groups = given.texts("groups", groups, least=1)
        self.most = most = real_number("most", most, at_least=1, at_most=1e12)
        self.ax = self.axes(title=title, ylabel=ylabel, xlabel="")
        self.ax.set_yscale("log")
        self.ax.yaxis.set_minor_formatter(NullFormatter())
        self.ax.set_ylim(0.8, 1.6 * most)
        self.ax.set_xlim(-0.6, len(self.groups) - 0.4)
        self.ax.set_xticks(range(len(self.groups)), map(drawn, self.groups))
        self.ax.axhline(most, color=palette.PALE, linewidth=1.2 * scale)
        self.ax.grid(axis="y", color=palette.PALE, linewidth=0.6)
        self.ax.set_axisbelow(True)
        self._dots, self._cut, self._middles, self._notes = [], [], [], []
        for k in range(len(self.groups)):
            look = {"color": palette.SERIES[k % 4], "ls": "", "ms": 5.5 * scale}
            marker = palette.MARKERS[k % len(palette.MARKERS)]
            for kept, face in (
                (self._dots, look["color"]),
                (self._cut, "white"),
            ):
                kept.append(
                    self.moving(
                        self.ax.plot([], [], marker, alpha=0.75, mfc=face, **look)[0]
                    )
                )
            self._middles.append(
                self.moving(
                    self.ax.plot([], [], "-", color=palette.BLACK, lw=2.2 * scale)[0]
                )
            )

            self._notes.append(
                self.moving(
                    self.ax.text(
                        k, np.sqrt(most), "", ha="center", fontsize=9.5 * scale
                    )
                )
            )
        self.update(*[[] for _ in self.groups])

    def update(self, *epochs):
        """Show these numbers of epochs, an array a group."""
        self.epochs = given.several("epochs", epochs, self.groups)
        for k, e in enumerate(self.epochs):
            if not (e > 0).all():
                raise ValueError(
                    f"epochs of {self.groups[k]} must be above 0; they are "
                    f"{cut(e.tolist())}."
                )
            x = k + 0.5 * (np.arange(len(e)) / max(len(e) - 1, 1) - 0.5)
            done = e < self.most
            self._dots[k].set_data(x[done], e[done])
            self._cut[k].set_data(x[~done], e[~done])
            middle = np.median(e) if len(e) else np.nan
            self._middles[k].set_data([k - 0.33, k + 0.33], [middle, middle])
            self._notes[k].set_text("" if len(e) else "no runs")
        return self

    def words(self):
        """What the chart shows, a sentence a group."""
        told = []
        for name, e in zip(self.groups, self.epochs, strict=True):
            if not len(e):
                told.append(f"{name}: no runs.")
                continue
            cut = int((e >= self.most).sum())
            told.append(
                f"{name}: median {np.median(e):.0f} epochs, from {e.min():.0f} to "
                f"{e.max():.0f}, {cut} of {len(e)} not there after {self.most:.0f}."
            )
        return " ".join(told)
