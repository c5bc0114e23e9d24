"""Every lab, frame by frame: nothing flickers, jumps or piles up."""

import base64
import io

import pytest
from PIL import Image

from tests.browser.jupyter import LabInPage
from tests.browser.test_labs import IMPORT, NAMES, TRIALS, slider_of

# Watches every frame: what stands where, and whether a picture is not there yet.
WATCH = """() => { window.places = new Set(); window.missing = 0;
  const root = document.querySelector('.jp-OutputArea-output .widget-vbox');
  const look = () => {
    const images = [...root.querySelectorAll('img')];
    window.missing += images.filter(i => !i.complete || !i.naturalWidth).length;
    window.places.add(JSON.stringify(
      [root, ...images, ...root.querySelectorAll('svg[role=img], [role=status]')]
      .map(e => { const r = e.getBoundingClientRect();
                  return [r.x, r.y, r.width, r.height].map(Math.round) })));
    if (window.watching) requestAnimationFrame(look) };
  window.watching = true; look(); return null }"""
SEEN = "() => { window.watching = false; return [window.places.size, window.missing] }"
FLICKERS = """
import time
from bpcore.labs.playground import playground
lab = playground()
draw = lab._draw
def blank_first(state, lab):
    lab._front._rows[0][1].value = "<div style='height:272px'></div>"
    time.sleep(0.08)
    return draw(state, lab)
lab._draw = blank_first
lab
"""


def frames_of_a_drag(notebook, lab, label):
    """(layouts met, pictures not loaded, ink of each frame) while a slider moves.

    The first frame is that before the first move.
    """
    session = notebook.page.context.new_cdp_session(notebook.page)
    frames = []

    def keep(frame):
        frames.append(frame["data"])
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", keep)
    handle = slider_of(lab, label)
    handle.focus()  # which may scroll the page
    place = lab.box.locator("img, svg[role=img]").first.bounding_box()
    row = lab.box.bounding_box()
    notebook.page.evaluate(WATCH)
    session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    for k in range(40):
        handle.press("ArrowLeft" if k % 5 else "ArrowRight")
        notebook.page.wait_for_timeout(15)
    lab.settle()
    session.send("Page.stopScreencast")
    layouts, missing = notebook.page.evaluate(SEEN)
    left, top = round(row["x"]), round(place["y"])
    box = (left, top, left + round(row["width"]), top + round(place["height"]))
    return layouts, missing, [ink(frame, box) for frame in frames]


def ink(frame, box):
    """The share of a frame's box that is not as light as paper."""
    picture = Image.open(io.BytesIO(base64.b64decode(frame))).convert("L").crop(box)
    return sum(picture.histogram()[:215]) / (picture.width * picture.height)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_flickers_or_jumps_in_a_drag(notebook, name):
    notebook.run(IMPORT, f"lab = bp.labs.{name}()\nlab")
    assert notebook.ask("lab.wait(60)"), "its last picture may come late"
    lab = LabInPage(notebook)
    lab.settle()
    layouts, missing, inks = frames_of_a_drag(notebook, lab, TRIALS[name].dragged)
    assert layouts == 1, "something has moved"
    assert missing == 0, "a frame came before its picture"
    assert len(inks) >= 8, "the drag was seen"
    assert min(inks) > 0.6 * inks[0], "a frame was blank"


def test_a_lab_that_flickers_is_noticed(notebook):
    notebook.run(IMPORT, FLICKERS)
    lab = LabInPage(notebook)
    lab.settle()
    layouts, _, inks = frames_of_a_drag(notebook, lab, TRIALS["playground"].dragged)
    assert layouts > 1
    assert min(inks) < 0.6 * inks[0]


def test_five_hundred_moves_leave_the_page_what_fifty_leave(notebook):
    notebook.run(IMPORT, "bp.labs.playground()")
    lab = LabInPage(notebook)
    lab.settle()
    session = notebook.page.context.new_cdp_session(notebook.page)
    session.send("Performance.enable")
    handle = slider_of(lab, TRIALS["playground"].dragged)
    handle.focus()

    def after(moves):
        for k in range(moves):
            handle.press("ArrowLeft" if k % 8 < 4 else "ArrowRight")
        lab.settle()
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        found = {m["name"]: m["value"] for m in metrics}
        return found["Nodes"], found["JSHeapUsedSize"] / 2**20

    (nodes, megabytes), (more_nodes, more_megabytes) = after(50), after(450)
    assert more_nodes < 1.1 * nodes
    assert more_megabytes < megabytes + 8
