"""One presentation of a sequence, written down: each unit's numbers have a time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bpcore import activations as act
from bpcore.inputs import real_number
from bpcore.notation import plain
from bpcore.recurrent.loops import (
    Unrolled,
    present_in_time,
    propagate_in_time,
    sequence_loss,
)
from bpcore.recurrent.network import as_sequence, as_targets
from bpcore.tables import digits
from bpcore.tracing.presentation import Presentation, Values
from bpcore.tracing.steps import Step


def trace_in_time(net, X, T, learning_rate):
    """Present one sequence and write down every step; see ``trace``.

    The targets of every step count, and each weight moves once, by a sum over time.
    """
    X = as_sequence(X, net, "x")
    T = as_targets(T, net, len(X), "t")
    l = real_number("learning_rate", learning_rate, at_least=0)
    u = Unrolled(net)
    O, err = u.room(X)
    dw, dtheta = np.zeros_like(u.w), np.zeros_like(u.theta)
    with np.errstate(all="ignore"):  # what is not finite is told below
        present_in_time(
            u.w, u.theta, dw, dtheta, O, err, np.vstack([T[:1], T]), u.first, u.kind,
            u.error_kind, True, 0,
        )  # fmt: skip
        dw, dtheta = l * dw, l * dtheta
        new_w, new_theta = u.w + dw, u.theta + dtheta
    if not (np.isfinite(new_w).all() and np.isfinite(new_theta).all()):
        raise ValueError(
            "The new weights are not finite: the error explodes on its way back, or "
            "the inputs, weights or learning_rate are too large to calculate with."
        )
    receivers = [*net.units(1), *net.units(2)]
    when = range(1, len(X) + 1)
    connections = [
        (i, j) for k, after in ((0, 1), (1, 1), (1, 2))
        for j in net.units(after) for i in net.units(k)
    ]  # fmt: skip
    found = SequencePresentation(
        before=net,
        after=u.network(new_w, new_theta),
        x=tuple(map(tuple, X.tolist())),
        t=tuple(map(tuple, T.tolist())),
        learning_rate=l,
        net_input=Values("net input", {}),
        output=Values(
            "output",
            {(j, t): float(O[t, j]) for t in when for j in range(1, len(u.theta))},
        ),
        error=Values(
            "error", {(j, t): float(err[t, j]) for t in when for j in receivers}
        ),
        weight_increment=Values(
            "weight increment", {(i, j): float(dw[i, j]) for i, j in connections}
        ),
        bias_increment=Values(
            "bias increment", {j: float(dtheta[j]) for j in receivers}
        ),
    )
    for t in when:
        for j in receivers:
            I = u.theta[j]
            for _, w, value, _ in found._sum(j, t):
                I += w * value
            found.net_input[j, t] = float(I)
    return found


@dataclass(frozen=True, repr=False)
class SequencePresentation(Presentation):
    """What presenting one sequence found, by unit number and step, both from 1.

    before, after      the networks before and after the update, ``RecurrentNetwork``
    x, t               inputs and targets, a tuple a step
    net_input[j, t], output[j, t], error[j, t]    I_j, O_j and Err_j at step t
    weight_increment[i, j], bias_increment[j]     summed over the steps
    The rest as of a Presentation.
    """

    @property
    def loss(self):
        """The loss before the update, summed over the steps."""
        return _loss(self._unrolled, self.x, self.t)

    @cached_property
    def loss_after(self):
        """The loss after the update, summed over the steps."""
        return _loss(Unrolled(self.after), self.x, self.t)

    @cached_property
    def steps(self):
        """Every Step in order: forward in time, errors back in time, update."""
        layers, when = (1, 2), range(1, len(self.x) + 1)
        return [
            *(s for t in when for k in layers for j in self._units(k)
              for s in self._forward(k, j, t)),
            *(self._blame(k, j, t) for t in reversed(when) for k in reversed(layers)
              for j in self._units(k)),
            *(s for k in layers for j in self._units(k) for s in self._update(k, j)),
        ]  # fmt: skip

    def _sum(self, j, t):
        """(i, w_ij, O_i, its time) of all that reaches unit j at step t."""
        inputs, hidden, _ = map(self._units, range(3))
        w = self._unrolled.w
        if j not in hidden:
            return [(i, float(w[i, j]), self.output[i, t], t) for i in hidden]
        return [
            *((i, float(w[i, j]), self.output[i, t], t) for i in inputs),
            *((h, float(w[h, j]), self._gave(h, t - 1), t - 1) for h in hidden),
        ]

    def __repr__(self):
        gave = ", ".join(
            digits(self.output[k, t]) for t in range(1, len(self.x) + 1)
            for k in self._units(2)
        )  # fmt: skip
        return (
            f"Presentation of a sequence of {len(self.x)} steps at learning rate "
            f"{plain(self.learning_rate)}: outputs {gave}; loss {digits(self.loss)}"
        )

    @cached_property
    def _unrolled(self):
        return Unrolled(self.before)

    def _gave(self, h, t):
        """O_h at a step; before the first it is 0."""
        return self.output[h, t] if t else 0.0

    def _sent_at(self, i, j, t):
        """When unit i gave what reaches unit j at step t."""
        hidden = self._units(1)
        return t - 1 if i in hidden and j in hidden else t

    def _forward(self, k, j, t):
        I = self.net_input[j, t]
        yield Step(
            "forward", "net input", j, k, I, terms=tuple(self._sum(j, t)),
            given={"bias": float(self._unrolled.theta[j])}, time=t,
        )  # fmt: skip
        yield Step(
            "forward", "output", j, k, self.output[j, t],
            kind=self.before.kinds[k], given={"net input": I}, time=t,
        )  # fmt: skip

    def _blame(self, k, j, t):
        """The error step of a unit: an output's, or asked for by those it feeds."""
        w, hidden = self._unrolled.w, self._units(1)
        given = {"output": self.output[j, t], "target": None}
        terms = ()
        if k == 2:
            given["target"] = self.t[t - 1][j - self._units(2)[0]]
        else:
            fed = [(m, t) for m in self._units(2)]
            fed += [(h, t + 1) for h in hidden if t < len(self.x)]
            terms = tuple((m, self.error[m, s], float(w[j, m]), s) for m, s in fed)
        return Step(
            "error", "error", j, k, self.error[j, t], terms=terms,
            kind=int(self._unrolled.error_kind[k]), given=given, time=t,
        )  # fmt: skip

    def _update(self, k, j):
        when = range(1, len(self.x) + 1)
        w, theta, rate = (
            self._unrolled.w, self._unrolled.theta, {"rate": self.learning_rate},
        )  # fmt: skip
        for i, *_ in self._sum(j, 1):
            sent = [self._sent_at(i, j, t) for t in when]
            yield Step(
                "update", "weight", j, k, self.weight_increment[i, j], (i, j),
                float(w[i, j]), self.after.weight(i, j), given=rate,
                terms=tuple((t, self.error[j, t], self._gave(i, s), s)
                            for t, s in zip(when, sent, strict=True)),
            )  # fmt: skip
        yield Step(
            "update", "bias", j, k, self.bias_increment[j], None,
            float(theta[j]), self.after.bias(j), given=rate,
            terms=tuple((t, self.error[j, t]) for t in when),
        )  # fmt: skip


def _loss(unrolled, x, t):
    """The loss of a sequence, summed over its steps."""
    net, T = unrolled.net, np.array(t)
    O, _ = unrolled.room(np.array(x))
    with np.errstate(all="ignore"):
        propagate_in_time(unrolled.w, unrolled.theta, O, unrolled.first, unrolled.kind)
    T = np.vstack([T[:1], T])
    return sequence_loss(O, T, unrolled.first, act.LOSSES[net.loss], True)
