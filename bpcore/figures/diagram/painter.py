"""The same diagram as a matplotlib Figure, for a PNG where nothing is live."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon

from bpcore.figures import palette
from bpcore.figures.diagram.layout import NUMBER, TEXT, VALUE, lay_out
from bpcore.figures.diagram.places import LINE
from bpcore.figures.diagram.svg import PHASE_COLORS
from bpcore.figures.figure_painter import DPI, POINT


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
            color = PHASE_COLORS[layout.phase] if c.flow else palette.INK
            _text(ax, *c.label_at, c.label, TEXT, color, bold=c.lit or c.flow,
                  halo=True)  # fmt: skip
    for x, y, n in layout.gaps:
        _text(ax, x, y, f"+ {n} more", TEXT, halo=True)
    for x, words in layout.captions:
        _text(ax, x, layout.height - 12, words, TEXT, palette.GREY)


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
    if c.arrow:
        color = PHASE_COLORS[layout.phase]
        ax.add_patch(Polygon(c.arrow, facecolor=color, linewidth=0, zorder=3))


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
    if u.radius >= 9:
        y = u.y - 9 if u.value else u.y
        _text(ax, u.x, y, u.number, NUMBER, palette.GREY, bold=True)
    _text(ax, u.x, u.y + 6, u.value, VALUE, bold=u.lit)
    for k, term in enumerate(u.below):
        y = u.y + u.radius + 10 + LINE * k
        _text(ax, u.x + u.aside, y, term, TEXT, bold=u.lit, halo=True)
    _text(ax, u.x - u.radius - 8, u.y, u.name, TEXT, ha="right")
    _text(ax, u.x + u.radius + 7, u.y, u.target or "", TEXT, ha="left")


def _text(
    ax, x, y, words, size, color=palette.INK, ha="center", bold=False, halo=False
):
    if not str(words):
        return
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8} if halo else None
    ax.text(
        x, y, str(words), fontsize=size * POINT, color=color, ha=ha,
        va="center_baseline", parse_math=False, bbox=box, zorder=6,
        fontweight="bold" if bold else "normal",
    )  # fmt: skip
