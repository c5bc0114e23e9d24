"""Showing a chart in a lesson: the picture, its words as text and as a caption."""

import pytest

pytest.importorskip("matplotlib")
pytest.importorskip("IPython")

import bpcore as bp


@pytest.fixture
def displayed(monkeypatch):
    """What is displayed while the test runs: (data, metadata) one by one."""
    seen = []

    def display(data, metadata=None, raw=False):
        assert raw
        seen.append((data, metadata or {}))

    monkeypatch.setattr("IPython.display.display", display)
    return seen


def test_the_picture_carries_its_words_three_times(displayed):
    chart = bp.figures.ErrorCurve().update([0.5, 0.3])
    bp.figures.show(chart, chart.words())
    (picture, about), (caption, _) = displayed
    assert picture["image/png"].startswith(b"\x89PNG")
    assert picture["text/plain"] == caption["text/plain"] == chart.words()
    assert about["image/png"]["alt"] == chart.words()
    assert caption["text/markdown"] == f"*{chart.words()}*"


def test_no_output_depends_on_the_machine_but_the_picture(displayed):
    bp.figures.show(bp.figures.ErrorCurve(), "A caption.")
    kinds = {kind for data, _ in displayed for kind in data}
    assert kinds == {"image/png", "text/plain", "text/markdown"}  # no HTML, no SVG


def test_signs_of_markdown_in_a_caption_stay_signs(displayed):
    bp.figures.show(bp.figures.ErrorCurve(), "w_1 * 2 <b> ")
    assert displayed[1][0]["text/markdown"] == r"*w\_1 \* 2 \<b>*"


def test_a_figure_is_shown_too(displayed):
    net = bp.Network.random((2, 2, 1))
    bp.figures.show(bp.figures.diagram_figure(net), "A network.")
    assert displayed[0][0]["image/png"].startswith(b"\x89PNG")


@pytest.mark.parametrize("name", bp.figures.__all__)
def test_every_public_name_loads(name):
    assert callable(getattr(bp.figures, name))
