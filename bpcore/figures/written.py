"""Tables and passages drawn with matplotlib, for where no page shows them.

Text is drawn as it is: a dollar sign starts no formula.
"""

from itertools import islice

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bpcore.figures import given, palette

DPI = 100
SIZE = 10  # points
LINE = 21  # pixels from one line of text to the next
MARGIN = 10
GAP = 22  # between two columns
MOST_LINES = 80  # that are drawn; of more it is told how many
SIDES = {"l": "left", "c": "center", "r": "right"}


def table_figure(table):
    """A ``Table`` as a drawn Figure, as large as its cells need."""
    cells = [
        [given.text("cell", str(cell)).replace("\n", " ") for cell in row]
        for row in (table.columns, *table.cells[:MOST_LINES])
    ]
    missing = len(table.cells) + 1 - len(cells)
    note = f"… and {missing} more rows" if missing else ""
    lines = bool(table.caption) + len(cells) + bool(note)
    figure, size = _sheet()
    widths = [
        max(size(cell, row == 0) for row, cell in enumerate(column))
        for column in zip(*cells, strict=True)
    ]
    caption = given.text("caption", str(table.caption))
    whole = max(
        sum(widths) + GAP * (len(widths) - 1), size(caption, False), size(note, False)
    )
    _cut(figure, whole + 2 * MARGIN, lines * LINE + 2 * MARGIN)
    y = MARGIN
    if caption:
        _write(figure, MARGIN, y, caption, palette.GREY)
        y += LINE
    right = MARGIN + sum(widths) + GAP * (len(widths) - 1)
    for row, line in enumerate(cells):
        if table.highlight is not None and row == table.highlight + 1:
            _band(figure, y, right)
        x = MARGIN
        for text, width, side in zip(line, widths, table.align, strict=True):
            at = x + {"l": 0, "c": width / 2, "r": width}[side]
            _write(figure, at, y, text, "black", SIDES[side], bold=row == 0)
            x += width + GAP
        y += LINE
        if row == 0:
            _rule(figure, y - 1, right)
    _write(figure, MARGIN, y, note, palette.GREY)
    figure.canvas.draw()
    return figure


def passage_figure(text, width):
    """Lines of text as a drawn Figure of this width, broken where they are longer."""
    figure, size = _sheet()
    room = width - 2 * MARGIN
    parts = (part for line in text.splitlines() for part in _broken(line, room, size))
    lines = list(islice(parts, MOST_LINES))
    if next(parts, None) is not None:
        lines[-1] = "…"
    _cut(figure, width, max(len(lines), 1) * LINE + 2 * MARGIN)
    for k, line in enumerate(lines):
        _write(figure, MARGIN, MARGIN + k * LINE, line, "black")
    figure.canvas.draw()
    return figure


def _broken(line, room, size):
    """A line as lines that fit the room, broken between words."""
    begun, *words = (given.text("word", word) for word in line.split(" "))
    for word in words:
        longer = f"{begun} {word}"
        if begun.strip() and size(longer, False) > room:
            yield begun
            begun = word
        else:
            begun = longer
    yield begun


def _sheet():
    """A Figure, and the function that measures text on it in pixels."""
    figure = Figure(dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)

    def size(text, bold):
        probe = figure.text(0, 0, text, parse_math=False, **_font(bold))
        width = probe.get_window_extent(canvas.get_renderer()).width
        probe.remove()
        return width

    return figure, size


def _cut(figure, width, height):
    figure.set_size_inches(round(width) / DPI, round(height) / DPI)


def _write(figure, x, y, text, color, side="left", bold=False):
    """A line of text whose box begins y pixels below the top."""
    if not text:
        return
    width, height = figure.get_size_inches() * DPI
    figure.text(
        x / width, 1 - (y + LINE / 2) / height, text, color=color, ha=side,
        va="center_baseline", parse_math=False, **_font(bold),
    )  # fmt: skip


def _font(bold):
    return {"fontsize": SIZE, "fontweight": "bold" if bold else "normal"}


def _rule(figure, y, right):
    _box(figure, MARGIN, y, right, 1, palette.GREY)


def _band(figure, y, right):
    """The mark of a row: its ground, and a bar before it."""
    _box(figure, MARGIN - 4, y, right + 4, LINE, palette.SKY, alpha=0.25)
    _box(figure, MARGIN - 7, y, MARGIN - 4, LINE, palette.BLUE)


def _box(figure, left, y, right, tall, color, alpha=1.0):
    width, height = figure.get_size_inches() * DPI
    figure.add_artist(
        Rectangle(
            (left / width, 1 - (y + tall) / height), (right - left) / width,
            tall / height, facecolor=color, alpha=alpha, linewidth=0,
        )
    )  # fmt: skip
