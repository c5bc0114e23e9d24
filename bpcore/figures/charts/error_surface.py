"""An error over one weight or over two, with the path that training took."""

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.canvas import Canvas
from bpcore.inputs import cut, numbers
from bpcore.tables import digits

FAR = 1e6  # what is drawn of a weight beyond all bounds


class OneWeight(Canvas):
    """E(w) as a curve, and the steps that training takes on it.

    error   function of an array of weights
    low, high   the weights shown; a run that leaves them gets a cross at the edge
    """

    def __init__(
        self, error, low=-3.0, high=3.0, title="One weight", width=340, height=300,
        scale=1.0,
    ):  # fmt: skip
        super().__init__(width, height, scale)
        self._error = given.function("error", error)
        self.low, self.high = low, high = given.between(low, high)
        self.ax = self.axes(title=title, xlabel="weight w", ylabel="error E")
        w = np.linspace(low, high, 200)
        E = self.error(w)
        span = float(E.max() - E.min()) or 1.0
        self.bottom = float(E.min()) - 0.04 * span
        self.top = float(E.max()) + 0.05 * span
        self.ax.set_xlim(low, high)
        self.ax.set_ylim(self.bottom, self.top)
        self.ax.plot(w, E, color=palette.GREY, linewidth=1.6 * scale)
        self._paths = _paths(self, self.ax, scale)
        self.update([])

    def error(self, w):
        """The error at each of these weights."""
        return _values(self._error, w)

    def update(self, path, pinned=None):
        """Show the weights of a run, (steps,), and of a pinned one."""
        path, pinned = _path("path", path, 1), _path("pinned", pinned, 1)
        for artists, steps in zip(self._paths, (path, pinned), strict=True):
            w = _weights(steps)[:, 0]
            E = np.minimum(self.error(w), self.top + 2 * (self.top - self.bottom))
            left = _leaves(w[:, None], self.low, self.high)
            edge = np.clip(w[left : left + 1], self.low, self.high)
            edges = np.stack([edge, np.clip(self.error(edge), self.bottom, self.top)])
            _draw(artists, np.stack([w, E])[:, : left + 1], edges)
        self.path = path[:, 0]
        self.left_in = _leaves(_weights(path), self.low, self.high)
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        if not len(self.path):
            return "No step to show yet."
        return (
            f"The weight goes from {digits(self.path[0], 2)} to "
            f"{digits(self.path[-1], 2)} in {len(self.path) - 1} steps."
            + _leaving(self.left_in, len(self.path))
        )


class TwoWeights(Canvas):
    """E(w₁, w₂) as contour lines, and the path of a run over it.

    error   function of two arrays of weights, least at (0, 0)
    low, high   the weights shown; a run that leaves them gets a cross at the edge
    """

    def __init__(
        self, error, low=-2.5, high=2.5, title="Two weights", width=330, height=300,
        scale=1.0,
    ):  # fmt: skip
        super().__init__(width, height, scale)
        given.function("error", error)
        self.low, self.high = low, high = given.between(low, high)
        self.ax = self.axes(title=title, xlabel="weight w₁", ylabel="weight w₂")
        self.ax.set_xlim(low, high)
        self.ax.set_ylim(low, high)
        w = np.linspace(low, high, 80)
        E = _values(error, *np.meshgrid(w, w))
        self.ax.contour(
            w, w, E, levels=np.quantile(E, [0.02, 0.08, 0.18, 0.32, 0.5, 0.7, 0.88]),
            colors=palette.GREY, linewidths=0.9 * scale,
        )  # fmt: skip
        self.ax.plot([0], [0], "+", color=palette.BLACK, ms=11 * scale)
        self._paths = _paths(self, self.ax, scale)
        self.update([])

    def update(self, path, pinned=None):
        """Show the weights of a run, (steps, 2), and of a pinned one."""
        path, pinned = _path("path", path, 2), _path("pinned", pinned, 2)
        for artists, steps in zip(self._paths, (path, pinned), strict=True):
            w = _weights(steps)
            left = _leaves(w, self.low, self.high)
            edge = np.clip(w[left : left + 1], self.low, self.high)
            _draw(artists, w[: left + 1].T, edge.T)
        self.path = path
        self.left_in = _leaves(_weights(path), self.low, self.high)
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        if not len(self.path):
            return "No step to show yet."
        (a, b), (c, d) = self.path[0], self.path[-1]
        return (
            f"The weights go from ({digits(a, 2)}, {digits(b, 2)}) to "
            f"({digits(c, 2)}, {digits(d, 2)}) in {len(self.path) - 1} steps; the "
            "least error is at (0, 0)." + _leaving(self.left_in, len(self.path))
        )


def _values(error, *w):
    """What an error function gives for arrays of weights: as many finite numbers."""
    try:
        with np.errstate(all="ignore"):
            E = error(*w)
    except Exception as fault:
        raise ValueError(
            "error must take an array of weights for each weight; it raised "
            f"{type(fault).__name__}: {cut(str(fault))}."
        ) from fault
    E = numbers("values of error", E, ndim=w[0].ndim if hasattr(E, "__len__") else 0)
    if E.ndim and E.shape != w[0].shape:
        raise ValueError(
            f"error must give one number for each weight, shape {w[0].shape}; its "
            f"shape is {E.shape}."
        )
    return np.broadcast_to(E, w[0].shape)


def _path(name, steps, count):
    """A path as (steps, count); it may hold NaN and infinity."""
    empty = isinstance(steps, list | tuple) and not steps
    if steps is None or empty or getattr(steps, "size", 1) == 0:
        return np.zeros((0, count))
    steps = numbers(name, steps, ndim=min(count, 2), finite=False)
    if count > 1 and steps.shape[1] != count:
        raise ValueError(
            f"{name} must hold {count} weights a step; its shape is {steps.shape}."
        )
    return steps.reshape(-1, count)


def _weights(w):
    """A path as finite numbers that stop at ``FAR``."""
    return np.clip(np.nan_to_num(w, nan=FAR, posinf=FAR, neginf=-FAR), -FAR, FAR)


def _leaves(w, low, high):
    """The first step outside the picture, or the number of steps."""
    outside = ((w < low) | (w > high)).any(axis=1)
    return int(np.argmax(outside)) if outside.any() else len(w)


def _leaving(step, steps):
    return "" if step >= steps else f" It leaves the picture in step {step}."


def _draw(artists, path, edge):
    """The path up to where it leaves; a cross there, or a large point at its end."""
    line, end, cross = artists
    line.set_data(*path)
    end.set_data(*path[:, -1:])
    cross.set_data(*edge)


def _paths(canvas, ax, scale):
    """Line, end point and cross of the run and of the pinned one, the pinned below."""
    made = []
    for color, marker, style in (
        (palette.BLUE, "o", "-"), (palette.VERMILION, "s", "--"),
    ):  # fmt: skip
        line = ax.plot(
            [], [], marker=marker, ms=4.5 * scale, color=color, ls=style,
            lw=1.3 * scale,
        )[0]  # fmt: skip
        end = ax.plot(
            [], [], marker=marker, ms=10 * scale, color=color, mec="white", ls=""
        )[0]
        cross = ax.plot(
            [], [], marker="X", ms=11 * scale, color=color, mec=palette.BLACK, ls="",
            clip_on=False,
        )[0]  # fmt: skip
        made.append((line, end, cross))
    for artists in reversed(made):
        for artist in artists:
            canvas.moving(artist)
    return made
