"""The whole test suite: what is independent side by side, labs in a browser alone.

``python3 run.py test`` calls it.  What a part prints is shown in one piece when the
part ends; until then a line tells what is running.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.jupyter import find_browser
from tools.environments import STRICT

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable, "-m"]
PYTEST = [*PYTHON, "pytest", "-p", "no:cacheprovider"]
# The longest first, so that those beside it end when it does.
SIDE_BY_SIDE = {
    "lessons without numba": [*PYTHON, "tools.environments", "plain"],
    "code": [*PYTEST, "tests", "--ignore=tests/browser"],
    "lessons in a browser": [*PYTEST, "tests/browser/test_lessons.py"],
    "lessons": [*PYTEST, *STRICT, "notebooks"],
    "style": [*PYTHON, "ruff", "check", "."],
    "format": [*PYTHON, "ruff", "format", "--check", "."],
}
# Frames are counted there, and keys pressed as fast as they come.
ALONE = {
    "labs in a browser": [
        *PYTEST, "tests/browser", "--ignore=tests/browser/test_lessons.py",
    ],
}  # fmt: skip


class Part:
    """A command under way, with its output kept for later."""

    def __init__(self, name, command):
        self.name = name
        self.began = time.monotonic()
        self.output = tempfile.TemporaryFile()  # noqa: SIM115 — read when it ends
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=self.output,
            stderr=subprocess.STDOUT, start_new_session=os.name != "nt",
        )  # fmt: skip

    @property
    def seconds(self):
        return time.monotonic() - self.began

    def text(self):
        self.output.seek(0)
        return self.output.read().decode("utf-8", "replace")

    def end(self):
        """End it as Ctrl-C does, with all that it started; by force if it must be."""
        if self.process.poll() is not None:
            return
        if os.name == "nt":
            self.process.terminate()
            return
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


class Alive:
    """A line that tells what is running: renewed on a terminal, else once a minute."""

    def __init__(self):
        self.rewrites = sys.stdout.isatty()
        self.next = time.monotonic()
        self.width = 0

    def tell(self, parts):
        if parts and time.monotonic() >= self.next:
            self.next = time.monotonic() + (1 if self.rewrites else 60)
            line = ", ".join(f"{p.name} {p.seconds:.0f} s" for p in parts)
            if self.rewrites:
                print(f"\r{line:<{self.width}}", end="", flush=True)
                self.width = len(line)
            else:
                print(f"running: {line}", flush=True)

    def clear(self):
        if self.width:
            print("\r" + " " * self.width, end="\r")
            self.width = 0


def run(commands, lanes):
    """Run commands by name, so many at a time; returns {name: exit code}.

    Each one's output is printed under a heading when it ends.  However this ends, none
    goes on.
    """
    waiting, running, codes, alive = list(commands.items()), [], {}, Alive()
    try:
        while waiting or running:
            while waiting and len(running) < lanes:
                running.append(Part(*waiting.pop(0)))
            time.sleep(0.1)
            alive.tell(running)
            for part in [p for p in running if p.process.poll() is not None]:
                running.remove(part)
                codes[part.name] = part.process.returncode
                alive.clear()
                _show(part)
    finally:
        alive.clear()
        for part in running:
            part.end()
    return codes


def _show(part):
    word = "failed" if part.process.returncode else "passed"
    heading = f"=== {part.name}: {word} in {part.seconds:.0f} s "
    print(f"\n{heading:=<88}\n{part.text().rstrip()}", flush=True)


def main():
    began, browser = time.monotonic(), find_browser()
    codes = run(SIDE_BY_SIDE, os.cpu_count() or 1) | run(ALONE, 1)
    print(
        f"\nBrowser tests: ran with {Path(browser).name}."
        if browser
        else "\nBrowser tests: left out; no Chromium was found (CHROMIUM may name one)."
    )
    failed = [name for name, code in codes.items() if code]
    print(f"Failed: {', '.join(failed)}." if failed else "All tests passed.")
    print(f"Time: {(time.monotonic() - began) / 60:.1f} minutes.")
    return int(bool(failed))


def start():
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("interrupted; the parts that were running have been ended")


if __name__ == "__main__":
    start()
