"""The package as a whole: what loads when, what may import what."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bpcore as bp

PACKAGE = Path(bp.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


METHOD = (
    "__init__",
    "activations",
    "algorithm",
    "autodiff",
    "classes",
    "compiled",
    "environment",
    "frozen",
    "gradients",
    "inputs",
    "layering",
    "layers",
    "network",
    "notation",
    "nudged",
    "numbering",
    "overflow",
    "regularise",
    "tables",
    "theme",
    "threads",
)
# A room may import from itself and from those before it.
ROOMS = ["method", "datasets", "training", "recurrent"]
ROOMS += ["gradient_check", "annealing", "tracing"]
ROOMS += ["figures", "labs", "checks", "course"]


def room(path):
    """The room of a file; a file or folder that no room holds is a fault."""
    top = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if top in METHOD:
        return "method"
    assert top in ROOMS[1:], f"{top} belongs to no room of DESIGN"
    return top


def imported(path):
    """The names of the bpcore modules that a file imports, lazily or not."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{a.name}" for a in node.names)
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names)


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
    modules = {p.stem for p in PACKAGE.iterdir()}
    assert "network" in modules
    assert not modules & set(bp._FUNCTIONS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_is_one_idea_with_a_docstring(path):
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a file says first what it is for"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_arrows_point_down(path):
    own = ROOMS.index(room(path))
    for name in imported(path):
        head, _, rest = name.partition(".")
        if head != "bpcore" or path == PACKAGE / "__init__.py":
            continue
        target = PACKAGE / rest.split(".")[0]
        if not (target.is_dir() or target.with_suffix(".py").exists()):
            continue  # a name of bpcore itself
        target = target if target.is_dir() else target.with_suffix(".py")
        assert ROOMS.index(room(target)) <= own, f"{path.name} imports {name}"


def test_arrows_that_point_up_are_seen(monkeypatch, tmp_path):
    wrong = PACKAGE / "network.py"
    monkeypatch.setitem(globals(), "imported", lambda _: ["bpcore.labs.neuron.neuron"])
    with pytest.raises(AssertionError, match=r"imports bpcore\.labs"):
        test_arrows_point_down(wrong)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_colours_and_fonts_stand_in_one_place(path):
    if path in (PACKAGE / "theme.py", PACKAGE / "figures" / "palette.py"):
        return
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"--jp-|#[0-9a-fA-F]{6}\b|monospace|sans-serif", source)
