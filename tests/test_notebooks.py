"""The lessons as files: stored whole, of the shape they should have, and listed."""

import copy
import html
import json
import re

import pytest

from tests import shape
from tests.shape import LESSONS, ROOT, Lesson, text

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)


# --- stored whole -----------------------------------------------------------------


def test_there_are_lessons():
    assert LESSONS[0].stem == "00_start_here"


@EACH
def test_a_lesson_is_stored_as_run_from_top_to_bottom(path):
    code = Lesson.read(path).of("code")
    assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
    outputs = [o for c in code for o in c["outputs"]]
    assert len(outputs) >= 3, "without outputs nbval compares nothing"
    assert not [o for o in outputs if o["output_type"] == "error"]


@EACH
def test_nothing_of_one_machine_is_stored(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert "widgets" not in notebook["metadata"]
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    outputs = [o for c in Lesson.read(path).of("code") for o in c["outputs"]]
    kinds = {kind for o in outputs for kind in o.get("data", {})}
    assert not [kind for kind in kinds if "widget" in kind]
    words = re.sub(r'"image/png": "[^"]*"', "", path.read_text(encoding="utf-8"))
    assert not re.search(r"/(home|root|Users|tmp|work)/|\.venv|0x[0-9a-f]{8}", words)


@EACH
def test_pictures_are_reasonably_small(path):
    sizes = [
        len(output["data"]["image/png"])
        for cell in Lesson.read(path).of("code")
        for output in cell["outputs"]
        if "image/png" in output.get("data", {})
    ]
    assert max(sizes, default=0) < 80_000, "saving a lesson makes its pictures small"
    assert path.stat().st_size < 600_000


# --- of the shape they should have ------------------------------------------------


@pytest.mark.parametrize("rule", shape.RULES, ids=lambda rule: rule.__name__)
@EACH
def test_a_lesson(path, rule):
    faults = list(rule(Lesson.read(path)))
    assert not faults, "\n".join(faults)


def markdown(source, **metadata):
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def code(source, *outputs):
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": outputs}


def picture(alt):
    data = {"image/png": "", "text/plain": "A lab, with all of its numbers in words."}
    return {"data": data, "metadata": {"image/png": {"alt": alt}}}


SLIDE = {"slideshow": {"slide_type": "slide"}}
EXERCISES = [
    {
        "cell_type": "code",
        "metadata": {"bpcore": {"exercise": f"number_{n}", "part": "cell"}},
        "source": f"x_{n} = ...\n\nbp.check.number_{n}(x_{n})",
        "outputs": [],
    }
    for n in range(4)
]
GOOD = Lesson(
    "01_one_neuron",
    [
        markdown(
            "# One unit\n\n**You will be able to** do it. **You need** nothing.\n\n"
            "**Time:** 30 minutes.",
            **SLIDE,
        ),
        code("import bpcore as bp"),
        markdown(
            "## What it does (20 minutes) ▸ 10\n\n**Before you go on.** $O_4 = 0.5$. "
            "Write `bp.Network(weights, learn_biases=False)`.",
            **SLIDE,
        ),
        code('bp.quiz("what one unit can")', {"data": {"text/plain": "Predict."}}),
        code('bp.quiz("everything doubled")'),
        markdown("A task: find the largest bias."),
        code("bp.labs.neuron()", picture("One unit as a diagram and as a curve.")),
        markdown("<details>\n<summary>Answer</summary>\n\nIt is 3.\n\n</details>"),
        markdown("## Exercises (10 minutes)", **SLIDE),
        *EXERCISES,
        markdown(
            "## Recap\n\n**Next:** [the algorithm](02_the_algorithm.ipynb).\n\n"
            "## Sources\n\n- A book.",
            **SLIDE,
        ),
    ],
)


def test_a_lesson_of_the_right_shape_has_no_faults():
    assert shape.faults(GOOD) == []


SPOILT = [
    ("begins_with_title_and_import", 0, "**Time:**", "Time"),
    ("begins_with_title_and_import", 1, "bp", "b"),
    ("ends_with_recap", 13, "## Recap", "## End"),
    ("ends_with_recap", 13, "](02_the_algorithm.ipynb)", "]"),
    ("links_lead_somewhere", 2, "Write", "[there](99_nowhere.ipynb)"),
    ("has_one_title", 5, "A task", "# A task"),
    ("has_one_title", 5, "A task", "#### A task"),
    ("carries_minutes", 2, " (20 minutes)", ""),
    ("carries_minutes", 2, "## What it does (20 minutes) ▸ 10", "## ▸ It (20 minutes)"),
    ("carries_minutes", 5, "A task", "### A task (3 minutes)\n\n"),
    ("adds_up", 0, "30 minutes", "40 minutes"),
    ("adds_up", 2, "▸ 10", "▸ 8"),
    ("adds_up", 2, "▸ 10", ""),
    ("adds_up", 2, "20 minutes) ▸ 10", "20 minutes) ▸ 12"),
    ("adds_up", 8, "10 minutes)", "10 minutes) ▸ 11"),
    ("adds_up", 8, "10 minutes)", "50 minutes)"),
    ("begins_a_slide", 5, "A task", "Words.\n\n## On (10 minutes)\n\n"),
    ("is_not_too_long", 2, "", "", 60),
    ("is_not_too_long", 9, "", "", 0),
    ("has_no_code_cell_over", 6, "bp", "1\n" * 15 + "bp"),
    ("has_short_code_cells", 4, "bp", "1\n" * 8 + "bp", 4),
    ("says_something", 6, "", "", 2),
    ("asks_before_a_lab", 4, "bp.quiz(", "print("),
    ("asks_before_a_lab", 7, "<details>", ""),
    ("keeps_the_answers", 2, "Before you go on", ""),
    ("keeps_the_answers", 3, ")", ", answer='no')"),
    ("typesets_mathematics", 2, "Write", "`w₄₆`"),
    ("typesets_mathematics", 2, "Write", "`Err_j = O_j (1 - O_j)`"),
    ("typesets_mathematics", 2, "Write", "`w_ij`"),
    ("typesets_mathematics", 2, "$O_4 = 0.5$", r"$\nonsense_4 = 0.5$"),
    ("keeps_its_voice", 2, "Write", "Simply write"),
    ("keeps_its_voice", 2, "Write", "Write! "),
    ("gives_every_picture_words", 6, "One unit as a diagram", ""),
]


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda s: f"{s[0]}-{s[1]}")
def test_a_rule_finds_what_is_amiss(spoil):
    rule, place, old, new, *times = spoil
    spoilt = copy.deepcopy(GOOD)
    spoilt.cells[place] = json.loads(
        json.dumps(spoilt.cells[place], ensure_ascii=False).replace(
            json.dumps(old, ensure_ascii=False)[1:-1],
            json.dumps(new, ensure_ascii=False)[1:-1],
        )
    )
    if times:
        spoilt.cells[place : place + 1] = [spoilt.cells[place]] * times[0]
    assert any(fault.startswith(rule) for fault in shape.faults(spoilt))


def test_every_rule_is_seen_to_fail():
    seen = {spoil[0] for spoil in SPOILT}
    for rule in shape.RULES:
        assert any(rule.__name__.startswith(name) for name in seen), rule.__name__


@pytest.mark.parametrize("where", ["reason", "fold"])
def test_a_stored_question_that_gives_its_answer_is_found(where):
    import bpcore as bp

    reasons = bp.quiz("what one unit can").choices.values()
    told = {
        "reason": f"<p>{html.escape(max(reasons))}</p>",
        "fold": "<details>…</details>",
    }[where]
    spoilt = copy.deepcopy(GOOD)
    spoilt.cells[3]["outputs"] = [{"data": {"text/html": [told]}}]
    [fault] = shape.faults(spoilt)
    assert "'what one unit can' gives its answer" in fault


# --- listed where readers look ----------------------------------------------------


def start():
    return "\n".join(map(text, Lesson.read(LESSONS[0]).of("markdown")))


def test_the_readme_and_the_map_list_all_lessons_and_nothing_else():
    readme = (ROOT / "README.md").read_text("utf-8")
    there = {p.name for p in LESSONS}
    assert set(re.findall(r"\(notebooks/(\w+\.ipynb)\)", readme)) == there
    assert set(shape.LINK.findall(start())) == there


@pytest.mark.parametrize("where", ["readme", "map"])
def test_a_row_gives_the_minutes_of_its_lesson(where):
    words = (ROOT / "README.md").read_text("utf-8") if where == "readme" else start()
    rows = re.findall(
        r"^\| \[.*?\]\((?:notebooks/)?(\w+\.ipynb)\) \| (\d+) \| ", words, re.M
    )
    said = {name: int(minutes) for name, minutes in rows}
    assert said == {p.name: Lesson.read(p).minutes for p in LESSONS}
