"""Lesson 05, honest numbers: a baseline, and what prevalence does."""

import numpy as np

from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function


def _classes(rng):
    def mixed(ones, zeros):
        return rng.permutation(np.repeat([1.0, 0.0], (ones, zeros)))

    return [
        [mixed(7, 3), mixed(4, 6)],
        [mixed(4, 8), mixed(3, 7)],
        [mixed(2, 7), mixed(6, 3)],
    ]


@function(
    cases=_classes,
    hints=[
        "Which class is the commoner among the training targets?",
        "Say that class for every test tuple. How often is it right?",
    ],
    then="Whatever a network scores, it is worth only what it has above this.",
)
def majority_guess(T_train, T_test):
    """Score a majority guess: always say the commoner class of the training targets.

    `T_train` and `T_test` hold targets 0 or 1.  Return the share of test tuples for
    which the guess is right.
    """
    guess = np.mean(T_train) > 0.5
    return np.mean(T_test == guess)


@majority_guess.mistake("leak", "the commoner class is read off the test targets")
def _(T_train, T_test):
    return max(T_test.mean(), 1 - T_test.mean())


@majority_guess.mistake("scored on train", "the guess is scored on the training tuples")
def _(T_train, T_test):
    return max(T_train.mean(), 1 - T_train.mean())


@majority_guess.mistake(
    "share wrong", "the share for which the guess is wrong is given"
)
def _(T_train, T_test):
    return np.mean(T_test != (T_train.mean() > 0.5))


@majority_guess.mistake("coin", "one half is given, as for a coin")
def _(T_train, T_test):
    return 0.5


@majority_guess.mistake(
    "count", "the right guesses are counted: divide by their number"
)
def _(T_train, T_test):
    return np.sum(T_test == (T_train.mean() > 0.5))


@number(
    "share_ill",
    hints=[
        "Take 1000 people: 350 have diabetes, 650 do not. How many of each are called?",
        "315 rightly and some wrongly are called. What share of all called is right?",
    ],
    then="Among equally many of both kinds it would be 78 %: prevalence decides.",
)
def prevalence(sensitivity=0.9, specificity=0.75, prevalence=0.35):
    """A test finds 90 % of the ill and clears 75 % of the healthy; 35 % are ill.

    Work out `share_ill`: of those whom the test calls ill, what share is ill?
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
