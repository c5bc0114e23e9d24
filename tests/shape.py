"""What a lesson must be like, as rules: each names what is amiss, in a sentence.

A rule takes a lesson and yields its faults; ``faults(lesson)`` asks them all.
"""

import html
import json
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import bpcore as bp
from tools.lessons import pages

ROOT = Path(__file__).resolve().parent.parent
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))

HEADING = re.compile(r"^(#{1,6}) +(.*?) *$", re.MULTILINE)
MINUTES = re.compile(r"[^▸]+ \((\d+) minutes?\)( ▸ (\d+))?")
UNTIMED = ("Recap", "Notation", "Sources")  # sections that are looked up, not worked
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE_FONT = re.compile(r"`[^`\n]+`")
MATHEMATICS = re.compile(r"[₀-₉ₐ-ₜ⁰-⁹⁻θΔΣλκηδα½·−√≤≥∂]|\b[A-Za-z]+_[a-z0-9]{1,2}\b")
LINK = re.compile(r"\]\(([\w./-]+\.ipynb)(?:#[^)]*)?\)")
RULES = []


@dataclass
class Lesson:
    """A lesson's cells, and what the rules ask of them."""

    name: str
    cells: list

    @classmethod
    def read(cls, path):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return cls(path.stem, notebook["cells"])

    @property
    def number(self):
        return self.name[:2]

    def of(self, kind):
        return [c for c in self.cells if c["cell_type"] == kind]

    @property
    def minutes(self):
        """What the top of the lesson says that it takes."""
        head = re.search(r"\*\*Time:\*\*\D*(\d+) minutes", text(self.cells[0]))
        return int(head[1]) if head else 0

    @property
    def plain(self):
        """The cells that belong to no exercise."""
        return [c for c in self.cells if not exercise(c)]

    @property
    def exercises(self):
        return {exercise(c) for c in self.cells} - {None}

    @property
    def prose(self):
        """The markdown of the lesson's own, without fenced code."""
        own = [text(c) for c in self.plain if c["cell_type"] == "markdown"]
        return FENCED.sub("", "\n\n".join(own))

    def headings(self):
        """(level, words) of each heading."""
        whole = "\n\n".join(map(text, self.of("markdown")))
        found = HEADING.findall(FENCED.sub("", whole))
        return [(len(marks), words) for marks, words in found]

    def sections(self):
        """(title, minutes of the learner, of the lecturer) of each timed section."""
        for level, words in self.headings():
            timed = MINUTES.fullmatch(words)
            if level == 2 and timed:
                yield words, int(timed[1]), int(timed[3] or 0)


def text(cell):
    return "".join(cell["source"])


def exercise(cell):
    """The exercise that a cell belongs to, or None."""
    return cell["metadata"].get("bpcore", {}).get("exercise")


def faults(lesson):
    """Everything that is amiss with a lesson."""
    return [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(lesson)]


def rule(function):
    RULES.append(function)
    return function


# --- the beginning and the end ----------------------------------------------------


@rule
def begins_with_title_and_import(lesson):
    first, second = lesson.cells[:2]
    for part in ("You will be able to", "You need", "**Time:**"):
        if part not in text(first):
            yield f"the first cell lacks {part!r}"
    if not text(first).startswith("# "):
        yield "the first cell does not begin with the title"
    if (second["cell_type"], text(second)) != ("code", "import bpcore as bp"):
        yield "the second cell is not `import bpcore as bp`"


@rule
def ends_with_recap_sources_and_the_next_lesson(lesson):
    end = "\n".join(map(text, lesson.cells[-4:]))
    for part in ("## Recap", "## Sources"):
        if part not in end:
            yield f"the last four cells lack {part!r}"
    after = [p.name for p in LESSONS if p.stem > lesson.name][:1]
    if after and after[0] not in LINK.findall(end):
        yield f"no link to the next lesson, {after[0]}, in the last four cells"


@rule
def links_lead_somewhere(lesson):
    there = {p.name for p in LESSONS}
    for target in LINK.findall(lesson.prose):
        if target not in there:
            yield f"there is no {target}"


# --- headings and minutes ---------------------------------------------------------


@rule
def has_one_title_and_headings_in_order(lesson):
    levels = [level for level, _ in lesson.headings()]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} titles"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} under one of level {before}"


@rule
def carries_minutes_at_sections_alone(lesson):
    for level, words in lesson.headings():
        timed = MINUTES.fullmatch(words)
        looked_up = words.startswith(UNTIMED)
        if level == 2 and not timed and not looked_up:
            yield f"{words!r} does not read 'Title (14 minutes) ▸ 3' or without the ▸ 3"
        if level != 2 and re.search(r"▸|\d minutes?", words):
            yield f"{words!r} carries minutes and is no ## heading"


@rule
def adds_up(lesson):
    said = lesson.minutes
    learner = sum(minutes for _, minutes, _ in lesson.sections())
    lecturer = sum(minutes for *_, minutes in lesson.sections())
    if said != learner:
        yield f"the top says {said} minutes, the sections add up to {learner}"
    if learner > 60:
        yield f"{learner} minutes are more than an hour"
    if not 9 <= lecturer <= 11:
        yield f"the lecturer's path (▸) adds up to {lecturer} minutes, not 10"
    for title, own, path in lesson.sections():
        if path > own:
            yield f"{title!r}: the lecturer takes longer than the learner"


@rule
def begins_a_slide_at_each_section(lesson):
    for cell in lesson.of("markdown"):
        begins = cell["metadata"].get("slideshow", {}).get("slide_type") == "slide"
        if re.match("##? ", text(cell)) and not begins:
            yield f"no slide begins at {text(cell).splitlines()[0]!r}"
        for _, words in HEADING.findall("\n".join(text(cell).splitlines()[1:])):
            if MINUTES.fullmatch(words):
                yield f"{words!r} stands inside a cell; it begins one, and a slide"


# --- size -------------------------------------------------------------------------


@rule
def is_not_too_long(lesson):
    if len(lesson.plain) > 60:
        yield f"{len(lesson.plain)} cells besides the exercises are more than 60"
    fewest, most = (0, 3) if lesson.number == "00" else (4, 6)
    if not fewest <= len(lesson.exercises) <= most:
        yield f"{len(lesson.exercises)} exercises, not {fewest} to {most}"


@rule
def has_no_code_cell_over_15_lines(lesson):
    longest = max(len(text(c).splitlines()) for c in lesson.of("code"))
    if longest > 15:
        yield f"a code cell of {longest} lines; 15 is the most"


@rule
def has_short_code_cells(lesson):
    own = [c for c in lesson.plain if c["cell_type"] == "code"]
    long = [t for t in map(text, own) if sum(map(bool, t.splitlines())) > 8]
    if len(long) > 3:
        begin = "; ".join(t.splitlines()[0] for t in long)
        yield f"{len(long)} code cells of more than 8 lines; three at most: {begin}"


@rule
def says_something_before_each_code_cell(lesson):
    for before, cell in pairwise(lesson.plain):
        both = before["cell_type"] == cell["cell_type"] == "code"
        if both and not text(before).startswith(("bp.quiz", "import")):
            yield f"no sentence stands before {text(cell).splitlines()[0]!r}"


# --- predictions and labs ---------------------------------------------------------


@rule
def asks_before_a_lab_and_answers_after_it(lesson):
    for place, cell in enumerate(lesson.cells):
        if not text(cell).startswith("bp.labs."):
            continue
        name = text(cell).splitlines()[0]
        before = [text(c) for c in lesson.cells[:place] if c["cell_type"] == "code"]
        if sum(t.startswith("bp.quiz(") for t in before[-3:]) < 2:
            yield f"fewer than two questions stand before {name}"
        if "<details>" not in _until_next_part(lesson.cells[place + 1 :]):
            yield f"no folded answer to the task stands below {name}"


def _until_next_part(cells):
    """The markdown up to the next section or lab."""
    found = []
    for cell in cells:
        if re.match("##? |bp.labs.", text(cell)):
            break
        if cell["cell_type"] == "markdown":
            found.append(text(cell))
    return "\n".join(found)


@rule
def keeps_the_answers_to_its_questions(lesson):
    if "Before you go on" not in lesson.prose:
        yield "no prediction ('Before you go on') is asked for"
    for cell in lesson.of("code"):
        if "bp.quiz(" not in text(cell):
            continue
        asked = re.fullmatch(r'bp\.quiz\("([^"]+)"\)', text(cell))
        if not asked:
            yield f"{text(cell)!r} is not a question's name alone"
            continue
        shown = html.unescape(" ".join(map(_shown, cell["outputs"])))
        reasons = bp.quiz(asked[1]).choices.values()
        if "<details" in shown or any(reason in shown for reason in reasons):
            yield f"what is stored under {asked[1]!r} gives its answer"


def _shown(output):
    """All text of an output."""
    return "\n".join("".join(text) for text in output.get("data", {}).values())


# --- words ------------------------------------------------------------------------


@rule
def typesets_mathematics(lesson):
    for words in CODE_FONT.findall(lesson.prose):
        if MATHEMATICS.search(words) and not _is_code(words.strip("`")):
            yield f"{words} is mathematics in code font; write it as $…$"
    for cell in lesson.of("markdown"):
        try:
            pages.html(text(cell))
        except ValueError as fault:
            yield str(fault)


def _is_code(words):
    """Code that a reader could type: plain characters, and a name of Python's."""
    return words.isascii() and re.search(r"\w\(|\w\.\w|[\"'@]|\w=\w|import|\[", words)


@rule
def keeps_its_voice(lesson):
    for found in re.findall(r"\b(?:simply|obviously)\b", lesson.prose, re.IGNORECASE):
        yield f"it says {found!r}"
    if re.search(r"\w!(\s|$)", lesson.prose):
        yield "an exclamation mark"


@rule
def gives_every_picture_words(lesson):
    for cell in lesson.of("code"):
        for output in cell["outputs"]:
            if "image/png" not in output.get("data", {}):
                continue
            alt = output["metadata"].get("image/png", {}).get("alt", "")
            words = "".join(output["data"].get("text/plain", ""))
            if len(alt) < 20:
                yield f"a picture of {text(cell).splitlines()[0]!r} lacks alt text"
            if len(words) < 20 or words.startswith("<"):
                yield f"a picture of {text(cell).splitlines()[0]!r} has no description"
