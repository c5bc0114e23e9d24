"""Lesson 06: a sigmoid unit with a single weight and no bias, all of it in sight."""

import numpy as np

from bpcore.activations import SIGMOID, activate_all
from bpcore.network import Network
from bpcore.training import train


class OneWeightUnit:
    """Such a unit and its tuples.

    x, t   an input and a target a tuple
    """

    def __init__(self, x, t):
        self.x, self.t = np.array(x, dtype=float), np.array(t, dtype=float)

    def error(self, w):
        """The sum over all tuples of ½ (T − O)², at one weight or at many."""
        O = activate_all(SIGMOID, np.multiply.outer(w, self.x))
        return ((self.t - O) ** 2).sum(axis=-1) / 2

    def curvature(self, w, h=0.01):
        """λ at a weight: what the error rises by in a nudge both ways, over h²."""
        return (self.error(w + h) - 2 * self.error(w) + self.error(w - h)) / h**2

    def walk(self, w, rate, epochs=300):
        """The weight after each epoch of epoch updating, the start among them."""
        run = self._trained(w, rate, max_epochs=epochs, record_every=1)
        return [net.weight(1, 2) for net in run.snapshots.networks]

    def leaves(self, w, rate, barrier, orders=range(20)):
        """Whether training from w ends beyond a barrier: (by epoch, of how many cases).

        orders   seeds of the shuffled orders of case updating
        """
        ends = np.append(self.end(w, rate), self.end(w, rate, orders=orders))
        left = (ends > barrier) != (w > barrier)
        return bool(left[0]), int(left[1:].sum())

    def end(self, w, rate, epochs=300, orders=None):
        """The last weight of epoch updating; or of case updating, in each order.

        orders   seeds of the shuffled orders
        """
        if orders is None:
            return self._trained(w, rate, max_epochs=epochs).network.weight(1, 2)
        return np.array([
            self._trained(w, rate, updating="case", max_epochs=epochs, shuffle=order)
            .network.weight(1, 2) for order in orders
        ])  # fmt: skip

    def _trained(self, w, rate, updating="epoch", **how):
        net = Network([[[w]]])
        return train(net, self.x[:, None], self.t, rate, updating=updating, **how)
