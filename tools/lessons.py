"""The lessons as files: run them afresh and store them, or write them as pages.

``python -m tools.lessons save | html | slides [lesson …]``; run.py calls it.
"""

import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
PAGES = FOLDER.parent / "html"
SECONDS_A_CELL = 300
WIDGETS = (
    "application/vnd.jupyter.widget-view+json",
    "application/vnd.jupyter.widget-state+json",
)


def find(names):
    """The lessons with these names, or beginnings of names; all if none is given."""
    lessons = sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
    if not names:
        return lessons
    found = []
    for name in names:
        stem = Path(name).name.removesuffix(".ipynb")
        matching = [lesson for lesson in lessons if lesson.stem.startswith(stem)]
        if not matching:
            known = ", ".join(lesson.stem for lesson in lessons)
            raise SystemExit(f"There is no lesson {name!r}; there are {known}.")
        found += matching
    return found


def save(lesson):
    """Run a lesson in a fresh kernel and store text, pictures and descriptions.

    Raises what the kernel raises; the file is then left as it was.
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(lesson, as_version=4)
    NotebookClient(
        notebook,
        timeout=SECONDS_A_CELL,
        kernel_name="python3",
        resources={"metadata": {"path": str(FOLDER)}},
    ).execute()
    tidy(notebook)
    fresh = lesson.with_suffix(".new")
    nbformat.write(notebook, fresh)
    os.replace(fresh, lesson)


def tidy(notebook):
    """Drop what differs from machine to machine: widget views and state, times."""
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("metadata", {}).clear()
            for kind in WIDGETS:
                output.get("data", {}).pop(kind, None)


def page(lesson, form):
    """Write a lesson as a web page, or as slides, into the folder html."""
    from nbconvert import HTMLExporter, SlidesExporter

    exporter = {"html": HTMLExporter, "slides": SlidesExporter}[form]()
    text, _ = exporter.from_filename(str(lesson))
    PAGES.mkdir(exist_ok=True)
    target = PAGES / f"{lesson.stem}.{'slides.' if form == 'slides' else ''}html"
    target.write_text(text, encoding="utf-8")
    return target


def main(job, names):
    failed = []
    for lesson in find(names):
        print(f"{job} {lesson.stem} … ", end="", flush=True)
        try:
            done = save(lesson) if job == "save" else page(lesson, job)
            print(done or "stored")
        except Exception as fault:
            failed.append(lesson.stem)
            print(f"failed and is left as it was:\n{str(fault)[-1500:]}")
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] not in (["save"], ["html"], ["slides"]):
        sys.exit("usage: python -m tools.lessons save | html | slides [lesson …]")
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit("interrupted; the lesson under way is left as it was")
