"""The engine of training through time: its compiled loop, and the state of a run."""

import numpy as np

from bpcore import activations as act
from bpcore import compiled
from bpcore.activations import IDENTITY
from bpcore.recurrent import loops
from bpcore.recurrent.loops import present_in_time, sequence_loss
from bpcore.training.conditions import (
    DIVERGED,
    FIGURES,
    GO_ON,
    LARGEST_CHANGE,
    LOSS,
    MISCLASSIFIED,
    condition_met,
)
from bpcore.training.inner_loop import misclassifies, runaway

ROOM = 2_000_000  # numbers that may be kept at a time: 16 MB

# The places of ``at``, which outlives a chunk.
EPOCH, POSITION, STOPPED = range(3)


def wrong_steps(O, T, target, first, every_step):
    """How many of the steps that count are put into another class."""
    wrong = 0.0
    for t in range(1 if every_step else len(O) - 1, len(O)):
        for n in range(len(target)):
            target[n] = T[t, n]
        wrong += misclassifies(O[t, first[2] :], target, 0)
    return wrong


def descend(w, theta, dw, dtheta, v, vtheta, l, clip, momentum):
    """Take one step along −gradient, no longer than clip; the largest |increment|.

    dw, dtheta   minus the gradient;  v, vtheta   the last increments, for momentum
    clip         0 for no limit
    """
    scale = l
    if clip > 0.0:
        norm = np.sqrt((dw * dw).sum() + (dtheta * dtheta).sum())
        if norm > clip:
            scale = l * clip / norm
    largest = 0.0
    for j in range(len(theta)):
        for i in range(len(theta)):
            v[i, j] = momentum * v[i, j] + scale * dw[i, j]
            w[i, j] += v[i, j]
            largest = max(largest, abs(v[i, j]))
        vtheta[j] = momentum * vtheta[j] + scale * dtheta[j]
        theta[j] += vtheta[j]
        largest = max(largest, abs(vtheta[j]))
    return largest


def present_sequences(
    w, theta, kept_w, kept_theta, dw, dtheta, v, vtheta, target,
    first, kind, error_kind, loss,
    O, err, T, starts, orders, rates,
    every_step, truncate, clip, momentum, limits, at, sums, figures, presentations,
):  # fmt: skip
    """Present up to so many sequences, over as many epochs as there are rates.

    O, err, T   all sequences one below the other, each after a row for its step 0;
                sequence n fills the rows starts[n] … starts[n + 1] − 1
    The rest, and how it goes on where the last call stopped, as ``inner_loop.present``.
    """
    sequences = len(starts) - 1
    while presentations > 0 and at[EPOCH] < len(rates) and at[STOPPED] == GO_ON:
        e = at[EPOCH]
        row = e % len(orders)
        while presentations > 0 and at[POSITION] < sequences:
            n = orders[row, at[POSITION]]
            begin, end = starts[n], starts[n + 1]
            present_in_time(
                w, theta, dw, dtheta, O[begin:end], err[begin:end], T[begin:end],
                first, kind, error_kind, every_step, truncate,
            )  # fmt: skip
            sums[LOSS] += sequence_loss(O[begin:end], T[begin:end], first, loss,
                                        every_step)  # fmt: skip
            sums[MISCLASSIFIED] += wrong_steps(
                O[begin:end], T[begin:end], target, first, every_step
            )
            largest = descend(w, theta, dw, dtheta, v, vtheta, rates[e], clip, momentum)
            sums[LARGEST_CHANGE] = max(sums[LARGEST_CHANGE], largest)
            at[POSITION] += 1
            presentations -= 1
        if at[POSITION] < sequences:
            return
        if runaway(w, theta) or not np.isfinite(sums[LOSS]):
            at[STOPPED] = DIVERGED
            return
        kept_w[e % len(kept_w), :, :] = w
        kept_theta[e % len(kept_w), :] = theta
        steps = len(O) - sequences if every_step else sequences
        share = sums[MISCLASSIFIED] / steps
        figures[e, LOSS] = sums[LOSS] / sequences
        figures[e, MISCLASSIFIED] = np.nan if kind[2] == IDENTITY else share
        figures[e, LARGEST_CHANGE] = sums[LARGEST_CHANGE]
        at[STOPPED] = condition_met(figures, e, limits)
        at[EPOCH] += 1
        at[POSITION] = 0
        sums[:] = 0.0


# In the order of their calls: a function stands after those that it calls.
FUNCTIONS = (
    *loops.FUNCTIONS,
    condition_met,
    misclassifies,
    runaway,
    wrong_steps,
    descend,
    present_sequences,
)


def twins():
    """The functions of training by name, compiled where that is possible."""
    return compiled.together(FUNCTIONS)


class SequenceEngine:
    """The state of a run that presents sequences one by one."""

    def __init__(self, plan):
        self.plan = plan
        self.unrolled = loops.Unrolled(plan.net)
        u = self.unrolled
        self.w, self.theta = u.w, u.theta
        room = ROOM // u.w.size if plan.keeps_each else 1
        self.room = max(1, min(room, plan.max_epochs))
        self._kept_w = np.repeat(u.w[None], self.room, axis=0)
        self._kept_theta = np.repeat(u.theta[None], self.room, axis=0)
        self._ends = 1
        self.at, self.sums = np.zeros(3, dtype=np.int64), np.zeros(3)
        rows = [u.room(X)[0] for X, _ in plan.sequences]
        O = np.concatenate(rows)
        T = np.concatenate([np.vstack([T[:1], T]) for _, T in plan.sequences])
        self._unchanging = (
            self._kept_w, self._kept_theta, np.zeros_like(u.w), np.zeros_like(u.theta),
            np.zeros_like(u.w), np.zeros_like(u.theta), np.empty(T.shape[1]),
            u.first, u.kind, u.error_kind, act.LOSSES[plan.net.loss],
            O, np.zeros_like(O), T, np.cumsum([0, *map(len, rows)]),
        )  # fmt: skip

    def advance(self, orders, rates, presentations):
        """Present some sequences; the figures of the epochs that ended, else NaN."""
        plan = self.plan
        self.at[EPOCH] = 0
        figures = np.full((len(rates), FIGURES), np.nan)
        with np.errstate(all="ignore"):  # what runs away is told at the epoch's end
            twins().present_sequences(
                self.w, self.theta, *self._unchanging, orders, rates, plan.every_step,
                plan.truncate, plan.clip or 0.0, plan.momentum, plan.limits,
                self.at, self.sums, figures, presentations,
            )  # fmt: skip
        if self.at[EPOCH]:
            self._ends = int(self.at[EPOCH])
        return figures[: self.at[EPOCH]]

    @property
    def position(self):
        """How many sequences of the current epoch were presented."""
        return int(self.at[POSITION])

    @property
    def stopped(self):
        """The condition that was met, as ``conditions.py`` numbers them, or 0."""
        return int(self.at[STOPPED])

    def sound(self):
        """The network as it is now, or at the last epoch's end if this one is not."""
        if twins().runaway(self.w, self.theta) or not np.isfinite(self.sums[LOSS]):
            return self.kept()
        return self.unrolled.network(self.w, self.theta)

    def kept(self, end=-1):
        """The network at the end of an epoch of the last call; else of its last."""
        place = (self._ends + end if end < 0 else end) % self.room
        return self.unrolled.network(self._kept_w[place], self._kept_theta[place])

    def evaluate(self, sequences, _):
        """(mean loss, share misclassified) at the end of each epoch of the call."""
        loop, plan, found = twins(), self.plan, []
        loss, target = act.LOSSES[plan.net.loss], np.empty(plan.net.sizes[2])
        first, kind = self.unrolled.first, self.unrolled.kind
        for place in range(self._ends):
            total = wrong = steps = 0.0
            for X, T in sequences:
                O, _ = self.unrolled.room(X)
                T = np.vstack([T[:1], T])
                loop.propagate_in_time(
                    self._kept_w[place], self._kept_theta[place], O, first, kind
                )
                total += loop.sequence_loss(O, T, first, loss, plan.every_step)
                wrong += loop.wrong_steps(O, T, target, first, plan.every_step)
                steps += len(X) if plan.every_step else 1
            share = np.nan if plan.net.output == "identity" else wrong / steps
            found.append((total / len(sequences), share))
        return np.array(found)
