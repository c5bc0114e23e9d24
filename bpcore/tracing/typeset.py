"""A worked line, typeset: each factor in symbols, in numbers, and what it is."""

import re
from html import escape

from bpcore import theme
from bpcore.notation import typeset

# Letters that name a quantity are set in italics, digits and words are not.
_LETTERS = re.compile(r"(?<![A-Za-z&<])(Err|tanh|max|new|[A-Za-zθδη′])(?![A-Za-z;>])")
_UPRIGHT = ("tanh", "max", "new")
_FRACTION = re.compile(r"1 / \(1 \+ e\^\(−(.+)\)\)")


def typeset_line(line, hidden=False, size=21):
    """The HTML of a ``Line``: name, factors with their meanings, result.

    hidden   whether the result is kept back: "?" stands in its place
    size     of the symbols, in pixels
    """
    rise = 3.0 if any(map(_is_fraction, line.pieces)) else 1.4  # of a row, in em
    terms = "".join(
        f'<span style="display:inline-flex">{"".join(_piece(p, rise) for p in term)}'
        "</span>"
        for term in _terms(line.pieces)
    )
    result = "?" if hidden else typeset(line.result)
    name = _column(f"{symbols(line.name)}&nbsp;=&nbsp;", "&nbsp;", "", rise)
    return (
        f'<div style="font-family:{theme.MATHS};font-size:{size}px;display:flex;'
        f'flex-wrap:wrap;align-items:flex-start">{name}{terms}'
        '<span style="flex-basis:100%;height:0"></span>'
        f'<span style="font-size:1.25em;font-weight:700">= {result}</span></div>'
    )


def _terms(pieces):
    """The pieces in groups that stay on one line: a group begins at each plus sign."""
    terms = [[]]
    for piece in pieces:
        if piece == " + ":
            terms.append([])
        terms[-1].append(piece)
    return terms


def _is_fraction(piece):
    return not isinstance(piece, str) and _FRACTION.fullmatch(piece.symbol)


def symbols(text):
    """Symbols as HTML: letters in italics, true subscripts, one true fraction."""
    found = _FRACTION.fullmatch(text)
    if found:
        below = f"1 + <i>e</i><sup>−{symbols(found[1])}</sup>"
        return fraction("1", below)
    html = typeset(text)
    return _LETTERS.sub(lambda m: m[1] if m[1] in _UPRIGHT else f"<i>{m[1]}</i>", html)


def numbers(text):
    """The same for numbers put in."""
    found = _FRACTION.fullmatch(text)
    if found:
        return fraction("1", f"1 + <i>e</i><sup>−{typeset(found[1])}</sup>")
    return typeset(text)


def fraction(above, below):
    """A fraction with a bar."""
    return (
        '<span style="display:inline-block;vertical-align:middle;text-align:center;'
        'line-height:1.3">'
        f'<span style="display:block;border-bottom:1px solid">{above}</span>'
        f'<span style="display:block">{below}</span></span>'
    )


def _piece(piece, rise):
    if isinstance(piece, str):
        sign = f"&nbsp;{escape(piece.strip())}&nbsp;"
        return _column(sign, sign, "", rise)
    color = theme.ROLES.get(piece.role, "inherit")
    if piece.role == "weight" and "−" in piece.number:
        color = theme.ROLES["negative weight"]
    return _column(
        symbols(piece.symbol), numbers(piece.number), piece.meaning, rise, color
    )


def _column(above, below, meaning, rise, color="inherit"):
    """Symbols above numbers above what they mean."""
    row = f"height:{rise}em;line-height:{rise}em"
    above, below = (
        html.replace("<sub>", '<sub style="line-height:0">').replace(
            "<sup>", '<sup style="line-height:0">'
        )
        for html in (above, below)
    )
    return (
        '<span style="display:inline-flex;flex-direction:column;align-items:center;'
        f'white-space:nowrap"><span style="{row};color:{color}">{above}</span>'
        f'<span style="{row}">{below}</span><span style="font-size:0.6em;'
        f'font-family:{theme.FONT};color:{theme.FAINT};height:1.6em">'
        f"{escape(meaning)}</span></span>"
    )
