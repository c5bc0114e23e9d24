"""The lessons' own part: exercises, questions, and helpers that only these use.

A folder a lesson, ``lesson_NN``.  Its exercises and questions are found by being
there; nothing is registered anywhere.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules


def lessons():
    """The numbers of the lessons that have a folder, in order: "00", "01" …"""
    here = Path(__file__).parent
    return sorted(p.name[-2:] for p in here.glob("lesson_[0-9][0-9]"))


def found(lesson, kind):
    """All objects of a kind that a lesson's files declare, by name.

    lesson   its number, "02"
    kind     a class, such as ``Exercise``
    """
    package = import_module(f"bpcore.course.lesson_{lesson}")
    values = {}
    for module in sorted(m.name for m in iter_modules(package.__path__)):
        for value in vars(import_module(f"{package.__name__}.{module}")).values():
            if isinstance(value, kind):
                values[value.name] = value
    return values
