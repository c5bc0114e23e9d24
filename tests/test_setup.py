"""The set-up: run.py without its installation, and the two lists of dependencies."""

import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ENVIRONMENT = (ROOT / "environment.yml").read_text("utf-8")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run.py as a module, with a .venv of its own."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv/installed.json")
    monkeypatch.setattr(module, "LOG", tmp_path / ".venv/install.log")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return module


def bounds(requirement):
    """(name, bound) of a requirement: "numpy>=1.26" → ("numpy", ">=1.26")."""
    name, bound = re.match(r"([\w.-]+)\s*(\S*)", requirement.split(";")[0]).groups()
    return name.lower(), bound


def test_environment_yml_mirrors_pyproject():
    wanted = dict(
        bounds(r)
        for r in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["lab"])
    )
    wanted["matplotlib-base"] = wanted.pop("matplotlib")
    listed = dict(
        bounds(line.strip("- ").strip())
        for line in ENVIRONMENT.split("dependencies:")[1].splitlines()
        if line.strip()
    )
    python = listed.pop("python")
    assert re.fullmatch(r"=3\.\d+", python), "a single = for conda"
    assert float(python[3:]) >= float(PROJECT["requires-python"][4:])
    nbval = dict(map(bounds, PROJECT["optional-dependencies"]["test"]))["nbval"]
    assert listed == {**wanted, "nbval": nbval, "pip": ""}
    assert "pip:" not in ENVIRONMENT
    assert not (ROOT / "binder").exists()


@pytest.mark.skipif(os.name == "nt", reason="repo2docker does not run on Windows")
def test_repo2docker_understands_the_two_files():
    command = shutil.which("jupyter-repo2docker", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("jupyter-repo2docker is not installed")
    told = subprocess.run(
        [command, "--no-build", "--debug", "."],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    text = told.stdout + told.stderr
    assert told.returncode == 0, text[-2000:]
    assert "environment.yml" in text
    assert "postBuild" in text


@pytest.mark.skipif(os.name == "nt", reason="Binder runs on Linux")
def test_postbuild_can_run():
    script = (ROOT / "postBuild").read_text("utf-8")
    assert "set -euo pipefail" in script
    assert os.access(ROOT / "postBuild", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / "postBuild"], check=True)


def test_the_readme_names_the_two_commands_and_ci_calls_one():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 run.py  " in readme
    assert "python3 run.py test" in readme
    assert "python3 run.py test" in (ROOT / ".ci/run").read_text("utf-8")


def test_help_lists_the_jobs():
    told = subprocess.run(
        [sys.executable, ROOT / "run.py", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    for job in ("lab", "test", "bench", "save", "html", "slides"):
        assert job in told.stdout


def test_an_unknown_job_is_refused_without_an_installation():
    told = subprocess.run(
        [sys.executable, ROOT / "run.py", "dance"], capture_output=True, text=True
    )
    assert told.returncode == 2
    assert "dance" in told.stderr


def test_it_installs_once_and_again_when_something_changed(run, monkeypatch):
    steps = []
    monkeypatch.setattr(run, "_step", lambda what, command: steps.append(what))
    monkeypatch.setattr(
        run,
        "_make_venv",
        lambda uv: run.VENV.mkdir(exist_ok=True) or steps.append("venv"),
    )
    run.install("lab")
    assert steps[:2] == ["venv", "installing packages"]
    steps.clear()
    run.install("lab")
    assert steps == []
    run.install("lab", "test")
    assert "installing packages" in steps
    assert "venv" not in steps
    steps.clear()
    run.install("lab")
    assert steps == [], "what is there already is enough"
    stamp = json.loads(run.STAMP.read_text())
    run.STAMP.write_text(json.dumps({**stamp, "pyproject": "older"}))
    run.install("lab")
    assert "installing packages" in steps


def test_an_installation_that_failed_is_not_taken_for_a_good_one(run, monkeypatch):
    def fail(what, command):
        raise run.Stop("no")

    monkeypatch.setattr(run, "_make_venv", lambda uv: run.VENV.mkdir(exist_ok=True))
    monkeypatch.setattr(run, "_step", fail)
    with pytest.raises(run.Stop):
        run.install("lab")
    assert not run.STAMP.exists()


def test_a_missing_module_venv_is_named(run, monkeypatch):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(run.Stop, match="lacks its module venv"):
        run._make_venv(None)


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
def test_a_failed_step_is_told_in_a_sentence(run, printed, says, capsys):
    with pytest.raises(run.Stop, match=says):
        run._step(
            "x", [sys.executable, "-c", f"print({printed!r}); raise SystemExit(1)"]
        )
    assert printed in run.LOG.read_text()


def test_taken_ports_are_passed_over_and_named_when_all_are(run, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(run, "PORTS", range(port, port + 20))
        assert run._free_port() > port
        monkeypatch.setattr(run, "PORTS", range(port, port + 1))
        with pytest.raises(run.Stop, match=f"Every port from {port}"):
            run._free_port()


def test_an_unknown_benchmark_is_named(run, monkeypatch):
    monkeypatch.setattr(run, "install", lambda *extras: None)
    with pytest.raises(run.Stop, match="no benchmark 'speed'"):
        run.bench(["speed"])
