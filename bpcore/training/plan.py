"""What a training run is asked to do, checked before it starts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bpcore.inputs import as_inputs, as_targets, real_number, whole_number
from bpcore.network import Network
from bpcore.training.conditions import as_limits
from bpcore.training.schedules import as_schedule


@dataclass(frozen=True)
class Plan:
    """A checked training run.

    rate    the learning rate, or a function of the epoch number
    batch   tuples between two updates: 1 for case updating, all of them for epoch
    """

    net: Network
    X: np.ndarray
    T: np.ndarray
    rate: float | Callable
    batch: int
    max_epochs: int
    limits: np.ndarray
    momentum: float
    shuffle: int | None
    validation: tuple | None
    record_every: int | None

    @property
    def tuples(self):
        return len(self.X)

    @property
    def keeps_each(self):
        """Whether the network at the end of each single epoch is asked for."""
        return self.validation is not None or self.record_every is not None


def make_plan(
    net, X, T, learning_rate, updating, max_epochs, min_change, max_misclassified,
    target_loss, momentum, shuffle, validation, record_every,
):  # fmt: skip
    """Check the arguments of ``bp.train``; see there for what each may be."""
    if not isinstance(net, Network):
        raise TypeError(f"net must be a bp.Network; it is {type(net).__name__}.")
    X, T = _tuples(net, X, T)
    if max_misclassified is not None and net.output == "identity":
        raise ValueError(
            "max_misclassified needs outputs that classify; this network has "
            'identity outputs. Use target_loss, or output="sigmoid".'
        )
    return Plan(
        net=net,
        X=X,
        T=T,
        rate=as_schedule(learning_rate),
        batch=_batch(updating, len(X)),
        max_epochs=whole_number("max_epochs", max_epochs, at_least=0),
        limits=as_limits(min_change, max_misclassified, target_loss),
        momentum=_momentum(momentum),
        shuffle=None if shuffle is None else whole_number("shuffle", shuffle, 0),
        validation=None if validation is None else _validation(net, validation),
        record_every=(
            None
            if record_every is None
            else whole_number("record_every", record_every, at_least=1)
        ),
    )


def _tuples(net, X, T):
    X = as_inputs(X, net.sizes[0])
    return X, as_targets(T, len(X), net.sizes[-1], net.loss)


def _batch(updating, tuples):
    if isinstance(updating, str) and updating in ("case", "epoch"):
        return 1 if updating == "case" else tuples
    if isinstance(updating, str) or not np.issubdtype(type(updating), np.integer):
        raise ValueError(
            'updating must be "case", "epoch" or the number of tuples in a batch; it '
            f"is {updating!r}."
        )
    return min(whole_number("updating", updating, at_least=1), tuples)


def _momentum(momentum):
    momentum = real_number("momentum", momentum, at_least=0)
    if momentum >= 1:
        raise ValueError(f"momentum must be below 1; it is {momentum:g}.")
    return momentum


def _validation(net, validation):
    try:
        X, T = validation
    except (TypeError, ValueError):
        raise TypeError(
            "validation must be a pair (X, T) of inputs and targets."
        ) from None
    try:
        return _tuples(net, X, T)
    except (TypeError, ValueError) as fault:
        raise type(fault)(f"In validation: {fault}") from None
