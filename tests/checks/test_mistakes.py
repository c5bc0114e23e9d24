"""Every declared mistake is told apart, and named, on several random inputs."""

import numpy as np
import pytest

import bpcore as bp
from bpcore.checks.exercise import NumberExercise
from bpcore.checks.judging import APART, FAILED, separation
from bpcore.course.exercises import everything

NAMES = list(everything())
SEEDS = (1, 2, 3, 4)


# A leak may by chance give the right share, and not every grid has its best rate at
# an edge; others of the inputs tried tell.
AT_TIMES = {
    ("majority_guess", "leak"),
    ("majority_guess", "two classes"),
    ("best_rate", "edge"),
    ("best_rate", "one edge"),
}


def exercise(name):
    return getattr(bp.check, name)


def all_mistakes():
    return [
        pytest.param(name, mistake, id=f"{name}-{mistake.name}")
        for name in NAMES
        for mistake in exercise(name).mistakes
    ]


def marked(ex, mistake, seed):
    """The verdict on an answer that makes just this mistake."""
    if isinstance(ex, NumberExercise):
        return ex.mark(mistake.gives(*ex.cases(seed)[0]), seed)
    return ex.mark(with_names(mistake.gives), seed)


def with_names(gives):
    return lambda *arguments: gives(*arguments)


@pytest.mark.parametrize(("name", "mistake"), all_mistakes())
def test_a_mistake_lies_five_tolerances_away(name, mistake):
    ex = exercise(name)
    for seed in SEEDS:
        tried = ex.cases(seed)
        rights = ex.worked_out(ex.right, tried)
        wrong = ex.worked_out(mistake.gives, tried)
        gaps = [
            separation(w, r, ex.tolerance)
            for w, r in zip(wrong, rights, strict=True)
            if w is not FAILED
        ]
        if isinstance(rights[0], bool | str) or (name, mistake.name) in AT_TIMES:
            gaps = [gap for gap in gaps if gap > 1e-3]
        assert min(gaps, default=0) >= APART, (seed, gaps)


@pytest.mark.parametrize(("name", "mistake"), all_mistakes())
def test_a_mistake_is_named(name, mistake):
    ex = exercise(name)
    for seed in SEEDS:
        verdict = marked(ex, mistake, seed)
        assert verdict.voice == "mistake", (seed, verdict)
        assert mistake.name in verdict.mistakes
        says = mistake.says
        if not ex.opening:  # the words are the sentence
            says = says[0].upper() + says[1:]
        assert says in verdict.text


# pairs that no answer can tell apart; each is reported as either
TWINS = {
    frozenset(pair)
    for pair in [
        ("repair_the_unit", "missing minus", "one minus"),
    ]
}


@pytest.mark.parametrize("name", NAMES)
def test_only_known_twins_share_an_answer(name):
    ex = exercise(name)
    for seed in SEEDS:
        for mistake in ex.mistakes:
            found = marked(ex, mistake, seed).mistakes
            if len(found) > 1:
                assert frozenset((name, *found)) in TWINS, (seed, found)


def test_two_mistakes_with_one_answer_are_reported_as_either():
    verdict = bp.check.repair_the_unit(
        lambda x, w, theta: 1 / (1 + np.exp(w @ x + theta))
    )
    assert verdict.mistake == "missing minus or one minus"
    assert ", or when " in verdict.text
