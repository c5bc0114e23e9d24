"""The stage in Notebook 7, which looks its keys up on another way than JupyterLab."""

import nbformat
import pytest

from tests.browser.test_stage import STAGED, StagedLab

pytest.importorskip("notebook")


@pytest.fixture
def page(server, browser):
    """A notebook of two cells, the second of which shows the stepper."""
    cells = [nbformat.v4.new_code_cell(c) for c in (STAGED, "bp.labs.stepper()")]
    kernel = {"name": "python3", "display_name": "Python 3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, server.folder / "seven.ipynb")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{server.url}/notebooks/seven.ipynb")
    page.get_by_text("Python 3", exact=False).first.wait_for(timeout=60_000)
    page.wait_for_function(
        "() => document.querySelector('.jp-Notebook-ExecutionIndicator')"
        "?.dataset.status === 'idle'",
        timeout=60_000,
    )
    page.locator(".jp-CodeCell .cm-content").first.click()
    for _ in cells:
        page.keyboard.press("Shift+Enter")
    yield page
    page.close()


def test_a_lab_is_touched_and_its_keys_stay_in_it(page):
    lab = StagedLab(page)
    lab.stage.locator("button", has_text="Next ▶").focus()
    cells = page.locator(".jp-CodeCell").count()
    before = lab.shown()
    page.keyboard.press("Enter")
    assert lab.changed(before)
    assert "step 1 of 20" in lab.part("progress").inner_text()

    for key in "xddab":  # of which each does something to a cell in command mode
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert page.locator(".jp-CodeCell").count() == cells
    assert page.locator(".bp-stage").count() == 1

    rate = lab.stage.locator("input[type=range]").first
    box = lab.stage.locator("input[type=text][data-control=rate]")
    at = box.input_value()
    rate.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1000)
    assert float(box.input_value()) > float(at), "Python has answered"

    weight = lab.part("diagram").locator('[data-act="weight 4 6"]').first
    weight.focus()
    before = lab.shown()
    page.keyboard.type("0.75")
    page.keyboard.press("Enter")
    assert lab.changed(before)
    numbers = lab.stage.locator('textarea[data-control="numbers"]').input_value()
    assert "w46 0.75" in numbers
