"""Pictures: what labs and lessons show, each in three forms.

``html()`` is for a page, ``png()`` for a notebook in which nothing runs, ``words()``
for everyone who cannot see either.  Charts are pictures (``chart.Chart``), so is a
network (``diagram.Diagram``); here stand the others.
"""

import io

from bpcore.figures import given
from bpcore.inputs import cut, whole_number
from bpcore.tables import Table


class Picture:
    """Anything with these three forms, all of one state."""

    def html(self):
        """The picture as HTML or SVG, in the colours of the reader's theme."""
        raise NotImplementedError

    def png(self, level=1):
        """The picture as PNG bytes; a low level compresses less and is quicker."""
        raise NotImplementedError

    def words(self):
        """What it shows, with its numbers, in words."""
        raise NotImplementedError


class TablePicture(Picture):
    """A ``Table`` as a picture.

    width   pixels that it takes at least in a page, so that it keeps them from move to
            move; 0 for as many as it needs
    """

    def __init__(self, table, width=0):
        if not isinstance(table, Table):
            raise TypeError(f"table must be a bp.Table; it is {cut(table)}.")
        self.table, self.width = table, whole_number("width", width, at_least=0)

    def html(self):
        html = self.table._repr_html_()
        if not self.width:
            return html
        return f'<div style="min-width:{self.width}px;line-height:1.35">{html}</div>'

    def png(self, level=1):
        from bpcore.figures.written import table_figure

        return encoded(table_figure(self.table), compress_level=level)

    def words(self):
        """Row by row, each number with the heading of its column."""
        table = self.table
        rows = "; ".join(
            ", ".join(
                f"{name} {text}".strip()
                for name, text in zip(table.columns, cells, strict=True)
                if text
            )
            for cells in table.cells
        )
        told = ": ".join(part for part in (table.caption, rows or "no rows") if part)
        return f"{told}."


class Passage(Picture):
    """A piece of HTML whose plain text is known.

    html    of the page
    text    the same in plain lines
    width   pixels of the stored picture
    """

    def __init__(self, html, text, width=500):
        for name, value in (("html", html), ("text", text)):
            if not isinstance(value, str):
                raise TypeError(f"{name} must be a text; it is {cut(value)}.")
        self._html, self.text = given.printable(html), given.printable(text)
        self.width = given.pixels("width", width)

    def html(self):
        return self._html

    def png(self, level=1):
        from bpcore.figures.written import passage_figure

        return encoded(passage_figure(self.text, self.width), compress_level=level)

    def words(self):
        return self.text


def encoded(figure, format="PNG", **how):
    """What stands on a Figure's Agg canvas as bytes, drawn by the caller."""
    from PIL import Image

    canvas = figure.canvas
    picture = Image.frombuffer(
        "RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1
    )
    out = io.BytesIO()
    picture.convert("RGB").save(out, format, **how)  # quicker than with alpha
    return out.getvalue()
