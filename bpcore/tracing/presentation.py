"""The record of presenting one tuple: its numbers, steps and tables.

Tables, diagrams, the stepper, the exercise checks and the tests read this record.
"""

from dataclasses import dataclass
from functools import cached_property

from bpcore import activations as act
from bpcore.inputs import choice, cut, whole_number
from bpcore.network import Network, layer_by_layer
from bpcore.notation import NOTATIONS, plain
from bpcore.tables import digits
from bpcore.tracing.steps import Step
from bpcore.tracing.worksheets import worksheet

PHASES = ("forward", "error", "update")
QUANTITIES = ("net input", "output", "error", "weight", "bias")


class Values(dict):
    """Numbers by unit or connection; a missing one is named."""

    def __init__(self, what, values):
        super().__init__(values)
        self.what = what

    def __missing__(self, place):
        there = ", ".join(map(str, list(self)[:3]))
        raise KeyError(
            f"There is no {self.what} of {place}"
            + (f"; there is one of {there} …" if there else ", nor of any other unit")
        )


@dataclass(frozen=True, repr=False)
class Presentation:
    """What presenting one tuple to a network found, by textbook unit number.

    before, after      the networks before and after the update
    x, t               the tuple and its target
    learning_rate      l
    net_input[j]       I_j of each hidden and output unit
    output[j]          O_j of each unit, inputs included
    error[j]           Err_j of each hidden and output unit
    weight_increment[i, j], bias_increment[j]     Δw_ij and Δθ_j; without the biases
                       where training does not change them
    """

    before: Network
    after: Network
    x: tuple
    t: tuple
    learning_rate: float
    net_input: dict
    output: dict
    error: dict
    weight_increment: dict
    bias_increment: dict

    @property
    def loss(self):
        """The loss of the tuple before the update."""
        return self.before.mean_loss(self.x, [self.t])

    @cached_property
    def loss_after(self):
        """The loss of the tuple after the update."""
        return self.after.mean_loss(self.x, [self.t])

    @cached_property
    def steps(self):
        """Every Step in order: forward, errors backward, update.

        Forward: for each unit its net input, then its output.  Errors: the output
        units, then the hidden layers from the last to the first.  Update: unit by
        unit, the weights that lead to it, then its bias if it is learned.
        """
        layers = range(1, len(self.before.sizes))
        return [
            *(s for k in layers for j in self._units(k) for s in self._forward(k, j)),
            *(self._blame(k, j) for k in reversed(layers) for j in self._units(k)),
            *(s for k in layers for j in self._units(k) for s in self._update(k, j)),
        ]

    def step(self, phase, unit=None, connection=None, quantity=None, time=None):
        """The first step that fits.

        phase        "forward", "error" or "update"
        unit         its unit; in the update phase a unit alone means its bias
        connection   (i, j), for the step that changes that weight
        quantity     "net input" or "output", of the two forward steps of a unit
        time         in a sequence, the step at which it happens
        Raises ValueError or TypeError if there is no such step.
        """
        choice("phase", phase, PHASES)
        if quantity is not None:
            choice("quantity", quantity, QUANTITIES)
        if (unit is None) == (connection is None):
            raise ValueError("Ask for a step by its unit or by its connection (i, j).")
        if time is not None:
            time = whole_number("time", time)
        if connection is None:
            unit = whole_number("unit", unit)
        else:
            connection = _pair(connection)
        for step in self.steps:
            if (
                (step.phase, step.connection) == (phase, connection)
                and unit in (None, step.unit)
                and quantity in (None, step.quantity)
                and time in (None, step.time)
            ):
                return step
        asked = f"connection {cut(connection)}" if connection else f"unit {cut(unit)}"
        kind = "step" if quantity is None else f"{quantity} step"
        raise ValueError(
            f'There is no {kind} for {asked} in phase "{phase}"; the network has units '
            f"1 to {sum(self.before.sizes)}, and the inputs, 1 to "
            f"{self.before.sizes[0]}, take part in no step of their own."
        )

    def table(self, phase, notation="textbook", at=None):
        """All steps of a phase as a Table, as the textbook prints them.

        phase      "forward", "error" or "update"
        notation   "textbook" or "modern"
        at         a Step of the phase, whose row is marked
        """
        choice("phase", phase, PHASES)
        choice("notation", notation, NOTATIONS)
        return worksheet([s for s in self.steps if s.phase == phase], notation, at)

    def __repr__(self):
        outputs = [self.output[j] for j in self._units(len(self.before.sizes) - 1)]
        return (
            f"Presentation of ({', '.join(map(plain, self.x))}) with target "
            f"{', '.join(map(plain, self.t))} at learning rate "
            f"{plain(self.learning_rate)}: output "
            f"{', '.join(map(digits, outputs))}, loss {digits(self.loss)}"
        )

    @cached_property
    def _old(self):
        return _by_number(self.before)

    @cached_property
    def _new(self):
        return _by_number(self.after)

    def _units(self, layer):
        return self.before.units(layer)

    def _forward(self, k, j):
        """The two forward steps of a unit."""
        w, theta = self._old
        terms = tuple((i, w[i, j], self.output[i]) for i in self._units(k - 1))
        I = self.net_input[j]
        yield Step(
            "forward", "net input", j, k, I,
            terms=terms, given={"bias": theta.get(j)},
        )  # fmt: skip
        yield Step(
            "forward", "output", j, k, self.output[j],
            kind=self.before.kinds[k], given={"net input": I},
        )  # fmt: skip

    def _blame(self, k, j):
        """The error step of a unit."""
        net = self.before
        given = {"output": self.output[j], "target": None}
        kind, terms = net.kinds[k], ()
        if k == len(net.sizes) - 1:
            given["target"] = self.t[j - self._units(k)[0]]
            kind = act.error_kind(kind, act.LOSSES[net.loss])
        else:
            w, _ = self._old
            terms = tuple((m, self.error[m], w[j, m]) for m in self._units(k + 1))
        return Step(
            "error", "error", j, k, self.error[j], terms=terms, kind=kind, given=given
        )

    def _update(self, k, j):
        """The steps that update the weights to a unit, and its bias if learned."""
        (w, theta), (new_w, new_theta) = self._old, self._new
        given = {"rate": self.learning_rate, "error": self.error[j]}
        for i in self._units(k - 1):
            yield Step(
                "update", "weight", j, k, self.weight_increment[i, j], (i, j),
                w[i, j], new_w[i, j],
                given={**given, "output": self.output[i]},
            )  # fmt: skip
        if j in self.bias_increment:
            yield Step(
                "update", "bias", j, k, self.bias_increment[j], None,
                theta[j], new_theta[j], given=given,
            )  # fmt: skip


def _pair(connection):
    """A connection as two unit numbers."""
    if not isinstance(connection, list | tuple) or len(connection) != 2:
        raise TypeError(
            f"connection must be a pair (i, j) of units; it is {cut(connection)}."
        )
    return tuple(whole_number("connection", unit) for unit in connection)


def _by_number(net):
    """w_ij by (i, j) and θ_j by j, as plain numbers; no θ_j where units have none."""
    w, theta = {}, {}
    for k, (weights, biases) in enumerate(layer_by_layer(net.weights, net.biases)):
        sources, receivers = net.units(k), net.units(k + 1)
        if biases is not None:
            theta.update(zip(receivers, biases.tolist(), strict=True))
        for i, row in zip(sources, weights.tolist(), strict=True):
            w.update(zip(((i, j) for j in receivers), row, strict=True))
    return w, theta
