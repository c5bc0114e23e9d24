"""Prediction questions: locked first, shown after, remembered by key."""

import ipywidgets as widgets
import numpy as np
import pytest

import bpcore as bp

CHOICES = {
    "rise": "That would hold if w_46 were positive.",
    "fall": "The weight is negative, so blame arrives with its sign turned.",
    "stay": "Only an output of exactly 0 or 1 stays.",
}


@pytest.fixture
def asked(request):
    q = bp.quiz(
        "Should unit 4 give more or less?", CHOICES, "fall", key=request.node.name
    )
    yield q
    q.forget()


def test_stored_text_is_the_question_and_its_options_in_every_state(asked):
    text = (
        "Predict first. Should unit 4 give more or less?"
        "\n  ( ) rise\n  ( ) fall\n  ( ) stay"
    )
    assert repr(asked) == text
    html = asked._repr_html_()
    asked.predict("rise")
    asked.reveal()
    assert repr(asked) == text and asked._repr_html_() == html
    bundle = asked._repr_mimebundle_()
    assert bundle["text/plain"] == text
    assert "application/vnd.jupyter.widget-view+json" in bundle
    for reason in CHOICES.values():
        assert reason not in bundle["text/html"], "the answer stands elsewhere"
    assert "<details>" not in bundle["text/html"]


def test_nothing_is_given_away_before_the_choice_is_locked(asked):
    assert asked.lock.disabled and asked.show.disabled
    assert all(b.layout.display is None for b in asked.options.values())
    assert asked.reasoning.layout.display == "none"
    asked.show.click()
    assert not asked.shown
    asked.options["rise"].click()
    assert not asked.lock.disabled
    for reason in CHOICES.values():
        assert reason not in asked.result.value


def test_the_choice_is_locked_then_shown_beside_the_result(asked):
    asked.options["rise"].click()
    asked.lock.click()
    assert asked.predicted == "rise"
    assert all(button.disabled for button in asked.options.values())
    assert "Locked: rise" in asked.result.value
    asked.predict("fall")
    assert asked.predicted == "rise", "a locked prediction stays"
    asked.show.click()
    assert "Your prediction: rise. What happens: fall." in asked.result.value
    assert "Not as predicted" in asked.result.value
    assert "What was wrong in the reasoning?" in asked.result.value
    assert asked.reasoning.layout.display is None
    for reason in CHOICES.values():
        assert reason in asked.result.value
    assert "<strong>✓ fall</strong>" in asked.result.value


def test_a_right_prediction_is_asked_for_its_reason(asked):
    asked.predict("fall")
    asked.reveal()
    assert "✓ As predicted" in asked.result.value
    assert "Was your reason the one given here?" in asked.result.value


def test_the_choice_is_remembered_while_the_kernel_lives(asked):
    asked.predict("stay")
    asked.reveal()
    asked.reasoning.value = "I forgot the sign."
    again = bp.quiz(asked.question, CHOICES, "fall", key=asked.key)
    assert again.predicted == "stay" and again.shown
    assert again.options["stay"].description == "● stay"
    assert again.reasoning.value == "I forgot the sign."
    other = bp.quiz(asked.question, CHOICES, "fall", key="another key")
    assert other.predicted is None
    again.again.click()
    assert again.predicted is None
    assert again.options["stay"].description == "○ stay"
    assert again.reasoning.value == ""


def test_what_the_lab_shows_is_shown(asked):
    q = bp.quiz("Which?", CHOICES, "fall", key=asked.key, measured=lambda: "stay")
    q.predict("stay")
    q.reveal()
    assert "What happens: stay." in q.result.value
    assert q.measured() != q.answer  # what a test of a lesson's quiz looks for


@pytest.mark.parametrize("measured", [lambda: 1 / 0, lambda: "nothing of the kind"])
def test_a_lab_that_cannot_be_asked_leaves_the_keyed_answer(asked, measured):
    q = bp.quiz("Which?", CHOICES, "fall", key=asked.key, measured=measured)
    q.predict("rise")
    q.reveal()
    assert "What happens: fall." in q.result.value


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"key": [1]}, "key must be text; it is [1]."),
        ({"key": np.eye(2)}, "key must be text; it is array([[1., 0.], [0., 1.]])."),
        ({"lab": np.eye(2)}, "lab must be True or False; it is array("),
        ({"lab": "yes"}, "lab must be True or False; it is 'yes'."),
        ({"measured": 3}, "measured must be a function that returns a choice."),
        ({"choices": {"x" * 61: "why", "b": "not"}},
         "a choice must be short, at most 60 characters; 'xxx"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_told(how, says):
    how = {"question": "Which?", "choices": CHOICES, "answer": "fall", **how}
    with pytest.raises((TypeError, ValueError)) as told:
        bp.quiz(**how)
    assert str(told.value).startswith(says)


def test_a_choice_that_is_gone_is_not_recalled(asked):
    asked.predict("stay")
    fewer = bp.quiz("Which?", {"rise": "a", "fall": "b"}, "fall", key=asked.key)
    assert fewer.predicted is None and not fewer.options["rise"].disabled


LOCKED = "Locked: rise. Now {}press “Show what happens”."


@pytest.mark.parametrize(
    ("lab", "begin", "then"),
    [(True, "move the lab", "move the lab and look; then "), (False, "read on", "")],
)
def test_only_beside_a_lab_it_is_to_be_moved(asked, lab, begin, then):
    q = bp.quiz("Which?", CHOICES, "fall", key=asked.key, lab=lab)
    first = f"Choose, then lock your prediction. Only then {begin}."
    assert 'role="status"' in q.result.value and f">{first}<" in q.result.value
    q.predict("rise")
    assert f">{LOCKED.format(then)}<" in q.result.value


def test_the_focus_goes_on_where_a_button_is_greyed(asked, monkeypatch):
    """A greyed button loses it, and the keys would go to the notebook."""
    focused = []
    monkeypatch.setattr(widgets.DOMWidget, "focus", lambda w: focused.append(w))
    asked.choose("rise")
    asked.predict("rise")
    asked.forget()
    assert not focused, "code that is run takes no focus away"
    asked.options["rise"].click()
    asked.lock.click()
    assert focused == [asked.show] and not asked.show.disabled
    asked.show.click()
    assert focused[1:] == [asked.reasoning]
    asked.again.click()
    assert focused[2:] == [asked.options["rise"]]
    assert not asked.options["rise"].disabled


def test_mathematics_has_true_subscripts_and_plain_buttons():
    q = bp.quiz("Is w₄₆ > 0?", {"w₄₆ > 0": "As Err₄ says.", "no": "b"}, "no")
    assert "Is w<sub>46</sub> &gt; 0?" in q.view.children[0].value
    assert "<li>w<sub>46</sub> &gt; 0</li>" in q._repr_html_()
    assert q.options["w₄₆ > 0"].description == "○ w₄₆ > 0"
    assert repr(q).startswith("Predict first. Is w₄₆ > 0?")
    q.predict("w₄₆ > 0")
    q.reveal()
    assert "<strong>✗ w<sub>46</sub> &gt; 0</strong>: As Err<sub>4</sub>" in (
        q.result.value
    )
    q.forget()


def test_markup_in_a_question_stays_text():
    q = bp.quiz("Is w < 0 & l > 1?", {"<b>yes": "a", "no": "b"}, "no")
    assert "w &lt; 0 &amp; l" in q._repr_html_() and "<b>yes" not in q._repr_html_()


@pytest.mark.parametrize(
    ("question", "choices", "answer", "words"),
    [
        ("", CHOICES, "fall", "question must be text"),
        ("Q?", ["a", "b"], "a", "dictionary"),
        ("Q?", {"a": "only one"}, "a", "two choices"),
        ("Q?", {"a": "b", "c": None}, "a", "reason of 'c'"),
        ("Q?", {"a" * 61: "b", "c": "d"}, "c", "must be short"),
        ("Q?", CHOICES, "sideways", "answer must be one of"),
    ],
)
def test_a_question_that_does_not_hold_together(question, choices, answer, words):
    with pytest.raises((TypeError, ValueError), match=words):
        bp.quiz(question, choices, answer)


def test_measured_must_be_a_function():
    with pytest.raises(TypeError, match="measured must be a function"):
        bp.quiz("Q?", CHOICES, "fall", measured="fall")
