"""How units, weights and numbers are written: the textbook's way and the modern one.

    textbook   w₄₆   θ₄   I₄   O₄   T₄   Err₄    l
    modern     W₄₆   b₄   z₄   a₄   y₄   δ₄      η

The one difference that is more than a name: δ = −Err, the derivative of the loss by
the net input, with its sign.
"""

import re
from html import escape

from bpcore.tables import digits

# What there is of letters below and above the line, and the usual ones.
SUBSCRIPTS = ("₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₘₙₜ", "0123456789+−ijkmnt")
SUPERSCRIPTS = ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱⁿᵗᵀ", "0123456789+−intT")
_SMALL = {"sub": SUBSCRIPTS, "sup": SUPERSCRIPTS}
_USUAL = {kind: str.maketrans(*letters) for kind, letters in _SMALL.items()}
_RUN = re.compile(
    "|".join(f"(?P<{kind}>[{a}]+(?:,[{a}]+)*)" for kind, (a, _) in _SMALL.items())
)

NOTATIONS = ("textbook", "modern")
_SYMBOLS = {
    "textbook": {
        "weight": "w", "bias": "θ", "net input": "I", "output": "O", "target": "T",
        "error": "Err", "rate": "l",
    },
    "modern": {
        "weight": "W", "bias": "b", "net input": "z", "output": "a", "target": "y",
        "error": "δ", "rate": "η",
    },
}  # fmt: skip
_SPOKEN = re.compile(r"(?<![\w&#])(Err|[wθIOTxWbzayδ])(\d+(?:,\d+)*)(?!\w|\.\d)")


def lowered(*units):
    """Unit numbers as a subscript: 4, 6 becomes ₄₆, and 10, 12 becomes ₁₀,₁₂."""
    return _joined(units).translate(str.maketrans(*SUBSCRIPTS[::-1]))


def symbol(what, *units, notation="textbook", time=None):
    """The name of a quantity: ``symbol("weight", 4, 6)`` is w₄₆.

    what    "weight", "bias", "net input", "output", "target", "error" or "rate"
    time    the step of a sequence, if there is one: I₂(3)
    """
    at = "" if time is None else f"({time})"
    return _SYMBOLS[notation][what] + (lowered(*units) if units else "") + at


def spoken(what, *units):
    """The same name without subscripts, for sentences: w46."""
    return _SYMBOLS["textbook"][what] + _joined(units)


def indexed(name):
    """A name as it is written: x1 becomes x₁, w35 w₃₅; any other name stays."""
    found = re.fullmatch("([A-Za-zθ])([0-9]+)", name)
    return found[1] + lowered(found[2]) if found else name


def typeset(words):
    """Plain text as HTML: w₄₆ and 10⁻² with true subscripts and superscripts."""
    return "".join(
        f"<{kind}>{escape(text)}</{kind}>" if kind else escape(text)
        for kind, text in runs(words)
    )


def named(words):
    """A plain sentence as HTML: the w46 and Err6 of ``spoken`` are set as symbols."""
    return _SPOKEN.sub(r"<i>\1</i><sub>\2</sub>", typeset(words))


def runs(words):
    """Plain text in pieces of one height: ("", "w"), ("sub", "46")."""
    done = 0
    for found in _RUN.finditer(words):
        if found.start() > done:
            yield "", words[done : found.start()]
        kind = found.lastgroup
        yield kind, found.group().translate(_USUAL[kind])
        done = found.end()
    if done < len(words):
        yield "", words[done:]


def plain(value):
    """A number that was given, as it was given if that is short: 1, 0.9."""
    text = f"{value:.4g}"
    short = "e" not in text and float(text) == value
    return text.replace("-", "−") if short else digits(value)


def bracketed(text):
    """A number as a factor or summand: negative ones in brackets."""
    return f"({text})" if text.startswith("−") else text


def _joined(units):
    long = len(units) > 1 and any(len(str(unit)) > 1 for unit in units)
    return ("," if long else "").join(map(str, units))
