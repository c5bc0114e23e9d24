"""Nudging the parameters of a network, to see what the loss does."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bpcore import activations as act
from bpcore.gradients import Gradient, gradient_of
from bpcore.inputs import as_array, cut
from bpcore.layering import layers_of
from bpcore.layers import Activation, Dense
from bpcore.network import Network, as_tuples
from bpcore.notation import symbol
from bpcore.regularise import Dropout

FLOOR = 1e-4  # of the loss; see check_gradient
BEND = 1e-3  # of the second derivative
STEP = 1e-5  # the nudge, where no other is asked for


class Presented(NamedTuple):
    """What presenting the tuples gave.

    losses   one number or an array; their sum is the loss
    felt     the sum of the other numbers whose 16th digit the loss feels
    active   which hidden units are past a kink
    """

    losses: np.ndarray
    felt: float
    active: object


def centred_difference(array, where, step, present, start):
    """The centred difference by one number, and the least that it can tell apart.

    array, where   the number to nudge, by step, and put back
    present        a function that presents the tuples and returns what is Presented
    start          what it returned with nothing nudged

    The difference is None where the nudge takes a unit across a kink.
    """
    kept = array[where]
    array[where] = above = kept + step
    plus = present()
    array[where] = below = kept - step
    minus = present()
    array[where] = kept
    if above == below:
        raise ValueError(
            f"step must be large enough to change a weight of {kept:g}; it is {step:g}."
        )
    if not plus.active == minus.active == start.active:
        return None, 0.0
    # Tuple by tuple, so that the subtractions lose as few digits as they can.
    up, down = plus.losses - start.losses, start.losses - minus.losses
    slope = float(np.sum(plus.losses - minus.losses) / (above - below))
    bend = abs(float(np.sum(up - down))) / step / step
    rounded = max(float(np.sum(p.losses) + p.felt) for p in (plus, minus))
    return slope, max(FLOOR * rounded, BEND * bend)


class Nudged:
    """The loss of a network one of whose parameters is moved a little.

    net, X, T, claimed, keep, batch_normalisation, seed   as ``bp.check_gradient``
    count   how many parameters there are; a place is a number below it
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
        self.claimed = _fitting(claimed, net)
        for layer in self.layers:
            if isinstance(layer, Dropout):
                layer.held = True
        with np.errstate(all="ignore"):  # what is not finite does not agree
            self.start = self._present()

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
        return float(claimed.biases[k][j] if i is None else claimed.weights[k][i, j])

    def difference(self, place, step):
        """The centred difference by one parameter, and the least it can tell apart."""
        k, i, j = _locate(self.net, place)
        array, where = (self.dense[k].b, j) if i is None else (self.dense[k].W, (i, j))
        return centred_difference(array, where, step, self._present, self.start)

    def _present(self):
        A, active = self.X, []
        for layer in self.layers[:-1]:
            if isinstance(layer, Activation) and self.kink is not None:
                active.append((A > self.kink).tobytes())
            A = layer.forward(A)
        O, T = act.activate_all(self.output, A), self.T
        if self.cost == act.CROSS_ENTROPY:
            # −T ln O − (1 − T) ln(1 − O) of a sigmoid, with every digit kept
            losses = T * np.logaddexp(0.0, -A) + (1.0 - T) * np.logaddexp(0.0, A)
            # What is claimed is T − O, itself rounded, and never divided by a step.
            felt = np.abs(A * (T - O)) + STEP * (O + T)
        else:
            losses = act.unit_loss_all(self.cost, O, T)
            felt = np.abs(O * (T - O))
        return Presented(losses, felt.sum(), active)


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


def _fitting(claimed, net):
    """A claimed gradient as a Gradient, if it is shaped like the network."""
    arrays = {}
    for what in ("weights", "biases"):
        wanted = [a.shape for a in getattr(net, what) or ()]
        try:
            given = getattr(claimed, what, None)
        except Exception:  # an object may fail in its own way to have none
            given = None
        if not isinstance(given, list | tuple):
            given = () if given is None else (given,)
        arrays[what] = tuple(
            as_array(f"claimed.{what}[{k}]", a) for k, a in enumerate(given)
        )
        shapes = [a.shape for a in arrays[what]]
        if shapes != wanted:
            raise ValueError(
                f"claimed.{what} must be arrays of the shapes {cut(wanted)}; they are "
                f"{cut(shapes)}."
            )
    return Gradient(**arrays)


def moved(net, i, j, by):
    """A network like another, w_ij, or θ_j where i is None, moved by so much."""
    weights = [w.copy() for w in net.weights]
    biases = None if net.biases is None else [b.copy() for b in net.biases]
    layer = next(k for k in range(1, len(net.sizes)) if j in net.units(k))
    to = j - net.units(layer)[0]
    if i is None:
        biases[layer - 1][to] += by
    else:
        weights[layer - 1][i - net.units(layer - 1)[0], to] += by
    return Network.sound(weights, biases, net)
