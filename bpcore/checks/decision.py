"""Exercises that ask for a decision and its reason: two numbers out of two lists."""

from bpcore.checks.exercise import number
from bpcore.checks.judging import Tolerance

CHOSEN = Tolerance(0.0, 0.01)  # whole numbers


def decision(answer, choices, reasons, hints, then=""):
    """Make an exercise of a function that returns [choice, reason], two numbers.

    answer   the variable that the learner's cell sets
    choices  why a choice is wrong, or None for the right one, in the order of the task
    reasons  the same for the reasons given
    hints    sentences, the gentlest first
    then     what is said of a right answer

    The task itself lists both, numbered from 1.  Every wrong pair is a mistake that is
    named; of a wrong choice nothing is said of the reason.
    """

    def declare(right):
        exercise = number(answer, hints, CHOSEN, then=then)(right)
        exercise.opening = ""  # what is said of a wrong pair is a sentence of its own
        for c, against in enumerate(choices, start=1):
            for r, but in enumerate(reasons, start=1):
                if against or but:
                    name = f"choice {c}, reason {r}"
                    says = against or f"the decision is right, but {but}"
                    exercise.mistake(name, says)(_pair(c, r))
        return exercise

    return declare


def _pair(choice, reason):
    return lambda: [choice, reason]
