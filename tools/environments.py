"""The lessons and the numbers in other environments: ``run.py environments``.

plain    the course's own environment with numba switched off; lesson cells tagged
         ``needs-compiled`` are left out
oldest   the lowest versions that pyproject.toml allows
newest   the highest that the package index has

Names of environments choose among them, other words among the lessons.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LESSONS = ROOT / "notebooks"
FOLDER = ROOT / ".venvs"
STRICT = ("--nbval", "--nbval-current-env", "--nbval-cell-timeout=120")
NUMBERS = ("network", "training", "textbook", "gradients", "tracing", "datasets")
# Of the extra "test", what these runs need.
TESTING = ("hypothesis", "nbval", "pytest")
SEEN = (
    "import sys, numpy, matplotlib, bpcore.compiled as c; m = c.numba_module();"
    "print('Python %d.%d' % sys.version_info[:2], 'numpy', numpy.__version__,"
    "'matplotlib', matplotlib.__version__, 'numba', m and m.__version__ or 'off')"
)


def requirements():
    """What pyproject.toml asks for, as far as the lessons and these tests need it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    testing = [r for r in extras["test"] if re.match(r"[\w-]+", r)[0] in TESTING]
    return [*project["dependencies"], *extras["lab"], *testing]


def lowest(requirement):
    """The same requirement, held to the lowest version it allows."""
    found = re.fullmatch(r"([\w-]+)>=([\d.]+)(\s*;.*)?", requirement)
    if found is None:
        raise ValueError(
            f"{requirement!r} in pyproject.toml must read 'name>=version', so that its "
            "lowest version can be told."
        )
    name, version, marker = found.groups()
    return f"{name}=={version}.*{marker or ''}"


def make(name):
    """The Python of the environment, made anew where pyproject.toml has changed."""
    folder = FOLDER / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = [lowest(r) if name == "oldest" else r for r in requirements()]
    stamp = folder / "installed.json"
    if name == "oldest" and stamp.exists() and json.loads(stamp.read_text()) == wanted:
        return python
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--upgrade", *wanted], check=True)
    subprocess.run([*pip, "--no-deps", "--editable", ROOT], check=True)
    stamp.write_text(json.dumps(wanted))
    return python


def copies(lessons, folder, without=()):
    """Copies of the lessons, without the cells that bear one of these tags."""
    for lesson in lessons:
        notebook = json.loads(lesson.read_text(encoding="utf-8"))
        notebook["cells"] = [
            cell
            for cell in notebook["cells"]
            if not set(without) & set(cell["metadata"].get("tags", ()))
        ]
        copy = folder / lesson.name
        copy.write_text(json.dumps(notebook), encoding="utf-8")
        yield copy


def lessons_strictly(python, lessons, plain=False):
    """Strict nbval over the lessons; returns whether they passed."""
    # The progress bar of a long run would be an output of its own.
    environment = {**os.environ, "TQDM_DISABLE": "1"}
    if plain:
        environment["BPCORE_NUMBA"] = "0"
    with tempfile.TemporaryDirectory() as folder:
        tags = ("needs-compiled",) if plain else ()
        paths = list(copies(lessons, Path(folder), tags))
        command = [python, "-m", "pytest", "-q", *STRICT, "-p", "no:cacheprovider"]
        return not subprocess.run(
            [*command, f"--rootdir={folder}", *paths], cwd=ROOT, env=environment
        ).returncode


def numbers(python, plain=False):
    """The tests of the numbers; returns whether they passed."""
    environment = {**os.environ, "BPCORE_NUMBA": "0"} if plain else dict(os.environ)
    tests = [ROOT / f"tests/test_{name}.py" for name in NUMBERS]
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    return not subprocess.run(command, cwd=ROOT, env=environment).returncode


def versions(python, plain=False):
    environment = {**os.environ, "BPCORE_NUMBA": "0"} if plain else dict(os.environ)
    return subprocess.run(
        [python, "-c", SEEN], cwd=ROOT, env=environment, capture_output=True, text=True
    ).stdout.strip()


def run(name, lessons):
    """One environment: (name, versions, lessons, numbers, seconds) in words."""
    begin = time.monotonic()
    print(f"\n--- {name}", flush=True)
    try:
        python = sys.executable if name == "plain" else make(name)
    except subprocess.CalledProcessError:
        return name, "could not be made", "failed", "failed", ""
    plain = name == "plain"
    words = {True: "passed", False: "failed"}
    return (
        name,
        versions(python, plain),
        words[lessons_strictly(python, lessons, plain)],
        words[numbers(python, plain)],
        f"{time.monotonic() - begin:.0f} s",
    )


def main(arguments):
    known = ("plain", "oldest", "newest")
    names = [a for a in arguments if a in known] or known
    chosen = tuple(a for a in arguments if a not in known)
    lessons = [
        lesson
        for lesson in sorted(LESSONS.glob("*.ipynb"))
        if not chosen or lesson.name.startswith(chosen)
    ]
    if not lessons:
        raise SystemExit(f"No lesson begins with {' or '.join(chosen)}.")
    rows = [run(name, lessons) for name in names]
    print("\nenvironment: versions; lessons, numbers, time")
    for name, seen, taught, counted, took in rows:
        print(f"{name}: {seen}; lessons {taught}, numbers {counted}, {took}")
    return int(any("failed" in row for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
