"""Backpropagation as matrix equations, a batch of tuples at a time.

    forward     I = A W + b,  O = f(I)                  layer by layer
    backward    D = f'(I) (O − T) at the outputs,       D is −Err, the modern δ
                dW = Aᵀ D,  db = Σ D over the tuples,   summed, not averaged
                D = f'(I) (D Wᵀ) for the layer before

The same gradients as ``algorithm.py`` finds unit by unit (the tests hold the two
against each other); here a whole batch goes through each step at once.
"""

from dataclasses import dataclass

import numpy as np

from bpcore import activations as act
from bpcore.classes import misclassified
from bpcore.layering import layers_of
from bpcore.layers import Dense
from bpcore.network import as_tuples


@dataclass(frozen=True, repr=False)
class Gradient:
    """The derivative of the summed loss by each weight and bias of a network.

    weights, biases    tuples of arrays, shaped like those of the network
    """

    weights: tuple
    biases: tuple | None

    def __repr__(self):
        arrays = (*self.weights, *(self.biases or ()))
        largest = max(np.abs(a).max() for a in arrays)
        count = sum(a.size for a in arrays)
        return f"Gradient by {count} parameters, the largest {largest:.3g}"


def gradient(net, X, T):
    """The gradient of the loss, summed over the tuples, by weights and biases.

    net    a ``bp.Network``
    X      inputs, (tuples, input units), or (input units,) for one tuple
    T      targets, (tuples, output units); (tuples,) for one output unit

    Returns a Gradient with ``.weights`` and ``.biases``, shaped like the
    network's.  It points uphill: the increments of one presentation of the whole
    batch are −l times it (``Δw_ij = l · Err_j · O_i``, ``Δθ_j = l · Err_j``: Han,
    Kamber & Pei, 3rd ed., equations 9.8 and 9.10, Err being minus a derivative).
    A ReLU that stands exactly at 0 counts as flat.
    Raises ValueError or TypeError for X and T that do not fit the network, and for
    numbers so large that the gradient is not finite.
    Equations: Rumelhart, Hinton & Williams 1986, written for a batch.
    """
    X, T = as_tuples(net, X, T)
    return gradient_of(layers_of(net), X, T, act.LOSSES[net.loss])


def gradient_of(layers, X, T, loss):
    """``gradient`` of a network as layers, for checked X and T."""
    with np.errstate(all="ignore"):  # what is not finite is told below
        forward_backward(layers, X, T, loss)
    dense = [layer for layer in layers if isinstance(layer, Dense)]
    weights = tuple(layer.dW for layer in dense)
    biases = None if dense[0].b is None else tuple(layer.db for layer in dense)
    if not all(np.isfinite(a).all() for a in weights + (biases or ())):
        raise ValueError(
            "The gradient is not finite: the inputs, targets or weights are too large "
            "to calculate with."
        )
    return Gradient(weights, biases)


def forward_backward(layers, X, T, loss):
    """Present a batch: forward, then backward; leaves the gradients in the layers.

    X, T    float64 arrays (tuples, input units) and (tuples, output units), taken
            as they are
    loss    as ``activations.py`` numbers them

    Returns the loss summed over the tuples, and how many were misclassified.
    """
    O = X
    for layer in layers:
        O = layer.forward(O)
    D = O - T  # the output layer's slope makes it the derivative of the loss
    for layer in reversed(layers):
        D = layer.backward(D)
    return float(act.unit_loss_all(loss, O, T).sum()), misclassified(O, T)
