"""Nudging the parameters of a network, to see what the loss does."""

from itertools import pairwise

import numpy as np

from bpcore import activations as act
from bpcore.gradients import gradient_of, layers_of
from bpcore.layers import Dense
from bpcore.network import as_tuples
from bpcore.notation import symbol
from bpcore.regularise import Dropout


class Nudged:
    """The loss of a network one of whose parameters is moved a little.

    net, X, T, claimed, keep, batch_normalisation, seed   as ``bp.check_gradient``
    count   how many parameters there are; a place is a number below it
    loss    with none of them moved
    """

    def __init__(
        self, net, X, T, claimed=None, keep=1.0, batch_normalisation=False, seed=0
    ):
        self.X, self.T = X, T = as_tuples(net, X, T)
        self.net, self.count = net, net.parameters
        self.output, self.cost = net.kinds[-1], act.LOSSES[net.loss]
        self.kink = act.ACTIVATIONS[act.KINDS[net.hidden]].kink
        rng = np.random.Generator(np.random.PCG64(seed))
        self.layers = layers_of(net, keep, batch_normalisation, rng)
        self.dense = [layer for layer in self.layers if isinstance(layer, Dense)]
        if claimed is None:
            claimed = gradient_of(self.layers, X, T, self.cost)
        _fits(claimed, net)
        self.claimed = claimed
        for layer in self.layers:
            if isinstance(layer, Dropout):
                layer.held = True
        losses, self.active = self._present()
        self.loss = float(losses.sum())

    def name(self, place):
        """What a parameter is called."""
        k, i, j = _locate(self.net, place)
        receiver = self.net.units(k + 1)[j]
        if i is None:
            return symbol("bias", receiver)
        return symbol("weight", self.net.units(k)[i], receiver)

    def slope(self, place):
        """The derivative by a parameter, as it is claimed."""
        k, i, j = _locate(self.net, place)
        claimed = self.claimed
        return float(claimed.biases[k][j] if i is None else claimed.weights[k][i][j])

    def difference(self, place, step):
        """The centred difference by one parameter, or None across a kink."""
        k, i, j = _locate(self.net, place)
        array, where = (self.dense[k].b, j) if i is None else (self.dense[k].W, (i, j))
        kept = array[where]
        array[where] = above = kept + step
        plus, active_above = self._present()
        array[where] = below = kept - step
        minus, active_below = self._present()
        array[where] = kept
        if above == below:
            raise ValueError(
                f"step must be large enough to change a weight of {kept:g}; it is "
                f"{step:g}."
            )
        if active_above != self.active or active_below != self.active:
            return None
        # Tuple by tuple, so that the subtraction loses as few digits as it can.
        return float((plus - minus).sum() / (above - below))

    def _present(self):
        """The loss of each tuple and output, and which hidden units are past a kink."""
        A, active = self.X, []
        for layer in self.layers[:-1]:
            A = layer.forward(A)
            hidden = isinstance(layer, Dense) and layer is not self.dense[-1]
            if hidden and self.kink is not None:
                active.append((A > self.kink).tobytes())
        if self.cost == act.CROSS_ENTROPY:
            # −T ln O − (1 − T) ln(1 − O) of a sigmoid, with every digit kept
            return np.logaddexp(0.0, A) - self.T * A, active
        O = act.activate_all(self.output, A)
        return act.unit_loss_all(self.cost, O, self.T), active


def _locate(net, place):
    """(layer, sender, receiver) of a parameter; the sender is None for a bias.

    Parameters are counted receiver by receiver, each one's bias after its weights.
    """
    for k, (before, after) in enumerate(pairwise(net.sizes)):
        each = before + (net.biases is not None)
        if place < each * after:
            j, i = divmod(place, each)
            return k, (i if i < before else None), j
        place -= each * after
    raise IndexError(place)


def _fits(claimed, net):
    """Refuse a claimed gradient that is shaped unlike the network."""
    for what in ("weights", "biases"):
        wanted = [a.shape for a in getattr(net, what) or ()]
        given = [np.shape(a) for a in getattr(claimed, what, None) or ()]
        if given != wanted:
            raise ValueError(
                f"claimed.{what} must be arrays of the shapes {wanted}; they are "
                f"{given}."
            )
