"""Activations and losses, each beside its derivative.

Compiled loops cannot look up words, so an activation has a number, its *kind*, and
two branches that ``algorithm.py`` takes for one unit: ``activate`` and ``slope``.  All
else that there is to know of it stands once, in its record in ACTIVATIONS.

Slopes are written in terms of the output O, not of the net input I, as the textbook
does (equations 9.6 and 9.7): O is what the forward pass has kept.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

SIGMOID, TANH, RELU, IDENTITY, LEAKY_RELU = range(5)

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
    if kind == LEAKY_RELU:
        return max(I, 0.01 * I)
    return I


def slope(kind, O):
    """Derivative dO/dI of a unit, from its output O."""
    if kind == SIGMOID:
        return O * (1.0 - O)
    if kind == TANH:
        return 1.0 - O * O
    if kind == RELU:
        return 1.0 if O > 0.0 else 0.0
    if kind == LEAKY_RELU:
        return 1.0 if O > 0.0 else 0.01
    return 1.0


@dataclass(frozen=True)
class ActivationKind:
    """What there is to know of one kind of activation.

    word, kind       how a reader names it, and how compiled loops do
    outputs, slopes  ``activate`` and ``slope`` for an array of units
    formula          of the output; {I} is the net input, {(I)} the same in brackets
                     where it is negative
    slope            of the factor f'(I), in symbols and with numbers put in, from
                     {I}, {O}, {(O)}, {1 − O} and {f′}; empty where it is always 1
    says, says_off   what a unit does, and what one does at its kink or below it
    kink             the net input at which the slope jumps, or None
    range            the least and the largest output, or infinities
    hidden, output   whether hidden units, and whether output units, may have it
    """

    word: str
    kind: int
    outputs: Callable
    slopes: Callable
    formula: str
    slope: tuple[str, str] = ("", "")
    says: str = "turns its net input, {I}, into its output, {O}"
    says_off: str = ""
    kink: float | None = None
    range: tuple[float, float] = (-math.inf, math.inf)
    hidden: bool = True
    output: bool = False

    @property
    def saturates(self):
        """Whether the slope goes to 0 at both ends."""
        return all(map(math.isfinite, self.range))


def _sigmoid(I):
    with np.errstate(over="ignore"):  # e^(-I) = inf gives the right output, 0
        return 1.0 / (1.0 + np.exp(-I))


ACTIVATIONS = (
    ActivationKind(
        "sigmoid", SIGMOID,
        outputs=_sigmoid, slopes=lambda O: O * (1.0 - O),
        formula="1 / (1 + e^(−{(I)}))", slope=("{O} (1 − {O})", "{O} · {1 − O}"),
        range=(0.0, 1.0), output=True,
    ),
    ActivationKind(
        "tanh", TANH,
        outputs=np.tanh, slopes=lambda O: 1.0 - O * O,
        formula="tanh({I})", slope=("(1 − {O}²)", "(1 − {(O)}²)"),
        range=(-1.0, 1.0),
    ),
    ActivationKind(
        "relu", RELU,
        outputs=lambda I: np.maximum(I, 0.0), slopes=lambda O: (O > 0.0).astype(float),
        formula="max(0, {I})", slope=("f′({I})", "{f′}"),
        says_off="gives 0, because its net input, {I}, is not above 0",
        kink=0.0, range=(0.0, math.inf),
    ),
    ActivationKind(
        "identity", IDENTITY,
        outputs=lambda I: I, slopes=np.ones_like,
        formula="{I}", says="gives its net input as it is: {O}",
        hidden=False, output=True,
    ),
    ActivationKind(
        "leaky relu", LEAKY_RELU,
        outputs=lambda I: np.maximum(I, 0.01 * I),
        slopes=lambda O: np.where(O > 0.0, 1.0, 0.01),
        formula="max({I}, 0.01 · {(I)})", slope=("f′({I})", "{f′}"),
        says_off="passes on a hundredth of its net input, {I}: {O}", kink=0.0,
    ),
)  # fmt: skip
KINDS = {a.word: a.kind for a in ACTIVATIONS}
HIDDEN = tuple(a.word for a in ACTIVATIONS if a.hidden)
OUTPUT = tuple(a.word for a in ACTIVATIONS if a.output)


def activate_all(kind, I):
    """``activate`` for an array of net inputs."""
    return ACTIVATIONS[kind].outputs(I)


def slope_all(kind, O):
    """``slope`` for an array of outputs."""
    return ACTIVATIONS[kind].slopes(O)


def unit_loss(loss, O, T):
    """What one output unit adds to the loss of one tuple.

    Squared error: ½ (T − O)².  Cross-entropy: −T ln O − (1 − T) ln(1 − O).
    """
    if loss == CROSS_ENTROPY:
        return -T * math.log(max(O, TINY)) - (1.0 - T) * math.log(max(1.0 - O, TINY))
    return 0.5 * (T - O) * (T - O)


def unit_loss_all(loss, O, T):
    """``unit_loss`` for arrays of outputs and targets of the same shape."""
    if loss == CROSS_ENTROPY:
        return -T * np.log(np.maximum(O, TINY)) - (1.0 - T) * np.log(
            np.maximum(1.0 - O, TINY)
        )
    return 0.5 * (T - O) ** 2


def error_kind(output, loss):
    """The kind whose slope multiplies (T − O) in the error of an output unit.

    ``Err_j = slope · (T_j − O_j)``.  With cross-entropy and a sigmoid the factor
    O (1 − O) cancels: its slope is that of the identity, 1.
    """
    return IDENTITY if loss == CROSS_ENTROPY else output
