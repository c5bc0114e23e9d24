"""What a reader sees first: the lesson alone, the file browser one press away."""

import pytest

from tests.opened import Opened


@pytest.fixture
def opened(tmp_path, browser):
    opened = Opened(tmp_path)
    yield opened
    opened.close()


def seen(browser, opened):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(opened.address)
    page.locator(".jp-Notebook .jp-MarkdownOutput h1").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)  # a panel would open by now
    return page


def test_the_first_lesson_has_the_whole_width(browser, opened, shoot):
    page = seen(browser, opened)
    shoot(page, "as_run_py_opens_it")
    files = page.locator(".jp-DirListing-content")
    assert not files.is_visible()
    assert page.locator(".jp-NotebookPanel").bounding_box()["width"] > 1150
    assert page.locator(".jp-Dialog").count() == 0
    page.locator("[data-id=filebrowser]").click()
    files.wait_for()
    assert page.locator(".jp-DirListing-item").all_inner_texts()
    page.wait_for_timeout(3000)  # JupyterLab keeps what is open a little later
    page.close()
    page = seen(browser, opened)
    assert page.locator(".jp-DirListing-content").is_visible(), "as the reader left it"
    page.close()
