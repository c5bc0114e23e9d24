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

An exercise of a lesson has two hints or more, and four mistakes or more.
"""

import inspect

import numpy as np

from bpcore.checks import sandbox, source
from bpcore.checks.forms import (
    LONGEST,
    WrongKind,
    as_form,
    described,
    form,
    is_stub,
    read,
    shape_of,
)
from bpcore.checks.judging import FAILED, Mistake, Tolerance, recognised, worst
from bpcore.checks.plain import plain
from bpcore.checks.verdict import Verdict

SEED = 1  # of the inputs that an answer is tried on
DONE_BY_HAND = Tolerance(0.01, 0.00051)  # three digits on the way, three decimals
SLIGHTLY = 3  # tolerances within which a number is called close


class Exercise:
    """Something to work out, and what is known about the ways to get it wrong.

    Call it with the answer: ``bp.check.output_error(my_answer)`` returns a Verdict.
    ``.task`` says what to do (markdown, mathematics as ``$…$``), ``.stub`` is what the
    learner's cell holds at first, ``.check`` the line that checks it, ``.cell`` the two
    together, ``.solution`` what stands folded below.
    """

    between = "\n\n"  # what stands between the stub and the check
    opening = "This is what comes out when "  # what a mistake's words end

    def __init__(self, right, tolerance, close, hints, seen_as, then):
        self.name = right.__name__
        self.__module__ = right.__module__
        self.task = inspect.cleandoc(right.__doc__)
        self.__doc__ = plain(self.task)
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
        return self.__doc__

    def _repr_markdown_(self):
        """The task where mathematics can be typeset."""
        return self.task

    @property
    def cell(self):
        """What the lesson's code cell holds: the stub, and the line that checks it."""
        return f"{self.stub}{self.between}{self.check}"

    def __call__(self, *answer, **own):
        """Mark an answer.  Whatever is handed in, a Verdict comes back."""
        if len(answer) > 1:
            return self._wrong(
                f"Hand over one thing, {self.answer}; these are {len(answer)}. "
                "Put several numbers into one list."
            )
        return self.mark(answer[0] if answer else None, own=own)

    def mark(self, answer, seed=SEED, own=None):
        """The Verdict on an answer, tried on the inputs that a seed gives.

        own   the learner's earlier answers, {name: value}, to mark it from
        """
        try:
            return self._mark(answer, self.cases(seed), own or {})
        except WrongKind as wrong:
            return self._wrong(str(wrong))

    def _look(self, at, *answer):
        """What a look at an answer gives; WrongKind for one that defends itself."""
        outcome = sandbox.run(at, answer)
        if outcome.trouble:
            what = "does not end" if outcome.endless else f"raises {outcome.raised}"
            raise WrongKind(
                f"This cannot be checked: looking at it {what}. {self._wanted()}"
            )
        return outcome.value

    def _read(self, answer, like):
        """The form of an answer, or WrongKind."""
        value, trouble = self._look(read, answer, like)
        if trouble:
            raise WrongKind(trouble)
        return value

    def worked_out(self, function, cases):
        """What a function gives on every case, in the form in which it is compared.

        function   the right one, or what a mistake gives
        cases      lists of arguments
        FAILED stands where it raises.
        """
        forms = [_attempt(function, case, self._like) for case in cases]
        return self.compared(forms, cases)

    def compared(self, forms, cases):
        """Forms as they are compared: increments, say, in the place of weights."""
        if self.seen_as is None:
            return forms
        return [
            f if f is FAILED else self._seen_one(f, case)
            for f, case in zip(forms, cases, strict=True)
        ]

    def _verdict(self, answers, cases):
        """The verdict on forms, one for each case."""
        rights = self.worked_out(self.right, cases)
        answers = self.compared(answers, cases)
        if worst(answers, rights, self.tolerance) <= 1.0:
            return Verdict("correct", self.then)
        values = [(m, self.worked_out(m.gives, cases)) for m in self.mistakes]
        found = recognised(answers, rights, values, self.tolerance)
        if found:
            says = self.opening + ", or when ".join(m.says for m in found)
            names = tuple(m.name for m in found)
            return self._open("mistake", f"{says[0].upper()}{says[1:]}.", names)
        for answer, right in zip(answers, rights, strict=True):
            if answer is not FAILED and shape_of(answer) != shape_of(right):
                raise WrongKind(
                    f"{described(right).capitalize()} is wanted; "
                    f"this is {described(answer)}."
                )
        if worst(answers, rights, self.close) <= 1.0:
            return self._open("close", self._closer())
        return self._open("not yet", "This is another answer, and no usual slip's.")

    def _like(self, case):
        return as_form(self.right(*case))

    def _seen_one(self, value, case):
        if shape_of(value) != shape_of(self._like(case)):
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

    def __init__(self, right, answer, follows=(), **options):
        super().__init__(right, **options)
        self.answer = answer
        self.follows = tuple(follows)
        parameters = inspect.signature(right).parameters
        self.given = {name: p.default for name, p in parameters.items()}
        earlier = [exercise.answer for exercise in self.follows]
        for name in earlier:
            if name not in self.given:
                raise ValueError(
                    f"{self.name} follows an exercise whose answer is {name}; one of "
                    f"its own numbers must bear that name, not {', '.join(self.given)}."
                )
        handed = ", ".join([answer, *(f"{name}={name}" for name in earlier)])
        self.check = f"bp.check.{self.name}({handed})"
        self.stub = f"{answer} = ..."

    @property
    def solution(self):
        """The numbers that it takes, and the line that works out the answer.

        What an earlier exercise has worked out is not set a second time.
        """
        used = source.names(self.right) - {e.answer for e in self.follows}
        lines = [f"{n} = {value!r}" for n, value in self.given.items() if n in used]
        work = source.body(self.right).replace("return ", f"{self.answer} = ")
        return source.with_imports("\n".join([*lines, work]))

    def cases(self, seed=SEED):
        """The numbers given: the one case there is, whatever the seed."""
        return [[_number(as_form(value)) for value in self.given.values()]]

    def _mark(self, answer, cases, own):
        if is_stub(answer):
            return self._unattempted(
                f"Put your answer in the place of the three dots: {self.stub}"
            )
        given = self._with_own(own, *cases)
        if isinstance(given, Verdict):
            return given
        answer = self._read(answer, self._like(*cases))
        if self.worked_out(self.right, [given])[0] is FAILED:
            raise WrongKind(
                f"From your {', '.join(own)} no answer follows; look there first."
            )
        verdict = self._verdict([answer], [given])
        if own and not verdict.correct:  # right for the numbers of the lesson
            usual = self._verdict([answer], cases)
            return usual if usual.correct else verdict
        return verdict

    def _with_own(self, own, given):
        """The numbers given, with the learner's own earlier ones in their place."""
        numbers = dict(zip(self.given, given, strict=True))
        for name, value in own.items():
            if name not in numbers:
                return self._wrong(
                    f"There is no {name[:LONGEST]} in this exercise; it can be marked "
                    f"from your own {', '.join(numbers)}."
                )
            if is_stub(value):
                return self._unattempted(f"Work out {name} first; it is still missing.")
            like = as_form(numbers[name])
            number, trouble = self._look(read, value, like)
            if trouble or shape_of(number) != shape_of(like):
                return self._wrong(f"Your {name} must be {described(like)}.")
            numbers[name] = _number(number)
        return list(numbers.values())

    def _wanted(self):
        like = self._like(*self.cases())
        return f"{described(like).capitalize()} is wanted."

    def _closer(self):
        return (
            "Within a few per cent. Keep four digits on the way and round at the end."
        )


def number(answer, hints, tolerance=DONE_BY_HAND, seen_as=None, then="", follows=()):
    """Make an exercise of a function of the numbers given.

    answer     the variable that the learner's cell sets
    hints      sentences, the gentlest first
    tolerance  how far off an answer worked out by hand may be
    seen_as    function (answer, …numbers given) of what is compared in its place
    then       what is said of a right answer
    follows    earlier exercises of the lesson: the number given that bears the name of
               one's answer is taken from what the learner has worked out there
    """

    def declare(right):
        return NumberExercise(
            right,
            answer,
            tolerance=tolerance,
            close=tolerance.times(SLIGHTLY),
            hints=hints,
            seen_as=seen_as,
            then=then,
            follows=follows,
        )

    return declare


def _number(value):
    """A form as a function takes it: one number is a float."""
    return float(value) if np.ndim(value) == 0 else value


def _attempt(function, arguments, like):
    try:
        with np.errstate(all="ignore"):
            return form(function(*arguments), like(arguments))
    except Exception:
        return FAILED
