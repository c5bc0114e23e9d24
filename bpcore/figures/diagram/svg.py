"""A network as an SVG string: live in a lab, in the colours of the reader's theme."""

from html import escape

from bpcore import theme
from bpcore.figures import given, palette
from bpcore.figures.diagram.layout import NUMBER, TEXT, VALUE, Term, lay_out
from bpcore.figures.diagram.places import LINE
from bpcore.figures.diagram.words import describe
from bpcore.figures.shapes import letters
from bpcore.notation import runs

INK, FAINT, PAPER = "currentColor", theme.DRAWN_FAINT, theme.PAPER
PHASE_COLORS = {
    None: palette.BLACK,
    "forward": palette.FORWARD,
    "error": palette.ERROR,
    "update": palette.UPDATE,
}
EASY = 14  # pixels across which a connection can be touched
MOST_EASY = 60  # connections of which each can be touched beside its line too


def diagram(net, title="Network", **what):
    """The network as an SVG string; ``what`` is all that ``layout.lay_out`` takes.

    Width tells how large a weight is, colour and dash its sign (positive: blue and
    solid, negative: vermilion and dashed).  Lit parts are thick, and an arrow on a lit
    connection points the way its phase works: forward to the right, errors to the left.
    In a page a unit answers to ``unit 4``, a connection to ``weight 4 6``.
    """
    return paint_svg(lay_out(net, **what), given.text("title", title))


def paint_svg(layout, title):
    """A layout as an SVG string, as wide as its place allows."""
    width, height = layout.width, layout.height
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}" style="display:block;max-width:100%;'
            f"width:var(--picture-width,{width:g}px);height:auto;color:{theme.DRAWN};"
            f'font-family:{theme.FONT};background:{PAPER};fill:{INK}">'
            f"<title>{escape(title)}</title><desc>{escape(describe(layout))}</desc>",
            *(_connection(c, layout) for c in layout.connections if not c.lit),
            *(_connection(c, layout) for c in layout.connections if c.lit),
            *(_unit(u, layout) for u in layout.units),
            *(_label(c, layout) for c in layout.connections if c.label),
            *(_text(x, y, f"+ {n} more", TEXT, halo=True) for x, y, n in layout.gaps),
            *(_text(x, height - 12, text, TEXT, FAINT) for x, text in layout.captions),
            "</svg>",
        ]
    )


def _connection(c, layout):
    """A line, its arrow if it is lit, and round it room for a finger."""
    color = palette.POSITIVE if c.weight >= 0 else palette.NEGATIVE
    look = "" if c.weight >= 0 else ' stroke-dasharray="7 4"'
    if not c.lit:
        look += f' opacity="{0.4 if layout.quiet else 0.8}"'
        look += ' class="bp-quiet"' if layout.quiet else ""
    width = max(c.width, 2.5) + 1.5 if c.lit else c.width
    (x1, y1), (x2, y2) = c.start, c.end
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    line = f'<line {ends} stroke="{color}" stroke-width="{width:.2f}"{look}'
    arrow = _arrow(c, layout)
    act = f'data-act="weight {c.i} {c.j}"'
    if len(layout.connections) > MOST_EASY:
        return f"{line} {act}/>{arrow}"
    easy = f'<line {ends} stroke="none" stroke-width="{EASY}" pointer-events="stroke"/>'
    return f"<g {act}>{easy}{line}/>{arrow}</g>"


def _arrow(c, layout):
    if not c.arrow:
        return ""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in c.arrow)
    return f'<polygon points="{points}" fill="{_lit(layout)}"/>'


def _lit(layout):
    """The colour of what is lit; without a phase it is that of letters."""
    return PHASE_COLORS[layout.phase] if layout.phase else INK


def _unit(u, layout):
    color = _lit(layout) if u.lit else FAINT
    circle = f'<circle cx="{u.x:.1f}" cy="{u.y:.1f}" r="{u.radius:.1f}"'
    parts = [
        f'<g data-act="unit {u.number}">{circle} fill="{PAPER}"/>'
        f'{circle} fill="{palette.SKY}" fill-opacity="{0.55 * u.share:.2f}" '
        f'stroke="{color}" stroke-width="{4 if u.lit else 1.4}"/>'
    ]
    if u.radius >= 9:
        y = u.y - 9 if u.value else u.y
        parts.append(_text(u.x, y, u.number, NUMBER, FAINT, bold=True))
    parts.append(_text(u.x, u.y + 6, u.value, VALUE, bold=u.lit))
    parts.append("</g>")
    for k, term in enumerate(u.below):
        y = u.y + u.radius + 10 + LINE * k
        parts.append(_text(u.x + u.aside, y, term, TEXT, bold=u.lit, halo=True))
    parts.append(_text(u.x - u.radius - 8, u.y, u.name, TEXT, anchor="end"))
    if u.target:
        x = u.x + u.radius + 7
        parts.append(_text(x, u.y, u.target, TEXT, anchor="start"))
    return "".join(parts)


def _label(c, layout):
    color = FAINT if layout.quiet and not c.lit and not c.flow else INK
    if c.flow:
        color = _lit(layout)
    x, y = c.label_at
    wide = 0.9 * letters(str(c.label), TEXT)
    ground = (
        f'<rect x="{x - wide / 2:.1f}" y="{y - 7:.1f}" width="{wide:.1f}" height="14" '
        f'fill="{PAPER}"/>'
    )
    text = _text(x, y, c.label, TEXT, color, bold=c.lit or c.flow, halo=True)
    return f'<g data-act="weight {c.i} {c.j}">{ground}{text}</g>'


def _text(x, y, words, size, color=INK, anchor="middle", bold=False, halo=False):
    """A line of text; y is the middle of its letters."""
    if words == "":
        return ""
    look = "" if color == INK else f' fill="{color}"'
    look += ' font-weight="700"' if bold else ""
    if halo:
        look += f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"'
    content = _typeset(words, size) if isinstance(words, Term) else escape(str(words))
    return (
        f'<text x="{x:.1f}" y="{y + 0.35 * size:.1f}" text-anchor="{anchor}" '
        f'font-size="{size:g}"{look}>{content}</text>'
    )


def _typeset(term, size):
    """A symbol as in mathematics, with true subscripts, and what follows it.

    A subscript is a shift and a smaller size, as not every browser knows
    ``baseline-shift``; what comes next is shifted back.
    """
    parts, down = [], 0.0
    for kind, text in runs(term.symbol):
        shift, small = {"": (0.0, 1.1), "sub": (0.28, 0.8), "sup": (-0.35, 0.8)}[kind]
        move = f' dy="{size * (shift - down):.1f}"' if shift != down else ""
        style = ' font-style="italic"' if not kind else ""
        parts.append(
            f'<tspan font-family="{theme.MATHS}"{style}{move} '
            f'font-size="{small * size:.1f}">{escape(text)}</tspan>'
        )
        down = shift
    if term.text:
        move = f' dy="{-size * down:.1f}"' if down else ""
        gap = " " if parts else ""
        parts.append(f"<tspan{move}>{gap}{escape(term.text)}</tspan>")
    return "".join(parts)
