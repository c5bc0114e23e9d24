"""The set-up for conda and Binder, and the jobs of run.py."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ENVIRONMENT = (ROOT / "environment.yml").read_text("utf-8")


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


def test_binder_warms_up_what_run_py_does():
    for name in ("postBuild", "run.py"):
        assert "tools.warming" in (ROOT / name).read_text("utf-8")


def test_the_readme_names_the_two_commands_and_ci_calls_one():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 run.py  " in readme
    assert "python3 run.py test" in readme
    assert "python3 run.py test" in (ROOT / ".ci/run").read_text("utf-8")


@pytest.fixture
def run(tmp_path):
    """Runs run.py where nothing is installed and nothing may be."""
    # The path of the installation leads through a file, so nothing can be made there.
    (tmp_path / "file").touch()

    def run(*arguments, **variables):
        return subprocess.run(
            [sys.executable, ROOT / "run.py", *arguments],
            env={**os.environ, "BPCORE_VENV": str(tmp_path / "file/x"), **variables},
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    return run


JOBS = ["lab", "test", "environments", "bench", "save", "pictures", "html", "slides"]


def test_help_lists_the_jobs(run):
    told = run("--help")
    assert told.returncode == 0
    for job in JOBS:
        assert f"\n  {job} " in told.stdout


@pytest.mark.parametrize("job", JOBS)
def test_help_after_any_job_is_help(run, job):
    for before in ([], ["00"]):
        told = run(job, *before, "--help")
        assert (told.returncode, told.stderr) == (0, "")
        assert "may follow" in told.stdout or "What follows" in told.stdout


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("dance", "no job 'dance'; there are lab, test"),
        ("--hlep", "An option follows a job, as in run.py lab --hlep"),
        ("--port=8899", "run.py lab --port=8899"),
        ("save .", "save takes names alone, and '.' names none of 00_start_here"),
        ("save 0", "'0' names none of"),
        ("save notebooks/", "'notebooks/' names none of"),
        ("html 00 --force", "html takes names alone, and '--force' names none of"),
        ("slides 99", "'99' names none of"),
        ("pictures --hlep", "pictures takes names alone, and '--hlep' names none of"),
        ("pictures steper", "names none of playground, stepper"),
        ("bench speed", "no benchmark 'speed'; there are labs, numbers"),
    ],
)
def test_a_slip_is_told_before_anything_is_done(run, typed, says):
    told = run(*typed.split())
    assert told.returncode == 2
    assert told.stderr.startswith("run.py: ")
    assert told.stderr.count("\n") == 1
    assert says in told.stderr


def test_what_stands_after_two_dashes_goes_on_whatever_it_is(run):
    assert "cannot be written" in run("lab", "--", "--help").stderr
    program = (
        "import runpy; run = runpy.run_path('run.py');"
        "run['JOBS']['lab'] = print;"
        "run['main'](['lab', '--x', '--', '--help', '--'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True
    )
    assert told.stdout == "['--x', '--help', '--']\n"


def test_names_of_lessons_and_pictures_go_on(run):
    for typed in ("save 00", "save notebooks/02_the_algorithm.ipynb", "pictures step"):
        assert "cannot be written" in run(*typed.split()).stderr, typed


def test_a_terminal_that_cannot_print_a_letter_gets_a_question_mark(run):
    told = run("--help", PYTHONIOENCODING="ascii")
    assert told.returncode == 0
    assert "to the job ?]" in told.stdout


def test_what_the_system_refuses_is_told_in_a_line(tmp_path):
    (tmp_path / "run.py").write_text((ROOT / "run.py").read_text("utf-8"), "utf-8")
    told = subprocess.run(
        [sys.executable, tmp_path / "run.py"], capture_output=True, text=True
    )
    assert told.returncode == 1
    assert told.stderr.startswith("run.py: No such file or directory: ")
    assert told.stderr.rstrip().endswith("pyproject.toml")


def test_an_old_python_is_told_so(run):
    program = (
        "import runpy, sys; sys.version_info = (3, 10, 4); "
        f"sys.argv = ['run.py']; runpy.run_path({str(ROOT / 'run.py')!r}, "
        "run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True
    )
    assert told.returncode == 1
    assert told.stderr.startswith("run.py: The course needs Python 3.11 or newer")
