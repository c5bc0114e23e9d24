"""A fully connected feed-forward network: its layers, weights and biases."""

from itertools import pairwise

import numpy as np

from bpcore import activations as act
from bpcore.classes import misclassified
from bpcore.frozen import Frozen, frozen
from bpcore.inputs import (
    as_inputs,
    as_layers,
    as_sizes,
    as_span,
    as_targets,
    as_words,
    boolean,
    choice,
    cut,
    whole_number,
)
from bpcore.overflow import warn_of_overflow


class Network(Frozen):
    """Layers of units; each unit is connected to every unit of the next layer.

    Units are numbered 1, 2, 3 … through the whole network, inputs first.  A unit j
    that is no input has a bias θ_j, and computes the net input
    ``I_j = Σ_i w_ij O_i + θ_j`` and the output ``O_j = f(I_j)``
    (Han, Kamber & Pei, 3rd ed., equations 9.4 and 9.5).

    A network never changes: training returns a new one.

    weights   list of arrays (units in layer k, units in layer k+1)
    biases    list of arrays (units in layer k+1,); None: the units have none
    hidden    activation of the hidden units, one of ``activations.HIDDEN``
    output    activation of the output units, one of ``activations.OUTPUT``
    loss      "squared error" ½ Σ (T − O)², or "cross-entropy"
              −Σ T ln O + (1 − T) ln (1 − O), which needs sigmoid outputs
    learn_biases   whether training changes the biases; False holds them as they are

    Raises ValueError or TypeError for arrays that do not fit together.
    """

    __slots__ = (
        "biases", "hidden", "learn_biases", "loss", "output", "sizes", "weights",
    )  # fmt: skip

    def __init__(
        self,
        weights,
        biases=None,
        hidden="sigmoid",
        output="sigmoid",
        loss="squared error",
        learn_biases=True,
    ):
        as_words(hidden, output, loss)
        weights, biases = as_layers(weights, biases)
        self._fill(
            weights=weights,
            biases=biases,
            hidden=hidden,
            output=output,
            loss=loss,
            learn_biases=boolean("learn_biases", learn_biases) and biases is not None,
            sizes=(len(weights[0]), *(w.shape[1] for w in weights)),
        )

    @classmethod
    def random(
        cls,
        sizes,
        span=0.5,
        seed=0,
        hidden="sigmoid",
        output="sigmoid",
        loss="squared error",
    ):
        """A network with small random weights and biases, uniform in ±span.

        sizes   units in each layer, inputs first: (3, 4, 2, 1)
        span    half the width of the range; or "glorot" for ±√(6 / (units in + units
                out)) (Glorot & Bengio 2010), or "he" for ±√(6 / units in) (He et al.
                2015), both with biases of 0
        seed    whole number; the same seed gives the same network everywhere
        """
        sizes = as_sizes(sizes)
        scaled = isinstance(span, str)
        if scaled:
            choice("span", span, ("glorot", "he"))
        else:
            span = as_span(span)
        rng = np.random.Generator(
            np.random.PCG64(whole_number("seed", seed, at_least=0))
        )
        weights, biases = [], []
        for m, n in pairwise(sizes):
            fan = m + n if span == "glorot" else m
            s = (6.0 / fan) ** 0.5 if scaled else span
            weights.append(rng.uniform(-s, s, (m, n)))
            biases.append(np.zeros(n) if scaled else rng.uniform(-s, s, n))
        return cls(weights, biases, hidden, output, loss)

    @classmethod
    def sound(cls, weights, biases, like):
        """A network like another, with arrays that are known to fit and be finite.

        For training, which makes thousands: they are copied, but not checked again.
        """
        net = object.__new__(cls)
        for name in ("hidden", "output", "loss", "learn_biases", "sizes"):
            net._fill(**{name: getattr(like, name)})
        biases = None if like.biases is None else tuple(map(frozen, biases))
        net._fill(weights=tuple(map(frozen, weights)), biases=biases)
        return net

    @property
    def _arguments(self):
        return (
            self.weights, self.biases, self.hidden, self.output, self.loss,
            self.learn_biases,
        )  # fmt: skip

    def __repr__(self):
        held = "" if self.learn_biases else ", biases held fixed"
        return (
            f"Network {'-'.join(map(str, self.sizes))}: {self.hidden} hidden units, "
            f"{self.output} outputs, {self.loss}, {self.parameters} parameters"
            f"{', no biases' if self.biases is None else held}"
        )

    @property
    def parameters(self):
        """How many weights and biases the network has."""
        return sum(a.size for a in (*self.weights, *(self.biases or ())))

    @property
    def kinds(self):
        """The kind of each layer, inputs first, as ``activations.py`` numbers them."""
        middle = [act.KINDS[self.hidden]] * (len(self.sizes) - 2)
        return (act.IDENTITY, *middle, act.KINDS[self.output])

    def weight(self, i, j):
        """w_ij, the weight from unit i to unit j (9.4), by textbook number."""
        k, row = self._place("i", i)
        layer, column = self._place("j", j)
        if layer != k + 1:
            raise ValueError(
                f"There is no connection from unit {i} to unit {j}: a connection "
                "leads from a unit to a unit of the next layer."
            )
        return float(self.weights[k][row, column])

    def bias(self, j):
        """θ_j, the bias of unit j (9.4), by textbook number."""
        layer, place = self._place("j", j)
        if layer == 0:
            raise ValueError(f"Unit {j} is an input unit; input units have no bias.")
        if self.biases is None:
            raise ValueError(f"Unit {j} has no bias; this network is one without.")
        return float(self.biases[layer - 1][place])

    def units(self, layer):
        """The textbook numbers of the units of a layer (0 is the input layer)."""
        if whole_number("layer", layer, at_least=0) >= len(self.sizes):
            raise ValueError(
                f"layer must be 0 to {len(self.sizes) - 1}; it is {cut(layer)}."
            )
        first = 1 + sum(self.sizes[:layer])
        return range(first, first + self.sizes[layer])

    def outputs(self, X):
        """Propagate tuples forward (9.4, 9.5): the outputs of all layers, inputs first.

        X   (tuples, input units), or (input units,) for one tuple
        Returns a list of arrays (tuples, units), one a layer.
        """
        return self._outputs(X)

    def predict(self, X):
        """The outputs of the last layer: (tuples, output units)."""
        return self._outputs(X)[-1]

    def mean_loss(self, X, T):
        """The loss of a tuple, on average over the tuples."""
        return float(self._evaluated(X, T)[0])

    def misclassified(self, X, T):
        """The share of tuples put into the wrong class, from 0 to 1.

        One output unit: its output and the target lie on different sides of 0.5.
        Several: the largest output is not where the largest target is.
        NaN for identity outputs, which classify nothing.
        """
        return float(self._evaluated(X, T)[1])

    def _outputs(self, X):
        X = as_inputs(X, self.sizes[0])
        O = propagate(self.weights, self.biases, self.kinds, X)
        warn_of_overflow(self, O)
        return O

    def _evaluated(self, X, T):
        X, T = as_tuples(self, X, T)
        O = propagate(self.weights, self.biases, self.kinds, X)
        figures = evaluate(O[-1], T, self)
        warn_of_overflow(self, O, figures[0])
        return figures

    def _place(self, name, unit):
        """Layer and place in that layer of a unit given by its number."""
        unit = whole_number(name, unit, at_least=1)
        for layer in range(len(self.sizes)):
            if unit in self.units(layer):
                return layer, unit - self.units(layer)[0]
        raise ValueError(
            f"{name} must be a unit of the network, 1 to {sum(self.sizes)}; "
            f"it is {cut(unit)}."
        )


def as_tuples(net, X, T):
    """X and T as arrays that fit the network."""
    as_network(net)
    X = as_inputs(X, net.sizes[0])
    return X, as_targets(T, len(X), net.sizes[-1], net.loss)


def as_network(net):
    """The network, if it is one."""
    if not isinstance(net, Network):
        raise TypeError(f"net must be a bp.Network; it is {cut(net)}.")
    return net


def layer_by_layer(weights, biases):
    """(W, b) of each layer after the inputs; b is None where units have no biases."""
    return zip(weights, biases or [None] * len(weights), strict=True)


def propagate(weights, biases, kinds, X):
    """``Network.outputs`` of bare arrays, which are taken as they are.

    The arrays may hold several networks along a first axis, and so do the outputs.
    """
    O = [X]
    with np.errstate(all="ignore"):  # overflow.py tells what is too large
        for k, (w, theta) in enumerate(layer_by_layer(weights, biases), 1):
            I = O[-1] @ w
            I = I if theta is None else I + theta[..., None, :]
            O.append(act.activate_all(kinds[k], I))
    return O


def evaluate(O, T, like):
    """(mean loss, share misclassified) of the last outputs of a network like another.

    With those of several networks along a first axis: (networks, 2).
    """
    with np.errstate(all="ignore"):
        loss = act.unit_loss_all(act.LOSSES[like.loss], O, T).sum(axis=(-2, -1))
    wrong = np.nan if like.output == "identity" else misclassified(O, T)
    return np.stack(np.broadcast_arrays(loss, wrong), axis=-1) / len(T)
