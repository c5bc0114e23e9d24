"""The lessons' prediction questions, by name: ``bp.quiz("which weight stays")``.

They stand here and not in the lessons, so that a reader who opens a cell's source does
not read the answer before predicting.  A module a lesson holds ``QUESTIONS``::

    QUESTIONS = {
        "which weight stays": {
            "question": "Which weight into unit 4 stays as it is?",
            "choices": {"w₁₄": "why, or why not", "w₂₄": "…"},
            "answer": "w₂₄",
            "measured": which_weight_stays,  # what the lab, or the network, really does
        },
    }

``measured`` takes nothing, works in a few seconds at most, and returns a choice; a test
holds it against the answer.  Where the question stands beside a lab, it moves that lab.
"""

from importlib import import_module
from pkgutil import iter_modules


def find(name):
    """The question of that name, as arguments for ``Quiz``.

    Raises ValueError, with the names there are, where there is none.
    """
    questions = everything()
    if name not in questions:
        known = "; ".join(questions)
        raise ValueError(f"There is no question {name!r}; there are: {known}.")
    return questions[name]


def everything():
    """All questions by name, in the order of the lessons."""
    found = {}
    for module in sorted(m.name for m in iter_modules(__path__)):
        found |= import_module(f"{__name__}.{module}").QUESTIONS
    return found
