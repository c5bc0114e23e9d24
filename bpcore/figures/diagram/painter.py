"""The same diagram as a matplotlib Figure, for a PNG where nothing is live."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from bpcore.figures import palette
from bpcore.figures.diagram.layout import lay_out
from bpcore.figures.diagram.svg import PHASE_COLORS
from bpcore.figures.figure_painter import DPI

POINT = 72 / DPI  # what one SVG pixel is in matplotlib's points


def diagram_figure(net, **what):
    """The network as a Figure; ``what`` is all that ``layout.lay_out`` takes."""
    return paint_figure(lay_out(net, **what))


def paint_figure(layout):
    """A layout as a Figure."""
    figure = Figure(figsize=(layout.width / DPI, layout.height / DPI), dpi=2 * DPI)
    FigureCanvasAgg(figure)
    paint_diagram(figure.add_axes((0, 0, 1, 1)), layout)
    return figure


def paint_diagram(ax, layout):
    """Paint a layout into axes of the layout's proportions."""
    ax.set_axis_off()
    ax.set_xlim(0, layout.width)
    ax.set_ylim(layout.height, 0)
    for c in sorted(layout.connections, key=lambda c: c.lit):
        _line(ax, c, layout)
    for u in layout.units:
        _unit(ax, u, layout)
    for c in layout.connections:
        if c.label:
            _text(ax, *c.label_at, c.label, 12, bold=c.lit, halo=True)
    for x, y, n in layout.gaps:
        _text(ax, x, y, f"… {n} more", 12, color=palette.GREY)
    for x, words in layout.captions:
        _text(ax, x, layout.height - 10, words, 12, color=palette.GREY)


def _line(ax, c, layout):
    positive = c.weight >= 0
    width = (max(c.width, 2.5) + 1.5 if c.lit else c.width) * POINT
    ax.plot(
        *zip(c.start, c.end, strict=True),
        color=palette.POSITIVE if positive else palette.NEGATIVE,
        linestyle="-" if positive else (0, (5, 3)),
        linewidth=width,
        alpha=1.0 if c.lit else (0.28 if layout.quiet else 0.8),
        zorder=2 if c.lit else 1,
    )
    if c.lit and layout.phase in ("forward", "error"):
        tail, tip = (c.start, c.end) if layout.phase == "forward" else (c.end, c.start)
        ax.annotate(
            "", xy=tip, xytext=tail, zorder=3,
            arrowprops={
                "arrowstyle": "-|>", "color": PHASE_COLORS[layout.phase],
                "linewidth": 0, "mutation_scale": 14, "shrinkA": 0, "shrinkB": 0,
            },
        )  # fmt: skip


def _unit(ax, u, layout):
    color = PHASE_COLORS[layout.phase] if u.lit else palette.GREY
    ax.add_patch(Circle((u.x, u.y), u.radius, facecolor="white", zorder=4))
    ax.add_patch(
        Circle((u.x, u.y), u.radius, facecolor=palette.SKY, alpha=0.55 * u.share,
               linewidth=0, zorder=4)
    )  # fmt: skip
    ax.add_patch(
        Circle((u.x, u.y), u.radius, fill=False, edgecolor=color,
               linewidth=(4 if u.lit else 1.4) * POINT, zorder=5)
    )  # fmt: skip
    if u.radius >= 12:
        offset = -8 if u.value else 0
        _text(ax, u.x, u.y + offset, u.number, 11, color=palette.GREY, bold=True)
        _text(ax, u.x, u.y + 6, u.value, 12, bold=u.lit)
    elif u.radius >= 7:
        _text(ax, u.x, u.y, u.number, 9, color=palette.GREY)
    below = u.y + u.radius + 10
    _text(ax, u.x, below, u.bias, 11.5, color=palette.GREY, halo=True)
    _text(ax, u.x, below + 13, u.error, 11.5, bold=True, halo=True)
    _text(ax, u.x - u.radius - 8, u.y, u.name, 12, ha="right")
    _text(ax, u.x + u.radius + 7, u.y, u.target, 12, ha="left")


def _text(
    ax, x, y, words, size, color=palette.INK, ha="center", bold=False, halo=False
):
    if words == "":
        return
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8} if halo else None
    ax.text(
        x, y, str(words), fontsize=size * POINT, color=color, ha=ha, va="center",
        parse_math=False,
        fontweight="bold" if bold else "normal", bbox=box, zorder=6,
    )  # fmt: skip
