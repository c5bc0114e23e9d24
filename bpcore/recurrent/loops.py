"""Backpropagation through time, unit by unit and step by step (Werbos 1990).

As in ``algorithm.py``, with a time t beside each unit: O[t, j] is what unit j gives at
step t, err[t, j] its error there.  Step 0 is the state before the sequence, 0.  A
weight w[i, j] between two hidden units leads from unit i at step t − 1 to unit j at
step t; all other weights stay within a step.

    w, theta, first, kind   as in ``algorithm.py``; layers: inputs, hidden, outputs
    T[t, n]                 target of the n-th output unit at step t, from 1

The same lines run as plain Python, and compiled where numba is installed.
"""

import numpy as np

from bpcore import activations as act
from bpcore import compiled
from bpcore.activations import activate, slope, unit_loss


def propagate_in_time(w, theta, O, first, kind):
    """Propagate a sequence forward, step by step."""
    for t in range(1, len(O)):
        for j in range(first[1], first[2]):
            I = theta[j]
            for i in range(first[0], first[1]):
                I += w[i, j] * O[t, i]
            for h in range(first[1], first[2]):
                I += w[h, j] * O[t - 1, h]
            O[t, j] = activate(kind[1], I)
        for k in range(first[2], first[3]):
            I = theta[k]
            for j in range(first[1], first[2]):
                I += w[j, k] * O[t, j]
            O[t, k] = activate(kind[2], I)


def backpropagate_in_time(w, O, err, T, first, kind, begin, earliest, latest):
    """Backpropagate errors from step ``latest`` back to step ``earliest``.

    Targets count from step ``begin`` on.  A hidden unit hears from the outputs of its
    own step and from the hidden units of the next one:
    Err_j(t) = f'(I_j) (Σ_k Err_k(t) w_jk + Σ_h Err_h(t + 1) w_jh).
    """
    for t in range(latest, earliest - 1, -1):
        for n, k in enumerate(range(first[2], first[3])):
            err[t, k] = 0.0
            if t >= begin:
                err[t, k] = slope(kind[2], O[t, k]) * (T[t, n] - O[t, k])
        for j in range(first[1], first[2]):
            total = 0.0
            for k in range(first[2], first[3]):
                total += err[t, k] * w[j, k]
            if t < latest:
                for h in range(first[1], first[2]):
                    total += err[t + 1, h] * w[j, h]
            err[t, j] = slope(kind[1], O[t, j]) * total


def collect_in_time(dw, dtheta, O, err, first, earliest, latest):
    """Add Err_j(t) O_i(t), or O_i(t − 1) along feedback, over the steps.

    What is collected is minus the gradient: one shared weight, a sum over time.
    """
    for t in range(earliest, latest + 1):
        for j in range(first[1], first[2]):
            for i in range(first[0], first[1]):
                dw[i, j] += err[t, j] * O[t, i]
            for h in range(first[1], first[2]):
                dw[h, j] += err[t, j] * O[t - 1, h]
            dtheta[j] += err[t, j]
        for k in range(first[2], first[3]):
            for j in range(first[1], first[2]):
                dw[j, k] += err[t, k] * O[t, j]
            dtheta[k] += err[t, k]


def present_in_time(
    w, theta, dw, dtheta, O, err, T, first, kind, error_kind, every_step, truncate
):
    """Present one sequence: outputs and errors, and what all steps ask for, added up.

    every_step   whether the targets of every step count, or of the last alone
    truncate     how many steps an error travels back, its own included; 0 for all
    dw, dtheta   become minus the gradient of the loss summed over the steps
    """
    steps = len(O) - 1
    propagate_in_time(w, theta, O, first, kind)
    dw[:, :] = 0.0
    dtheta[:] = 0.0
    begin = 1 if every_step else steps
    if truncate == 0 or truncate >= steps:
        backpropagate_in_time(w, O, err, T, first, error_kind, begin, 1, steps)
        collect_in_time(dw, dtheta, O, err, first, 1, steps)
        return
    for t in range(begin, steps + 1):  # each step's own errors, so far and no further
        earliest = max(1, t - truncate + 1)
        backpropagate_in_time(w, O, err, T, first, error_kind, t, earliest, t)
        collect_in_time(dw, dtheta, O, err, first, earliest, t)


def sequence_loss(O, T, first, loss, every_step):
    """The loss of a sequence, summed over its steps, or of the last step alone."""
    total = 0.0
    for t in range(1 if every_step else len(O) - 1, len(O)):
        for n, k in enumerate(range(first[2], first[3])):
            total += unit_loss(loss, O[t, k], T[t, n])
    return total


# In the order of their calls: a function stands after those that it calls.
FUNCTIONS = (
    activate,
    slope,
    unit_loss,
    propagate_in_time,
    backpropagate_in_time,
    collect_in_time,
    present_in_time,
    sequence_loss,
)


def twins():
    """The functions above by name, compiled where that is possible."""
    return compiled.together(FUNCTIONS)


class Unrolled:
    """The arrays of the loops above for one network.

    w, theta       its weights and biases by unit number, copies that may be changed
    first, kind    as ``algorithm.py`` explains them
    error_kind     kind, but with what cross-entropy leaves of the output's slope
    """

    def __init__(self, net):
        self.net, self.first = net, np.cumsum([1, *net.sizes])
        if compiled.compiles():  # unsigned: no index is asked whether it is negative
            self.first = self.first.astype(np.uint64)
        inputs, hidden, outputs = (slice(*self.first[k : k + 2]) for k in range(3))
        total = self.first[-1]
        self.w, self.theta = np.zeros((total, total)), np.zeros(total)
        self.places = ((inputs, hidden), (hidden, hidden), hidden, (hidden, outputs),
                       outputs)  # fmt: skip
        for place, array in zip(self.places, net.arrays, strict=True):
            (self.w if isinstance(place, tuple) else self.theta)[place] = array
        self.kind = np.array(net.kinds)
        self.error_kind = self.kind.copy()
        self.error_kind[2] = act.error_kind(self.kind[2], act.LOSSES[net.loss])

    def network(self, w, theta):
        """The network with these weights and biases, otherwise like this one."""
        net = self.net
        return type(net)(*self.arrays(w, theta), net.hidden, net.output, net.loss)

    def room(self, X):
        """O with the inputs in it, and err: (steps + 1, units + 1)."""
        O = np.zeros((len(X) + 1, len(self.theta)))
        O[1:, 1 : self.first[1]] = X
        return O, np.zeros_like(O)

    def arrays(self, w, theta):
        """Weights and biases by unit number as the network's five arrays."""
        return [
            (w if isinstance(place, tuple) else theta)[place] for place in self.places
        ]


def carried_back(net, X, T, truncate=None):
    """Size of the hidden units' errors at each step, (steps,), of the last step alone.

    The error of the last step's outputs travels back through all steps, or through
    ``truncate`` of them; beyond, it is 0.
    """
    u, steps = Unrolled(net), len(X)
    O, err = u.room(X)
    with np.errstate(all="ignore"):  # an explosion is shown as it is
        twins().propagate_in_time(u.w, u.theta, O, u.first, u.kind)
        twins().backpropagate_in_time(
            u.w, O, err, np.vstack([T[:1], T]), u.first, u.error_kind, steps,
            max(1, steps - (truncate or steps) + 1), steps,
        )  # fmt: skip
        return np.sqrt((err[1:, u.first[1] : u.first[2]] ** 2).sum(axis=1))


def outputs(net, X):
    """O of every step and unit, (steps + 1, units + 1), by unit number from 1."""
    unrolled = Unrolled(net)
    O, _ = unrolled.room(X)
    twins().propagate_in_time(
        unrolled.w, unrolled.theta, O, unrolled.first, unrolled.kind
    )
    return O
