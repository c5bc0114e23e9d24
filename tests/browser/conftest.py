"""One server and one browser for all browser tests."""

from pathlib import Path

import pytest

from tests.browser.jupyter import ARGUMENTS, Notebook, Server, find_browser

HERE = Path(__file__).parent
SHOTS = HERE / "screenshots"


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    if find_browser() is None:
        pytest.skip("no Chromium was found; set CHROMIUM to its path")
    pytest.importorskip("playwright.sync_api")
    server = Server(tmp_path_factory.mktemp("lab"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser(server):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def notebook(server, browser):
    """A page of its own for each test."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    notebook = Notebook(server, page)
    yield notebook
    notebook.close()
    page.close()


@pytest.fixture
def shoot(request):
    """Write a screenshot for people to look at."""
    SHOTS.mkdir(exist_ok=True)

    def shoot(page, name):
        page.screenshot(path=SHOTS / f"{name}.png")

    return shoot
