"""Which lessons there are, and putting one in a file's place, whole or not at all."""

import os
import shutil
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"


class LeftAlone(Exception):
    """A file that is not to be written over; its words say why, in a sentence."""


def lessons():
    """The paths of all lessons, in order."""
    return sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))


def find(names):
    """The lessons with these names or numbers; all of them if none is given.

    A name is a lesson's number, its name, its file, or a beginning of the name that no
    other lesson has.  Raises SystemExit for anything else, before any file is touched.
    """
    return list(dict.fromkeys(map(_one, names))) if names else lessons()


def _one(name):
    path = Path(name)
    elsewhere = len(path.parts) > 1 and path.resolve().parent != FOLDER.resolve()
    stem = path.name.removesuffix(".ipynb")
    found = [p for p in lessons() if stem and p.stem.startswith(stem)]
    if len(found) == 1 and not elsewhere:
        return found[0]
    if len(found) > 1:
        fitting = ", ".join(p.stem for p in found)
        raise SystemExit(f"{name!r} fits several lessons: {fitting}; name one of them.")
    known = ", ".join(p.stem for p in lessons())
    raise SystemExit(f"There is no lesson {name!r}; there are {known}.")


def replace(path, before, text):
    """Put text in the place of a file that still holds the bytes ``before``.

    Raises LeftAlone if something else has written it since; an interruption leaves the
    old file.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(text.encode("utf-8"))
        shutil.copymode(path, fresh)
        if path.read_bytes() != before:
            raise LeftAlone(
                "it was changed elsewhere while it ran; close it there, then save "
                "again."
            )
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
