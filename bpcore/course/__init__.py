"""The lessons' own part: exercises, questions, and helpers that only these use.

A folder a lesson, ``lesson_NN``.  Its exercises and questions are found by being
there; nothing is registered anywhere.  Their order is that of the lessons; within a
lesson that of its files, by name; within a file that of their declaration.  (In which
order a notebook asks them, the notebook says.)
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules


def lessons():
    """The numbers of the lessons that have a folder, in order: "00", "01" …"""
    here = Path(__file__).parent
    return sorted(p.name[-2:] for p in here.glob("lesson_[0-9][0-9]"))


def found(lesson, kind):
    """All objects of a kind that a lesson's files declare, by name, in order.

    lesson   its number, "02"
    kind     a class, such as ``Exercise``; its objects have a ``name``, and a
             ``__module__``, the file that declares them (others may import them)
    """
    package = import_module(f"bpcore.course.lesson_{lesson}")
    prefix = f"{package.__name__}."
    files = sorted(m.name for m in iter_modules(package.__path__, prefix))
    return {
        value.name: value
        for file in files
        for value in vars(import_module(file)).values()
        if isinstance(value, kind) and value.__module__ == file
    }
