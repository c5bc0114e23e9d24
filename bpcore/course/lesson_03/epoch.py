"""Lesson 03: what several presentations ask of every weight and bias, side by side."""

from bpcore.notation import symbol
from bpcore.tables import Table, digits


def increments(presentations, caption=""):
    """The increments of several presentations and their sum, a row a weight or bias.

    presentations   what ``bp.trace`` returns, one for each tuple
    """
    first = presentations[0]
    places = [*first.weight_increment, *first.bias_increment]
    rows = []
    for place in places:
        found = [_of(p, place) for p in presentations]
        rows.append((_name(place), *(digits(v, 4) for v in (*found, sum(found)))))
    tuples = [f"tuple {n + 1}" for n in range(len(presentations))]
    columns = ["increment", *tuples, "sum"]
    return Table(columns, rows, caption, "l" + "r" * (len(columns) - 1))


def _name(place):
    """What the increment of a weight (i, j) or of the bias of unit j is called."""
    if isinstance(place, tuple):
        return f"Δ{symbol('weight', *place)}"
    return f"Δ{symbol('bias', place)}"


def _of(presentation, place):
    if isinstance(place, tuple):
        return presentation.weight_increment[place]
    return presentation.bias_increment[place]
