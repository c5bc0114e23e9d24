"""Activations and losses, each beside its derivative.

Every function takes the *kind* of a layer, one of the small whole numbers below,
because compiled loops cannot look up words.  Each is written twice: for one unit
(the loops of ``algorithm.py`` call these) and, ending in ``_all``, for an array of
units (the matrices of ``gradients.py`` call those).

Slopes are written in terms of the output O, not of the net input I, as the textbook
does: O is what the forward pass has kept.
"""

import math

import numpy as np

IDENTITY, SIGMOID, TANH, RELU = range(4)
KINDS = {"identity": IDENTITY, "sigmoid": SIGMOID, "tanh": TANH, "relu": RELU}

SQUARED_ERROR, CROSS_ENTROPY = range(2)
LOSSES = {"squared error": SQUARED_ERROR, "cross-entropy": CROSS_ENTROPY}

# Cross-entropy takes the logarithm of O and of 1 - O, which rounding can make 0.
TINY = 2.0**-52


def activate(kind, I):
    """Output O of a unit with net input I."""
    if kind == SIGMOID:
        if I >= 0.0:
            return 1.0 / (1.0 + math.exp(-I))
        e = math.exp(I)  # the same value, but e^(-I) would overflow
        return e / (1.0 + e)
    if kind == TANH:
        return math.tanh(I)
    if kind == RELU:
        return max(I, 0.0)
    return I


def slope(kind, O):
    """Derivative dO/dI of a unit, from its output O."""
    if kind == SIGMOID:
        return O * (1.0 - O)
    if kind == TANH:
        return 1.0 - O * O
    if kind == RELU:
        return 1.0 if O > 0.0 else 0.0
    return 1.0


def unit_loss(loss, O, T):
    """What one output unit adds to the loss of one tuple.

    Squared error: ½ (T − O)².  Cross-entropy: −T ln O − (1 − T) ln(1 − O).
    """
    if loss == CROSS_ENTROPY:
        return -T * math.log(max(O, TINY)) - (1.0 - T) * math.log(max(1.0 - O, TINY))
    return 0.5 * (T - O) * (T - O)


def error_kind(output, loss):
    """The kind whose slope multiplies (T − O) in the error of an output unit.

    ``Err_j = slope · (T_j − O_j)``.  With cross-entropy and a sigmoid the factor
    O (1 − O) cancels: its slope is that of the identity, 1.
    """
    return IDENTITY if loss == CROSS_ENTROPY else output


def activate_all(kind, I):
    """``activate`` for an array of net inputs."""
    if kind == SIGMOID:
        with np.errstate(over="ignore"):  # e^(-I) = inf gives the right output, 0
            return 1.0 / (1.0 + np.exp(-I))
    if kind == TANH:
        return np.tanh(I)
    if kind == RELU:
        return np.maximum(I, 0.0)
    return I


def slope_all(kind, O):
    """``slope`` for an array of outputs."""
    if kind == SIGMOID:
        return O * (1.0 - O)
    if kind == TANH:
        return 1.0 - O * O
    if kind == RELU:
        return (O > 0.0).astype(float)
    return np.ones_like(O)


def unit_loss_all(loss, O, T):
    """``unit_loss`` for arrays of outputs and targets of the same shape."""
    if loss == CROSS_ENTROPY:
        return -T * np.log(np.maximum(O, TINY)) - (1.0 - T) * np.log(
            np.maximum(1.0 - O, TINY)
        )
    return 0.5 * (T - O) ** 2
