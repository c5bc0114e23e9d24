"""The final error of many runs: learning rate across, seed upward."""

import numpy as np
from matplotlib.colors import LogNorm
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import MaxNLocator

from bpcore.figures import palette
from bpcore.figures.canvas import Canvas
from bpcore.inputs import real_number
from bpcore.tables import digits

LEAST = 1e-4  # errors below this have one colour


class RateMap(Canvas):
    """One field for each run of a sweep, dark where the error stayed high.

    rows   what ``bp.sweep`` returns, for one architecture; diverged runs get a cross
    """

    def __init__(self, rows, title="Final error", width=330, height=300, scale=1.0):
        super().__init__(width, height, scale)
        self.rates, self.seeds = _grid(rows)
        shape = (len(self.rates), len(self.seeds))
        self.loss = np.asarray(rows["loss"], dtype=float).reshape(shape).T
        self.diverged = (rows["stopped_by"] == "diverged").reshape(shape).T
        self.diverged |= ~np.isfinite(self.loss)
        self.loss = np.where(self.diverged, np.nan, self.loss)
        self.ax = self.axes(
            title=title, xlabel="learning rate l", ylabel="seed", right=70
        )
        self._fields()
        self._rate_ticks()
        self._here = self.moving(
            self.ax.axvline(
                0, color=palette.BLUE, linewidth=2 * scale,
                path_effects=[Stroke(linewidth=4.5 * scale, foreground="w"), Normal()],
            )
        )  # fmt: skip
        self.update(self.rates[0])

    def update(self, rate):
        """Mark a learning rate with a line."""
        self.rate = rate = real_number("rate", rate, above=0)
        at = self._place(rate)
        self._here.set_xdata([at, at])
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        told = (
            f"{len(self.seeds)} seeds at each of {len(self.rates)} rates from "
            f"{_rate(self.rates[0])} to {_rate(self.rates[-1])}; "
        )
        sound = ~self.diverged.all(axis=0)
        if not sound.any():
            return told + "every run diverged."
        middle = np.full(len(self.rates), np.inf)
        middle[sound] = np.nanmedian(self.loss[:, sound], axis=0)
        best = int(np.argmin(middle))
        told += (
            f"the median error is least, {digits(middle[best])}, at rate "
            f"{_rate(self.rates[best])}."
        )
        gone = int(self.diverged.sum())
        return told + (f" {gone} of {self.loss.size} runs diverged." if gone else "")

    def _fields(self):
        s, width = self.scale, self.canvas.get_width_height()[0]
        most = max([1e-3, *self.loss[~self.diverged]])
        shown = self.ax.imshow(
            np.maximum(self.loss, LEAST), origin="lower", aspect="auto",
            cmap="cividis_r", norm=LogNorm(LEAST, most),
        )  # fmt: skip
        y, x = np.nonzero(self.diverged)
        self.ax.plot(x, y, "x", color=palette.VERMILION, ms=6 * s, mew=1.6 * s)
        self.ax.yaxis.set_major_locator(MaxNLocator(6, integer=True))
        seeds = self.seeds
        self.ax.yaxis.set_major_formatter(
            lambda y, _: f"{seeds[int(y)]:g}" if 0 <= y < len(seeds) else ""
        )
        box = self.ax.get_position()
        bar_at = self.figure.add_axes(
            [box.x1 + 10 * s / width, box.y0, 11 * s / width, box.height]
        )
        bar = self.figure.colorbar(shown, cax=bar_at)
        bar_at.tick_params(labelsize=8 * s)
        bar.minorticks_off()

    def _rate_ticks(self):
        """Ticks at round rates, wherever they fall between the columns."""
        first, last = np.log10(self.rates[[0, -1]])
        decades = np.arange(np.floor(first), np.ceil(last) + 1)
        steps = (1,) if last - first > 1.5 else (1, 2, 5)
        rates = [
            r for r in (d * k for d in 10.0**decades for k in steps)
            if self.rates[0] * 0.999 <= r <= self.rates[-1] * 1.001
        ]  # fmt: skip
        rates = rates or [self.rates[0]]
        self.ax.set_xticks([self._place(r) for r in rates], [_rate(r) for r in rates])

    def _place(self, rate):
        return np.interp(
            np.log(rate), np.log(self.rates), np.arange(len(self.rates)),
            left=-0.45, right=len(self.rates) - 0.55,
        )  # fmt: skip


def _grid(rows):
    """The rates and the seeds of a sweep, with one run for each pair of them."""
    fields = getattr(getattr(rows, "dtype", None), "names", None) or ()
    if not {"learning_rate", "seed", "sizes", "loss", "stopped_by"} <= {*fields}:
        raise TypeError(
            f"rows must be what bp.sweep returns; it is {type(rows).__name__}."
        )
    rates, seeds = np.unique(rows["learning_rate"]), np.unique(rows["seed"])
    if not len(rows) or len(rows) != len(rates) * len(seeds):
        raise ValueError(
            "rows must hold one run for each rate and seed, of one architecture; it "
            f"holds {len(rows)} for {len(rates)} rates and {len(seeds)} seeds."
        )
    return rates, seeds


def _rate(rate):
    """A rate with two digits: 0.05, 13, 100."""
    return f"{float(f'{rate:.2g}'):g}"
