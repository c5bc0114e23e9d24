#!/usr/bin/env python3
"""Start the course, or do one of its other jobs: ``python3 run.py --help``.

Needs Python 3.11 or newer and nothing else.  The first run makes the folder .venv
beside this file (BPCORE_VENV names another) and installs the course into it; later
runs start at once.

The folder holds a record of what is installed, which also marks it as made here, and
the installation itself in a folder with a number.  When the course asks for another
one, that is made under the next number, and the record names it once it works; until
then, and where it cannot be made, the old one serves.
"""

import contextlib
import hashlib
import importlib.util
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("BPCORE_VENV") or ROOT / ".venv").expanduser().absolute()
RECORD = VENV / "installed.json"
LOG = VENV / "install.log"
HELD = contextlib.ExitStack()  # locks, until this run ends
WORKS = "import bpcore.network, ipywidgets, jupyterlab.labapp"
# What an earlier run.py put into .venv itself.
EARLIER = (
    "bin", "etc", "include", "Include", "lib", "Lib", "lib64", "pyvenv.cfg", "Scripts",
    "share",
)  # fmt: skip


class Stop(Exception):
    """A reason to end, in one sentence for the reader."""

    code = 1


class Misuse(Stop):
    """What was typed asks for nothing that run.py can do."""

    code = 2


def main(typed):
    if sys.version_info < (3, 11):  # noqa: UP036 — this is what tells the reader
        raise Stop(
            "The course needs Python 3.11 or newer; this is "
            f"{sys.version.split()[0]}. Start run.py with a newer one."
        )
    word, *rest = typed or ["lab"]
    if word in ("-h", "--help"):
        print(_help())
        return 0
    if word not in JOBS:
        raise Misuse(
            f"An option follows a job, as in run.py lab {word}; run.py --help lists "
            "the jobs."
            if word.startswith("-")
            else f"There is no job {word!r}; there are {', '.join(JOBS)}."
        )
    end = rest.index("--") if "--" in rest else len(rest)
    if {"-h", "--help"} & set(rest[:end]):
        print(JOBS[word].__doc__)
        return 0
    return JOBS[word](rest[:end] + rest[end + 1 :])


def _help():
    jobs = (f"  {name:<13} {job.__doc__.splitlines()[0]}" for name, job in JOBS.items())
    return (
        "usage: run.py [job] [what goes on to the job …]\n\n"
        "A course on backpropagation.  With no job: open it in JupyterLab.\n\n"
        + "\n".join(jobs)
        + "\n\nrun.py JOB --help says more about a job; run.py JOB -- --help asks what "
        "it calls."
    )


# --- the jobs ---------------------------------------------------------------------


def lab(rest):
    """Open the course in JupyterLab.

    What follows goes on to JupyterLab: run.py lab --port=8899 --no-browser
    """
    python = install("lab")
    print("Opening the course in JupyterLab. Ctrl-C here ends it.", flush=True)
    code = _call(python, "tools.lab", rest)
    print("JupyterLab has ended.")
    return code


def test(rest):
    """Run every test: code, lessons, labs in a browser.

    What follows goes on to pytest, and then nothing else is run:
    run.py test tests/test_network.py -x
    """
    python = install("lab", "test")
    # A progress bar would be an output of its own.
    return _call(python, "pytest" if rest else "tools.suite", rest, TQDM_DISABLE="1")


def environments(rest):
    """Test without numba, with the oldest and with the newest packages.

    What follows chooses: run.py environments [plain] [oldest] [newest] [lesson …]
    """
    return _call(install("lab", "test"), "tools.environments", rest)


def bench(rest):
    """Measure: run.py bench [numbers | labs].

    What follows the name of the benchmark goes on to it.
    """
    name, *more = rest or ["numbers"]
    files = (path.stem for path in (ROOT / "tools/bench").glob("*.py"))
    known = sorted(stem for stem in files if stem[0] != "_")
    if name not in known:
        raise Misuse(f"There is no benchmark {name!r}; there are {', '.join(known)}.")
    return _call(install("lab", "test"), f"tools.bench.{name}", more)


def save(rest):
    """Run lessons afresh and store what they show.

    Names of lessons may follow, or beginnings of names: run.py save 00 02_the
    """
    return _lessons("save", rest)


def pictures(rest):
    """Take the README's pictures anew, in a browser.

    Names of pictures may follow: run.py pictures stepper
    """
    names = _names("pictures", rest, (ROOT / "tools/readme").glob("*.png"))
    return _call(install("lab", "test"), "tools.pictures", names)


def html(rest):
    """Write the lessons as web pages into the folder html.

    Names of lessons may follow, or beginnings of names: run.py html 00 02_the
    """
    return _lessons("html", rest)


def slides(rest):
    """Write the lessons as slides into the folder html.

    Names of lessons may follow, or beginnings of names: run.py slides 00 02_the
    """
    return _lessons("slides", rest)


JOBS = {
    job.__name__: job
    for job in (lab, test, environments, bench, save, pictures, html, slides)
}


def _lessons(job, rest):
    names = _names(job, rest, (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    return _call(install("lab"), "tools.lessons", [job, *names])


def _names(job, words, files):
    """The names, or beginnings of names, of files that follow a job; nothing else may.

    A beginning has two letters at least, so that a slip does not name them all.
    """
    known = sorted(file.stem for file in files)
    names = [Path(word).stem for word in words]
    for name, word in zip(names, words, strict=True):
        if len(name) < 2 or not any(stem.startswith(name) for stem in known):
            raise Misuse(
                f"{job} takes names alone, and {word!r} names none of "
                f"{', '.join(known)}."
            )
    return names


def _call(python, module, arguments, **variables):
    """Run a module of the course; returns its exit code."""
    command = [python, "-m", module, *arguments]
    child = subprocess.Popen(command, cwd=ROOT, env=_environment() | variables)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child got it too and ends by itself


def _environment():
    """The variables of the course's Python: none that leads it to other packages.

    Nor away from its own, nor past an assert; what its terminal cannot print becomes a
    question mark.
    """
    others = ("PYTHONPATH", "PYTHONHOME", "PYTHONSAFEPATH", "PYTHONOPTIMIZE")
    kept = {name: value for name, value in os.environ.items() if name not in others}
    encoding = kept.get("PYTHONIOENCODING", "").split(":")[0]
    return {
        **kept,
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYTHONIOENCODING": f"{encoding}:replace",
    }


# --- the installation -------------------------------------------------------------


def install(*extras):
    """The Python of an installation with these extras, at once where there is one."""
    record = _record()
    wanted = {
        "extras": sorted({*extras, *record.get("extras", ())}),
        "python": list(sys.version_info[:2]),
        "pyproject": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "folder": str(ROOT),  # a moved folder takes its .venv along, but not its paths
    }
    old = _in_use(record)
    if old and all(record.get(key) == value for key, value in wanted.items()):
        return _held(old)
    try:
        if old:
            print("What the course needs has changed. ", end="")
        print("Installing the course; this takes some minutes.", flush=True)
        return _held(_install(wanted))
    except Stop as reason:
        enough = old and {*extras} <= {*record.get("extras", ())}
        if enough and _runs(_python_in(old), WORKS):
            print(f"run.py: {reason} Until then the old installation serves.")
            return _held(old)
        raise


def _record():
    """What is installed, or nothing; refuses a folder that run.py did not make."""
    if VENV.is_symlink() or (
        os.path.lexists(VENV)
        and not RECORD.is_file()
        and not (VENV.is_dir() and not any(VENV.iterdir()))
    ):
        raise Stop(
            f"{VENV} was not made by run.py and stays as it is; move it away, or set "
            "BPCORE_VENV to the path of another folder for the installation."
        )
    if not RECORD.exists():
        return {}
    try:
        record = json.loads(RECORD.read_text("utf-8"))
        folder = record.get("folder", str(ROOT))
        extras, number = record.get("extras", []), record.get("number", "")
        if {type(part) for part in (folder, number, *extras)} - {str}:
            raise TypeError
    except (OSError, ValueError, TypeError, AttributeError):
        print(f"run.py: {RECORD} cannot be read, so the course is installed anew.")
        return {}
    if folder != str(ROOT) and VENV != ROOT / ".venv":
        raise Stop(
            f"{VENV} belongs to the course in {folder}; set BPCORE_VENV to the path of "
            "another folder."
        )
    return record


def _in_use(record):
    """The folder of the installation in use; None where none runs."""
    if record.get("folder") != str(ROOT):
        return None
    folder = VENV / record.get("number", "")
    if _runs(_python_in(folder), ""):
        return folder
    print("run.py: the installed Python does not run, so the course is installed anew.")
    return None


def _python_in(folder):
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _runs(python, program):
    """Whether a Python runs a program."""
    try:
        return not subprocess.run(
            [python, "-c", program], cwd=ROOT, env=_environment(), capture_output=True
        ).returncode
    except OSError:
        return False


def _install(wanted):
    """Make the installation that is wanted and record it; returns its folder."""
    try:
        VENV.mkdir(parents=True, exist_ok=True)
        if not RECORD.exists():
            RECORD.write_text("{}")
        folder = _next_folder()
        try:
            _fill(folder, wanted["extras"])
            new = RECORD.with_suffix(".new")
            new.write_text(json.dumps({**wanted, "number": folder.name}))
            os.replace(new, RECORD)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as fault:
        raise Stop(
            f"The folder {VENV} cannot be written ({fault.strerror or fault}); free "
            "some space, move the course to a folder of your own, or set BPCORE_VENV "
            "to the path of another folder."
        ) from None
    _tidy(folder)
    return folder


def _next_folder():
    """A fresh folder with a number, held."""
    taken = {path.stem for path in VENV.iterdir()}
    folder = VENV / next(n for n in map(str, itertools.count(1)) if n not in taken)
    folder.mkdir()
    _held(folder)
    return folder


def _fill(folder, extras):
    """Make a virtual environment in the folder and install the course into it."""
    uv, python = shutil.which("uv"), _python_in(folder)
    missing = [m for m in ("venv", "ensurepip") if not importlib.util.find_spec(m)]
    if missing and not uv:
        raise Stop(
            f"This Python lacks its module {missing[0]}; install it (on Debian and "
            "Ubuntu: apt install python3-venv) or install uv, and run this again."
        )
    make = [uv, "venv", "--python", sys.executable] if uv else [
        sys.executable, "-m", "venv",
    ]  # fmt: skip
    make += ["--prompt", "bpcore"]
    into = [uv, "pip", "install", "--python", python] if uv else [
        python, "-m", "pip", "install", "--disable-pip-version-check",
    ]  # fmt: skip
    _step("making the environment", [*make, folder])
    _step("installing packages", [*into, "--editable", f".[{','.join(extras)}]"])
    _step("trying them", [python, "-c", WORKS])
    _step("listing fonts, compiling loops", [python, "-m", "tools.warming"])


def _tidy(used):
    """Delete the installations that no run holds, and show the one in use.

    .venv itself then looks like it, for editors and shells; run.py does without.
    """
    for folder in VENV.iterdir():
        if folder.stem.isdigit() and folder != used:
            with contextlib.suppress(OSError), _lock(folder, alone=True):
                gone = folder.rename(folder.with_suffix(".gone"))
                shutil.rmtree(gone, ignore_errors=True)
    with contextlib.suppress(OSError), _lock(VENV, alone=True):  # an earlier one's
        for name in EARLIER:
            link, part = VENV / name, used / name
            if link.is_dir() and not link.is_symlink():
                shutil.rmtree(link)
            link.unlink(missing_ok=True)
            if part.exists() and os.name != "nt":  # which grants links to few
                link.symlink_to(part.relative_to(VENV))


def _held(folder):
    """The Python of an installation, which no other run deletes until this one ends."""
    with contextlib.suppress(OSError):  # a file system without locks
        HELD.enter_context(_lock(folder))
    return _python_in(folder)


@contextlib.contextmanager
def _lock(folder, alone=False):
    """Lock a folder, alone or with other runs; raises OSError where that cannot be."""
    if os.name == "nt":
        yield  # it renames no folder whose programs run
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _step(what, command):
    """Run one step of the installation, with a line that shows it is alive."""
    start = time.monotonic()
    line = f"  {what} …"
    print(line, end="", flush=True)
    with LOG.open("wb") as out:
        child = subprocess.Popen(
            command, cwd=ROOT, env=_environment(), stdout=out, stderr=out
        )
        try:
            while child.poll() is None:
                time.sleep(0.2)
                if sys.stdout.isatty():
                    seconds = time.monotonic() - start
                    print(f"\r{line} {seconds:.0f} s", end="", flush=True)
        except KeyboardInterrupt:
            child.terminate()
            child.wait()
            raise
    if child.returncode:
        print(" failed")
        text = LOG.read_text(encoding="utf-8", errors="replace")
        raise Stop(f"{_why(what, text)} The details are in {LOG}.")
    LOG.unlink(missing_ok=True)
    print(f"\r{line} done ({time.monotonic() - start:.0f} s)", flush=True)


def _why(what, text):
    """What went wrong in a step, from what it printed."""
    offline = (
        "connection", "resolve host", "resolution", "network", "dns error", "timed out",
        "could not find a version",  # what pip says when its index does not answer
    )  # fmt: skip
    lower = text.lower()
    if "no space left" in lower:
        return "The disk is full; free some space and run this again."
    if any(sign in lower for sign in offline):
        return (
            "The packages could not be fetched; check the network connection and run "
            "this again."
        )
    return f"The step '{what}' failed; run this again once the cause is mended."


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.reconfigure(errors="replace")
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as reason:
        print(f"run.py: {reason}", file=sys.stderr)
        sys.exit(reason.code)
    except OSError as fault:
        sys.exit(f"run.py: {fault.strerror or fault}: {fault.filename}")
    except KeyboardInterrupt:
        sys.exit("\nrun.py: interrupted; run it again to go on.")
