"""When a mistake may be named, on made-up numbers."""

import numpy as np
import pytest

from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import (
    FAILED,
    Mistake,
    Tolerance,
    distance,
    recognised,
    separation,
    worst,
)

ONE = Tolerance(0.0, 1.0)
SLIP = Mistake("slip", "it slips", None)


def named(answers, rights, values):
    arrays = ([a if a is FAILED else np.array(a) for a in v] for v in (answers, values))
    answers, values = arrays
    rights = [np.array(r) for r in rights]
    return bool(recognised(answers, rights, [(SLIP, values)], ONE))


def test_an_answer_may_be_too_far_off_to_measure(recwarn):
    far = distance(np.array(1e308), np.array(1e-3), Tolerance(1e-4))
    assert far == np.inf and not recwarn.list


def test_a_mistake_is_named_only_five_tolerances_away():
    assert named([6.0], [0.0], [5.5])
    assert named([5.0], [0.0], [5.0])
    assert not named([4.9], [0.0], [4.9])


def test_a_mistake_must_explain_every_answer():
    assert named([10.0, 20.0], [0.0, 0.0], [10.0, 20.0])
    assert not named([10.0, 22.0], [0.0, 0.0], [10.0, 20.0])


def test_an_input_on_which_the_mistake_gives_the_right_answer_says_nothing():
    assert named([10.0, 3.0], [0.0, 3.0], [10.0, 3.0])
    assert not named([0.0, 3.0], [0.0, 3.0], [0.0, 3.0])


def test_an_input_on_which_it_is_neither_near_nor_far_forbids_to_name_it():
    assert not named([10.0, 5.0], [0.0, 3.0], [10.0, 5.0])


def test_where_the_mistake_fails_the_answer_must_fail():
    assert named([10.0, FAILED], [0.0, 0.0], [10.0, FAILED])
    assert not named([10.0, 20.0], [0.0, 0.0], [10.0, FAILED])
    assert not named([FAILED], [0.0], [FAILED])


def test_what_is_close_is_not_accused():
    @number("a", hints=[], tolerance=Tolerance(0.0, 1.0))
    def exercise(b=0.0):
        """Nothing."""
        return b

    # Only a declaration against the rules brings a mistake this near.
    exercise.mistake("near", "it is near")(lambda b: 2.5)
    assert exercise(2.5).voice == "close"
    assert exercise(9.0).voice == "not yet"


@pytest.mark.parametrize(
    ("off", "voice"),
    [(1.0, "correct"), (1.25, "close"), (3.0, "close"), (3.25, "not yet")],
)
def test_the_edge_of_a_tolerance_belongs_to_it(off, voice):
    @number("a", hints=[], tolerance=ONE)
    def exercise(b=0.0):
        """Nothing."""
        return b

    assert exercise(off).voice == exercise(-off).voice == voice


def test_a_mistake_with_another_shape_is_named_all_the_same():
    @function(cases=lambda rng: [[np.array([1.0, 2.0])]], hints=[])
    def exercise(x):
        """Nothing."""
        return x

    exercise.mistake("summed", "it is summed")(lambda x: x.sum())
    assert exercise(lambda x: x[0] + x[1]).mistake == "summed"
    assert exercise(lambda x: x[:1]).voice == "wrong kind"


LARGE = Tolerance(0.1, 0.5)


@pytest.mark.parametrize(
    ("value", "around"),
    [
        (100.0, 10.0),
        (1.0, 0.5),  # the fixed distance is the larger
        ([100.0, 2.0, 0.0, -50.0], [10.0, 1.0, 1.0, 5.0]),  # a tenth of the largest
        ([], []),
    ],
)
def test_a_tolerance_is_a_share_or_a_distance(value, around):
    assert LARGE.around(np.array(value)).tolist() == around


def test_a_tolerance_multiplied():
    assert LARGE.times(3) == Tolerance(3 * 0.1, 1.5)
    assert Tolerance(0.01).absolute == 1e-12


@pytest.mark.parametrize(
    ("answer", "value", "apart"),
    [
        (np.array(6.0), np.array(4.0), 2.0),
        (np.array([1.0, 9.0]), np.array([3.0, 4.0]), 5.0),
        (np.array([]), np.array([]), 0.0),
        (np.array([1.0]), np.array(1.0), np.inf),
        (True, np.array(1.0), np.inf),
        (True, True, 0.0),
        (True, False, np.inf),
        ("a", "a", 0.0),
        ("a", "b", np.inf),
        (np.array(1.0), True, np.inf),
        ((np.array(6.0), True), (np.array(4.0), True), 2.0),
        ((np.array(6.0), True), (np.array(4.0), False), np.inf),
        ((np.array(6.0),), (np.array(4.0), True), np.inf),
        (np.array([6.0, 1.0]), (np.array(6.0), np.array(1.0)), np.inf),
    ],
)
def test_how_far_two_forms_are_apart(answer, value, apart):
    assert distance(answer, value, ONE) == apart


def test_the_nearer_side_counts():
    share = Tolerance(0.1)
    assert separation(np.array(2.0), np.array(1.0), share) == pytest.approx(5.0)
    assert separation(np.array(1.0), np.array(2.0), share) == pytest.approx(5.0)


def test_the_worst_input_counts():
    answers, rights = [np.array(1.0), np.array(5.0)], [np.array(1.0), np.array(2.0)]
    assert worst(answers, rights, ONE) == 3.0
    assert worst([np.array(1.0), FAILED], rights, ONE) == np.inf


def test_a_mistake_that_differs_by_next_to_nothing_may_be_named():
    assert named([10.0, 3.0005], [0.0, 3.0], [10.0, 3.0005])
    assert not named([10.0, 3.01], [0.0, 3.0], [10.0, 3.01])


def test_all_that_explain_an_answer_are_named_in_their_order():
    slips = [Mistake(name, "", None) for name in "abc"]
    values = [[np.array(v)] for v in (9.0, 20.0, 10.0)]
    pairs = list(zip(slips, values, strict=True))
    found = recognised([np.array(9.5)], [np.array(0.0)], pairs, ONE)
    assert [slip.name for slip in found] == ["a", "c"]
