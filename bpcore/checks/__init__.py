"""Exercises that name the mistake: ``bp.check.<exercise>(your answer)``.

Hand over a number, a list of numbers or your own function; the answer says whether it
is not attempted yet, another kind of thing, close, one particular slip, or correct.
``bp.check.net_input`` alone shows the task.
"""

from bpcore.checks import lesson_01_forward as _01a
from bpcore.checks import lesson_01_learning as _01b
from bpcore.checks import lesson_02_errors as _02a
from bpcore.checks import lesson_02_functions as _02c
from bpcore.checks import lesson_02_repair as _02d
from bpcore.checks import lesson_02_updates as _02b
from bpcore.checks import lesson_03_honesty as _03b
from bpcore.checks import lesson_03_measures as _03a
from bpcore.checks import lesson_03_stopping as _03c
from bpcore.checks import lesson_04_rates as _04a
from bpcore.checks import lesson_04_symptoms as _04b
from bpcore.checks import lesson_05_repair as _05c
from bpcore.checks import lesson_05_stopping as _05b
from bpcore.checks import lesson_05_updating as _05a
from bpcore.checks.framework import Exercise as _Exercise

_SOURCES = {
    "01_one_neuron": (_01a, _01b),
    "02_the_algorithm": (_02a, _02b, _02c, _02d),
    "03_diabetes": (_03a, _03b, _03c),
    "04_learning_rate": (_04a, _04b),
    "05_convergence": (_05a, _05b, _05c),
}

# lesson -> the names of its exercises, in order
LESSONS = {
    lesson: [
        name
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, _Exercise)
    ]
    for lesson, modules in _SOURCES.items()
}

for _modules in _SOURCES.values():
    for _module in _modules:
        for _name, _value in vars(_module).items():
            if isinstance(_value, _Exercise):
                globals()[_name] = _value

__all__ = ["LESSONS", *(name for names in LESSONS.values() for name in names)]


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    raise AttributeError(
        f"There is no exercise {name!r}; there are "
        f"{', '.join(n for names in LESSONS.values() for n in names)}."
    )
