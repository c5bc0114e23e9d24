"""The exercises as they stand in the lessons.

Each check of a lesson is run with the solution that is folded below it, and must say
"correct"; as stored, with the stub, it must say "not attempted yet".
"""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import bpcore as bp

LESSONS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
CHECK = re.compile(r"^bp\.check\.(\w+)\(.*\)$", re.MULTILINE)
FOLDED = re.compile(r"<details>.*?```python\n(.*?)```.*?</details>", re.DOTALL)


def cells(lesson):
    return [
        (cell["cell_type"], "".join(cell["source"]), cell.get("outputs", []))
        for cell in json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    ]


def checks():
    """Every check of every lesson: where it stands, and the line itself."""
    return [
        pytest.param(lesson, n, match.group(1), match.group(0), id=match.group(1))
        for lesson in LESSONS
        for n, (kind, text, _) in enumerate(cells(lesson))
        if kind == "code"
        for match in CHECK.finditer(text)
    ]


@pytest.mark.parametrize(("lesson", "place", "name", "line"), checks())
def test_the_folded_solution_is_correct(lesson, place, name, line):
    names = {"bp": bp, "np": np}
    folded = [
        solution
        for kind, text, _ in cells(lesson)[: place + 4]
        if kind == "markdown"
        for solution in FOLDED.findall(text)
    ]
    assert folded, f"a solution of {name} stands folded in the cells below its check"
    for solution in folded:  # an exercise may use the answers of those before it
        exec(solution, names)
    verdict = eval(line, names)
    assert verdict.correct, f"{lesson.name}: {line} says {verdict}"


@pytest.mark.parametrize(("lesson", "place", "name", "line"), checks())
def test_the_stored_lesson_holds_the_stub(lesson, place, name, line):
    _, _, outputs = cells(lesson)[place]
    shown = ["".join(o.get("data", {}).get("text/plain", "")) for o in outputs]
    assert any(text.startswith("○ Not attempted yet") for text in shown), shown
    stub = getattr(bp.check, name).stub.splitlines()
    code = "\n".join(text for kind, text, _ in cells(lesson) if kind == "code")
    missing = [words for words in stub if words.strip() and words not in code]
    assert not missing, f"{lesson.name} lacks these lines of the stub of {name}"
