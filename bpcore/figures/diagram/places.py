"""Where units and the words on connections stand in a diagram, clear of each other."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bpcore.figures.labels import overlap
from bpcore.figures.shapes import letters

MOST_UNITS = 14  # of a layer that are drawn; the others are told by number
LARGEST, LEAST = 21.0, 4.0  # radius of a unit
WRITTEN = 15.0  # radius from which there is room for words in and under a unit
LINE = 14.0  # from a line under a unit to the next
TOP, BOTTOM, LEFT, RIGHT = 14, 34, 38, 48  # margins
MOST_PLACED = 100  # connections for whose words room is sought
WORDS = 86.0  # pixels that the words under a unit take
NARROWEST = 16.0  # pixels from one layer to the next
TALL = 15.0  # of a line of letters


@dataclass(frozen=True, eq=False)
class Places:
    """The units that are drawn.

    units    {unit: (layer, x, y)}
    gaps     (x, y, how many units are not drawn)
    lines    how many lines of words there is room for under a unit
    """

    units: dict
    gaps: tuple
    radius: float
    lines: int

    def connections(self):
        """Pairs of units, of neighbouring layers, of which the first sends."""
        for i, (layer, _, _) in self.units.items():
            for j, (to, _, _) in self.units.items():
                if to == layer + 1:
                    yield i, j

    def ends(self, i, j):
        """Where a connection leaves the circle of unit i and meets that of unit j."""
        (_, x1, y1), (_, x2, y2) = self.units[i], self.units[j]
        dx, dy = x2 - x1, y2 - y1
        share = (self.radius + 2) / (dx * dx + dy * dy) ** 0.5
        return (
            (x1 + share * dx, y1 + share * dy),
            (x2 - share * dx, y2 - share * dy),
        )  # fmt: skip


@lru_cache(64)
def places_of(sizes, width, height, names, targets, biased):
    """The places of a network's units.

    names, targets   pixels that words before the inputs and after the outputs take
    biased           whether the units have biases, which are written under them
    """
    left, right = max(LEFT, 34 + names), max(RIGHT, 34 + targets)
    tall = height - TOP - BOTTOM
    radius, lines = _radius(tall / max(min(n, MOST_UNITS) for n in sizes), 1 + biased)
    step_across = (width - left - right) / (len(sizes) - 1)
    if step_across < NARROWEST:
        least = left + right + NARROWEST * (len(sizes) - 1)
        raise ValueError(
            f"width must be {least:.0f} pixels or more for {len(sizes)} layers; it is "
            f"{width:.0f}."
        )
    radius = max(min(radius, 0.35 * step_across), LEAST)
    if radius < WRITTEN or (len(sizes) > 2 and step_across < WORDS):
        lines = 0
    units, gaps, first = {}, [], 1
    for layer, n in enumerate(sizes):
        x, shown = left + layer * step_across, min(n, MOST_UNITS)
        up = LINE * lines / 2 if layer else 0.0  # for the words under it
        for row in range(shown):
            y = TOP + (row + 0.5) * tall / shown
            if n > shown and row == shown - 2:
                gaps.append((x, y, n - shown + 1))
                continue
            unit = first + row if n == shown or row < shown - 2 else first + n - 1
            units[unit] = (layer, x, y - up)
        first += n
    return Places(units, tuple(gaps), radius, lines)


def _radius(spacing, lines):
    """The radius of units so far apart, and how many lines there is room for."""
    for kept in range(lines, 0, -1):
        radius = (spacing - 4 - LINE * kept) / 2
        if radius >= WRITTEN:
            return min(radius, LARGEST), kept
    return min(0.36 * spacing, LARGEST), 0


def across(columns, width):
    """Pixels from one layer to the next."""
    xs = sorted(columns)
    return min((b - a for a, b in pairwise(xs)), default=width)


def shown_labels(places, texts, taken, size):
    """{(i, j): place} of the texts that are clear of each other.

    texts   ((i, j), text), the more important first: they may push others out
    taken   boxes, left, top, right, bottom, of what else is written
    """
    taken, kept = [*taken, *_circles(places)], {}
    best = _label_places(places)
    for pair, text in texts:
        half = letters(text, size) / 2 + 2
        for x, y in (best[pair], *_stations(places, pair)):
            box = (x - half, y - TALL / 2, x + half, y + TALL / 2)
            if not any(overlap(box, other) for other in taken):
                taken.append(box)
                kept[pair] = (x, y)
                break
    return kept


def _circles(places):
    """Boxes of the units."""
    r = places.radius + 2
    return [(x - r, y - r, x + r, y + r) for _, x, y in places.units.values()]


def _stations(places, pair):
    """Places for a text along a connection, then above and below it."""
    start, end = places.ends(*pair)
    for away in (0.0, -11.0, 11.0):
        for share in range(20, 81, 4):
            x, y = _along(start, end, share / 100)
            yield x, y + away


@lru_cache(64)
def _label_places(places):
    """{(i, j): where on its line a text has most room}."""
    lines = {pair: places.ends(*pair) for pair in places.connections()}
    if len(lines) > MOST_PLACED:
        return {pair: _along(*line, 0.5) for pair, line in lines.items()}
    found = {}
    for pair, (start, end) in lines.items():
        others = [line for other, line in lines.items() if other != pair]
        found[pair] = max(
            (_along(start, end, share / 40) for share in range(8, 33)),
            key=lambda at: _room(at, found.values(), others, places),
        )
    return found


def _along(start, end, share):
    return (
        start[0] + share * (end[0] - start[0]),
        start[1] + share * (end[1] - start[1]),
    )


def _room(at, labels, lines, places):
    """How far a label at this place is from the nearest label, line or unit."""
    x, y = at
    near = [60.0]
    near += [max(abs(x - a) / 3.4, abs(y - b)) * 1.6 for a, b in labels]
    near += [_distance(at, line) for line in lines]
    r, under = places.radius, LINE * places.lines / 2
    for layer, a, b in places.units.values():
        near.append(max(abs(x - a) - r - 20, abs(y - b) - r - 5))
        if layer and under:  # the words under a unit
            near.append(max(abs(x - a) - 60, abs(y - b - r - under) - under - 5))
    return min(near)


def _distance(at, line):
    (x1, y1), (x2, y2) = line
    dx, dy = x2 - x1, y2 - y1
    share = ((at[0] - x1) * dx + (at[1] - y1) * dy) / (dx * dx + dy * dy)
    x, y = _along(*line, min(max(share, 0.0), 1.0))
    return ((at[0] - x) ** 2 + (at[1] - y) ** 2) ** 0.5
