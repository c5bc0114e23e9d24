"""Simulated annealing of a network's weights: random steps, uphill ones by chance.

A proposal moves every weight and bias a little, at random.  It is accepted if the
error falls, and with probability e^(−ΔE/T) if it rises by ΔE at temperature T
(Metropolis et al. 1953; Kirkpatrick, Gelatt & Vecchi 1983).  No gradient is used.
"""

import math
import time
from dataclasses import dataclass

import numpy as np

from bpcore import activations as act
from bpcore import compiled
from bpcore.activations import activate, unit_loss
from bpcore.algorithm import propagate
from bpcore.inputs import real_number, whole_number
from bpcore.network import Network, as_tuples, layer_by_layer
from bpcore.numbering import network, numbered
from bpcore.training.schedules import MOST_EPOCHS
from bpcore.training.watching import as_watch, bar, deferred_interrupt

CHUNK = 0.05  # seconds a chunk should take
ROOM = 2_000_000  # random numbers drawn at a time

# The places of ``at`` and ``errors``, which outlive a chunk.
NOW, BEST = range(2)


@dataclass(frozen=True)
class AnnealingHistory:
    """One value an evaluation, the start included, as read-only arrays.

    error         mean loss of the network that is kept after the evaluation
    temperature   T of the step; NaN for the start
    accepted      whether the proposal was accepted
    """

    error: np.ndarray
    temperature: np.ndarray
    accepted: np.ndarray

    def __len__(self):
        return len(self.error)


@dataclass(frozen=True)
class AnnealingResult:
    """The outcome of ``bp.anneal``.

    network       the best one met
    error         its mean loss
    history       see AnnealingHistory
    evaluations   how many networks were evaluated, the start included
    stopped_by    "evaluations" or "interrupted"
    """

    network: Network
    error: float
    history: AnnealingHistory
    evaluations: int
    stopped_by: str

    def __repr__(self):
        return (
            f"Annealed over {self.evaluations} evaluations, "
            f"{int(self.history.accepted[1:].sum())} proposals accepted; the least "
            f"mean loss met is {self.error:.4g}."
        )


@dataclass(frozen=True)
class AnnealingProgress:
    """What ``watch`` is told: how many evaluations of how many, seconds, best error."""

    evaluations: int
    of: int
    seconds: float
    error: float

    @property
    def share(self):
        """How much of the budget is spent, from 0 to 1."""
        return self.evaluations / self.of


def anneal(net, X, T, temperature, step=0.5, evaluations=1000, seed=0, watch=None):
    """Look for weights of little error by simulated annealing.

    net           the ``bp.Network`` to start from; it stays as it is
    X, T          inputs (tuples, input units) and targets, as for ``bp.train``
    temperature   a number of 0 or more, or a function of the step 1, 2, 3 …, such as
                  ``lambda k: 0.1 * 0.99**k`` or ``lambda k: 0.1 / math.log(k + 1)``
    step          each proposal moves every weight and bias by a number uniform in
                  ±step; above 0
    evaluations   the budget: networks evaluated, the start included
    seed          whole number; the same seed gives the same run everywhere
    watch         called as watch(progress) between chunks; stops the run by returning
                  True.  The kernel's interrupt does so too

    The error is the mean loss; ΔE is its change.  At temperature 0 only what does not
    rise is accepted.
    Returns an AnnealingResult: .network (the best met), .history, .evaluations.
    Raises ValueError or TypeError for arguments that do not fit.
    """
    X, T = as_tuples(net, X, T)
    step = real_number("step", step, above=0)
    evaluations = whole_number(
        "evaluations", evaluations, at_least=1, at_most=MOST_EPOCHS
    )
    seed = whole_number("seed", seed, at_least=0)
    temperature_at = as_temperature(temperature)
    return _Run(net, X, T, temperature_at, step, evaluations, seed).finish(watch)


def moved(net):
    """What a proposal moves, in the order of its random numbers.

    A list of ("weight", i, j) and ("bias", j): unit by unit, the bias last.
    """
    names = []
    for k in range(1, len(net.sizes)):
        for j in net.units(k):
            names += [("weight", i, j) for i in net.units(k - 1)]
            names += [("bias", j)] * net.learn_biases
    return names


def retraced(net, history, step, seed):
    """The way of a run from net, worked out again from its seed: (kept, proposed).

    Both are (evaluations, weights and biases), in the order of ``moved``; the start
    stands first in both.
    """
    start = []
    for W, b in layer_by_layer(net.weights, net.biases):
        columns = [W.T, b[:, None]] if net.learn_biases else [W.T]
        start.append(np.concatenate(columns, axis=1).ravel())
    start = np.concatenate(start)
    rng = np.random.Generator(np.random.PCG64(seed))
    chances = rng.random((len(history) - 1, len(start) + 1))
    moves = step * (2.0 * chances[:, :-1] - 1.0)
    taken = np.where(history.accepted[1:, None], moves, 0.0)
    kept = np.cumsum(np.concatenate([[start], taken]), axis=0)
    return kept, np.concatenate([[start], kept[:-1] + moves])


def as_temperature(temperature):
    """A function of the step that checks what it is given."""
    if not callable(temperature):
        number = real_number("temperature", temperature, at_least=0)
        return lambda k: number

    def at(k):
        try:
            value = temperature(k)
        except ArithmeticError as fault:
            raise ValueError(
                f"temperature could not be calculated in step {k}: {fault}."
            ) from fault
        return real_number(f"temperature in step {k}", value, at_least=0)

    at(1)
    return at


def mean_loss(w, theta, O, first, kind, loss, X, T):
    """The loss of a tuple, on average over the tuples."""
    last = len(kind) - 1
    total = 0.0
    for n in range(len(X)):
        for i in range(X.shape[1]):
            O[1 + i] = X[n, i]
        propagate(w, theta, O, first, kind)
        for j in range(first[last], first[last + 1]):
            total += unit_loss(loss, O[j], T[n, j - first[last]])
    return total / len(X)


def propose(
    w, theta, kept_w, kept_theta, best_w, best_theta, O, first, kind, loss, X, T,
    biases, step, chances, temperatures, errors, history,
):  # fmt: skip
    """Propose, evaluate, and accept or refuse: one row of chances a step.

    w, theta   room for a proposal; kept and best are changed in place
    biases     whether biases move too
    chances    (steps, parameters + 1) in 0 to 1: where each parameter moves to, and
               last whether a rise is accepted
    errors     of the network that is kept and of the best one
    history    (steps, 2): error kept, 1.0 where accepted
    """
    for s in range(len(chances)):
        place = 0
        for k in range(1, len(kind)):
            for j in range(first[k], first[k + 1]):
                for i in range(first[k - 1], first[k]):
                    w[i, j] = kept_w[i, j] + step * (2.0 * chances[s, place] - 1.0)
                    place += 1
                if biases:
                    theta[j] = kept_theta[j] + step * (2.0 * chances[s, place] - 1.0)
                    place += 1
        error = mean_loss(w, theta, O, first, kind, loss, X, T)
        rise = error - errors[NOW]
        accepted = rise <= 0.0
        if rise > 0.0 and temperatures[s] > 0.0:
            accepted = chances[s, place] < math.exp(-rise / temperatures[s])
        if accepted:
            errors[NOW] = error
            kept_w[:, :] = w
            kept_theta[:] = theta
            if error < errors[BEST]:
                errors[BEST] = error
                best_w[:, :] = w
                best_theta[:] = theta
        history[s, 0] = errors[NOW]
        history[s, 1] = 1.0 if accepted else 0.0


# In the order of their calls: a function stands after those that it calls.
FUNCTIONS = (activate, unit_loss, propagate, mean_loss, propose)


class _Run:
    """An annealing run under way."""

    def __init__(self, net, X, T, temperature_at, step, evaluations, seed):
        self.net, self.X, self.T = net, X, T
        self.temperature_at, self.step, self.of = temperature_at, step, evaluations
        self.rng = np.random.Generator(np.random.PCG64(seed))
        self.biases = net.learn_biases
        n = numbered(net)
        self.w, self.theta, self.first, self.kind = n.w, n.theta, n.first, n.kind
        self.kept_w, self.kept_theta = n.w.copy(), n.theta.copy()
        self.best_w, self.best_theta = n.w.copy(), n.theta.copy()
        self.O, self.loss = np.zeros_like(n.theta), act.LOSSES[net.loss]
        self.loops = compiled.together(FUNCTIONS)
        weights = sum(a.size for a in net.weights)
        self.moving = weights + self.biases * (len(n.theta) - 1 - net.sizes[0])
        start = self.loops.mean_loss(
            self.w, self.theta, self.O, self.first, self.kind, self.loss, X, T
        )
        if not np.isfinite(start):
            raise ValueError(
                "The error of net is not finite: its weights, the inputs or the "
                "targets are too large to calculate with."
            )
        self.errors = np.array([start, start])
        self.rows = [np.array([[start, np.nan, 1.0]])]
        self.done, self.chunk = 1, 16

    def finish(self, watch):
        stops, begin = as_watch(watch), time.perf_counter()
        stopped_by = "evaluations"
        with (
            deferred_interrupt() as interrupted,
            bar("evaluations", self.of, show=watch is None) as shown,
        ):
            while self.done < self.of:
                self._some()
                shown(self.done)
                told = stops(
                    AnnealingProgress(
                        self.done, self.of, time.perf_counter() - begin,
                        float(self.errors[BEST]),
                    )
                )  # fmt: skip
                if (told or interrupted) and self.done < self.of:
                    stopped_by = "interrupted"
                    break
        error, temperature, accepted = np.concatenate(self.rows).T.copy()
        arrays = (error, temperature, accepted == 1.0)
        for array in arrays:
            array.flags.writeable = False
        return AnnealingResult(
            network(self.best_w, self.best_theta, self.net), float(self.errors[BEST]),
            AnnealingHistory(*arrays), self.done, stopped_by,
        )  # fmt: skip

    def _some(self):
        """A chunk of steps; where chunks begin and end changes no number."""
        steps = min(self.chunk, self.of - self.done, max(1, ROOM // (self.moving + 1)))
        temperatures = np.array(
            [self.temperature_at(self.done + s) for s in range(steps)]
        )
        chances = self.rng.random((steps, self.moving + 1))
        history = np.empty((steps, 2))
        begin = time.perf_counter()
        with np.errstate(all="ignore"):  # what is not finite is never accepted
            self.loops.propose(
                self.w, self.theta, self.kept_w, self.kept_theta, self.best_w,
                self.best_theta, self.O, self.first, self.kind, self.loss, self.X,
                self.T, self.biases, self.step, chances, temperatures, self.errors,
                history,
            )  # fmt: skip
        rate = steps / max(time.perf_counter() - begin, 1e-9)
        self.chunk = int(min(4 * self.chunk, CHUNK * rate)) + 1
        self.rows.append(
            np.column_stack([history[:, :1], temperatures[:, None], history[:, 1:]])
        )
        self.done += steps
