"""The package as a whole: what loads when, what may import what."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bpcore as bp

PACKAGE = Path(bp.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def storey(path):
    """0 for numbers, 1 for figures, 2 for labs and what shares their storey."""
    top = path.relative_to(PACKAGE).parts[0]
    return {"figures": 1, "labs": 2, "quiz": 2}.get(top.removesuffix(".py"), 0)


def test_import_loads_numpy_alone():
    heavy = ("numba", "pandas", "sklearn", "matplotlib", "ipywidgets", "tqdm")
    program = (
        "import sys, bpcore; "
        f"print([m for m in {heavy} if m in sys.modules], 'numpy' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[] True"


def test_every_public_name_loads():
    for name in bp.__all__:
        assert getattr(bp, name).__doc__, name
    with pytest.raises(AttributeError, match="no attribute 'backprop'"):
        _ = bp.backprop


def test_no_module_bears_the_name_of_a_public_function():
    modules = {p.stem for p in MODULES} | {p.parent.name for p in MODULES}
    assert not modules & set(bp._FUNCTIONS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_is_one_idea_with_a_docstring(path):
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a file says first what it is for"
    assert len(source.splitlines()) <= 270


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_arrows_point_down(path):
    above = {0: ("figures", "labs"), 1: ("labs",), 2: ()}[storey(path)]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        for name in names:
            assert not any(name.startswith(f"bpcore.{a}") for a in above), name
