"""The bridge between a Network's layers and the textbook's numbered units.

``algorithm.py`` finds the weight from unit i to unit j at w[i, j] and counts units
from 1, so row, column and place 0 of its arrays stay empty.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bpcore import activations as act
from bpcore.network import Network, layer_by_layer


@dataclass(frozen=True)
class Numbered:
    """The arrays of ``algorithm.py`` for one network.

    w, theta       its weights and biases, copies that training may change; biases of 0
                   where the units have none
    first, kind    as ``algorithm.py`` explains them
    error_kind     kind, but with what cross-entropy leaves of the output's slope
    """

    w: np.ndarray
    theta: np.ndarray
    first: np.ndarray
    kind: np.ndarray
    error_kind: np.ndarray


def numbered(net):
    """A network's weights and biases by unit number."""
    first = np.cumsum([1, *net.sizes])
    w = np.zeros((first[-1], first[-1]))
    theta = np.zeros(first[-1])
    for k, (weights, biases) in enumerate(layer_by_layer(net.weights, net.biases)):
        here, there = slice(*first[k : k + 2]), slice(*first[k + 1 : k + 3])
        w[here, there] = weights
        theta[there] = 0.0 if biases is None else biases
    kind = np.array(net.kinds)
    error_kind = kind.copy()
    error_kind[-1] = act.error_kind(kind[-1], act.LOSSES[net.loss])
    return Numbered(w, theta, first, kind, error_kind)


def layers(w, theta, like):
    """Views into numbered weights and biases: what a Network holds, layer by layer.

    w, theta   of one network like another, or of several along the first axis
    """
    first = np.cumsum([1, *like.sizes])
    spans = [slice(*first[k : k + 2]) for k in range(len(like.sizes))]
    weights = [w[..., a, b] for a, b in pairwise(spans)]
    return weights, like.biases and [theta[..., b] for b in spans[1:]]


def network(w, theta, like):
    """The Network with these numbered weights and biases, otherwise like another."""
    return Network.sound(*layers(w, theta, like), like)
