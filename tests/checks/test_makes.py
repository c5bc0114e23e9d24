"""A right answer is right in any make of number, array or list."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import bpcore as bp
from bpcore.checks.exercise import NumberExercise
from bpcore.course.exercises import everything

NUMBERS = [ex for ex in everything().values() if isinstance(ex, NumberExercise)]
FUNCTIONS = [ex for ex in everything().values() if ex not in NUMBERS]
NUMERIC = [ex for ex in NUMBERS if ex.name not in ("diagnose", "what_next")]
WHOLE = {"epochs_to_halve", "what_would_tell"}


def right(ex):
    [case] = ex.cases()
    return np.asarray(ex.right(*case))


def of_each(make):
    """An array, or one number, in which each value is made anew."""
    return lambda value: (
        make(float(value)) if not value.ndim else [make(float(v)) for v in value]
    )


MAKES = {
    "float32": lambda value: value.astype(np.float32),
    "float16": lambda value: value.astype(np.float16),
    "longdouble": lambda value: value.astype(np.longdouble),
    "array": lambda value: value,
    "scalar": lambda value: value[()],
    "list": lambda value: value.tolist(),
    "tuple": lambda value: tuple(value.tolist()) if value.ndim else float(value),
    "read-only": lambda value: np.broadcast_to(value, value.shape),
    "0-d parts": of_each(np.array),
    "Decimal": of_each(lambda v: Decimal(f"{v:.10g}")),
    "Fraction": of_each(Fraction),
    "Series": lambda value: pd.Series(value) if value.ndim else value,
    "nullable": lambda value: (
        pd.Series(value, dtype="Float64") if value.ndim else value
    ),
    "matrix": lambda value: value.view(np.matrix) if value.ndim == 2 else value,
    "masked": np.ma.masked_array,
}


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("ex", NUMERIC, ids=lambda ex: ex.name)
def test_a_right_number_is_right_in_any_make(ex, make):
    verdict = ex(MAKES[make](right(ex)))
    assert verdict.correct, verdict


@pytest.mark.parametrize("make", [int, np.int8, np.uint64, Decimal, np.array, float])
def test_a_whole_number_is_right_in_any_make(make):
    assert bp.check.epochs_to_halve(make(5)).correct


@pytest.mark.parametrize("make", [list, tuple, np.array, pd.Series])
def test_words_are_right_in_any_container(make):
    words = bp.check.diagnose.right()
    assert bp.check.diagnose(make(words)).correct
    assert bp.check.diagnose(make([f" {w.upper()} " for w in words])).correct


def in_float32(value):
    if isinstance(value, np.ndarray) and value.dtype == float:
        return value.astype(np.float32)
    return np.float32(value) if isinstance(value, float) else value


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("ex", FUNCTIONS, ids=lambda ex: ex.name)
def test_a_right_function_is_right_in_float32(ex, seed):
    """All of it: what comes in, what is worked out, and what is returned."""

    def rounded(*arguments):
        return ex.right(*map(in_float32, arguments))

    verdict = ex.mark(lambda *arguments: rounded(*arguments), seed)
    assert verdict.correct, verdict


@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("ex", FUNCTIONS, ids=lambda ex: ex.name)
def test_a_slip_in_float32_is_named_all_the_same(ex, seed):
    for mistake in ex.mistakes:
        verdict = ex.mark(lambda *a, m=mistake: slipped(m, a), seed)
        assert mistake.name in verdict.mistakes, (mistake.name, verdict)


def slipped(mistake, arguments):
    value = mistake.gives(*arguments)
    if isinstance(value, tuple):
        return tuple(map(in_float32, value))
    return in_float32(value)


@pytest.mark.parametrize("make", [bool, np.bool_, np.array])
def test_a_truth_value_is_right_in_any_make(make):
    ex = bp.check.min_change_met
    assert ex(lambda *arguments: make(ex.right(*arguments))).correct


@pytest.mark.parametrize("make", ["list", "tuple", "Decimal", "Series", "longdouble"])
@pytest.mark.parametrize("name", ["best_rate", "spread"])
def test_a_function_may_return_any_make(name, make):
    ex = getattr(bp.check, name)
    verdict = ex(lambda *a: MAKES[make](np.array(ex.right(*a), dtype=float)))
    assert verdict.correct, verdict
