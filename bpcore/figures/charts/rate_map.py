"""The final error of many runs: learning rate across, seed upward."""

import numpy as np
from matplotlib.colors import LogNorm

from bpcore.figures import palette
from bpcore.figures.canvas import Canvas
from bpcore.tables import digits


class RateMap(Canvas):
    """One field for each run of a sweep, dark where the error stayed high.

    rows   what ``bp.sweep`` returns, for one architecture; diverged runs get a cross
    """

    def __init__(self, rows, title="Final error", width=330, height=300, scale=1.0):
        super().__init__(width, height, scale)
        self.rates, self.seeds = np.unique(rows.learning_rate), np.unique(rows.seed)
        shape = (len(self.rates), len(self.seeds))
        self.loss = rows.loss.reshape(shape).T
        diverged = (rows.stopped_by == "diverged").reshape(shape).T
        self.ax = self.axes(
            title=title, xlabel="learning rate l", ylabel="seed", right=70
        )
        shown = self.ax.imshow(
            np.where(diverged, np.nan, np.maximum(self.loss, 1e-4)),
            origin="lower", aspect="auto", cmap="cividis_r",
            norm=LogNorm(1e-4, max(float(np.nanmax(self.loss)), 1e-3)),
        )  # fmt: skip
        y, x = np.nonzero(diverged)
        self.ax.plot(x, y, "x", color=palette.VERMILION, ms=7 * scale)
        ticks = range(0, len(self.rates), 3)
        self.ax.set_xticks(ticks, [f"{self.rates[k]:.3g}" for k in ticks])
        bar_at = self.figure.add_axes(
            [1 - 58 * scale / width, 0.2, 12 * scale / width, 0.66]
        )
        bar = self.figure.colorbar(shown, cax=bar_at)
        bar_at.tick_params(labelsize=8 * scale)
        bar.minorticks_off()
        self._here = self.moving(
            self.ax.axvline(0, color=palette.BLUE, linewidth=2 * scale)
        )
        self.update(self.rates[0])

    def update(self, rate):
        """Mark a learning rate with a line."""
        self.rate = rate
        at = np.interp(
            np.log(rate), np.log(self.rates), np.arange(len(self.rates)),
            left=-0.45, right=len(self.rates) - 0.55,
        )  # fmt: skip
        self._here.set_xdata([at, at])
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        middle = np.nanmedian(self.loss, axis=0)
        best = int(np.argmin(middle))
        return (
            f"{len(self.seeds)} seeds at each of {len(self.rates)} rates from "
            f"{self.rates[0]:.2g} to {self.rates[-1]:.2g}; the median error is least, "
            f"{digits(middle[best])}, at rate {self.rates[best]:.2g}."
        )
