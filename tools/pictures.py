"""Takes the pictures of the README: ``python3 run.py pictures [name …]``.

Of each flagship one picture, and a short animation of it at work.
"""

import io
import os
import sys
import tempfile
from pathlib import Path

from tests.browser.jupyter import ARGUMENTS, Notebook, Server, find_browser

FOLDER = Path(__file__).parent / "readme"
WIDTH, HEIGHT = 1280, 1000
SMALL = 800  # pixels across an animation
# name: (the lab that is shown, the lab that is animated, the button that moves it,
#        how often it is pressed, milliseconds between two frames)
SHOWN = {
    "stepper": (
        'bp.labs.stepper(preset="step=8")', "bp.labs.stepper()", "Next ▶", 20, 900,
    ),
    "playground": (
        'bp.labs.playground(preset="data=spiral; layers=2; units=8; hidden=tanh; '
        'span=1; rate=0.1; epochs=1000")',
        'bp.labs.playground(preset="data=moons; epochs=300; shown=0")',
        "Play the run", 1, 160,
    ),
}  # fmt: skip


def main(names):
    """Take the pictures whose names begin so; all if none is given."""
    from playwright.sync_api import sync_playwright

    if find_browser() is None:
        raise SystemExit("No Chromium was found; set CHROMIUM to its path.")
    os.environ["BPCORE_STAGE"] = "1"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "lab")
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=ARGUMENTS
        )
        for name, (still, moving, button, presses, pause) in SHOWN.items():
            if names and not name.startswith(tuple(names)):
                continue
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            notebook = Notebook(server, page)
            stage = _stage(notebook, still)
            stage.screenshot(path=FOLDER / f"{name}.png")
            notebook.close()
            stage = _stage(notebook, moving)
            frames = _frames(page, stage, button, presses)
            _animate(frames, FOLDER / f"{name}.gif", pause)
            print(f"{name}: a picture, and {len(frames)} frames", flush=True)
            notebook.close()
            page.close()
        browser.close()
        server.stop()


def _stage(notebook, code):
    """The stage of one lab, once it stands still."""
    notebook.run("import bpcore as bp", code)
    stage = notebook.page.locator(".bp-stage")
    stage.locator("[role=status]").wait_for()
    notebook.page.wait_for_timeout(1500)
    return stage


def _frames(page, stage, button, presses):
    """A picture before each press; of a lab that plays, as often as it changes."""
    pressed = stage.locator("button", has_text=button)
    frames = [stage.screenshot()]
    for _ in range(presses):
        pressed.click()
        page.wait_for_timeout(250)
        frames.append(stage.screenshot())
    while presses == 1 and len(frames) < 40 and "Epoch 300" not in stage.inner_text():
        page.wait_for_timeout(100)
        frames.append(stage.screenshot())
    return frames


def _animate(frames, path, pause):
    """Screenshots as an animation that is small enough for a README."""
    from PIL import Image

    images = []
    for frame in frames:
        image = Image.open(io.BytesIO(frame)).convert("RGB")
        height = round(image.height * SMALL / image.width)
        image = image.resize((SMALL, height), Image.Resampling.LANCZOS)
        images.append(image.quantize(64))
    size = max(image.size for image in images)
    images = [image.resize(size) for image in images]
    images[0].save(
        path, save_all=True, append_images=images[1:], loop=0,
        duration=[pause] * (len(images) - 1) + [3 * pause], optimize=True,
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
