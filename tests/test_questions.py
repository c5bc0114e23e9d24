"""The lessons' questions: each keyed answer is what the lab or the network shows."""

import json
import re
from pathlib import Path

import pytest

import bpcore as bp
from bpcore.course import questions

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
NAMES = list(questions.everything())


@pytest.mark.parametrize("name", NAMES)
def test_the_keyed_answer_is_what_happens(name):
    question = bp.quiz(name)
    assert question.measured is not None
    assert question.measured() == question.answer


@pytest.mark.parametrize("name", NAMES)
def test_a_question_offers_three_choices_or_more_each_with_its_own_reason(name):
    choices = bp.quiz(name).choices
    assert len(choices) >= 3
    assert len(set(choices.values())) == len(choices)
    assert all(len(reason) > 20 for reason in choices.values())


def test_no_two_lessons_share_a_name():
    named = list(Path(questions.__file__).parent.glob("lesson_*/questions.py"))
    counts = [len(re.findall(r"^    \".+\": \{$", q.read_text(), re.M)) for q in named]
    assert sum(counts) == len(NAMES)


def test_every_question_stands_in_a_lesson():
    asked = [
        name
        for path in NOTEBOOKS
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
        for name in re.findall(r'bp\.quiz\("([^"]*)"\)', "".join(cell["source"]))
    ]
    assert sorted(asked) == sorted(NAMES)


def test_an_unknown_name_is_told_with_those_there_are():
    with pytest.raises(ValueError, match=r"no question 'twin'; there are: .*twins"):
        bp.quiz("twin")
