"""Where everything in a network diagram stands; two painters read this record.

Coordinates are pixels, x to the right and y down, as in SVG.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bpcore.figures import given
from bpcore.inputs import boolean, choice
from bpcore.tables import digits

MOST_UNITS = 14  # of a layer that are drawn; the others are told by number
MOST_LABELS = 14  # weights written onto the connections of the whole network
PHASES = (None, "forward", "error", "update")


@dataclass(frozen=True)
class Unit:
    """A unit: its place, and what is written in and under it."""

    number: int
    layer: int
    x: float
    y: float
    radius: float
    value: str
    share: float  # how full it is painted, from 0 to 1
    bias: str
    error: str
    name: str
    target: str
    lit: bool


@dataclass(frozen=True)
class Connection:
    """A connection from unit i to unit j, from edge to edge of their circles."""

    i: int
    j: int
    start: tuple
    end: tuple
    weight: float
    width: float
    label: str
    label_at: tuple
    lit: bool


@dataclass(frozen=True)
class Layout:
    """A whole diagram."""

    sizes: tuple  # units in each layer, drawn or not
    width: int
    height: int
    units: tuple
    connections: tuple
    gaps: tuple  # (x, y, how many units are not drawn)
    captions: tuple  # (x, text)
    phase: str | None
    quiet: bool  # whether what is not lit steps back


def lay_out(
    net,
    outputs=None,
    errors=None,
    lit_units=(),
    lit_connections=(),
    phase=None,
    names=None,
    target=None,
    weight_labels=None,
    width=560,
    height=320,
):
    """Lay a network out in layers from left to right.

    net               a ``bp.Network``
    outputs, errors   {unit: value} of one tuple, both optional and of any units
    lit_units         numbers of the active units; lit_connections  pairs (i, j)
    phase             None, "forward", "error" or "update": how lit parts are shown
    names             what the inputs are;  target  {unit: T} of the output units
    weight_labels     write the weights; by default where there are few
    """
    given.network(net)
    width, height = given.pixels("width", width), given.pixels("height", height)
    if phase is not None:
        choice("phase", phase, PHASES[1:])
    if weight_labels is not None:
        boolean("weight_labels", weight_labels)
    if names is not None:
        names = given.texts("names", names, net.sizes[0], "input unit")
    outputs = given.by_unit("outputs", outputs, net)
    errors = given.by_unit("errors", errors, net)
    target = given.by_unit("target", target, net)
    lit_units = {
        given.unit("lit_units", j, net) for j in given.listed("lit_units", lit_units)
    }
    lit_connections = {
        given.connection("lit_connections", pair, net)
        for pair in given.listed("lit_connections", lit_connections)
    }
    longest = max(map(len, names)) if names else 0
    places, gaps, radius = _places(net.sizes, width, height, longest)
    if weight_labels is None:
        weight_labels = sum(a * b for a, b in pairwise(net.sizes)) <= MOST_LABELS
    label_places = _label_places(net.sizes, width, height, longest)
    biased = net.biases is not None and radius >= 15
    units = tuple(
        Unit(
            number=j, layer=layer, x=x, y=y, radius=radius,
            value=_short(outputs[j], radius) if j in outputs and radius >= 12 else "",
            share=_share(outputs.get(j, 0.0)),
            bias=f"θ {digits(net.bias(j))}" if layer and biased else "",
            error=f"Err {digits(errors[j])}" if j in errors and radius >= 15 else "",
            name=names[j - 1] if names and layer == 0 else "",
            target=f"T = {_short(target[j])}" if j in target else "",
            lit=j in lit_units,
        )
        for j, (layer, x, y) in places.items()
    )  # fmt: skip
    return Layout(
        net.sizes, width, height, units,
        tuple(
            _connections(
                net, places, radius, lit_connections, weight_labels, label_places
            )
        ),
        gaps, tuple(_captions(net.sizes, places)), phase,
        bool(lit_units or lit_connections),
    )  # fmt: skip


@lru_cache(64)
def _places(sizes, width, height, longest):
    """{unit: (layer, x, y)}, gaps, and the radius of all units.

    longest   letters in the longest name of an input; 0 where they have none
    """
    left, right, top, bottom = max(48, 30 + 7 * longest), 76, 18, 44
    most = max(min(n, MOST_UNITS) for n in sizes)
    spacing = (height - top - bottom) / most
    radius = max(min(21.0, 0.27 * spacing if most > 1 else 21.0), 4.0)
    if most <= 3:
        radius = min(21.0, 0.32 * spacing)
    across = (width - left - right) / (len(sizes) - 1)
    places, gaps, first = {}, [], 1
    for layer, n in enumerate(sizes):
        x = left + layer * across
        shown = min(n, MOST_UNITS)
        step = (height - top - bottom) / shown
        for row in range(shown):
            y = top + (row + 0.5) * step
            if n > shown and row == shown - 2:
                gaps.append((x, y, n - shown + 1))
                continue
            unit = first + row if n == shown or row < shown - 2 else first + n - 1
            places[unit] = (layer, x, y - (7 if layer and radius >= 15 else 0))
        first += n
    return places, tuple(gaps), radius


def _connections(net, places, radius, lit, labelled, label_places):
    strongest = max(1.0, *(float(abs(w).max()) for w in net.weights))
    for i, (layer, x1, y1) in places.items():
        for j, (to, x2, y2) in places.items():
            if to != layer + 1:
                continue
            weight = float(
                net.weights[layer][i - net.units(layer)[0], j - net.units(to)[0]]
            )
            dx, dy = x2 - x1, y2 - y1
            share = (radius + 2) / (dx * dx + dy * dy) ** 0.5
            yield Connection(
                i, j,
                (x1 + share * dx, y1 + share * dy), (x2 - share * dx, y2 - share * dy),
                weight, 0.6 + 3.6 * abs(weight) / strongest,
                digits(weight, 2) if labelled else "",
                label_places.get((i, j), (0.0, 0.0)) if labelled else (0.0, 0.0),
                (i, j) in lit,
            )  # fmt: skip


@lru_cache(64)
def _label_places(sizes, width, height, longest):
    """Where each weight is written: on its line, clear of other labels and lines."""
    places, _, _ = _places(sizes, width, height, longest)
    lines = {
        (i, j): ((x1, y1), (x2, y2))
        for i, (a, x1, y1) in places.items()
        for j, (b, x2, y2) in places.items()
        if b == a + 1
    }
    if len(lines) > MOST_LABELS:
        return {}
    found = {}
    for pair, (start, end) in lines.items():
        others = [line for other, line in lines.items() if other != pair]
        found[pair] = max(
            (_along(start, end, share / 40) for share in range(10, 31)),
            key=lambda at: _room(at, found.values(), others),
        )
    return found


def _along(start, end, share):
    return (
        start[0] + share * (end[0] - start[0]),
        start[1] + share * (end[1] - start[1]),
    )


def _room(at, labels, lines):
    """How far a label at this place is from the nearest other label or line."""
    near = [60.0]
    near += [max(abs(at[0] - x) / 2.2, abs(at[1] - y)) * 1.4 for x, y in labels]
    near += [_distance(at, line) for line in lines]
    return min(near)


def _distance(at, line):
    (x1, y1), (x2, y2) = line
    dx, dy = x2 - x1, y2 - y1
    share = ((at[0] - x1) * dx + (at[1] - y1) * dy) / (dx * dx + dy * dy)
    x, y = _along(*line, min(max(share, 0.0), 1.0))
    return ((at[0] - x) ** 2 + (at[1] - y) ** 2) ** 0.5


def _captions(sizes, places):
    columns = {layer: x for layer, x, _ in places.values()}
    last = len(sizes) - 1
    for layer, x in columns.items():
        if layer == 0:
            yield x, "inputs" if sizes[0] > 1 else "input"
        elif layer == last:
            yield x, "outputs" if sizes[last] > 1 else "output"
        else:
            yield x, f"hidden {layer}" if last > 2 else "hidden"


def _share(output):
    """How full a unit with this output is painted."""
    return min(abs(output), 1.0) if math.isfinite(output) else 0.0


def _short(value, radius=21.0):
    """A number for inside a circle: 1, 0.332, −1.2; fewer digits in a small one."""
    if float(value).is_integer() and abs(value) < 1000:
        return f"{value:.0f}".replace("-", "−")
    if abs(value) >= 1:
        return digits(value, 1)
    return f"{value:.{3 if radius >= 18 else 2}f}".replace("-", "−")
