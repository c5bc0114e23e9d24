"""The lessons as files: stored whole, in order, and listed where readers look."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)


def cells(path, kind):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [c for c in notebook["cells"] if c["cell_type"] == kind]


def text(cell):
    return "".join(cell["source"])


def test_there_are_lessons():
    assert LESSONS[0].stem == "00_start_here"


@EACH
def test_a_lesson_is_stored_as_run_from_top_to_bottom(path):
    code = cells(path, "code")
    assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
    outputs = [o for c in code for o in c["outputs"]]
    assert len(outputs) >= 3, "without outputs nbval compares nothing"
    assert not [o for o in outputs if o["output_type"] == "error"]


@EACH
def test_nothing_of_one_machine_is_stored(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert "widgets" not in notebook["metadata"]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    kinds = {
        kind
        for c in cells(path, "code")
        for o in c["outputs"]
        for kind in o.get("data", {})
    }
    assert not [kind for kind in kinds if "widget" in kind]
    words = re.sub(r'"image/png": "[^"]*"', "", path.read_text(encoding="utf-8"))
    assert not re.search(r"/(home|root|Users|tmp|work)/|\.venv|0x[0-9a-f]{8}", words)


@EACH
def test_every_output_that_is_a_picture_has_words(path):
    for cell in cells(path, "code"):
        for output in cell["outputs"]:
            data = output.get("data", {})
            if "image/png" in data:
                words = "".join(data["text/plain"])
                assert len(words) > 20
                assert not words.startswith("<"), "a description, not a repr"


@EACH
def test_the_shape_of_a_lesson(path):
    code, prose = cells(path, "code"), cells(path, "markdown")
    exercises = sum("bp.check." in text(cell) for cell in code)
    assert 12 <= len(code) + len(prose) - 4 * exercises <= 80
    for cell in code:
        assert len(text(cell).splitlines()) <= 15, text(cell)
    assert text(code[0]) == "import bpcore as bp"
    first = text(prose[0])
    for part in ("# ", "You will be able to", "You need", "Time:"):
        assert part in first
    whole = "\n".join(map(text, prose))
    assert "Recap" in whole
    assert "Sources" in whole
    assert whole.count("Before you go on") >= 1
    assert not re.search(r"\b(simply|obviously)\b|!(?!\[)\s", whole, re.IGNORECASE)


@EACH
def test_no_source_of_a_question_gives_its_answer_away(path):
    for cell in cells(path, "code"):
        if "bp.quiz(" in text(cell):
            assert re.fullmatch(r'bp\.quiz\("[^"]+"\)', text(cell))


@EACH
def test_two_questions_or_more_stand_beside_a_lab(path):
    whole = cells(path, "code")
    for place, cell in enumerate(whole):
        if text(cell).startswith("bp.labs."):
            before = [text(c) for c in whole[max(0, place - 3) : place]]
            assert sum(c.startswith("bp.quiz(") for c in before) >= 2


@EACH
def test_headings_go_down_one_level_at_a_time(path):
    levels = [
        len(found.group(1))
        for cell in cells(path, "markdown")
        for found in re.finditer(r"^(#+) ", text(cell), re.MULTILINE)
    ]
    assert levels.count(1) == 1, "one title"
    for before, after in pairwise(levels):
        assert after <= before + 1


@EACH
def test_the_lecture_path_and_the_slides_are_marked(path):
    if path.stem.startswith("00"):
        return
    notebook = json.loads(path.read_text(encoding="utf-8"))
    slides = [c for c in notebook["cells"] if "slideshow" in c["metadata"]]
    assert len(slides) >= 5
    assert sum("▸" in text(c) for c in cells(path, "markdown")) >= 3


@EACH
def test_the_readme_and_the_map_list_it(path):
    assert f"(notebooks/{path.name})" in (ROOT / "README.md").read_text("utf-8")
    start = "\n".join(map(text, cells(LESSONS[0], "markdown")))
    assert f"({path.name})" in start


def test_the_readme_and_the_map_list_nothing_else():
    readme = (ROOT / "README.md").read_text("utf-8")
    start = "\n".join(map(text, cells(LESSONS[0], "markdown")))
    there = {p.name for p in LESSONS}
    assert set(re.findall(r"\(notebooks/(\w+\.ipynb)\)", readme)) == there
    assert set(re.findall(r"\((\w+\.ipynb)\)", start)) == there
