"""Do the tests see a fault?  Plant small ones, one at a time, and run the tests.

    python -m tools.mutants bpcore/datasets --sample 100 --seed 0
    python -m tools.mutants bpcore/network.py --tests tests/test_network.py

Each fault (tools/faults.py) is planted in a temporary copy of the project, never in
the project itself, and the tests run in a fork that has NumPy, pytest and the other
large libraries already.  A test that fails, or does not end in time, kills the mutant;
what survives is printed with its file, line and difference.  Tests that have killed
before run first, then quick ones.  Without --tests the table TESTS says which tests
answer for a file.

Machine code is no trap: the copy's folder of it is named after the mutated source.
"""

import argparse
import contextlib
import difflib
import importlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tools.faults import plant

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = (".git", ".venv", ".hypothesis", "__pycache__", "html", ".ruff_cache")
PRELOADED = ("numpy", "pytest", "hypothesis", "numba", "pandas", "sklearn.datasets",
             "matplotlib.figure", "ipywidgets", "IPython")  # fmt: skip
# Which tests answer for a file, the likeliest first; the longest beginning counts.
NUMBERS = (
    "network gradients activations every_activation classes biases frozen "
    "overflow inputs sentences odd_inputs textbook signatures regularise training"
)
TESTS = {
    "bpcore": NUMBERS,
    "bpcore/inputs": "inputs odd_inputs network sentences",
    "bpcore/frozen": "frozen",
    "bpcore/classes": "classes network",
    "bpcore/overflow": "overflow",
    "bpcore/activations": "activations every_activation gradients network",
    "bpcore/gradient_check": "gradients sentences biases regularise odd_inputs",
    "bpcore/nudged": "gradients sentences biases regularise odd_inputs",
    "bpcore/tables": "tables network",
    "bpcore/notation": "notation tables tracing",
    "bpcore/environment": "package training",
    "bpcore/annealing": "annealing",
    "bpcore/autodiff": "autodiff",
    "bpcore/compiled": "compiled warming",
    "bpcore/recurrent": "recurrent through_time tracing_in_time",
    "bpcore/regularise": "regularise",
    "bpcore/datasets": "datasets datasets_given datasets_sequences planar "
    "reading odd_files",
    "bpcore/training": "training terminating watching sweeps diagnosis textbook "
    "warming",
    "bpcore/training/by_layer": "by_layer",
    "bpcore/training/curve": "diagnosis",
    "bpcore/training/diagnosis": "diagnosis",
    "bpcore/training/sweeps": "sweeps",
    "bpcore/training/watching": "watching terminating training",
    "bpcore/training/valley": "valley",
    "bpcore/training/standing": "standing",
    "bpcore/threads": "threads sweeps",
    "bpcore/tracing": "tracing tracing_in_time sentences biases every_activation "
    "odd_inputs",
    "bpcore/figures": "charts_drawn plots diagram pictures charts_shown charts "
    "figures_given",
    "bpcore/labs": "lab_kit labs odd_labs random_moves lab_lifetime",
    "bpcore/labs/quiz": "quiz",
    "bpcore/labs/graph": "graph labs odd_labs random_moves",
    "bpcore/tracing/typeset": "stepper_stage",
    "bpcore/tracing/calculations": "graph charts odd_labs",
    "bpcore/labs/own_numbers": "own_numbers biases",
    "bpcore/checks": "checks",
    "bpcore/course": "checks exercises_in_lessons questions",
}
MOST_MEMORY = 4 * 2**30  # bytes a mutant may fill


class Watcher:
    """The part that looks on inside a fork: order of the tests, times, who failed."""

    def __init__(self, told, kills, seconds):
        self.told, self.kills, self.seconds = told, kills, seconds

    def pytest_collection_modifyitems(self, items):
        if self.seconds:  # what fails without a fault, and what is new, sees nothing
            items[:] = [item for item in items if item.nodeid in self.seconds]
        items.sort(key=lambda i: (-self.kills[i.nodeid], self.seconds.get(i.nodeid, 0)))

    def pytest_runtest_logreport(self, report):
        if report.failed or report.when == "call":
            line = json.dumps([report.nodeid, report.failed, report.duration])
            os.write(self.told, f"{line}\n".encode())


def run(copy, tests, kills, seconds, limit):
    """Run tests in a fork; (exit status or None when it took too long, its lines)."""
    with tempfile.TemporaryFile() as told:  # not a pipe, which is full after 64 kB
        child = os.fork()
        if not child:
            _become_tests(copy, tests, Watcher(told.fileno(), kills, seconds))
        status, until = None, time.monotonic() + limit
        while status is None and time.monotonic() < until:
            ended, how = os.waitpid(child, os.WNOHANG)
            status = how if ended else None
            time.sleep(0.01)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # it, and what it started
        if status is None:
            os.waitpid(child, 0)
        told.seek(0)
        return status, [json.loads(line) for line in told if line.endswith(b"]\n")]


def _become_tests(copy, tests, watcher):
    """In the fork: run the tests of the copy, unseen, and end."""
    status = 3
    try:
        import pytest

        os.setsid()
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        for name in [m for m in sys.modules if m.split(".")[0] == "tools"]:
            del sys.modules[name]  # tests get the copy's own
        options = ["-q", "-p", "no:cacheprovider"]
        if watcher.seconds:  # with a fault in it no bytecode is kept
            options.append("-x")
            sys.dont_write_bytecode = True
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        status = pytest.main([*options, *tests], plugins=[watcher])
    finally:
        os._exit(int(status))


def tests_for(file):
    """The files and folders of tests that answer for a file of the package."""
    name = file.relative_to(ROOT).as_posix()
    names = TESTS[max((b for b in TESTS if name.startswith(b)), key=len)].split()
    places = [f"tests/{n}" for n in names] + [f"tests/test_{n}.py" for n in names]
    return tuple(place for place in places if (ROOT / place).exists())


def difference(old, new):
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return "\n".join(f"    {line}" for line in list(lines)[3:])


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", help="files or folders to plant faults in")
    parser.add_argument("--sample", type=int, default=100, help="how many mutants")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tests", nargs="+", help="test files, the likeliest first")
    asked = parser.parse_args(arguments)
    files = [
        file
        for path in asked.paths
        for file in ([ROOT / path] if path.endswith(".py") else
                     sorted((ROOT / path).rglob("*.py")))
    ]  # fmt: skip
    sources = {file: file.read_text(encoding="utf-8") for file in files}
    mutants = [(file, m) for file in files for m in plant(sources[file])]
    rng = random.Random(asked.seed)
    chosen = rng.sample(mutants, min(asked.sample, len(mutants)))
    print(f"{len(chosen)} of {len(mutants)} mutants", flush=True)
    groups = {}
    for file, mutant in chosen:
        tests = tuple(asked.tests or tests_for(file))
        groups.setdefault(tests, []).append((file, sources[file], *mutant))
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # they take seconds to load
    for name in PRELOADED:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve() / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        os.environ["PYTHONPATH"] = str(copy)
        met, alive = Counter(), Counter()
        for tests, group in groups.items():
            judge(group, copy, tests, met, alive)
    for room, number in met.items():
        killed = number - alive[room]
        print(f"{room}: {killed}/{number} killed, {100 * killed / number:.1f} %")
    return 0


def judge(group, copy, tests, met, alive):
    """Run the tests without a fault, then with each; print and count who survived."""
    start = time.monotonic()
    _, told = run(copy, tests, Counter(), {}, 3600)
    failed = {name for name, failure, _ in told if failure}
    seconds = {name: spent for name, _, spent in told if name not in failed}
    limit = 3 * (time.monotonic() - start) + 10
    print(f"{' '.join(tests)}: {len(seconds)} tests, {limit:.0f} s a mutant at most")
    if failed:
        print(f"left out, they fail without a fault: {', '.join(sorted(failed))}")
    if not seconds:
        raise SystemExit("No test passes; there is nothing that could see a fault.")
    kills, late = Counter(), 0
    for file, old, line, kind, place, text in group:
        new = old[: place[0]] + text + old[place[1] :]
        mutated = copy / file.relative_to(ROOT)
        mutated.write_text(new, encoding="utf-8")
        # Stored bytecode is told apart by second and size alone: have none of it.
        for stale in mutated.parent.glob(f"__pycache__/{mutated.stem}.*.pyc"):
            stale.unlink()
        status, told = run(copy, tests, kills, seconds, limit)
        mutated.write_text(old, encoding="utf-8")
        kills.update(name for name, failure, _ in told if failure)
        late += status is None
        room = file.relative_to(ROOT).parent
        met[room] += 1
        if status == 0:
            alive[room] += 1
            print(f"survived: {file.relative_to(ROOT)}:{line} {kind}")
            print(difference(old, new), flush=True)
    print(f"{late} took too long; {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
