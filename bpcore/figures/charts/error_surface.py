"""An error over one weight or over two, with the path that training took."""

import numpy as np

from bpcore.figures import palette
from bpcore.figures.canvas import Canvas
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
        self.error, self.low, self.high = error, low, high
        self.ax = self.axes(title=title, xlabel="weight w", ylabel="error E")
        w = np.linspace(low, high, 200)
        E = error(w)
        span = float(E.max() - E.min()) or 1.0
        self.bottom = float(E.min()) - 0.04 * span
        self.top = float(E.max()) + 0.05 * span
        self.ax.set_xlim(low, high)
        self.ax.set_ylim(self.bottom, self.top)
        self.ax.plot(w, E, color=palette.GREY, linewidth=1.6 * scale)
        self._paths = _paths(self, self.ax, scale)
        self.update([])

    def update(self, path, pinned=None):
        """Show the weights of a run, (steps,), and of a pinned one."""
        for artists, steps in zip(self._paths, (path, pinned), strict=True):
            w = _weights(steps, 1)[:, 0]
            E = np.minimum(self.error(w), self.top + 2 * (self.top - self.bottom))
            left = _leaves(w[:, None], self.low, self.high)
            edge = np.clip(w[left : left + 1], self.low, self.high)
            edges = np.stack([edge, np.clip(self.error(edge), self.bottom, self.top)])
            _draw(artists, np.stack([w, E])[:, : left + 1], edges)
        self.path = np.asarray(path, float)
        self.left_in = _leaves(_weights(path, 1), self.low, self.high)
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
        self.low, self.high = low, high
        self.ax = self.axes(title=title, xlabel="weight w₁", ylabel="weight w₂")
        self.ax.set_xlim(low, high)
        self.ax.set_ylim(low, high)
        w = np.linspace(low, high, 80)
        E = error(w[None, :], w[:, None])
        self.ax.contour(
            w, w, E, levels=np.quantile(E, [0.02, 0.08, 0.18, 0.32, 0.5, 0.7, 0.88]),
            colors=palette.GREY, linewidths=0.9 * scale,
        )  # fmt: skip
        self.ax.plot([0], [0], "+", color=palette.BLACK, ms=11 * scale)
        self._paths = _paths(self, self.ax, scale)
        self.update([])

    def update(self, path, pinned=None):
        """Show the weights of a run, (steps, 2), and of a pinned one."""
        for artists, steps in zip(self._paths, (path, pinned), strict=True):
            w = _weights(steps, 2)
            left = _leaves(w, self.low, self.high)
            edge = np.clip(w[left : left + 1], self.low, self.high)
            _draw(artists, w[: left + 1].T, edge.T)
        self.path = np.asarray(path, float)
        self.left_in = _leaves(_weights(path, 2), self.low, self.high)
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


def _weights(steps, count):
    """The path as finite numbers, (steps, count), that stop at ``FAR``."""
    w = np.asarray([] if steps is None else steps, float).reshape(-1, count)
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
