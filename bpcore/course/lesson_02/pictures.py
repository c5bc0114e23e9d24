"""Lesson 02: what goes into an output unit, and what comes back from it."""

from bpcore.figures.diagram.picture import Diagram
from bpcore.notation import bracketed, symbol
from bpcore.tables import digits


def ways_in(presentation):
    """What the output unit adds up: its bias, and on each connection a product."""
    return _picture(
        presentation,
        "forward",
        lambda i, j: f"{symbol('weight', i, j)} · {symbol('output', i)}",
    )


def ways_back(presentation):
    """What arrives at each unit before the output, and the errors that it makes."""
    net, error = presentation.before, presentation.error

    def arrives(i, j):
        factors = f"{digits(error[j])} · {bracketed(digits(net.weight(i, j), 1))}"
        return f"{factors} = {digits(error[j] * net.weight(i, j))}"

    return _picture(presentation, "error", arrives, errors=error)


def _picture(presentation, phase, flow, **more):
    """The network of one output unit, a text on each connection to that unit."""
    net, last = presentation.before, sum(presentation.before.sizes)
    before = net.units(len(net.sizes) - 2)
    return Diagram(
        net, phase=phase, lit_units=[last] if phase == "forward" else before,
        lit_connections=[(i, last) for i in before], outputs=presentation.output,
        target={last: presentation.t[0]}, flows={(i, last): flow(i, last)
        for i in before}, width=680, height=340, **more,
    )  # fmt: skip
