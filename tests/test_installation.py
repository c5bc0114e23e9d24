"""run.py's installation: made once, replaced when another works, never another's."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load():
    """run.py as a module, as the variables of the environment are now."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run.py with a folder of its own and a course of its own; its steps are played.

    ``.steps`` lists them; one that stands in ``.failing`` fails.  A Python is a file
    that says which programs it runs.
    """
    monkeypatch.setenv("BPCORE_VENV", str(tmp_path / "course/.venv"))
    module = load()
    (tmp_path / "course").mkdir()
    (tmp_path / "course/pyproject.toml").write_text("first")
    monkeypatch.setattr(module, "ROOT", tmp_path / "course")
    module.steps, module.failing = [], []

    def step(what, command):
        module.steps.append(what)
        if what in module.failing:
            raise module.Stop("No luck.")
        if what == "making the environment":
            (Path(command[-1]) / "share").mkdir(parents=True)
            (Path(command[-1]) / "python").write_text(f"runs {module.WORKS}")

    def runs(python, program):
        return python.exists() and f"runs {program}" in python.read_text()

    monkeypatch.setattr(module, "_step", step)
    monkeypatch.setattr(module, "_runs", runs)
    monkeypatch.setattr(module, "_python_in", lambda folder: folder / "python")
    yield module
    module.HELD.close()


def change(run, text="second"):
    """What a pull may bring: other packages."""
    (run.ROOT / "pyproject.toml").write_text(text)
    run.HELD.close()  # as if this run had ended
    run.steps.clear()


def test_it_installs_once(run):
    first = run.install("lab")
    assert run.steps[:2] == ["making the environment", "installing packages"]
    run.steps.clear()
    assert run.install("lab") == first
    assert run.steps == []


def test_more_extras_bring_another_installation_that_serves_both(run):
    run.install("lab")
    run.HELD.close()
    assert run.install("lab", "test") == run.VENV / "2/python"
    assert json.loads(run.RECORD.read_text())["extras"] == ["lab", "test"]
    run.steps.clear()
    assert run.install("lab") == run.VENV / "2/python"
    assert run.steps == []


def test_a_successor_that_works_takes_the_place(run):
    run.install("lab")
    change(run)
    assert run.install("lab") == run.VENV / "2/python"
    assert not (run.VENV / "1").exists()
    change(run, "third")
    assert run.install("lab") == run.VENV / "1/python", "numbers are used again"


@pytest.mark.parametrize("fails", ["installing packages", "trying them"])
def test_a_successor_that_fails_leaves_the_old_one(run, fails, capsys):
    old = run.install("lab")
    before = run.RECORD.read_text()
    change(run)
    run.failing.append(fails)
    capsys.readouterr()
    assert run.install("lab") == old
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "run.py: No luck. Until then the old installation serves."
    assert run.RECORD.read_text() == before
    assert not (run.VENV / "2").exists()
    run.failing.clear()
    assert run.install("lab") == run.VENV / "2/python"


def test_an_old_installation_serves_only_what_it_has(run):
    run.install("lab")
    change(run)
    run.failing.append("installing packages")
    with pytest.raises(run.Stop, match=r"^No luck\.$"):
        run.install("lab", "test")


def test_an_old_installation_serves_only_where_it_works(run):
    run.install("lab").write_text("runs ")
    change(run)
    run.failing.append("installing packages")
    with pytest.raises(run.Stop, match=r"^No luck\.$"):
        run.install("lab")


def test_an_interrupted_installation_leaves_the_old_one(run, monkeypatch):
    old = run.install("lab")
    change(run)
    monkeypatch.setattr(run, "_fill", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run.install("lab")
    assert old.exists()
    assert not (run.VENV / "2").exists()


def interrupt(*_):
    raise KeyboardInterrupt


def test_a_first_installation_that_failed_can_be_tried_again(run):
    run.failing.append("installing packages")
    with pytest.raises(run.Stop):
        run.install("lab")
    run.failing.clear()
    assert run.install("lab") == run.VENV / "1/python"


def test_an_installation_that_another_run_uses_stays(run):
    first = run.install("lab")
    other = load()
    change(run)
    with other._lock(first.parent):
        run.install("lab")
        assert first.exists()
    change(run, "third")
    run.install("lab")
    if os.name != "nt":
        assert not first.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows grants links to few")
def test_the_folder_itself_looks_like_the_installation_in_use(run):
    run.install("lab")
    assert (run.VENV / "share").resolve() == run.VENV / "1/share"
    change(run)
    with load()._lock(run.VENV / "1"):  # whether or not the old one is still there
        run.install("lab")
    assert (run.VENV / "share").resolve() == run.VENV / "2/share"
    change(run, "third")
    run.install("lab")
    assert (run.VENV / "share").resolve() == run.VENV / "3/share"
    assert not (run.VENV / "1").exists()


def test_where_nothing_can_be_locked_it_installs_all_the_same(run, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    def flock(*_):
        raise OSError("not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    first = run.install("lab")
    change(run)
    assert run.install("lab") == run.VENV / "2/python"
    assert first.exists(), "nobody knows whether it is in use"


def test_an_installation_of_an_earlier_run_py_serves_and_is_replaced(run):
    (run.VENV / "share/jupyter").mkdir(parents=True)
    (run.VENV / "python").write_text(f"runs {run.WORKS}")
    run.RECORD.write_text(
        json.dumps({
            "extras": ["lab"], "python": list(sys.version_info[:2]),
            "pyproject": run.hashlib.sha256(b"first").hexdigest(),
            "folder": str(run.ROOT),
        })
    )  # fmt: skip
    assert run.install("lab") == run.VENV / "python"
    assert run.steps == []
    change(run)
    run.failing.append("installing packages")
    assert run.install("lab") == run.VENV / "python"
    assert (run.VENV / "share/jupyter").exists()
    run.failing.clear()
    change(run)
    assert run.install("lab") == run.VENV / "1/python"
    assert not (run.VENV / "share/jupyter").exists()


# --- what is not ours ---------------------------------------------------------------


def tree(folder):
    return sorted((str(p), p.is_file() and p.read_bytes()) for p in folder.rglob("*"))


def test_a_folder_that_something_else_made_is_refused_and_left(run):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", run.VENV])
    before = tree(run.VENV)
    with pytest.raises(run.Stop, match=r"was not made by run\.py.* BPCORE_VENV"):
        run.install("lab")
    assert tree(run.VENV) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows grants links to few")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_refused_wherever_it_leads(run, tmp_path, there):
    shared = tmp_path / "shared"
    if there:
        shared.mkdir()
        (shared / "installed.json").write_text("{}")
    run.VENV.symlink_to(shared)
    with pytest.raises(run.Stop, match=r"was not made by run\.py"):
        run.install("lab")
    assert run.VENV.is_symlink()
    assert list(shared.glob("*")) == ([shared / "installed.json"] if there else [])


def test_a_file_in_its_place_is_refused(run):
    run.VENV.write_text("mine")
    with pytest.raises(run.Stop, match=r"was not made by run\.py"):
        run.install("lab")
    assert run.VENV.read_text() == "mine"


def test_an_empty_folder_is_nobodys(run):
    run.VENV.mkdir()
    assert run.install("lab") == run.VENV / "1/python"


def test_a_folder_of_another_course_is_refused(run, monkeypatch, tmp_path):
    run.install("lab")
    before = tree(run.VENV)
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy/pyproject.toml").write_text("first")
    monkeypatch.setattr(run, "ROOT", tmp_path / "copy")
    with pytest.raises(run.Stop, match=r"belongs to the course in .*course; set"):
        run.install("lab")
    assert tree(run.VENV) == before


def test_a_course_that_was_moved_takes_its_folder_along(run, monkeypatch, tmp_path):
    run.install("lab")
    run.HELD.close()
    moved = run.ROOT.rename(tmp_path / "moved")
    monkeypatch.setattr(run, "ROOT", moved)
    monkeypatch.setattr(run, "VENV", moved / ".venv")
    monkeypatch.setattr(run, "RECORD", moved / ".venv/installed.json")
    run.steps.clear()
    run.failing.append("installing packages")
    with pytest.raises(run.Stop):  # the old one would run the course of before
        run.install("lab")
    run.failing.clear()
    assert run.install("lab") == moved / ".venv/2/python"
    assert not (moved / ".venv/1").exists()


# --- what is broken -----------------------------------------------------------------


@pytest.mark.parametrize(
    "record", ["", "nonsense", "[1]", "3", "null", '{"extras": 3}', '{"number": 1}',
               '{"folder": null}', '{"extras": [1]}', "\xff"],
)  # fmt: skip
def test_a_broken_record_is_told_in_a_sentence(run, record, capsys):
    run.install("lab")
    run.RECORD.write_bytes(record.encode("latin-1"))
    run.HELD.close()
    run.steps.clear()
    capsys.readouterr()
    assert run.install("lab") == run.VENV / "2/python"
    assert "installing packages" in run.steps
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("cannot be read, so the course is installed anew.")
    assert not (run.VENV / "1").exists()


@pytest.mark.parametrize("broken", ["gone", "spoilt"])
def test_a_python_that_does_not_run_is_told_in_a_sentence(run, broken, capsys):
    python = run.install("lab")
    python.unlink() if broken == "gone" else python.write_text("spoilt")
    run.HELD.close()
    capsys.readouterr()
    assert run.install("lab") == run.VENV / "2/python"
    told = capsys.readouterr().out.splitlines()
    assert "Python does not run, so the course is installed anew." in told[0]


@pytest.mark.parametrize("content", [None, b"", b"\x7fELF", b"#!/nowhere\n"])
def test_whether_a_python_runs(tmp_path, content):
    run = load()
    python = tmp_path / "python"
    if content is not None:
        python.write_bytes(content)
        python.chmod(0o755)
    assert not run._runs(python, "")
    assert run._runs(sys.executable, "")
    assert not run._runs(sys.executable, "raise SystemExit(1)")


def test_a_missing_module_venv_is_named(run, monkeypatch):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    with pytest.raises(run.Stop, match="lacks its module venv"):
        run.install("lab")


def test_a_folder_that_cannot_be_made_is_told(run, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(run, "VENV", tmp_path / "file/x")
    monkeypatch.setattr(run, "RECORD", tmp_path / "file/x/installed.json")
    with pytest.raises(run.Stop, match=r"file/x cannot be written \(Not a directory"):
        run.install("lab")


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("Failed to establish a new connection: refused", "could not be fetched"),
        ("Temporary failure in name resolution", "could not be fetched"),
        ("ERROR: Could not find a version that satisfies", "could not be fetched"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: something else", "The step 'x' failed"),
    ],
)
def test_a_failed_step_is_told_in_a_sentence(monkeypatch, tmp_path, printed, says):
    monkeypatch.setenv("BPCORE_VENV", str(tmp_path))
    run = load()
    program = f"print({printed!r}); raise SystemExit(1)"
    with pytest.raises(run.Stop, match=says):
        run._step("x", [sys.executable, "-c", program])
    assert printed in run.LOG.read_text()


# --- the course's Python ------------------------------------------------------------


def test_another_pythons_packages_stay_outside(monkeypatch, tmp_path, capfd):
    (tmp_path / "numpy.py").write_text("raise SystemExit('the wrong numpy')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    run = load()
    monkeypatch.setattr(run.signal, "signal", lambda *_: None)
    assert run._call(sys.executable, "site", []) == 0
    assert str(tmp_path) not in capfd.readouterr().out
    assert run._runs(sys.executable, "import numpy, tools.lab")
    assert not run._runs(sys.executable, "assert False")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_who_ends_run_py_ends_what_it_called():
    program = (
        "import runpy, sys; run = runpy.run_path('run.py');"
        "sys.exit(run['_call'](sys.executable, 'timeit', ["
        "'-n1', '-r1', 'import time; print(\"on\", flush=True); time.sleep(20)']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE
    ) as whole:
        assert whole.stdout.readline() == b"on\n"
        whole.terminate()
        assert whole.wait(20) != 0
        assert whole.stdout.read() == b"", "the other end is closed"


def test_what_the_courses_python_cannot_print_is_no_fault(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii:strict")
    run = load()
    assert run._environment()["PYTHONIOENCODING"] == "ascii:replace"
    assert run._runs(sys.executable, "print('…')")
