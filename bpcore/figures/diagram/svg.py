"""A network as an SVG string: live in a lab, in the colours of the reader's theme."""

from html import escape

from bpcore import theme
from bpcore.figures import given, palette
from bpcore.figures.diagram.layout import lay_out
from bpcore.figures.diagram.words import describe

TEXT, FAINT, PAPER = theme.DRAWN, theme.DRAWN_FAINT, theme.PAPER
PHASE_COLORS = {
    None: palette.BLACK,
    "forward": palette.FORWARD,
    "error": palette.ERROR,
    "update": palette.UPDATE,
}


def diagram(net, title="Network", **what):
    """The network as an SVG string; ``what`` is all that ``layout.lay_out`` takes.

    Width tells how large a weight is, colour and dash its sign (positive: blue and
    solid, negative: vermilion and dashed).  Lit parts are thick, and an arrow on a lit
    connection points the way its phase works: forward to the right, errors to the left.
    """
    return paint_svg(lay_out(net, **what), given.text("title", title))


def paint_svg(layout, title):
    """A layout as an SVG string."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{layout.width}" '
        f'height="{layout.height}" viewBox="0 0 {layout.width} {layout.height}" '
        f'style="max-width:100%;height:auto;font-family:{theme.FONT};background:{PAPER}">',
        f"<title>{escape(title)}</title><desc>{escape(describe(layout))}</desc>",
    ]
    quiet = [c for c in layout.connections if not c.lit]
    lit = [c for c in layout.connections if c.lit]
    parts += [_line(c, layout) for c in quiet + lit]
    parts += [_arrow(c, layout) for c in lit if layout.phase in ("forward", "error")]
    parts += [_unit(u, layout) for u in layout.units]
    parts += [_label(c, layout) for c in layout.connections if c.label]
    parts += [
        f'<text x="{x:.0f}" y="{y + 4:.0f}" text-anchor="middle" font-size="12" '
        f'fill="{FAINT}">⋮ {n} more</text>'
        for x, y, n in layout.gaps
    ]
    parts += [
        f'<text x="{x:.0f}" y="{layout.height - 6}" text-anchor="middle" '
        f'font-size="12" fill="{FAINT}">{escape(text)}</text>'
        for x, text in layout.captions
    ]
    return "".join([*parts, "</svg>"])


def _line(c, layout):
    color = palette.POSITIVE if c.weight >= 0 else palette.NEGATIVE
    dash = "" if c.weight >= 0 else ' stroke-dasharray="7 4"'
    opacity = 1.0 if c.lit else (0.4 if layout.quiet else 0.8)
    width = max(c.width, 2.5) + 1.5 if c.lit else c.width
    return (
        f'<line x1="{c.start[0]:.1f}" y1="{c.start[1]:.1f}" x2="{c.end[0]:.1f}" '
        f'y2="{c.end[1]:.1f}" stroke="{color}" stroke-width="{width:.2f}" '
        f'opacity="{opacity}"{dash}/>'
    )


def _arrow(c, layout):
    """An arrow head on a lit connection, pointing the way the phase works."""
    tip, tail = (c.end, c.start) if layout.phase == "forward" else (c.start, c.end)
    dx, dy = tip[0] - tail[0], tip[1] - tail[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    x, y = tip
    points = " ".join(
        f"{x - 13 * ux + side * 7 * -uy:.1f},{y - 13 * uy + side * 7 * ux:.1f}"
        for side in (1, -1)
    )
    return (
        f'<polygon points="{x:.1f},{y:.1f} {points}" '
        f'fill="{PHASE_COLORS[layout.phase]}"/>'
    )


def _unit(u, layout):
    color = PHASE_COLORS[layout.phase] if u.lit else FAINT
    parts = [
        f'<circle cx="{u.x:.1f}" cy="{u.y:.1f}" r="{u.radius:.1f}" fill="{PAPER}"/>',
        f'<circle cx="{u.x:.1f}" cy="{u.y:.1f}" r="{u.radius:.1f}" '
        f'fill="{palette.SKY}" fill-opacity="{0.55 * u.share:.2f}" stroke="{color}" '
        f'stroke-width="{4 if u.lit else 1.4}"/>',
    ]
    if u.radius >= 12:
        parts.append(
            _text(u.x, u.y - (5 if u.value else -4), u.number, 11, FAINT, bold=True)
        )
        if u.value:
            parts.append(_text(u.x, u.y + 10, u.value, 12, TEXT, bold=u.lit))
    elif u.radius >= 7:
        parts.append(_text(u.x, u.y + 3, u.number, 9, FAINT))
    below = u.y + u.radius + 14
    if u.bias:
        parts.append(_text(u.x, below, u.bias, 11.5, FAINT, halo=True))
    if u.error:
        parts.append(_text(u.x, below + 13, u.error, 11.5, TEXT, bold=True, halo=True))
    if u.name:
        parts.append(_text(u.x - u.radius - 8, u.y + 4, u.name, 12, TEXT, "end"))
    if u.target:
        parts.append(_text(u.x + u.radius + 7, u.y + 4, u.target, 12, TEXT, "start"))
    return "".join(parts)


def _label(c, layout):
    faint = layout.quiet and not c.lit
    return _text(
        c.label_at[0], c.label_at[1] + 4, c.label, 12, FAINT if faint else TEXT,
        bold=c.lit, halo=True,
    )  # fmt: skip


def _text(x, y, words, size, color, anchor="middle", bold=False, halo=False):
    weight = ' font-weight="700"' if bold else ""
    edge = f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="{color}"{weight}{edge}>{escape(str(words))}</text>'
    )
