"""Takes the pictures of the README: ``python3 run.py pictures [name …]``."""

import sys
import tempfile
from pathlib import Path

from tests.browser.jupyter import (
    ARGUMENTS,
    LabInPage,
    Notebook,
    Server,
    find_browser,
)

FOLDER = Path(__file__).parent / "readme"
SHOWN = {
    "stepper": 'bp.labs.stepper(preset="step=8")',
    "playground": 'bp.labs.playground(preset="data=spiral; layers=2; units=8; '
    'hidden=tanh; span=1; rate=0.1; epochs=800")',
}


def main(names):
    """Take the pictures whose names begin so; all if none is given."""
    from playwright.sync_api import sync_playwright

    if find_browser() is None:
        raise SystemExit("No Chromium was found; set CHROMIUM to its path.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "lab")
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=ARGUMENTS
        )
        for name, code in SHOWN.items():
            if names and not name.startswith(tuple(names)):
                continue
            page = browser.new_page(viewport={"width": 1280, "height": 1000})
            notebook = Notebook(server, page).run("import bpcore as bp", code)
            lab = LabInPage(notebook)
            lab.settle()
            page.wait_for_timeout(1500)
            lab.box.screenshot(path=FOLDER / f"{name}.png")
            print(f"{name}.png taken", flush=True)
            notebook.close()
            page.close()
        browser.close()
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
