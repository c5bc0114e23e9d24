"""Labs on the stage: what is sent to the page, and what a touch of it does."""

import json
import re
from pathlib import Path

import pytest

import bpcore as bp
from bpcore import theme
from bpcore.labs.kit.controls import Bounded, Button, Choice, Number, Text
from bpcore.labs.kit.host import Lab

pytest.importorskip("anywidget")

NAMES = [n for n in bp.labs.__all__ if n != "Lab"]


@pytest.fixture(autouse=True)
def staged(monkeypatch):
    monkeypatch.setenv("BPCORE_STAGE", "1")


class Words:
    """A picture that is a piece of text."""

    def __init__(self, text):
        self.text = text

    def html(self):
        return f"<b>{self.text}</b>"


def toy(touch=None, **how):
    def draw(state, lab):
        if state["n"] == 7:
            raise ValueError("n must not be 7.")
        return {"view": Words(str(state))}, f"n is {state['n']}.", dict(state)

    return Lab(
        "Toy",
        [("row", [
            Number("n", "n", 2, 0, 9, whole=True),
            Number("rate", "rate", 0.9, 0.01, 10, log=True),
            Choice("kind", "kind", ("a", "b")),
            Choice("many", "many", [f"choice number {k}" for k in range(9)]),
            Button("more", "More", lambda s: {"turns": s["turns"] + 1}, "One more"),
            Button("play", "Play", lambda s: {"playing": 1 - s["playing"]},
                   staged=True),
        ])],
        [["view"]],
        draw,
        below=[Text("words", "words", "x", folded=True)],
        hidden=[Bounded("turns", "turns", 0, 0, 99, whole=True),
                Bounded("playing", "playing", 0, 0, 1, whole=True)],
        touch=touch,
        beat=lambda s: {"turns": s["turns"] + 1} if s["turns"] < 3 else {"playing": 0},
        **how,
    )  # fmt: skip


def touch(lab, act, kind="press", **what):
    """What the page says when something is touched."""
    stage = lab._front.widget
    n = max([t["n"] for t in stage.touches], default=stage.seen) + 1
    stage.touches = [{"act": act, "kind": kind, "n": n, **what}]
    assert lab.wait(10)


def shown(lab):
    """What a page that opens now would be told."""
    stage, told = lab._front.widget, {}
    stage.observe(lambda c: told.update(c.new), "sent")
    stage.show_all()
    return told


def test_each_way_of_moving_a_control_arrives():
    lab = toy()
    touch(lab, "control n", "value", slid=True, value="5")
    assert lab.state["n"] == 5
    touch(lab, "control rate", "value", slid=True, value="0.5")
    assert lab.state["rate"] == pytest.approx(10**0.5, rel=1e-3)
    touch(lab, "control rate", "value", value="0.123456789")
    assert lab.state["rate"] == 0.123456789
    touch(lab, "control kind", "value", value="b")
    touch(lab, "control many", "value", value="choice number 4")
    touch(lab, "control words", "value", value="one\ntwo")
    touch(lab, "button more")
    assert lab.state == {
        "n": 5, "rate": 0.123456789, "kind": "b", "many": "choice number 4",
        "words": "one\ntwo", "turns": 1, "playing": 0,
    }  # fmt: skip
    touch(lab, "control preset", "value", value="n=4; kind=a")
    assert (lab.state["n"], lab.state["kind"], lab.state["turns"]) == (4, "a", 0)
    touch(lab, "button reset")
    assert lab.preset == ""


def test_the_page_is_told_values_pictures_and_words():
    lab = toy()
    touch(lab, "control rate", "value", value="3")
    told = shown(lab)
    assert told["values"]["rate"] == {
        "text": "3", "place": "0.47712125472", "spoken": "rate 3",
    }  # fmt: skip
    assert told["values"]["words"] == {"text": "x"}
    assert "'rate': 3" in told["parts"]["view"]
    assert "n is 2." in told["parts"]["status"]


def test_only_what_has_changed_is_sent():
    lab = toy()
    sent = []
    lab._front.widget.observe(lambda c: sent.append(c.new), "sent")
    touch(lab, "control n", "value", slid=True, value="3")
    assert {name for s in sent for name in s["values"]} <= {"n", "preset"}
    assert {name for s in sent for name in s["parts"]} == {"view", "status"}


def test_nothing_touched_is_lost_or_heard_twice():
    lab = toy()
    stage = lab._front.widget
    press = {"act": "button more", "kind": "press"}
    stage.touches = [{**press, "n": 1}, {**press, "n": 2}]
    stage.touches = [{**press, "n": 2}, {**press, "n": 3}]  # 2 was on its way twice
    assert lab.wait(10)
    assert lab.state["turns"] == 3
    assert stage.seen == 3


def test_what_is_typed_wrong_is_said_and_nothing_is_taken_over():
    lab = toy()
    for text, says in (("60", "n must be 9 or less"), ("2.5", "must be a whole number"),
                       ("many", "n must be a number; it is 'many'")):  # fmt: skip
        touch(lab, "control n", "value", value=text)
        assert says in lab.status and lab.state["n"] == 2
    touch(lab, "control kind", "value", value="c")
    assert "kind must be one of" in lab.status
    touch(lab, "control n", "value", value="7")
    assert lab.status == "⚠ n must not be 7."
    touch(lab, "control n", "value", value="3")
    assert lab.status == "n is 3."


def test_a_part_of_a_picture_answers_a_touch():
    seen = []

    def answer(what, state):
        seen.append((what["act"], what["kind"], what.get("x"), state["n"]))
        return {"n": state["n"] + 1}

    lab = toy(touch=answer)
    touch(lab, "point 17", "drag", x=0.5, y=2)
    assert seen == [("point 17", "drag", 0.5, 2)]
    assert lab.state["n"] == 3
    touch(toy(), "point 17", "drag")  # a lab without an answer stays calm


def test_it_plays_by_itself_until_there_is_nothing_more():
    lab = toy()
    sent = []
    lab._front.widget.observe(lambda c: sent.append(c.new.get("tick")), "sent")
    touch(lab, "button play")
    assert sent[-1] == 1000, "a clock runs in the page"
    for _ in range(4):
        touch(lab, "tick", "tick")
    assert (lab.state["turns"], lab.state["playing"]) == (3, 0)
    assert sent[-1] == 0


def test_without_the_stage_it_is_a_lab_in_core_widgets(monkeypatch):
    monkeypatch.setenv("BPCORE_STAGE", "0")
    lab = toy()
    assert type(lab._front).__name__ == "CoreFront"
    assert "Play" not in list(_walk(lab._front.widget))
    lab.set(n=4)
    assert "'n': 4" in lab.view("view")


def _walk(widget):
    yield getattr(widget, "description", "")
    for child in getattr(widget, "children", ()):
        yield from _walk(child)


@pytest.mark.parametrize("name", NAMES)
def test_every_element_of_a_lab_has_a_name_and_a_control_behind_it(name):
    lab = getattr(bp.labs, name)()
    lab.wait()
    frame = lab._front.widget.frame
    for control in lab._front._controls:
        assert f'data-control="{control.name}"' in frame
    for part in (*lab.views, "status"):
        assert frame.count(f'data-part="{part}"') == 1
    for found in re.findall(r'<input type="range"[^>]*>', frame):
        assert "aria-label=" in found
    ids = re.findall(r'\bid="([^"]+)"', frame)
    assert len(ids) == len(set(ids))
    assert json.dumps(shown(lab)), "all that is sent is plain"


@pytest.mark.parametrize("name", NAMES)
def test_reset_lies_in_sight_or_in_a_fold_that_names_it(name):
    frame = getattr(bp.labs, name)()._front.widget.frame
    before = frame[: frame.index('data-act="button reset"')]
    opened = before.rfind("<summary>")
    if before.rfind("<details>") > before.rfind("</details>"):
        words = before[opened : before.index("</summary>", opened)]
        assert re.search(r"\breset\b", words)


def test_a_list_of_weights_writes_them_as_the_pictures_do():
    lab = bp.labs.annealing()
    assert '<option value="w35">w₃₅</option>' in lab._front.widget.frame
    assert '<option value="θ5">θ₅</option>' in lab._front.widget.frame


def test_the_dark_theme_brightens_the_colours_of_a_worked_line():
    """Each has 4.5 : 1 or more on the ground of the dark theme, #111111."""
    css = (Path(bp.__file__).parent / "labs" / "kit" / "stage.css").read_text("utf-8")
    dark = re.search(r"""\[data-jp-theme-light="false"\] \.bp-stage \{([^}]*)""", css)[
        1
    ]
    colors = dict(re.findall(r"--(bp-[a-z]+): (#[0-9a-f]{6})", dark))
    asked = set(re.findall(r"--(bp-[a-z]+)", "".join(theme.ROLES.values())))
    assert set(colors) == asked
    for color in colors.values():
        assert (_light(color) + 0.05) / (_light("#111111") + 0.05) >= 4.5


def _light(color):
    parts = [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(k * c for k, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_script_needs_no_build_step_and_stays_small():
    script = Path(bp.labs.kit.stage.__file__).with_name("stage.js").read_text()
    assert len(script.splitlines()) <= 250
    assert not re.search(r"^import |\bfetch\(|https?://|eval\(", script, re.M)


def test_the_boxes_of_controls_stand_in_their_rows():
    """Only what is typed into at a picture floats above the page."""
    css = (Path(bp.__file__).parent / "labs" / "kit" / "stage.css").read_text("utf-8")
    boxes = {}
    for selectors, rules in re.findall(r"([^{}]+)\{([^}]*)\}", css):
        for selector in selectors.split(","):
            if re.search(r"(input\[type=text\]|select|textarea)$", selector.strip()):
                boxes.setdefault(selector.split()[-1], []).append(rules)
    assert set(boxes) == {"input[type=text]", "select", "textarea"}
    for rules in boxes.values():
        assert "position" not in "".join(rules) and "font: inherit" in "".join(rules)
