"""The pictures of a lab put together: a row in a page, all of them as one PNG."""

import io
import re

from bpcore.figures.pictures import Passage, Picture

INVITATION = "Run this cell: it moves."
HEIGHT = re.compile(r'\bheight(?:="|:)(\d+)')


class Still(Picture):
    """A picture that stays as it is for many moves; its HTML is made once."""

    def __init__(self, picture):
        self._picture, self._html = picture, picture.html()

    def html(self):
        return self._html

    def png(self, level=1):
        return self._picture.png(level)

    def words(self):
        return self._picture.words()


class Scrolled(Still):
    """A picture that keeps its width: where the page is narrower it is scrolled."""

    def __init__(self, picture, width):
        super().__init__(picture)
        self._html = (
            '<div style="overflow-x:auto" tabindex="0" role="group" '
            f'aria-label="picture"><div style="min-width:{width:g}px">{self._html}'
            "</div></div>"
        )


def in_a_row(pieces):
    """Pieces of HTML beside each other as one; they wrap where the page is narrow."""
    pieces = "".join(f"<div>{piece}</div>" for piece in pieces)
    return (
        '<div style="display:flex;flex-flow:row wrap;align-items:flex-start;'
        f'gap:4px 10px">{pieces}</div>'
    )


def empty(row):
    """A row without its pictures, of the same height: what is below stays in place."""
    height = max(map(int, HEIGHT.findall(row)), default=0)
    return f'<div style="min-height:{height}px"></div>' if height else ""


def stored(rows):
    """Rows of pictures as one PNG, under a line that says how they come to life."""
    made = [_pasted([_opened(picture.png()) for picture in row]) for row in rows if row]
    width = max(row.width for row in made)
    made.insert(0, _opened(Passage("", INVITATION, width).png()))
    return _written(_pasted(made, down=True))


def _written(image):
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _opened(png):
    from PIL import Image

    return Image.open(io.BytesIO(png)).convert("RGB")


def _pasted(parts, down=False):
    """Images beside each other, or below, as one."""
    from PIL import Image

    widths, heights = [p.width for p in parts], [p.height for p in parts]
    size = (max(widths), sum(heights)) if down else (sum(widths), max(heights))
    whole, at = Image.new("RGB", size, "white"), 0
    for part in parts:
        whole.paste(part, (0, at) if down else (at, 0))
        at += part.height if down else part.width
    return whole
