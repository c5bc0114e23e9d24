"""Lesson 05, honest numbers: a baseline, and what prevalence does."""

import numpy as np

from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function


def _classes(rng):
    def mixed(*counts):
        return rng.permutation(np.repeat([0, 1, 2], counts))

    return [
        [mixed(3, 7, 4), mixed(6, 5, 2)],
        [mixed(2, 3, 8), mixed(7, 3, 4)],
        [mixed(6, 2, 3), mixed(2, 4, 5)],
    ]


@function(
    cases=_classes,
    hints=[
        "Which of the classes is the commonest among the training targets?",
        "np.bincount counts how often 0, 1, 2 … occur. What then?",
    ],
    then="Whatever a network scores, it is worth only what it has above this.",
)
def majority_guess(T_train, T_test):
    """Score a majority guess where there are three classes: 0, 1 and 2.

    It always says the commonest class of the training targets.  `T_train` and
    `T_test` hold whole numbers.  Return the share of test tuples for which it is right.
    """
    guess = np.bincount(T_train).argmax()
    return np.mean(T_test == guess)


@majority_guess.mistake("leak", "the commonest class is read off the test targets")
def _(T_train, T_test):
    return np.bincount(T_test).max() / len(T_test)


@majority_guess.mistake("scored on train", "the guess is scored on the training tuples")
def _(T_train, T_test):
    return np.bincount(T_train).max() / len(T_train)


@majority_guess.mistake(
    "share wrong", "the share for which the guess is wrong is given"
)
def _(T_train, T_test):
    return np.mean(T_test != np.bincount(T_train).argmax())


@majority_guess.mistake("coin", "a third is given, as for a die with three faces")
def _(T_train, T_test):
    return 1 / 3


@majority_guess.mistake("two classes", "class 1 is guessed where the mean is above ½")
def _(T_train, T_test):
    return np.mean(T_test == (T_train.mean() > 0.5))


@majority_guess.mistake(
    "count", "the right guesses are counted: divide by their number"
)
def _(T_train, T_test):
    return np.sum(T_test == np.bincount(T_train).argmax())


@number(
    "share_ill",
    hints=[
        "Take 1000 people: how many of them are ill, and how many healthy?",
        "How many of each does the test call ill? What share of those called is ill?",
    ],
    then="Among equally many of both kinds it would be 89 %: prevalence decides.",
)
def prevalence(sensitivity=0.8, specificity=0.9, prevalence=0.15):
    """A test finds 80 % of the ill and clears 90 % of the healthy; 15 % are ill.

    Work out `share_ill`: of those whom the test calls ill, what share is ill?  To
    three decimals.
    """
    rightly = prevalence * sensitivity
    wrongly = (1 - prevalence) * (1 - specificity)
    return rightly / (rightly + wrongly)


@prevalence.mistake("balanced", "ill and healthy are taken to be equally many")
def _(sensitivity, specificity, prevalence):
    return sensitivity / (sensitivity + 1 - specificity)


@prevalence.mistake("sensitivity", "the sensitivity is given: of the ill, those called")
def _(sensitivity, specificity, prevalence):
    return sensitivity


@prevalence.mistake("cleared for called", "the healthy who are cleared count as called")
def _(sensitivity, specificity, prevalence):
    called = prevalence * sensitivity
    return called / (called + (1 - prevalence) * specificity)


@prevalence.mistake("share of all", "it is divided by all people, not by those called")
def _(sensitivity, specificity, prevalence):
    return prevalence * sensitivity


@prevalence.mistake(
    "share healthy", "the share of the healthy among the called is given"
)
def _(sensitivity, specificity, prevalence):
    return 1 - globals()["prevalence"].right(sensitivity, specificity, prevalence)


@prevalence.mistake("per cent", "per cent are given, not a share")
def _(sensitivity, specificity, prevalence):
    return 100 * globals()["prevalence"].right(sensitivity, specificity, prevalence)
