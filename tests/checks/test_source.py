"""What is read off an exercise's source, and when a learner's function is untouched."""

import pytest

from bpcore.checks import source


def documented(a, b=2):
    """What it does.

    At length.
    """
    if a:
        return b

    return math.sin(a)  # noqa: F821


def bare(x):
    y = x
    return y + documented


def test_a_body_is_what_stands_below_the_docstring():
    assert source.body(documented) == (
        "if a:\n    return b\n\nreturn math.sin(a)  # noqa: F821"
    )
    assert source.body(bare) == "y = x\nreturn y + documented"


def test_names_are_those_that_are_used():
    assert source.names(bare) == {"x", "y", "documented"}
    assert source.names(documented) == {"a", "b", "math"}


def test_a_header_takes_the_arguments_alone():
    assert source.header(documented) == "def documented(a, b):"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("a = 1", "a = 1"),
        ("a = np.array(1)", "import numpy as np\n\na = np.array(1)"),
        ("a = math.sin(1)", "import math\n\na = math.sin(1)"),
        (
            "def f():\n    return math.e * np.e",
            "import numpy as np\nimport math\n\n\ndef f():\n    return math.e * np.e",
        ),
    ],
)
def test_what_needs_imports_gets_them(code, wanted):
    assert source.with_imports(code) == wanted


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        ("...", True),
        ("pass", True),
        ("'Words.'", True),
        ("'Words.'\n    # your lines\n    ...\n    ...", True),
        ("return", True),
        ("return None", True),
        ("return ...", True),
        ("return 0", False),
        ("return 'words'", False),
        ("return False", False),
        ("return x", False),
        ("print()", False),
        ("raise ValueError", False),
        ("yield", False),
    ],
)
def test_a_function_that_does_nothing_is_empty(body, empty):
    names = {}
    exec(f"def f(x):\n    {body}", names)
    assert source.is_empty(names["f"]) == empty


def test_what_is_no_function_is_neither_empty_nor_a_stub():
    assert not source.is_empty(len) and not source.is_empty(7)
    assert not source.same_code(len, "def len(x): ...")


STUB = """
import numpy as np

def f(x, w):
    inner = lambda v: v + 1.0
    return np.sum(inner(w) * x) - 2
"""


def defined(code):
    names = {}
    exec(code, names)
    return names["f"]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("x", "x", True),
        ("return", "# a remark\n    return", True),
        ("(x, w)", "(x, w, *more)", False),
        ("x", "y", False),
        ("- 2", "- 3", False),
        ("- 2", "- 2.0", False),
        ("- 2", "+ 2", False),
        ("np.sum", "np.prod", False),
        ("v + 1.0", "v + 1.5", False),
        ("v + 1.0", "v - 1.0", False),
    ],
)
def test_a_stub_is_known_as_it_is(old, new, same):
    assert source.same_code(defined(STUB.replace(old, new)), STUB) == same


def test_a_stub_is_known_among_others():
    others = "def g(x): return x\n" + STUB + "\ndef h(x): return x"
    assert source.same_code(defined(STUB), others)
    assert not source.same_code(defined(STUB), "def g(x): return x")
