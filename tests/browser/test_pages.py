"""The static pages in a browser that has no network."""

import nbformat
import pytest

from tools.lessons import files
from tools.lessons.__main__ import main

MATHEMATICS = "$$Err_j = O_j (1 - O_j)\\sum_k Err_k\\, w_{jk}$$"
SLIDE = {"slideshow": {"slide_type": "slide"}}


@pytest.fixture
def opened(browser, tmp_path, monkeypatch):
    """Writes a lesson of three slides and opens it in one form."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.setattr(files, "FOLDER", folder)
    new = nbformat.v4.new_markdown_cell
    cells = [
        new("# One"),
        new(f"## Two\n\n{MATHEMATICS}", metadata=SLIDE),
        new(
            "## Three\n\n<details><summary>Answer</summary>3</details>", metadata=SLIDE
        ),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "01_one.ipynb")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda fault: pytest.fail(str(fault)))

    def open_(form, ending):
        assert main(form, ["01"]) == 0
        page.goto((tmp_path / "html" / f"01_one.{ending}").as_uri())
        return page

    yield open_
    context.close()


def test_a_page_typesets_mathematics_without_a_network(opened):
    page = opened("html", "html")
    box = page.locator("math").bounding_box()
    assert box["width"] > 100 and box["height"] > 20, "two lines high: Σ with its k"
    assert page.locator("math").evaluate("m => m.constructor.name") == "MathMLElement"
    assert len(page.asked) == 1


def test_slides_turn_by_keys_buttons_and_address(opened):
    page = opened("slides", "slides.html")
    shown = page.locator("section:visible h1, section:visible h2")

    def reads(heading, number):
        shown.get_by_text(heading).wait_for()
        assert shown.count() == 1
        assert page.locator("nav output").inner_text() == f"{number} of 3"

    reads("One", 1)
    page.keyboard.press("ArrowRight")
    reads("Two", 2)
    page.keyboard.press("Space")
    reads("Three", 3)
    page.keyboard.press("PageDown")
    reads("Three", 3)
    page.locator("summary").press("Space")
    assert page.locator("details").evaluate("d => d.open"), "Space opens a fold"
    page.get_by_role("button", name="Back").click()
    reads("Two", 2)
    page.keyboard.press("Home")
    reads("One", 1)
    page.keyboard.press("ArrowLeft")
    reads("One", 1)
    page.goto(page.url.split("#")[0] + "#3")
    reads("Three", 3)
    assert all(url.startswith("file:") for url in page.asked)
