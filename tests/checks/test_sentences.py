"""What is said of answers that cannot be marked: whole sentences."""

import datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import bpcore as bp
from bpcore import theme
from bpcore.checks import forms, function_exercise
from bpcore.checks.decision import decision
from bpcore.checks.exercise import number
from bpcore.checks.forms import WrongKind, described, form, kind
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import Mistake, Tolerance
from bpcore.checks.sandbox import Outcome
from bpcore.checks.verdict import Verdict

ONE, THREE = np.array(0.5), np.zeros(3)
TABLE, CUBE = np.zeros((2, 4)), np.zeros((2, 2, 2))
WORDS, PARTS = ("crawls", "is"), (TABLE, THREE, ONE)


class Apple:
    pass


async def later():
    return 1


def generator():
    yield 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (ONE, "one number"),
        (THREE, "a list of 3 numbers"),
        (TABLE, "a table of 2 rows and 4 columns"),
        (CUBE, "an array of shape (2, 2, 2)"),
        (True, "True or False"),
        ("crawls", "a word"),
        (WORDS, "a list of 2 words"),
        (PARTS, "3 things (a table of 2 rows and 4 columns, a list of 3 numbers, "
                "one number)"),
    ],
)  # fmt: skip
def test_what_is_wanted_has_a_description(value, words):
    assert described(value) == words


@pytest.mark.parametrize(
    ("answer", "noun"),
    [
        ("a", "text"),
        (False, "a truth value (True or False)"),
        (np.False_, "a truth value (True or False)"),
        (None, "nothing yet"),
        (..., "nothing yet"),
        (NotImplemented, "nothing yet"),
        (generator(), "a function that has not run (return, not yield or async, ends "
                      "it)"),
        (later(), "a function that has not run (return, not yield or async, ends it)"),
        ((v for v in [1]), "values that are not worked out yet (in square brackets "
                           "they are a list)"),
        (len, "a function"),
        (1, "an int"),
        (1.0, "a float"),
        ({}, "a dict"),
        (Apple(), "an Apple"),
        (type("X" * 300, (), {})(), "a " + "X" * 200),
    ],
)  # fmt: skip
def test_anything_has_a_noun(answer, noun):
    assert kind(answer) == noun


MANY = " is wanted; this holds more than 100,000 items."


@pytest.mark.parametrize(
    ("answer", "like", "sentence"),
    [
        (1, True, "True or False is wanted; this is an int."),
        (np.array([1, 0]), True, "True or False is wanted; this is a ndarray."),
        (np.array(1), True, "True or False is wanted; this is an int64."),
        (
            np.array([True, False]),
            True,
            "One True or False is wanted; this is an array of 2 of them. Python's "
            "all(…) or any(…) makes one of many.",
        ),
        (7, "crawls", "A word in quotes is wanted; this is an int."),
        (
            5,
            WORDS,
            "Wanted: a list of 2 words, separated by commas; this is an int.",
        ),
        (
            ["crawls"],
            WORDS,
            "Wanted: a list of 2 words, separated by commas; these are 1.",
        ),
        (
            np.broadcast_to("crawls", 10**6),
            WORDS,
            "Wanted: a list of 2 words, separated by commas; this is a ndarray.",
        ),
        (["runs", " IS "], WORDS, '"runs" is none of the words: crawls, is.'),
        (["crawls", 7], WORDS, "A word in quotes is wanted; this is an int."),
        (
            TABLE,
            PARTS,
            "Wanted: 3 things (a table of 2 rows and 4 columns, a list of 3 numbers, "
            "one number), separated by commas; this is a ndarray.",
        ),
        ("0.5", ONE, "One number is wanted; this is text."),
        (True, ONE, "One number is wanted; this is a truth value (True or False)."),
        (np.True_, ONE, "One number is wanted; this is a truth value (True or False)."),
        ({}, THREE, "A list of 3 numbers is wanted; this is a dict."),
        ({1}, ONE, "One number is wanted; this is a set."),
        (len, TABLE, "A table of 2 rows and 4 columns is wanted; this is a function."),
        (
            (0.5,),
            ONE,
            "One number is wanted; this is a tuple of one. Is there a comma at the end "
            "of the line?",
        ),
        (range(100_001), THREE, f"A list of 3 numbers{MANY}"),
        (range(10**30), ONE, f"One number{MANY}"),
        ([[0.5] * 60_000] * 2, ONE, f"One number{MANY}"),
        ([0.5] * 100_001, ONE, f"One number{MANY}"),
        (np.zeros(100_001), ONE, f"One number{MANY}"),
        ([np.zeros(60_000), np.zeros(60_000)], ONE, f"One number{MANY}"),
        ([np.zeros(100_000), 1.0], ONE, f"One number{MANY}"),
        (pd.DataFrame(np.zeros((50_001, 2))), ONE, f"One number{MANY}"),
        (
            [1, [2, 3]],
            THREE,
            "A list of 3 numbers is wanted; this cannot be read as numbers (are all "
            "rows equally long?).",
        ),
        (1j, ONE, "One number is wanted; this is complex (it holds a j)."),
        ([True, False], ONE, "One number is wanted; this holds truth values."),
        (["a", "b"], ONE, "One number is wanted; this holds text."),
        (np.array([b"a"]), ONE, "One number is wanted; this holds text."),
        (b"a", ONE, "One number is wanted; this holds text."),
        (
            np.array(["2000-01-01"], "datetime64[D]"),
            ONE,
            "One number is wanted; this holds datetime64[D].",
        ),
        (
            float("nan"),
            ONE,
            "One number is wanted; this is or holds NaN (not a number).",
        ),
        (
            [1.0, np.inf, np.nan],
            THREE,
            "A list of 3 numbers is wanted; this is or holds NaN (not a number).",
        ),
        (-np.inf, ONE, "One number is wanted; this is or holds infinity."),
        (Apple(), ONE, "One number is wanted; this is an Apple."),
        ([1.0, None], ONE, "One number is wanted; a part of it is still missing."),
        ([Fraction(1), "a"], ONE, "One number is wanted; this holds text."),
        (
            [Fraction(1), True],
            ONE,
            "One number is wanted; this holds a truth value (True or False).",
        ),
        ([Fraction(1), Apple()], ONE, "One number is wanted; this holds an Apple."),
        (
            [datetime.date(2000, 1, 1)],
            ONE,
            "One number is wanted; this holds a date.",
        ),
        (10**400, ONE, "One number is wanted; this holds one far too large."),
        ([Decimal(1), 1j], ONE, "One number is wanted; this holds other things."),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(answer, like, sentence):
    with pytest.raises(WrongKind) as told:
        form(answer, like)
    assert str(told.value) == sentence
    assert forms.read(answer, like) == (None, sentence)


@pytest.mark.parametrize(
    "answer",
    [
        [0.5] * 100_000,
        np.zeros(100_000),
        [[0.5] * 50_000] * 2,
        pd.DataFrame(np.zeros((50_000, 2))),
    ],
)
def test_as_many_as_are_read_can_be_read(answer):
    value, trouble = forms.read(answer, THREE)
    assert trouble == "" and value.size == 100_000


def test_a_list_that_holds_itself_is_not_read():
    mine = [0.5, 0.5]
    mine[0] = mine
    assert doubled(mine).text == (
        "This cannot be checked: looking at it raises RecursionError. One number is "
        "wanted."
    )


def test_a_form_is_a_copy():
    given = np.array([1.0, 2.0, 3.0])
    form(given, THREE)[0] = 7
    assert given[0] == 1.0


@number("a", hints=["Look.", "Look again."], then="Yes.")
def doubled(b=1.5, c=2.0):
    """Double b."""
    return 2 * b


@doubled.mistake("halved", "it is halved")
def _(b, c):
    return b / 2


@doubled.mistake("divided by 2", "it is divided by 2")
def _(b, c):
    return b / 2


@doubled.mistake("fails", "it fails")
def _(b, c):
    raise ValueError


@number("root", hints=[])
def rooted(d=4.0, e=(1.0, 2.0)):
    """Take the root."""
    if d < 0:
        raise ValueError
    return d**0.5


@pytest.mark.parametrize(
    ("handed", "own", "voice", "text"),
    [
        ([], {}, "not attempted", "Put your answer in the place of the three dots: "
         "a = ..."),
        ([1, 2, 3], {}, "wrong kind", "Hand over one thing, a; these are 3. Put "
         "several numbers into one list."),
        ([3.0], {"d": 1}, "wrong kind", "There is no d in this exercise; it can be "
         "marked from your own b, c."),
        ([3.0], {"b": ...}, "not attempted", "Work out b first; it is still missing."),
        ([3.0], {"b": [1, 2]}, "wrong kind", "Your b must be one number."),
        ([3.0], {"b": "x"}, "wrong kind", "Your b must be one number."),
        ([[3.0, 4.0]], {}, "wrong kind", "One number is wanted; this is a list of 2 "
         "numbers."),
        ([3.0], {}, "correct", "Yes."),
        ([3.06], {}, "close", "Within a few per cent. Keep four digits on the way and "
         "round at the end."),
        ([0.75], {}, "mistake", "This is what comes out when it is halved, or when it "
         "is divided by 2."),
        ([9.0], {}, "not yet", "This is another answer, and no usual slip's."),
        ([8.0], {"b": 4.0}, "correct", "Yes."),
        ([3.0], {"b": 4.0}, "correct", "Yes."),
        ([2.0], {"b": 4}, "mistake", "This is what comes out when it is halved, or "
         "when it is divided by 2."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_number(handed, own, voice, text):
    verdict = doubled(*handed, **own)
    assert (verdict.voice, verdict.text) == (voice, text)
    assert verdict.hints == (() if verdict.correct else ("Look.", "Look again."))
    assert verdict.example == ""


@pytest.mark.parametrize(
    "chosen, says",
    [
        ([1, 2], "One run tells little."),
        ([2, 1], "The decision is right, but one run tells little."),
    ],
)
def test_what_is_said_of_a_wrong_decision(chosen, says):
    @decision("now", ["one run tells little", None], ["one run tells little", None], [])
    def decided():
        """Decide, and say why."""
        return [2, 2]

    assert decided(chosen).text == says


def test_numbers_from_which_no_answer_follows():
    assert rooted(2.0, d=-4.0).text == (
        "From your d no answer follows; look there first."
    )
    assert rooted(2.0, d=-4.0, e=[1, 2]).text == (
        "From your d, e no answer follows; look there first."
    )
    assert rooted(2.0, e=1).text == "Your e must be a list of 2 numbers."


def test_an_answer_that_defends_itself():
    class Raising:
        def __array__(self, *_, **__):
            raise LookupError

    class Endless:
        def __array__(self, *_, **__):
            while True:
                pass

    told = "This cannot be checked: looking at it {}. {} is wanted."
    assert doubled(Raising()).text == told.format("raises LookupError", "One number")
    assert doubled(Endless()).text == told.format("does not end", "One number")
    assert tripled(Called()).text == told.format(
        "raises LookupError", "A function of (x, n)"
    )


class Called:
    """Something to call that does not say what it takes."""

    def __call__(self, x, n):
        return x

    @property
    def __signature__(self):
        raise LookupError


@function(
    cases=lambda rng: [[np.array([1.0, 2.0]), n] for n in (1, 2)],
    hints=["Three."],
    then="Yes.",
)
def tripled(x, n):
    """Triple x."""
    return 3 * x


@tripled.mistake("doubled", "it is doubled")
def _(x, n):
    return 2 * x


def changing(x, n):
    x *= 3
    return x


def doubling(x, n):
    x *= 2
    return x


def failing(x, n):
    if n == 2:
        raise ValueError("no")
    return 2 * x


NOTHING = (
    "tripled returns nothing. Does every way through it end in a return? (To print a "
    "number is not to return it.)"
)
CHANGES = (
    "It also changes x, the very array that it was given: run twice, it starts from "
    "something else. Work on a copy, x.copy()."
)
EXAMPLE = "tripled(np.array([1.0, 2.0]), 1)"


@pytest.mark.parametrize(
    ("answer", "voice", "text", "example"),
    [
        (None, "not attempted", "Put your own lines into tripled, then run the cell "
         "again.", ""),
        (lambda x, n: None, "not attempted", "Put your own lines into tripled, then "
         "run the cell again.", ""),
        (0.4, "wrong kind", "A function is wanted, and this is a float. Hand over the "
         "function itself, without brackets behind its name: "
         "bp.check.tripled(tripled)", ""),
        (lambda x: x, "wrong kind", "tripled is called with 2 arguments, (x, n); yours "
         "takes (x).", ""),
        (lambda x, n: print(end=""), "wrong kind", NOTHING, ""),
        (lambda x, n: str(n), "wrong kind", "What tripled returns: A list of 2 "
         "numbers is wanted; this is text.", ""),
        (lambda x, n: 3 * x[:1], "wrong kind", "A list of 2 numbers is wanted; this is "
         "a list of 1 number.", ""),
        (lambda x, n: 3 * x, "correct", "Yes.", ""),
        (changing, "correct", f"Yes. {CHANGES}", ""),
        (doubling, "mistake", f"This is what comes out when it is doubled. {CHANGES}",
         EXAMPLE),
        (lambda x, n: 3.03 * x, "close", "Within two per cent everywhere, but a "
         "function is marked in full precision. Is something rounded, or worked out by "
         "nudging?", EXAMPLE),
        (lambda x, n: 2 * x, "mistake", "This is what comes out when it is doubled.",
         EXAMPLE),
        (lambda x, n: 7 * x, "not yet", "This is another answer, and no usual slip's.",
         EXAMPLE),
    ],
)  # fmt: skip
def test_what_is_said_of_a_function(answer, voice, text, example):
    verdict = tripled(answer)
    assert (verdict.voice, verdict.text, verdict.example) == (voice, text, example)


def test_a_function_takes_no_numbers_of_ones_own():
    assert tripled(lambda x, n: x, x=1, y=2).text == (
        "Hand over the function alone: bp.check.tripled(tripled). This check takes no "
        "x, y."
    )


def test_a_call_that_fails_is_told_where_no_mistake_explains_the_rest():
    line = failing.__code__.co_firstlineno + 2
    verdict = tripled(failing)
    assert verdict.voice == "wrong kind"
    assert verdict.text == (
        f'Your function stops at line {line}, raise ValueError("no") with ValueError: '
        "no."
    )


def test_a_call_that_fails_where_a_mistake_fails_is_that_mistake():
    @function(cases=lambda rng: [[1.0, n] for n in (1, 2)], hints=[])
    def shared(x, n):
        """Nothing."""
        return 3 * x

    @shared.mistake("fails", "it fails for 2")
    def _(x, n):
        return 2 * x if n == 1 else 1 / 0

    assert shared(failing).mistake == "fails"
    assert shared(lambda x, n: 1 / 0).voice == "wrong kind"


def test_one_that_is_not_written_yet():
    def tripled_later(x, n):
        raise NotImplementedError

    verdict = tripled(tripled_later)
    assert verdict.voice == "not attempted"
    assert verdict.text == "tripled says itself that it is not."


def test_a_long_signature_is_cut():
    names = ", ".join(f"argument_{n}" for n in range(100))
    verdict = tripled(eval(f"lambda {names}: 1"))
    assert verdict.text.startswith("tripled is called with 2 arguments, (x, n); yours")
    assert len(verdict.text) < 270


def test_a_function_without_a_signature_is_called():
    assert tripled(max).voice == "wrong kind"
    assert "stops" in tripled(dict).text or "returns" in tripled(dict).text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (np.array([[1.0], [2.0]]), "np.array([[1.0], [2.0]])"),
        (0.5, "0.5"),
        ((3, 4), "(3, 4)"),
        (len, "len"),
    ],
)
def test_an_example_can_be_typed(value, written):
    assert function_exercise._written(value) == written


def test_several_arguments_that_change_are_named_once():
    assert function_exercise._changes(["x", "w", "x"]).startswith(
        "It also changes x, w, the very array"
    )


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ([1, [2, 3]], [1, [2, 3]], True),
        ([1, [2, 3]], [1, [2, 4]], False),
        ((1, 2), (1, 2, 3), False),
        (np.array([1.0, 2.0]), np.array([1.0, 2.0]), True),
        (np.array([1.0, 2.0]), np.array([1.0, 3.0]), False),
    ],
)
def test_what_has_changed_is_seen(before, after, same):
    assert function_exercise._equal(before, after) == same


def test_records_are_frozen():
    for record in (
        Verdict("correct", ""),
        Outcome(),
        Tolerance(0.1),
        Mistake("a", "b", None),
    ):
        name = next(iter(vars(record)))
        with pytest.raises(AttributeError):
            setattr(record, name, 1)


def test_the_words_that_a_name_outside_gets():
    with pytest.raises(AttributeError) as told:
        bp.check.nothing  # noqa: B018
    names = ", ".join(bp.check.everything())
    assert str(told.value) == f"There is no exercise 'nothing'; there are {names}."
    assert dir(bp.check) == sorted(bp.check.everything())
    assert not hasattr(bp.check, "_private")


def test_the_verdict_as_it_is_shown():
    verdict = Verdict("mistake", "a < b₄.", ("x", "y"), ("One₁.", "Two."), "f(1 < 2)")
    assert repr(verdict) == "→ One slip. a < b₄."
    assert verdict.mistake == "x or y" and not verdict.correct
    fold = '<details style="margin: 4px 0"><summary>{}</summary>'
    inner = '<div style="margin: 4px 12px">'
    assert verdict._repr_html_() == (
        f'<div style="border-left: 4px solid {theme.DOUBTFUL}; padding: 2px 12px; '
        f'max-width: 46em; color: {theme.INK}">'
        '<p style="margin: 4px 0"><strong>→ One slip.</strong> a &lt; b<sub>4</sub>.'
        f"</p>{fold.format('Hint 1 of 2')}{inner}One<sub>1</sub>."
        f"{fold.format('Hint 2 of 2')}{inner}Two.</div></details></div></details>"
        f"{fold.format('A call to try it with')}{inner}<code>f(1 &lt; 2)</code></div>"
        "</details></div>"
    )


@pytest.mark.parametrize(
    ("voice", "begins", "colour"),
    [
        ("not attempted", "○ Not attempted yet. Text", theme.NO_NEWS),
        ("wrong kind", "? Another kind of thing. Text", theme.DOUBTFUL),
        ("close", "≈ Close. Text", theme.NEAR),
        ("mistake", "→ One slip. Text", theme.DOUBTFUL),
        ("not yet", "✗ Not yet. Text", theme.BAD),
        ("correct", "✓ Correct. Text", theme.GOOD),
    ],
)
def test_each_voice_has_a_symbol_a_word_and_a_colour(voice, begins, colour):
    verdict = Verdict(voice, "Text")
    assert repr(verdict) == begins
    assert f"4px solid {colour};" in verdict._repr_html_()
    assert "<details" not in verdict._repr_html_()
    assert verdict.mistake is None


def test_a_verdict_without_words_ends_with_its_voice():
    assert repr(Verdict("correct", "")) == "✓ Correct."
