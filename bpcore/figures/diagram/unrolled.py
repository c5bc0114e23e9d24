"""A recurrent network unrolled: a column of units a step, the same weights in each."""

from bpcore.figures.diagram.layout import (
    MOST_LABELS,
    TEXT,
    Connection,
    Layout,
    Term,
    Unit,
    _arrow,
    _inside,
    _share,
    _short,
)
from bpcore.figures.diagram.picture import Diagram
from bpcore.figures.diagram.places import Places, shown_labels
from bpcore.figures.shapes import letters
from bpcore.notation import symbol
from bpcore.tables import digits

MOST_STEPS, MOST_UNITS = 4, 3  # drawn: of a sequence, and of a layer at one step
LEFT, RIGHT = 36, 100  # pixels beside the units
ROWS = (0.77, 0.44, 0.15)  # of the height: inputs, hidden units, outputs


class UnrolledDiagram(Diagram):
    """A recurrent network over the steps of a sequence; see ``unroll``."""

    def __init__(self, net, title="Network", **what):
        self.title, self.layout = title, unroll(net, **what)


def unroll(
    net, steps, time=None, outputs=(), errors=(), target=(), lit_units=(),
    lit_connections=(), flows=(), phase=None, notation="textbook", width=440,
    height=290,
):  # fmt: skip
    """Lay a ``RecurrentNetwork`` out in time, from left to right; see ``lay_out``.

    steps             of the sequence; so many as there is room for are drawn
    time              the step that is active
    outputs, errors, target     {(unit, step): value}
    lit_units         pairs (unit, step)
    lit_connections   pairs of such pairs, the sender's first;  flows: {pair: text}
    """
    outputs, errors, target, flows = map(dict, (outputs, errors, target, flows))
    shown = min(steps, MOST_STEPS)
    begin = min(max((time or 1) - 2, 1), steps - shown + 1)
    when = range(begin, begin + shown)
    places, gaps = _placed(net, when, width, height)
    radius = 19.0 if max(net.sizes) == 1 else 15.0
    made = _Unrolled(places, gaps, radius, 0, net)
    units = tuple(
        Unit(
            j, layer, x, y, radius,
            value=_inside(outputs[j, t], radius) if (j, t) in outputs else "",
            share=_share(outputs.get((j, t), 0.0)),
            below=_beside(net, layer, (j, t), errors, notation),
            name="", target=_aim(j, target.get((j, t)), notation),
            lit=(j, t) in set(lit_units), when=f" at t = {t}", aside=radius + 26,
        )
        for (j, t), (layer, x, y) in places.items()
    )  # fmt: skip
    links = list(made.connections())
    texts = {pair: Term("", flows[pair]) for pair in links if pair in flows}
    for (i, s), (j, t) in links if len(links) <= MOST_LABELS else lit_connections:
        lit = ((i, s), (j, t)) in set(lit_connections)
        name = symbol("weight", i, j, notation=notation) if lit else ""
        texts.setdefault(((i, s), (j, t)), Term(name, digits(net.weight(i, j), 2)))
    first = sorted(texts, key=lambda pair: pair not in set(lit_connections))
    at = shown_labels(
        made, [(p, str(texts[p])) for p in first if p in links], _words(units), TEXT
    )
    strongest = max(1.0, *(abs(net.weight(i, j)) for (i, _), (j, _) in links))
    drawn = []
    for (i, s), (j, t) in links:
        pair, weight = ((i, s), (j, t)), net.weight(i, j)
        ends, lit = made.ends(*pair), pair in set(lit_connections)
        drawn.append(
            Connection(
                i, j, *ends, weight, 0.6 + 3.6 * abs(weight) / strongest,
                texts[pair] if pair in at else None, at.get(pair, (0.0, 0.0)), lit,
                _arrow(*ends, phase) if lit else (), pair in flows and pair in at,
            )
        )  # fmt: skip
    of = "" if shown == steps else f" of {steps}"
    captions = tuple(
        (x, f"▸ t = {t}{of}" if t == time else f"t = {t}")
        for t, x in _columns(when, width).items()
    )
    return Layout(
        net.sizes, width, height, units, tuple(drawn), gaps, captions, phase,
        bool(lit_units or lit_connections), _told(outputs, errors, when), steps,
    )  # fmt: skip


class _Unrolled(Places):
    """The places of (unit, step), and which of them are connected."""

    def __init__(self, units, gaps, radius, lines, net):
        super().__init__(units, gaps, radius, lines)
        object.__setattr__(self, "net", net)

    def connections(self):
        hidden = self.net.units(1)
        for j, t in self.units:
            for i, s in self.units:
                layers = self.units[i, s][0], self.units[j, t][0]
                if s == t and layers in ((0, 1), (1, 2)):
                    yield (i, s), (j, t)
                if s == t - 1 and i in hidden and j in hidden:
                    yield (i, s), (j, t)


def _columns(when, width):
    """{step: x}."""
    apart = (width - LEFT - RIGHT) / max(len(when) - 1, 1)
    middle = (width + LEFT - RIGHT) / 2
    if len(when) == 1:
        return {when[0]: middle}
    return {t: LEFT + k * apart for k, t in enumerate(when)}


def _placed(net, when, width, height):
    """{(unit, step): (layer, x, y)}, and where units are not drawn."""
    places, gaps = {}, []
    for t, x in _columns(when, width).items():
        for layer, share in enumerate(ROWS):
            numbers = net.units(layer)[:MOST_UNITS]
            if len(numbers) < net.sizes[layer]:
                numbers = numbers[:-1]
                gaps.append((x + 12, share * height + 22, net.sizes[layer] - 2))
            for k, j in enumerate(numbers):
                off = k - (len(numbers) - 1) / 2
                down = 40 * off if layer == 1 else 0  # hidden units below each other
                places[j, t] = (layer, x + 38 * off, share * height + down)
    return places, tuple(gaps)


def _beside(net, layer, place, errors, notation):
    """The error of a unit, where units do not stand close."""
    if place not in errors or net.sizes[layer] > 1:
        return ()
    sign = -1 if notation == "modern" else 1
    name = symbol("error", place[0], notation=notation)
    return (Term(name, digits(sign * errors[place])),)


def _aim(j, value, notation):
    if value is None:
        return None
    return Term(symbol("target", j, notation=notation), f"= {_short(value)}")


def _words(units):
    """Boxes of what is written beside the units."""
    for u in units:
        for term in u.below:
            half, y = letters(str(term), TEXT) / 2, u.y + u.radius + 10
            yield u.x + u.aside - half, y - 7, u.x + u.aside + half, y + 7
        if u.target:
            left = u.x + u.radius + 7
            yield left, u.y - 7, left + letters(str(u.target), TEXT), u.y + 7


def _told(outputs, errors, when):
    """Outputs and errors for the words, of the steps that are drawn."""
    return tuple(
        (
            what,
            {f"{j} at t = {t}": show(v) for (j, t), v in known.items() if t in when},
        )
        for what, known, show in (
            ("Outputs", outputs, _short),
            ("Errors", errors, digits),
        )
    )
