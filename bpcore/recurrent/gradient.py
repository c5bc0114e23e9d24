"""The gradient of a sequence's loss: one shared weight, a sum over time."""

from typing import NamedTuple

import numpy as np

from bpcore.inputs import boolean
from bpcore.recurrent.loops import Unrolled, twins
from bpcore.recurrent.network import as_recurrent, as_sequence, as_targets


class GradientThroughTime(NamedTuple):
    """The derivatives of the loss, summed over the steps, shaped like the network's."""

    input_weights: np.ndarray
    recurrent_weights: np.ndarray
    hidden_biases: np.ndarray
    output_weights: np.ndarray
    output_biases: np.ndarray


def gradient_through_time(net, X, T, every_step=True):
    """The gradient of one sequence's loss by backpropagation through time.

    net          a ``bp.RecurrentNetwork``
    X, T         inputs (steps, inputs) and targets (steps, outputs)
    every_step   whether the targets of every step count; False: of the last one alone

    Returns a NamedTuple of arrays in the order and with the names of the network's
    arguments.  It points uphill, and the loss is summed over the steps.
    Raises ValueError or TypeError for what does not fit, and for numbers so large that
    the gradient is not finite (an exploding one).
    Werbos 1990, *Backpropagation through time: what it does and how to do it*.
    """
    as_recurrent(net)
    X = as_sequence(X, net)
    T = as_targets(T, net, len(X))
    boolean("every_step", every_step)
    u = Unrolled(net)
    O, err = u.room(X)
    dw, dtheta = np.zeros_like(u.w), np.zeros_like(u.theta)
    with np.errstate(all="ignore"):  # what is not finite is told below
        twins().present_in_time(
            u.w, u.theta, dw, dtheta, O, err, np.vstack([T[:1], T]), u.first, u.kind,
            u.error_kind, every_step, 0,
        )  # fmt: skip
    if not (np.isfinite(dw).all() and np.isfinite(dtheta).all()):
        raise ValueError(
            "The gradient is not finite: it explodes over so many steps, or the "
            "inputs, targets or weights are too large to calculate with."
        )
    return GradientThroughTime(*(0.0 - a for a in u.arrays(dw, dtheta)))
