"""The bridge between a Network and the layers that its matrix form consists of."""

from bpcore import activations as act
from bpcore.layers import Activation, Dense
from bpcore.network import Network, layer_by_layer
from bpcore.regularise import BatchNormalisation, Dropout


def layers_of(net, keep=1.0, batch_normalisation=False, rng=None):
    """A network as a list of layers that training may change.

    keep, batch_normalisation   as ``bp.train`` takes them, for the hidden units
    rng                         a random generator, from which dropout draws
    """
    layers = []
    dense = layer_by_layer(net.weights, net.biases)
    for (W, b), kind in zip(dense, net.kinds[1:], strict=True):
        first = not layers
        layers.append(Dense(W, b, first, net.learn_biases))
        hidden = W is not net.weights[-1]
        if hidden and batch_normalisation:
            layers.append(BatchNormalisation(W.shape[1]))
        layers.append(Activation(kind))
        if hidden and keep < 1:
            layers.append(Dropout(keep, rng))
    layers[-1].slope_kind = act.error_kind(net.kinds[-1], act.LOSSES[net.loss])
    return layers


def network_of(layers, like):
    """The Network with the layers' weights and biases, otherwise like another."""
    dense = []
    for layer in layers:
        if isinstance(layer, Dense):
            dense.append((layer.W, layer.b))
        elif isinstance(layer, BatchNormalisation):
            dense[-1] = layer.folded(*dense[-1])
    return Network.sound(*map(list, zip(*dense, strict=True)), like)
