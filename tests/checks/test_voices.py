"""What an exercise says of a stub, a solution, rounding, and earlier slips."""

import ast

import numpy as np
import pytest

import bpcore as bp
from bpcore.checks.exercise import NumberExercise, number
from bpcore.checks.plain import plain
from bpcore.course.exercises import by_lesson, everything

LESSONS = by_lesson()
NAMES = list(everything())
NUMBERS = [n for n in NAMES if isinstance(getattr(bp.check, n), NumberExercise)]
FUNCTIONS = [n for n in NAMES if n not in NUMBERS]


def run_cell(ex, part, names):
    """Run the stub or the solution in a notebook's names, then the check."""
    exec(getattr(ex, part), names)
    return eval(ex.check, names)


def notebook(ex, part):
    """The names of a notebook in which the exercises that it follows have been run."""
    names = {"bp": bp}
    for earlier in getattr(ex, "follows", ()):
        names |= notebook(earlier, part)
        run_cell(earlier, part, names)
    return names


@pytest.mark.parametrize("name", NAMES)
def test_the_stub_is_not_attempted(name):
    ex = getattr(bp.check, name)
    verdict = run_cell(ex, "stub", notebook(ex, "stub"))
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
    verdict = run_cell(ex, "solution", notebook(ex, "solution"))
    assert verdict.correct, verdict
    assert verdict.text, "say what the right answer means"


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_solutions_follow_one_another_in_one_notebook(lesson):
    names = {"bp": bp}
    for name in LESSONS[lesson]:
        ex = getattr(bp.check, name)
        assert run_cell(ex, "solution", names).correct


@pytest.mark.parametrize("name", NAMES)
def test_the_cell_is_the_stub_an_empty_line_or_two_and_the_check(name):
    ex = getattr(bp.check, name)
    space = "\n\n" if name in NUMBERS else "\n\n\n"  # two below a function
    assert ex.cell == f"{ex.stub}{space}{ex.check}"
    assert ex.check.startswith(f"bp.check.{name}({ex.answer}")


@pytest.mark.parametrize("name", NUMBERS)
def test_a_solution_names_only_what_it_uses(name):
    tree = ast.parse(getattr(bp.check, name).solution)
    words = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    used = {word.id for word in words if isinstance(word.ctx, ast.Load)}
    named = {word.id for word in words if isinstance(word.ctx, ast.Store)}
    assert named - used == {getattr(bp.check, name).answer}


def test_the_shipped_check_passes_earlier_answers_on():
    assert bp.check.hidden_error.check == "bp.check.hidden_error(err_4, err_6=err_6)"
    assert "err_6 =" not in bp.check.hidden_error.solution
    names = {"bp": bp}
    run_cell(bp.check.output_error, "stub", names)
    verdict = run_cell(bp.check.hidden_error, "stub", names)
    assert "three dots: err_4 = ..." in verdict.text
    names["err_4"] = -0.0087
    verdict = eval(bp.check.hidden_error.check, names)
    assert verdict.voice == "not attempted"
    assert verdict.text == "Work out err_6 first; it is still missing."
    names["err_6"] = 0.526  # a slip, which is marked in its own place alone
    assert run_cell(bp.check.hidden_error, "solution", names).correct


def test_what_follows_must_have_the_answers_name_among_its_numbers():
    follow = number("twice", hints=[], follows=[bp.check.output_error])
    with pytest.raises(ValueError) as told:

        @follow
        def doubled(a=1.0, b=2.0):
            """Double it."""
            return 2 * a

    assert str(told.value) == (
        "doubled follows an exercise whose answer is err_6; one of its own numbers "
        "must bear that name, not a, b."
    )


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_exercise_follows_earlier_ones_of_its_own_lesson(lesson):
    place = {name: n for n, name in enumerate(LESSONS[lesson])}
    for name, ex in LESSONS[lesson].items():
        for earlier in getattr(ex, "follows", ()):
            assert place[earlier.name] < place[name]


def test_exercises_keep_the_order_of_files_and_declarations():
    assert list(LESSONS) == sorted(LESSONS)
    names = list(LESSONS["02"])  # errors, updates, whole
    assert names[:3] == ["output_error", "hidden_error", "two_outputs"]
    assert names[3:] == ["weight_and_bias", "repair_the_bug", "no_biases"]


@pytest.mark.parametrize("name", NAMES)
def test_each_exercise_says_its_task_and_has_hints(name):
    ex = getattr(bp.check, name)
    assert repr(ex) == plain(ex.task) and len(repr(ex)) > 40
    assert len(ex.hints) >= 2
    assert len(ex.mistakes) >= 4
    assert len({m.name for m in ex.mistakes}) == len(ex.mistakes)


def test_an_exception_is_told_with_the_learners_own_line():
    def unit(x, w, theta):
        total = 0
        return total + x[len(x)]

    line = unit.__code__.co_firstlineno + 2
    text = bp.check.repair_the_unit(unit).text
    assert f"line {line}, return total + x[len(x)] with IndexError: index 2" in text


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
    says(bp.check.repair_the_unit(0.4), "without brackets")
    says(bp.check.repair_the_unit(lambda x: x), "called with 3 arguments")
    says(bp.check.repair_the_unit(lambda x, w, theta: print(end="")), "returns nothing")
    says(bp.check.one_presentation(lambda *a: a[0]), "4 things (a table of 2 rows")


def test_rounding_too_early_is_close():
    assert bp.check.output_error(-0.150).voice == "close"
    nearly = bp.check.repair_the_unit(
        lambda x, w, theta: round(1 / (1 + np.exp(-(w @ x + theta))), 3)
    )
    assert nearly.voice == "close"


def test_a_slip_is_marked_once():
    mine = -0.64  # Err_6 without the factor O (1 − O)
    err_4 = 0.71 * 0.29 * mine * 2.0
    assert not bp.check.hidden_error(err_4).correct
    assert bp.check.hidden_error(err_4, err_6=mine).correct
    assert bp.check.hidden_error(-0.0607, err_6=mine).correct
    slip = bp.check.hidden_error(mine * 2.0, err_6=mine)
    assert slip.mistake == "forgot O(1-O)"
    assert bp.check.hidden_error(err_4, err_6=...).voice == "not attempted"
    assert bp.check.hidden_error(err_4, err_6="a").voice == "wrong kind"


def test_a_mistake_too_near_the_right_answer_is_not_named():
    assert bp.check.hidden_error(0.5, err_6=0.0).mistake is None


def test_the_verdict_shows_words_symbols_and_folded_hints():
    verdict = bp.check.output_error(-0.64)
    assert repr(verdict) == (
        "→ One slip. This is what comes out when the factor O₆ (1 − O₆) is left out: "
        "T − O₆."
    )
    html = verdict._repr_html_()
    assert html.count("<details") == html.count("</details>") == 2
    assert "var(--jp-" in html
    assert html.index("Hint 1 of 2") < html.index("Hint 2 of 2")


def test_the_verdicts_mathematics_has_true_subscripts():
    html = bp.check.weight_and_bias([-0.0647, -0.0911])._repr_html_()
    assert "O<sub>4</sub>, what unit 4 gave, stands" in html

    @number("err", hints=["Err₄ comes back from unit 6.", "Through w₄₆."])
    def made(O_4=0.5):
        """Work out $Err_4$, the error of hidden unit 4."""
        return O_4

    html = made(7.0)._repr_html_()
    assert "Err<sub>4</sub> comes back" in html and "w<sub>46</sub>" in html


def test_an_unknown_exercise_lists_the_known():
    with pytest.raises(AttributeError, match="repair_the_unit"):
        bp.check.nothing  # noqa: B018
