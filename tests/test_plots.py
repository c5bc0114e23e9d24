"""What charts are made of: axes, ticks, keys, notes, labels, and the two painters."""

import base64
import io
import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("matplotlib")

from matplotlib.colors import to_rgb
from PIL import Image

from bpcore.figures import figure_painter, labels, palette, svg_painter, ticks
from bpcore.figures.labels import in_a_corner, overlap
from bpcore.figures.plot import Axis, Entry, frame
from bpcore.figures.shapes import (
    Area,
    Dots,
    Line,
    Shade,
    Words,
    fitted,
    hatching,
    letters,
)

SVG = "{http://www.w3.org/2000/svg}"
SIZE = (400, 300)
PLAIN = frame(SIZE, Axis(0, 10, "across"), Axis(-1, 1, "up"), "A title")


def words_of(shapes):
    return [s for s in shapes if isinstance(s, Words) and s.text]


def texts_of(ticked):
    return [text for _, text in ticked]


# ---- ticks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0, 1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-1.3, 1.2, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
        (0, 300, ["0", "50", "100", "150", "200", "250", "300"]),
        (0, 20000, ["0", "5000", "10k", "15k", "20k"]),
        (0, 3e6, ["0", "500k", "10⁶", "1.5·10⁶", "2·10⁶", "2.5·10⁶", "3·10⁶"]),
        (0, 4e-5, ["0", "10⁻⁵", "2·10⁻⁵", "3·10⁻⁵", "4·10⁻⁵"]),
        (0, 0.04, ["0.00", "0.01", "0.02", "0.03", "0.04"]),
        (-2e300, 2e300, ["−2·10³⁰⁰", "−10³⁰⁰", "0", "10³⁰⁰", "2·10³⁰⁰"]),
    ],
)
def test_an_even_axis_is_ticked_at_round_numbers(low, high, texts):
    assert texts_of(ticks.even(low, high)) == texts


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 6))
def test_ticks_lie_within_and_are_not_too_many(low, span, most):
    found = ticks.even(low, low + span, most)
    values = [value for value, _ in found]
    assert values == sorted(set(values)) and len(values) <= most + 1
    slack = 1e-9 * span
    assert all(low - slack <= v <= low + span + slack for v in values)
    assert len({text for _, text in found}) == len(found)


def test_whole_ticks_are_whole():
    assert texts_of(ticks.even(0, 3, 6, whole=True)) == ["0", "1", "2", "3"]
    assert len(ticks.even(0, 3, 6)) > 4


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (1, 1000, ["1", "10", "100", "1000"]),
        (1, 1e5, ["1", "10", "100", "1000", "10k", "100k"]),
        (1, 100, ["1", "2", "5", "10", "20", "50", "100"]),
        (0.3, 3, ["0.5", "1", "2"]),
        (1e-6, 1e-1, ["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"]),
        (1e-12, 1, ["10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]),
    ],
)
def test_a_logarithmic_axis_is_ticked_at_powers_of_ten(low, high, texts):
    assert texts_of(ticks.decades(low, high)) == texts


def test_fewer_decades_where_there_is_less_room():
    assert texts_of(ticks.decades(1, 1e5, 3)) == ["1", "100", "10k"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.05, "0.05"), (-0.5, "−0.5"), (20000, "20k"), (12345, "12345"),
     (1e-4, "0.0001"), (1e-5, "10⁻⁵"), (-3e6, "−3·10⁶"), (999_000, "999k"),
     (1e6, "10⁶"), (10_000, "10k"), (9_000, "9000")],
)  # fmt: skip
def test_a_number_in_few_digits(value, text):
    assert ticks.short(value) == text


# ---- the frame ------------------------------------------------------------------


def test_a_place_of_the_data_has_its_pixels():
    left, top, right, bottom = PLAIN.box
    corners = PLAIN.place([0, 10, 5], [-1, 1, 0])
    middle = [(left + right) / 2, (top + bottom) / 2]
    assert np.allclose(corners, [[left, bottom], [right, top], middle])
    assert np.allclose(PLAIN.place(2.5, [-1, 1])[:, 0], left + (right - left) / 4)
    assert (PLAIN.place([1e300, np.inf], [0, -np.inf]) == [[1e5, middle[1]],
                                                         [1e5, 1e5]]).all()  # fmt: skip
    assert np.isnan(PLAIN.place(np.nan, 0)).tolist() == [True, False]


def test_a_logarithmic_axis_places_powers_evenly():
    axis = Axis(0.01, 100, log=True)
    assert np.allclose(axis.share([0.01, 0.1, 1, 100]), [0, 0.25, 0.5, 1])
    assert np.allclose(axis.share([0, -5]), -1)  # below, whatever it is
    assert np.isnan(axis.share(np.nan))
    assert np.allclose(Axis(1, -1).share([1, 0, -1]), [0, 0.5, 1])


def test_ticks_and_their_numbers_stand_at_their_places():
    left, top, right, bottom = PLAIN.box
    assert PLAIN.x.ticks == ticks.even(0, 10, 6) and len(PLAIN.y.ticks) == 5
    found = {w.text: w for w in words_of(PLAIN.over)}
    for value, text in PLAIN.x.ticks:
        word = found[text]
        assert word.x == pytest.approx(PLAIN.place(value, -1)[0])
        assert bottom < word.y < bottom + 20 and word.anchor == "middle"
    for value, text in PLAIN.y.ticks:
        word = found[text]
        assert word.y == pytest.approx(PLAIN.place(0, value)[1])
        assert word.x == left - 7 and word.anchor == "end"
    lines = [s.points for s in PLAIN.over if isinstance(s, Line)]
    corner = [[left, top], [left, bottom], [right, bottom]]
    assert corner in [p.tolist() for p in lines]
    short = [p for p in lines if len(p) == 2]
    assert len(short) == len(PLAIN.x.ticks) + len(PLAIN.y.ticks)
    assert all(np.abs(np.diff(p, axis=0)).sum() == pytest.approx(4) for p in short)
    for value, _ in PLAIN.x.ticks:
        x = PLAIN.place(value, -1)[0]
        assert any(np.allclose(p, [(x, bottom), (x, bottom + 4)]) for p in short)
    for value, _ in PLAIN.y.ticks:
        y = PLAIN.place(0, value)[1]
        assert any(np.allclose(p, [(left - 4, y), (left, y)]) for p in short)


def test_title_and_names_stand_round_the_axes():
    left, top, right, bottom = PLAIN.box
    found = {w.text: w for w in words_of(PLAIN.over)}
    title, across, up = (found[text] for text in ("A title", "across", "up"))
    assert title.bold and title.y < top - 10 and title.box[0] == 10
    assert across.x == (left + right) / 2 and bottom + 25 < across.y < 300
    assert up.turned and up.y == (top + bottom) / 2 and up.x < left - 40
    assert not (across.turned or across.bold or up.bold or title.turned)


def test_only_a_grid_lies_below_the_data():
    assert PLAIN.under == ()
    made = frame(SIZE, Axis(0, 10, grid=True), Axis(-1, 1, grid=True))
    left, top, right, bottom = made.box
    lines = [line.points.tolist() for line in made.under]
    assert len(lines) == len(made.x.ticks) + len(made.y.ticks)
    x, y = made.place(made.x.ticks[2][0], made.y.ticks[1][0])
    assert [[x, top], [x, bottom]] in lines and [[left, y], [right, y]] in lines
    assert {line.color for line in made.under} == {palette.PALE}


def test_axes_without_name_or_title_have_more_room():
    bare = frame(SIZE, Axis(0, 10), Axis(-1, 1))
    assert bare.box[3] > PLAIN.box[3] + 10 and bare.box[1] < PLAIN.box[1] - 10
    wide = frame(SIZE, Axis(0, 1), Axis(0, 1, "up", ticks=((0, "a long tick"),)))
    assert wide.box[0] > PLAIN.box[0] + 20
    for one, other in combinations(words_of(wide.over), 2):
        assert not overlap(one.box, other.box)
    endless = frame(SIZE, Axis(0, 1), Axis(0, 1, "up", ticks=((0, "x" * 200),)))
    assert endless.box[0] == 0.4 * 400
    assert any(w.text.endswith("…") and w.box[0] > 20 for w in words_of(endless.over))


def test_scale_enlarges_all_but_the_size():
    one = frame(SIZE, Axis(0, 1, "x"), Axis(0, 1, "y"), "T")
    two = frame((800, 600), Axis(0, 1, "x"), Axis(0, 1, "y"), "T", scale=2.0)
    assert np.allclose(two.box, 2 * np.array(one.box))
    for a, b in zip(words_of(one.over), words_of(two.over), strict=True):
        assert (b.size, b.text) == (2 * a.size, a.text)
        assert (b.x, b.y) == pytest.approx((2 * a.x, 2 * a.y))
    lines = [[s for s in f.over if isinstance(s, Line)] for f in (one, two)]
    for a, b in zip(*lines, strict=True):
        assert np.allclose(b.points, 2 * a.points) and b.width == 2 * a.width


def test_axes_need_room():
    axis = Axis(0, 1, "x", ticks=())
    made = frame((122, 120), axis, axis, "T")
    assert made.box[2] - made.box[0] == made.box[3] - made.box[1] == 40
    with pytest.raises(ValueError, match=r"^width must be 122 pixels or more"):
        frame((121, 120), axis, axis, "T")
    with pytest.raises(ValueError, match=r"^height must be 120 pixels or more"):
        frame((122, 119), axis, axis, "T")


def key_of(made):
    """The shapes of the key: those in the head that are not its title."""
    top = made.box[1]
    head = [s for s in made.over if isinstance(s, Words) and s.y < top - 3]
    return [w for w in head if not w.bold]


def test_a_short_key_stands_beside_the_title_at_the_right():
    entries = [Entry("one", "#0072B2", ()), Entry("two", "#D55E00", marker="s")]
    made = frame(SIZE, Axis(0, 1), Axis(0, 1), "A title", entries)
    one, two = key_of(made)
    title = next(w for w in words_of(made.over) if w.bold)
    assert one.y == two.y == title.y and title.box[2] < one.box[0] - 30
    assert one.box[2] < two.box[0] - 10 and 385 < two.box[2] <= 390.5
    line = next(s for s in made.over if isinstance(s, Line) and s.color == "#0072B2")
    (dot,) = [s for s in made.over if isinstance(s, Dots)]
    assert line.points[:, 1].tolist() == [one.y, one.y]
    assert title.box[2] < line.points[0, 0] < line.points[1, 0] < one.x
    assert one.box[2] < dot.points[0, 0] < two.x
    assert (dot.marker, dot.color, dot.points[0, 1]) == ("s", "#D55E00", two.y)
    assert made.box == frame(SIZE, Axis(0, 1), Axis(0, 1), "A title").box


@pytest.mark.parametrize(("count", "rows"), [(3, 2), (9, 5)])
def test_a_long_key_stands_below_the_title_in_rows(count, rows):
    entries = [Entry(f"a rather long {k}", "#0072B2", ()) for k in range(count)]
    made = frame(SIZE, Axis(0, 1), Axis(0, 1), "Title", entries)
    shown = key_of(made)
    assert [w.text for w in shown] == [f"a rather long {k}" for k in range(count)]
    heights = sorted({w.y for w in shown})
    assert len(heights) == rows and heights[0] > 15 + 14
    assert all(b - a == 19 for a, b in pairwise(heights))
    assert made.box[1] == 34 + 19 * rows and heights[-1] < made.box[1] - 8
    for one, other in combinations(words_of(made.over), 2):
        assert not overlap(one.box, other.box)
    assert all(w.box[0] >= 10 and w.box[2] <= 391 for w in shown)


def test_a_hatched_entry_shows_its_hatch():
    made = frame(SIZE, Axis(0, 1), Axis(0, 1), "T", [Entry("a", "#0072B2", hatch="x")])
    (area,) = [s for s in made.over if isinstance(s, Area)]
    assert area.hatch == "x" and area.color == "#0072B2"
    (words,) = key_of(made)
    assert area.points[:, 0].max() < words.x
    assert area.points[:, 1].mean() == words.y
    assert np.ptp(area.points[:, 1]) == 10


# ---- words that keep clear ------------------------------------------------------


def test_a_note_goes_where_least_is_in_its_way():
    left, top, right, bottom = PLAIN.box
    falling = Line(PLAIN.place([0, 10], [1, -1]))
    rising = Line(PLAIN.place([0, 10], [-1, 1]))
    high = Line(PLAIN.place([0, 10], [0.9, 0.9]))
    dot = Dots(PLAIN.place([9.5], [0.85]))
    for shapes, to_right, at_top in (
        ([], True, True), ([falling], True, True), ([rising], True, False),
        ([high], True, False), ([high, falling], False, False),
        ([dot], True, False),
    ):  # fmt: skip
        (note,) = in_a_corner(PLAIN, "a note", shapes)
        assert note.text == "a note" and note.halo
        assert (note.x > (left + right) / 2) == to_right, shapes
        assert (note.y < (top + bottom) / 2) == at_top, shapes
        x0, y0, x1, y1 = note.box
        assert left < x0 and x1 < right and top < y0 and y1 < bottom


def test_a_note_of_two_lines_reads_downwards_in_any_corner():
    high = Line(PLAIN.place([0, 10], [0.9, 0.9]))
    for shapes in ([], [high]):
        one, two = in_a_corner(PLAIN, "one\ntwo", shapes)
        assert (one.text, two.text) == ("one", "two") and two.y - one.y == 17
        assert not overlap(one.box, two.box)
    assert in_a_corner(PLAIN, "", [high]) == []


@given(st.lists(st.tuples(st.floats(80, 370), st.floats(40, 240)), max_size=12))
def test_labels_cover_no_point_and_no_other_label(points):
    points = np.array(points).reshape(-1, 2)
    texts = [f"label {k}" for k in range(len(points))]
    placed = labels.beside(points, texts, PLAIN, points)
    for one, other in combinations(placed, 2):
        assert not overlap(one.box, other.box) or "more" in other.text
    shown = [w for w in placed if "more" not in w.text]
    missing = len(points) - len(shown)
    assert len(placed) == len(shown) + bool(missing)
    if missing:
        assert placed[-1].text == f"+ {missing} more"
    left, top, right, bottom = PLAIN.box
    for words in shown:
        x0, y0, x1, y1 = words.box
        assert left <= x0 and top <= y0 and x1 <= right and y1 <= bottom
        assert not ((x0 < points[:, 0]) & (points[:, 0] < x1)
                    & (y0 < points[:, 1]) & (points[:, 1] < y1)).any()  # fmt: skip
        k = texts.index(words.text)
        near = np.hypot(*(points[k] - (np.clip(points[k, 0], x0, x1), words.y)))
        assert near < 20


def test_a_lonely_label_stands_up_and_to_the_right():
    (words,) = labels.beside([(200, 150)], ["a"], PLAIN, [(200, 150)])
    assert words.x > 200 and words.y < 150 and words.anchor == "start"
    (words,) = labels.beside([(375, 150)], ["abc"], PLAIN, [(375, 150)])
    assert words.box[2] < 375 and words.anchor == "end"
    (words,) = labels.beside([(200, 38)], ["abc"], PLAIN, [(200, 38)])
    assert words.box[1] > 38


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 0, 2, 2), (1, 1, 3, 3), True), ((0, 0, 2, 2), (2, 0, 3, 2), False),
        ((0, 0, 2, 2), (0, 2, 2, 3), False), ((0, 0, 9, 9), (4, 4, 5, 5), True),
        ((0, 0, 2, 2), (1, 3, 3, 4), False), ((0, 0, 2, 2), (3, 1, 4, 3), False),
    ],
)  # fmt: skip
def test_two_boxes_share_a_place_or_not(one, other, share):
    assert overlap(one, other) == overlap(other, one) == share


def test_the_width_of_letters():
    assert letters("", 12) == 0
    assert letters("ab", 24) == 2 * letters("ab", 12) == 4 * letters("a", 12)
    assert letters("i", 12) < letters("a", 12) < letters("A", 12) < letters("W", 12)
    assert letters("a", 12, bold=True) > letters("a", 12)
    from matplotlib.textpath import TextPath

    for text in ("0.332", "mean loss", "Decision region", "output of unit 3"):
        wide = TextPath((0, 0), text, size=12).get_extents().width
        assert 0.9 * wide < letters(text, 12) < 1.3 * wide


def test_a_text_is_cut_where_its_room_ends():
    assert fitted("abc", 12, 100) == "abc"
    cut = fitted("abcdefghij", 12, 50)
    assert cut.endswith("…") and cut[:-1] == "abcdefghij"[: len(cut) - 1]
    assert 40 < letters(cut, 12) <= 50
    assert fitted("abc", 12, letters("abc", 12)) == "abc"
    assert fitted("abc", 12, 0) == "…"
    assert len(fitted("abcdefghij", 12, 50, bold=True)) < len(cut) + 1


def test_the_box_of_words():
    for anchor, left in (("start", 100), ("middle", 100 - 18.3), ("end", 100 - 36.6)):
        box = Words(100, 50, "abcde", 12, anchor=anchor).box
        assert box == pytest.approx((left, 50 - 7.2, left + 36.6, 50 + 7.2))
    turned = Words(100, 50, "abcde", 12, turned=True).box
    assert turned == pytest.approx((100 - 7.2, 50 - 18.3, 100 + 7.2, 50 + 18.3))


@pytest.mark.parametrize(("kind", "ways"), [("", 0), ("/", 1), ("x", 2), (".", 1)])
def test_a_hatch_stays_within_its_box(kind, ways):
    strokes = hatching(kind, np.array([(10, 20), (50, 20), (50, 100), (10, 100)]))
    assert len(strokes) % 3 == 0 and np.isnan(strokes[2::3]).all()
    ends = strokes.reshape(-1, 3, 2)[:, :2]
    assert ((ends >= (10, 20)) & (ends <= (50, 100))).all()
    slopes = np.diff(ends, axis=1)[:, 0]
    found = {(round(float(np.sign(dx * dy))),) for dx, dy in slopes if dx or dy}
    assert len(found) == ways
    if kind == ".":
        assert (slopes[:, 1] == 0).all() and len(slopes) == 12
    elif ways:
        assert np.allclose(abs(slopes[:, 0]), abs(slopes[:, 1]))
        assert len(slopes) >= ways * 120 // 7


# ---- both painters --------------------------------------------------------------

SHAPES = [
    Shade(np.array([[0, 1], [1, 0]], np.uint8),
          np.array([[255, 0, 0, 255], [0, 0, 255, 255]], np.uint8), smooth=False),
    Area(PLAIN.place([1, 4, 4, 1], [0, 0, 0.5, 0.5]), "#009E73", hatch=""),
    Line(PLAIN.place([-5, 15], [-0.5, -0.5]), "#000001", 6.0),
    Dots(PLAIN.place([2.5, 7.5], [0.75, 0.75]), "#E69F00", size=20.0, width=0.0,
         act=("point 0", "point 1")),
    Words(230, 220, "written", 14.0),
]  # fmt: skip


def svg_of(shapes, made=PLAIN, act=""):
    return ET.fromstring(svg_painter.paint(made, shapes, "Name", "Told.", act))


def pixels(shapes, made=PLAIN):
    buffer = figure_painter.painted(made, shapes).canvas.buffer_rgba()
    return np.asarray(buffer)[..., :3].copy()


def color_at(image, point):
    x, y = np.round(point).astype(int)
    return tuple(image[y, x] / 255)


def near(color, wanted):
    return np.allclose(color, to_rgb(wanted), atol=0.06)


def test_the_figure_paints_each_shape_at_its_place():
    image = pixels(SHAPES)
    assert image.shape == (300, 400, 3)
    assert near(color_at(image, PLAIN.place(2.5, -0.8)), "#0000FF")
    assert near(color_at(image, PLAIN.place(9, -0.8)), "#FF0000")
    assert near(color_at(image, PLAIN.place(9.8, 0.9)), "#0000FF")
    assert near(color_at(image, PLAIN.place(0.2, 0.9)), "#FF0000")
    assert near(color_at(image, PLAIN.place(2.5, 0.25)), "#009E73")
    assert near(color_at(image, PLAIN.place(5, -0.5)), "#000000")
    for x in (2.5, 7.5):
        middle = PLAIN.place(x, 0.75)
        for step in ((0, 0), (8, 0), (0, 8), (0, -8)):
            assert near(color_at(image, middle + step), "#E69F00")
        assert not near(color_at(image, middle + (11, 0)), "#E69F00")
    left, _, right, _ = PLAIN.box
    y = PLAIN.place(0, -0.5)[1]
    assert near(color_at(image, (right + 6, y)), "white")  # lines end at the axes
    assert near(color_at(image, (left + 3, y)), "black")


def test_the_svg_holds_each_shape_at_its_place():
    root = svg_of(SHAPES)
    left, top, right, bottom = PLAIN.box
    sheets = [s for s in root.iter(f"{SVG}svg") if s.get("viewBox")]
    sheet = next(s for s in sheets if s.find(f"{SVG}image") is not None)
    wide, tall = right - left, bottom - top
    assert sheet.get("viewBox") == f"{left:g} {top:g} {wide:g} {tall:g}"
    shares = [float(sheet.get(k).rstrip("%")) for k in ("x", "y", "width", "height")]
    assert shares == pytest.approx([left / 4, top / 3, wide / 4, tall / 3], abs=0.006)
    assert sheet.get("preserveAspectRatio") == "none"
    image = sheet.find(f"{SVG}image")
    where = [float(image.get(k)) for k in ("x", "y", "width", "height")]
    assert where == [left, top, wide, tall]
    area, line = sheet.findall(f"{SVG}path")
    assert area.get("fill") == "#009E73" and area.get("d").endswith("Z")
    numbers = list(map(float, re.findall(r"[-\d.]+", line.get("d"))))
    assert np.allclose(numbers, SHAPES[2].points.ravel(), atol=0.06)
    assert line.get("stroke-width") == "6"
    assert line.get("vector-effect") == "non-scaling-stroke"
    circles = list(root.iter(f"{SVG}circle"))
    for circle, point in zip(circles, SHAPES[3].points, strict=True):
        at = [float(circle.get(k).rstrip("%")) for k in ("cx", "cy")]
        assert at == pytest.approx(point / (4, 3), abs=0.006)
        assert circle.get("r") == "10"
    assert [c.get("data-act") for c in circles] == ["point 0", "point 1"]
    written = next(t for t in root.iter(f"{SVG}text") if t.text == "written")
    assert (written.get("x"), written.get("y")) == ("57.50%", "73.33%")
    assert float(written.get("dy")) == pytest.approx(0.35 * 14)


def test_a_bitmap_holds_its_pixels():
    for smooth in (True, False):
        shade = Shade(SHAPES[0].pixels, SHAPES[0].palette, smooth)
        image = next(svg_of([shade]).iter(f"{SVG}image"))
        data = base64.b64decode(image.get("href").partition(",")[2])
        found = np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))
        assert (found == shade.palette[shade.pixels]).all()
        pixelated = "pixelated" in (image.get("style") or "")
        assert pixelated != smooth
    half = np.array([[0, 0, 255, 0], [255, 0, 0, 128]], np.uint8)
    image = next(svg_of([Shade(shade.pixels, half)]).iter(f"{SVG}image"))
    data = base64.b64decode(image.get("href").partition(",")[2])
    found = np.asarray(Image.open(io.BytesIO(data)).convert("RGBA"))
    assert found[..., 3].tolist() == [[0, 128], [128, 0]]


def test_a_shade_may_have_a_place_of_its_own():
    box = (300.0, 50.0, 320.0, 250.0)
    shade = Shade(SHAPES[0].pixels, SHAPES[0].palette, False, box)
    image = next(svg_of([shade]).iter(f"{SVG}image"))
    where = [float(image.get(k)) for k in ("x", "y", "width", "height")]
    assert where == [300, 50, 20, 200]
    drawn = pixels([shade])
    assert near(color_at(drawn, (303, 60)), "#FF0000")
    assert near(color_at(drawn, (303, 240)), "#0000FF")


def test_shapes_keep_their_order():
    over = Area(PLAIN.place([0, 10, 10, 0], [-1, -1, 1, 1]), "#CC79A7")
    assert near(color_at(pixels([*SHAPES, over]), PLAIN.place(5, -0.5)), "#CC79A7")
    assert near(color_at(pixels([over, *SHAPES]), PLAIN.place(5, -0.5)), "#000000")
    dots = SHAPES[3]
    kinds = [
        e.tag.removeprefix(SVG)
        for e in svg_of([SHAPES[2], dots, over, dots]).iter()
        if e.tag in (f"{SVG}path", f"{SVG}circle")
    ]
    first = kinds.index("circle")
    assert kinds[first - 1 : first + 5] == ["path", *["circle"] * 2, "path",
                                           *["circle"] * 2]  # fmt: skip


def test_a_place_tells_what_the_axes_span():
    made = frame(SIZE, Axis(-2, 3.5, "x"), Axis(0.1, 1000, "y", log=True))
    (sheet,) = [e for e in svg_of([], made, "place").iter() if e.get("data-x")]
    assert sheet.get("data-act") == "place" and sheet.get("pointer-events") == "all"
    assert sheet.get("data-x") == "-2 3.5" and sheet.get("data-y") == "0.1 1000"
    assert sheet.get("data-log") == "y"
    left, top, right, bottom = made.box
    where = [float(sheet.get(k).rstrip("%")) for k in ("x", "y", "width", "height")]
    wanted = [left / 4, top / 3, (right - left) / 4, (bottom - top) / 3]
    assert where == pytest.approx(wanted, abs=0.006)
    (plain,) = [e for e in svg_of([], PLAIN, "here").iter() if e.get("data-x")]
    assert plain.get("data-log") is None and plain.get("data-act") == "here"
    assert not [e for e in svg_of([]).iter() if e.get("data-x")]


def test_points_lie_above_the_place_and_lines_below():
    order = [
        e.get("data-act") or e.tag.removeprefix(SVG)
        for e in svg_of([SHAPES[2], SHAPES[3]], act="place").iter()
    ]
    assert order.index("place") < order.index("point 0")
    assert order.index("path") < order.index("place")


@pytest.mark.parametrize("marker", [*palette.MARKERS, "X", "+", "x"])
def test_a_marker_is_the_same_size_in_both(marker):
    size = 40.0
    dots = Dots(np.array([(200.0, 150.0)]), "#D55E00", marker, size, "#D55E00")
    drawn = pixels([dots], frame(SIZE, Axis(0, 1, ticks=()), Axis(0, 1, ticks=())))
    orange = (abs(drawn / 255 - to_rgb("#D55E00")) < 0.1).all(axis=2)
    rows, columns = (np.flatnonzero(orange.any(axis=k)) for k in (1, 0))
    for span in (rows, columns):
        assert 0.85 * size < np.ptp(span) < 1.5 * size
    assert abs(columns.mean() - 200) < 2 and abs(rows.mean() - 150) < 0.15 * size
    group = next(g for g in svg_of([dots]).iter(f"{SVG}g"))
    (shape,) = [
        e for e in group.iter()
        if e.tag in (f"{SVG}circle", f"{SVG}rect", f"{SVG}path")
    ]  # fmt: skip
    if marker == "o":
        assert float(shape.get("r")) == size / 2
    elif marker == "s":
        assert shape.get("width") == shape.get("height") == "40"
        assert shape.get("transform") == "translate(-20 -20)"
    else:
        assert shape.get("transform") == "scale(20)"
        numbers = svg_painter.MARKERS[marker]
        assert max(map(abs, map(float, re.findall(r"-?[\d.]+", numbers)))) <= 1.2
    assert group.get("fill") == "#D55E00"


def test_hollow_markers_and_edges():
    dots = Dots(PLAIN.place([5], [0]), edge="#D55E00", size=30, width=4.0, opacity=0.5)
    group = next(g for g in svg_of([dots]).iter(f"{SVG}g"))
    assert (group.get("fill"), group.get("stroke")) == ("none", "#D55E00")
    assert (group.get("stroke-width"), group.get("opacity")) == ("4", "0.5")
    image = pixels([dots])
    assert near(color_at(image, PLAIN.place(5, 0)), "white")
    assert not near(color_at(image, PLAIN.place(5, 0) + (15, 0)), "white")
    assert not list(svg_of([Dots(np.zeros((0, 2)), "#D55E00")]).iter(f"{SVG}g"))


def test_dashes_gaps_and_halos_of_lines():
    points = np.array(
        [(100, 100), (200, 100), (np.nan, np.nan), (220, 100), (300, 100)]
    )
    line = Line(points, "#D55E00", 4.0, (3, 2), 0.5, halo=2.0)
    sheet = svg_of([line])
    halo, path = [p for p in sheet.iter(f"{SVG}path") if "M100.0" in p.get("d")]
    assert path.get("d") == "M100.0 100.0L200.0 100.0M220.0 100.0L300.0 100.0"
    assert path.get("stroke-dasharray") == "12.0 8.0"
    assert (path.get("opacity"), path.get("stroke")) == ("0.5", "#D55E00")
    assert halo.get("stroke-width") == "8" and halo.get("stroke-dasharray") is None
    solid = pixels(
        [
            Line(points, "#D55E00", 4.0, (), 1.0, halo=3.0),
        ]
    )
    assert near(color_at(solid, (150, 100)), "#D55E00")
    assert near(color_at(solid, (210, 100)), "white")
    dashed = pixels([Line(points, "#D55E00", 4.0, (3, 2))])[100, 100:200]
    orange = (abs(dashed / 255 - to_rgb("#D55E00")) < 0.1).all(axis=1)
    assert 0.4 < orange.mean() < 0.75
    under = Area(PLAIN.place([0, 10, 10, 0], [-1, -1, 1, 1]), "#009E73")
    haloed = pixels([under, Line(points, "#D55E00", 4.0, halo=3.0)])
    assert near(color_at(haloed, (150, 104)), "white")
    assert near(color_at(haloed, (150, 108)), "#009E73")
    empty = svg_of([Line(np.zeros((0, 2))), Line(np.full((3, 2), np.nan))])
    assert len(list(empty.iter(f"{SVG}path"))) == len(
        list(svg_of([]).iter(f"{SVG}path"))
    )


def test_areas_have_edges_and_hatches():
    square = np.array([(100.0, 60.0), (200.0, 60.0), (200.0, 160.0), (100.0, 160.0)])
    area = Area(square, "#0072B2", 0.5, "#D55E00", 6.0, (2, 1), "/")
    paths = [p for p in svg_of([area]).iter(f"{SVG}path") if "M100.0" in p.get("d")]
    assert paths[0].get("fill-opacity") == "0.5"
    assert paths[0].get("stroke") == "#D55E00" and paths[0].get("stroke-width") == "6"
    assert paths[0].get("stroke-dasharray") == "12.0 6.0"
    strokes = [
        p for p in svg_of([area]).iter(f"{SVG}path") if p.get("d").count("M") > 9
    ]
    assert len(strokes) == 1
    image = pixels([Area(square, "#0072B2", 1.0, "#D55E00", 6.0)])
    assert near(color_at(image, (150, 110)), "#0072B2")
    assert near(color_at(image, (100, 110)), "#D55E00")
    hatched = pixels([Area(square, "#0072B2", hatch="x")])[60:160, 100:200]
    blue = (abs(hatched / 255 - to_rgb("#0072B2")) < 0.1).all(axis=2).mean()
    assert 0.2 < blue < 0.9
    pale = pixels([Area(square, "#0072B2", 0.2)])
    assert near(color_at(pale, (150, 110)), (0.8, 0.89, 0.94))


def test_words_of_every_look():
    words = [
        Words(100, 100, "at its start", 14, anchor="start", bold=True),
        Words(300, 200, "turned", 14, "#D55E00", turned=True),
        Words(200, 150, "<b> & at its end", 14, anchor="end", halo=True),
    ]
    start, turned, end = (
        next(t for t in svg_of(words).iter(f"{SVG}text") if t.text == w.text)
        for w in words
    )
    assert start.get("font-weight") == "700" and start.get("text-anchor") is None
    assert turned.get("transform") == "rotate(-90)" and turned.get("fill") == "#D55E00"
    assert turned.get("text-anchor") == "middle" and turned.get("font-weight") is None
    assert end.get("text-anchor") == "end" and end.get("paint-order") == "stroke"
    assert start.get("paint-order") is None and start.get("font-size") == "14"
    drawn = {
        t.get_text(): t for t in figure_painter.painted(PLAIN, words).axes[0].texts
    }
    renderer = None
    for w in words:
        text = drawn[w.text]
        box = text.get_window_extent(renderer)
        middle = 300 - (box.y0 + box.y1) / 2
        assert abs(middle - w.y) < 4
        assert text.get_rotation() == (90 if w.turned else 0)
        assert (text.get_fontweight() == "bold") == w.bold
        assert text.get_fontsize() == pytest.approx(14 * 0.72)
        at = {"start": box.x0, "middle": (box.x0 + box.x1) / 2, "end": box.x1}
        assert abs(at[w.anchor] - w.x) < 2
    assert drawn["<b> & at its end"].get_path_effects()
    assert not drawn["turned"].get_path_effects()


def test_colours_that_carry_no_meaning_follow_the_theme():
    svg = svg_painter.paint(
        PLAIN,
        [
            Line(PLAIN.place([0, 1], [0, 1]), palette.INK),
            Line(PLAIN.place([0, 1], [0, 1]), palette.GREY),
            Line(PLAIN.place([0, 1], [0, 1]), palette.PALE),
            Dots(PLAIN.place([0], [0]), palette.BLUE, edge=palette.WHITE),
        ],
        "N", "T.",
    )  # fmt: skip
    strokes = re.findall(r'stroke="([^"]*)"', svg)
    assert {"currentColor", "white"} <= set(strokes)
    assert any("--jp-content-font-color2" in s for s in strokes)
    assert any("--jp-border-color3" in s for s in strokes)
    assert not {palette.INK, palette.GREY, palette.PALE} & set(strokes)
    root = ET.fromstring(svg)
    assert "color:var(--jp-content-font-color1" in root.get("style")
    assert "background:var(--jp-layout-color0" in root.get("style")


def test_what_is_no_shape_is_refused():
    with pytest.raises(TypeError, match="str is no shape"):
        svg_painter.paint(PLAIN, ["a"], "N", "T.")
    with pytest.raises(TypeError, match="str is no shape"):
        figure_painter.painted(PLAIN, ["a"])
