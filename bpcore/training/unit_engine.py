"""Training unit by unit, with the loops of ``algorithm.py``."""

import numpy as np

from bpcore import activations as act
from bpcore import compiled
from bpcore.network import evaluate, propagate
from bpcore.numbering import layers, network, numbered
from bpcore.training.conditions import FIGURES, LOSS
from bpcore.training.inner_loop import EPOCH, POSITION, STOPPED, twins

ROOM = 2_000_000  # numbers that may be kept at a time: 16 MB


class UnitEngine:
    """The state of a training run that presents tuples one by one."""

    def __init__(self, plan):
        self.plan = plan
        n = numbered(plan.net)
        self.w, self.theta = n.w, n.theta
        # The weights at the ends of the epochs of the last call that ended any.
        room = ROOM // n.w.size if plan.keeps_each else 1
        self.room = max(1, min(room, plan.max_epochs))
        self._kept_w = np.repeat(n.w[None], self.room, axis=0)
        self._kept_theta = np.repeat(n.theta[None], self.room, axis=0)
        self._ends = 1
        self.at = np.zeros(4, dtype=np.int64)
        self.sums = np.zeros(3)
        self._present = twins().present
        # Compiled, every index of a signed kind costs a look whether it is negative.
        first = n.first.astype(np.uint64) if compiled.compiles() else n.first
        self._unchanging = (
            np.zeros_like(n.w), np.zeros_like(n.theta),
            self._kept_w, self._kept_theta,
            first, n.kind, n.error_kind, act.LOSSES[plan.net.loss],
            plan.net.learn_biases,
            np.zeros_like(n.theta), np.zeros_like(n.theta), plan.X, plan.T,
        )  # fmt: skip

    def advance(self, orders, rates, presentations):
        """Present some tuples; the figures met in the epochs that ended, else NaN."""
        self.at[EPOCH] = 0
        figures = np.full((len(rates), FIGURES), np.nan)
        self._present(
            self.w, self.theta, *self._unchanging, orders, rates,
            self.plan.batch, self.plan.momentum, self.plan.limits,
            self.at, self.sums, figures, presentations,
        )  # fmt: skip
        if self.at[EPOCH]:
            self._ends = int(self.at[EPOCH])
        return figures[: self.at[EPOCH]]

    @property
    def position(self):
        """How many tuples of the current epoch were presented."""
        return int(self.at[POSITION])

    @property
    def stopped(self):
        """The condition that was met, as ``conditions.py`` numbers them, or 0."""
        return int(self.at[STOPPED])

    def sound(self):
        """The network as it is now, or at the last epoch's end if this one is not."""
        loop = twins()
        if loop.runaway(self.w, self.theta) or not np.isfinite(self.sums[LOSS]):
            return self.kept()
        return network(self.w, self.theta, self.plan.net)

    def kept(self, end=-1):
        """The network at the end of an epoch of the last call; else of its last."""
        place = (self._ends + end if end < 0 else end) % self.room
        return network(self._kept_w[place], self._kept_theta[place], self.plan.net)

    def evaluate(self, X, T):
        """(mean loss, share misclassified) at the end of each epoch of the call."""
        found = []
        step = max(1, ROOM // (len(X) * len(self.theta)))  # networks evaluated at once
        for begin in range(0, self._ends, step):
            some = slice(begin, min(begin + step, self._ends))
            arrays = layers(self._kept_w[some], self._kept_theta[some], self.plan.net)
            O = propagate(*arrays, self.plan.net.kinds, X)
            found.append(evaluate(O[-1], T, self.plan.net))
        return np.concatenate(found)
