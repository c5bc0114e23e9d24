"""Training batch by batch, with the matrices of ``gradients.py``."""

import numpy as np

from bpcore import activations as act
from bpcore import compiled
from bpcore.gradients import forward_backward
from bpcore.layering import layers_of, network_of
from bpcore.network import evaluate, propagate
from bpcore.training.conditions import (
    DIVERGED,
    FIGURES,
    LARGEST_CHANGE,
    LOSS,
    MISCLASSIFIED,
    RUNAWAY,
    condition_met,
)

# Tuples in a batch times parameters, beyond which matrices are faster than the loops
# of algorithm.py (python3 run.py bench measures it).
OVERTAKE_COMPILED, OVERTAKE_PLAIN = 40_000, 40


def better_as_matrices(plan):
    """Whether matrices are the faster form of the calculation, or the only one."""
    if plan.keep < 1 or plan.batch_normalisation:
        return True
    overtake = OVERTAKE_COMPILED if compiled.compiles() else OVERTAKE_PLAIN
    return plan.batch * plan.net.parameters > overtake


class MatrixEngine:
    """The state of a training run that presents a batch at a time."""

    room = 1  # networks that are kept: where each epoch's is asked for, one a call

    def __init__(self, plan):
        self.plan = plan
        rng = np.random.Generator(np.random.PCG64([plan.shuffle or 0, 1]))
        self.layers = layers_of(plan.net, plan.keep, plan.batch_normalisation, rng)
        self.loss = act.LOSSES[plan.net.loss]
        self.stopped = 0
        self.position = 0
        self._kept = plan.net
        self._sums = np.zeros(3)  # as the figures begin
        self._learned = [pair for layer in self.layers for pair in layer.learned]
        self._increments = [np.zeros_like(parameter) for parameter, _ in self._learned]

    def advance(self, orders, rates, presentations):
        """Present some tuples; the figures met in the epochs that ended, else NaN."""
        figures, e = np.full((len(rates), FIGURES), np.nan), 0
        while presentations > 0 and e < len(rates) and not self.stopped:
            order = orders[e % len(orders)]
            while presentations > 0 and self.position < self.plan.tuples:
                batch = order[self.position : self.position + self.plan.batch]
                self._present(batch, rates[e])
                self.position += len(batch)
                presentations -= len(batch)
            if self.position == self.plan.tuples and self._end_epoch(figures[e]):
                self.stopped = condition_met(figures, e, self.plan.limits)
                e += 1
        return figures[:e]

    def sound(self):
        """The network as it is now, or at the last epoch's end if this one is not."""
        return (
            self.kept() if self._runaway() else network_of(self.layers, self.plan.net)
        )

    def kept(self, end=-1):
        """The network at the end of the last sound epoch, the only one that is kept."""
        return self._kept

    def evaluate(self, X, T):
        """(mean loss, share misclassified) at the end of the last sound epoch."""
        net = self._kept
        O = propagate(net.weights, net.biases, net.kinds, X)
        return evaluate(O[-1], T, net)[None]

    def _present(self, batch, rate):
        X, T = self.plan.X, self.plan.T
        if len(batch) < len(X) or self.plan.shuffle is not None:
            X, T = X[batch], T[batch]
        with np.errstate(all="ignore"):  # what runs away is told at the epoch's end
            self._learn(X, T, rate)

    def _learn(self, X, T, rate):
        loss, wrong = forward_backward(self.layers, X, T, self.loss)
        self._sums[LOSS] += loss
        self._sums[MISCLASSIFIED] += wrong
        for (parameter, gradient), increment in zip(
            self._learned, self._increments, strict=True
        ):
            increment *= self.plan.momentum
            gradient *= rate
            increment -= gradient
            parameter += increment
            largest = max(increment.max(), -increment.min())
            self._sums[LARGEST_CHANGE] = max(self._sums[LARGEST_CHANGE], largest)

    def _end_epoch(self, figures):
        """End the epoch and note its figures; False if it has run away."""
        if self._runaway():
            self.stopped = DIVERGED
            return False
        self._kept = network_of(self.layers, self.plan.net)
        figures[:3] = self._sums / (self.plan.tuples, self.plan.tuples, 1)
        if self.plan.net.output == "identity":
            figures[MISCLASSIFIED] = np.nan
        self.position = 0
        self._sums[:] = 0.0
        return True

    def _runaway(self):
        return not np.isfinite(self._sums[LOSS]) or any(
            not np.abs(parameter).max() < RUNAWAY for parameter, _ in self._learned
        )
