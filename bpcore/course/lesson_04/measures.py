"""Lesson 04, losses and scores: cross-entropy, misclassified, confusion, prevalence."""

import numpy as np

from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function


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


@number(
    "err_6",
    hints=[
        "The slope of the cross-entropy has a factor 1 / (O (1 − O)).",
        "It cancels the O (1 − O) of the sigmoid. What is left?",
    ],
    then="Four times the error under squared loss: a saturated output can still learn.",
)
def cross_entropy_error(O_6=0.474, T=1.0):
    """Unit 6 gave $O_6 = 0.474$, $T = 1$; the loss is now the cross-entropy.

    Work out $Err_6$, minus the slope of the loss by $I_6$.
    """
    return T - O_6


@cross_entropy_error.mistake("kept O(1-O)", "O₆ (1 − O₆) is kept, as for squared error")
def _(O_6, T):
    return O_6 * (1 - O_6) * (T - O_6)


@cross_entropy_error.mistake("wrong sign", "O₆ − T is taken instead of T − O₆")
def _(O_6, T):
    return O_6 - T


@cross_entropy_error.mistake("loss for Err", "the loss −ln O₆ itself is given as Err")
def _(O_6, T):
    return -np.log(O_6)


@cross_entropy_error.mistake(
    "slope by O", "the slope is taken by O₆, not by I₆: T / O₆"
)
def _(O_6, T):
    return T / O_6


@function(
    cases=scored,
    hints=[
        "An output of 0.5 or more says class 1, less says class 0.",
        "(O >= 0.5) != T is True wherever the two disagree; their mean is a share.",
    ],
    then="A share, from 0 to 1, so that sets of any size compare.",
)
def misclassified(O, T):
    """Write the share of misclassified tuples, with the threshold 0.5.

    `O` (tuples,) outputs, `T` (tuples,) targets 0 or 1.  Return a number from 0 to 1.
    """
    return np.mean((O >= 0.5) != T)


@misclassified.mistake("accuracy", "the share that is right is given")
def _(O, T):
    return np.mean((O >= 0.5) == T)


@misclassified.mistake("count", "the misclassified are counted: divide by their number")
def _(O, T):
    return np.sum((O >= 0.5) != T)


@misclassified.mistake(
    "mean error", "the mean of |T − O| is taken, without a threshold"
)
def _(O, T):
    return np.mean(np.abs(T - O))


@misclassified.mistake("no threshold", "O itself is compared with T: it is never equal")
def _(O, T):
    return np.mean(O != T)


@misclassified.mistake("false positives only", "only targets of 0 are looked at")
def _(O, T):
    return np.mean((O >= 0.5) & (T == 0))


@misclassified.mistake("false negatives only", "only targets of 1 are looked at")
def _(O, T):
    return np.mean((O < 0.5) & (T == 1))


def _table(O, T):
    on = O >= 0.5
    return np.array([[np.sum((T == t) & (on == p)) for p in (0, 1)] for t in (0, 1)])


@function(
    cases=scored,
    hints=[
        "Four counts: what the target is (row) against what the output says (column).",
        "The first row holds the targets of 0: rightly below 0.5, wrongly above.",
    ],
    then="Misses stand in the lower row, false alarms in the upper one.",
)
def confusion_matrix(O, T):
    """Count `[[0 said 0, 0 said 1], [1 said 0, 1 said 1]]` with the threshold 0.5.

    `O` (tuples,) outputs, `T` (tuples,) targets 0 or 1.  Rows are targets, columns are
    what the network says.  Return a table of 2 rows and 2 columns.
    """
    says = O >= 0.5
    return [[np.sum((T == t) & (says == s)) for s in (0, 1)] for t in (0, 1)]


@confusion_matrix.mistake("transposed", "rows and columns change places")
def _(O, T):
    return _table(O, T).T


@confusion_matrix.mistake("class 1 first", "class 1 stands first in rows and columns")
def _(O, T):
    return _table(O, T)[::-1, ::-1]


@confusion_matrix.mistake("shares", "shares of all tuples are given, not counts")
def _(O, T):
    return _table(O, T) / len(T)


@confusion_matrix.mistake("shares of a row", "shares of each row are given, not counts")
def _(O, T):
    return _table(O, T) / _table(O, T).sum(axis=1, keepdims=True)
