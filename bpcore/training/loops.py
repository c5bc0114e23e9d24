"""Training unit by unit, with the loops of ``algorithm.py``."""

import numpy as np

from bpcore import _compiled
from bpcore import activations as act
from bpcore.numbering import network, numbered
from bpcore.training.presenting import EPOCH, LOSS, POSITION, STOPPED


class Loops:
    """The state of a training run that presents tuples one by one."""

    def __init__(self, plan):
        self.plan = plan
        n = numbered(plan.net)
        self.w, self.theta = n.w, n.theta
        self.kept_w, self.kept_theta = n.w.copy(), n.theta.copy()
        self.at = np.zeros(4, dtype=np.int64)
        self.sums = np.zeros(3)
        self._present = _compiled.twins().present
        # Compiled, every index of a signed kind costs a look whether it is negative.
        first = n.first.astype(np.uint64) if _compiled.compiles() else n.first
        self._unchanging = (
            np.zeros_like(n.w), np.zeros_like(n.theta), self.kept_w, self.kept_theta,
            first, n.kind, n.error_kind, act.LOSSES[plan.net.loss],
            np.zeros_like(n.theta), np.zeros_like(n.theta), plan.X, plan.T,
        )  # fmt: skip

    def advance(self, orders, rates, presentations):
        """Present some tuples; returns the history of the epochs that ended."""
        self.at[EPOCH] = 0
        history = np.empty((len(rates), 3))
        self._present(
            self.w, self.theta, *self._unchanging, orders, rates,
            self.plan.batch, self.plan.momentum, self.plan.limits,
            self.at, self.sums, history, presentations,
        )  # fmt: skip
        return history[: self.at[EPOCH]]

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
        twins = _compiled.twins()
        if twins.runaway(self.w, self.theta) or not np.isfinite(self.sums[LOSS]):
            return self.kept()
        return network(self.w, self.theta, self.plan.net)

    def kept(self):
        """The network at the end of the last sound epoch."""
        return network(self.kept_w, self.kept_theta, self.plan.net)
