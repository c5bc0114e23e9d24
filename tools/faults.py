"""Small faults that a programmer might make, each as a change of a source text.

Docstrings, annotations, ``__all__`` and imports are left alone: no test owes them
anything.  Sentences are not: what an error says is a promise.
"""

import ast
import copy
import random

SWAPS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.And: ast.Or, ast.Or: ast.And,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
DELETED = (ast.Assign, ast.AugAssign, ast.Raise, ast.Expr, ast.Delete)


def plant(source):
    """Yield (line, kind, (start, end), text): replace source[start:end] by text."""
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))

    def place(line, column):  # ast counts bytes
        before = lines[line - 1].encode()[:column].decode()
        return starts[line - 1] + len(before)

    for node in _nodes(tree):
        for kind, new in _faults(node):
            old = getattr(node, "test", node) if kind == "not added" else node
            try:
                text = ast.unparse(ast.fix_missing_locations(new))
            except ValueError:  # an f-string that this Python can not write
                continue
            if isinstance(new, ast.expr) and not isinstance(new, ast.Constant):
                text = f"({text})"
            start = place(old.lineno, old.col_offset)
            end = place(old.end_lineno, old.end_col_offset)
            yield old.lineno, kind, (start, end), text


def _nodes(node):
    """The nodes whose place is known and whose change a test could see."""
    for name, field in ast.iter_fields(node):
        if name in ("annotation", "returns", "ctx"):
            continue
        for child in field if isinstance(field, list) else [field]:
            if not isinstance(child, ast.AST) or _is_noise(child):
                continue
            if isinstance(child, ast.stmt | ast.expr):
                yield child
            if not isinstance(child, ast.JoinedStr):  # the places within are not known
                yield from _nodes(child)


def _is_noise(node):
    """Docstrings (any bare text), imports, __all__ and main guards."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return "__all__" in ast.unparse(node.targets[0])
    if isinstance(node, ast.If):
        return "__name__" in ast.unparse(node.test)
    return isinstance(node, ast.Import | ast.ImportFrom)


def _faults(node):
    """Yield (kind, the changed node) for each way of going wrong here."""
    if isinstance(node, ast.JoinedStr):
        yield from _in_a_sentence(node)
    elif isinstance(node, ast.Constant):
        yield from _of_a_constant(node)
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp):
        if type(node.op) in SWAPS:
            yield "operator", _with(node, op=SWAPS[type(node.op)]())
    elif isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            ops = [*node.ops[:i], SWAPS[type(op)](), *node.ops[i + 1 :]]
            yield "comparison", _with(node, ops=ops)
    elif isinstance(node, ast.UnaryOp) and not isinstance(node.op, ast.UAdd):
        yield "sign or not dropped", copy.deepcopy(node.operand)
    elif isinstance(node, ast.Return) and node.value is not None:
        if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield "returns nothing", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Break | ast.Continue):
        other = ast.Continue if isinstance(node, ast.Break) else ast.Break
        yield "break or continue", other()
    elif isinstance(node, ast.IfExp):
        yield "branches swapped", _with(node, body=node.orelse, orelse=node.body)
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield "not added", ast.UnaryOp(ast.Not(), node.test)
    if isinstance(node, DELETED):
        yield "statement deleted", ast.Pass()


def _of_a_constant(node):
    value = node.value
    if value is None or value is Ellipsis:
        yield "constant", ast.Constant(1)
    elif isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int | float):
        yield "constant", ast.Constant(value + 1)
        yield "constant", ast.Constant(value - 1)
    elif isinstance(value, str):
        # Anywhere in the text, but always at the same place: a sentence is a whole.
        at = random.Random(value).randrange(len(value) + 1)
        yield "text", ast.Constant(f"{value[:at]}XX{value[at:]}")


def _in_a_sentence(node):
    """Faults inside an f-string: its words, what it fills in, and how."""
    for i, part in enumerate(node.values):
        new = copy.deepcopy(node)
        if isinstance(part, ast.Constant):
            [(kind, new.values[i])] = _of_a_constant(part)
            yield kind, new
            continue
        new.values[i] = ast.Constant("XX")
        yield "value in a sentence", new
        for inner in ast.walk(part.value):
            if not isinstance(inner, ast.JoinedStr):
                for kind, changed in _faults(inner):
                    old = inner.test if kind == "not added" else inner
                    yield kind, _replaced(node, old, changed)


def _replaced(tree, old, new):
    """A copy of the tree with one node replaced."""
    memo = {id(old): new}  # deepcopy takes from here what it has met
    return copy.deepcopy(tree, memo)


def _with(node, **fields):
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new
