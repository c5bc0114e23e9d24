"""What reaches each layer of a deep network on the way back, and what its units do."""

from typing import NamedTuple

import numpy as np

from bpcore import activations as act
from bpcore.layering import layers_of
from bpcore.layers import Activation, Dense
from bpcore.network import as_tuples
from bpcore.training.diagnosis import deaf_units


class ByLayer(NamedTuple):
    """Of each layer after the inputs, from the first:

    outputs     of its units, (tuples, units) a layer
    errors      Err of its units, (tuples, units) a layer
    error       mean |Err| over tuples and units, (layers,)
    gradient    mean |slope of the summed loss| over the weights into it, (layers,)
    slope       mean f′ of its units, (layers,)
    saturated   how many of its units hardly learn: nearly always at an end, (layers,)
    dead        how many give 0 for every tuple, and have no slope there, (layers,)
    """

    outputs: list
    errors: list
    error: np.ndarray
    gradient: np.ndarray
    slope: np.ndarray
    saturated: np.ndarray
    dead: np.ndarray


def by_layer(net, X, T, batch_normalisation=False):
    """Present the tuples once, forward and back, and write down what each layer saw.

    batch_normalisation   of the hidden units over these tuples, as training does it

    Raises ValueError or TypeError for X and T that do not fit the network.
    """
    X, T = as_tuples(net, X, T)
    layers = layers_of(net, batch_normalisation=batch_normalisation)
    outputs, errors = [], []
    with np.errstate(all="ignore"):  # what is no number any more shows as such
        O = X
        for layer in layers:
            O = layer.forward(O)
            if isinstance(layer, Activation):
                outputs.append(O.copy())
        D = O - T
        for layer in reversed(layers):
            D = layer.backward(D)
            if isinstance(layer, Activation):
                errors.insert(0, -D)
        error, gradient = (
            np.array([np.abs(a).mean() for a in some])
            for some in (errors, [a.dW for a in layers if isinstance(a, Dense)])
        )
        kinds = net.kinds[1:]
        slope = np.array(
            [act.slope_all(*each).mean() for each in zip(kinds, outputs, strict=True)]
        )
    deaf = [deaf_units(*each) for each in zip(kinds, outputs, strict=True)]
    return ByLayer(outputs, errors, error, gradient, slope, *np.array(deaf).T)
