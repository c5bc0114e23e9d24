"""Answers brought into one form, and how far two of them are apart.

A form is a float array (a number is one without dimensions), a bool, a word (str), or
a tuple of forms.
"""

import inspect
import numbers
from dataclasses import dataclass

import numpy as np


class WrongKind(Exception):
    """An answer that cannot be compared at all; its words say why."""


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
        largest = size.max() if size.size else 0.0
        return np.maximum(
            self.relative * np.maximum(size, 0.1 * largest), self.absolute
        )


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
    return float(np.max(np.abs(answer - value) / tolerance.around(value), initial=0.0))


def is_stub(answer):
    """Whether this is what an untouched exercise holds."""
    return answer is None or answer is ... or answer is NotImplemented


def form(answer, like):
    """The answer in the form of ``like``, of any shape; raises WrongKind."""
    if isinstance(like, tuple):
        return _parts(answer, like)
    if isinstance(like, bool):
        if isinstance(answer, bool | np.bool_):
            return bool(answer)
        if isinstance(answer, np.ndarray) and answer.dtype == bool:
            raise WrongKind(
                f"One True or False is wanted; this is an array of {answer.size} of "
                "them. Python's all(…) or any(…) makes one of many."
            )
        raise WrongKind(f"True or False is wanted; this is {kind(answer)}.")
    if isinstance(like, str):
        if isinstance(answer, str):
            return answer.strip().lower()
        raise WrongKind(f"A word in quotes is wanted; this is {kind(answer)}.")
    return _numbers(answer, like)


def described(value):
    """What a form is, in words: "one number", "a list of 3 numbers" …"""
    if isinstance(value, tuple):
        if _words(value):
            return f"a list of {len(value)} words"
        return f"{len(value)} things ({', '.join(map(described, value))})"
    if isinstance(value, bool):
        return "True or False"
    if isinstance(value, str):
        return "a word"
    if value.ndim == 0:
        return "one number"
    if value.ndim == 1:
        return f"a list of {len(value)} numbers"
    if value.ndim == 2:
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    return f"an array of shape {value.shape}"


def kind(answer):
    """A noun for anything at all."""
    if isinstance(answer, str):
        return "text"
    if isinstance(answer, bool | np.bool_):
        return "a truth value (True or False)"
    if is_stub(answer):
        return "nothing yet"
    if inspect.isgenerator(answer) or inspect.iscoroutine(answer):
        answer.close()
        return "a function that has not run (return, not yield or async, ends it)"
    if callable(answer):
        return "a function"
    name = type(answer).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def _parts(answer, like):
    wanted = f"Wanted: {described(like)}, separated by commas"
    if not isinstance(answer, tuple | list):
        raise WrongKind(f"{wanted}; this is {kind(answer)}.")
    if len(answer) != len(like):
        raise WrongKind(f"{wanted}; these are {len(answer)}.")
    parts = tuple(form(a, part) for a, part in zip(answer, like, strict=True))
    if _words(like):
        known = sorted(set(like))
        for word in sorted(set(parts) - set(known)):
            raise WrongKind(f'"{word}" is none of the words: {", ".join(known)}.')
    return parts


def _words(parts):
    return all(isinstance(part, str) for part in parts)


def _numbers(answer, like):
    wanted = "One number" if like.ndim == 0 else f"{described(like).capitalize()}"
    if isinstance(answer, str | bool | np.bool_ | dict | set) or callable(answer):
        raise WrongKind(f"{wanted} is wanted; this is {kind(answer)}.")
    if like.ndim == 0 and isinstance(answer, tuple) and len(answer) == 1:
        raise WrongKind(
            f"{wanted} is wanted; this is a tuple of one. Is there a comma at the end "
            "of the line?"
        )
    try:
        array = np.asarray(answer)
    except Exception:
        raise WrongKind(
            f"{wanted} is wanted; this cannot be read as numbers (are all rows equally "
            "long?)."
        ) from None
    if array.dtype == object:
        array = _one_by_one(array, answer, wanted)
    if array.dtype.kind == "c":
        raise WrongKind(f"{wanted} is wanted; this is complex (it holds a j).")
    if array.dtype.kind not in "iuf":
        what = {"b": "truth values", "U": "text", "S": "text"}.get(array.dtype.kind)
        raise WrongKind(f"{wanted} is wanted; this holds {what or array.dtype}.")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        odd = "NaN (not a number)" if np.isnan(array).any() else "infinity"
        raise WrongKind(f"{wanted} is wanted; this is or holds {odd}.")
    return array


def _one_by_one(array, answer, wanted):
    """Fractions and decimals count as numbers; anything else does not."""
    if array.ndim == 0 and not isinstance(answer, numbers.Number):
        raise WrongKind(f"{wanted} is wanted; this is {kind(answer)}.")
    for value in array.ravel():
        if is_stub(value):
            raise WrongKind(f"{wanted} is wanted; a part of it is still missing.")
        if isinstance(value, bool | str) or not isinstance(value, numbers.Number):
            raise WrongKind(f"{wanted} is wanted; this holds {kind(value)}.")
    try:
        return array.astype(np.float64)
    except Exception:
        raise WrongKind(f"{wanted} is wanted; this holds other things.") from None
