"""How units, weights and errors are written: the textbook's way and the modern one.

    textbook   w₄₆   θ₄   I₄   O₄   T₄   Err₄    l
    modern     W₄₆   b₄   z₄   a₄   y₄   δ₄      η

The one difference that is more than a name: δ = −Err, the derivative of the loss by
the net input, with its sign.
"""

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

NOTATIONS = ("textbook", "modern")
_SYMBOLS = {
    "textbook": dict(weight="w", bias="θ", net="I", output="O", target="T", rate="l"),
    "modern": dict(weight="W", bias="b", net="z", output="a", target="y", rate="η"),
}


def lowered(*units):
    """Unit numbers as a subscript: 4, 6 becomes ₄₆, and 10, 12 becomes ₁₀,₁₂."""
    comma = "," if max(units) > 9 and len(units) > 1 else ""
    return comma.join(map(str, units)).translate(_LOWERED)


def symbol(what, *units, notation="textbook"):
    """The name of a quantity: ``symbol("weight", 4, 6)`` is w₄₆.

    what    "weight", "bias", "net", "output", "target", "error" or "rate"
    """
    if what == "error":
        name = "Err" if notation == "textbook" else "δ"
    else:
        name = _SYMBOLS[notation][what]
    return name + (lowered(*units) if units else "")
