"""The claims of the last lesson: each link leads to a section with its figures."""

import copy
import re
from dataclasses import dataclass

import pytest

import bpcore as bp
from tests.shape import LESSONS, Lesson, text

VERDICTS = {
    "holds",
    "holds under conditions",
    "too strong",
    "wrong",
    "cannot be checked",
}
LINK = re.compile(r"\[([^\]]+)\]\(([\w.]+)#((?:[^()]|\([^()]*\))*)\)")
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Which row of the table each of the reader's own verdicts is about.
ASKED = {
    "blame by distance": "A hidden unit is blamed",
    "rate and minimum": "The rate helps to avoid",
    "usual not guaranteed": "Convergence is usual",
    "case more accurate": "Case updating gives",
    "gradients expensive": "It is expensive because",
    "annealing guarantees": "Simulated annealing guarantees",
    "ideal for most": "Networks are an ideal",
    "word recognition": "Word recognition rose",
}


@dataclass
class Row:
    """A claim: what is true of it, who showed it, what was measured, the verdict."""

    claim: str
    true: str
    source: str
    measured: str
    verdict: str


def rows(lesson):
    """The claims of a lesson, from its tables of five columns."""
    lines = [line for line in lesson.prose.splitlines() if line.startswith("| ")]
    cells = [[part.strip() for part in line.strip("| ").split(" | ")] for line in lines]
    return [
        Row(*row) for row in cells if len(row) == 5 and row[0][:3] not in "claim---"
    ]


def sections(lesson):
    """{anchor: all that stands in the section that a cell begins, outputs included}.

    A cell's anchor is its id: JupyterLab and the pages know it, whatever the heading
    says, and it has no character that a browser would write otherwise.
    """
    found, open_ = {}, []
    for cell in lesson.cells:
        begin = re.match(r"(#{1,6}) ", text(cell))
        if begin and cell["cell_type"] == "markdown":
            open_ = [(n, anchor) for n, anchor in open_ if n < len(begin[1])]
            open_.append((len(begin[1]), f"cell-id={cell['id']}"))
            found[open_[-1][1]] = ""
        for _, anchor in open_:
            found[anchor] += _shown(cell)
    return found


def _shown(cell):
    """What a cell says, and what it has put out."""
    shown = [text(cell)]
    for output in cell.get("outputs", []):
        for told in (output.get("text"), output.get("data", {}).get("text/plain")):
            shown.append("".join(told or ""))
    return "\n".join(shown) + "\n"


def figures(words):
    """The numbers in words, mathematics and names of lessons left out."""
    words = re.sub(r"\$[^$]*\$|lesson \d\d", "", words)
    return [found.rstrip(",") for found in FIGURE.findall(words)]


def stands(figure, section):
    """Whether a number stands in a section, as a whole number and not inside one."""
    plain = [re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", t) for t in (figure, section)]
    return re.search(rf"(?<![\d.]){re.escape(plain[0])}(?!\d|\.\d)", plain[1])


def faults(row, there):
    """What is amiss with a row.

    there   {file: sections} of all lessons
    """
    if row.verdict not in VERDICTS:
        yield f"{row.verdict!r} is no verdict"
    if not all((row.claim, row.true, row.source, row.measured)):
        yield "a column is empty"
    links = list(LINK.finditer(row.measured))
    if not links and row.verdict != "cannot be checked":
        yield "nothing that was measured is linked"
    ends = [*(link.start() for link in links), len(row.measured)][1:]
    quoted = 0
    for link, end in zip(links, ends, strict=True):
        file, anchor = link[2], link[3]
        if file not in there:
            yield f"there is no {file}"
            continue
        if anchor not in there[file]:
            yield f"no section of {file} begins with the cell {anchor}"
            continue
        for figure in figures(link[1] + row.measured[link.end() : end]):
            quoted += 1
            if not stands(figure, there[file][anchor]):
                yield f"{figure} does not stand in {file}#{anchor}"
    if links and not quoted:
        yield "no figure is quoted"


TRIAL = Lesson.read(next(p for p in LESSONS if p.stem == "15_the_article_on_trial"))
CLAIMS = rows(TRIAL)
THERE = {p.name: sections(Lesson.read(p)) for p in LESSONS}


def test_there_are_claims():
    assert len(CLAIMS) > 30
    assert {row.verdict for row in CLAIMS} == VERDICTS


def test_what_the_lesson_says_of_all_verdicts_is_so():
    assert "Few claims hold as they stand. About half are true of" in TRIAL.prose
    told = [row.verdict for row in CLAIMS]
    assert told.count("holds") < len(told) / 4
    partly = told.count("too strong") + told.count("holds under conditions")
    assert 0.4 < partly / len(told) < 0.6


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: row.claim[:50])
def test_a_claim_leads_to_the_figures_that_try_it(row):
    found = list(faults(row, THERE))
    assert not found, "\n".join(found)


def test_links_in_the_rest_of_the_lesson_lead_to_headings():
    links = LINK.findall(TRIAL.prose)
    assert len(links) > len(CLAIMS)
    lost = [(file, a) for _, file, a in links if a not in THERE[file]]
    assert not lost


@pytest.mark.parametrize("name", ASKED)
def test_the_readers_own_verdicts_are_those_of_the_table(name):
    told = [row.verdict for row in CLAIMS if row.claim.startswith(ASKED[name])]
    assert told in ([], [bp.quiz(name).answer])


GOOD = Row(
    "It is slow.",
    "It depends.",
    "Somebody 1999",
    "[Ten runs](01_a.ipynb#cell-id=runs): 8 of 10 within 1,200 epochs, "
    "[and more](01_a.ipynb#cell-id=more).",
    "too strong",
)
SMALL = {
    "01_a.ipynb": {
        "cell-id=runs": "8 of 10 arrive\n1200 epochs",
        "cell-id=more": "none",
    }
}


def test_a_good_row_has_no_faults():
    assert list(faults(GOOD, SMALL)) == []


@pytest.mark.parametrize(
    ("column", "old", "new", "says"),
    [
        ("measured", "01_a", "02_b", "there is no 02_b"),
        ("measured", "id=more", "id=less", "begins with the cell cell-id=less"),
        ("measured", "8 of", "9 of", "9 does not stand"),
        ("measured", "1,200", "200", "200 does not stand"),
        ("measured", "1,200", "1,200.5", "1,200.5 does not stand"),
        ("measured", "1,200 epochs", "1,200 epochs of 7", "7 does not stand"),
        ("measured", "and more", "and 3 more", "3 does not stand"),
        ("measured", "[", "", "nothing that was measured is linked"),
        ("verdict", "too strong", "rather strong", "is no verdict"),
        ("source", "Somebody 1999", "", "a column is empty"),
    ],
)
def test_a_spoilt_row_is_found(column, old, new, says):
    row = copy.copy(GOOD)
    setattr(row, column, getattr(row, column).replace(old, new))
    assert any(says in fault for fault in faults(row, SMALL))


def test_a_row_that_quotes_no_figure_is_found():
    row = copy.copy(GOOD)
    row.measured = "[Some runs](01_a.ipynb#cell-id=more) did."
    assert list(faults(row, SMALL)) == ["no figure is quoted"]
