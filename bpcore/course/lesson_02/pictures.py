"""Lesson 02: the network as errors see it, from the output back."""

from bpcore.figures.diagram.picture import Diagram
from bpcore.notation import bracketed
from bpcore.tables import digits


def three_ways(presentation):
    """What could make the output of a network with one output unit rise."""
    net = presentation.before
    hidden, last = _ends(net)
    return _picture(
        presentation,
        notes={last: "1: its bias"}
        | {(i, last): "2: a weight" for i in hidden}
        | dict.fromkeys(hidden, "3: what it gives"),
    )


def errors_back(presentation):
    """What arrives at each unit of the last hidden layer, times its own slope."""
    net, error = presentation.before, presentation.error
    hidden, last = _ends(net)
    notes = {}
    for i in hidden:
        weight, O = net.weight(i, last), presentation.output[i]
        arrives = digits(error[last] * weight)
        factors = f"{digits(error[last])} · {bracketed(digits(weight, 1))}"
        notes[i, last] = f"{factors} = {arrives}"
        notes[i] = f"{digits(O * (1 - O))} · {bracketed(arrives)} = {digits(error[i])}"
    return _picture(presentation, notes, errors={last: error[last]})


def _ends(net):
    """The units of the last hidden layer, and the one output unit."""
    top = len(net.sizes) - 1
    return net.units(top - 1), net.units(top)[0]


def _picture(presentation, notes, **more):
    net = presentation.before
    hidden, last = _ends(net)
    return Diagram(
        net, phase="error", lit_units=hidden,
        lit_connections=[(i, last) for i in hidden], outputs=presentation.output,
        target={last: presentation.t[0]}, notes=notes, width=680, **more,
    )  # fmt: skip
