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

from bpcore import course
from bpcore.labs.quiz import Quiz


def quiz(question, choices=None, answer=None, key=None, measured=None):
    """Ask for a prediction, lock it, then show prediction beside result.

    question   the question, in a sentence; alone, the name of a question of the lessons
    choices    dictionary {choice: reason}: for each choice, why it is right or wrong
    answer     the choice that is right
    key        name under which the reader's choice is remembered while the kernel
               lives; the question itself unless one is given
    measured   function without arguments that returns the choice which the lab really
               shows; it is asked when the result is shown, and by the tests

    Returns a Quiz.  Raises ValueError or TypeError for questions that do not hold
    together, and for a name that no question of the lessons has.
    """
    if choices is None and answer is None and isinstance(question, str):
        return Quiz(key=key or question, **find(question))
    return Quiz(question, choices, answer, key, measured)


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
    for lesson in course.lessons():
        module = f"bpcore.course.lesson_{lesson}.questions"
        found |= import_module(module).QUESTIONS
    return found
