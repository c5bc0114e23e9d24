"""The formula of each step, in symbols and with its numbers put in."""

from typing import NamedTuple

from bpcore import activations as act
from bpcore.notation import bracketed, plain, symbol
from bpcore.tables import digits

SHOWN = 5  # terms of a sum; a longer one keeps its first three and its last


class Piece(NamedTuple):
    """A factor or summand of a worked line: in symbols, in numbers, and what it is.

    role   "unit", "weight", "output", "error" or "rate": which part of the network
           it belongs to
    """

    symbol: str
    number: str
    meaning: str = ""
    role: str = ""


class Line(NamedTuple):
    """One worked line: name = formula = substituted = result, and a note.

    pieces   what formula and substituted are made of, in order: a ``Piece``, or a text
             that stands in both, such as " + "
    """

    name: str
    formula: str
    substituted: str
    result: str
    note: str = ""
    pieces: tuple = ()

    def __str__(self):
        parts = [self.name, self.formula, self.substituted, self.result]
        if self.substituted == self.result:
            parts.pop()
        return " = ".join(parts)


def line(step, notation="textbook", n=3):
    """The worked line of a step; its result to n decimals (``tables.digits``)."""
    if step.phase == "update":
        return _increment(step, notation, n)
    work = {"net input": _net_input, "output": _output, "error": _error}
    return work[step.quantity](step, notation, n)


def new_value(step, notation="textbook", n=3):
    """The line that adds an increment: w₄₆ + Δw₄₆ = −0.300 + 0.039 = −0.261."""
    name = _parameter(step, notation)
    pieces = [
        Piece(name, digits(step.before), "as it was", "weight"),
        " + ",
        Piece(f"Δ{name}", bracketed(digits(step.value)), "its increment", "error"),
    ]
    return _made(f"new {name}", pieces, digits(step.after, n))


def _made(name, pieces, result, note=""):
    """The line that these pieces make."""
    formula, substituted = (
        "".join(p if isinstance(p, str) else p[k] for p in pieces) for k in (0, 1)
    )
    return Line(name, formula, substituted, result, note, tuple(pieces))


def _net_input(step, notation, n):
    j = step.unit
    terms = [
        [
            Piece(
                symbol("weight", i, j, notation=notation), bracketed(digits(w)),
                f"from unit {i}", "weight",
            ),
            " · ",
            Piece(
                symbol("output", i, notation=notation, time=_time(at)),
                _sent(step, value, _time(at) == step.time), f"unit {i} gave", "output",
            ),
        ]
        for i, w, value, *at in _shown(step.terms)
    ]  # fmt: skip
    pieces, bias = _sum(step, terms), step.given["bias"]
    if bias is not None:
        name = symbol("bias", j, notation=notation)
        pieces += [" + ", Piece(name, bracketed(digits(bias)), "bias", "unit")]
    name = symbol("net input", j, notation=notation, time=step.time)
    return _made(name, pieces, digits(step.value, n))


def _time(at):
    """The time of a term of a sequence, else None."""
    return at[0] if at else None


def _sent(step, value, here):
    """A sender's output: inputs, which send within a step, are not calculated."""
    return bracketed((plain if step.layer == 1 and here else digits)(value))


def _output(step, notation, n):
    symbolic = symbol("net input", step.unit, notation=notation, time=step.time)
    value = digits(step.given["net input"])
    formula, substituted = (
        act.ACTIVATIONS[step.kind].formula.format(**{"I": I, "(I)": bracketed(I)})
        for I in (symbolic, value)
    )
    name = symbol("output", step.unit, notation=notation, time=step.time)
    return _made(name, [Piece(formula, substituted, "", "unit")], digits(step.value, n))


def _error(step, notation, n):
    modern = notation == "modern"
    j = step.unit
    name = symbol("error", j, notation=notation, time=step.time)
    pieces = _slope(step, notation)
    if step.given["target"] is None:
        pieces += [" · "] * bool(pieces) + _passed_back(step, notation)
        note = "with the weights as they were in the forward pass"
    else:
        T, O = (
            symbol(s, j, notation=notation, time=step.time)
            for s in ("target", "output")
        )
        t, o = plain(step.given["target"]), digits(step.given["output"])
        left = (O, o) if modern else (T, t)
        right = (T, bracketed(t)) if modern else (O, bracketed(o))
        whole = [f"{a} − {b}" for a, b in zip(left, right, strict=True)]
        if pieces:
            whole = [f"({part})" for part in whole]
            pieces.append(" · ")
        pieces.append(Piece(*whole, "how far off it is", "error"))
        note = ""
    if modern:
        err = symbol("error", j, time=step.time)
        note = "; ".join([f"{name} = −{err}"] + [note] * bool(note))
    value = -step.value if modern else step.value
    return _made(name, pieces, digits(value, n), note)


def _slope(step, notation):
    """The factor f'(I_j); none where it is 1 for all."""
    o = step.given["output"]
    I, O = (
        symbol(what, step.unit, notation=notation, time=step.time)
        for what in ("net input", "output")
    )
    numbers = {
        "O": digits(o), "(O)": bracketed(digits(o)), "1 − O": digits(1 - o),
        "f′": plain(act.slope(step.kind, o)),
    }  # fmt: skip
    symbolic, worked = act.ACTIVATIONS[step.kind].slope
    if not symbolic:
        return []
    return [
        Piece(
            symbolic.format(I=I, O=O), worked.format(**numbers),
            "how far it can move", "unit",
        )
    ]  # fmt: skip


def _passed_back(step, notation):
    """Σ_k Err_k w_jk."""
    sign = -1 if notation == "modern" else 1
    terms = [
        [
            Piece(
                symbol("error", k, notation=notation, time=_time(at)),
                bracketed(digits(sign * err)), f"unit {k}'s error", "error",
            ),
            " · ",
            Piece(
                symbol("weight", step.unit, k, notation=notation),
                bracketed(digits(w)), f"to unit {k}", "weight",
            ),
        ]
        for k, err, w, *at in _shown(step.terms)
    ]  # fmt: skip
    pieces = _sum(step, terms)
    return ["(", *pieces, ")"] if len(step.terms) > 1 else pieces


def _increment(step, notation, n):
    rate = symbol("rate", notation=notation)
    pieces = ["−"] * (notation == "modern") + [
        Piece(rate, plain(step.given["rate"]), "rate", "rate"), " · ",
    ]  # fmt: skip
    if step.terms:  # the same weight at every step of a sequence: a sum over time
        terms = [_asked(step, notation, *term) for term in _shown(step.terms)]
        whole = _sum(step, terms)
        pieces += ["(", *whole, ")"] if len(terms) > 1 else whole
    else:
        pieces += _asked(step, notation, None, step.given["error"],
                         step.given.get("output"))  # fmt: skip
    return _made(f"Δ{_parameter(step, notation)}", pieces, digits(step.value, n))


def _asked(step, notation, time, error, output=None, sent=None):
    """Err_j · O_i, or Err_j for a bias: what one tuple or step asks a parameter for.

    time, sent   of a sequence: when unit j has this error, and unit i gave this output
    """
    j = step.unit
    error = digits(-error if notation == "modern" else error)
    pieces = [
        Piece(
            symbol("error", j, notation=notation, time=time), bracketed(error),
            f"unit {j}'s error", "error",
        )
    ]  # fmt: skip
    if step.quantity == "weight":
        i = step.connection[0]
        gave = _sent(step, output, sent == time)
        name = symbol("output", i, notation=notation, time=sent)
        pieces += [" · ", Piece(name, gave, f"unit {i} gave", "output")]
    return pieces


def _parameter(step, notation):
    """The name of the weight or bias that an update step changes."""
    units = (step.unit,) if step.connection is None else step.connection
    return symbol(step.quantity, *units, notation=notation)


def _shown(terms):
    """The terms of a sum that are written out."""
    return terms if len(terms) <= SHOWN else (*terms[:3], terms[-1])


def _sum(step, terms):
    """Terms, lists of pieces, with plus signs between them."""
    terms = list(terms)
    if len(step.terms) > SHOWN:
        terms.insert(3, ["…"])
    pieces = terms[0]
    for term in terms[1:]:
        pieces = [*pieces, " + ", *term]
    return pieces
