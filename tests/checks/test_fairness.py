"""Nobody is falsely accused: over many random answers, right and wrong."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpcore.checks.exercise import NumberExercise
from bpcore.checks.judging import APART, FAILED, distance, separation
from bpcore.course.exercises import everything

EXERCISES = list(everything().values())
NUMBERS = [
    ex
    for ex in EXERCISES
    if isinstance(ex, NumberExercise) and ex.name not in ("diagnose", "separates")
]
FUNCTIONS = [ex for ex in EXERCISES if not isinstance(ex, NumberExercise)]
COUNTED = {"epochs_to_halve"}  # its answer is whole: nothing to round


def three_digits(value):
    value = np.asarray(value, dtype=float)
    return np.vectorize(lambda v: float(f"{v:.3g}"))(value)


def own_numbers(ex, rng):
    """Other numbers than the lesson's, as earlier slips would leave them."""
    return {
        name: float(value * rng.uniform(0.5, 1.5))
        for name, value in ex.given.items()
        if np.ndim(value) == 0 and ex.name not in COUNTED
    }


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32), which=st.sampled_from(NUMBERS))
def test_a_right_answer_rounded_by_hand_is_right(seed, which):
    rng = np.random.Generator(np.random.PCG64(seed))
    own = own_numbers(which, rng)
    try:
        right = which.right(**{**which.given, **own})
    except ValueError:  # there is no net input that gives an output above 1
        assert which(0.5, **own).voice == "wrong kind"
    else:
        verdict = which(three_digits(right), **own)
        assert verdict.correct, (own, right, verdict)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32), which=st.sampled_from(FUNCTIONS))
def test_a_right_function_is_right_on_any_inputs(seed, which):
    assert which.mark(lambda *a: which.right(*a), seed).correct


def perturbed(value, rng, how):
    """A wrong answer of one of several makes; the right one's shape is kept."""
    if isinstance(value, tuple):
        return tuple(perturbed(v, rng, how) for v in value)
    if isinstance(value, bool):
        return bool(rng.integers(2))
    value = np.asarray(value, dtype=float)
    return (
        value * rng.uniform(-3, 3),
        value + rng.standard_normal(value.shape),
        rng.permutation(value.ravel()).reshape(value.shape) * 1.5,
        value**3,
        rng.uniform(-1, 1, value.shape),
    )[how]


def explains(ex, mistake, answers, cases):
    """Whether a mistake gives these answers, worked out apart from the framework."""
    rights = ex.worked_out(ex.right, cases)
    values = ex.worked_out(mistake.gives, cases)
    given = iter(answers)
    answers = ex.worked_out(lambda *case: next(given), cases)
    told = 0
    for answer, value, right in zip(answers, values, rights, strict=True):
        if value is FAILED or distance(answer, value, ex.tolerance) > 1:
            return False
        told += separation(value, right, ex.tolerance) >= APART
    return told > 0


@settings(max_examples=400, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    which=st.sampled_from(FUNCTIONS),
    how=st.integers(0, 4),
)
def test_a_wrong_function_is_accused_only_of_what_it_did(seed, which, how):
    rng = np.random.Generator(np.random.PCG64(seed))
    cases = which.cases()
    answers = [perturbed(which.right(*case), rng, how) for case in cases]
    calls = iter(answers)
    verdict = which(lambda *a: next(calls))
    if verdict.mistakes:
        named = [m for m in which.mistakes if m.name in verdict.mistakes]
        assert all(explains(which, m, answers, cases) for m in named)
        # only True and False, or next to nothing to get wrong, can coincide by chance
        assert isinstance(answers[0], bool), (which.name, verdict)


@settings(max_examples=400, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    which=st.sampled_from(NUMBERS),
    how=st.integers(0, 4),
)
def test_a_wrong_number_is_accused_only_of_what_it_did(seed, which, how):
    rng = np.random.Generator(np.random.PCG64(seed))
    [case] = which.cases()
    answer = perturbed(which.right(*case), rng, how)
    verdict = which(answer)
    for mistake in which.mistakes:
        if mistake.name in verdict.mistakes:
            assert explains(which, mistake, [answer], [case])


PAIRS = [
    pytest.param(ex, a, b, id=f"{ex.name}-{a.name}-{b.name}")
    for ex in FUNCTIONS
    for a in ex.mistakes
    for b in ex.mistakes
    if a is not b
]


@pytest.mark.parametrize(("ex", "a", "b"), PAIRS[::7])
def test_two_slips_on_different_inputs_are_not_one(ex, a, b):
    """A function that errs now one way, now another, makes no one mistake."""
    cases = ex.cases()
    values = [
        (a if n == 0 else b).gives(*case) if fits((a if n == 0 else b), case) else None
        for n, case in enumerate(cases)
    ]
    calls = iter(values)
    verdict = ex(lambda *arguments: next(calls))
    for mistake in verdict.mistakes:
        declared = next(m for m in ex.mistakes if m.name == mistake)
        assert explains(ex, declared, values, cases)


def fits(mistake, case):
    try:
        mistake.gives(*case)
    except Exception:
        return False
    return True
