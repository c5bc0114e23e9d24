"""Saving a lesson: exercises from the package, run in a fresh kernel, stored whole."""

import base64
import io
import os

from tools.lessons import exercises, files

SECONDS_A_CELL = 300
WIDGETS = (
    "application/vnd.jupyter.widget-view+json",
    "application/vnd.jupyter.widget-state+json",
)
KERNEL = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
SLIDES = {"# ": "slide", "## ": "slide", "### ": "subslide"}


def save(lesson):
    """Store a lesson as the package and a fresh kernel make it; returns "stored".

    Raises LeftAlone where the file is not to be written over, and what the kernel
    raises; the file is then left as it was.
    """
    import nbformat

    before = lesson.read_bytes()
    notebook = nbformat.reads(before.decode("utf-8"), as_version=4)
    exercises.rewrite(notebook)
    begin_slides(notebook)
    run(notebook)
    tidy(notebook)
    files.replace(lesson, before, nbformat.writes(notebook) + "\n")
    return "stored"


def run(notebook):
    """Run all cells in a fresh kernel that takes the package beside the lessons."""
    from nbclient import NotebookClient

    paths = [str(files.FOLDER.parent), os.environ.get("PYTHONPATH", "")]
    NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        kernel_name="python3",
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(files.FOLDER)}},
    ).execute(
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
    )


def begin_slides(notebook):
    """A slide begins at each heading, unless the cell says otherwise."""
    for cell in notebook.cells:
        heading = cell.source.split(" ")[0] + " "
        if cell.cell_type == "markdown" and heading in SLIDES:
            cell.metadata.setdefault("slideshow", {"slide_type": SLIDES[heading]})


def tidy(notebook):
    """Drop what differs from machine to machine: widget views and state, times."""
    notebook.metadata = KERNEL
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            _tidy_output(output)


def _tidy_output(output):
    data = output.get("data", {})
    for kind in WIDGETS:
        data.pop(kind, None)
    if "metadata" in output:
        alt = output.metadata.get("image/png", {}).get("alt")
        output.metadata = {"image/png": {"alt": alt}} if alt else {}
    if "image/png" in data:
        data["image/png"] = smaller(data["image/png"])


def smaller(picture):
    """A picture as few bytes: the same, in at most 256 colours of its own."""
    from PIL import Image

    image = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
    out = io.BytesIO()
    image.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return base64.b64encode(out.getvalue()).decode("ascii")
