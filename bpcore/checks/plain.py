"""Words with mathematics in LaTeX, ``$w_{46}$``, as plain text: w₄₆.

A task is typeset in a lesson and printed as text elsewhere; it is written once.
"""

import re

from bpcore.notation import SUBSCRIPTS, SUPERSCRIPTS

_SYMBOLS = {
    "alpha": "α", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "eta": "η",
    "kappa": "κ", "lambda": "λ", "mu": "μ", "sigma": "σ", "theta": "θ", "Delta": "Δ",
    "sum": "Σ", "prod": "Π", "partial": "∂", "infty": "∞", "cdot": "·", "times": "×",
    "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "approx": "≈",
    "to": "→", "dots": "…", "ldots": "…", "cdots": "…", "left": "", "right": "",
    "quad": " ", "qquad": " ",
}  # fmt: skip
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"  # braces, and braces in them


def plain(words):
    """The words with each ``$…$`` or ``$$…$$`` as it would be typed."""
    return re.sub(r"\$\$?([^$]+)\$\$?", lambda found: _typed(found[1].strip()), words)


def _typed(latex):
    text = re.sub(r"\\[td]?frac(\d)(\d)", r"\\frac{\1}{\2}", latex).replace("-", "−")
    text = re.sub(r"\\(?:text|mathrm|mathit|operatorname)" + _GROUP, r"\1", text)
    text = re.sub(rf"\\[td]?frac{_GROUP}{_GROUP}", _fraction, text)
    text = re.sub(r"\\sqrt" + _GROUP, lambda found: f"√{_factor(found[1])}", text)
    text = re.sub(r"\\([A-Za-z]+)( ?)", _symbol, text)
    text = re.sub(r"\\[,;: ]", " ", text).replace(r"\!", "")
    text = re.sub(rf"([_^])(?:{_GROUP}|(.))", _moved, text)
    return re.sub(r" {2,}", " ", re.sub(r"\\([{}%$#&])", r"\1", text)).strip()


def _fraction(found):
    if found.groups() == ("1", "2"):
        return "½"
    return " / ".join(_factor(part) for part in found.groups())


def _factor(latex):
    """In brackets, unless it stands by itself."""
    return latex if re.fullmatch(r"[\w.\\]+|\w+_\{\w+\}", latex) else f"({latex})"


def _symbol(found):
    """The sign a command stands for; a letter takes no space behind it."""
    sign = _SYMBOLS.get(found[1], found[1])
    return (
        sign if len(sign) == 1 and (sign.isalpha() or sign == "∂") else sign + found[2]
    )


def _moved(found):
    """A subscript or superscript: with the letters there are, else behind its sign."""
    sign, group, single = found.groups()
    inner = _typed(group or single)
    small, usual = SUBSCRIPTS if sign == "_" else SUPERSCRIPTS
    if set(inner) <= set(usual):
        return inner.translate(str.maketrans(usual, small))
    closed = inner.isalnum() or (inner.startswith("(") and inner.endswith(")"))
    return sign + (inner if closed else f"({inner})")
