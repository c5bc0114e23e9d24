"""An Elman network: its hidden units also receive their own outputs of the step before.

    I_j(t) = Σ_i w_ij x_i(t) + Σ_h w_hj O_h(t − 1) + θ_j        hidden units j, h
    O_k(t) = f(Σ_j w_jk O_j(t) + θ_k)                           output units k

The same weights serve every step (Elman 1990, *Finding structure in time*).
"""

import numpy as np

from bpcore import activations as act
from bpcore.frozen import Frozen, frozen
from bpcore.inputs import as_sizes, as_span, as_words, counted, numbers, whole_number

FIELDS = (
    "input_weights",
    "recurrent_weights",
    "hidden_biases",
    "output_weights",
    "output_biases",
)
CONNECTED = {(0, 1): 0, (1, 1): 1, (1, 2): 3}  # layers -> the place of their weights


class RecurrentNetwork(Frozen):
    """Inputs, one layer of hidden units with feedback, outputs at every step.

    input_weights       (inputs, hidden)
    recurrent_weights   (hidden, hidden), from a hidden unit to one a step later
    hidden_biases       (hidden,)
    output_weights      (hidden, outputs)
    output_biases       (outputs,)
    hidden, output, loss   as for ``bp.Network``

    Units are numbered as in a feed-forward network: inputs, hidden units, outputs.
    The state before step 1 is 0.  A network never changes: training returns a new one.
    Raises ValueError or TypeError for arrays that do not fit together.
    """

    __slots__ = (*FIELDS, "hidden", "loss", "output", "sizes")

    def __init__(
        self,
        input_weights,
        recurrent_weights,
        hidden_biases,
        output_weights,
        output_biases,
        hidden="tanh",
        output="sigmoid",
        loss="squared error",
    ):
        as_words(hidden, output, loss)
        given = (
            input_weights, recurrent_weights, hidden_biases, output_weights,
            output_biases,
        )  # fmt: skip
        arrays = [
            numbers(name, value, ndim=1 if name.endswith("biases") else 2)
            for name, value in zip(FIELDS, given, strict=True)
        ]
        inputs, units = arrays[0].shape
        outputs = arrays[3].shape[1]
        for name, array in (FIELDS[0], arrays[0]), (FIELDS[3], arrays[3]):
            if not array.size:
                raise ValueError(
                    f"{name} must have a row for each unit it leads from and a column "
                    f"for each it leads to, one at least; its shape is {array.shape}."
                )
        wanted = ((inputs, units), (units, units), (units,), (units, outputs),
                  (outputs,))  # fmt: skip
        for name, array, shape in zip(FIELDS, arrays, wanted, strict=True):
            if array.shape != shape:
                raise ValueError(
                    f"{name} must have the shape {shape}, for {inputs} inputs, {units} "
                    f"hidden and {outputs} output units; its shape is {array.shape}."
                )
            self._fill(**{name: frozen(array)})
        self._fill(
            hidden=hidden, output=output, loss=loss, sizes=(inputs, units, outputs)
        )

    @classmethod
    def random(
        cls, sizes, span=0.5, seed=0, hidden="tanh", output="sigmoid",
        loss="squared error",
    ):  # fmt: skip
        """A network with small random weights and biases, uniform in ±span.

        sizes   (inputs, hidden units, outputs)
        seed    whole number; the same seed gives the same network everywhere
        """
        sizes = as_sizes(sizes)
        if len(sizes) != 3:
            raise ValueError(
                f"sizes must be (inputs, hidden units, outputs); it is {sizes}."
            )
        span = as_span(span)
        rng = np.random.Generator(
            np.random.PCG64(whole_number("seed", seed, at_least=0))
        )
        n, h, m = sizes
        shapes = ((n, h), (h, h), (h,), (h, m), (m,))
        arrays = [rng.uniform(-span, span, shape) for shape in shapes]
        return cls(*arrays, hidden, output, loss)

    @property
    def _arguments(self):
        return (*self.arrays, self.hidden, self.output, self.loss)

    def __repr__(self):
        return (
            f"RecurrentNetwork {'-'.join(map(str, self.sizes))}: {self.hidden} hidden "
            f"units with feedback, {self.output} outputs, {self.loss}, "
            f"{self.parameters} parameters"
        )

    @property
    def arrays(self):
        """Weights and biases, in the order of the arguments."""
        return tuple(getattr(self, name) for name in FIELDS)

    @property
    def parameters(self):
        """How many weights and biases the network has."""
        return sum(array.size for array in self.arrays)

    @property
    def kinds(self):
        """The kind of each layer, inputs first, as ``activations.py`` numbers them."""
        return (act.IDENTITY, act.KINDS[self.hidden], act.KINDS[self.output])

    def units(self, layer):
        """The numbers of the units of a layer: 0 inputs, 1 hidden units, 2 outputs."""
        layer = whole_number("layer", layer, at_least=0)
        if layer > 2:
            raise ValueError(f"layer must be 0, 1 or 2; it is {layer}.")
        first = 1 + sum(self.sizes[:layer])
        return range(first, first + self.sizes[layer])

    def weight(self, i, j):
        """w_ij, by unit numbers; between hidden units it leads to the next step."""
        senders, receivers = self._layer("i", i), self._layer("j", j)
        if (senders, receivers) not in CONNECTED:
            raise ValueError(f"There is no connection from unit {i} to unit {j}.")
        array = self.arrays[CONNECTED[senders, receivers]]
        places = i - self.units(senders)[0], j - self.units(receivers)[0]
        return float(array[places])

    def bias(self, j):
        """θ_j of a hidden or output unit, by its number."""
        layer = self._layer("j", j)
        if layer == 0:
            raise ValueError(f"Unit {j} is an input and has no bias.")
        return float(self.arrays[2 * layer][j - self.units(layer)[0]])

    def _layer(self, name, unit):
        """The layer of a unit."""
        unit = whole_number(name, unit, at_least=1, at_most=sum(self.sizes))
        return next(layer for layer in range(3) if unit in self.units(layer))

    def states(self, X):
        """The hidden units' outputs at every step, (steps, hidden).

        X   one sequence, (steps, inputs)
        """
        return self._outputs(X)[:, self.units(1)]

    def predict(self, X):
        """The outputs at every step, (steps, outputs), of one sequence X."""
        return self._outputs(X)[:, self.units(2)]

    def _outputs(self, X):
        from bpcore.recurrent.loops import outputs

        return outputs(self, as_sequence(X, self))[1:]


def as_sequence(X, net, name="X"):
    """X as (steps, inputs), one step at least."""
    X = numbers(name, X, ndim=2)
    if X.shape[1] != net.sizes[0] or not len(X):
        raise ValueError(
            f"{name} must be one sequence (steps, {net.sizes[0]}), a row a step; its "
            f"shape is {X.shape}."
        )
    return X


def as_targets(T, net, steps, name="T"):
    """T as (steps, outputs)."""
    T = numbers(name, T, ndim=2)
    if T.shape != (steps, net.sizes[2]):
        raise ValueError(
            f"{name} must hold a target for each of {counted(steps, 'step')} and "
            f"{counted(net.sizes[2], 'output unit')}, shape ({steps}, {net.sizes[2]}); "
            f"its shape is {T.shape}."
        )
    if net.loss == "cross-entropy" and ((T < 0) | (T > 1)).any():
        raise ValueError(
            f"{name} must lie between 0 and 1 for the cross-entropy; it holds "
            f"{T[(T < 0) | (T > 1)][0]:g}."
        )
    return T


def as_recurrent(net):
    """The network, if it is one."""
    if not isinstance(net, RecurrentNetwork):
        raise TypeError(
            f"net must be a bp.RecurrentNetwork; it is {type(net).__name__}."
        )
    return net
