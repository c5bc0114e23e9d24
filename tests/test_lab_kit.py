"""What every lab is made of: host, controls, presets; in plain Python."""

import io
import itertools
import re
import threading
import time
from types import SimpleNamespace

import numpy as np
import pytest

import bpcore as bp
from bpcore.figures.pictures import Passage, Picture
from bpcore.labs.kit import host, lifetime
from bpcore.labs.kit.controls import Bounded, Button, Choice, Number, Text
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.move import Move
from bpcore.labs.kit.pictures import Still

PUBLIC = {
    "state", "set", "reset", "wait", "views", "view", "found", "status", "preset",
    "describe",
}  # fmt: skip


class Words(Picture):
    """A picture that is some words."""

    def __init__(self, words):
        self._words = words

    def html(self):
        return f'<b height="40">{self._words}</b>'

    def png(self, level=1):
        from PIL import Image

        out = io.BytesIO()
        Image.new("RGB", (200, 40), "red").save(out, "PNG")
        return out.getvalue()

    def words(self):
        return self._words


def toy(preset=None, seen=None, bad=(7,)):
    """A lab with one number, a choice and a text, that repeats its state."""

    def draw(state, lab):
        if state["n"] in bad:
            raise ValueError(f"n must not be {state['n']}.")
        if state["n"] == 8:
            raise ZeroDivisionError("a fault")
        if seen is not None:
            seen.append(state["n"])
        return {"view": Words(f"{state}")}, f"n is {state['n']}.", {"n": state["n"]}

    def more(state):
        if state["n"] == 9:
            raise ValueError("there is no more.")
        return {"turns": state["turns"] + 1}

    return Lab(
        "Toy",
        [("row", [
            Number("n", "n", 2, 0, 9, whole=True),
            Number("rate", "rate", 0.9, 0.01, 10, log=True),
            Choice("kind", "kind", ("a", "b")),
            Button("more", "More", more),
        ])],
        [["view"]],
        draw,
        below=[Text("words", "words", "x")],
        hidden=[Bounded("turns", "turns", 0, 0, 5, whole=True)],
        preset=preset,
    )  # fmt: skip


def press(lab, name):
    lab._buttons[name].press()


def test_a_lab_shows_these_names_to_others_and_no_more():
    assert {n for n in dir(toy()) if not n.startswith("_")} == PUBLIC


def test_slider_box_and_python_are_one_value():
    lab = toy()
    n = lab._controls["n"]
    n._slider.value = 5
    assert (n.value, n._box.value, lab.status) == (5, 5, "n is 5.")
    n._box.value = 3
    assert (n.value, n._slider.value, lab.status) == (3, 3, "n is 3.")
    n.value = 4
    assert (n._slider.value, n._box.value) == (4, 4)


def test_a_typed_value_is_not_pulled_to_the_sliders_grid():
    lab = toy()
    rate = lab._controls["rate"]
    rate._slider.value = 10 ** (round(np.log10(0.9) / 0.02) * 0.02)  # as browsers do
    assert rate.value == 0.9
    rate._slider.value = 10**0.04
    assert rate.value == pytest.approx(1.096, abs=1e-3)
    rate._box.value = 0.123456789
    assert rate.value == 0.123456789
    assert lab.preset == "rate=0.123456789"


@pytest.mark.parametrize(
    ("control", "typed", "says"),
    [
        ("n", 60, "n must be 9 or less; it is 60."),
        ("n", 2.5, "n must be a whole number; it is 2.5."),
        ("rate", 0, "rate must be 0.01 or more; it is 0."),
        ("rate", float("inf"), "rate must be finite"),
    ],
)
def test_what_is_typed_out_of_range_is_said_and_not_changed(control, typed, says):
    lab = toy()
    before, shown = lab.state, lab.view("view")
    box = lab._controls[control]._box
    box.value = typed
    assert says in lab.status
    assert lab.state == before
    assert box.value == before[control], "the box shows what counts"
    assert lab.view("view") == shown
    lab.set(n=3)
    assert lab.status == "n is 3."


def test_several_values_are_one_redraw_and_a_reset_goes_back():
    seen = []
    lab = toy(seen=seen)
    lab.set(n=5, kind="b", rate=2)
    assert len(seen) == 2
    press(lab, "more")
    assert lab.state["turns"] == 1
    press(lab, "reset")
    assert lab.state == {"n": 2, "rate": 0.9, "kind": "a", "words": "x", "turns": 0}
    lab.set(n=5)
    lab.reset()
    assert lab.state["n"] == 2


def test_the_facts_are_those_of_what_is_shown():
    lab = toy()
    lab.set(n=5)
    assert lab.found == {"n": 5}
    lab.found["n"] = 6
    assert lab.found == {"n": 5}, "a copy"
    assert lab.views == ("view",)
    with pytest.raises(ValueError) as refused:
        lab.view("none")
    assert str(refused.value) == "view must be one of ('view',); it is 'none'."


TEXTS = (
    "one\ntwo", "ends with a line\n", "\n", "a / b", "a /\nb", "a\n\n/b", " spaces ",
    "50%; 3", "semi;colon", "k=v", "tab\there", "back\\slash", "", "/home/me/x y.csv",
)  # fmt: skip


@pytest.mark.parametrize("words", TEXTS)
def test_a_preset_round_trips_and_begins(words):
    lab = toy()
    lab.set(n=5, kind="b", rate=0.1 + 0.2, words=words)
    press(lab, "more")
    assert "\n" not in lab.preset
    other = toy(preset=lab.preset)
    assert other.state == lab.state
    other.set(n=1)
    other.reset()
    assert other.state == lab.state, "Reset returns to what the preset said"
    assert toy(preset={"n": 4}).state["n"] == 4


def test_a_pasted_preset_takes_effect_after_a_move_too():
    lab = toy()
    field = lab._front._preset.widget
    field.value = "n=6; kind=b"
    assert lab.state["n"] == 6
    lab.set(n=3, rate=2)
    lab.wait()
    field.value = "n=6; kind=b "
    assert (lab.state["n"], lab.state["rate"], lab.status) == (6, 0.9, "n is 6.")
    field.value = "n=60"
    assert "n must be 9 or less" in lab.status
    assert lab.state["n"] == 6


@pytest.mark.parametrize(
    ("preset", "says"),
    [
        ("n", "no equals sign"),
        ("m=3", "which this lab does not have"),
        ("n=many", "n must be a number"),
        ("n=99", "n must be 9 or less"),
        ("n=2.5", "n must be a whole number"),
        ("kind=c", "kind must be one of"),
        ("turns=x", "turns must be a number"),
        ("turns=6", "turns must be 5 or less"),
        ("turns=-1", "turns must be 0 or more"),
        ({"turns": 1.5}, "turns must be a whole number"),
        ({"turns": None}, "turns must hold real numbers"),
        ({"words": 3}, "words must be text"),
        ("more=1", "which this lab does not have"),
        (3, "preset must be a string"),
    ],
)
def test_a_preset_that_does_not_fit_is_named(preset, says):
    with pytest.raises((ValueError, TypeError), match=says):
        toy(preset=preset)


def test_nothing_is_half_changed():
    lab = toy()
    before = lab.state
    with pytest.raises(ValueError, match="n must be 9"):
        lab.set(kind="b", n=99)
    assert lab.state == before


def test_a_fault_is_told_no_old_picture_stays_and_the_lab_goes_on():
    lab = toy()
    good = lab.view("view")
    lab.set(n=7)
    assert lab.status == "⚠ n must not be 7."
    assert (lab.view("view"), lab.found) == ("", {})
    [(_, row)] = lab._front._rows
    assert "n" not in row.value.replace("min-height:40px", ""), "of the same height"
    lab.set(n=8)
    assert "ZeroDivisionError: a fault" in lab.status
    assert "min-height:40px" in row.value
    bundle, metadata = lab._repr_mimebundle_()
    assert "image/png" not in bundle and not metadata
    lab.set(n=2)
    assert (lab.status, lab.view("view")) == ("n is 2.", good)


def test_a_lab_shows_where_its_first_picture_fails():
    lab = toy(preset="n=7")
    bundle, _ = lab._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == "Toy. ⚠ n must not be 7.\nState: n=7"
    assert "n must not be 7" in lab._front._line.value
    lab.set(n=3)
    assert lab.status == "n is 3."


def test_a_button_is_as_safe_as_a_slider():
    lab = toy(preset="n=9")
    before = lab.state
    press(lab, "more")
    assert lab.status == "⚠ there is no more."
    lab.set(n=3)
    for _ in range(6):
        press(lab, "more")
    assert "turns must be 5 or less" in lab.status, "what it asks for is checked too"
    assert lab.state == before | {"n": 3, "turns": 5}


def test_the_stored_form_invites_and_has_alternative_text():
    from PIL import Image

    lab = toy()
    bundle, metadata = lab._repr_mimebundle_()
    picture = Image.open(io.BytesIO(bundle["image/png"]))
    assert picture.width == 200 and picture.height > 60, "a line above the picture"
    assert np.asarray(picture)[-40:].reshape(-1, 3).tolist() == [[255, 0, 0]] * 8000
    alt = metadata["image/png"]["alt"]
    assert alt.startswith("Toy. n is 2.") and str(lab.state) in alt


# --- long moves ---------------------------------------------------------------------


def blocked(preset=None):
    """A lab that trains for ever at n = 1, and what has ended in it."""
    net, data = bp.Network.random((2, 2, 1)), bp.datasets.xor()
    ended = []

    def draw(state, lab):
        try:
            if state["n"] == 2:
                so_far = {"view": Words("so far")}, "So far.", {"epochs": None}
                lab.so_far(*so_far, enough=True)
            if state["n"] == 3:
                for _ in lab.each(range(10**9), "Counting"):
                    pass
            epochs = 10**8 if state["n"] else 5
            run = lab.train(net, data.X, data.T, max_epochs=epochs)
        finally:
            ended.append(state["n"])
        found = {"epochs": run.epochs}
        return {"view": Words(str(run.epochs))}, f"{run.epochs} epochs", found

    number = Number("n", "n", 0, 0, 9, whole=True)
    add = Button("add", "Add", lambda s: {"n": min(s["n"] + 1, 9)})
    lab = Lab("Long", [("", [number, add])], [["view"]], draw, preset=preset)
    return lab, ended


def until(lab, words):
    """Wait for these words in the status line."""
    waited = threading.Event()
    while words not in lab._front._line.value:
        assert not waited.wait(0.02) and not lab._idle()


def test_a_new_move_ends_the_old_run():
    lab, ended = blocked()
    lab._controls["n"].value = 1  # comes back at once, the run goes on beside
    until(lab, "Training … ")
    assert re.fullmatch(r"Training … \d+% \(epoch \d+ of 100000000\)", lab.status)
    lab._controls["n"].value = 0
    assert lab.wait(10), "the old run goes on and on"
    assert ended == [0, 1, 0]
    assert (lab.status, lab.found) == ("5 epochs", {"epochs": 5})


@pytest.mark.parametrize("n", [1, 2, 3])
def test_every_control_comes_back_whatever_runs(n):
    """Held up, this would not end at all: the run does not, until it is overtaken."""
    lab, ended = blocked(preset=f"n={n}")
    assert not lab._idle()
    press(lab, "add")
    press(lab, "add")
    assert lab.state["n"] == n + 2, "no press is lost"
    lab._front._preset.widget.value = f"n={n}"
    lab._controls["n"]._box.value = 60
    press(lab, "reset")
    assert lab.state["n"] == n
    lab.set(n=0)
    assert lab.wait(10)
    assert ended[-1] == 0


@pytest.mark.parametrize(("enough", "stored"), [(True, "So far."), (False, "Done.")])
def test_what_is_stored_waits_for_the_end_where_the_rest_is_told_too(
    enough, stored, monkeypatch
):
    monkeypatch.setattr(host, "WATCHED", 0.05)
    monkeypatch.setattr(host, "AT_FIRST", 0.05)
    go_on = threading.Event()

    def draw(state, lab):
        lab.so_far({"view": Words("so far")}, "So far.", {}, enough)
        go_on.wait(20)
        return {"view": Words("done")}, "Done.", {}

    lab = Lab("Long", [("", [Number("n", "n", 0, 0, 9)])], [["view"]], draw)
    threading.Timer(0.5, go_on.set).start()
    assert lab._repr_mimebundle_()[0]["text/plain"].startswith(f"Long. {stored}")
    assert lab.wait(20)


def test_what_is_there_already_is_shown_and_told():
    lab, _ = blocked(preset="n=2")
    until(lab, "Training …")
    assert lab.status == "So far.", "the progress stands beside it"
    assert lab.found == {"epochs": None}
    assert "so far" in lab.view("view")
    bundle, _ = lab._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Long. So far.")
    lab.set(n=0)
    assert lab.wait(10)


def test_a_reader_sees_a_lab_before_it_is_done(monkeypatch):
    lab, _ = blocked(preset="n=1")
    monkeypatch.setattr(lifetime, "_shell", lambda: SimpleNamespace(
        kernel=SimpleNamespace(_allow_stdin=True)))  # fmt: skip
    bundle, _ = lab._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "Training … " in bundle["text/plain"]
    lab.set(n=0)
    assert lab.wait(10)


def test_a_drag_draws_on_one_thread_and_ends_on_the_last_value():
    begun = threading.active_count()
    seen = []
    lab = toy(seen=seen)
    for k in range(200):
        lab._controls["n"].value = k % 7
        assert threading.active_count() <= begun + 1
    lab.wait()
    assert lab.status == f"n is {199 % 7}."


def test_without_threads_a_move_is_drawn_before_it_returns(without_threads):
    lab = toy()
    assert lab.status == "n is 2."
    lab._controls["n"]._box.value = 5
    assert (lab.status, lab.found) == ("n is 5.", {"n": 5})
    assert lab._front._preset.widget.value == "n=5"
    press(lab, "reset")
    assert lab.status == "n is 2."


def test_parts_of_a_long_move_add_up(monkeypatch):
    seconds = itertools.count()
    clock = SimpleNamespace(perf_counter=lambda: next(seconds))
    monkeypatch.setattr("bpcore.labs.kit.move.time", clock)
    told = []
    lab = Move({}, lambda: False, lambda *words: told.append(words), None)
    for _ in lab.each("abcd", "Counting"):
        lab.progress(0.5, " (half a letter)")
    lab.progress(0.25)
    shares = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875]
    assert [share for _, share in told] == [*shares, 0.25]
    assert told[1][0] == "Counting … 12% (half a letter)"
    assert told[-1][0] == "Training … 25%", "what was done before goes on"


def test_a_still_picture_is_made_once():
    words = Words("first")
    still = Still(words)
    words._words = "second"
    assert ("first" in still.html(), still.words()) == (True, "second")
    from PIL import Image

    assert Image.open(io.BytesIO(still.png())).size == (200, 40)


def test_once_makes_what_its_key_asks_for_and_keeps_the_last():
    made = []

    def draw(state, lab):
        n = state["n"]
        one = lab.once("one", n % 3, lambda: made.append(("one", n)) or n % 3)
        two = lab.once("two", n, lambda: made.append(("two", n)) or n, keep=2)
        return {"view": Words("x")}, f"{one} {two}", {}

    number = Number("n", "n", 0, 0, 9, whole=True)
    lab = Lab("Kept", [("", [number])], [["view"]], draw)
    for n, new in ((3, ["two"]), (0, []), (1, ["one", "two"]), (0, ["one"]),
                   (3, ["two"])):  # fmt: skip
        made.clear()
        lab.set(n=n)
        assert (made, lab.status) == ([(name, n) for name in new], f"{n % 3} {n}")


def test_a_lab_says_that_its_first_picture_is_on_its_way():
    """On a slow machine the first run takes seconds; no lab stands empty meanwhile."""
    go_on = threading.Event()

    def draw(state, lab):
        go_on.wait(10)
        return {"picture": Passage("<b>here</b>", "here")}, "Done.", {}

    lab = Lab("Slow", [], [["picture"]], draw)
    assert lab.status == "The first picture is being worked out."
    go_on.set()
    assert lab.wait(10)
    assert lab.status == "Done."


def test_a_move_returns_with_what_can_be_shown_before_a_long_run():
    """The page is sent nothing before the move that it made has returned."""
    go_on = threading.Event()

    def draw(state, lab):
        lab.so_far({"picture": Passage("<i>start</i>", "start")}, "The start.", {})
        if state["n"] == 2:
            go_on.wait(10)
        return {"picture": Passage("<b>end</b>", "end")}, "The end.", {}

    lab = Lab("Long", [("n", [Number("n", "n", 1, 0, 9)])], [["picture"]], draw)
    begin = time.perf_counter()
    lab._move({"n": 2}, 30)
    assert time.perf_counter() - begin < 9, "it has not waited for the end"
    assert lab.status == "The start." and "start" in lab.view("picture")
    go_on.set()
    assert lab.wait(10)
    assert lab.status == "The end."
