"""Pictures: everything shown has HTML, a PNG and words, all of one state."""

import io
import xml.etree.ElementTree as ET

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from PIL import Image

import bpcore as bp
from bpcore.figures import written
from bpcore.figures.pictures import Picture
from bpcore.tables import Table

NET = bp.Network.random((2, 3, 1), seed=1)
TABLE = Table(("unit", "output"), [("4", 0.332), ("5", None)], "Two units", highlight=0)
PICTURES = {
    "chart": lambda: bp.figures.ErrorCurve().update([0.5, 0.3]),
    "diagram": lambda: bp.figures.Diagram(NET, "A net", lit_units=[3]),
    "table": lambda: bp.figures.TablePicture(TABLE),
    "passage": lambda: bp.figures.Passage("<p>Now <b>this</b></p>", "Now this"),
}
every = pytest.mark.parametrize("name", PICTURES)


def opened(data):
    """A picture's pixels from bytes that must be a PNG."""
    assert data.startswith(b"\x89PNG")
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def drawn(figure):
    """The texts on a figure: {text: the box round it in pixels}."""
    renderer = figure.canvas.get_renderer()
    return {t.get_text(): t.get_window_extent(renderer) for t in figure.texts}


@every
def test_a_picture_has_three_forms(name):
    picture = PICTURES[name]()
    assert isinstance(picture, Picture)
    assert picture.words() and picture.words() == PICTURES[name]().words()
    assert picture.html().startswith("<") and picture.html() == picture.html()
    pixels = opened(picture.png())
    assert (opened(picture.png(level=6)) == pixels).all()
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 20


def test_a_diagram_is_one_layout_for_both_painters_and_the_words():
    diagram = PICTURES["diagram"]()
    assert diagram.html() == bp.figures.diagram(NET, "A net", lit_units=[3])
    assert diagram.words() in diagram.html()
    assert "Active: unit 3." in diagram.words()
    assert opened(diagram.png()).shape[:2] == (320, 560)
    size = diagram.figure().get_size_inches() * 100
    assert (size == (560, 320)).all()


def test_the_html_of_a_chart_is_an_svg_that_fits_its_place():
    chart = bp.figures.ErrorCurve(width=300, height=200).update([0.5, 0.3])
    style = ET.fromstring(chart.html()).get("style")
    assert "width:var(--picture-width,300px);max-width:100%;height:auto" in style
    assert "aspect-ratio:300/200" in style


def test_the_words_of_a_table_say_each_number_with_its_heading():
    assert (
        bp.figures.TablePicture(TABLE).words()
        == "Two units: unit 4, output 0.332; unit 5."
    )
    assert bp.figures.TablePicture(Table(("a",), [])).words() == "no rows."


def test_a_table_in_a_page_keeps_its_width():
    table = bp.figures.TablePicture(TABLE, width=360)
    assert "min-width:360px" in table.html()
    assert TABLE._repr_html_() in table.html()
    assert bp.figures.TablePicture(TABLE).html() == TABLE._repr_html_()


def test_a_drawn_table_stands_in_rows_and_columns():
    figure = written.table_figure(
        Table(
            ("a long heading", "x"),
            [("short", 1), ("$a_b^$", 22)],
            "Caption",
            align="lr",
        )
    )
    at = drawn(figure)
    rows = [["Caption"], ["a long heading", "x"], ["short", "1"], ["$a_b^$", "22"]]
    middles = [[(at[t].y0 + at[t].y1) / 2 for t in row] for row in rows]
    steps = np.diff([np.mean(row) for row in middles])
    assert (abs(steps + written.LINE) < 4).all()
    assert all(max(row) - min(row) < 5 for row in middles)
    for left in ("Caption", "a long heading", "short", "$a_b^$"):
        assert abs(at[left].x0 - written.MARGIN) < 3
    right = figure.bbox.width - written.MARGIN
    for text in ("x", "1", "22"):
        assert abs(at[text].x1 - right) < 3
        assert at["a long heading"].x1 + written.GAP - 3 < at[text].x0 + 20
    assert at["22"].x0 >= at["a long heading"].x1 + written.GAP - 3
    assert 0 < min(box.y0 for box in at.values())
    assert max(box.y1 for box in at.values()) < figure.bbox.height


def test_the_marked_row_of_a_drawn_table_has_a_ground_and_a_bar():
    marked = opened(bp.figures.TablePicture(TABLE).png())
    plain = opened(
        bp.figures.TablePicture(Table(TABLE.columns, TABLE.rows, "Two units")).png()
    )
    rows = np.flatnonzero((marked != plain).any(axis=(1, 2)))
    first = written.MARGIN + 2 * written.LINE  # below caption and headings
    assert rows[0] in range(first - 1, first + 2)
    assert rows[-1] - rows[0] in range(written.LINE - 2, written.LINE + 2)
    columns = np.flatnonzero((marked != plain).any(axis=(0, 2)))
    assert columns[0] == written.MARGIN - 7
    assert columns[-1] >= marked.shape[1] - written.MARGIN


@pytest.mark.parametrize(
    "table",
    [Table(("a", "b"), []), Table(("",), [("",)]), Table(("a",), [("x" * 300,)])],
    ids=["no rows", "empty", "wide"],
)
def test_odd_tables_are_drawn_whole(table):
    pixels = opened(bp.figures.TablePicture(table).png())
    edges = (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
    assert all((edge == 255).all() for edge in edges)


def test_a_passage_keeps_its_lines_and_breaks_long_ones_between_words():
    text = "One line\n\n" + " ".join(["mathematics"] * 12) + "\n= −0.0087 $a_b^"
    figure = written.passage_figure(text, 300)
    lines = [t.get_text() for t in figure.texts]
    assert lines[0] == "One line" and lines[-1] == "= −0.0087 $a_b^"
    middle = [t for t in lines if "mathematics" in t]
    assert len(middle) > 1 and " ".join(middle).split() == ["mathematics"] * 12
    boxes = drawn(figure).values()
    assert max(box.x1 for box in boxes) <= 300 - written.MARGIN + 1
    lines_and_gap = len(lines) + 1
    assert figure.bbox.height == lines_and_gap * written.LINE + 2 * written.MARGIN


def test_what_is_too_long_to_draw_says_how_much_is_missing():
    table = Table(("n", "m"), [(str(k), "x") for k in range(90)], "Caption")
    shown = [t.get_text() for t in written.table_figure(table).texts]
    assert shown[:5] == ["Caption", "n", "m", "0", "x"]
    assert shown[-3:] == ["79", "x", "… and 10 more rows"]
    few = [t.get_text() for t in written.table_figure(TABLE).texts]
    assert "more" not in "".join(few)
    figure = written.passage_figure("\n".join(map(str, range(1000))), 300)
    lines = [t.get_text() for t in figure.texts]
    assert lines == [*map(str, range(79)), "…"]
    figure = written.passage_figure("\n".join(map(str, range(80))), 300)
    assert [t.get_text() for t in figure.texts] == list(map(str, range(80)))


def test_a_passage_of_nothing_is_a_picture_too():
    assert opened(bp.figures.Passage("", "").png()).shape[:2] == (41, 500)
