"""Exercises in which the learner writes a function.

It is called with inputs drawn for the purpose, several times, on copies; a mistake is
named only if it explains every call.
"""

import copy
import inspect
import textwrap
from dataclasses import replace

import numpy as np

from bpcore.checks import sandbox, source
from bpcore.checks.exercise import SEED, Exercise
from bpcore.checks.forms import LONGEST, is_stub, kind, read
from bpcore.checks.judging import FAILED, Tolerance

BY_MACHINE = Tolerance(1e-6, 5e-6)  # float32 gives that much on numbers round 1
NEARLY = Tolerance(0.02)


class FunctionExercise(Exercise):
    """An exercise whose answer is a function.

    cases   function of a random generator: the argument lists to try
    stub    what the learner's cell holds at first, if more than an empty function
    """

    between = "\n\n\n"  # below a function, as lessons are formatted

    def __init__(self, right, cases, stub=None, **options):
        super().__init__(right, **options)
        self.answer = self.name
        self._cases = cases
        self.names = tuple(inspect.signature(right).parameters)
        self.check = f"bp.check.{self.name}({self.name})"
        self._header = source.header(right)
        self.stub = (
            inspect.cleandoc(stub)
            if stub
            else f"{self._header}\n    # your lines in place of the dots\n    ..."
        )

    @property
    def solution(self):
        """The source of a right function."""
        work = textwrap.indent(source.body(self.right), "    ")
        return source.with_imports(f"{self._header}\n{work}")

    def cases(self, seed=SEED):
        """The argument lists that a seed gives."""
        return self._cases(np.random.Generator(np.random.PCG64(seed)))

    def _mark(self, function, cases, own):
        if own:
            return self._wrong(
                f"Hand over the function alone: {self.check}. This check takes no "
                f"{', '.join(own)}."
            )
        if is_stub(function) or self._look(self._untouched, function):
            return self._unattempted(
                f"Put your own lines into {self.name}, then run the cell again."
            )
        refusal = self._look(self._refusal, function)
        return self._wrong(refusal) if refusal else self._tried(function, cases)

    def _tried(self, function, cases):
        answers, troubles, changed = [], [], []
        for case in cases:
            outcome = sandbox.run(self._called, [function, case])
            if outcome.unwritten:
                return self._unattempted(f"{self.name} says itself that it is not.")
            if outcome.endless:
                return self._wrong(outcome.trouble)
            answer, trouble, names = outcome.value or (FAILED, outcome.trouble, [])
            answers.append(answer)
            troubles += [trouble] if trouble else []
            changed += names
        verdict = self._of(answers, troubles, cases)
        if verdict.voice in ("mistake", "close", "not yet"):
            verdict = replace(verdict, example=self._call(cases[0]))
        if changed:
            text = f"{verdict.text} {_changes(changed)}".strip()
            verdict = replace(verdict, text=text)
        return verdict

    def _called(self, function, case):
        """The form of what a call returns, the trouble with it, what it changed."""
        handed = copy.deepcopy(case)
        answer, trouble = self._returned(function(*handed), case)
        return answer, trouble, self._changed(case, handed)

    def _returned(self, value, case):
        if is_stub(value):
            return FAILED, (
                f"{self.name} returns nothing. Does every way through it end in a "
                "return? (To print a number is not to return it.)"
            )
        answer, trouble = read(value, self._like(case))
        if trouble:
            return FAILED, f"What {self.name} returns: {trouble}"
        return answer, ""

    def _of(self, answers, troubles, cases):
        verdict = self._verdict(answers, cases)
        if troubles and not verdict.mistakes:
            return self._wrong(troubles[0])
        return verdict

    def _refusal(self, function):
        """Why a thing cannot be called as the exercise calls it; None if it can."""
        if not callable(function):
            return (
                f"A function is wanted, and this is {kind(function)}. Hand over the "
                f"function itself, without brackets behind its name: {self.check}"
            )
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):  # some built-in functions have none
            return None
        try:
            signature.bind(*self.names)
        except TypeError:
            return (
                f"{self.name} is called with {len(self.names)} arguments, "
                f"({', '.join(self.names)}); yours takes {str(signature)[:LONGEST]}."
            )
        return None

    def _untouched(self, function):
        return source.is_empty(function) or source.same_code(function, self.stub)

    def _changed(self, case, handed):
        return [
            name
            for name, before, after in zip(self.names, case, handed, strict=True)
            if not callable(before) and not _equal(before, after)
        ]

    def _call(self, case):
        return f"{self.name}({', '.join(_written(value) for value in case)})"

    def _wanted(self):
        return f"A function of ({', '.join(self.names)}) is wanted."

    def _closer(self):
        return (
            "Within two per cent everywhere, but a function is marked in full "
            "precision. Is something rounded, or worked out by nudging?"
        )


def function(cases, hints, seen_as=None, then="", stub=None):
    """Make an exercise of a function that the learner is to write.

    cases      function of a random generator: the argument lists to try
    stub       source of what the learner starts from (a bug hunt's faulty function)
    The rest as for ``exercise.number``.
    """

    def declare(right):
        return FunctionExercise(
            right,
            cases,
            stub,
            tolerance=BY_MACHINE,
            close=NEARLY,
            hints=hints,
            seen_as=seen_as,
            then=then,
        )

    return declare


def _equal(before, after):
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_equal, before, after))
    return np.array_equal(before, after)


def _changes(names):
    names = list(dict.fromkeys(names))
    return (
        f"It also changes {', '.join(names)}, the very array that it was given: run "
        f"twice, it starts from something else. Work on a copy, {names[0]}.copy()."
    )


def _written(value):
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()})"
    return getattr(value, "__name__", None) or repr(value)
