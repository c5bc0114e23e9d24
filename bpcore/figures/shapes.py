"""The shapes that charts are made of, in pixels: x to the right and y down, as in SVG.

A chart is a list of shapes; one painter makes SVG of it, another a Figure.  Colours
are those of ``palette``: the painter of the page turns ink, grey, paper and pale into
those of the reader's theme.
"""

from dataclasses import dataclass

import numpy as np

from bpcore.figures import palette

STROKES = "+x"  # markers that nothing fills
HATCH = 7.0  # pixels from one stroke of a hatched area to the next


@dataclass(frozen=True, eq=False)
class Line:
    """A line through points, (points, 2), with a gap where a number is missing."""

    points: np.ndarray
    color: str = palette.INK
    width: float = 1.0
    dash: tuple = ()  # lengths of strokes and gaps, in widths of the line
    opacity: float = 1.0
    halo: float = 0.0  # how far a ground of paper reaches beyond it, to both sides


@dataclass(frozen=True, eq=False)
class Area:
    """What lies within a line round points, (points, 2)."""

    points: np.ndarray
    color: str
    opacity: float = 1.0
    edge: str = ""
    width: float = 0.0
    dash: tuple = ()
    hatch: str = ""  # "", "/", "." or "x"


@dataclass(frozen=True, eq=False)
class Dots:
    """A marker at each of the points, (points, 2); it keeps its size.

    marker   "o", "s", "^", "D", "v", "P", "X": filled; "+", "x": strokes alone
    act      what each of them answers to, one text a point
    """

    points: np.ndarray
    color: str = ""  # none: hollow
    marker: str = "o"
    size: float = 8.0  # across
    edge: str = palette.WHITE
    width: float = 1.0  # of the edge
    opacity: float = 1.0
    act: tuple = ()


@dataclass(frozen=True, eq=False)
class Shade:
    """Colours all over a box, by default that of the axes.

    pixels    places in the palette, (rows, columns), the upper row first
    palette   bytes of red, green, blue and opacity, (shades, 4)
    """

    pixels: np.ndarray
    palette: np.ndarray
    smooth: bool = True
    box: tuple = ()  # left, top, right, bottom


@dataclass(frozen=True)
class Words:
    """A line of text; y is the middle of its letters.

    anchor   "start", "middle" or "end": what of it stands at x
    turned   whether it reads upwards
    """

    x: float
    y: float
    text: str
    size: float = 12.0
    color: str = palette.INK
    anchor: str = "middle"
    bold: bool = False
    turned: bool = False
    halo: bool = False

    @property
    def box(self):
        """Left, top, right, bottom; the width as no usual font exceeds it."""
        long, tall = letters(self.text, self.size, self.bold), 1.2 * self.size
        left = self.x - {"start": 0, "middle": 0.5, "end": 1}[self.anchor] * long
        if self.turned:
            x, y = self.x - tall / 2, self.y - long / 2
            return x, y, x + tall, y + long
        return left, self.y - tall / 2, left + long, self.y + tall / 2


NARROW, WIDE = set("iljtfrI.,:;'|!()[] -·⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"), set("mwMW%@—…")


def letters(text, size, bold=False):
    """How wide a text is, in pixels, in a font of usual width."""
    shares = (
        0.4 if c in NARROW else 0.92 if c in WIDE else 0.7 if c.isupper() else 0.61
        for c in text
    )
    return size * (1.08 if bold else 1.0) * sum(shares)


def fitted(text, size, room, bold=False):
    """A text as far as it fits the room; what is cut off is marked."""
    if letters(text, size, bold) <= room:
        return text
    while text and letters(text + "…", size, bold) > room:
        text = text[:-1]
    return text + "…"


def hatching(kind, points):
    """Strokes across the box round some points: "/" rising, "x" both ways, "." level.

    As the points of a ``Line``.
    """
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    tall, lines = bottom - top, []
    if kind == ".":
        lines = [((left, y), (right, y)) for y in np.arange(top, bottom, HATCH)]
    for rising in {"/": (True,), "x": (True, False)}.get(kind, ()):
        for start in np.arange(left - tall, right, HATCH):
            x1, x2 = max(start, left), min(start + tall, right)
            y1, y2 = x1 - start, x2 - start  # below the top, for a falling stroke
            if rising:
                y1, y2 = tall - y1, tall - y2
            lines.append(((x1, top + y1), (x2, top + y2)))
    gap = (np.nan, np.nan)
    return np.array([p for line in lines for p in (*line, gap)]).reshape(-1, 2)
