"""Exercises: what each declares, and how an answer is marked.

An exercise is a function that works out the right answer.  Its docstring is the task,
its parameters are the numbers given; typical mistakes are further functions of the
same parameters:

    @number("err_6", hints=["…"])
    def output_error(O_6=0.474, T=1.0):
        '''Work out the error of unit 6 …'''
        return O_6 * (1 - O_6) * (T - O_6)

    @output_error.mistake("forgot O(1-O)", "the factor O (1 − O) is left out")
    def _(O_6, T):
        return T - O_6
"""

import inspect

import numpy as np

from bpcore.checks import source
from bpcore.checks.forms import Tolerance, WrongKind, described, form, is_stub
from bpcore.checks.judging import FAILED, Mistake, recognised, worst
from bpcore.checks.verdict import Verdict

DONE_BY_HAND = Tolerance(0.01)  # three digits at each step
SLIGHTLY = 3.0  # tolerances within which a number is called close


class Exercise:
    """Something to work out, and what is known about the ways to get it wrong.

    Call it with the answer: ``bp.check.net_input(my_answer)`` returns a Verdict.
    ``.task`` says what to do, ``.stub`` is what the learner's cell holds at first,
    ``.check`` the line that checks it, ``.solution`` what stands folded below.
    """

    def __init__(self, right, tolerance, close, hints, seen_as, then):
        self.name = right.__name__
        self.task = inspect.cleandoc(right.__doc__)
        self.__doc__ = self.task
        self.right = right
        self.tolerance = tolerance
        self.close = close
        self.hints = tuple(hints)
        self.seen_as = seen_as
        self.then = then
        self.mistakes = []

    def mistake(self, name, says):
        """Declare a typical mistake (a decorator of what it gives)."""

        def declare(gives):
            self.mistakes.append(Mistake(name, says, gives))
            return gives

        return declare

    def __repr__(self):
        return self.task

    def __call__(self, *answer, **own):
        """Mark an answer.  Whatever is handed in, a Verdict comes back."""
        try:
            if len(answer) > 1:
                return self._wrong(
                    f"Hand over one thing, {self.answer}; these are {len(answer)}. "
                    "Put several numbers into one list."
                )
            return self._mark(answer[0] if answer else None, own)
        except WrongKind as wrong:
            return self._wrong(str(wrong))
        except Exception as error:  # an object that fails at every touch
            return self._wrong(
                "This cannot be checked: looking at it raises "
                f"{type(error).__name__}. {self._wanted()}"
            )

    def _judge(self, answers, cases):
        """The verdict on forms, one for each case (a list of arguments)."""
        rights = self._forms(self.right, cases)
        answers = self._seen(answers, cases)
        off = worst(answers, self._seen(rights, cases), self.tolerance)
        if off <= 1.0:
            return Verdict("correct", self.then)
        found = self._found(answers, rights, cases)
        if found:
            says = ", or when ".join(m.says for m in found)
            names = tuple(m.name for m in found)
            return self._open("mistake", f"This is what comes out when {says}.", names)
        for answer, right in zip(answers, self._seen(rights, cases), strict=True):
            if answer is not FAILED and _shape(answer) != _shape(right):
                raise WrongKind(
                    f"{described(right).capitalize()} is wanted; "
                    f"this is {described(answer)}."
                )
        if off <= self.close:
            return self._open("close", self._closer())
        return self._open("not yet", "This is another answer, and no usual slip's.")

    def _found(self, answers, rights, cases):
        declared = [(m, self._forms(m.gives, cases)) for m in self.mistakes]
        seen = [(m, self._seen(values, cases)) for m, values in declared]
        rights = self._seen(rights, cases)
        return recognised(answers, rights, seen, self.tolerance)

    def _forms(self, function, cases):
        """What the right way or a mistake gives on every case; FAILED if it raises."""
        return [_attempt(function, case, self._like) for case in cases]

    def _like(self, case):
        return as_form(self.right(*case))

    def _seen(self, forms, cases):
        """The forms as they are compared: increments, say, instead of weights."""
        if self.seen_as is None:
            return forms
        return [
            f if f is FAILED else self._seen_one(f, case)
            for f, case in zip(forms, cases, strict=True)
        ]

    def _seen_one(self, value, case):
        if _shape(value) != _shape(self._like(case)):
            return value  # it is compared, and told, as it is
        return as_form(self.seen_as(value, *case))

    def _open(self, voice, text, mistakes=(), example=""):
        return Verdict(voice, text, mistakes, self.hints, example)

    def _wrong(self, text):
        return self._open("wrong kind", text)

    def _unattempted(self, text):
        return self._open("not attempted", text)


class NumberExercise(Exercise):
    """An exercise whose answer is a number, a list or table of numbers, or words."""

    def __init__(self, right, answer, **options):
        super().__init__(right, **options)
        self.answer = answer
        parameters = inspect.signature(right).parameters
        self.given = {name: p.default for name, p in parameters.items()}
        self.check = f"bp.check.{self.name}({answer})"
        self.stub = f"{answer} = ..."

    @property
    def solution(self):
        """The numbers given, and the line that works out the answer."""
        lines = [f"{name} = {value!r}" for name, value in self.given.items()]
        work = source.body(self.right).replace("return ", f"{self.answer} = ")
        return source.with_imports("\n".join([*lines, work]))

    def _mark(self, answer, own):
        if is_stub(answer):
            return self._unattempted(
                f"Put your answer in the place of the three dots: {self.stub}"
            )
        given = self._with_own(own)
        if isinstance(given, Verdict):
            return given
        answer = form(answer, self._like(self.given.values()))
        if self._forms(self.right, [given])[0] is FAILED:
            raise WrongKind(
                f"From your {', '.join(own)} no answer follows; look there first."
            )
        verdict = self._judge([answer], [given])
        if own and not verdict.correct:  # right for the numbers of the lesson
            usual = self._judge([answer], [list(self.given.values())])
            return usual if usual.correct else verdict
        return verdict

    def _with_own(self, own):
        """The numbers given, with the learner's own earlier ones in their place."""
        for name, value in own.items():
            if name not in self.given:
                return self._wrong(
                    f"There is no {name} in this exercise; it can be marked from your "
                    f"own {', '.join(self.given)}."
                )
            if is_stub(value):
                return self._unattempted(f"Work out {name} first; it is still missing.")
        numbers = []
        for name, usual in self.given.items():
            value = form(own.get(name, usual), as_form(usual))
            if _shape(value) != _shape(as_form(usual)):
                raise WrongKind(f"Your {name} must be {described(as_form(usual))}.")
            numbers.append(float(value) if np.ndim(usual) == 0 else value)
        return numbers

    def _wanted(self):
        like = self._like(self.given.values())
        return f"{described(like).capitalize()} is wanted."

    def _closer(self):
        return (
            "Within a few per cent. Keep four digits on the way and round at the end."
        )


def number(answer, hints, tolerance=DONE_BY_HAND, seen_as=None, then=""):
    """Make an exercise of a function of the numbers given.

    answer     the variable that the learner's cell sets
    hints      sentences, the gentlest first
    tolerance  how far off an answer worked out by hand may be
    seen_as    function (answer, …numbers given) of what is compared in its place
    then       what is said of a right answer
    """

    def declare(right):
        return NumberExercise(
            right,
            answer,
            tolerance=tolerance,
            close=SLIGHTLY,
            hints=hints,
            seen_as=seen_as,
            then=then,
        )

    return declare


def as_form(value):
    """What an exercise itself works out, as a form."""
    if isinstance(value, tuple) and any(
        isinstance(v, str) or np.ndim(v) for v in value
    ):
        return tuple(as_form(v) for v in value)
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, str):
        return value
    return np.asarray(value, dtype=np.float64)


def _attempt(function, arguments, like):
    try:
        with np.errstate(all="ignore"):
            return form(function(*arguments), like(arguments))
    except Exception:
        return FAILED


def _shape(value):
    if isinstance(value, tuple):
        return tuple(_shape(v) for v in value)
    return value.shape if isinstance(value, np.ndarray) else type(value)
