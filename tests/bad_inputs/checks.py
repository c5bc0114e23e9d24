"""Calls of the checks: answers, earlier answers, and functions of every kind."""

import contextlib
import sys
import threading

import bpcore as bp
from bpcore.checks.function_exercise import FunctionExercise
from bpcore.course.exercises import everything
from tests.bad_inputs.running import Call
from tests.bad_inputs.values import ODD


def raising(kind):
    def function(*_):
        raise kind

    return function


def deep(*given):
    return deep(*given)


def endless(*_):
    while True:
        pass


def changing(*given):
    for value in given:
        with contextlib.suppress(TypeError):
            value *= 0


async def asynchronous(*_):
    return 1.0


class Raising:
    """Raises what no one expects when NumPy looks at it."""

    def __init__(self, kind):
        self.kind = kind

    def __array__(self, *_, **__):
        raise self.kind


class Endless:
    """An answer whose items never end."""

    def __len__(self):
        return 10

    def __getitem__(self, place):
        return [0.5]

    def __iter__(self):
        while True:  # in Python: a loop in C cannot be stopped, as the lessons say
            yield 0.5


# Answers beyond the usual odd values.
ANSWERS = {
    "SystemExit from __array__": lambda: Raising(SystemExit(1)),
    "KeyboardInterrupt from __array__": lambda: Raising(KeyboardInterrupt()),
    "GeneratorExit from __array__": lambda: Raising(GeneratorExit()),
    "MemoryError from __array__": lambda: Raising(MemoryError()),
    "endless items": Endless, "5·10⁸ items": lambda: range(5 * 10**8),
    "print": lambda: print, "len": lambda: len, "a class": lambda: Raising,
    "no argument": lambda: lambda: 1, "bp.check itself": lambda: bp.check,
    "a network": lambda: bp.Network.random((2, 1)),
    "an exercise": lambda: bp.check.repair_the_unit,
}  # fmt: skip
FUNCTIONS = {
    **{f"raises {kind.__name__}": lambda kind=kind: raising(kind)
       for kind in (SystemExit, KeyboardInterrupt, GeneratorExit, MemoryError,
                    RecursionError, StopIteration, ValueError, BaseException)},
    "deep recursion": lambda: deep, "endless": lambda: endless,
    "changes what it is given": lambda: changing, "async": lambda: asynchronous,
    "generator function": lambda: lambda *_: (yield),
    "starts a thread": lambda: lambda *_: threading.Thread(target=int).start(),
    "sys.exit": lambda: lambda *_: sys.exit(3),
    "returns what it is given": lambda: lambda *a: a,
    "returns itself": lambda: lambda *a: endless,
}  # fmt: skip


def check_calls():
    """Every Call of the room of checks."""
    for name, exercise in everything().items():

        def make(exercise=exercise):
            return lambda answer: exercise(answer)

        odd = {**ODD, **ANSWERS}
        if isinstance(exercise, FunctionExercise):
            odd |= FUNCTIONS | {
                f"returns {what}": _returning(made)
                for what, made in (ODD | ANSWERS).items()
            }  # fmt: skip
        yield Call("checks", f"bp.check.{name}", make, odd=odd)
        for given in getattr(exercise, "given", ()):

            def with_own(exercise=exercise, given=given):
                return lambda own: exercise(0.123, **{given: own})

            odd = {**ODD, **ANSWERS}
            yield Call(
                "checks", f"bp.check.{name}(0.123, {given}=…)", with_own, odd=odd
            )


def _returning(made):
    def make():
        return lambda *_: made()

    return make
