"""One presentation of one tuple, as an ordered record of its steps."""

from itertools import pairwise

import numpy as np

from bpcore.algorithm import backpropagate, propagate, update
from bpcore.inputs import as_inputs, as_targets, real_number
from bpcore.network import as_network
from bpcore.numbering import network, numbered
from bpcore.recurrent.network import RecurrentNetwork
from bpcore.tracing.in_time import trace_in_time
from bpcore.tracing.presentation import Presentation, Values


def trace(net, x, t, learning_rate):
    """Present one tuple and write down every step of the algorithm.

    net             a ``bp.Network``
    x               the tuple, (input units,)
    t               its target, a number, or (output units,)
    learning_rate   l, 0 or more

    A ``bp.RecurrentNetwork`` is presented a sequence, x (steps, inputs) with targets t
    (steps, outputs); what is found of a unit j then stands at [j, t].

    Returns a Presentation.  Its numbers are those of ``algorithm.py``: the forward
    pass, the errors with the weights of that pass, and one case update (Han, Kamber &
    Pei, 3rd ed., equations 9.4 to 9.11).
    Raises ValueError or TypeError for arguments that do not fit the network, and for
    numbers so large that the new weights are not finite.
    """
    if isinstance(net, RecurrentNetwork):
        return trace_in_time(net, x, t, learning_rate)
    X = as_inputs(x, as_network(net).sizes[0], "x")
    if len(X) != 1:
        raise ValueError(f"x must be one tuple; it holds {len(X)}.")
    T = as_targets(t, 1, net.sizes[-1], net.loss, "t")
    l = real_number("learning_rate", learning_rate, at_least=0)
    n = numbered(net)
    O, err = np.zeros_like(n.theta), np.zeros_like(n.theta)
    dw, dtheta = np.zeros_like(n.w), np.zeros_like(n.theta)
    O[1 : net.sizes[0] + 1] = X[0]
    with np.errstate(all="ignore"):  # what is not finite is told below
        propagate(n.w, n.theta, O, n.first, n.kind)
        backpropagate(n.w, O, err, T[0], n.first, n.error_kind)
        update(dw, dtheta, O, err, n.first, l)
        if not net.learn_biases:
            dtheta[:] = 0.0
        new_w, new_theta = n.w + dw, n.theta + dtheta
    if not (np.isfinite(new_w).all() and np.isfinite(new_theta).all()):
        raise ValueError(
            "The new weights are not finite: the inputs, weights or learning_rate "
            "are too large to calculate with."
        )
    units = [list(net.units(k)) for k in range(len(net.sizes))]
    layers = list(pairwise(units))
    connections = [(i, j) for a, b in layers for j in b for i in a]
    receivers = [j for layer in units[1:] for j in layer]
    return Presentation(
        before=net,
        after=network(new_w, new_theta, net),
        x=tuple(X[0].tolist()),
        t=tuple(T[0].tolist()),
        learning_rate=l,
        net_input=Values(
            "net input", {j: _net_input(n, O, a, j) for a, b in layers for j in b}
        ),
        output=Values("output", {j: float(O[j]) for k in units for j in k}),
        error=Values("error", {j: float(err[j]) for j in receivers}),
        weight_increment=Values("weight increment", _at(dw, connections)),
        bias_increment=Values(
            "bias increment", _at(dtheta, receivers if net.learn_biases else ())
        ),
    )


def _net_input(n, O, senders, j):
    """I_j once more: the algorithm itself keeps only the outputs."""
    I = n.theta[j]
    for i in senders:
        I += n.w[i, j] * O[i]
    return float(I)


def _at(array, places):
    return {place: float(array[place]) for place in places}
