"""Answers of any make brought into one form.

A form is a float array (a number is one without dimensions), a bool, a word (str), or
a tuple of forms.
"""

import inspect
import numbers

import numpy as np

from bpcore.inputs import counted

MOST = 100_000  # numbers in an answer: what holds more is not read
LONGEST = 200  # characters of a learner's words that a sentence repeats


class WrongKind(Exception):
    """An answer that cannot be compared at all; its words say why."""


def is_stub(answer):
    """Whether this is what an untouched exercise holds."""
    return answer is None or answer is ... or answer is NotImplemented


def read(answer, like):
    """(the form of an answer, ""), or (None, what is wrong with it)."""
    try:
        return form(answer, like), ""
    except WrongKind as wrong:
        return None, str(wrong)


def form(answer, like):
    """The answer in the form of ``like``, of any shape; raises WrongKind."""
    if isinstance(like, tuple):
        return _parts(answer, like)
    if isinstance(like, bool):
        if isinstance(answer, np.ndarray) and not answer.ndim:
            answer = answer[()]
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
            return str.strip(answer[:LONGEST]).lower()
        raise WrongKind(f"A word in quotes is wanted; this is {kind(answer)}.")
    return _numbers(answer, like)


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


def shape_of(value):
    """What two forms share that can be compared."""
    if isinstance(value, tuple):
        return tuple(shape_of(v) for v in value)
    return value.shape if isinstance(value, np.ndarray) else type(value)


def described(value):
    """What a form is, in words: "one number", "a list of 3 numbers" …"""
    if isinstance(value, tuple):
        if _words(value):
            return f"a list of {counted(len(value), 'word')}"
        return f"{len(value)} things ({', '.join(map(described, value))})"
    if isinstance(value, bool):
        return "True or False"
    if isinstance(value, str):
        return "a word"
    if value.ndim == 0:
        return "one number"
    if value.ndim == 1:
        return f"a list of {counted(len(value), 'number')}"
    if value.ndim == 2:
        rows, columns = value.shape
        return f"a table of {counted(rows, 'row')} and {counted(columns, 'column')}"
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
        if getattr(answer, "__name__", "") == "<genexpr>":
            return (
                "values that are not worked out yet (in square brackets they are a "
                "list)"
            )
        return "a function that has not run (return, not yield or async, ends it)"
    if callable(answer):
        return "a function"
    name = name_of(type(answer))
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def name_of(kind):
    """The name of a class, whatever its metaclass makes of ``__name__``."""
    return type.__dict__["__name__"].__get__(kind)[:LONGEST]


def _parts(answer, like):
    wanted = f"Wanted: {described(like)}, separated by commas"
    if _words(like) and hasattr(answer, "tolist") and _room(answer, MOST) >= 0:
        answer = answer.tolist()  # an array of words, or a column
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
    many = f"{wanted} is wanted; this holds more than {MOST:,} items."
    if _room(answer, MOST) < 0:
        raise WrongKind(many)
    try:
        array = np.asarray(answer)
    except ValueError:
        raise WrongKind(
            f"{wanted} is wanted; this cannot be read as numbers (are all rows equally "
            "long?)."
        ) from None
    if array.size > MOST:
        raise WrongKind(many)
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


def _room(answer, most):
    """What is left of ``most`` items after an answer's; below 0 if it holds more."""
    if isinstance(answer, np.ndarray):
        return most - answer.size
    if not isinstance(answer, list | tuple):
        return most - _length(answer)
    if len(answer) > most:
        return -1
    for item in answer:
        most = _room(item, most)
        if most < 0:
            break
    return most


def _length(answer):
    if isinstance(answer, str | bytes):
        return 1
    try:
        return len(answer)
    except TypeError:
        return 1
    except OverflowError:
        return MOST + 1


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
    except OverflowError:
        raise WrongKind(f"{wanted} is wanted; this holds one far too large.") from None
    except Exception:
        raise WrongKind(f"{wanted} is wanted; this holds other things.") from None
