"""The final error of many runs: learning rate across, seed upward."""

from dataclasses import replace

import numpy as np

from bpcore.figures import palette, ticks
from bpcore.figures.chart import Chart
from bpcore.figures.plot import TICK, Axis, frame
from bpcore.figures.shapes import Dots, Line, Shade, Words
from bpcore.inputs import real_number
from bpcore.tables import digits

LEAST = 1e-4  # errors below this have one colour
SHADES = 128
BAR = 11.0  # pixels across the scale of colours
# Colour and dash of a rate and of a pinned one, as on the surface and the curve.
LOOKS = tuple(zip(palette.SERIES[:2], palette.LINES[:2], strict=True))


class RateMap(Chart):
    """One field for each run of a sweep, dark where the error stayed high.

    rows   what ``bp.sweep`` returns, for one architecture; diverged runs get a cross
    """

    def __init__(self, rows, title="Final error", width=330, height=300, scale=1.0):
        super().__init__(title, width, height, scale)
        self.rates, self.seeds = _grid(rows)
        shape = (len(self.rates), len(self.seeds))
        self.loss = np.asarray(rows["loss"], dtype=float).reshape(shape).T
        self.diverged = (rows["stopped_by"] == "diverged").reshape(shape).T
        self.diverged |= ~np.isfinite(self.loss)
        self.loss = np.where(self.diverged, np.nan, self.loss)
        bare = frame(
            self.size,
            Axis(-0.5, len(self.rates) - 0.5, "learning rate l",
                 ticks=self._rate_ticks()),
            Axis(-0.5, len(self.seeds) - 0.5, "seed", ticks=_seed_ticks(self.seeds)),
            self.title, right=70, scale=self.scale,
        )  # fmt: skip
        y, x = np.nonzero(self.diverged)
        crosses = Dots(
            bare.place(x, y), palette.VERMILION, "x", 8 * self.scale,
            width=2.2 * self.scale,
        )  # fmt: skip
        most = max([1e-3, *self.loss[~self.diverged]])
        self.frame = replace(
            bare, under=(_shade(self.loss, most), crosses),
            over=(*bare.over, *_scale(bare, most)),
        )  # fmt: skip
        self.update(self.rates[0])

    def update(self, rate, pinned=None):
        """Mark a learning rate with a line, and one that is pinned with another."""
        self.rate = real_number("rate", rate, above=0)
        marks = [self._mark(self.rate, *LOOKS[0])]
        if pinned is not None:
            pinned = real_number("pinned", pinned, above=0)
            marks.insert(0, self._mark(pinned, *LOOKS[1]))
        self.pinned, self.shapes = pinned, tuple(marks)
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

    def _mark(self, rate, color, dash):
        """A line across the map at a rate."""
        at, s = self._place(rate), self.scale
        points = self.frame.place([at, at], [-0.5, len(self.seeds) - 0.5])
        return Line(points, color, 2.8 * s, dash, halo=1.6 * s)

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
        return tuple((self._place(r), _rate(r)) for r in rates)

    def _place(self, rate):
        return float(
            np.interp(
                np.log(rate), np.log(self.rates), np.arange(len(self.rates)),
                left=-0.45, right=len(self.rates) - 0.55,
            )
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


def _seed_ticks(seeds):
    """Ticks at some of the seeds."""
    places = ticks.even(0, max(len(seeds) - 1, 1), 6, whole=True)
    return tuple((k, f"{seeds[int(k)]:g}") for k, _ in places if k < len(seeds))


def _shade(loss, most):
    """The errors as colours, on a logarithmic scale; a run that diverged has none."""
    share = np.log(np.maximum(loss, LEAST) / LEAST) / np.log(most / LEAST)
    places = np.where(np.isnan(share), SHADES, np.round(share * (SHADES - 1)))
    return Shade(places[::-1].astype(np.uint8), _colors(), smooth=False)


def _colors():
    """Colours from light (a small error) to dark, and one that is not seen."""
    from matplotlib import colormaps

    made = colormaps["cividis_r"](np.linspace(0, 1, SHADES + 1), bytes=True)
    made[-1] = 0
    return made


def _scale(bare, most):
    """The scale of colours beside the axes, with its numbers."""
    _, top, right, bottom = bare.box
    s = bare.scale
    left = right + 10 * s
    pixels = np.arange(SHADES - 1, -1, -1, dtype=np.uint8)[:, None]
    yield Shade(pixels, _colors(), box=(left, top, left + BAR * s, bottom))
    axis = Axis(LEAST, most, log=True)
    for value, text in ticks.decades(LEAST, most, max(2, int((bottom - top) / 24 / s))):
        y = bottom + float(axis.share(value)) * (top - bottom)
        yield Words(left + (BAR + 4) * s, y, text, s * (TICK - 1), anchor="start")


def _rate(rate):
    """A rate with two digits: 0.05, 13, 100."""
    return f"{float(f'{rate:.2g}'):g}"
