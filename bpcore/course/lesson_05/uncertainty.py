"""Lesson 05, uncertainty: of one share, and of a difference over several splits."""

import numpy as np

from bpcore.checks.exercise import number


@number(
    "margin",
    hints=[
        "First the share that is right. How uncertain is a share among so many?",
        "The uncertainty shrinks with the root of the number of patients.",
    ],
    then="Four times as many patients would halve it.",
)
def give_or_take(right=124.0, wrong=36.0):
    """Of 160 test patients a network gets 124 right and 36 wrong.

    Work out its *give or take*, two standard errors of that share, to three decimals.
    """
    share = right / (right + wrong)
    return 2 * (share * (1 - share) / (right + wrong)) ** 0.5


def _off(name, says, gives):
    give_or_take.mistake(name, says)(
        lambda right, wrong: gives(right / (right + wrong), right + wrong)
    )


_off("one", "one standard error is given", lambda p, n: (p * (1 - p) / n) ** 0.5)
_off("no root", "the root is left out", lambda p, n: 2 * p * (1 - p) / n)
_off("not by n", "nothing is divided by the number of patients",
     lambda p, n: 2 * (p * (1 - p)) ** 0.5)  # fmt: skip
_off("by n outside", "the number of patients stands outside of the root",
     lambda p, n: 2 * (p * (1 - p)) ** 0.5 / n)  # fmt: skip
_off("one half", "a share of one half is taken, not the one that was found",
     lambda p, n: 1 / n**0.5)  # fmt: skip
_off("per cent", "per cent are given, not a share",
     lambda p, n: 200 * (p * (1 - p) / n) ** 0.5)  # fmt: skip
_off("patients", "patients are given, not a share of them",
     lambda p, n: 2 * (p * (1 - p) * n) ** 0.5)  # fmt: skip


@number(
    "mean_and_error",
    hints=[
        "The runs share splits: look at what each split says of the two.",
        "The splits share patients: how is the standard error made larger for that?",
    ],
    then="Two points, give or take 2.7: these five splits do not tell them apart.",
)
def overlapping_splits(
    A=(81.0, 78.0, 84.0, 80.0, 77.0),
    B=(79.0, 79.0, 80.0, 77.0, 75.0),
    tested=100.0,
    trained=300.0,
):
    """Two methods on five splits: A gets 81, 78, 84, 80, 77 % right, B 79, 79, 80,
    77, 75 %.

    In each split 300 patients train and 100 others test.  Give the list of two numbers:
    the mean difference A − B, in points, and its corrected standard error, to two
    decimals.
    """
    differences = np.subtract(A, B)
    variance = np.var(differences, ddof=1)
    factor = 1 / len(differences) + tested / trained
    return [np.mean(differences), (variance * factor) ** 0.5]


def _slip(name, says, gives):
    @overlapping_splits.mistake(name, says)
    def _(A, B, tested, trained):
        d = np.subtract(A, B)
        return [np.mean(d), gives(d, np.asarray(A), np.asarray(B), tested / trained)]


def _spread(d, share, ddof=1):
    return (np.var(d, ddof=ddof) * (1 / len(d) + share)) ** 0.5


_slip("not corrected", "the splits are taken for independent: no correction is made",
      lambda d, A, B, share: _spread(d, 0.0))  # fmt: skip
_slip("twice", "two standard errors are given, not one",
      lambda d, A, B, share: 2 * _spread(d, share))  # fmt: skip
_slip("spread", "the standard deviation of the differences is given",
      lambda d, A, B, share: np.std(d, ddof=1))  # fmt: skip
_slip("n for n - 1", "the variance is divided by 5, not by 4",
      lambda d, A, B, share: _spread(d, share, ddof=0))  # fmt: skip
_slip("upside down", "training patients are divided by test patients",
      lambda d, A, B, share: _spread(d, 1 / share))  # fmt: skip
_slip("share of all", "test patients are divided by all, not by those that train",
      lambda d, A, B, share: _spread(d, share / (1 + share)))  # fmt: skip
_slip("correction alone", "1 / 5, for the five splits, is left out",
      lambda d, A, B, share: (np.var(d, ddof=1) * share) ** 0.5)  # fmt: skip
_slip("not paired", "the two are taken for unrelated: their variances are added",
      lambda d, A, B, share: (_spread(A, share) ** 2 + _spread(B, share) ** 2) ** 0.5,
      )  # fmt: skip


@overlapping_splits.mistake("wrong sign", "B − A is taken")
def _(A, B, tested, trained):
    d = np.subtract(B, A)
    return [np.mean(d), _spread(d, tested / trained)]
