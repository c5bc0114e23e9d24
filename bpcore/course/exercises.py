"""Exercises that name the mistake: ``bp.check.<exercise>(your answer)``.

Hand over a number, a list of numbers or your own function; the answer says whether it
is not attempted yet, another kind of thing, close, one particular slip, or correct.
``bp.check.output_error`` alone shows the task.

A function of yours is stopped after 100,000 lines or 3 seconds.  A single call that
holds Python itself, such as sum(range(10**10)), cannot be: interrupt the kernel then
(press I twice).
"""

from functools import cache

from bpcore import course
from bpcore.checks.exercise import Exercise


@cache
def everything():
    """All exercises by name, in the order of the lessons."""
    return {n: e for some in by_lesson().values() for n, e in some.items()}


@cache
def by_lesson():
    """The exercises of each lesson, {"02": {name: exercise}}."""
    return {n: course.found(n, Exercise) for n in course.lessons()}


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    exercises = everything()
    if name not in exercises:
        raise AttributeError(
            f"There is no exercise {name!r}; there are {', '.join(exercises)}."
        )
    return exercises[name]


def __dir__():
    return sorted(everything())
