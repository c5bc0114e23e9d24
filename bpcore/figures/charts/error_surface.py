"""An error over one weight or over two, with the path that training took."""

import numpy as np

from bpcore.figures import palette
from bpcore.figures.canvas import Canvas
from bpcore.tables import digits


class OneWeight(Canvas):
    """E(w) as a curve, and the steps that training takes on it.

    error   function of an array of weights
    low, high   the weights shown; steps beyond end at the edge
    """

    def __init__(
        self, error, low=-3.0, high=3.0, title="One weight", width=340, height=300,
        scale=1.0,
    ):  # fmt: skip
        super().__init__(width, height, scale)
        self.error, self.low, self.high = error, low, high
        self.ax = self.axes(title=title, xlabel="weight w", ylabel="error E")
        w = np.linspace(low, high, 200)
        self.top = float(error(w).max()) * 1.05
        self.ax.set_xlim(low, high)
        self.ax.set_ylim(-0.04 * self.top, self.top)
        self.ax.plot(w, error(w), color=palette.GREY, linewidth=1.6 * scale)
        self._paths = _paths(self, self.ax, scale)

    def update(self, path, pinned=None):
        """Show the weights of a run, (steps,), and of a pinned one."""
        for (line, end), steps in zip(self._paths, (path, pinned), strict=True):
            w = np.clip(np.asarray([] if steps is None else steps, float), -1e6, 1e6)
            E = np.minimum(self.error(w), 2 * self.top) if len(w) else w
            line.set_data(w, E)
            end.set_data(w[-1:], E[-1:])
        self.path = np.asarray(path, float)
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        return (
            f"The weight goes from {digits(self.path[0], 2)} to "
            f"{digits(self.path[-1], 2)} in {len(self.path) - 1} steps."
        )


class TwoWeights(Canvas):
    """E(w₁, w₂) as contour lines, and the path of a run over it."""

    def __init__(
        self, error, low=-2.5, high=2.5, title="Two weights", width=330, height=300,
        scale=1.0,
    ):  # fmt: skip
        super().__init__(width, height, scale)
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

    def update(self, path, pinned=None):
        """Show the weights of a run, (steps, 2), and of a pinned one."""
        for (line, end), steps in zip(self._paths, (path, pinned), strict=True):
            w = np.clip(np.zeros((0, 2)) if steps is None else steps, -1e6, 1e6)
            line.set_data(w[:, 0], w[:, 1])
            end.set_data(w[-1:, 0], w[-1:, 1])
        self.path = np.asarray(path, float)
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        (a, b), (c, d) = self.path[0], self.path[-1]
        return (
            f"The weights go from ({digits(a, 2)}, {digits(b, 2)}) to "
            f"({digits(c, 2)}, {digits(d, 2)}) in {len(self.path) - 1} steps; the "
            "least error is at (0, 0)."
        )


def _paths(canvas, ax, scale):
    """Lines and end points of the run and of the pinned one, the pinned one below."""
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
        made.append((line, end))
    for pair in reversed(made):
        for artist in pair:
            canvas.moving(artist)
    return made
