"""Saving lessons: run afresh, stored without a machine's traces, or left alone."""

import base64
import io
import os

import nbformat
import pytest

import bpcore as bp
from tools.lessons import exercises, files, saving
from tools.lessons.__main__ import main


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Writes a lesson of these cells into a folder of its own.

    A cell is code, or a markdown cell where it is a pair ("markdown", text).
    """
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.setattr(files, "FOLDER", folder)
    # The kernel takes the package under test, wherever the lesson stands.
    monkeypatch.setenv("PYTHONPATH", os.path.dirname(os.path.dirname(bp.__file__)))

    def write(*cells, name="01_one"):
        path = folder / f"{name}.ipynb"
        nbformat.write(notebook(*cells), path)
        return path

    return write


@pytest.fixture
def unrun(monkeypatch):
    """Saving leaves the run in a fresh kernel out: it takes seconds."""
    monkeypatch.setattr(saving, "run", lambda notebook: None)


def notebook(*cells):
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(c)
            if isinstance(c, str)
            else nbformat.v4.new_markdown_cell(c[1])
            for c in cells
        ]
    )


def sources(path):
    return [cell.source for cell in nbformat.read(path, 4).cells]


# --- what is stored ---------------------------------------------------------------


def test_a_saved_lesson_keeps_words_and_pictures_but_no_widgets(lesson):
    path = lesson("1 + 1", "import bpcore as bp\nbp.labs.neuron()")
    assert main("save", ["01"]) == 0
    saved = nbformat.read(path, 4)
    assert saved.cells[0].outputs[0].data["text/plain"] == "2"
    assert set(saved.cells[1].outputs[0].data) == {"text/plain", "image/png"}
    assert "widgets" not in saved.metadata
    assert "execution" not in saved.cells[0].metadata
    once = path.read_bytes()
    main("save", [])
    assert path.read_bytes() == once, "saving twice changes nothing"


def test_a_picture_keeps_its_words_and_nothing_else_of_its_metadata(lesson):
    path = lesson(
        "from matplotlib.figure import Figure\nimport bpcore as bp",
        "bp.figures.show(Figure((2, 2)), 'An empty square.')",
    )
    assert main("save", []) == 0
    [picture, caption] = nbformat.read(path, 4).cells[1].outputs
    assert picture.metadata == {"image/png": {"alt": "An empty square."}}
    assert caption.metadata == {}


def test_a_picture_is_stored_smaller_and_looks_the_same():
    from matplotlib.figure import Figure
    from PIL import Image, ImageChops, ImageStat

    figure = Figure((5, 3))
    axes = figure.add_subplot()
    axes.plot([0, 1, 2], [0, 1, 4], color="#0072b2")
    axes.set_title("A curve")
    out = io.BytesIO()
    figure.savefig(out, format="png")
    stored = base64.b64decode(
        saving.smaller(base64.b64encode(out.getvalue()).decode("ascii"))
    )
    assert len(stored) < 0.7 * len(out.getvalue())
    before = Image.open(out).convert("RGB")
    after = Image.open(io.BytesIO(stored)).convert("RGB")
    assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) < 0.5
    assert after.getpixel((0, 0)) == (255, 255, 255)


def test_what_a_cell_prints_is_one_output_however_it_came(lesson):
    slow = "import time\nprint(1, flush=True)\ntime.sleep(0.4)\nprint(2)"
    path = lesson(slow)
    main("save", [])
    [printed] = nbformat.read(path, 4).cells[0].outputs
    assert printed.text == "1\n2\n"


def test_a_heading_begins_a_slide_unless_its_cell_says_otherwise(lesson, unrun):
    path = lesson(("markdown", "# One"), ("markdown", "## Two"), ("markdown", "three"))
    skipped = nbformat.read(path, 4)
    skipped.cells[1].metadata["slideshow"] = {"slide_type": "skip"}
    nbformat.write(skipped, path)
    main("save", [])
    kinds = [c.metadata.get("slideshow") for c in nbformat.read(path, 4).cells]
    assert kinds == [{"slide_type": "slide"}, {"slide_type": "skip"}, None]


# --- exercises --------------------------------------------------------------------


def test_a_marker_becomes_the_three_cells_of_an_exercise(lesson):
    path = lesson(
        "import bpcore as bp",
        ("markdown", "exercise: one_unit_error"),
        ("markdown", "exercise: separates"),
        ("markdown", "The end."),
    )
    assert main("save", ["01"]) == 0
    cells = nbformat.read(path, 4).cells
    parts = [(c.metadata.get("bpcore") or {}).get("part") for c in cells]
    assert parts == [None, *["task", "cell", "solution"] * 2, None]
    one, two = bp.check.one_unit_error, bp.check.separates
    assert cells[1].source == f"### Exercise 1: One unit error\n\n{one.task}"
    assert cells[4].source.startswith("### Exercise 2: Separates\n\n")
    assert cells[2].source.startswith(one.stub)
    assert cells[2].source.endswith(f"\n\n{one.check}")
    assert "<details>" in cells[6].source and two.solution in cells[6].source
    assert "Not attempted yet" in cells[2].outputs[0].data["text/plain"]
    assert not exercises.differing(nbformat.read(path, 4))


def test_saving_follows_the_package_and_takes_out_what_was_deleted(
    lesson, unrun, monkeypatch
):
    path = lesson(
        "import bpcore as bp",
        ("markdown", "exercise: one_unit_error"),
        ("markdown", "exercise: separates"),
    )
    main("save", [])
    shorter = nbformat.read(path, 4)
    del shorter.cells[1:4]
    nbformat.write(shorter, path)
    assert exercises.differing(shorter) == ["separates"], "it is the first one now"
    monkeypatch.setattr(bp.check.separates, "task", "Another task.")
    main("save", [])
    assert sources(path)[1] == "### Exercise 1: Separates\n\nAnother task."
    assert len(sources(path)) == 4


def test_a_marker_moves_an_exercise_that_stands_elsewhere(lesson, unrun):
    path = lesson(
        "import bpcore as bp",
        ("markdown", "exercise: one_unit_error"),
        ("markdown", "exercise: separates"),
    )
    main("save", [])
    moved = nbformat.read(path, 4)
    moved.cells.append(nbformat.v4.new_markdown_cell("exercise: one_unit_error"))
    exercises.rewrite(moved)
    heads = [c.source.splitlines()[0] for c in moved.cells]
    assert heads[1] == "### Exercise 1: Separates"
    assert heads[4] == "### Exercise 2: One unit error"
    assert len(heads) == 7


@pytest.mark.parametrize("part", [1, 2, 3])
def test_a_readers_answer_is_never_written_over(lesson, unrun, part, capsys):
    path = lesson("import bpcore as bp", ("markdown", "exercise: one_unit_error"))
    main("save", [])
    answered = nbformat.read(path, 4)
    answered.cells[part].source += "\n# mine"
    nbformat.write(answered, path)
    before = path.read_bytes()
    assert main("save", []) == 1
    assert path.read_bytes() == before
    words = ("task", "cell", "solution")[part - 1]
    assert f"the {words} of exercise one_unit_error was changed" in (
        capsys.readouterr().out
    )
    del answered.cells[part]
    nbformat.write(answered, path)
    assert main("save", []) == 0, "a cell that is deleted is written anew"
    assert "# mine" not in "".join(sources(path))
    assert len(sources(path)) == 4


def test_an_exercise_that_does_not_exist_or_stands_twice_is_named(
    lesson, unrun, capsys
):
    path = lesson(("markdown", "exercise: nonsense"))
    before = path.read_bytes()
    assert main("save", []) == 1
    assert "no exercise 'nonsense'" in capsys.readouterr().out
    assert path.read_bytes() == before
    lesson(("markdown", "exercise: separates"), ("markdown", "exercise: separates"))
    assert main("save", []) == 1
    assert (
        "Exercise separates is to stand in this lesson twice" in capsys.readouterr().out
    )


# --- saving is safe ---------------------------------------------------------------


def test_a_lesson_that_fails_is_left_as_it_was_and_named(lesson, capsys):
    good = lesson("'fine'", name="01_good")
    bad = lesson("'fine'", "1 / 0", name="02_bad")
    before = bad.read_bytes()
    assert main("save", []) == 1
    assert bad.read_bytes() == before
    assert nbformat.read(good, 4).cells[0].outputs
    assert "Not done: 02_bad." in capsys.readouterr().out


def test_a_lesson_is_written_whole_or_not_at_all(lesson, unrun, monkeypatch):
    path = lesson("1")
    before = path.read_bytes()

    def stop(*_):
        raise KeyboardInterrupt

    for module, name in ((files.os, "replace"), (files.shutil, "copymode")):
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(module, name, stop)
            main("save", ["01"])
        assert path.read_bytes() == before
        assert [p.name for p in path.parent.iterdir()] == ["01_one.ipynb"]


def test_a_lesson_interrupted_while_it_runs_is_left_as_it_was(lesson, monkeypatch):
    path = lesson("import _thread\n_thread.interrupt_main()", "2")
    before = path.read_bytes()
    assert main("save", []) == 1, "an interrupted kernel is a failure"
    assert path.read_bytes() == before


def test_a_lesson_changed_elsewhere_meanwhile_is_not_overwritten(lesson, capsys):
    path = lesson("1")
    text = f"import pathlib\np = pathlib.Path({str(path)!r})\np.write_text('other')"
    path = lesson(text)
    assert main("save", []) == 1
    assert path.read_text() == "other"
    assert "changed elsewhere while it ran" in capsys.readouterr().out


def test_only_the_lessons_that_are_named_are_touched(lesson):
    one, two = lesson("1", name="01_one"), lesson("2", name="02_two")
    before = two.read_bytes()
    for name in ("01", "01_one", "01_one.ipynb", str(one)):
        assert files.find([name]) == [one]
    assert files.find(["01", "01_one"]) == [one], "once is enough"
    assert main("save", ["01"]) == 0
    assert two.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (".", "no lesson '.'"),
        ("", "no lesson ''"),
        ("notebooks/", "no lesson 'notebooks/'"),
        ("..", "no lesson '..'"),
        ("*", r"no lesson '\*'"),
        ("--all", "no lesson '--all'"),
        ("99", "no lesson '99'; there are 01_one, 02_two"),
        ("0", "'0' fits several lessons: 01_one, 02_two"),
        ("elsewhere/01_one.ipynb", "no lesson 'elsewhere/01_one.ipynb'"),
    ],
)
def test_a_slip_in_a_name_touches_nothing(lesson, unrun, name, told):
    one, two = lesson("1", name="01_one"), lesson("2", name="02_two")
    before = one.stat().st_mtime_ns, two.stat().st_mtime_ns
    with pytest.raises(SystemExit, match=told):
        main("save", ["01", name])
    assert (one.stat().st_mtime_ns, two.stat().st_mtime_ns) == before


def test_progress_is_a_line_a_lesson_with_its_seconds(lesson, unrun, capsys):
    lesson("1", name="01_one")
    lesson("2", name="02_two")
    main("save", [])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("save 01_one … stored in ")
    assert lines[0].endswith(" s")
