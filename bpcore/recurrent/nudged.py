"""Nudging the parameters of a recurrent network, to see what a sequence's loss does."""

import numpy as np

from bpcore import activations as act
from bpcore.notation import symbol
from bpcore.nudged import Presented, centred_difference
from bpcore.recurrent.gradient import gradient_through_time
from bpcore.recurrent.loops import Unrolled, twins
from bpcore.recurrent.network import as_sequence, as_targets


def moved_in_time(net, i, j, by):
    """A network like another, w_ij, or θ_j where i is None, moved by so much."""
    u = Unrolled(net)
    if i is None:
        u.theta[j] += by
    else:
        u.w[i, j] += by
    return u.network(u.w, u.theta)


class NudgedSequence:
    """As ``nudged.Nudged``, for one sequence and weights that serve every step."""

    def __init__(self, net, X, T, every_step):
        self.gradient = gradient_through_time(net, X, T, every_step)
        self.net, self.every_step = net, every_step
        self.X = as_sequence(X, net)
        T = as_targets(T, net, len(self.X))
        self.T = np.vstack([T[:1], T])
        self.unrolled = Unrolled(net)
        self.kink = act.ACTIVATIONS[net.kinds[1]].kink
        self.places = [
            (n, where)
            for n, array in enumerate(net.arrays)
            for where in np.ndindex(array.shape)
        ]
        self.count = len(self.places)
        self.arrays = self.unrolled.arrays(self.unrolled.w, self.unrolled.theta)
        self.start = self._present()

    def name(self, place):
        """What a parameter is called: w₂₃, also where it leads to the next step."""
        n, where = self.places[place]
        layers = ((0, 1), (1, 1), (1,), (1, 2), (2,))[n]
        units = [self.net.units(k)[i] for k, i in zip(layers, where, strict=True)]
        return symbol("weight" if len(units) == 2 else "bias", *units)

    def slope(self, place):
        """The derivative by a parameter, summed over time."""
        n, where = self.places[place]
        return float(self.gradient[n][where])

    def difference(self, place, step):
        """The centred difference by one parameter, and the least it can tell apart."""
        n, where = self.places[place]
        return centred_difference(
            self.arrays[n], where, step, self._present, self.start
        )

    def _present(self):
        u = self.unrolled
        O, _ = u.room(self.X)
        twins().propagate_in_time(u.w, u.theta, O, u.first, u.kind)
        loss = twins().sequence_loss(
            O, self.T, u.first, act.LOSSES[self.net.loss], self.every_step
        )
        first = 1 if self.every_step else -1
        outputs, T = O[first:, u.first[2] : u.first[3]], self.T[first:]
        felt = np.abs(outputs * (T - outputs)).sum()
        hidden = O[1:, u.first[1] : u.first[2]]
        active = None if self.kink is None else (hidden > self.kink).tobytes()
        return Presented(loss, felt, active)
