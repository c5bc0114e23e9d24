"""What the learner's cell holds, read off the exercise's own source.

The function that knows the right answer is the solution, so there is no second copy
of it that could differ.
"""

import ast
import dis
import inspect
import textwrap

_NOTHING = {
    "RESUME",
    "NOP",
    "POP_TOP",
    "CACHE",
    "LOAD_CONST",
    "LOAD_CONST_IMMORTAL",
    "RETURN_CONST",
    "RETURN_VALUE",
}


def body(function):
    """The source of a function's body, without its docstring, not indented."""
    source = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(source).body[0]
    statements = tree.body[1:] if ast.get_docstring(tree) else tree.body
    lines = source.splitlines()[statements[0].lineno - 1 : tree.end_lineno]
    return textwrap.dedent("\n".join(lines))


def header(function):
    """The line ``def name(arguments):``, with the imports that the body needs."""
    arguments = ", ".join(inspect.signature(function).parameters)
    return f"def {function.__name__}({arguments}):"


def with_imports(source):
    """The source, after the imports that it needs."""
    needed = [
        line
        for word, line in (("np.", "import numpy as np"), ("math.", "import math"))
        if word in source
    ]
    if not needed:
        return source
    space = ["", ""] if source.startswith("def ") else [""]
    return "\n".join([*needed, *space, source])


def is_empty(function):
    """Whether a function does nothing but end: ``...``, ``pass`` or a docstring."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    return all(
        i.opname in _NOTHING
        and (not i.opname.endswith("CONST") or i.argval in _EMPTY or _text(i.argval))
        for i in dis.get_instructions(code)
    )


def same_code(function, source):
    """Whether a function is the one that the source defines, unchanged."""
    names = {}
    exec(source, names)
    stub = names.get(getattr(function, "__name__", None))
    here, there = (getattr(f, "__code__", None) for f in (function, stub))
    return here is not None and there is not None and _print(here) == _print(there)


_EMPTY = (None, ...)


def _text(value):
    return isinstance(value, str)


def _print(code):
    """What a piece of bytecode does, wherever it stands."""
    consts = (
        _print(c) if inspect.iscode(c) else (type(c).__name__, repr(c))
        for c in code.co_consts
    )
    return code.co_code, code.co_names, code.co_varnames, tuple(consts)
