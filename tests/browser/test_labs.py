"""Every lab, in the browser: controls by keyboard, fast drags, two at once."""

from importlib import import_module

import pytest

import bpcore as bp
from tests.browser.jupyter import LabInPage

NAMES = [n for n in bp.labs.__all__ if n != "Lab"]
TRIALS = {name: import_module(f"bpcore.labs.{name}").TRIAL for name in NAMES}
IMPORT = "import bpcore as bp"
DEAD = """
from bpcore.labs.kit.controls import Number
from bpcore.labs.kit.host import Lab
from bpcore.figures.pictures import Passage
still = Passage("<img alt='still' src='data:,'>", "still")
Lab("Dead", [("", [Number("n", "n", 2, 0, 9)])], [["v"]],
    lambda state, lab: ({"v": still}, "Nothing moves.", {}))
"""
LONG = """
from bpcore.figures.pictures import Passage
from bpcore.labs.kit.controls import Number
from bpcore.labs.kit.host import Lab
net, data = bp.Network.random((2, 2, 1)), bp.datasets.xor()
def draw(state, lab):
    epochs = 10**8 if state["n"] == 5 else 5
    run = lab.train(net, data.X, data.T, max_epochs=epochs)
    n = state["n"]
    shown = Passage(f"<table><tr><td>{n}</td></tr></table>", f"{n}")
    return {"v": shown}, f"n {n}: done", {"n": n}
Lab("Long", [("", [Number("n", "n", 2, 0, 9, whole=True)])], [["v"]], draw)
"""


def slider_of(lab, label):
    """The slider handle beside the box with this label."""
    row = lab.box.locator(".widget-hbox").filter(
        has=lab.page.get_by_label(label, exact=True)
    )
    return row.last.locator(".noUi-handle")


def wait_for_status(page, words):
    page.wait_for_function(
        "words => document.querySelector('[role=status]').textContent.includes(words)",
        arg=words,
        timeout=10_000,
    )


def check_sliders(lab):
    """Move every slider to both ends by keyboard: each must change what is shown."""
    for k in range(lab.sliders().count()):
        handle = lab.sliders().nth(k)
        changed = False
        start = lab.boxes().nth(k).input_value()
        for key in ("End", "Home"):
            before = lab.shown()
            handle.focus()
            handle.press(key)
            changed |= lab.settle(before, seconds=6) != before
            assert "Something went wrong" not in lab.status()
        assert changed, f"slider {k} changes nothing"
        lab.boxes().nth(k).fill(start)
        lab.boxes().nth(k).press("Enter")
        lab.settle()


def serious(page):
    """What axe finds in the outputs, beyond ipywidgets' own unnamed slider handle."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=".jp-OutputArea-output .widget-vbox").response
    return [
        (v["id"], n["html"][:120])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
        if "noUi-handle" not in n["html"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_lab_works_by_keyboard(notebook, shoot, name):
    notebook.run(IMPORT, f"bp.labs.{name}()")
    lab = LabInPage(notebook)
    lab.settle()
    button, times = TRIALS[name].pressed or (None, 0)
    for _ in range(times):
        before = lab.shown()
        lab.box.get_by_role("button", name=button).press("Enter")
        lab.settle(before, seconds=4)
    assert notebook.error_outputs() == []
    assert any(c.isdigit() for c in lab.status())
    shoot(notebook.page, f"{name}-light")
    check_sliders(lab)
    assert serious(notebook.page) == []
    notebook.theme("Dark")
    shoot(notebook.page, f"{name}-dark")
    notebook.theme("Light")
    notebook.page.set_viewport_size({"width": 800, "height": 1100})
    notebook.page.wait_for_timeout(400)
    shoot(notebook.page, f"{name}-narrow")


@pytest.mark.parametrize("name", NAMES)
def test_a_fast_drag_ends_on_the_last_value(notebook, name):
    notebook.run(IMPORT, f"lab = bp.labs.{name}()\nlab")
    lab = LabInPage(notebook)
    lab.settle()
    handle = slider_of(lab, TRIALS[name].dragged)
    size = lab.box.evaluate("b => b.getBoundingClientRect().height")
    handle.focus()
    for k in range(50):
        handle.press("ArrowLeft" if k % 5 else "ArrowRight")
    shown, preset = lab.settle(), lab.preset()
    assert preset, "the drag has moved something"
    assert lab.box.evaluate("b => b.getBoundingClientRect().height") == size
    lab.box.get_by_role("button", name="Reset").click()
    lab.settle(shown)
    box = lab.box.get_by_label("preset", exact=True)
    box.fill(preset)
    box.press("Enter")
    again = lab.settle(seconds=10)
    assert again == shown, "the same state shows the same picture"


def test_two_labs_at_once_and_a_restart(notebook):
    notebook.run(IMPORT, "bp.labs.neuron()", "bp.labs.playground()")
    one, two = LabInPage(notebook, 0), LabInPage(notebook, 1)
    before = one.settle(), two.settle()
    for lab in (one, two):
        lab.sliders().first.focus()
    one.sliders().first.press("End")
    two.sliders().first.press("End")
    assert one.settle(before[0]) != before[0]
    assert two.settle(before[1]) != before[1]
    notebook.restart_and_run()
    one = LabInPage(notebook, 0)
    assert one.settle() == before[0]


def test_a_long_run_shows_progress_and_is_overtaken(notebook):
    notebook.run(IMPORT, LONG)
    lab = LabInPage(notebook)
    box = lab.box.get_by_label("n", exact=True)
    box.fill("5")
    box.press("Enter")
    wait_for_status(notebook.page, "Training")
    box.fill("3")
    box.press("Enter")
    wait_for_status(notebook.page, "3: done")


def test_what_is_typed_out_of_range_is_said_and_the_box_shows_what_counts(notebook):
    notebook.run(IMPORT, "bp.labs.neuron()")
    lab = LabInPage(notebook)
    before = lab.settle()
    box = lab.box.get_by_label("w₁₃", exact=True)
    box.fill("500")
    box.press("Enter")
    wait_for_status(notebook.page, "w13 must be 10 or less; it is 500.")
    assert lab.settle(before).startswith(before.split("I = ")[0]), "the picture stays"
    assert float(box.input_value()) == 1
    box.fill("2.125")
    box.press("Enter")
    wait_for_status(notebook.page, "2.12 · 1.00")


KEPT = "(__import__('gc').collect(), len(_instances))[1]"


def test_a_cell_that_runs_again_gives_its_former_lab_back(notebook):
    known = "from ipywidgets.widgets.widget import _instances"
    notebook.run(IMPORT, known, "bp.labs.neuron()", "bp.labs.stepper()")
    once = notebook.ask(KEPT)
    for _ in range(5):  # Jupyter itself remembers the last three outputs
        notebook.run_all()
    assert notebook.ask(KEPT) <= 3 * once
    before = LabInPage(notebook, 0).settle()
    LabInPage(notebook, 0).sliders().first.press("End")
    assert LabInPage(notebook, 0).settle(before) != before, "the last one lives"


def test_a_dead_slider_is_noticed(notebook):
    notebook.run(IMPORT, DEAD)
    lab = LabInPage(notebook)
    with pytest.raises(AssertionError, match="slider 0 changes nothing"):
        check_sliders(lab)
