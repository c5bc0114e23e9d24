"""The formula of each step, in symbols and with its numbers put in."""

from typing import NamedTuple

from bpcore import activations as act
from bpcore.notation import bracketed, plain, symbol
from bpcore.tables import digits

SHOWN = 5  # terms of a sum; a longer one keeps its first three and its last


class Line(NamedTuple):
    """One worked line: name = formula = substituted = result, and a note."""

    name: str
    formula: str
    substituted: str
    result: str
    note: str = ""

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
    return Line(
        f"new {name}",
        f"{name} + Δ{name}",
        f"{digits(step.before)} + {bracketed(digits(step.value))}",
        digits(step.after, n),
    )


def _net_input(step, notation, n):
    j = step.unit
    O = plain if step.layer == 1 else digits  # inputs are given, not calculated
    pairs = [
        (
            f"{symbol('weight', i, j, notation=notation)} · "
            f"{symbol('output', i, notation=notation)}",
            f"{bracketed(digits(w))} · {bracketed(O(value))}",
        )
        for i, w, value in _shown(step.terms)
    ]
    name, bias = symbol("net input", j, notation=notation), step.given["bias"]
    sums = [_sum(step, pairs, 0), _sum(step, pairs, 1)]
    if bias is not None:
        sums[0] += f" + {symbol('bias', j, notation=notation)}"
        sums[1] += f" + {bracketed(digits(bias))}"
    return Line(name, *sums, digits(step.value, n))


def _output(step, notation, n):
    symbolic = symbol("net input", step.unit, notation=notation)
    value = digits(step.given["net input"])
    formula, substituted = (
        act.ACTIVATIONS[step.kind].formula.format(**{"I": I, "(I)": bracketed(I)})
        for I in (symbolic, value)
    )
    name = symbol("output", step.unit, notation=notation)
    return Line(name, formula, substituted, digits(step.value, n))


def _error(step, notation, n):
    modern = notation == "modern"
    j = step.unit
    name = symbol("error", j, notation=notation)
    factors = _slope(step, notation)
    if step.given["target"] is None:
        factors.append(_passed_back(step, notation))
        note = "with the weights as they were in the forward pass"
    else:
        T, O = (symbol(s, j, notation=notation) for s in ("target", "output"))
        t, o = plain(step.given["target"]), digits(step.given["output"])
        left = (O, o) if modern else (T, t)
        right = (T, bracketed(t)) if modern else (O, bracketed(o))
        whole = [f"{a} − {b}" for a, b in zip(left, right, strict=True)]
        factors.append([f"({part})" for part in whole] if factors else whole)
        note = ""
    if modern:
        note = "; ".join([f"{name} = −{symbol('error', j)}"] + [note] * bool(note))
    formula, substituted = (" · ".join(f[k] for f in factors) for k in (0, 1))
    value = -step.value if modern else step.value
    return Line(name, formula, substituted, digits(value, n), note)


def _slope(step, notation):
    """The factor f'(I_j), in symbols and in numbers; none where it is 1 for all."""
    o = step.given["output"]
    I, O = (
        symbol(what, step.unit, notation=notation) for what in ("net input", "output")
    )
    numbers = {
        "O": digits(o), "(O)": bracketed(digits(o)), "1 − O": digits(1 - o),
        "f′": plain(act.slope(step.kind, o)),
    }  # fmt: skip
    symbolic, worked = act.ACTIVATIONS[step.kind].slope
    return [[symbolic.format(I=I, O=O), worked.format(**numbers)]] if symbolic else []


def _passed_back(step, notation):
    """Σ_k Err_k w_jk, in symbols and in numbers."""
    sign = -1 if notation == "modern" else 1
    pairs = [
        (
            f"{symbol('error', k, notation=notation)} · "
            f"{symbol('weight', step.unit, k, notation=notation)}",
            f"{bracketed(digits(sign * err))} · {bracketed(digits(w))}",
        )
        for k, err, w in _shown(step.terms)
    ]
    sums = [_sum(step, pairs, part) for part in (0, 1)]
    return [f"({s})" for s in sums] if len(step.terms) > 1 else sums


def _increment(step, notation, n):
    j = step.unit
    sign, symbolic_sign = (-1, "−") if notation == "modern" else (1, "")
    symbols = [symbol("rate", notation=notation), symbol("error", j, notation=notation)]
    numbers = [
        plain(step.given["rate"]),
        bracketed(digits(sign * step.given["error"])),
    ]
    if step.quantity == "weight":
        symbols.append(symbol("output", step.connection[0], notation=notation))
        sender = plain if step.layer == 1 else digits
        numbers.append(bracketed(sender(step.given["output"])))
    return Line(
        f"Δ{_parameter(step, notation)}",
        symbolic_sign + " · ".join(symbols),
        symbolic_sign + " · ".join(numbers),
        digits(step.value, n),
    )


def _parameter(step, notation):
    """The name of the weight or bias that an update step changes."""
    units = (step.unit,) if step.connection is None else step.connection
    return symbol(step.quantity, *units, notation=notation)


def _shown(terms):
    """The terms of a sum that are written out."""
    return terms if len(terms) <= SHOWN else (*terms[:3], terms[-1])


def _sum(step, pairs, part):
    texts = [pair[part] for pair in pairs]
    if len(step.terms) > SHOWN:
        texts.insert(3, "…")
    return " + ".join(texts)
