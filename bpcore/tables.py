"""Small tables, as text and as HTML, and the one way to print a number."""

import math
from html import escape

from bpcore import theme
from bpcore.inputs import cut

ALIGNMENTS = {"l": "left", "c": "center", "r": "right"}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST = 4  # significant digits: what every supported computer agrees on

_TABLE = f"border-collapse:collapse;margin:0.5em 0;color:{theme.INK}"
_CAPTION = f"caption-side:top;text-align:left;padding:0.25em 0;color:{theme.FAINT}"
_HEAD = f"border-bottom:1px solid {theme.RULE};"
_CELL = "padding:0.2em 0.8em;white-space:pre;font-variant-numeric:tabular-nums;"
_LIT = (
    ' aria-current="true" style="'  # nothing here may change a column's width
    f'background:{theme.MARKED};box-shadow:inset 3px 0 0 {theme.ACCENT}"'
)


def vanishes(value):
    """Whether a number is 0, or what rounding leaves of a sum that is 0."""
    return abs(value) < 1e-15


def digits(value, n=3):
    """A number as text: n decimals, or two significant digits where that is more.

    Never more than four significant digits, no sign on a zero, a true minus sign;
    very large and very small numbers as powers of ten.

    >>> digits(-0.30), digits(-0.008680), digits(123.456), digits(-0.00001)
    ('−0.300', '−0.0087', '123.5', '−1.0·10⁻⁵')
    """
    value = float(value)
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if vanishes(size):
        return f"{0:.{n}f}"
    # The power of ten after rounding, so that 9.9996 counts as 10.00.
    power = int(f"{size:.{_MOST - 1}e}".split("e")[1])
    if power < -4 or power > 5:
        kept = 1 if power < 0 else _MOST - 1
        head, tail = f"{size:.{kept}e}".split("e")
        text = f"{head}·10{raised(int(tail))}"
    else:
        decimals = max(min(n, _MOST - 1 - power), 0)
        decimals = max(decimals, 1 - power) if power < 0 else decimals
        # Rounded once: 0.10454 is 0.105, though by way of 0.1045 it would be 0.104.
        size = round(size, _MOST - 1 - power) if power >= _MOST else size
        text = f"{size:.{decimals}f}"
    return "−" + text if value < 0 else text


def raised(number):
    """A whole number as an exponent.

    >>> raised(-12)
    '⁻¹²'
    """
    return str(number).translate(_RAISED)


class Table:
    """A small table that shows itself as text, and in a notebook as HTML.

    columns    the headings, as many as a row has cells
    rows       lists of cells: text, or numbers, which are shown by ``digits``
    caption    a line above the table
    align      one letter a column, "l", "c" or "r"; by default columns of numbers to
               the right and text to the left
    highlight  the place, from 0, of one row to mark

    Its ``cells`` are the texts that it shows, row by row.  Raises ValueError for rows,
    letters or a place that do not fit the columns.
    """

    def __init__(self, columns, rows, caption="", align=None, highlight=None):
        self.columns = tuple(columns)
        self.rows = tuple(tuple(row) for row in rows)
        self.caption = caption
        self.highlight = highlight
        for place, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"rows must have one cell for each of {len(self.columns)} "
                    f"columns; row {place} has {len(row)}."
                )
        if highlight is not None and highlight not in range(len(self.rows)):
            raise ValueError(
                f"highlight must be the place of a row, 0 to {len(self.rows) - 1}; "
                f"it is {cut(highlight)}."
            )
        self.cells = [[_shown(cell) for cell in row] for row in self.rows]
        self.align = self._fitting_align() if align is None else "".join(align)
        if len(self.align) != len(self.columns) or set(self.align) - set(ALIGNMENTS):
            raise ValueError(
                'align must be one letter, "l", "c" or "r", for each of '
                f"{len(self.columns)} columns; it is {cut(align)}."
            )

    def to_frame(self):
        """The same table as a ``pandas.DataFrame`` (needs pandas)."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.columns))

    def __len__(self):
        return len(self.rows)

    def __eq__(self, other):
        if not isinstance(other, Table):
            return NotImplemented
        return vars(self) == vars(other)

    def __repr__(self):
        lines = [list(self.columns), *self.cells]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        text = [self._line(line, widths) for line in lines]
        text.insert(1, "  ".join("─" * width for width in widths))
        if self.highlight is not None:
            marked = self.highlight + 2
            text = [("▸ " if k == marked else "  ") + t for k, t in enumerate(text)]
        return "\n".join([self.caption] * bool(self.caption) + text)

    def _repr_html_(self):
        head = "".join(
            f'<th scope="col" style="{_HEAD}{self._cell_style(k)}">'
            f"{escape(str(name))}</th>"
            for k, name in enumerate(self.columns)
        )
        caption = (
            f'<caption style="{_CAPTION}">{escape(self.caption)}</caption>'
            if self.caption
            else ""
        )
        body = "\n".join(self._html_row(k) for k in range(len(self.rows)))
        return (
            f'<table style="{_TABLE}">{caption}\n<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}\n</tbody></table>"
        )

    def _html_row(self, place):
        """One row; its first cell names it."""
        cells = "".join(
            f'<th scope="row" style="font-weight:inherit;{self._cell_style(k)}">'
            f"{escape(text)}</th>"
            if k == 0
            else f'<td style="{self._cell_style(k)}">{escape(text)}</td>'
            for k, text in enumerate(self.cells[place])
        )
        return f"<tr{_LIT if place == self.highlight else ''}>{cells}</tr>"

    def _cell_style(self, column):
        return f"{_CELL}text-align:{ALIGNMENTS[self.align[column]]}"

    def _line(self, cells, widths):
        adjust = {"l": str.ljust, "c": str.center, "r": str.rjust}
        parts = zip(self.align, cells, widths, strict=True)
        return "  ".join(adjust[a](c, w) for a, c, w in parts).rstrip()

    def _fitting_align(self):
        columns = list(zip(*self.cells, strict=True)) or [()] * len(self.columns)
        return "".join("r" if all(map(_numeric, c)) else "l" for c in columns)


def _shown(cell):
    """The text of a cell."""
    if cell is None:
        return ""
    if isinstance(cell, str | bool):
        return str(cell)
    if hasattr(cell, "__index__"):  # whole numbers, numpy's among them
        return str(cell).replace("-", "−")
    return digits(cell) if hasattr(cell, "__float__") else str(cell)


def _numeric(text):
    return set(text) <= set("0123456789.−∞·⁻⁰¹²³⁴⁵⁶⁷⁸⁹%")
