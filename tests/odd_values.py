"""Values that nobody should hand in, by name; what takes them refuses or uses them."""

import decimal
import fractions
import itertools
import warnings

import numpy as np


class Rude:
    """An object that fails at whatever is asked of it."""

    def __repr__(self):
        raise RuntimeError("no name")

    def __array__(self, *_, **__):
        raise RuntimeError("no array")

    def __index__(self):
        raise RuntimeError("no index")

    def __float__(self):
        raise RuntimeError("no float")

    def __len__(self):
        raise RuntimeError("no length")

    def __bool__(self):
        raise RuntimeError("no truth")

    def __eq__(self, _):
        raise RuntimeError("no equality")

    __hash__ = None


def _endless():
    nested = [1.0]
    nested.append(nested)
    return nested


def _deep():
    nested = 1.0
    for _ in range(100):
        nested = [nested]
    return nested


# Each makes a new one, so that none is used up.
ODD = {
    "None": lambda: None,
    "True": lambda: True,
    "a word": lambda: "abc",
    "no words": lambda: "",
    "a long word": lambda: "x" * 10_000,
    "a word with lines": lambda: "a\nb\n\tc",
    "bytes": lambda: b"abc",
    "0": lambda: 0,
    "-1": lambda: -1,
    "2.5": lambda: 2.5,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("inf"),
    "1e308": lambda: 1e308,
    "10**400": lambda: 10**400,
    "10**5000": lambda: 10**5000,
    "-10**400": lambda: -(10**400),
    "10**20": lambda: 10**20,
    "a complex number": lambda: 1 + 2j,
    "a decimal": lambda: decimal.Decimal("0.5"),
    "a fraction": lambda: fractions.Fraction(1, 3),
    "an object": lambda: object(),
    "a rude object": lambda: Rude(),
    "rude objects": lambda: [Rude(), Rude()],
    "a class": lambda: int,
    "a function": lambda: len,
    "a module": lambda: np,
    "an empty list": list,
    "an empty tuple": lambda: (),
    "lists of nothing": lambda: [[], []],
    "a ragged list": lambda: [[1.0, 2.0], [3.0]],
    "a list of words": lambda: ["a", "b"],
    "a list of None": lambda: [None, 1.0],
    "a list with a nan": lambda: [1.0, float("nan")],
    "a list of huge numbers": lambda: [10**400, 1],
    "a list of large numbers": lambda: [1e308, 1e308],
    "a list of itself": _endless,
    "a deep list": _deep,
    "a dict": lambda: {"a": 1.0},
    "a set": lambda: {1.0, 2.0},
    "a generator": lambda: (i for i in range(3)),
    "an endless iterator": lambda: itertools.count(),
    "a range": lambda: range(2),
    "three dimensions": lambda: np.ones((2, 2, 2)),
    "no dimensions": lambda: np.array(1.0),
    "an array of objects": lambda: np.array([object(), 1], dtype=object),
    "an array of words": lambda: np.array(["a", "b"]),
    "an array of dates": lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
    "an array of records": lambda: np.zeros(2, dtype=[("a", float), ("b", int)]),
    "a masked array": lambda: np.ma.array([1.0, 2.0], mask=[True, False]),
    "a matrix": lambda: _quiet_matrix(),
    "long floats": lambda: np.array([np.longdouble(1e308) * 10, 1]),
    "float16": lambda: np.ones(2, dtype=np.float16),
    "more cells than memory": lambda: np.broadcast_to(0.5, (10**6, 10**6)),
    "a longer row than memory": lambda: np.broadcast_to(0.5, (10**12,)),
    "a longer range than memory": lambda: range(10**12),
    "no rows": lambda: np.zeros((0, 2)),
    "no columns": lambda: np.zeros((2, 0)),
}


def _quiet_matrix():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.matrix([[1.0, 2.0]])


def with_pandas():
    """The odd values, and those that pandas has."""
    try:
        import pandas as pd
    except ImportError:
        return ODD
    return ODD | {
        "pd.NA": lambda: pd.NA,
        "a frame": lambda: pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]}),
        "a frame of words": lambda: pd.DataFrame({"a": ["x", "y"], "b": [1, 2]}),
        "a frame with gaps": lambda: pd.DataFrame({"a": [1.0, None], "b": [1, 2]}),
        "a series": lambda: pd.Series([1.0, 0.0]),
        "a series with NA": lambda: pd.Series([1, pd.NA], dtype="Int64"),
        "an index": lambda: pd.Index([1, 2]),
        "a categorical": lambda: pd.Categorical(["a", "b"]),
    }


def answer(call, name):
    """How a call answers an odd argument: (word, what is wrong with it).

    "result" and "refusal" are right, the latter as one sentence that names the
    argument; all else is a "fault".
    """
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            call()
        except (TypeError, ValueError) as refusal:
            text = str(refusal)
            if name not in text:
                return "fault", f"does not name {name}: {text}"
            if "\n" in text or not text.endswith(".") or len(text) > 400:
                return "fault", f"is no sentence: {text[:500]}"
            return "refusal", ""
        except Exception as foreign:
            return "fault", f"{type(foreign).__name__}: {foreign}"
    foreign = [w for w in seen if w.category is not UserWarning]
    return ("fault", f"warns: {foreign[0].message}") if foreign else ("result", "")
