#!/usr/bin/env python3
"""Start the course, or do one of its other jobs: ``python3 run.py --help``.

Needs Python 3.11 or newer and nothing else.  The first run makes the folder .venv
beside this file and installs the course into it; later runs start at once.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
LOG = VENV / "install.log"
FIRST_LESSON = "notebooks/00_start_here.ipynb"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PORTS = range(8888, 8988)

# JupyterLab asks no questions and fetches nothing; the reader's own settings stay.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    }
}


class Stop(Exception):
    """A reason to end, in one sentence for the reader."""


def main():
    if sys.version_info < (3, 11):  # noqa: UP036 — this is what tells the reader
        raise Stop(
            "The course needs Python 3.11 or newer; this is "
            f"{sys.version.split()[0]}. Start run.py with a newer one."
        )
    arguments, rest = _parser().parse_known_args()
    if rest[:1] == ["--"]:
        rest = rest[1:]
    return arguments.job(rest)


def _parser():
    parser = argparse.ArgumentParser(
        description="A course on backpropagation. With no job: open it in JupyterLab.",
        epilog="What follows the job goes on to it: run.py test tests/test_network.py",
    )
    parser.set_defaults(job=lab)
    jobs = parser.add_subparsers(metavar="job")
    for job, about in (
        (lab, "open the course in JupyterLab (the job when none is named)"),
        (test, "run every test: code, lessons, labs in a browser"),
        (environments, "test without numba, with the oldest and the newest packages"),
        (bench, "measure: run.py bench [numbers | labs]"),
        (save, "run lessons afresh and store what they show: run.py save [lesson …]"),
        (pictures, "take the README's pictures anew, in a browser"),
        (html, "write the lessons as web pages into the folder html"),
        (slides, "write the lessons as slides into the folder html"),
    ):
        command = jobs.add_parser(job.__name__, help=about, add_help=False)
        command.set_defaults(job=job)
    return parser


# --- the jobs ---------------------------------------------------------------------


def lab(rest):
    """Open JupyterLab at the first lesson."""
    install("lab")
    command = [
        PYTHON, "-m", "jupyterlab", FIRST_LESSON,
        f"--port={_free_port()}", "--ServerApp.port_retries=0",
        "--ServerApp.answer_yes=True",  # Ctrl-C ends it without a question
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    print("Opening the course in JupyterLab. Ctrl-C here ends it.", flush=True)
    code = _call([*command, *rest])
    print("JupyterLab has ended.")
    return code


def test(rest):
    """Run the tests that are named, or all of them."""
    install("lab", "test")
    quiet = {"TQDM_DISABLE": "1"}  # a progress bar would be an output of its own
    if rest:
        return _call([PYTHON, "-m", "pytest", *rest], quiet)
    strict = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=120"]
    codes = {
        "style": _call([PYTHON, "-m", "ruff", "check", "."]),
        "format": _call([PYTHON, "-m", "ruff", "format", "--check", "."]),
        "lessons": _call([PYTHON, "-m", "pytest", *strict, "notebooks"], quiet),
        "lessons without numba": _call([PYTHON, "-m", "tools.environments", "plain"]),
        "code": _call([PYTHON, "-m", "pytest", "tests"], quiet),
    }
    browser = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    print(
        f"Browser tests: ran with {Path(browser).name}."
        if browser
        else "Browser tests: left out, as no Chromium was found (CHROMIUM may name it)."
    )
    failed = [name for name, code in codes.items() if code]
    print(f"Failed: {', '.join(failed)}." if failed else "All tests passed.")
    return max(codes.values())


def environments(rest):
    """Test in other environments: run.py environments [plain] [oldest] [newest]."""
    install("lab", "test")
    return _call([PYTHON, "-m", "tools.environments", *rest])


def bench(rest):
    """Measure what a benchmark measures, the one of the numbers if none is named."""
    install("lab", "test")
    name, *more = rest or ["numbers"]
    known = sorted(
        path.stem for path in (ROOT / "tools/bench").glob("*.py") if path.stem[0] != "_"
    )
    if name not in known:
        raise Stop(f"There is no benchmark {name!r}; there are {', '.join(known)}.")
    return _call([PYTHON, "-m", f"tools.bench.{name}", *more])


def save(rest):
    """Run lessons in fresh kernels and store their outputs."""
    return _lessons("save", rest)


def pictures(rest):
    """Take the README's screenshots."""
    install("lab", "test")
    return _call([PYTHON, "-m", "tools.pictures", *rest])


def html(rest):
    """Write the lessons as web pages."""
    return _lessons("html", rest)


def slides(rest):
    """Write the lessons as slides."""
    return _lessons("slides", rest)


def _lessons(job, rest):
    install("lab")
    return _call([PYTHON, "-m", "tools.lessons", job, *rest], {"TQDM_DISABLE": "1"})


def _call(command, environment=None):
    """Run a command in the project's folder; returns its exit code."""
    child = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child got it too and ends by itself


def _free_port():
    for port in PORTS:
        with socket.socket() as probe:
            if os.name != "nt":  # a port that has just been let go counts as free
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Stop(
        f"Every port from {PORTS[0]} to {PORTS[-1]} is taken; end another "
        "JupyterLab first, or name a port: run.py lab --port=9000."
    )


# --- the installation -------------------------------------------------------------


def install(*extras):
    """Make .venv hold the course with these extras; at once where it does already."""
    wanted = {
        "extras": sorted(extras),
        "python": list(sys.version_info[:2]),
        "pyproject": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
        "folder": str(ROOT),  # a moved folder takes its .venv along, but not its paths
    }
    stamp = _stamp()
    if stamp:
        wanted["extras"] = sorted({*extras, *stamp.get("extras", ())})
        if stamp == wanted and PYTHON.exists():
            return
    print(
        "Installing the course; this happens once and takes some minutes.", flush=True
    )
    try:
        STAMP.unlink(missing_ok=True)
        uv = shutil.which("uv")
        if stamp.get("folder") != str(ROOT) or not PYTHON.exists():
            _make_venv(uv)
        project = f".[{','.join(wanted['extras'])}]"
        into = [uv, "pip", "install", "--python", PYTHON] if uv else [
            PYTHON, "-m", "pip", "install", "--disable-pip-version-check",
        ]  # fmt: skip
        _step("installing packages", [*into, "--editable", project])
        _settings()
        _step(
            "preparing the font list", [PYTHON, "-c", "import matplotlib.font_manager"]
        )
        _step(
            "compiling the algorithm",
            [PYTHON, "-c", "from bpcore.training import warm_up; warm_up()"],
        )
        STAMP.write_text(json.dumps(wanted))
    except OSError as fault:
        raise Stop(
            f"The folder {VENV} cannot be written ({fault.strerror or fault}); free "
            "some space or move the course to a folder of your own."
        ) from None


def _stamp():
    """What was installed last, or nothing."""
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def _make_venv(uv):
    VENV.mkdir(exist_ok=True)
    if uv:
        return _step(
            "making .venv", [uv, "venv", "--clear", "--python", sys.executable, VENV]
        )
    missing = [m for m in ("venv", "ensurepip") if not importlib.util.find_spec(m)]
    if missing:
        raise Stop(
            f"This Python lacks its module {missing[0]}; install it (on Debian and "
            "Ubuntu: apt install python3-venv) or install uv, and run this again."
        )
    return _step("making .venv", [sys.executable, "-m", "venv", "--clear", VENV])


def _settings():
    folder = VENV / "share/jupyter/lab/settings"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overrides.json").write_text(json.dumps(SETTINGS, indent=2))


def _step(what, command):
    """Run one step of the installation, with a line that shows it is alive."""
    start = time.monotonic()
    line = f"  {what} …"
    print(line, end="", flush=True)
    log = LOG.parent.with_name(".venv-install.log")  # .venv itself may be cleared
    with log.open("w", encoding="utf-8", errors="replace") as out:
        child = subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, stdout=out, stderr=out
        )
        try:
            while child.poll() is None:
                time.sleep(0.2)
                if sys.stdout.isatty():
                    print(
                        f"\r{line} {time.monotonic() - start:.0f} s", end="", flush=True
                    )
        except KeyboardInterrupt:
            child.wait()
            raise
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if child.returncode:
        print(" failed")
        LOG.parent.mkdir(exist_ok=True)
        LOG.write_text(text, encoding="utf-8")
        raise Stop(f"{_why(what, text)} The details are in {LOG}.")
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
    try:
        sys.exit(main())
    except Stop as reason:
        sys.exit(f"run.py: {reason}")
    except KeyboardInterrupt:
        sys.exit("\nrun.py: interrupted; run it again to go on.")
