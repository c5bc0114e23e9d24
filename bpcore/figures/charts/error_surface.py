"""An error over one weight or over two, with the path that training took."""

from dataclasses import replace

import numpy as np

from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.plot import Axis, frame
from bpcore.figures.shapes import Dots, Line
from bpcore.inputs import as_array, cut, numbers
from bpcore.tables import digits

FAR = 1e6  # what is drawn of a weight beyond all bounds
LEVELS = (0.02, 0.08, 0.18, 0.32, 0.5, 0.7, 0.88)  # shares of the plane below a contour
# Colour, marker and dash of the run and of the pinned one.
LOOKS = (
    (palette.BLUE, "o", palette.LINES[0]), (palette.VERMILION, "s", palette.LINES[1]),
)  # fmt: skip


class OneWeight(Chart):
    """E(w) as a curve, and the steps that training takes on it.

    error   function of an array of weights
    low, high   the weights shown; a run that leaves them gets a cross at the edge
    """

    def __init__(
        self, error, low=-3.0, high=3.0, title="One weight", width=340, height=300,
        scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self._error = given.function("error", error)
        self.low, self.high = low, high = given.between(low, high)
        w = np.linspace(low, high, 200)
        E = self.error(w)
        span = float(E.max() - E.min()) or 1.0
        self.bottom = float(E.min()) - 0.04 * span
        self.top = float(E.max()) + 0.05 * span
        bare = frame(
            self.size, Axis(low, high, "weight w"),
            Axis(self.bottom, self.top, "loss E"), self.title, scale=self.scale,
        )  # fmt: skip
        curve = Line(bare.place(w, E), palette.GREY, 2.2 * self.scale)
        self.frame = replace(bare, under=(*bare.under, curve))
        self.update([])

    def error(self, w):
        """The error at each of these weights."""
        return _values(self._error, w)

    def update(self, path, pinned=None, refused=None):
        """Show the weights of a run, (steps,), and of a pinned one.

        refused   weights that were proposed and not taken, each a small cross
        """
        path, pinned = _path("path", path, 1), _path("pinned", pinned, 1)
        far = self.top + 2 * (self.top - self.bottom)
        off = _within(_path("refused", refused, 1), self.low, self.high)[:, 0]
        shapes = _crosses(self.frame.place(off, self.error(off)), self.scale)
        for steps, look in zip((pinned, path), LOOKS[::-1], strict=True):
            w = _weights(steps)
            left = _leaves(w, self.low, self.high)
            way = w[: left + 1, 0]
            edge = np.clip(w[left : left + 1, 0], self.low, self.high)
            ends = np.clip(self.error(edge), self.bottom, self.top)
            shapes += _drawn(
                self.frame.place(way, np.minimum(self.error(way), far)),
                self.frame.place(edge, ends), look, self.scale,
            )  # fmt: skip
        self.shapes = tuple(shapes)
        self.path, self.left_in = path[:, 0], left
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


class TwoWeights(Chart):
    """E(w₁, w₂) as contour lines, and the path of a run over it.

    error   function of two arrays of weights
    low, high   the weights shown; a run that leaves them gets a cross at the edge
    names   of the two weights
    least   where the error is least, (w₁, w₂); None where that is not known
    """

    def __init__(
        self, error, low=-2.5, high=2.5, title="Two weights", width=330, height=300,
        scale=1.0, names=("w₁", "w₂"), least=(0, 0),
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        given.function("error", error)
        self.low, self.high = low, high = given.between(low, high)
        self.names = given.texts("names", names, 2, "weight")
        self.least = _path("least", None if least is None else [least], 2)
        across, up = (Axis(low, high, f"weight {name}") for name in self.names)
        bare = frame(self.size, across, up, self.title, scale=self.scale)
        w = np.linspace(low, high, 80)
        lines = _contours(w, _values(error, *np.meshgrid(w, w)))
        contours = Line(bare.place(*lines.T), palette.GREY, 1.3 * self.scale)
        least = _crosses(
            bare.place(*self.least.T), self.scale, palette.INK, "+", 14, 1.4
        )
        self.frame = replace(bare, under=(*bare.under, contours, *least))
        self.update([])

    def update(self, path, pinned=None, refused=None):
        """Show the weights of a run, (steps, 2), and of a pinned one.

        refused   weights that were proposed and not taken, each a small cross
        """
        path, pinned = _path("path", path, 2), _path("pinned", pinned, 2)
        off = _within(_path("refused", refused, 2), self.low, self.high)
        shapes = _crosses(self.frame.place(*off.T), self.scale)
        for steps, look in zip((pinned, path), LOOKS[::-1], strict=True):
            w = _weights(steps)
            left = _leaves(w, self.low, self.high)
            edge = np.clip(w[left : left + 1], self.low, self.high)
            shapes += _drawn(
                self.frame.place(*w[: left + 1].T), self.frame.place(*edge.T), look,
                self.scale,
            )  # fmt: skip
        self.shapes = tuple(shapes)
        self.path, self.left_in = path, left
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        if not len(self.path):
            return "No step to show yet."
        (a, b), (c, d) = self.path[0], self.path[-1]
        return (
            f"The weights go from ({digits(a, 2)}, {digits(b, 2)}) to "
            f"({digits(c, 2)}, {digits(d, 2)}) in {len(self.path) - 1} steps"
            + "".join(f"; the least error is at ({x:g}, {y:g})" for x, y in self.least)
            + f".{_leaving(self.left_in, len(self.path))}"
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


def _contours(w, E):
    """Lines of equal error, (points, 2), with NaN between two of them."""
    from contourpy import contour_generator  # matplotlib's own engine

    found, gap = contour_generator(w, w, E), np.full((1, 2), np.nan)
    lines = [line for level in np.quantile(E, LEVELS) for line in found.lines(level)]
    return np.concatenate([gap, *(part for line in lines for part in (line, gap))])


def _path(name, steps, count):
    """A path as (steps, count); it may hold NaN and infinity."""
    if steps is None or not as_array(name, steps).size:
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


def _within(w, low, high):
    """Those rows of weights that lie inside the picture."""
    return w[((w >= low) & (w <= high)).all(axis=1)]


def _crosses(points, s, color=palette.GREY, marker="x", size=6, width=1.2):
    """A cross at each of these points: one shape, or none."""
    return [Dots(points, color, marker, size * s, width=width * s)] * bool(len(points))


def _leaves(w, low, high):
    """The first step outside the picture, or the number of steps."""
    outside = ((w < low) | (w > high)).any(axis=1)
    return int(np.argmax(outside)) if outside.any() else len(w)


def _leaving(step, steps):
    return "" if step >= steps else f" It leaves the picture in step {step}."


def _drawn(way, edge, look, s):
    """The shapes of a path: its steps, the last of them large, or a cross at the edge.

    way    its points up to the first outside;  edge: where that one leaves, or nothing
    """
    color, marker, dash = look
    inside = way[: len(way) - len(edge)]
    yield Line(way, color, 1.8 * s, dash)
    yield Dots(inside, color, marker, 6 * s, width=0.0)
    if len(edge):
        yield Dots(edge, color, "X", 15 * s, edge=palette.INK)
    else:
        yield Dots(inside[-1:], color, marker, 14 * s)
