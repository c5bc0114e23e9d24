"""The exercises as they stand in the lessons: as the package has them, and solvable.

Each check of a lesson is run with the solution that is folded below it, and must say
"correct"; as stored, with the stub, it must say "not attempted yet".
"""

import re
from collections import Counter

import nbformat
import numpy as np
import pytest

import bpcore as bp
from tests.shape import LESSONS, Lesson, exercise, text
from tools.lessons import exercises

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
CHECK = re.compile(r"^bp\.check\.(\w+)\(.*\)$", re.MULTILINE)
FOLDED = re.compile(r"<details>.*?```python\n(.*?)```.*?</details>", re.DOTALL)
PLACED = [
    pytest.param(path, name, id=name)
    for path in LESSONS
    for name in sorted(Lesson.read(path).exercises)
]


def part(lesson, name, part):
    """The cell that is this part of an exercise."""
    [found] = [
        cell
        for cell in lesson.cells
        if exercise(cell) == name and cell["metadata"]["bpcore"]["part"] == part
    ]
    return found


@EACH
def test_the_words_of_exercises_are_the_packages(path):
    assert exercises.differing(nbformat.read(path, 4)) == [], "save the lesson again"


@EACH
def test_a_check_stands_in_an_exercise_alone(path):
    for cell in Lesson.read(path).plain:
        if cell["cell_type"] == "code":
            assert not CHECK.search(text(cell)), text(cell)
        else:
            assert not text(cell).startswith("exercise:"), "save the lesson"


def test_an_exercise_stands_in_one_lesson_at_most():
    placed = Counter(name for path in LESSONS for name in Lesson.read(path).exercises)
    assert [name for name, times in placed.items() if times > 1] == []


@pytest.mark.parametrize(("path", "name"), PLACED)
def test_the_folded_solution_is_correct(path, name):
    lesson, names = Lesson.read(path), {"bp": bp, "np": np}
    for cell in lesson.cells:  # an exercise may use the answers of those before it
        if exercise(cell) and cell["metadata"]["bpcore"]["part"] == "solution":
            [solution] = FOLDED.findall(text(cell))
            exec(solution, names)
            if exercise(cell) == name:
                break
    line = CHECK.search(text(part(lesson, name, "cell")))
    verdict = eval(line[0], names)
    assert line[1] == name
    assert verdict.correct, f"{path.name}: {line[0]} says {verdict}"


@pytest.mark.parametrize(("path", "name"), PLACED)
def test_the_stored_lesson_holds_the_stub(path, name):
    outputs = part(Lesson.read(path), name, "cell")["outputs"]
    shown = ["".join(o.get("data", {}).get("text/plain", "")) for o in outputs]
    assert any(told.startswith("○ Not attempted yet") for told in shown), shown
