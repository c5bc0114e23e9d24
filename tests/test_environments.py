"""The script that runs the lessons in other environments: its own logic."""

import json

import pytest

from tools import environments


def test_the_lowest_versions_are_those_of_pyproject():
    lowest = [environments.lowest(r) for r in environments.requirements()]
    assert "numpy==1.26.*" in lowest
    assert any(r.startswith("numba==") and "python_version" in r for r in lowest)
    assert any(r.startswith("nbval==") for r in lowest)
    assert not any(r.startswith("playwright") for r in lowest)


def test_a_requirement_without_a_lowest_version_is_told():
    with pytest.raises(ValueError, match=r"'numpy' in pyproject\.toml must read"):
        environments.lowest("numpy")


def test_cells_with_a_tag_are_left_out_of_the_copy_alone(tmp_path):
    cells = [
        {
            "cell_type": "code",
            "source": ["1"],
            "metadata": {"tags": ["needs-compiled"]},
        },
        {"cell_type": "code", "source": ["2"], "metadata": {}},
    ]
    lesson = tmp_path / "a.ipynb"
    lesson.write_text(json.dumps({"cells": cells}))
    (tmp_path / "copies").mkdir()
    [copy] = environments.copies([lesson], tmp_path / "copies", ("needs-compiled",))
    kept = json.loads(copy.read_text())["cells"]
    assert [c["source"] for c in kept] == [["2"]]
    assert len(json.loads(lesson.read_text())["cells"]) == 2


@pytest.mark.parametrize("failing", ["lessons_strictly", "numbers", None])
def test_one_failure_makes_the_whole_fail(monkeypatch, capsys, failing):
    for name in ("lessons_strictly", "numbers"):
        monkeypatch.setattr(environments, name, lambda *_, n=name: n != failing)
    assert environments.main(["plain", "00"]) == (failing is not None)
    assert "plain: Python" in capsys.readouterr().out


def test_an_unknown_lesson_is_told():
    with pytest.raises(SystemExit, match="No lesson begins with 77"):
        environments.main(["plain", "77"])
