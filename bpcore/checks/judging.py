"""How far answers lie from right and wrong ones, and which mistake explains them."""

from dataclasses import dataclass

import numpy as np

APART = 5.0  # tolerances between the right answer and a mistake that is named
FAILED = object()  # the place of a value that could not be worked out


@dataclass(frozen=True)
class Tolerance:
    """How far an answer may lie from a value: a share of it, or a fixed distance.

    In an array no element needs to be closer than a tenth of what the largest may be
    off, so that a 0 among the right answers may be a rounded 0.
    """

    relative: float
    absolute: float = 1e-12

    def around(self, value):
        size = np.abs(value)
        size = np.maximum(size, 0.1 * np.max(size, initial=0.0))
        return np.maximum(self.relative * size, self.absolute)

    def times(self, factor):
        """So many times this tolerance."""
        return Tolerance(factor * self.relative, factor * self.absolute)


def distance(answer, value, tolerance):
    """Tolerances between two forms at their worst place; infinite if shapes differ."""
    if isinstance(value, tuple):
        if not isinstance(answer, tuple) or len(answer) != len(value):
            return np.inf
        pairs = zip(answer, value, strict=True)
        return max(distance(a, v, tolerance) for a, v in pairs)
    if isinstance(value, bool | str):
        return 0.0 if type(answer) is type(value) and answer == value else np.inf
    if not isinstance(answer, np.ndarray) or answer.shape != value.shape:
        return np.inf
    with np.errstate(over="ignore"):  # so far off that the distance is infinite
        off = np.abs(answer - value) / tolerance.around(value)
    return float(np.max(off, initial=0.0))


@dataclass(frozen=True)
class Mistake:
    """A typical mistake: its name, what is said of it, and what it gives.

    says    ends the sentence "This is what comes out when …" (of a decision it is
            the whole sentence)
    gives   function of the exercise's arguments; it may raise where the mistake would
    """

    name: str
    says: str
    gives: object


def recognised(answers, rights, mistakes, tolerance):
    """The mistakes that explain every answer given.

    answers, rights   forms, one for each input tried (an answer may be FAILED)
    mistakes          pairs (mistake, its forms on the same inputs)

    A mistake is named only if it gives what the learner gave on every input, lies
    five tolerances from the right answer on at least one of them, and is on none of
    the others neither here nor there.
    """
    return tuple(
        mistake
        for mistake, values in mistakes
        if all(_same(a, v, tolerance) for a, v in zip(answers, values, strict=True))
        and _apart(values, rights, tolerance)
    )


def separation(value, right, tolerance):
    """Tolerances between a mistake's value and the right one, the larger counting."""
    return min(distance(value, right, tolerance), distance(right, value, tolerance))


def worst(answers, rights, tolerance):
    """Tolerances between the answers and the right ones, where it is worst."""
    return max(
        np.inf if a is FAILED else distance(a, r, tolerance)
        for a, r in zip(answers, rights, strict=True)
    )


def _same(answer, value, tolerance):
    if answer is FAILED or value is FAILED:
        return answer is value
    return distance(answer, value, tolerance) <= 1.0


def _apart(values, rights, tolerance):
    telling = False
    for value, right in zip(values, rights, strict=True):
        if value is FAILED:
            continue
        gap = separation(value, right, tolerance)
        if gap >= APART:
            telling = True
        elif gap > 1e-3:
            return False
    return telling
