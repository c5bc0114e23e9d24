"""Lesson 02: the links between a weight and the loss, each found by a nudge."""

from itertools import pairwise
from math import prod

from bpcore.notation import symbol
from bpcore.nudged import moved
from bpcore.tables import Table, digits
from bpcore.tracing.trace import trace

NUDGE = 0.001


def links(net, x, t, start, *through):
    """What a nudge does from link to link: a row for each, their product, the whole.

    start     what is nudged, both ways: ("weight", i, j), or ("net input", j), which
              is nudged by way of the bias of unit j
    through   what it passes on its way to the loss, such as ("output", 6)
    """
    what, *units = start
    place = units if what == "weight" else (None, *units)
    down, up = (trace(moved(net, *place, h), x, t, 1.0) for h in (-NUDGE, NUDGE))
    names = [*(symbol(q, *u) for q, *u in (start, *through)), "E"]
    moves = [2 * NUDGE, *(_of(up, *q) - _of(down, *q) for q in through)]
    moves.append(up.loss - down.loss)
    ratios = [after / before for before, after in pairwise(moves)]
    rows = [
        *zip((f"{b} by {a}" for a, b in pairwise(names)), ratios, strict=True),
        ("all of them multiplied", prod(ratios)),
        (f"E by {names[0]}, in one go", moves[-1] / moves[0]),
    ]
    rows = [(words, digits(slope, 4)) for words, slope in rows]
    return Table(("what moves by what", "slope"), rows, f"{names[0]} is nudged", "lr")


def _of(p, what, unit):
    return (p.net_input if what == "net input" else p.output)[unit]
