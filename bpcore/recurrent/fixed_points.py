"""Recurrent backpropagation proper: activities settle, then errors settle.

A network whose units may all feed one another gets a constant input and is let run
until nothing changes, O = f(Wᵀ O + I).  The errors settle in a network with the same
weights turned round: Err_j = f'(I_j) (T_j − O_j + Σ_k Err_k w_jk).
Almeida 1987; Pineda 1987.
"""

from typing import NamedTuple

import numpy as np

from bpcore import activations as act
from bpcore.inputs import as_array, cut, numbers

MOST_STEPS = 10_000
STILL = 1e-13  # a change below this is none


class FixedPoint(NamedTuple):
    """Settled activities (units,), and after how many steps they stood still."""

    activities: np.ndarray
    steps: int


class FixedPointGradient(NamedTuple):
    """Derivatives of the loss by the weights (units, units) and inputs (units,)."""

    W: np.ndarray
    I: np.ndarray


def fixed_point(W, I):
    """Let sigmoid units that feed one another settle: O = sigmoid(Wᵀ O + I).

    W   weights (units, units), W[i, j] from unit i to unit j
    I   what each unit receives from outside, (units,)

    All units are updated at once, from 0, until nothing changes any more.
    Returns a FixedPoint: ``.activities`` (units,), ``.steps``.
    Raises ValueError where they do not settle within 10 000 steps, ValueError or
    TypeError for arrays that do not fit.
    """
    W, I = _checked(W, I)
    return FixedPoint(*_settled(lambda O: _sigmoid(O @ W + I), I, "units"))


def fixed_point_gradient(W, I, targets):
    """The gradient of ½ Σ (T − O)² at the fixed point, by settling errors.

    W, I      as for ``fixed_point``
    targets   (units,), NaN where a unit has none

    Returns a FixedPointGradient: ``.W`` (units, units) and ``.I`` (units,).
    Raises what ``fixed_point`` raises.
    """
    W, I = _checked(W, I)
    T = _targets(targets, len(I))
    O, _ = fixed_point(W, I)
    asked = np.where(np.isnan(T), 0.0, T - O)
    slope = act.slope_all(act.SIGMOID, O)
    err, _ = _settled(lambda e: slope * (asked + W @ e), I, "errors")
    return FixedPointGradient(-np.outer(O, err), -err)


def _settled(step, like, what):
    """(what no longer changes, after how many steps)."""
    now = np.zeros_like(like)
    for steps in range(1, MOST_STEPS + 1):
        after = step(now)
        change = np.abs(after - now).max()
        now = after
        if change <= STILL * max(1.0, np.abs(now).max()):
            now.flags.writeable = False
            return now, steps
    raise ValueError(
        f"The {what} do not settle: after {MOST_STEPS} steps they still change by "
        f"{change:.3g} a step; smaller weights settle."
    )


def _checked(W, I):
    W, I = numbers("W", W, ndim=2), numbers("I", I, ndim=1)
    if W.shape != (len(I), len(I)) or not len(I):
        raise ValueError(
            f"W must hold a weight from each unit to each unit, and I one number a "
            f"unit; their shapes are {W.shape} and {I.shape}."
        )
    return W, I


def _targets(targets, units):
    T = as_array("targets", targets).astype(float)
    if T.shape != (units,) or np.isinf(T).any() or np.isnan(T).all():
        raise ValueError(
            f"targets must hold one number for each of {units} units, NaN where a unit "
            f"has none, and a number for one unit at least; it is {cut(targets)}."
        )
    return T


def _sigmoid(I):
    return act.activate_all(act.SIGMOID, I)
