"""Table and digits: what a reader sees, and that it is always the same."""

import math
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpcore.tables import Table, digits

UNITS = Table(
    ["unit", "output", "rule"],
    [[4, 0.33181, "1 / (1 + e)"], [10, -0.00868, "a < b & c"]],
    caption='Outputs of "all" units',
    highlight=1,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.331812, "0.332"),
        (-0.3, "−0.300"),
        (-0.10453950584533818, "−0.105"),
        (1, "1.000"),
        (-0.008680, "−0.0087"),
        (0.0392, "0.039"),
        (-0.0000001, "−1.0·10⁻⁷"),
        (0.00012, "0.00012"),
        (12.3456, "12.35"),
        (9.9996, "10.00"),
        (0.99996, "1.000"),
        (-123.456, "−123.5"),
        (99_999.0, "100000"),
        (123_456, "123500"),
        (123_456_789, "1.235·10⁸"),
        (-0.0, "0.000"),
        (-5.6e-17, "0.000"),
        (float("nan"), "not a number"),
        (float("-inf"), "−∞"),
        (np.float32(0.5), "0.500"),
    ],
)
def test_a_number_is_printed_to_a_few_digits(value, text):
    assert digits(value) == text


def test_more_decimals_where_asked():
    assert digits(0.131169, 4) == "0.1312"
    assert digits(-0.00654, 4) == "−0.0065"
    assert digits(21.123456, 4) == "21.12"


@given(st.floats(-1e300, 1e300))
def test_a_printed_number_is_near_and_short(value):
    text = digits(value)
    head, _, power = text.replace("−", "-").partition("·10")
    back = float(head) * 10.0 ** int(
        power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0
    )
    assert math.isclose(back, value, rel_tol=0.051, abs_tol=1e-15)
    if not power and abs(value) < 1000:
        last = 10.0 ** -len(head.partition(".")[2])
        assert abs(back - value) <= 0.5000001 * last
    shown = head.lstrip("-").replace(".", "").lstrip("0")
    assert len(shown) <= 4 or shown.endswith("0")
    assert "-" not in text
    assert not text.startswith("−0.000") or any(c in "123456789" for c in text)


def test_text_is_aligned_under_the_caption():
    assert repr(UNITS).splitlines() == [
        'Outputs of "all" units',
        "  unit   output  rule",
        "  ────  ───────  ───────────",
        "     4    0.332  1 / (1 + e)",
        "▸   10  −0.0087  a < b & c",
    ]


def test_html_is_sound_semantic_and_escaped():
    table = ET.fromstring(UNITS._repr_html_())
    assert table.find("caption").text == 'Outputs of "all" units'
    heads = table.findall("thead/tr/th")
    assert [h.get("scope") for h in heads] == ["col"] * 3
    rows = table.findall("tbody/tr")
    assert [rows[0].get("aria-current"), rows[1].get("aria-current")] == [None, "true"]
    assert rows[1].find("th").get("scope") == "row"
    assert [cell.text for cell in rows[1]] == ["10", "−0.0087", "a < b & c"]
    room = "padding:0.2em 0.8em;white-space:pre;font-variant-numeric:tabular-nums;"
    assert rows[0][1].get("style") == f"{room}text-align:right"
    assert rows[0][2].get("style") == f"{room}text-align:left"


def test_html_takes_the_theme_s_colours_with_something_to_fall_back_on():
    html = UNITS._repr_html_()
    uses = html.count("var(--jp-")
    assert uses >= 4
    assert all("," in part.split(")")[0] for part in html.split("var(--jp-")[1:])


def test_a_frame_holds_the_numbers_themselves():
    pd = pytest.importorskip("pandas")
    frame = UNITS.to_frame()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == list(UNITS.columns)
    assert frame["output"].tolist() == [0.33181, -0.00868]


def test_tables_with_the_same_contents_are_equal():
    same = Table(UNITS.columns, UNITS.rows, UNITS.caption, highlight=1)
    assert same == UNITS
    assert Table(["a"], [[1]]) != Table(["a"], [[2]])
    assert Table(["a"], [[1]]) != Table(["a"], [[1]], caption="b")
    assert Table(["a"], [[1]]) != "a"
    with pytest.raises(TypeError, match="unhashable"):
        hash(UNITS)


def test_a_table_may_be_empty():
    empty = Table(["a", "b"], [])
    assert repr(empty).splitlines() == ["a  b", "─  ─"]
    assert len(empty) == 0
    ET.fromstring(empty._repr_html_())


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: Table(["a", "b"], [[1, 2], [3]]), "2 columns; row 1 has 1"),
        (lambda: Table(["a"], [[1]], highlight=1), "0 to 0; it is 1"),
        (lambda: Table(["a"], [[1]], align="x"), "align must be one letter"),
        (lambda: Table(["a"], [[1]], align="lr"), "align must be one letter"),
    ],
)
def test_what_does_not_fit_is_refused(ask, says):
    with pytest.raises(ValueError, match=says):
        ask()
