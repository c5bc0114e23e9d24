"""What the learner's cell holds, read off the exercise's own source.

The function that knows the right answer is the solution, so there is no second copy
of it that could differ.
"""

import ast
import dis
import inspect
import textwrap

# What there is in the bytecode of a function that does nothing but end.
_NOTHING = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE"}


def body(function):
    """The source of a function's body, without its docstring, not indented."""
    source = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(source).body[0]
    statements = tree.body[1:] if ast.get_docstring(tree) else tree.body
    lines = source.splitlines()[statements[0].lineno - 1 : tree.end_lineno]
    return textwrap.dedent("\n".join(lines))


def names(function):
    """The names that a function's body uses."""
    return {n.id for n in ast.walk(ast.parse(body(function))) if type(n) is ast.Name}


def header(function):
    """The line ``def name(arguments):``."""
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
    steps = list(dis.get_instructions(code))
    given = [step.argval for step in steps if step.opname.endswith("CONST")]
    does = {step.opname for step in steps} - _NOTHING
    return not does and all(value is None or value is ... for value in given)


def same_code(function, source):
    """Whether a function is the one that the source defines, unchanged.

    The bytecode of np.sum(…) depends on whether np is imported in what is compiled
    along with it: a file is compiled as a whole, a notebook cell line by line.
    """
    here = getattr(function, "__code__", None)
    if here is None:
        return False
    statements = ast.parse(source).body
    compiled = (_codes(source), *(_codes(ast.Module([s], [])) for s in statements))
    return any(_print(here) == _print(code) for codes in compiled for code in codes)


def _codes(source):
    """The functions that a compiled piece of source defines."""
    whole = compile(source, "<stub>", "exec")
    return [c for c in whole.co_consts if inspect.iscode(c)]


def _print(code):
    """What a piece of bytecode does, wherever it stands."""
    consts = (
        _print(c) if inspect.iscode(c) else (type(c).__name__, repr(c))
        for c in code.co_consts
    )
    return code.co_code, code.co_names, code.co_varnames, tuple(consts)
