"""Training through time: after each sequence one update, by the same runner as ever."""

from dataclasses import dataclass, field

import numpy as np

from bpcore.inputs import boolean, listed, real_number
from bpcore.recurrent.network import RecurrentNetwork, as_recurrent, as_sequence
from bpcore.recurrent.network import as_targets as as_sequence_targets
from bpcore.recurrent.sequence_engine import SequenceEngine
from bpcore.training.conditions import CONDITIONS, SINCE_BEST, as_limits
from bpcore.training.plan import as_epochs, as_momentum, as_pair, if_given
from bpcore.training.runner import Run
from bpcore.training.schedules import as_schedule


def train_through_time(
    net,
    sequences,
    learning_rate=0.1,
    max_epochs=100,
    every_step=True,
    clip=None,
    truncate=None,
    min_change=None,
    max_misclassified=None,
    target_loss=None,
    patience=None,
    momentum=0.0,
    shuffle=None,
    validation=None,
    record_every=None,
    watch=None,
):
    """Train a recurrent network by backpropagation through time.

    net            a ``bp.RecurrentNetwork``; it stays as it is
    sequences      list of (X, T): inputs (steps, inputs) and targets (steps, outputs);
                   they may differ in length.  After each one the weights are updated
    every_step     whether the targets of every step count; False: of the last alone
    clip           a sequence's whole gradient is made no longer than this: where its
                   norm is larger, all of it is scaled down to it
                   (Pascanu, Mikolov & Bengio 2013); None for no limit
    truncate       an error travels back through so many steps, its own included: 1 is
                   Elman's copied context; None for all the way
    validation     list of sequences to measure on after every epoch

    All else, and what is returned, as for ``bp.train``.  ``.history.loss`` is the mean
    loss of a sequence, summed over its steps; ``.misclassified`` the share of the steps
    that count.  An explosion ends the run as "diverged".
    Raises ValueError or TypeError for arguments that do not fit.
    Werbos 1990.
    """
    arguments = dict(locals())
    del arguments["watch"]
    names = {condition.name for condition in CONDITIONS}
    plan = SequencePlan(
        **{name: v for name, v in arguments.items() if name not in names}
    )
    plan.limit({name: arguments[name] for name in names})
    return Run(plan, SequenceEngine(plan)).finish(watch)


@dataclass
class SequencePlan:
    """A run over sequences, checked; ``train_through_time`` says what may be given."""

    net: RecurrentNetwork
    sequences: list
    learning_rate: object
    max_epochs: int
    every_step: bool
    clip: float | None
    truncate: int
    momentum: float
    shuffle: int | None
    validation: list | None
    record_every: int | None
    limits: np.ndarray = field(init=False)

    def __post_init__(self):
        as_recurrent(self.net)
        self.sequences = _sequences("sequences", self.sequences, self.net)
        self.learning_rate = as_schedule(self.learning_rate)
        self.max_epochs = as_epochs(self.max_epochs)
        self.every_step = boolean("every_step", self.every_step)
        if self.clip is not None:
            self.clip = real_number("clip", self.clip, above=0)
        longest = max(len(X) for X, _ in self.sequences)  # more is all the way
        self.truncate = if_given("truncate", self.truncate, at_least=1)
        self.truncate = min(self.truncate or longest, longest)
        self.momentum = as_momentum(self.momentum)
        self.shuffle = if_given("shuffle", self.shuffle, at_least=0)
        self.record_every = if_given("record_every", self.record_every, at_least=1)
        if self.validation is not None:
            # The runner hands validation on as the two arguments of ``evaluate``.
            self.validation = (
                _sequences("validation", self.validation, self.net),
                None,
            )

    def limit(self, conditions):
        """Take over the terminating conditions that are asked for."""
        self.limits = as_limits(conditions, self)

    @property
    def tuples(self):
        """What an epoch presents, here sequences."""
        return len(self.sequences)

    @property
    def patient(self):
        """Whether the network of the best epoch is asked for."""
        return bool((self.limits[:, 1] == SINCE_BEST).any())

    @property
    def keeps_each(self):
        return self.validation is not None or self.record_every is not None


def _sequences(name, sequences, net):
    wanted = "a list of pairs (X, T), the inputs and targets of a sequence"
    pairs = listed(name, sequences, wanted)
    if not pairs:
        raise ValueError(f"{name} must hold at least one sequence; it is empty.")
    checked = []
    for n, pair in enumerate(pairs):
        X, T = as_pair(f"{name}[{n}]", pair)
        try:
            X = as_sequence(X, net)
            checked.append((X, as_sequence_targets(T, net, len(X))))
        except (TypeError, ValueError) as fault:
            raise type(fault)(f"In {name}[{n}]: {fault}") from None
    return checked
