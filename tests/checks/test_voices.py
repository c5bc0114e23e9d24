"""What an exercise says of a stub, a solution, rounding, and earlier slips."""

import ast
import sys
from fractions import Fraction

import numpy as np
import pytest

import bpcore as bp
from bpcore.checks.exercise import NumberExercise
from bpcore.course.exercises import by_lesson, everything

LESSONS = by_lesson()
NAMES = list(everything())
NUMBERS = [n for n in NAMES if isinstance(getattr(bp.check, n), NumberExercise)]
FUNCTIONS = [n for n in NAMES if n not in NUMBERS]


def run_cell(source, check, names=None):
    names = {"bp": bp} if names is None else names
    exec(source, names)
    return eval(check, names)


@pytest.mark.parametrize("name", NAMES)
def test_the_stub_is_not_attempted(name):
    ex = getattr(bp.check, name)
    verdict = run_cell(ex.stub, ex.check)
    assert verdict.voice == "not attempted", verdict
    assert ex().voice == ex(None).voice == ex(...).voice == "not attempted"
    assert ex(NotImplemented).voice == "not attempted"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_stub_of_a_notebook_is_not_attempted(name):
    """IPython compiles a cell statement by statement, which gives other bytecode."""
    names = {}
    for statement in ast.parse(getattr(bp.check, name).stub).body:
        exec(compile(ast.Module([statement], []), "<cell>", "exec"), names)
    assert getattr(bp.check, name)(names[name]).voice == "not attempted"


@pytest.mark.parametrize("name", NAMES)
def test_the_solution_is_correct(name):
    ex = getattr(bp.check, name)
    verdict = run_cell(ex.solution, ex.check)
    assert verdict.correct, verdict
    assert verdict.text, "say what the right answer means"


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_solutions_follow_one_another_in_one_notebook(lesson):
    names = {"bp": bp}
    for name in LESSONS[lesson]:
        ex = getattr(bp.check, name)
        assert run_cell(ex.solution, ex.check, names).correct


@pytest.mark.parametrize("name", NAMES)
def test_each_exercise_says_its_task_and_has_hints(name):
    ex = getattr(bp.check, name)
    assert repr(ex) == ex.task and len(ex.task) > 40
    assert len(ex.hints) >= 2
    assert len(ex.mistakes) >= 4
    assert len({m.name for m in ex.mistakes}) == len(ex.mistakes)


def test_an_exception_is_told_with_the_learners_own_line():
    def net_input(x, w, theta):
        total = 0
        return total + x[len(x)]

    line = net_input.__code__.co_firstlineno + 2
    text = bp.check.net_input(net_input).text
    assert f"line {line}, return total + x[len(x)] with IndexError: index 2" in text


def test_a_tracer_that_is_set_stays_set():
    old = sys.gettrace()

    def tracer(*a):
        return None

    sys.settrace(tracer)
    try:
        assert bp.check.output(lambda I: 1 / (1 + np.exp(-I))).correct
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(old)


def test_a_changed_argument_is_noticed():
    def repair(X, T, w, theta, l):
        O = 1 / (1 + np.exp(-(X @ w + theta)))
        err = O * (1 - O) * (T - O)
        w += l * err @ X
        return w, theta + l * err.sum()

    verdict = bp.check.epoch_update(repair)
    assert verdict.correct
    assert "also changes w" in verdict.text


def test_wrong_kinds_are_told_in_words():
    def says(verdict, words):
        assert verdict.voice == "wrong kind"
        assert words in verdict.text, verdict.text

    says(bp.check.output_error((0.1311,)), "comma at the end")
    says(bp.check.output_error("0.1311"), "this is text")
    says(bp.check.output_error([0.1, 0.2]), "this is a list of 2 numbers")
    says(bp.check.output_error(bp.check.output_error.right), "this is a function")
    says(bp.check.output_error(0.1311, 2), "these are 2")
    says(bp.check.output_error(0.1311, foo=2), "no foo in this exercise")
    says(bp.check.forward_pass([0.8, 0.7]), "A list of 3 numbers is wanted")
    says(bp.check.net_input(0.4), "without brackets")
    says(bp.check.net_input(lambda x: x), "called with 3 arguments")
    says(bp.check.net_input(lambda x, w, theta: print(end="")), "returns nothing")
    says(bp.check.one_presentation(lambda *a: a[0]), "4 things (a table of 2 rows")


def test_numbers_of_any_make_are_numbers():
    right = 0.474 * 0.526 * 0.526
    for answer in (right, np.float32(right), np.array(right), Fraction(1311, 10000)):
        assert bp.check.output_error(answer).correct
    three = bp.check.forward_pass.right(*bp.check.forward_pass.given.values())
    assert bp.check.forward_pass(tuple(np.round(three, 3))).correct


def test_rounding_too_early_is_close():
    assert bp.check.output_error(0.134).voice == "close"
    nearly = bp.check.output(lambda I: round(1 / (1 + np.exp(-I)), 3))
    assert nearly.voice == "close"


def test_a_slip_is_marked_once():
    mine = 0.526  # Err_6 without the factor O (1 − O)
    err_4 = 0.332 * 0.668 * mine * -0.3
    assert not bp.check.hidden_error(err_4).correct
    assert bp.check.hidden_error(err_4, err_6=mine).correct
    assert bp.check.hidden_error(-0.0087, err_6=mine).correct
    slip = bp.check.hidden_error(mine * -0.3, err_6=mine)
    assert slip.mistake == "forgot O(1-O)"
    assert bp.check.hidden_error(err_4, err_6=...).voice == "not attempted"
    assert bp.check.hidden_error(err_4, err_6="a").voice == "wrong kind"


def test_a_mistake_too_near_the_right_answer_is_not_named():
    assert bp.check.hidden_error(0.5, err_6=0.0).mistake is None


def test_the_verdict_shows_words_symbols_and_folded_hints():
    verdict = bp.check.output_error(0.526)
    assert repr(verdict) == (
        "→ One slip. This is what comes out when the factor O₆ (1 − O₆) is left out: "
        "T − O₆."
    )
    html = verdict._repr_html_()
    assert html.count("<details") == html.count("</details>") == 2
    assert "var(--jp-" in html
    assert html.index("Hint 1 of 2") < html.index("Hint 2 of 2")


def test_an_unknown_exercise_lists_the_known():
    with pytest.raises(AttributeError, match="net_input"):
        bp.check.nothing  # noqa: B018
