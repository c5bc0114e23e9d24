"""When a mistake may be named, on made-up numbers."""

import numpy as np

from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import FAILED, Mistake, Tolerance, recognised

ONE = Tolerance(0.0, 1.0)
SLIP = Mistake("slip", "it slips", None)


def named(answers, rights, values):
    arrays = ([a if a is FAILED else np.array(a) for a in v] for v in (answers, values))
    answers, values = arrays
    rights = [np.array(r) for r in rights]
    return bool(recognised(answers, rights, [(SLIP, values)], ONE))


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


def test_a_mistake_with_another_shape_is_named_all_the_same():
    @function(cases=lambda rng: [[np.array([1.0, 2.0])]], hints=[])
    def exercise(x):
        """Nothing."""
        return x

    exercise.mistake("summed", "it is summed")(lambda x: x.sum())
    assert exercise(lambda x: x[0] + x[1]).mistake == "summed"
    assert exercise(lambda x: x[:1]).voice == "wrong kind"
