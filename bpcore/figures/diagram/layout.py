"""Where everything in a network diagram stands; two painters read this record.

Coordinates are pixels, x to the right and y down, as in SVG.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from bpcore.figures import given
from bpcore.figures.diagram.places import LINE, across, places_of, shown_labels
from bpcore.figures.shapes import fitted, letters
from bpcore.inputs import boolean, choice
from bpcore.notation import NOTATIONS, symbol
from bpcore.tables import digits

MOST_LABELS = 14  # weights written onto the connections of the whole network
PHASES = (None, "forward", "error", "update")
NUMBER, VALUE, TEXT = 11.0, 12.0, 12.0  # sizes of letters: in circles, and elsewhere
NAMES = 0.35  # share of the width that names of inputs take at most


@dataclass(frozen=True)
class Term:
    """A symbol, such as θ₄, and what follows it; either may be empty."""

    symbol: str
    text: str

    def __str__(self):
        return f"{self.symbol} {self.text}".strip()


@dataclass(frozen=True)
class Unit:
    """A unit: its place, and what is written in, under and beside it."""

    number: int
    layer: int
    x: float
    y: float
    radius: float
    value: str
    share: float  # how full it is painted, from 0 to 1
    below: tuple  # terms, one a line
    name: str
    target: Term | None
    lit: bool
    when: str = ""  # for the words: the step of a sequence
    aside: float = 0.0  # how far to the right what is below it stands


@dataclass(frozen=True)
class Connection:
    """A connection from unit i to unit j, from edge to edge of their circles."""

    i: int
    j: int
    start: tuple
    end: tuple
    weight: float
    width: float
    label: Term | None
    label_at: tuple
    lit: bool
    arrow: tuple  # corners of an arrow head that points the way its phase works
    flow: bool  # whether the label says what travels along it


@dataclass(frozen=True)
class Layout:
    """A whole diagram."""

    sizes: tuple  # units in each layer, drawn or not
    width: float
    height: float
    units: tuple
    connections: tuple
    gaps: tuple  # (x, y, how many units are not drawn)
    captions: tuple  # (x, text)
    phase: str | None
    quiet: bool  # whether what is not lit steps back
    told: tuple  # (what, {unit: text}): outputs, biases and errors, for the words
    steps: int = 0  # of a sequence over which the network is unrolled


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
    flows=None,
    notation="textbook",
    width=560,
    height=320,
):
    """Lay a network out in layers from left to right.

    net               a ``bp.Network``
    outputs, errors   {unit: value} of one tuple, both optional and of any units;
                      errors are the textbook's Err, which modern notation shows as −δ
    lit_units         numbers of the active units; lit_connections  pairs (i, j)
    phase             None, "forward", "error" or "update": how lit parts are shown
    names             what the inputs are;  target  {unit: T} of the output units
    weight_labels     write the weights; by default where there are few
    flows             {(i, j): text}: what travels along a connection, written there in
                      place of its weight
    notation          "textbook" or "modern": how symbols are written
    """
    given.network(net)
    width, height = given.pixels("width", width), given.pixels("height", height)
    if phase is not None:
        choice("phase", phase, PHASES[1:])
    choice("notation", notation, NOTATIONS)
    if weight_labels is not None:
        boolean("weight_labels", weight_labels)
    if names is not None:
        names = given.texts("names", names, net.sizes[0], "input unit")
        names = [fitted(name, TEXT, NAMES * width) for name in names]
    outputs = given.by_unit("outputs", outputs, net)
    errors = given.by_unit("errors", errors, net)
    target = given.by_unit("target", target, net)
    flows = given.by_connection("flows", flows, net)
    lit_units = {
        given.unit("lit_units", j, net) for j in given.listed("lit_units", lit_units)
    }
    lit_connections = {
        given.connection("lit_connections", pair, net)
        for pair in given.listed("lit_connections", lit_connections)
    }
    target = {j: _target(j, value, notation) for j, value in target.items()}
    made = places_of(
        net.sizes, width, height, _widest(names or ()), _widest(target.values()),
        net.biases is not None,
    )  # fmt: skip
    if weight_labels is None:
        weight_labels = sum(a * b for a, b in pairwise(net.sizes)) <= MOST_LABELS
    biases, errors = _terms(net, errors, notation)
    units = tuple(
        Unit(
            number=j, layer=layer, x=x, y=y, radius=made.radius,
            value=_inside(outputs[j], made.radius) if j in outputs else "",
            share=_share(outputs.get(j, 0.0)),
            below=_below(j, biases, errors, made.lines),
            name=names[j - 1] if names and layer == 0 else "",
            target=target.get(j),
            lit=j in lit_units,
        )
        for j, (layer, x, y) in made.units.items()
    )  # fmt: skip
    terms = _on_connections(net, made, weight_labels, lit_connections, flows, notation)
    first = sorted(
        terms, key=lambda pair: (pair not in flows, pair not in lit_connections)
    )
    at = shown_labels(
        made, [(pair, str(terms[pair])) for pair in first], _written(units), TEXT
    )
    labels = {pair: (terms[pair], place) for pair, place in at.items()}
    return Layout(
        net.sizes, width, height, units,
        tuple(_connections(net, made, lit_connections, phase, labels, flows)),
        made.gaps, tuple(_captions(net.sizes, made.units, width)), phase,
        bool(lit_units or lit_connections),
        (
            ("Outputs", {j: _short(v) for j, v in outputs.items()}),
            ("Biases", {j: term.text for j, term in biases.items()}),
            ("Errors", {j: term.text for j, term in errors.items()}),
        ),
    )  # fmt: skip


def _terms(net, errors, notation):
    """Biases and errors of the units as terms; modern notation shows δ = −Err."""
    sign = -1 if notation == "modern" else 1
    biased = range(net.sizes[0] + 1, sum(net.sizes) + 1) if net.biases else ()
    return (
        {j: Term(symbol("bias", j, notation=notation), digits(net.bias(j)))
         for j in biased},
        {j: Term(symbol("error", j, notation=notation), digits(sign * error))
         for j, error in errors.items()},
    )  # fmt: skip


def _below(j, biases, errors, lines):
    """What is written under a unit; where there is one line, the error if known."""
    terms = [known[j] for known in (biases, errors) if j in known]
    return tuple(terms[-lines:] if lines else ())


def _target(j, value, notation):
    return Term(symbol("target", j, notation=notation), f"= {_short(value)}")


def _widest(words):
    """Whole pixels that the longest of some words takes."""
    return math.ceil(max((letters(str(word), TEXT) for word in words), default=0.0))


def _on_connections(net, made, weight_labels, lit, flows, notation):
    """{(i, j): term} of what is to be written onto connections."""
    terms = {pair: Term("", text) for pair, text in flows.items()}
    for pair in made.connections() if weight_labels else ():
        named = symbol("weight", *pair, notation=notation) if pair in lit else ""
        terms.setdefault(pair, Term(named, digits(net.weight(*pair), 2)))
    return {pair: terms[pair] for pair in terms if set(pair) <= set(made.units)}


def _written(units):
    """Boxes of what is written under the units."""
    for u in units:
        for k, term in enumerate(u.below):
            half = letters(str(term), TEXT) / 2
            y = u.y + u.radius + 10 + LINE * k
            yield u.x - half, y - LINE / 2, u.x + half, y + LINE / 2


def _connections(net, made, lit, phase, labels, flows):
    strongest = max(1.0, *(float(abs(w).max()) for w in net.weights))
    firsts = [net.units(layer)[0] for layer in range(len(net.sizes))]
    for i, j in made.connections():
        layer = made.units[i][0]
        weight = float(net.weights[layer][i - firsts[layer], j - firsts[layer + 1]])
        label, at = labels.get((i, j), (None, (0.0, 0.0)))
        yield Connection(
            i, j, *made.ends(i, j), weight, 0.6 + 3.6 * abs(weight) / strongest,
            label, at, (i, j) in lit,
            _arrow(*made.ends(i, j), phase) if (i, j) in lit else (),
            label is not None and (i, j) in flows,
        )  # fmt: skip


def _arrow(start, end, phase):
    """The corners of an arrow head: forward at the end, for errors at the start."""
    if phase not in ("forward", "error"):
        return ()
    (x, y), (x0, y0) = (end, start) if phase == "forward" else (start, end)
    long = math.hypot(x - x0, y - y0) or 1.0
    ux, uy = (x - x0) / long, (y - y0) / long
    return (
        (x, y),
        (x - 13 * ux - 7 * uy, y - 13 * uy + 7 * ux),
        (x - 13 * ux + 7 * uy, y - 13 * uy - 7 * ux),
    )


def _captions(sizes, units, width):
    """The name of each layer; short ones where there is little room."""
    columns = {layer: x for layer, x, _ in units.values()}
    last = len(sizes) - 1
    room = across(columns.values(), width) - 8
    for layer, x in columns.items():
        if layer == 0:
            long, short = "inputs" if sizes[0] > 1 else "input", "in"
        elif layer == last:
            long, short = "outputs" if sizes[last] > 1 else "output", "out"
        else:
            long, short = f"hidden {layer}" if last > 2 else "hidden", f"h{layer}"
        yield x, long if letters("hidden 9", TEXT) <= room else short


def _share(output):
    """How full a unit with this output is painted."""
    return min(abs(output), 1.0) if math.isfinite(output) else 0.0


def _inside(value, radius):
    """A number with as many digits as the circle holds; without room there is none."""
    if radius < 15:
        return ""
    room = 2 * (radius * radius - 121) ** 0.5 + 4
    for decimals in (3, 2, 1, 0):
        text = _short(value, decimals)
        if letters(text, VALUE) <= room:
            return text
    return ""


def _short(value, decimals=3):
    """A number for a circle: 1, 0.332, −1.2."""
    if not math.isfinite(value):
        return digits(value)
    if value == round(value) and abs(value) < 1000:
        return f"{value:.0f}".replace("-", "−")
    if abs(value) >= 1:
        return digits(value, min(decimals, 1))
    value = round(value, decimals) + 0.0  # no sign on a zero
    return f"{value:.{decimals}f}".replace("-", "−")
