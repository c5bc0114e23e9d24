"""Lesson 04, the cross-entropy: its mean, and the errors that it sends back."""

import numpy as np

from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import Tolerance


def scored(rng):
    """Three lists of outputs and targets: 7, 2, 3 and 5 of each kind, then others."""
    return [
        _kinds(rng, *counts) for counts in ((7, 2, 3, 5), (4, 1, 2, 8), (6, 4, 1, 3))
    ]


def _kinds(rng, TN, FP, FN, TP):
    """Outputs and targets with so many true and false, negatives and positives."""
    T = np.repeat([0.0, 0.0, 1.0, 1.0], (TN, FP, FN, TP))
    on = np.repeat([0.0, 1.0, 0.0, 1.0], (TN, FP, FN, TP))
    O = np.round(0.5 * on + rng.uniform(0.05, 0.45, len(T)), 2)
    order = rng.permutation(len(T))
    return [O[order], T[order]]


@function(
    cases=scored,
    hints=[
        "A target of 1 leaves −ln O, a target of 0 leaves −ln (1 − O).",
        "np.log is the natural logarithm; np.mean takes the mean over the tuples.",
    ],
    then="Sure and wrong is dear: −ln O grows without end as O goes to 0.",
)
def cross_entropy(O, T):
    r"""Write the mean cross-entropy: $-T \ln O - (1 - T) \ln (1 - O)$, over all
    tuples.

    `O` (tuples,) outputs between 0 and 1, `T` (tuples,) targets 0 or 1.  Return one
    number.
    """
    return np.mean(-T * np.log(O) - (1 - T) * np.log(1 - O))


def _entropies(O, T):
    return -T * np.log(O) - (1 - T) * np.log(1 - O)


@cross_entropy.mistake("wrong sign", "the minus sign is left out")
def _(O, T):
    return -np.mean(_entropies(O, T))


@cross_entropy.mistake("targets of 1 only", "targets of 0 count nothing: −T ln O alone")
def _(O, T):
    return np.mean(-T * np.log(O))


@cross_entropy.mistake("sign of one term", "the two terms are subtracted, not added")
def _(O, T):
    return np.mean(-T * np.log(O) + (1 - T) * np.log(1 - O))


@cross_entropy.mistake("summed", "the tuples are summed instead of averaged")
def _(O, T):
    return np.sum(_entropies(O, T))


@cross_entropy.mistake(
    "log10", "the logarithm to base 10 is taken, not the natural one"
)
def _(O, T):
    return np.mean(_entropies(O, T)) / np.log(10)


@cross_entropy.mistake("log2", "the logarithm to base 2 is taken, not the natural one")
def _(O, T):
    return np.mean(_entropies(O, T)) / np.log(2)


@cross_entropy.mistake("squared error", "the mean of (T − O)² is taken")
def _(O, T):
    return np.mean((T - O) ** 2)


@cross_entropy.mistake("half squared error", "the mean of ½ (T − O)² is taken")
def _(O, T):
    return np.mean((T - O) ** 2) / 2


ERRORS = Tolerance(0.01, 0.0006)  # three decimals on the way will do


@number(
    "err_9",
    hints=[
        "Which of the two terms counts for a target of 0?",
        "Its slope by the output has a factor that the slope of the sigmoid cancels.",
    ],
    then="Seven times the error under the squared error, where the unit is nearly "
    "saturated.",
)
def cross_entropy_error(O_9=0.83, T=0.0):
    """A patient without diabetes gets the answer $O_9 = 0.83$; $T = 0$.

    The loss is the cross-entropy.  Work out $Err_9$, to three decimals.
    """
    return T - O_9


@cross_entropy_error.mistake("kept O(1-O)", "O₉ (1 − O₉) is kept, as for squared error")
def _(O_9, T):
    return O_9 * (1 - O_9) * (T - O_9)


@cross_entropy_error.mistake("wrong sign", "O₉ − T is taken instead of T − O₉")
def _(O_9, T):
    return O_9 - T


@cross_entropy_error.mistake("loss for Err", "the loss itself is given as Err")
def _(O_9, T):
    return -np.log(1 - O_9)


@cross_entropy_error.mistake("slope by O", "the slope is taken by O₉, not by I₉")
def _(O_9, T):
    return -1 / (1 - O_9)


@cross_entropy_error.mistake("target of 1", "the patient is taken for one with T = 1")
def _(O_9, T):
    return 1 - O_9


@number(
    "err_5",
    hints=[
        "Unit 5 is hidden: did the loss change anything about its rule?",
        "Its own slope, the error behind it, the weight between the two.",
    ],
    tolerance=ERRORS,
    follows=(cross_entropy_error,),
    then="Only the output unit knows which loss is in use.",
)
def error_behind_it(O_5=0.62, O_9=0.83, w_59=-0.7, err_9=-0.83):
    """Unit 5 sends its output, $O_5 = 0.62$, to unit 9 alone, through $w_{59} = -0.7$.

    With the error of unit 9 ($O_9 = 0.83$) from the exercise before, work out $Err_5$,
    to three decimals.
    """
    return O_5 * (1 - O_5) * err_9 * w_59


@error_behind_it.mistake("forgot O(1-O)", "the factor O₅ (1 − O₅) is left out")
def _(O_5, O_9, w_59, err_9):
    return err_9 * w_59


@error_behind_it.mistake(
    "next unit's derivative", "O₉ (1 − O₉) stands for unit 5's own"
)
def _(O_5, O_9, w_59, err_9):
    return O_9 * (1 - O_9) * err_9 * w_59


@error_behind_it.mistake(
    "derivative of the output too", "O₉ (1 − O₉) is put in again: it has cancelled"
)
def _(O_5, O_9, w_59, err_9):
    return O_5 * (1 - O_5) * O_9 * (1 - O_9) * err_9 * w_59


@error_behind_it.mistake("left out the weight", "the weight w₅₉ is left out")
def _(O_5, O_9, w_59, err_9):
    return O_5 * (1 - O_5) * err_9


@error_behind_it.mistake("wrong sign", "the sign is turned")
def _(O_5, O_9, w_59, err_9):
    return -O_5 * (1 - O_5) * err_9 * w_59


@number(
    "errors",
    hints=[
        "First the slope of this loss by O, for each of the two patients.",
        "Then times the slope of the sigmoid, and the sign turned. What is left of k?",
    ],
    tolerance=ERRORS,
    then="To weigh a loss is to weigh its errors: a missed illness pulls four times as "
    "hard.",
)
def weighted_error(k=4.0, O_1=0.35, O_2=0.8):
    r"""A missed illness is to count $k = 4$ times: $-k\,T \ln O - (1 - T) \ln (1 - O)$.

    Patient 1 has diabetes and gets the answer 0.35; patient 2 has none and gets 0.8.
    Give the list of the output unit's two errors, to three decimals.
    """
    return [k * (1 - O_1), -O_2]


def _weighted(name, says, gives):
    weighted_error.mistake(name, says)(gives)


_weighted("left out k", "k is left out", lambda k, O_1, O_2: [1 - O_1, -O_2])
_weighted("k for both", "k counts for the patient without diabetes as well",
          lambda k, O_1, O_2: [k * (1 - O_1), -k * O_2])  # fmt: skip
_weighted("k for the other", "k counts for the patient without diabetes instead",
          lambda k, O_1, O_2: [1 - O_1, -k * O_2])  # fmt: skip
_weighted("wrong sign", "the slopes are given: Err is minus the slope",
          lambda k, O_1, O_2: [-k * (1 - O_1), O_2])  # fmt: skip
_weighted("kept O(1-O)", "O (1 − O) is kept, as for squared error",
          lambda k, O_1, O_2: [
              k * O_1 * (1 - O_1) ** 2, -(O_2**2) * (1 - O_2)])  # fmt: skip
_weighted("sign lost", "the second error loses its sign: T is 0, so it is below 0",
          lambda k, O_1, O_2: [k * (1 - O_1), O_2])  # fmt: skip
_weighted("slope by O", "the slopes are taken by O, not by the net input",
          lambda k, O_1, O_2: [k / O_1, -1 / (1 - O_2)])  # fmt: skip
_weighted("loss for Err", "the losses are given as errors",
          lambda k, O_1, O_2: [-k * np.log(O_1), -np.log(1 - O_2)])  # fmt: skip
_weighted("k in place of T", "k − O is taken: k weighs the error, it is no target",
          lambda k, O_1, O_2: [k - O_1, -O_2])  # fmt: skip
