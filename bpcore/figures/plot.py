"""What stays of a chart while its data move: axes with ticks, title and key."""

from dataclasses import dataclass, replace

import numpy as np

from bpcore.figures import palette, ticks
from bpcore.figures.shapes import Area, Dots, Line, Words, fitted, letters

TITLE, NAME, TICK = 14.0, 13.0, 12.0  # sizes of letters
EDGE = 10.0  # free at the sides of title and key
NAME_ROOM = 21.0  # for the name of an upright axis
HEAD = 34.0  # above the axes
ROW = 19.0  # from one line of the key to the next
SAMPLE, GAP, APART = 26.0, 5.0, 14.0  # in the key: sample, then words, then the next
FAR = 1e5  # pixels; where a point beyond all bounds stands
LEAST = 40  # pixels of axes in which something can be seen


@dataclass(frozen=True)
class Axis:
    """What an axis spans, what it is called, and where it is ticked.

    ticks   ((value, text), …), or None for round numbers, as many as there is room
    whole   whether those are whole
    grid    whether a pale line runs across from each
    """

    low: float
    high: float
    name: str = ""
    log: bool = False
    ticks: tuple | None = None
    whole: bool = False
    grid: bool = False

    def share(self, values):
        """How far along the axis values stand: 0 at its low end, 1 at its high end.

        What has no place on a logarithmic axis stands a whole axis below it.
        """
        low, high, values = self.low, self.high, np.asarray(values, dtype=float)
        if self.log:
            values = np.log10(np.where(values <= 0, low * (low / high), values))
            low, high = np.log10(low), np.log10(high)
        return (values - low) / (high - low)


@dataclass(frozen=True)
class Entry:
    """An entry of the key: its words, and what stands for them in the chart."""

    words: str
    color: str
    dash: tuple | None = None  # of a line
    marker: str = ""
    hatch: str | None = None  # of an area


@dataclass(frozen=True, eq=False)
class Frame:
    """A chart without its data.

    box     left, top, right, bottom of the axes
    under   shapes below the data;  over   shapes above them
    """

    width: float
    height: float
    scale: float
    x: Axis
    y: Axis
    box: tuple
    under: tuple = ()
    over: tuple = ()

    def place(self, x, y):
        """Where points of the data stand: pixels, (points, 2)."""
        left, top, right, bottom = self.box
        with np.errstate(over="ignore"):
            across = left + self.x.share(x) * (right - left)
            down = bottom + self.y.share(y) * (top - bottom)
        return np.clip(np.stack(np.broadcast_arrays(across, down), -1), -FAR, FAR)


def frame(size, x, y, title="", key=(), left=64, right=18, scale=1.0):
    """The frame of a chart.

    size          (width, height) in pixels
    x, y          its axes
    key           entries; they stand beside the title or, without room, below it
    left, right   margins at least, in pixels before ``scale``, which enlarges all but
                  the size
    """
    (width, height), s = size, scale
    title = fitted(title, s * TITLE, width - 2 * s * EDGE, bold=True)
    rows, beside = _rows(key, title, width, s)
    top = (HEAD if title or key else HEAD / 2) + ROW * (len(rows) - beside)
    bottom = height - s * (46 if x.name else 30)
    y = _ticked(y, bottom - s * top, 30 * s)
    left = max(s * left, min(_beside_axis(y, s), 0.4 * width))
    box = (left, s * top, width - s * right, bottom)
    for name, side, room in (
        ("width", width, box[2] - box[0]), ("height", height, box[3] - box[1]),
    ):  # fmt: skip
        if room < s * LEAST:
            raise ValueError(
                f"{name} must be {side - room + s * LEAST:.0f} pixels or more at scale "
                f"{s:g}, so that the axes have room; it is {side:.0f}."
            )
    made = Frame(width, height, s, _ticked(x, box[2] - left, 46 * s), y, box)
    head = [Words(s * EDGE, s * 15, title, s * TITLE, anchor="start", bold=True)]
    for k, row in enumerate(rows):
        at = s * (15 + ROW * (k + 1 - beside))
        head += _key_row(row, width, at, s, to_right=beside)
    return replace(made, under=tuple(_grid(made)), over=(*_sides(made), *head))


def _ticked(axis, room, each):
    """The axis with its ticks, as many as there is room for."""
    if axis.ticks is not None:
        return axis
    most = max(2, min(6, int(room / each)))
    made = (
        ticks.decades(axis.low, axis.high, max(2, int(room / (0.8 * each))))
        if axis.log
        else ticks.even(axis.low, axis.high, most, axis.whole)
    )
    return replace(axis, ticks=made)


def _beside_axis(axis, s):
    """How much room the name and the numbers of an upright axis take."""
    widest = max((letters(text, s * TICK) for _, text in axis.ticks), default=0.0)
    return s * (NAME_ROOM * bool(axis.name) + 9) + widest


def _grid(made):
    """Pale lines across the axes."""
    left, top, right, bottom = made.box
    look = {"color": palette.PALE, "width": 0.8 * made.scale}
    if made.x.grid:
        for x in _places(made.x, left, right):
            yield Line(np.array([(x, top), (x, bottom)]), **look)
    if made.y.grid:
        for y in _places(made.y, bottom, top):
            yield Line(np.array([(left, y), (right, y)]), **look)


def _sides(made):
    """The left and the lower side, with ticks, their numbers and the axes' names."""
    left, top, right, bottom = made.box
    s, small = made.scale, 4 * made.scale
    marks = [np.array([(left, top), (left, bottom), (right, bottom)])]
    room = (right - left) / max(len(made.x.ticks), 1) - 2
    xs, ys = _places(made.x, left, right), _places(made.y, bottom, top)
    for x, (_, text) in zip(xs, made.x.ticks, strict=True):
        marks.append(np.array([(x, bottom), (x, bottom + small)]))
        text = fitted(text, s * TICK, max(room, 20 * s))
        yield Words(x, bottom + s * 15, text, s * TICK)
    for y, (_, text) in zip(ys, made.y.ticks, strict=True):
        marks.append(np.array([(left - small, y), (left, y)]))
        text = fitted(text, s * TICK, left - s * (9 + NAME_ROOM * bool(made.y.name)))
        yield Words(left - 7 * s, y, text, s * TICK, anchor="end")
    for points in marks:
        yield Line(points, palette.GREY, s)
    for name, at, room, turned in (
        (made.x.name, ((left + right) / 2, made.height - 12 * s), right - left, False),
        (made.y.name, (12 * s, (top + bottom) / 2), bottom - top, True),
    ):
        if name:
            name = fitted(name, s * NAME, room)
            yield Words(*at, name, s * NAME, turned=turned)


def _places(axis, start, end):
    """Pixels of the ticks."""
    shares = axis.share([value for value, _ in axis.ticks])
    return (start + shares * (end - start)).tolist()


def _rows(key, title, width, s):
    """The entries of the key in rows, and whether the one row fits beside the title."""
    room = width - 2 * s * EDGE
    rows, taken = [], np.inf
    for entry in key:
        long = _wide(entry, s)
        if taken + long > room:
            rows.append([])
            taken = 0.0
        rows[-1].append(entry)
        taken += long
    free = room - letters(title, s * TITLE, bold=True)
    return rows, len(rows) == 1 and taken + s * APART <= free


def _wide(entry, s):
    return s * (_sample(entry) + GAP + APART) + letters(entry.words, s * TICK)


def _sample(entry):
    return SAMPLE if entry.dash is not None else SAMPLE / 2


def _key_row(row, width, y, s, to_right):
    """The shapes of a row of the key; at the right edge, or from the left."""
    x = s * EDGE
    if to_right:
        x = width - s * (EDGE - APART) - sum(_wide(entry, s) for entry in row)
    for entry in row:
        end = x + s * _sample(entry)
        if entry.dash is not None:
            points = np.array([(x, y), (end, y)])
            yield Line(points, entry.color, 2.2 * s, entry.dash)
        if entry.marker:
            yield Dots(np.array([((x + end) / 2, y)]), entry.color, entry.marker, 9 * s)
        if entry.hatch is not None:
            low, high = y + 5 * s, y - 5 * s
            corners = np.array([(x, low), (end, low), (end, high), (x, high)])
            yield Area(corners, entry.color, hatch=entry.hatch)
        room = width - end - s * (GAP + EDGE) + 0.5
        text = fitted(entry.words, s * TICK, room)
        yield Words(end + s * GAP, y, text, s * TICK, anchor="start")
        x += _wide(entry, s)
