"""The lessons' prediction questions, by name: ``bp.quiz("which weight stays")``.

They stand here and not in the lessons, so that a reader who opens a cell's source does
not read the answer before predicting.  A question is declared on the function that
measures its answer, in any file of its lesson's folder::

    @question(
        "Which weight into unit 4 stays as it is?",
        {"w₁₄": "why, or why not", "w₂₄": "…", "none": "…"},
        answer="w₂₄",
    )
    def which_weight_stays():
        '''What the lab, or the network, really does, as a choice.'''

There are three choices or more.  The function works in a few seconds at most; a test
holds what it returns against the answer.  It reads facts
(``lab.found["diverged_in"]``), never a sentence.  Where the question stands beside a
lab (``lab=True``), it moves that lab.
"""

from functools import cache

from bpcore import course
from bpcore.inputs import cut
from bpcore.labs.quiz import Question, Quiz


def quiz(question, choices=None, answer=None, key=None, measured=None, lab=False):
    """Ask for a prediction, lock it, then show prediction beside result.

    question   the question, in a sentence; alone, the name of a question of the lessons
    choices    dictionary {choice: reason}: for each choice, why it is right or wrong
    answer     the choice that is right
    key        name under which the reader's choice is remembered while the kernel
               lives; the question itself unless one is given
    measured   function without arguments that returns the choice which the lab really
               shows; it is asked when the result is shown, and by the tests
    lab        whether a lab stands beside it, which the reader is then told to move

    Returns a Quiz.  Raises ValueError or TypeError for questions that do not hold
    together, and for a name that no question of the lessons has.
    """
    if choices is None and answer is None and isinstance(question, str):
        return Quiz(find(question), key)
    return Quiz(Question(question, choices, answer, measured, lab), key)


def find(name):
    """The ``Question`` of that name.

    Raises ValueError, with the names there are, where there is none.
    """
    questions = everything()
    if name not in questions:
        known = "; ".join(questions)
        raise ValueError(f"There is no question {cut(name)}; there are: {known}.")
    return questions[name]


@cache
def everything():
    """All questions by name, in the order of the lessons."""
    return {n: q for some in by_lesson().values() for n, q in some.items()}


@cache
def by_lesson():
    """The questions of each lesson, {"02": {name: Question}}."""
    return {n: course.found(n, Question) for n in course.lessons()}
