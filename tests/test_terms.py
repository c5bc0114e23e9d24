"""The terms of the course: each is defined in one lesson and used in none before."""

import re
from itertools import pairwise

import pytest

from tests.shape import LESSONS, Lesson

# Where each term is defined.
DEFINED = {
    "01": "target|net input|sigmoid|threshold|nudge|chain rule|neuron|presentation",
    "02": "gradient descent|centred difference",
    "03": "case updating|epoch updating|mini-batch|shuffled|terminating condition",
    "04": "synthetic|saturated|cross-entropy|architecture",
    "05": "confusion matrix|standard error|majority guess|over-fitting|early stopping|"
    "prevalence|odds|RMSE|learning curve",
    "06": "crawls|oscillates|diverge|curvature|basin|identity unit",
    "07": "cap|local minimum|valley to infinity|parity",
    "08": "ReLU|leaky ReLU|Glorot's start|He's start",
    "09": "folding|mask",
    "10": "recurrent|unrolled|backpropagation through time|truncate|norm",
    "12": "parents|local slope|reverse mode|forward mode",
    "13": "transition matrix|Hajek's constant|logarithmic cooling|geometric cooling",
}
TERMS = [(term, n) for n, terms in DEFINED.items() for term in terms.split("|")]
PROSE = {path.stem[:2]: Lesson.read(path).prose for path in LESSONS}
BOLD = re.compile(r"\*\*([^*]+)\*\*")


def defined(term, prose):
    """The lessons in which a term, or its plural, stands in bold by itself."""
    forms = {term.lower(), f"{term.lower()}s", f"{term.lower()}es"}
    return [
        number
        for number, words in prose.items()
        for bold in BOLD.findall(words)
        if bold.strip(" .,:;").lower() in forms
    ]


def used(term, prose):
    """The lessons whose prose has a term, as a word of its own."""
    word = re.compile(rf"(?<![\w-]){re.escape(term)}(s|es)?(?![\w-])", re.IGNORECASE)
    return [number for number, words in prose.items() if word.search(words)]


def fault(term, number, prose):
    """What is amiss with a term that this lesson should define, or None."""
    bold = defined(term, prose)
    if bold != [number]:
        return f"{term!r} is defined in bold in {bold or 'no lesson'}, not in {number}"
    before = [n for n in used(term, prose) if n < number]
    return f"{term!r} is used in {before}, defined in {number}" if before else None


@pytest.mark.parametrize(("term", "number"), TERMS)
def test_a_term_is_defined_once_and_not_used_before(term, number):
    assert not fault(term, number, PROSE)


def test_the_list_is_in_order_and_names_each_term_once():
    assert all(a < b for a, b in pairwise(DEFINED))
    assert set(DEFINED) <= set(PROSE)
    assert len({term for term, _ in TERMS}) == len(TERMS) >= 40


@pytest.mark.parametrize(
    ("number", "old", "new", "says"),
    [
        ("01", "water", "a **basin**", "in bold in ['01', '02']"),
        ("02", "**basin.**", "basin", "in no lesson"),
        ("01", "water", "basins", "is used in ['01']"),
        ("02", "**basin.**", "**basins:** and **basin**", "['02', '02']"),
    ],
)
def test_a_term_out_of_place_is_found(number, old, new, says):
    prose = {"01": "water, not a basin-shaped thing", "02": "This is a **basin.**"}
    assert fault("basin", "02", prose) is None
    prose[number] = prose[number].replace(old, new)
    assert says in fault("basin", "02", prose)
