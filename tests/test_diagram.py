"""The network diagram: where things stand relative to one another, what is written."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import numpy as np
import pytest

pytest.importorskip("matplotlib")

import bpcore as bp
from bpcore.figures.diagram import layout as layouts
from bpcore.figures.diagram import svg as painter
from bpcore.figures.diagram.layout import TEXT, lay_out
from bpcore.figures.diagram.places import LINE, places_of
from bpcore.figures.labels import overlap
from bpcore.figures.shapes import letters
from bpcore.tables import digits

SVG = "{http://www.w3.org/2000/svg}"
TEXTBOOK = bp.Network(
    [[[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], [[-0.3], [-0.2]]], [[-0.4, 0.2], [0.1]]
)
TRACE = bp.trace(TEXTBOOK, [1, 0, 1], [1], 0.9)
KNOWN = {"outputs": TRACE.output, "errors": TRACE.error, "target": {6: 1}}
SMALL = {"width": 440, "height": 290}
SIZES = [
    (3, 2, 1),
    (2, 1),
    (1, 1),
    (2, 4, 1),
    (4, 8, 3),
    (2, 16, 16, 2),
    (8, 40, 20, 3),
]
SIZES += [(2, 2, 2, 2, 2, 2), (1, 6, 1), (5, 3, 3, 3), (14, 15, 1)]
sizes = pytest.mark.parametrize("sizes", SIZES, ids=str)


def net_of(sizes, **how):
    return bp.Network.random(sizes, span=2, seed=1, **how)


def unit(layout, number):
    return next(u for u in layout.units if u.number == number)


def connection(layout, i, j):
    return next(c for c in layout.connections if (c.i, c.j) == (i, j))


def drawn(**what):
    """The SVG of the textbook's network as a tree."""
    return ET.fromstring(bp.figures.diagram(TEXTBOOK, **what))


def acts(tree):
    return [e.get("data-act") for e in tree.iter() if e.get("data-act")]


def texts(tree):
    """All that is written, one text after the other, tspans joined."""
    return ["".join(e.itertext()) for e in tree.iter(f"{SVG}text")]


# ---- where units and connections stand -----------------------------------------


@sizes
def test_layers_stand_from_left_to_right_at_even_distances(sizes):
    layout = lay_out(net_of(sizes))
    columns = [{u.x for u in layout.units if u.layer == k} for k in range(len(sizes))]
    assert all(len(column) == 1 for column in columns)
    xs = [column.pop() for column in columns]
    steps = np.diff(xs)
    assert (steps > 0).all() and np.allclose(steps, steps[0])
    assert xs[0] < layout.width - xs[-1] + 40 and xs[0] >= layout.units[0].radius + 8


@sizes
def test_units_of_a_layer_stand_below_each_other_apart_and_in_order(sizes):
    every = range(sizes[0] + 1, sum(sizes) + 1)
    layout = lay_out(net_of(sizes), errors=dict.fromkeys(every, 0.1))
    for layer in range(len(sizes)):
        column = [u for u in layout.units if u.layer == layer]
        for above, below in pairwise(column):
            assert above.number < below.number
            words = LINE * len(above.below)
            assert below.y - above.y >= above.radius + words + below.radius
        ys = [u.y for u in column]
        middle = (min(ys) + max(ys)) / 2
        lines = LINE * max(len(u.below) for u in column) / 2
        tall = layout.height - 48
        assert middle == pytest.approx(14 + tall / 2 - lines)
        assert min(ys) - column[0].radius >= 0
        assert max(ys) + column[-1].radius < layout.height - 20


def test_units_share_the_height_evenly():
    layout = lay_out(net_of((4, 2, 1)), height=248)
    assert [u.y for u in layout.units if u.layer == 0] == [39, 89, 139, 189]
    hidden = [u.y for u in layout.units if u.layer == 1]
    assert hidden[1] - hidden[0] == 100 and sum(hidden) / 2 < 114


def test_a_unit_is_as_large_as_there_is_room():
    tall = [lay_out(net_of((n, 2, 1))).units[0].radius for n in (1, 3, 6, 10, 14)]
    assert tall[0] == tall[1] == 21
    assert tall[1] > tall[2] > tall[3] > tall[4] > 4
    assert lay_out(net_of((2,) * 12), width=290).units[0].radius < 8
    bare = bp.Network([np.ones((4, 4)), np.ones((4, 1))])
    assert lay_out(bare).units[0].radius >= lay_out(net_of((4, 4, 1))).units[0].radius


@sizes
def test_no_unit_covers_another_nor_leaves_the_picture(sizes):
    for what in ({}, SMALL):
        layout = lay_out(net_of(sizes), **what)
        for one, other in combinations(layout.units, 2):
            assert np.hypot(one.x - other.x, one.y - other.y) > 2 * one.radius
        for u in layout.units:
            assert u.radius <= u.x <= layout.width - u.radius
            assert u.radius <= u.y <= layout.height - u.radius


@sizes
def test_a_connection_leads_from_edge_to_edge_towards_both_middles(sizes):
    layout = lay_out(net_of(sizes))
    shown = {u.number for u in layout.units}
    layers = {u.number: u.layer for u in layout.units}
    pairs = {(i, j) for i in shown for j in shown if layers[j] == layers[i] + 1}
    assert {(c.i, c.j) for c in layout.connections} == pairs
    for c in layout.connections[:40]:
        a, b = unit(layout, c.i), unit(layout, c.j)
        way = np.array([b.x - a.x, b.y - a.y])
        way /= np.hypot(*way)
        away = a.radius + 2
        assert np.allclose(c.start, np.array([a.x, a.y]) + away * way)
        assert np.allclose(c.end, np.array([b.x, b.y]) - away * way)
        assert a.x < c.start[0] < c.end[0] < b.x


def test_a_connection_is_as_wide_as_its_weight_is_large():
    net = bp.Network([[[0.0], [-2.0], [1.0], [4.0]]], [[0.0]])
    layout = lay_out(net)
    assert [c.weight for c in layout.connections] == [0, -2, 1, 4]
    assert np.allclose([c.width for c in layout.connections], [0.6, 2.4, 1.5, 4.2])
    small = lay_out(bp.Network([[[0.5], [0.25]]], [[0.0]]))  # widths are no zoom
    assert np.allclose([c.width for c in small.connections], [2.4, 1.5])


def test_units_that_are_not_drawn_are_told_by_number():
    layout = lay_out(net_of((14, 15, 40, 1)))
    assert [n for _, _, n in layout.gaps] == [2, 27]
    for (x, y, n), layer in zip(layout.gaps, (1, 2), strict=True):
        column = [u for u in layout.units if u.layer == layer]
        assert len(column) == 13 and column[0].x == x
        assert column[-2].y < y < column[-1].y
        assert column[-1].number - column[-2].number == n + 1
    assert unit(layout, 69).layer == 2  # the last of its layer
    tree = ET.fromstring(bp.figures.diagram(net_of((14, 15, 40, 1))))
    assert [t for t in texts(tree) if "more" in t] == ["+ 2 more", "+ 27 more"]
    assert not lay_out(net_of((14, 14, 1))).gaps


def test_long_names_take_room_and_no_more_than_a_third():
    short, long = (lay_out(net_of((2, 1)), names=("a", n)) for n in ("bc", "x" * 14))
    assert long.units[0].x > short.units[0].x + 50
    assert long.units[0].x - long.units[0].radius - 8 >= letters("x" * 14, TEXT)
    endless = lay_out(net_of((2, 1)), names=("a", "x" * 150))
    assert endless.units[0].x < 0.45 * endless.width
    assert endless.units[1].name.endswith("…")
    assert [u.name for u in short.units] == ["a", "bc", ""]


def test_a_target_stands_to_the_right_where_there_is_room():
    layout = lay_out(TEXTBOOK, target={6: -123.456})
    last = unit(layout, 6)
    assert str(last.target) == "T₆ = −123.5"
    room = layout.width - last.x - last.radius - 7
    assert room >= letters(str(last.target), TEXT)
    assert lay_out(TEXTBOOK).units[-1].x > last.x
    assert unit(layout, 5).target is None


def test_too_narrow_a_picture_is_refused():
    with pytest.raises(ValueError, match=r"^width must be 118 pixels or more for 3"):
        lay_out(TEXTBOOK, width=117)
    assert lay_out(TEXTBOOK, width=118).units


# ---- what is written, and where -------------------------------------------------


def boxes(layout):
    """{what is written or drawn: its box}, of everything but lines."""
    found = {}
    for u in layout.units:
        r = u.radius
        found[f"unit {u.number}"] = (u.x - r, u.y - r, u.x + r, u.y + r)
        for k, term in enumerate(u.below):
            half, y = letters(str(term), TEXT) / 2, u.y + r + 10 + LINE * k
            found[str(term)] = (u.x - half, y - 7, u.x + half, y + 7)
        if u.name:
            x = u.x - r - 8
            found[u.name] = (x - letters(u.name, TEXT), u.y - 7, x, u.y + 7)
        if u.target:
            x, long = u.x + r + 7, letters(str(u.target), TEXT)
            found[str(u.target)] = (x, u.y - 7, x + long, u.y + 7)
    for c in layout.connections:
        if c.label:
            (x, y), half = c.label_at, letters(str(c.label), TEXT) / 2
            found[f"{c.i} {c.j}"] = (x - half, y - 7, x + half, y + 7)
    for x, text in layout.captions:
        half, y = letters(text, TEXT) / 2, layout.height - 12
        found[text] = (x - half, y - 7, x + half, y + 7)
    return found


STATES = {
    "nothing": {},
    "forward": {"lit_units": [4], "lit_connections": [(1, 4), (2, 4), (3, 4)],
                "phase": "forward"},
    "hidden error": {"lit_units": [4], "lit_connections": [(4, 6)], "phase": "error",
                     "flows": {(4, 6): "0.131 · (−0.30)"}},
    "both errors": {"flows": {(4, 6): "0.131 · (−0.30)", (5, 6): "0.131 · (−0.20)"},
                    "lit_connections": [(4, 6), (5, 6)], "phase": "error"},
    "update": {"lit_connections": [(3, 5)], "phase": "update"},
}  # fmt: skip


@pytest.mark.parametrize("notation", ["textbook", "modern"])
@pytest.mark.parametrize("size", [SMALL, {}, {"width": 580, "height": 330}], ids=str)
@pytest.mark.parametrize("state", STATES)
def test_no_word_covers_another_or_a_unit_or_leaves_the_picture(state, size, notation):
    names = ("x₁ = 1", "x₂ = 0", "x₃ = 1")
    layout = lay_out(
        TEXTBOOK, **KNOWN, **STATES[state], **size, notation=notation, names=names
    )
    found = boxes(layout)
    assert len(found) >= 6 + 3 + 6 + 1 + 3 + 3
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert not overlap(a, b), (one, other)
    for what, (left, top, right, bottom) in found.items():
        assert left >= 0 and top >= 0, what
        assert right <= layout.width and bottom <= layout.height, what
    for flow in STATES[state].get("flows", {}):
        assert connection(layout, *flow).flow


@sizes
def test_captions_and_the_words_under_units_stay_apart(sizes):
    for what in ({}, SMALL, {"width": 290, "height": 272}):
        net = net_of(sizes)
        errors = dict.fromkeys(range(sizes[0] + 1, sum(sizes) + 1), -0.0123)
        outputs = dict.fromkeys(range(1, sum(sizes) + 1), 0.5)
        layout = lay_out(net, outputs, errors, weight_labels=False, **what)
        found = boxes(layout)
        for (one, a), (other, b) in combinations(found.items(), 2):
            if one.startswith("unit") and other.startswith("unit"):
                continue  # another test
            assert not overlap(a, b), (one, other)


def test_a_label_stands_on_its_line_clear_of_the_others():
    layout = lay_out(TEXTBOOK)
    for c in layout.connections:
        assert str(c.label) == digits(c.weight, 2)
        (x, y), (x1, y1), (x2, y2) = c.label_at, c.start, c.end
        share = (x - x1) / (x2 - x1)
        assert 0.15 < share < 0.85
        assert y == pytest.approx(y1 + share * (y2 - y1), abs=12)
        for other in layout.connections:
            if other is not c:
                (a, b), (d, e) = other.start, other.end
                across = abs((d - a) * (b - y) - (a - x) * (e - b))
                assert across / np.hypot(d - a, e - b) > 4, (c.i, c.j, other.i, other.j)


def test_the_place_of_a_label_does_not_depend_on_what_is_lit():
    places = [
        {(c.i, c.j): c.label_at for c in lay_out(TEXTBOOK, **what).connections}
        for what in (STATES["nothing"], STATES["forward"], STATES["update"])
    ]
    assert places[0] == places[1] == places[2]


def test_weights_are_written_where_there_are_few():
    few, many = net_of((2, 4, 1)), net_of((3, 4, 1))  # 12 and 16 connections
    assert all(c.label for c in lay_out(few).connections)
    assert not any(c.label for c in lay_out(many).connections)
    assert not any(c.label for c in lay_out(few, weight_labels=False).connections)
    assert any(c.label for c in lay_out(many, weight_labels=True).connections)
    assert all(c.label for c in lay_out(net_of((7, 2))).connections)  # 14 of them
    assert not any(c.label for c in lay_out(net_of((5, 3))).connections)  # 15


def test_a_lit_weight_bears_its_name_and_a_flow_takes_its_place():
    layout = lay_out(TEXTBOOK, **KNOWN, **STATES["forward"])
    assert str(connection(layout, 2, 4).label) == "w₂₄ 0.40"
    assert str(connection(layout, 2, 5).label) == "0.10"
    layout = lay_out(TEXTBOOK, **KNOWN, **STATES["hidden error"])
    flow = connection(layout, 4, 6)
    assert str(flow.label) == "0.131 · (−0.30)" and flow.flow and flow.lit
    assert not connection(layout, 5, 6).flow
    flow_alone = lay_out(TEXTBOOK, flows={(1, 5): "7"}, weight_labels=False)
    assert [str(c.label) for c in flow_alone.connections if c.label] == ["7"]


def test_a_flow_pushes_out_a_weight_that_has_no_other_place():
    net = net_of((2, 4, 1))
    tight = {"width": 240, "height": 150}
    alone = {(c.i, c.j) for c in lay_out(net, **tight).connections if c.label}
    flows = {(1, j): "a long word" for j in (3, 4, 5, 6)}
    layout = lay_out(net, flows=flows, **tight)
    shown = {(c.i, c.j) for c in layout.connections if c.label}
    assert any(connection(layout, *pair).flow for pair in flows)
    assert len(shown) < len(alone)


def test_a_flow_of_a_unit_that_is_not_drawn_is_left_out():
    layout = lay_out(net_of((2, 40, 1)), flows={(1, 20): "a", (1, 3): "b"})
    assert [str(c.label) for c in layout.connections if c.label] == ["b"]


@pytest.mark.parametrize(
    ("notation", "below", "target"),
    [
        ("textbook", ["θ₄ −0.400", "Err₄ −0.0087"], "T₆ = 1"),
        ("modern", ["b₄ −0.400", "δ₄ 0.0087"], "y₆ = 1"),
    ],
)
def test_notation_changes_the_symbols_and_the_sign_of_errors(notation, below, target):
    layout = lay_out(TEXTBOOK, **KNOWN, notation=notation)
    assert [str(term) for term in unit(layout, 4).below] == below
    assert str(unit(layout, 6).target) == target
    assert unit(layout, 1).below == ()


def test_under_a_unit_stands_what_there_is_room_for():
    known = {"outputs": {5: 0.5}, "errors": {4: 0.25}}
    for n, lines in ((3, 2), (5, 1), (9, 0)):
        layout = lay_out(net_of((3, n, 1)), **known)
        terms = [str(term) for term in unit(layout, 4).below]
        assert [t[:3] for t in terms] == ["θ₄ ", "Err"][2 - lines :]
        assert len(unit(layout, 5).below) == min(lines, 1)  # its error is not known
    bare = bp.Network([np.ones((3, 2)), np.ones((2, 1))])
    assert [str(t) for t in unit(lay_out(bare, **known), 4).below] == ["Err₄ 0.250"]


@pytest.mark.parametrize(
    ("value", "radius", "text"),
    [
        (0.33181, 21, "0.332"), (0.33181, 17, "0.33"), (0.33181, 15, "0.3"),
        (0.33181, 14.9, ""), (1.0, 21, "1"), (-1.0, 21, "−1"), (-0.5, 21, "−0.50"),
        (12.345, 21, "12.3"), (-123.456, 21, "−123"), (1e9, 21, ""), (1e9, 15, ""),
        (float("nan"), 21, ""), (999.0, 21, "999"), (-0.0001, 21, "0.000"),
    ],
)  # fmt: skip
def test_a_value_has_as_many_digits_as_its_circle_holds(value, radius, text):
    made = layouts._inside(value, radius)
    assert made == text
    room = 2 * np.sqrt(max(radius**2 - 121, 0)) + 4
    assert letters(made, layouts.VALUE) <= room


def test_a_unit_is_as_full_as_its_output_is_large():
    outputs = {1: 0.25, 2: -0.5, 3: 7.0, 4: float("nan"), 5: float("inf")}
    layout = lay_out(TEXTBOOK, outputs)
    assert [u.share for u in layout.units] == [0.25, 0.5, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("sizes", "width", "captions"),
    [
        ((3, 2, 1), 560, ["inputs", "hidden", "output"]),
        ((1, 2), 560, ["input", "outputs"]),
        ((2, 2, 2, 1), 560, ["inputs", "hidden 1", "hidden 2", "output"]),
        ((2, 2, 2, 2, 2, 1), 290, ["in", "h1", "h2", "h3", "h4", "out"]),
    ],
)
def test_layers_are_named(sizes, width, captions):
    layout = lay_out(net_of(sizes), width=width)
    assert [text for _, text in layout.captions] == captions
    columns = sorted({u.x for u in layout.units})
    assert [x for x, _ in layout.captions] == columns


# ---- what is lit ----------------------------------------------------------------


def test_an_arrow_points_the_way_its_phase_works():
    pair = {"lit_connections": [(4, 6)]}
    for phase, at in (("forward", "end"), ("error", "start")):
        c = connection(lay_out(TEXTBOOK, phase=phase, **pair), 4, 6)
        tip, *others = c.arrow
        assert tip == getattr(c, at)
        away = np.subtract(others, tip) @ np.subtract(c.end, c.start)
        assert (away < 0).all() if phase == "forward" else (away > 0).all()
        assert np.hypot(*np.subtract(*others)) == pytest.approx(14)
        middle = np.mean(others, axis=0)
        assert np.hypot(*np.subtract(middle, tip)) == pytest.approx(13)
        line = np.subtract(c.end, c.start)
        back = np.subtract(middle, tip)
        assert line[0] * back[1] - line[1] * back[0] == pytest.approx(0, abs=1e-6)
    for phase in (None, "update"):
        assert connection(lay_out(TEXTBOOK, phase=phase, **pair), 4, 6).arrow == ()
    lit = lay_out(TEXTBOOK, phase="forward", **pair)
    assert connection(lit, 5, 6).arrow == () and connection(lit, 4, 6).lit


def test_what_is_not_lit_steps_back():
    assert not lay_out(TEXTBOOK).quiet
    assert lay_out(TEXTBOOK, lit_units=[4]).quiet
    assert lay_out(TEXTBOOK, lit_connections=[(1, 4)]).quiet
    lit = [u.number for u in lay_out(TEXTBOOK, lit_units=[4, 2]).units if u.lit]
    assert lit == [2, 4]


# ---- the SVG --------------------------------------------------------------------


def test_units_and_connections_answer_to_their_numbers():
    found = acts(drawn())
    assert [a for a in found if a.startswith("unit")] == [
        f"unit {j}" for j in range(1, 7)
    ]
    pairs = {"1 4", "1 5", "2 4", "2 5", "3 4", "3 5", "4 6", "5 6"}
    weights = [a.removeprefix("weight ") for a in found if a.startswith("weight")]
    assert set(weights) == pairs and len(weights) == 16  # the line, and its number


def test_a_connection_can_be_touched_beside_its_line():
    group = next(
        g for g in drawn().iter(f"{SVG}g") if g.get("data-act") == "weight 4 6"
    )
    easy, line = group.findall(f"{SVG}line")
    assert float(easy.get("stroke-width")) >= 12
    assert easy.get("pointer-events") == "stroke" and easy.get("stroke") == "none"
    assert all(easy.get(k) == line.get(k) for k in ("x1", "y1", "x2", "y2"))
    many = ET.fromstring(bp.figures.diagram(net_of((6, 10, 1))))  # 70 connections
    assert not [e for e in many.iter() if e.get("pointer-events")]
    assert acts(many).count("weight 1 7") == 1


def test_a_sign_is_told_by_colour_and_by_dashes():
    lines = {
        g.get("data-act"): g.findall(f"{SVG}line")[-1]
        for g in drawn().iter(f"{SVG}g")
        if g.find(f"{SVG}line") is not None
    }
    for act, line in lines.items():
        i, j = map(int, act.split()[1:])
        negative = TEXTBOOK.weight(i, j) < 0
        assert (line.get("stroke-dasharray") is not None) == negative
        assert line.get("stroke") == ("#D55E00" if negative else "#0072B2")


def test_what_is_lit_is_thick_and_the_rest_pale():
    quiet, lit = drawn(), drawn(lit_units=[4], lit_connections=[(4, 6)], phase="error")

    def parts(tree, act, tag):
        return [
            e for g in tree.iter(f"{SVG}g") if g.get("data-act") == act
            for e in g.findall(f"{SVG}{tag}")
        ]  # fmt: skip

    def width(tree, act, tag):
        return float(parts(tree, act, tag)[-1].get("stroke-width"))

    assert width(lit, "weight 4 6", "line") > width(quiet, "weight 4 6", "line") + 1
    assert width(lit, "unit 4", "circle") == 4 > width(quiet, "unit 4", "circle")
    assert parts(lit, "weight 4 6", "line")[-1].get("opacity") is None
    assert float(parts(lit, "weight 5 6", "line")[-1].get("opacity")) == 0.4
    assert float(parts(quiet, "weight 5 6", "line")[-1].get("opacity")) == 0.8
    assert parts(lit, "unit 4", "circle")[-1].get("stroke") == "#D55E00"
    (arrow,) = parts(lit, "weight 4 6", "polygon")
    assert arrow.get("fill") == "#D55E00"
    assert not parts(quiet, "weight 4 6", "polygon")
    black = drawn(lit_units=[4])  # of no phase: in the colour of letters, on any ground
    assert parts(black, "unit 4", "circle")[-1].get("stroke") == "currentColor"
    order = [a for a in acts(lit) if a.startswith("weight")]
    assert order.index("weight 4 6") == 7  # above the lines that are not lit


def test_what_is_written_in_the_svg_stands_where_the_layout_says():
    layout = lay_out(TEXTBOOK, **KNOWN)
    tree = drawn(**KNOWN)
    found = {"".join(e.itertext()): e for e in tree.iter(f"{SVG}text")}
    last = unit(layout, 6)
    number, value, target = found["6"], found["0.474"], found["T6 = 1"]
    x, y = last.x, last.y
    assert float(number.get("x")) == float(value.get("x")) == x
    assert y - last.radius < float(number.get("y")) < y < float(value.get("y"))
    assert float(value.get("y")) < y + last.radius
    assert float(target.get("x")) > x + last.radius
    assert target.get("text-anchor") == "start"
    bias, error = found["θ6 0.100"], found["Err6 0.131"]
    assert y + last.radius < float(bias.get("y")) < float(error.get("y"))
    assert float(error.get("y")) - float(bias.get("y")) == pytest.approx(LINE)
    label = found["0.40"]
    assert float(label.get("x")) == pytest.approx(
        connection(layout, 2, 4).label_at[0], abs=0.06
    )
    assert float(found["hidden"].get("y")) > layout.height - 12
    named = ET.fromstring(bp.figures.diagram(TEXTBOOK, names=("a", "b", "c")))
    name = next(e for e in named.iter(f"{SVG}text") if e.text == "a")
    first = unit(lay_out(TEXTBOOK, names=("a", "b", "c")), 1)
    assert name.get("text-anchor") == "end"
    assert float(name.get("x")) == pytest.approx(first.x - first.radius - 8, abs=0.06)


def test_a_unit_without_a_value_has_its_number_in_the_middle():
    layout = lay_out(TEXTBOOK)
    number = next(e for e in drawn().iter(f"{SVG}text") if e.text == "4")
    assert float(number.get("y")) == pytest.approx(unit(layout, 4).y + 3.85, abs=0.1)
    tiny = ET.fromstring(bp.figures.diagram(net_of((14, 14, 1)), height=220))
    assert not {"1", "15"} & set(texts(tiny))  # no room for letters of 11 pixels


@pytest.mark.parametrize("sizes", [(3, 2, 1), (2, 4, 1), (3, 4, 4, 2), (8, 9, 1)])
def test_letters_are_large_enough_in_the_small_layout(sizes):
    net = net_of(sizes)
    every = range(1, sum(sizes) + 1)
    svg = bp.figures.diagram(net, outputs=dict.fromkeys(every, 0.5), **SMALL)
    large = [float(e.get("font-size")) for e in ET.fromstring(svg).iter(f"{SVG}text")]
    assert min(large) >= 11


def test_symbols_are_typeset_with_true_subscripts():
    svg = bp.figures.diagram(TEXTBOOK, **KNOWN)
    (bias,) = re.findall(r"<text[^>]*>(?:(?!</text>).)*θ.*?</text>", svg)[:1]
    tree = ET.fromstring(bias)
    letter, below, after = tree.findall("tspan")
    assert (letter.text, below.text, after.text) == ("θ", "4", " −0.400")
    assert letter.get("font-style") == "italic" and below.get("font-style") is None
    assert "serif" in letter.get("font-family") == below.get("font-family")
    assert after.get("font-family") is None
    assert float(below.get("font-size")) < float(letter.get("font-size"))
    down, back = float(below.get("dy")), float(after.get("dy"))
    assert down > 0 and down == -back and letter.get("dy") is None
    assert "baseline-shift" not in svg
    raised = ET.fromstring(f"<t>{painter._typeset(layouts.Term('w²', ''), 12)}</t>")
    assert [float(t.get("dy", 0)) < 0 for t in raised] == [False, True]


def test_the_svg_is_as_wide_as_its_place():
    root = drawn(**SMALL)
    assert root.get("viewBox") == "0 0 440 290" and root.get("role") == "img"
    style = root.get("style").split(";")
    assert {"width:var(--picture-width,440px)", "max-width:100%"} <= set(style)
    assert "height:auto" in style
    assert root.find(f"{SVG}title").text == "Network"


# ---- the Figure and the words ---------------------------------------------------


def test_the_figure_writes_and_draws_what_the_layout_holds():
    what = {**KNOWN, **STATES["hidden error"]}
    layout = lay_out(TEXTBOOK, **what)
    (ax,) = bp.figures.diagram_figure(TEXTBOOK, **what).axes
    assert ax.get_xlim() == (0, 560) and ax.get_ylim() == (320, 0)
    found = {t.get_text(): t for t in ax.texts}
    wanted = {str(t) for u in layout.units for t in u.below}
    wanted |= {str(c.label) for c in layout.connections if c.label}
    wanted |= {str(u.number) for u in layout.units} | {u.value for u in layout.units}
    wanted |= {"T₆ = 1", "inputs", "hidden", "output"}
    assert set(found) == wanted
    written = {(t.get_text(), t.get_position()) for t in ax.texts}
    assert {(str(c.label), c.label_at) for c in layout.connections} <= written
    lines = {tuple(map(tuple, line.get_xydata())): line for line in ax.lines}
    for c in layout.connections:
        line = lines[c.start, c.end]
        assert line.get_color() == ("#0072B2" if c.weight > 0 else "#D55E00")
        assert (line.get_linestyle() == "-") == (c.weight > 0)
        assert (line.get_alpha() == 1) == c.lit
    above = [line.get_zorder() for line in ax.lines if line.get_alpha() == 1]
    pale = [line.get_zorder() for line in ax.lines if line.get_alpha() < 1]
    assert 0 < min(pale) and max(pale) < min(above)
    circles = [p for p in ax.patches if hasattr(p, "get_radius")]
    assert {p.center for p in circles} == {(u.x, u.y) for u in layout.units}
    assert all(p.radius == layout.units[0].radius for p in circles)
    (arrow,) = [p for p in ax.patches if not hasattr(p, "get_radius")]
    corners = connection(layout, 4, 6).arrow
    assert np.allclose(arrow.get_xy()[:3], corners)
    error, bias = found["Err₆ 0.131"], found["θ₆ 0.100"]
    assert error.get_position()[1] > bias.get_position()[1]
    number, value = found["6"].get_position(), found["0.474"].get_position()
    assert number[1] < unit(layout, 6).y < value[1] and number[0] == value[0]


def test_the_words_tell_numbers_and_what_is_active():
    words = bp.figures.Diagram(TEXTBOOK, **KNOWN, **STATES["hidden error"]).words()
    assert words == (
        "A network of 3 layers with 3, 2, 1 units. Weights: 1 to 4 0.20, 1 to 5 −0.30, "
        "2 to 4 0.40, 2 to 5 0.10, 3 to 4 −0.50, 3 to 5 0.20, 4 to 6 −0.30, 5 to 6 "
        "−0.20. Outputs: unit 1 1, unit 2 0, unit 3 1, unit 4 0.332, unit 5 0.525, "
        "unit 6 0.474. Biases: unit 4 −0.400, unit 5 0.200, unit 6 0.100. Errors: unit "
        "4 −0.0087, unit 5 −0.0065, unit 6 0.131. Active (error): unit 4, connection 4 "
        "to 6 (0.131 · (−0.30))."
    )
    assert bp.figures.Diagram(bp.Network([[[1.0]]])).words() == (
        "A network of 2 layers with 1, 1 units. Weights: 1 to 2 1.00."
    )


def test_long_lists_are_not_told():
    words = bp.figures.Diagram(net_of((2, 11, 1))).words()  # 33 connections, 12 biases
    assert "Weights" not in words and "Biases" in words
    words = bp.figures.Diagram(net_of((5, 6, 30))).words()
    assert "Biases" not in words
    words = bp.figures.Diagram(net_of((2, 10, 1))).words()
    assert "Weights" in words and "Active" not in words


def test_places_are_found_once_and_the_same():
    a = places_of((3, 2, 1), 440, 290, 0, 0, True)
    assert a is places_of((3, 2, 1), 440, 290, 0, 0, True)
