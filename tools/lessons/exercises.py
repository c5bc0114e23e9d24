"""The three cells of an exercise, written from the package, where its words stand once.

An author puts a markdown cell that holds only ``exercise: name`` where an exercise is
to stand; saving puts the task, one code cell (stub and check) and the folded solution
in its place.  To take an exercise out, delete its three cells; to move it, put the
marker where it is to go.  Each cell keeps which exercise and part it is, and a hash of
what was written; a cell that no longer fits its hash may hold a reader's answer, and is
never written over.
"""

import copy
import hashlib
import re

from nbformat.v4 import new_code_cell, new_markdown_cell

from bpcore.course import exercises
from tools.lessons.files import LeftAlone

MARKER = re.compile(r"exercise: *(\w+)")
SUBSLIDE = {"slideshow": {"slide_type": "subslide"}}


def rewrite(notebook):
    """Write the cells of all exercises in a notebook anew, from the package.

    Raises LeftAlone where one of them holds what saving has not written there, and
    ValueError for an exercise that does not exist or is to stand there twice.
    """
    _leave_answers(notebook.cells)
    markers = [marked(cell) for cell in notebook.cells if marked(cell)]
    for name in markers:
        if markers.count(name) > 1:
            raise ValueError(f"Exercise {name} is to stand in this lesson twice.")
    cells, placed = [], []
    for cell in notebook.cells:
        name = marked(cell) or part_of(cell)
        if name is None:
            cells.append(cell)
        elif marked(cell) or name not in markers + placed:
            placed.append(name)
            cells += written(_exercise(name), len(placed))
    notebook.cells = cells


def differing(notebook):
    """The exercises whose cells are not as the package has them, without writing."""
    fresh = copy.deepcopy(notebook)
    rewrite(fresh)
    before, after = _by_name(notebook.cells), _by_name(fresh.cells)
    return sorted(name for name in after if before.get(name) != after[name])


def marked(cell):
    """The exercise that a cell marks the place of, or None."""
    marker = MARKER.fullmatch(cell.source.strip())
    return marker[1] if marker and cell.cell_type == "markdown" else None


def part_of(cell):
    """The exercise that a cell is a part of, or None."""
    return cell.metadata.get("bpcore", {}).get("exercise")


def written(exercise, number):
    """The cells of an exercise, the number-th of its lesson."""
    name = exercise.name
    title = name.replace("_", " ").capitalize()
    task = f"### Exercise {number}: {title}\n\n{exercise.task}"
    solution = (
        "<details>\n<summary>Solution</summary>\n\n"
        f"```python\n{exercise.solution}\n```\n\n</details>"
    )
    return [
        _cell(new_markdown_cell, name, "task", task, **SUBSLIDE),
        _cell(new_code_cell, name, "cell", exercise.cell),
        _cell(new_markdown_cell, name, "solution", solution),
    ]


def _cell(new, name, part, source, **metadata):
    cell = new(source, id=f"{name}-{part}", metadata=metadata)
    cell.metadata["bpcore"] = {
        "exercise": name,
        "part": part,
        "hash": _hash(source),
    }
    return cell


def _hash(source):
    return hashlib.sha256(source.encode("utf-8")).hexdigest()[:16]


def _leave_answers(cells):
    for cell in cells:
        name = part_of(cell)
        if name and cell.metadata["bpcore"].get("hash") != _hash(cell.source):
            raise LeftAlone(
                f"the {cell.metadata['bpcore'].get('part')} of exercise {name} was "
                "changed by hand, and may be an answer; delete that cell to have it "
                "written anew."
            )


def _exercise(name):
    if name not in exercises.everything():
        raise ValueError(f"There is no exercise {name!r} in the package.")
    return exercises.everything()[name]


def _by_name(cells):
    found = {}
    for cell in cells:
        name = marked(cell) or part_of(cell)
        found.setdefault(name, []).append((cell.source, cell.metadata))
    return {name: parts for name, parts in found.items() if name}
