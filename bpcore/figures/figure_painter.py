"""Shapes as a matplotlib Figure, for where no page shows them.

Never pyplot: labs draw on another thread than cells.
"""

from functools import singledispatch

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from matplotlib.patheffects import withStroke

from bpcore.figures import palette
from bpcore.figures.shapes import STROKES, Area, Dots, Line, Shade, Words, hatching

DPI = 100
POINT = 72 / DPI  # what one pixel is in matplotlib's points
ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def painted(frame, shapes):
    """A chart as a drawn Figure: the frame, and between its shapes those of the data.

    Lines, areas and shades of the data end at the sides of the axes.
    """
    size = (round(frame.width) / DPI, round(frame.height) / DPI)
    figure = Figure(figsize=size, dpi=DPI, layout="none", facecolor=palette.PAPER)
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, frame.width), ylim=(frame.height, 0))
    ax.set_axis_off()
    left, top, right, bottom = frame.box
    axes = Rectangle((left, top), right - left, bottom - top, transform=ax.transData)
    everything = [
        *((shape, None) for shape in frame.under),
        *((shape, axes) for shape in shapes),
        *((shape, None) for shape in frame.over),
    ]
    for order, (shape, clip) in enumerate(everything, start=1):
        for artist in _artists(shape, ax, frame):
            artist.set_zorder(order)
            if clip and isinstance(shape, Line | Area | Shade):
                artist.set_clip_path(clip)
            else:
                artist.set_clip_on(False)
    figure.canvas.draw()
    return figure


@singledispatch
def _artists(shape, ax, frame):
    """The artists that draw a shape, in their order."""
    raise TypeError(f"{type(shape).__name__} is no shape.")


@_artists.register
def _(line: Line, ax, frame):
    style = (0, line.dash) if line.dash else "-"
    look = {"solid_capstyle": "butt", "alpha": line.opacity}
    if line.halo:
        wide = (line.width + 2 * line.halo) * POINT
        yield from ax.plot(*line.points.T, color=palette.PAPER, linewidth=wide, **look)
    yield from ax.plot(
        *line.points.T, color=line.color, linewidth=line.width * POINT,
        linestyle=style, **look,
    )  # fmt: skip


@_artists.register
def _(area: Area, ax, frame):
    yield ax.add_patch(
        Polygon(area.points, facecolor=area.color, alpha=area.opacity, linewidth=0)
    )
    if area.hatch:
        strokes = hatching(area.hatch, area.points)
        yield from ax.plot(*strokes.T, color=palette.PAPER, linewidth=1.4 * POINT)
    if area.edge:
        style = (0, area.dash) if area.dash else "-"
        yield ax.add_patch(
            Polygon(area.points, fill=False, edgecolor=area.edge, linestyle=style,
                    linewidth=area.width * POINT)
        )  # fmt: skip


@_artists.register
def _(dots: Dots, ax, frame):
    edge = dots.color if dots.marker in STROKES else dots.edge
    yield from ax.plot(
        *dots.points.T, linestyle="none", marker=dots.marker, alpha=dots.opacity,
        markersize=dots.size * POINT, markerfacecolor=dots.color or "none",
        markeredgecolor=edge, markeredgewidth=dots.width * POINT,
    )  # fmt: skip


@_artists.register
def _(shade: Shade, ax, frame):
    left, top, right, bottom = shade.box or frame.box
    image = ax.imshow(
        shade.palette[shade.pixels], extent=(left, right, bottom, top), aspect="auto",
        interpolation="bilinear" if shade.smooth else "nearest",
    )  # fmt: skip
    ax.set(xlim=(0, frame.width), ylim=(frame.height, 0))  # which imshow has moved
    yield image


@_artists.register
def _(words: Words, ax, frame):
    halo = [withStroke(linewidth=3 * POINT, foreground=palette.PAPER)]
    yield ax.text(
        words.x, words.y, words.text, fontsize=words.size * POINT, color=words.color,
        ha=ANCHORS[words.anchor], va="center" if words.turned else "center_baseline",
        rotation=90 if words.turned else 0, parse_math=False,
        fontweight="bold" if words.bold else "normal",
        path_effects=halo if words.halo else None,
    )  # fmt: skip
