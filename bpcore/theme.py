"""Colours and fonts of everything that is shown as HTML or SVG.

They are those of JupyterLab's theme, light or dark, each with one that does without.
Colours that carry a meaning in charts stand in ``figures/palette.py``.
"""


def _of_theme(name, otherwise):
    return f"var(--jp-{name},{otherwise})"


# Text and lines on the page's own ground, whatever that is.
INK = _of_theme("content-font-color1", "inherit")
FAINT = _of_theme("content-font-color2", "inherit")
RULE = _of_theme("border-color1", "currentColor")
FRAME = _of_theme("border-color2", "#e0e0e0")
ACCENT = _of_theme("brand-color1", "#0072b2")
MARKED = _of_theme("rendermime-table-row-hover-background", "rgba(86,180,233,0.25)")

# A picture brings its ground with it, so that its colours can be read on any page.
PAPER = _of_theme("layout-color0", "#ffffff")
DRAWN = _of_theme("content-font-color1", "#212121")
DRAWN_PALE = _of_theme("border-color3", "#e0e0e0")
DRAWN_FAINT = _of_theme("content-font-color2", "#616161")

# What a check says, by how good the news is.
GOOD = _of_theme("success-color1", "#00735c")
NEAR = _of_theme("info-color1", "#0072b2")
DOUBTFUL = _of_theme("warn-color1", "#b35900")
BAD = _of_theme("error-color1", "#b00020")
NO_NEWS = _of_theme("ui-font-color2", "#616161")

FONT = _of_theme("content-font-family", "sans-serif")
CODE = _of_theme("code-font-family", "monospace")
MATHS = "'STIX Two Text','Cambria Math','Times New Roman',Times,serif"

# The parts of a worked line, in the colours that the network's picture gives them; what
# each is stands under it in words.
ROLES = {
    "weight": "var(--bp-positive,#0072B2)",
    "negative weight": "var(--bp-negative,#C25500)",
    "output": "var(--bp-forward,#0072B2)",
    "error": "var(--bp-error,#C25500)",
    "rate": "var(--bp-update,#00805E)",
    "unit": "inherit",
}
