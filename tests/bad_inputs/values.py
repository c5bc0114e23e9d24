"""Odd values: a name for the table, and how to make one afresh."""

import datetime
import decimal
import itertools
import pathlib
import warnings
from fractions import Fraction

import numpy as np

LONG = "long " * 2000


class Failing:
    """Fails at one touch, or at every one."""

    def __init__(self, *names):
        self.names = names


def _fails(self, *_, **__):
    raise RuntimeError("hands off")


def failing(*names):
    """An object whose methods of these names, or all of TOUCHES, raise RuntimeError."""
    return type("Failing", (), dict.fromkeys(names or TOUCHES, _fails))()


TOUCHES = (
    "__repr__", "__str__", "__bool__", "__len__", "__iter__", "__eq__", "__array__",
    "__float__", "__index__", "__int__", "__getattr__", "__getitem__", "__format__",
)  # fmt: skip


class Long:
    """Says that it is longer than anything could be."""

    def __len__(self):
        return 2**62

    def __getitem__(self, place):
        return 0.5


class Own(np.ndarray):
    """A subclass of array, as units and images are."""


class Word(str):
    """A subclass of text."""


def _itself():
    items = [1.0]
    items.append(items)
    return items


def _deep(levels):
    items = [1.0]
    for _ in range(levels):
        items = [items]
    return items


def _read_only(array):
    array.flags.writeable = False
    return array


def _matrix():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.asmatrix(np.eye(2))


def _pandas(make):
    def made():
        import pandas

        return make(pandas)

    return made


# What some arguments may well take: numbers and arrays in unusual clothes.
UNUSUAL = {
    "None": lambda: None, "True": lambda: True, "-1": lambda: -1, "0": lambda: 0,
    "-0.0": lambda: -0.0, "1": lambda: 1, "3": lambda: 3, "0.5": lambda: 0.5,
    "5e-324": lambda: 5e-324, "1e308": lambda: 1e308, "2**40": lambda: 2**40,
    "2**63": lambda: 2**63, "10**5000": lambda: 10**5000,
    "10**400": lambda: 10**400, "-10**400": lambda: -(10**400),
    "np.float32(0.5)": lambda: np.float32(0.5), "np.int8(1)": lambda: np.int8(1),
    "np.float16(0.5)": lambda: np.float16(0.5), "np.True_": lambda: np.True_,
    "np.longdouble(0.5)": lambda: np.longdouble(0.5),
    "Fraction(1, 2)": lambda: Fraction(1, 2),
    "Decimal('0.5')": lambda: decimal.Decimal("0.5"),
    "np.array(0.5)": lambda: np.array(0.5), "np.array([0.5])": lambda: np.array([0.5]),
    "[[], []]": lambda: [[], []], "[1e308, 1e308]": lambda: [1e308, 1e308],
    "float16 array": lambda: np.ones(2, dtype=np.float16), "[]": list,
    "()": lambda: (), "[[]]": lambda: [[]], "[0.5]": lambda: [0.5],
    "[1, 0]": lambda: [1, 0], "[[1, 0], [0, 1]]": lambda: [[1, 0], [0, 1]],
    "[True]": lambda: [True], "range(3)": lambda: range(3),
    "np.zeros((0, 3))": lambda: np.zeros((0, 3)), "np.zeros(0)": lambda: np.zeros(0),
    "np.zeros((3, 0))": lambda: np.zeros((3, 0)),
    "np.zeros((2, 2, 2))": lambda: np.zeros((2, 2, 2)),
    "np.ones((1, 1))": lambda: np.ones((1, 1)),
    "object array of numbers": lambda: np.array([[1, 0.5], [0, 1]], dtype=object),
    "masked, nothing hidden": lambda: np.ma.array([[1.0, 0.0], [0.0, 1.0]]),
    "np.matrix": _matrix,
    "subclass of ndarray": lambda: np.eye(2).view(Own),
    "read-only array": lambda: _read_only(np.eye(2)),
    "view with gaps": lambda: np.eye(4)[::2, ::2],
    "turned array": lambda: np.asfortranarray(np.arange(4.0).reshape(2, 2))[::-1],
    "big-endian array": lambda: np.eye(2).astype(">f8"),
    "1e39 array": lambda: np.full((2, 2), 1e39), "bytearray": lambda: bytearray(b"12"),
    "memoryview": lambda: memoryview(b"12"),
    "bool array": lambda: np.eye(2, dtype=bool),
    "Series": _pandas(lambda pd: pd.Series([1.0, 0.0])),
    "Index": _pandas(lambda pd: pd.Index([1, 2])),
    "DataFrame": _pandas(lambda pd: pd.DataFrame({"a": [1.0, 0], "b": [0.0, 1]})),
    "a function": lambda: lambda *_, **__: 0.5, "''": lambda: "",
    "'text'": lambda: "text", "subclass of text": lambda: Word("text"),
    "text of 10,000 letters": lambda: LONG, "'0.5'": lambda: "0.5",
    "surrogate": lambda: "\ud800", "'$_{'": lambda: "$_{", "'<b>'": lambda: "<b>",
    "'a\\nb'": lambda: "a\nb\n\tc", "'\\0'": lambda: "\0", "{}": dict,
}  # fmt: skip

# What no argument but free text can take.
WRONG = {
    "...": lambda: ..., "NotImplemented": lambda: NotImplemented,
    "nan": lambda: float("nan"), "inf": lambda: float("inf"),
    "-inf": lambda: float("-inf"), "1 + 2j": lambda: 1 + 2j,
    "Decimal('NaN')": lambda: decimal.Decimal("NaN"),
    "Decimal('sNaN')": lambda: decimal.Decimal("sNaN"),
    "b'bytes'": lambda: b"bytes", "object()": object,
    "class": lambda: Failing, "module": lambda: itertools,
    "exception": lambda: ValueError("mine"), "path": lambda: pathlib.Path("nowhere"),
    "generator": lambda: (x for x in [1.0, 0.0]), "map": lambda: map(float, "10"),
    "endless iterator": lambda: itertools.repeat(1),
    "endless counter": lambda: itertools.count(),
    "range(10**12)": lambda: range(10**12), "range(10**30)": lambda: range(10**30),
    "very long object": Long, "{'a': 1}": lambda: {"a": 1}, "set": lambda: {1, 2},
    "frozenset": lambda: frozenset([1]), "ragged list": lambda: [[1.0, 2], [3]],
    "list with text": lambda: [[1.0, "x"], [2, 3]], "[None]": lambda: [None],
    "[[None, 1]]": lambda: [[None, 1]], "[nan]": lambda: [float("nan")],
    "[[nan, 1]]": lambda: [[float("nan"), 1]], "[10**400]": lambda: [10**400],
    "[[10**400, 1]]": lambda: [[10**400, 1]], "[object()]": lambda: [object()],
    "['text']": lambda: ["text"], "[1j]": lambda: [1j], "[...]": lambda: [...],
    "list of a set": lambda: [{1, 2}], "list of failing objects": lambda:
    [failing()], "list in itself": _itself, "list 100 deep": lambda: _deep(100),
    "list 2000 deep": lambda: _deep(2000),
    "longdouble beyond float": lambda: np.array([np.longdouble(1e308) * 10, 1]),
    "np.nan array": lambda: np.full((2, 2), np.nan),
    "inf array": lambda: np.full((2, 2), np.inf),
    "complex array": lambda: np.eye(2) * 1j, "text array": lambda: np.array([["a"]]),
    "bytes array": lambda: np.array([b"a"]), "np.bytes_": lambda: np.bytes_(b"x"),
    "datetime64": lambda: np.datetime64("2024-01-01"),
    "datetime array": lambda: np.array(["2024-01-01"], dtype="M8[D]"),
    "timedelta64": lambda: np.timedelta64(1, "D"), "date": lambda:
    datetime.date(2024, 1, 1), "structured array": lambda: np.zeros(2, "f8, i4"),
    "object array": lambda: np.array([[object(), 1]], dtype=object),
    "empty object array": lambda: np.empty((2, 2), dtype=object),
    "masked array": lambda: np.ma.array([[1.0, 2], [3, 4]], mask=[[0, 1], [0, 0]]),
    "np.ma.masked": lambda: np.ma.masked,
    "10**12 cells": lambda: np.broadcast_to(0.5, (10**6, 10**6)),
    "2**40 cells": lambda: np.broadcast_to(0.5, (2**40,)),
    "20 dimensions": lambda: np.ones((1,) * 20),
    "pd.NA": _pandas(lambda pd: pd.NA), "pd.NaT": _pandas(lambda pd: pd.NaT),
    "Series with NA": _pandas(lambda pd: pd.Series([1, pd.NA], dtype="Int64")),
    "Series of text": _pandas(lambda pd: pd.Series(["a", "b"])),
    "DataFrame with NaN": _pandas(lambda pd: pd.DataFrame({"a": [1.0, np.nan]})),
    "DataFrame of text": _pandas(lambda pd: pd.DataFrame({"a": ["x"], "b": [1]})),
    "empty DataFrame": _pandas(lambda pd: pd.DataFrame()),
    "Categorical": _pandas(lambda pd: pd.Categorical(["a", "b"])),
    "Timestamp": _pandas(lambda pd: pd.Timestamp("2024-01-01")),
    **{f"failing {name}": lambda name=name: failing(name) for name in TOUCHES},
    "failing at every touch": lambda: failing(),
}  # fmt: skip

ODD = {**UNUSUAL, **WRONG}
