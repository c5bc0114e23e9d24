"""What a training run is asked to do, checked before it starts."""

from collections.abc import Callable
from dataclasses import InitVar, dataclass, field

import numpy as np

from bpcore.inputs import boolean, cut, real_number, whole_number
from bpcore.network import Network, as_tuples
from bpcore.regularise import as_keep
from bpcore.training.conditions import CONDITIONS, SINCE_BEST, as_limits
from bpcore.training.schedules import MOST_EPOCHS, as_schedule


@dataclass(frozen=True)
class Plan:
    """A training run, checked; ``bp.train`` says what each argument may be.

    learning_rate   becomes a number or a function that checks every call
    batch           tuples between two updates: 1 for case updating, all for epoch
    conditions      {name: value} of those in conditions.py; they become the limits
    """

    net: Network
    X: np.ndarray
    T: np.ndarray
    learning_rate: float | Callable
    updating: str | int
    max_epochs: int
    momentum: float
    shuffle: int | None
    validation: tuple | None
    record_every: int | None
    keep: float
    batch_normalisation: bool
    conditions: InitVar[dict]
    batch: int = field(init=False)
    limits: np.ndarray = field(init=False)

    @classmethod
    def of(cls, arguments):
        """The plan of all arguments of ``bp.train`` by name, but for ``watch``."""
        names = {condition.name for condition in CONDITIONS}
        return cls(
            **{name: v for name, v in arguments.items() if name not in names},
            conditions={name: arguments[name] for name in names},
        )

    def __post_init__(self, conditions):
        X, T = as_tuples(self.net, self.X, self.T)
        checked = {
            "X": X,
            "T": T,
            "learning_rate": as_schedule(self.learning_rate),
            "batch": _batch(self.updating, len(X)),
            "max_epochs": as_epochs(self.max_epochs),
            "momentum": as_momentum(self.momentum),
            "shuffle": if_given("shuffle", self.shuffle, at_least=0),
            "validation": _validation(self.net, self.validation),
            "record_every": if_given("record_every", self.record_every, at_least=1),
            "keep": as_keep(self.keep),
            "batch_normalisation": _normalises(self.net, self.batch_normalisation),
            "limits": as_limits(conditions, self),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    @property
    def tuples(self):
        return len(self.X)

    @property
    def patient(self):
        """Whether the network of the best epoch is asked for."""
        return bool((self.limits[:, 1] == SINCE_BEST).any())

    @property
    def keeps_each(self):
        """Whether the network at the end of each single epoch is asked for."""
        return self.validation is not None or self.record_every is not None


def _batch(updating, tuples):
    if isinstance(updating, str) and updating in ("case", "epoch"):
        return 1 if updating == "case" else tuples
    if isinstance(updating, str) or not np.issubdtype(type(updating), np.integer):
        raise ValueError(
            'updating must be "case", "epoch" or the number of tuples in a batch; it '
            f"is {cut(updating)}."
        )
    return min(whole_number("updating", updating, at_least=1), tuples)


def as_epochs(max_epochs):
    return whole_number("max_epochs", max_epochs, at_least=0, at_most=MOST_EPOCHS)


def as_momentum(momentum):
    momentum = real_number("momentum", momentum, at_least=0)
    if momentum >= 1:
        raise ValueError(f"momentum must be below 1; it is {momentum:g}.")
    return momentum


def if_given(name, value, at_least):
    return None if value is None else whole_number(name, value, at_least)


def _normalises(net, batch_normalisation):
    if boolean("batch_normalisation", batch_normalisation) and (
        net.biases is None or not net.learn_biases
    ):
        raise ValueError(
            "batch_normalisation needs biases that are learned, since its shift is "
            "folded into them; this network has none, or holds them fixed."
        )
    return bool(batch_normalisation)


def as_pair(name, pair):
    try:
        X, T = pair
    except Exception:  # an object may fail in its own way to be a pair
        raise TypeError(
            f"{name} must be a pair (X, T) of inputs and targets."
        ) from None
    return X, T


def _validation(net, validation):
    if validation is None:
        return None
    X, T = as_pair("validation", validation)
    try:
        return as_tuples(net, X, T)
    except (TypeError, ValueError) as fault:
        raise type(fault)(f"In validation: {fault}") from None
