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
    assert sum(map(len, questions.by_lesson().values())) == len(NAMES)


def test_a_question_bears_the_name_of_the_function_that_measures_it():
    asked = questions.find("weight that stays")
    assert asked.name == "weight that stays"
    assert asked.measured.__name__ == "weight_that_stays"
    assert next(iter(questions.by_lesson()["01"])) == "bias of AND"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_question_says_whether_a_lab_stands_beside_it(path):
    """That is, whether one follows it in the same section."""
    sections = [[]]
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if source.startswith("## "):
            sections.append([])
        sections[-1].append(source)
    for cells in sections:
        labs = [n for n, source in enumerate(cells) if "bp.labs." in source]
        for n, source in enumerate(cells):
            for name in re.findall(r'^bp\.quiz\("([^"]*)"\)$', source):
                beside = any(n < lab for lab in labs)
                assert questions.find(name).lab == beside, name


def test_what_is_measured_reads_facts_not_sentences():
    for path in Path(questions.__file__).parent.glob("lesson_*/*.py"):
        assert not re.search(r"\.status|\.view\(", path.read_text()), path


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
