"""Labs on the stage, in the browser: keyboard, touch, keys kept in, all in sight."""

import pytest

import bpcore as bp

NAMES = [n for n in bp.labs.__all__ if n != "Lab"]
STAGED = 'import os; os.environ["BPCORE_STAGE"] = "1"\nimport bpcore as bp'


class StagedLab:
    """One lab of a page by the place of its cell."""

    def __init__(self, page, place=0):
        self.page = page
        self.stage = page.locator(".bp-stage").nth(place)
        self.stage.locator("[role=status]").wait_for()

    def status(self):
        return self.stage.locator("[role=status]").inner_text()

    def part(self, name):
        return self.stage.locator(f'[data-part="{name}"]')

    def shown(self):
        return self.stage.evaluate(
            "s => [...s.querySelectorAll('[data-part]')].map(p => p.innerHTML).join()"
        )

    def changed(self, before, seconds=8):
        """Wait until something else is shown; whether it came to that."""
        for _ in range(int(seconds / 0.05)):
            if self.shown() != before:
                self.page.wait_for_timeout(150)
                return True
            self.page.wait_for_timeout(50)
        return False


@pytest.fixture
def lab(notebook):
    """Show one lab on a page of this size."""

    def show(call, width=1280, height=800):
        notebook.page.set_viewport_size({"width": width, "height": height})
        notebook.run(STAGED, call)
        return StagedLab(notebook.page)

    return show


def test_every_lab_moves_by_keyboard_and_has_names_throughout(notebook):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    notebook.run(STAGED, *[f"bp.labs.{name}()" for name in NAMES])
    page = notebook.page
    for place, name in enumerate(NAMES):
        lab = StagedLab(page, place)
        sliders = lab.stage.locator("input[type=range]:visible")
        assert sliders.count(), name
        moved = 0
        for k in range(min(sliders.count(), 3)):
            before = lab.shown()
            sliders.nth(k).focus()
            page.keyboard.press("Home")
            moved += lab.changed(before, 4)
            page.keyboard.press("End")
            lab.changed(lab.shown(), 1)
            assert "went wrong" not in lab.status(), name
        assert moved or name == "stepper", f"the sliders of {name} change nothing"
    found = axe().run(page, context=".bp-stage").response
    serious = [
        (v["id"], v["nodes"][0]["html"][:200])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert not serious
    assert not [e for e in notebook.errors if "anywidget" in e or "stage" in e]


def test_a_dead_slider_would_be_seen(lab):
    dead = lab("""
from bpcore.figures.pictures import Passage
from bpcore.labs.kit.controls import Number
from bpcore.labs.kit.host import Lab
Lab("Dead", [("", [Number("n", "n", 2, 0, 9)])], [["v"]],
    lambda state, lab: ({"v": Passage("<p>still</p>", "still")}, "Still.", {}))""")
    before = dead.shown()
    dead.stage.locator("input[type=range]").focus()
    dead.page.keyboard.press("End")
    assert not dead.changed(before, 1.5)


def test_no_key_pressed_in_a_lab_is_a_command_of_the_notebook(lab):
    made = lab("bp.labs.stepper()")
    page = made.page
    count = "jupyterapp.shell.currentWidget.content.widgets.length"
    before, cells = made.shown(), page.evaluate(count)
    made.stage.locator("button", has_text="Next ▶").focus()
    page.keyboard.press("Enter")
    assert made.changed(before), "Enter presses the button"
    for key in "xddbamy":
        page.keyboard.press(key)
    assert page.evaluate(count) == cells
    assert "1 of 20" in made.part("progress").inner_text()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1097, 617)])
def test_network_line_and_sentence_are_in_sight_together(lab, shoot, width, height):
    """As run.py opens it, and on a projector 1920 wide at 175 %."""
    made = lab("bp.labs.stepper(preset='step=1')", width, height)
    made.page.evaluate(
        "() => { document.querySelector('.bp-stage').scrollIntoView(); return null }"
    )
    for part in ("progress", "diagram", "now", "status"):
        box = made.part(part).bounding_box()
        assert box["y"] + box["height"] <= height, part
        assert box["x"] + box["width"] <= width, part
    size = (
        made.part("now")
        .locator("div div div")
        .first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    )
    assert size >= 20
    shoot(made.page, f"stage_stepper_{width}")


def test_the_region_leads_the_playground_and_can_be_touched(lab, shoot):
    made = lab("bp.labs.playground()")
    page, region = made.page, made.part("region")
    assert region.bounding_box()["width"] >= 400
    sheet = region.locator("[data-act=place]").bounding_box()
    page.mouse.click(sheet["x"] + 5, sheet["y"] + 5)
    page.wait_for_function(
        "() => document.querySelector('[data-part=told]').textContent"
        ".includes('the network answers')"
    )
    point = region.locator('[data-act="point 0"]').bounding_box()
    page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    page.mouse.down()
    page.mouse.move(sheet["x"] + 40, sheet["y"] + 40, steps=8)
    page.mouse.up()
    page.wait_for_timeout(1500)
    assert "of 200 misclassified" in made.status()
    assert (
        made.stage.locator('[data-control="data"]').first.input_value() == "own points"
    )
    shoot(page, "stage_playground")


# Pairs of controls, of which none holds the other, that cover one another.
COVERED = """stage => {
  const seen = [...stage.querySelectorAll('button, input, label, select, summary')]
    .filter(e => e.checkVisibility({opacityProperty: true}) && e.offsetWidth)
    .map(e => [e, e.getBoundingClientRect()]);
  const found = [];
  for (const [a, p] of seen) for (const [b, q] of seen)
    if (a !== b && !a.contains(b) && !b.contains(a) &&
        Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1 &&
        Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1)
      found.push(`${a.outerHTML.slice(0, 80)} × ${b.outerHTML.slice(0, 80)}`);
  return found }"""


@pytest.mark.parametrize("width", [800, 1280])
def test_no_control_covers_another(notebook, width):
    notebook.page.set_viewport_size({"width": width, "height": 800})
    notebook.run(STAGED, *[f"bp.labs.{name}()" for name in NAMES])
    for place, name in enumerate(NAMES):
        lab = StagedLab(notebook.page, place)
        assert lab.stage.evaluate(COVERED) == [], name


def test_it_plays_by_itself_and_stops_when_it_is_told(lab):
    made = lab("bp.labs.stepper()")
    play = made.stage.locator("button", has_text="Play")
    play.click()
    made.page.wait_for_function(
        "() => /step [3-9] of 20/.test(document.querySelector"
        "('[data-part=progress]').textContent)",
        timeout=15_000,
    )
    play.click()
    made.page.wait_for_timeout(1300)
    before = made.part("progress").inner_text()
    made.page.wait_for_timeout(2200)
    assert made.part("progress").inner_text() == before


def test_a_weight_is_reached_by_keys_and_moved(lab):
    made = lab("bp.labs.stepper()")
    weight = made.part("diagram").locator('[data-act="weight 4 6"]').first
    weight.focus()
    before = made.shown()
    made.page.keyboard.press("ArrowUp")
    assert made.changed(before)
    focused = made.page.evaluate("document.activeElement.dataset.act")
    assert focused == "weight 4 6", "it keeps the focus, to be moved again"
    made.page.keyboard.press("ArrowUp")
    made.page.wait_for_timeout(800)
    numbers = made.stage.locator('textarea[data-control="numbers"]').input_value()
    assert "w46 -0.1" in numbers


@pytest.mark.parametrize("how", ["typed at it", "after a double press"])
def test_a_weight_is_set_by_typing(lab, how):
    made = lab("bp.labs.neuron()")
    weight = made.part("diagram").locator('[data-act="weight 2 3"]').first
    keyboard = made.page.keyboard
    before = made.shown()
    if how == "typed at it":
        weight.focus()
    else:
        weight.dblclick(force=True)  # its label lies over its middle
        made.stage.locator("input.bp-typed").wait_for()
    keyboard.type("-2.5")
    keyboard.press("Enter")
    assert made.changed(before)
    assert made.stage.locator("input[data-control=w2]").first.input_value() == "-2.5"
    focused = made.page.evaluate("document.activeElement.dataset.act")
    assert focused == "weight 2 3"
    keyboard.type("7")
    keyboard.press("Escape")
    made.page.wait_for_timeout(300)
    assert made.stage.locator("input.bp-typed").count() == 0
    assert made.stage.locator("input[data-control=w2]").first.input_value() == "-2.5"


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1097, 617)])
def test_graph_line_and_sentence_are_in_sight_together(lab, shoot, width, height):
    made = lab("bp.labs.graph(preset='step=4')", width, height)
    made.page.evaluate(
        "() => { document.querySelector('.bp-stage').scrollIntoView(); return null }"
    )
    for part in ("graph", "now", "status"):
        box = made.part(part).bounding_box()
        assert box["y"] + box["height"] <= height, part
        assert box["x"] + box["width"] <= width, part
    shoot(made.page, f"stage_graph_{width}")
