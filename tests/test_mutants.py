"""The tool that plants faults: which ones, and what it says of the tests."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.faults import plant

ROOT = Path(__file__).resolve().parent.parent
SOURCE = '''"""Docstring."""
import os

__all__ = ["größer"]


def größer(a: int, b=2) -> bool:
    """Docstring."""
    if a > b and not b:
        raise ValueError(f"ä: {a} of {b + 1:g} is wrong {'few' if a else 'many'}")
    for _ in range(3):
        break
    return a + b
'''


def planted():
    for line, kind, (start, end), text in plant(SOURCE):
        yield line, kind, SOURCE[:start] + text + SOURCE[end:]


def test_every_fault_is_another_program():
    sources = [source for _, _, source in planted()]
    programs = {ast.dump(ast.parse(source)) for source in sources}
    assert len(programs) == len(sources)
    assert ast.dump(ast.parse(SOURCE)) not in programs


@pytest.mark.parametrize(
    ("line", "kind", "part"),
    [
        (7, "constant", "b=3)"),
        (9, "comparison", "(a >= b) and not b"),
        (9, "operator", "if (a > b or not b):"),
        (9, "sign or not dropped", "a > b and (b):"),
        (9, "not added", "if (not (a > b and (not b)))"),
        (10, "value in a sentence", "{a} of XX is wrong"),
        (10, "not added", "{('few' if not a else 'many')}"),
        (10, "operator", "of {b - 1:g} is"),
        (10, "statement deleted", "        pass\n    for"),
        (12, "break or continue", "        continue\n"),
        (13, "operator", "return (a - b)"),
        (13, "returns nothing", "return None"),
    ],
)
def test_the_faults_planted(line, kind, part):
    assert any((n, k) == (line, kind) and part in s for n, k, s in planted())


def test_what_no_test_owes_is_left_alone():
    for line, kind, source in planted():
        assert line not in (1, 2, 4, 8), kind
        assert "-> bool" in source


MODULE = """def smaller(a, b):
    return a < b


def unseen():
    return 0
"""
TESTS = """from pkg.mod import smaller


def test_smaller():
    assert smaller(1, 2)
    assert not smaller(2, 2)


def test_broken():
    raise AssertionError
"""
PROGRAM = """import sys
from pathlib import Path
from tools import mutants
mutants.ROOT, mutants.PRELOADED = Path(sys.argv.pop(1)), ("pytest",)
mutants.main()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the tool forks")
def test_survivors_are_told_and_nothing_else_is_touched(tmp_path):
    for name, text in (("pkg/mod.py", MODULE), ("tests/test_mod.py", TESTS)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path, "pkg", "--tests", "tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ).stdout
    assert "fail without a fault: tests/test_mod.py::test_broken" in told
    survivors = [line for line in told.splitlines() if line.startswith("survived")]
    assert "survived: pkg/mod.py:6 returns nothing\n    -    return 0\n" in told
    assert not any("mod.py:2" in line for line in survivors)
    assert "pkg: 2/5 killed, 40.0 %" in told
    assert (tmp_path / "pkg/mod.py").read_text() == MODULE
    assert not list(tmp_path.rglob("__pycache__"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the tool forks")
def test_what_never_ends_is_ended(tmp_path):
    (tmp_path / "test_long.py").write_text(
        "def test():\n    while True:\n        pass\n"
    )
    program = (
        "from collections import Counter; from tools import mutants; "
        f"print(mutants.run({str(tmp_path)!r}, ['test_long.py'], Counter(), {{}}, 1))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True
    )
    assert told.stdout == "(None, [])\n"
