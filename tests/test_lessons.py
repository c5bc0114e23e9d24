"""Saving lessons: run afresh, stored without a machine's traces, or left alone."""

import nbformat
import pytest

from tools import lessons


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Writes a lesson of these cells into a folder of its own."""
    monkeypatch.setattr(lessons, "FOLDER", tmp_path)
    monkeypatch.setattr(lessons, "PAGES", tmp_path / "html")

    def write(*cells, name="01_one"):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(c) for c in cells]
        )
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(notebook, path)
        return path

    return write


def test_a_saved_lesson_keeps_words_and_pictures_but_no_widgets(lesson, capsys):
    path = lesson("1 + 1", "import bpcore as bp\nbp.labs.neuron()")
    assert lessons.main("save", ["01"]) == 0
    saved = nbformat.read(path, 4)
    assert saved.cells[0].outputs[0].data["text/plain"] == "2"
    assert set(saved.cells[1].outputs[0].data) == {"text/plain", "image/png"}
    assert "widgets" not in saved.metadata
    assert "execution" not in saved.cells[0].metadata
    once = path.read_bytes()
    lessons.main("save", [])
    assert path.read_bytes() == once, "saving twice changes nothing"


def test_a_lesson_that_fails_is_left_as_it_was_and_named(lesson, capsys):
    good = lesson("'fine'", name="01_good")
    bad = lesson("'fine'", "1 / 0", name="02_bad")
    before = bad.read_bytes()
    assert lessons.main("save", []) == 1
    assert bad.read_bytes() == before
    assert nbformat.read(good, 4).cells[0].outputs
    assert "Failed: 02_bad." in capsys.readouterr().out


def test_an_unknown_lesson_is_named(lesson):
    lesson("1")
    with pytest.raises(SystemExit, match="no lesson '99'; there are 01_one"):
        lessons.main("save", ["99"])


def test_pages_and_slides(lesson, tmp_path):
    lesson("'hello'")
    assert lessons.main("html", []) == 0
    assert lessons.main("slides", []) == 0
    assert {p.name for p in (tmp_path / "html").iterdir()} == {
        "01_one.html",
        "01_one.slides.html",
    }
