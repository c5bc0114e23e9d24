"""The script that runs the whole suite: side by side, readable, ended by Ctrl-C."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import suite

ROOT = Path(__file__).resolve().parent.parent
# Begins, and ends well once another has begun: they must run side by side.
MEETS = """
import os, sys, time
here, there, code = sys.argv[1:]
open(here, "w").close()
print("first", flush=True)
end = time.monotonic() + 20
while not os.path.exists(there):
    assert time.monotonic() < end
    time.sleep(0.01)
print("last")
sys.exit(int(code))
"""
# Starts another that would go on and locks a file for as long, and goes on.
LASTS = """
import subprocess, sys, time
other = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2);"
other += "f.write('on'); f.flush(); time.sleep(100)"
subprocess.Popen([sys.executable, "-c", other, sys.argv[1]])
time.sleep(100)
"""


def test_nothing_is_left_out():
    parts = {**suite.SIDE_BY_SIDE, **suite.ALONE}
    words = [word for command in parts.values() for word in command]
    for word in ("tests", "tests/browser", "notebooks", "plain", "check", "format"):
        assert word in words
    for word in words:
        name, _, path = word.partition("=")
        assert name not in ("-k", "--deselect", "--lf")
        assert name != "--ignore" or path in words, "another part has it"


def test_each_output_stands_in_one_piece_under_its_heading(tmp_path, capfd):
    a, b = str(tmp_path / "a"), str(tmp_path / "b")
    codes = suite.run(
        {
            "one": [sys.executable, "-c", MEETS, a, b, "0"],
            "two": [sys.executable, "-c", MEETS, b, a, "3"],
            "three": [sys.executable, "-c", "import numpy as no; no.such"],
        },
        lanes=2,
    )
    assert codes == {"one": 0, "two": 3, "three": 1}
    out = capfd.readouterr().out
    parts = {p.split(":")[0]: p for p in out.split("\n=== ")[1:]}
    assert parts.keys() == codes.keys()
    assert "=== one: passed in " in out
    assert "first\nlast" in parts["one"]
    assert "=== two: failed in " in out
    assert "first\nlast" in parts["two"]
    assert "has no attribute 'such'" in parts["three"]
    assert out.startswith("running: one 0 s, two 0 s\n")


def test_no_more_run_at_once_than_there_are_lanes(tmp_path, capfd):
    notes = str(tmp_path / "notes")
    note = (
        "import sys, time; f = open(sys.argv[1], 'a'); f.write('begin '); f.flush();"
        "time.sleep(0.3); f.write('end ')"
    )
    suite.run({str(n): [sys.executable, "-c", note, notes] for n in range(3)}, 1)
    assert Path(notes).read_text() == "begin end " * 3


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_all(tmp_path, sent):
    fcntl = pytest.importorskip("fcntl")
    program = (
        "import sys; from tools import suite;"
        "suite.SIDE_BY_SIDE = {w: [sys.executable, '-c', sys.argv[1], w]"
        " for w in sys.argv[2:]}; suite.ALONE = {}; suite.start()"
    )
    notes = [tmp_path / "a", tmp_path / "b"]
    whole = subprocess.Popen(
        [sys.executable, "-c", program, LASTS, *notes], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    for note in notes:
        while not (note.exists() and note.read_text()):
            assert whole.poll() is None
            time.sleep(0.02)
    whole.send_signal(sent)
    assert "have been ended" in whole.communicate(timeout=30)[0].decode()
    for note in notes:
        with note.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
