"""Shapes as SVG for a page: as wide as its place allows, in the reader's theme.

Places are shares of the whole, so that the picture grows and shrinks while letters,
markers and lines keep their size.  A page may set ``--picture-width`` where a picture
is to be wider or narrower than it was made.
"""

import base64
import io
from functools import singledispatch
from html import escape
from weakref import WeakKeyDictionary

import numpy as np

from bpcore import theme
from bpcore.figures import palette
from bpcore.figures.shapes import STROKES, Area, Dots, Line, Shade, Words, hatching

# Colours that follow the theme.
THEMED = {
    palette.INK: "currentColor",
    palette.BLACK: "currentColor",
    palette.GREY: theme.DRAWN_FAINT,
    palette.PALE: theme.DRAWN_PALE,
    palette.PAPER: theme.PAPER,
}
# Markers within a square from −1 to 1, as paths; a circle and a square have their own.
MARKERS = {
    "^": "M0-1L1 1L-1 1Z",
    "v": "M0 1L1-1L-1-1Z",
    "D": "M0-1.2L1.2 0L0 1.2L-1.2 0Z",
    "P": "M-.4-1H.4V-.4H1V.4H.4V1H-.4V.4H-1V-.4H-.4Z",
    "X": "M-1-.5L-.5-1L0-.5L.5-1L1-.5L.5 0L1 .5L.5 1L0 .5L-.5 1L-1 .5L-.5 0Z",
    "+": "M-1 0H1M0-1V1",
    "x": "M-1-1L1 1M-1 1L1-1",
}

_painted_once = WeakKeyDictionary()  # frame → its shapes below and above, as SVG


def paint(frame, shapes, title, words, act=""):
    """A chart as an SVG string.

    shapes   what lies between the frame's lower and upper ones
    words    what the picture shows, for those who cannot see it
    act      what a place within the axes answers to
    """
    width, height = frame.width, frame.height
    under, over = _fixed(frame)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" height="{height:g}" '
        f'style="width:var(--picture-width,{width:g}px);max-width:100%;height:auto;'
        f"aspect-ratio:{width:g}/{height:g};display:block;font-family:{theme.FONT};"
        f'background:{theme.PAPER};color:{theme.DRAWN};fill:currentColor">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>"
        f"{under}{_painted(shapes, frame, frame.box, _touched(frame, act))}{over}</svg>"
    )


def _fixed(frame):
    """What stays of a chart, below and above its data; painted once."""
    if frame not in _painted_once:
        whole = (0, 0, frame.width, frame.height)
        _painted_once[frame] = (
            _painted(frame.under, frame, whole), _painted(frame.over, frame, whole),
        )  # fmt: skip
    return _painted_once[frame]


def _touched(frame, act):
    """A sheet over the axes that tells what numbers they span."""
    if not act:
        return ""
    left, top, right, bottom = frame.box
    log = "x" * frame.x.log + "y" * frame.y.log
    log = f' data-log="{log}"' if log else ""
    return (
        f"<rect {_at(frame, 'x', 'y', left, top)} "
        f'{_at(frame, "width", "height", right - left, bottom - top)} fill="none" '
        f'pointer-events="all" data-act="{escape(act)}" '
        f'data-x="{frame.x.low:.6g} {frame.x.high:.6g}" '
        f'data-y="{frame.y.low:.6g} {frame.y.high:.6g}"{log}/>'
    )


def _painted(shapes, frame, box, touched=""):
    """Shapes in their order; those that stretch share a sheet as far as they can.

    box       left, top, right, bottom of the sheet, beyond which nothing is seen
    touched   goes below the first shape that does not stretch
    """
    parts, stretched = [], []

    def flush():
        if stretched:
            parts.append(_sheet("".join(stretched), frame, box))
            stretched.clear()

    for shape in shapes:
        if isinstance(shape, Line | Area | Shade):
            stretched.append(_shape(shape, frame))
            continue
        flush()
        parts.append(touched)
        touched = ""
        parts.append(_shape(shape, frame))
    flush()
    return "".join([*parts, touched])


def _sheet(content, frame, box):
    """Shapes in the pixels of the frame, stretched with the picture."""
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    return (
        f"<svg {_at(frame, 'x', 'y', left, top)} "
        f"{_at(frame, 'width', 'height', wide, tall)} "
        f'viewBox="{left:g} {top:g} {wide:g} {tall:g}" preserveAspectRatio="none" '
        f'fill="none">{content}</svg>'
    )


def _at(frame, x_name, y_name, x, y):
    return (
        f'{x_name}="{100 * x / frame.width:.2f}%" '
        f'{y_name}="{100 * y / frame.height:.2f}%"'
    )


def _paint(color):
    return THEMED.get(color, color)


@singledispatch
def _shape(shape, frame):
    raise TypeError(f"{type(shape).__name__} is no shape.")


@_shape.register
def _(line: Line, frame):
    path = _path(line.points)
    if not path:
        return ""
    made = _stroke(path, line.color, line.width, line.dash, line.opacity)
    if line.halo:
        wide = line.width + 2 * line.halo
        made = _stroke(path, palette.PAPER, wide, (), line.opacity) + made
    return made


def _stroke(path, color, width, dash, opacity):
    dashes = " ".join(f"{width * length:.1f}" for length in dash)
    return (
        f'<path d="{path}" stroke="{_paint(color)}" stroke-width="{width:.3g}" '
        'vector-effect="non-scaling-stroke" stroke-linejoin="round"'
        + (f' stroke-dasharray="{dashes}"' if dash else "")
        + (f' opacity="{opacity:g}"' if opacity < 1 else "")
        + "/>"
    )


@_shape.register
def _(area: Area, frame):
    path = _path(area.points)
    if not path:
        return ""
    edge = ""
    if area.edge:
        edge = (
            f' stroke="{_paint(area.edge)}" stroke-width="{area.width:.3g}" '
            'vector-effect="non-scaling-stroke"'
        )
        if area.dash:
            dashes = " ".join(f"{area.width * length:.1f}" for length in area.dash)
            edge += f' stroke-dasharray="{dashes}"'
    return (
        f'<path d="{path}Z" fill="{_paint(area.color)}" '
        f'fill-opacity="{area.opacity:g}"{edge}/>{_hatched(area)}'
    )


def _hatched(area):
    """Strokes of paper over a box, for the second cue of its colour."""
    if not area.hatch:
        return ""
    strokes = _path(hatching(area.hatch, area.points))
    return _stroke(strokes, palette.PAPER, 1.4, (), 1.0)


def _path(points):
    """A line through points as SVG writes it; it begins anew after a gap."""
    parts, begun = [], False
    for x, y in points.tolist():
        if x != x or y != y:
            begun = False
            continue
        parts.append(f"{'L' if begun else 'M'}{x:.1f} {y:.1f}")
        begun = True
    return "".join(parts)


@_shape.register
def _(dots: Dots, frame):
    if not len(dots.points):
        return ""
    size, half = dots.size, dots.size / 2
    fill = _paint(dots.color) if dots.color else "none"
    edge = dots.color if dots.marker in STROKES else dots.edge
    group = (
        f'<g fill="{fill}" stroke="{_paint(edge)}" stroke-width="{dots.width:.3g}"'
        + (f' opacity="{dots.opacity:g}"' if dots.opacity < 1 else "")
        + ">"
    )
    acts = dots.act or [""] * len(dots.points)
    parts = []
    for (x, y), act in zip(dots.points.tolist(), acts, strict=True):
        act = f' data-act="{escape(act)}"' if act else ""
        if dots.marker == "o":
            parts.append(f'<circle {_at(frame, "cx", "cy", x, y)} r="{half:g}"{act}/>')
        elif dots.marker == "s":
            parts.append(
                f'<rect {_at(frame, "x", "y", x, y)} width="{size:g}" '
                f'height="{size:g}" transform="translate({-half:g} {-half:g})"{act}/>'
            )
        else:
            parts.append(
                f'<svg {_at(frame, "x", "y", x, y)} overflow="visible"><path '
                f'd="{MARKERS[dots.marker]}" transform="scale({half:g})" '
                f'vector-effect="non-scaling-stroke"{act}/></svg>'
            )
    return group + "".join(parts) + "</g>"


@_shape.register
def _(shade: Shade, frame):
    left, top, right, bottom = shade.box or frame.box
    rendering = "" if shade.smooth else ' style="image-rendering:pixelated"'
    return (
        f'<image x="{left:g}" y="{top:g}" width="{right - left:g}" '
        f'height="{bottom - top:g}" preserveAspectRatio="none"{rendering} '
        f'href="{bitmap(shade)}"/>'
    )


def bitmap(shade):
    """A shade as the address of a PNG with a palette."""
    from PIL import Image

    rows, columns = shade.pixels.shape
    pixels = np.ascontiguousarray(shade.pixels, dtype=np.uint8)
    image = Image.frombuffer("P", (columns, rows), pixels.tobytes(), "raw", "P", 0, 1)
    image.putpalette(shade.palette[:, :3].tobytes())
    out = io.BytesIO()
    opacity = shade.palette[:, 3].tobytes()
    image.save(out, "PNG", compress_level=1, transparency=opacity)
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


@_shape.register
def _(words: Words, frame):
    if not words.text:
        return ""
    look = f'font-size="{words.size:g}"'
    if words.color != palette.INK:
        look += f' fill="{_paint(words.color)}"'
    if words.anchor != "start":
        look += f' text-anchor="{words.anchor}"'
    if words.bold:
        look += ' font-weight="700"'
    if words.halo:
        look += f' stroke="{theme.PAPER}" stroke-width="3" paint-order="stroke"'
    text = f"{look}>{escape(words.text)}</text>"
    down = 0.35 * words.size  # from the middle of its letters to the line they stand on
    if words.turned:
        return (
            f'<svg {_at(frame, "x", "y", words.x, words.y)} overflow="visible">'
            f'<text transform="rotate(-90)" dy="{down:.1f}" {text}</svg>'
        )
    return f'<text {_at(frame, "x", "y", words.x, words.y)} dy="{down:.1f}" {text}'
