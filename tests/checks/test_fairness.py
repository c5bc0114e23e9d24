"""Nobody is falsely accused: over many random answers, right and wrong."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bpcore as bp
from bpcore.checks.exercise import NumberExercise
from bpcore.checks.judging import APART, FAILED, distance, separation
from bpcore.course.exercises import everything

EXERCISES = list(everything().values())
NUMBERS = [
    ex
    for ex in EXERCISES
    if isinstance(ex, NumberExercise)
    and ex.name not in ("diagnose", "separates", "what_next")
]
FUNCTIONS = [ex for ex in EXERCISES if not isinstance(ex, NumberExercise)]
COUNTED = {
    "epochs_to_halve",
    "count_the_products",
}  # its answer is whole: nothing to round


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


def differ(ex, a, b, cases):
    """Whether two mistakes give different answers on some of the cases."""
    return any(
        x is not y if x is FAILED or y is FAILED else distance(x, y, ex.tolerance) > 1
        for x, y in zip(*(ex.worked_out(m.gives, cases) for m in (a, b)), strict=True)
    )


@pytest.mark.parametrize(("ex", "a", "b"), PAIRS[::7])
def test_two_slips_on_different_inputs_are_not_one(ex, a, b):
    """A function that errs first one way, then another, makes no one mistake."""
    first, *others = ex.cases()
    calls = iter([a.gives] + [b.gives] * len(others))
    verdict = ex(lambda *arguments: next(calls)(*arguments))
    assert not verdict.correct
    if differ(ex, a, b, [first]):
        assert b.name not in verdict.mistakes
    if differ(ex, a, b, others):
        assert a.name not in verdict.mistakes


def test_most_slips_differ_on_the_first_input_and_on_the_others():
    told = [
        differ(ex, a, b, ex.cases()[:1]) and differ(ex, a, b, ex.cases()[1:])
        for ex, a, b in (pair.values for pair in PAIRS[::7])
    ]
    assert sum(told) > 0.9 * len(told)


@pytest.mark.parametrize("ex", NUMBERS, ids=lambda ex: ex.name)
def test_a_right_answer_to_three_decimals_is_right(ex):
    [case] = ex.cases()
    assert ex(np.round(np.asarray(ex.right(*case), dtype=float), 3)).correct


EDGES = [(0.99, True), (1.15, False)]


def off_by(ex, share, sign):
    """The right answer, off at its worst place by a share of the tolerance."""
    [case] = ex.cases()
    value = np.asarray(ex.right(*case), dtype=float)
    seen = value if ex.seen_as is None else np.asarray(ex.seen_as(value, *case))
    step = np.zeros_like(seen)
    worst = np.argmax(np.abs(seen))
    step.flat[worst] = ex.tolerance.around(seen).flat[worst]
    return value + sign * share * step


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("share", "right"), EDGES)
@pytest.mark.parametrize("ex", NUMBERS, ids=lambda ex: ex.name)
def test_a_number_is_right_up_to_its_tolerance(ex, share, right, sign):
    verdict = ex(off_by(ex, share, sign))
    assert verdict.correct == right
    assert right or verdict.voice == "close", verdict


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("ex", NUMBERS, ids=lambda ex: ex.name)
def test_a_number_is_close_up_to_three_tolerances(ex, sign):
    assert ex(off_by(ex, 2.9, sign)).voice == "close"
    assert ex(off_by(ex, 3.1, sign)).voice != "close"


PLAIN = [  # a truth value is right or wrong; increments have a test of their own
    ex
    for ex in FUNCTIONS
    if ex.seen_as is None and not isinstance(ex.right(*ex.cases()[0]), bool)
]


def nudged(value, share, tolerance):
    """The value off by a share of its tolerance in one place."""
    if isinstance(value, tuple):
        return (*value[:-1], nudged(value[-1], share, tolerance))
    value = np.asarray(value, dtype=float)
    worst = np.argmax(np.abs(value))
    step = np.zeros_like(value)
    step.flat[worst] = tolerance.around(value).flat[worst]
    return value + share * step


@pytest.mark.parametrize(("share", "right"), EDGES)
@pytest.mark.parametrize("ex", PLAIN, ids=lambda ex: ex.name)
def test_a_function_is_right_up_to_its_tolerance(ex, share, right):
    """Off on the last input alone: the worst of them counts."""
    *cases, last = ex.cases()
    off = nudged(ex.right(*last), share, ex.tolerance)
    answers = iter([*(ex.right(*case) for case in cases), off])
    verdict = ex(lambda *arguments: next(answers))
    assert verdict.voice == ("correct" if right else "close"), verdict


@pytest.mark.parametrize(("share", "right"), EDGES)
def test_the_tolerance_of_new_weights_sits_on_their_increments(share, right):
    ex = bp.check.epoch_update
    *cases, (X, T, w, theta, l) = ex.cases()
    new, bias = ex.right(X, T, w, theta, l)
    step = ex.tolerance.around(new - w)
    answers = iter([*(ex.right(*c) for c in cases), (new + share * step, bias)])
    verdict = ex(lambda *arguments: next(answers))
    assert verdict.voice == ("correct" if right else "close"), verdict
