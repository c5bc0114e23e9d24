"""Pages and slides of the lessons: whole, linked, typeset, and fetching nothing."""

import re
import shutil

import nbformat
import pytest
from bs4 import BeautifulSoup

from tests.shape import LESSONS
from tools.lessons import files, pages
from tools.lessons.__main__ import main

PAGES = [LESSONS[0], LESSONS[2]]  # the map, and one with all that a lesson has
FORMS = {"html": "html", "slides": "slides.html"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The pages and slides of these lessons, {(lesson, form): soup}."""
    folder = tmp_path_factory.mktemp("course") / "notebooks"
    shutil.copytree(LESSONS[0].parent, folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "FOLDER", folder)
        assert [main(form, [p.stem for p in PAGES]) for form in FORMS] == [0, 0]
    there = sorted(path.name for path in (folder.parent / "html").iterdir())
    assert there == sorted(f"{p.stem}.{e}" for p in PAGES for e in FORMS.values())
    return {
        (path.stem, form): BeautifulSoup(
            (folder.parent / "html" / f"{path.stem}.{ending}").read_text("utf-8"),
            "html.parser",
        )
        for path in PAGES
        for form, ending in FORMS.items()
    }


def test_nothing_is_fetched(written):
    for soup in written.values():
        for tag in soup.find_all(src=True):
            assert tag["src"].startswith("data:"), tag["src"][:80]
        assert not soup.find_all("link", rel="stylesheet")
        whole = " ".join(tag.get_text() for tag in soup.find_all(["script", "style"]))
        assert not re.search(r"import\s*\(|@import|url\(\s*['\"]?http|fetch\(", whole)


def test_links_between_lessons_lead_to_the_pages_beside(written):
    for (name, form), soup in written.items():
        targets = [a["href"] for a in soup.find_all("a") if "://" not in a["href"]]
        there = {f"{p.stem}.{FORMS[form]}" for p in LESSONS}
        assert {t.split("#")[0] for t in targets} - {""} <= there
        if name == "00_start_here":
            assert set(targets) == there


def test_a_link_to_a_section_finds_the_cell_that_begins_it(written):
    """JupyterLab's anchor of a cell, ``#cell-id=…``, is that of the pages, too."""
    for (name, form), soup in written.items():
        [path] = [p for p in PAGES if p.stem == name]
        for cell in nbformat.read(path, as_version=4).cells:
            if form == "html" and cell.source.startswith("## "):
                assert soup.find(id=f"cell-id={cell.id}").find("h2")
    link = BeautifulSoup(pages.html("[it](06_x.ipynb#cell-id=1a)"), "html.parser").a
    assert link["href"] == "06_x.html#cell-id=1a"


def test_pictures_keep_their_words_and_pages_their_titles(written):
    for soup in written.values():
        for image in soup.find_all("img"):
            assert len(image["alt"]) > 20, image["alt"]
            assert not image["alt"].startswith("No description")
        assert soup.title.get_text() == soup.h1.get_text()
        assert soup.html["lang"] == "en"


def test_a_slide_begins_where_the_metadata_says(written):
    for path in PAGES:
        cells = nbformat.read(path, 4).cells
        kinds = [c.metadata.get("slideshow", {}).get("slide_type") for c in cells]
        wanted = sum(kind in ("slide", "subslide") for kind in kinds)
        sections = written[path.stem, "slides"].find_all("section")
        assert len(sections) == wanted
        assert all(s.get_text(strip=True) for s in sections)


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """Writes a lesson of these markdown cells and returns its page."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.setattr(files, "FOLDER", folder)

    def write(*cells, form="html"):
        notebook = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_markdown_cell(source, **dict(*more))
                for source, *more in cells
            ]
        )
        nbformat.write(notebook, folder / "01_one.ipynb")
        code = main(form, ["01"])
        target = tmp_path / "html" / f"01_one.{FORMS[form]}"
        return code, target.read_text("utf-8") if target.exists() else ""

    return write


def test_mathematics_is_typeset_wherever_it_stands(lesson):
    code, page = lesson(
        ("# One $\\theta_j$",),
        ("Inline $w_{46}$ and\n\n$$Err_j = \\sum_k Err_k\\, w_{jk}$$",),
        ("| here | there |\n| --- | --- |\n| $O_j$ | $a_j$ |",),
        ("<details>\n<summary>Answer</summary>\n\n$l < 2 / \\lambda$\n\n</details>",),
        ("\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}",),
        ("$$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$",),
    )
    assert code == 0
    assert len(re.findall("<math ", page)) == 8
    assert len(re.findall("<mtable ", page)) == 2
    assert "$" not in page.split("<main>")[1]
    assert "<summary>Answer</summary>" in page


@pytest.mark.parametrize(
    ("latex", "signs"),
    [
        ("x = -0.4", 1),
        ("(-1)(+2)", 2),
        ("1 - l", 0),
        ("(1 - O)(T - O)", 0),
        ("a)-1", 0),
    ],
)
def test_a_sign_stands_close_to_its_number(latex, signs):
    assert pages.mathml(latex).count('form="prefix">&#x0') == signs


def test_no_line_begins_with_the_comma_behind_a_formula():
    page = pages.html("The weights $w_1$, $w_2$.")
    assert page.count("</math>\N{WORD JOINER},") == 1
    assert page.count("</math>\N{WORD JOINER}.") == 1


@pytest.mark.parametrize("latex", ["\\nonsense{x}", "\\frac{1}{2", "a & b", "x}"])
def test_what_cannot_be_typeset_is_named(lesson, capsys, latex):
    with pytest.raises(ValueError, match="cannot be typeset"):
        pages.mathml(latex)
    code, _ = lesson((f"# One\n\n${latex}$",))
    assert code == 1
    assert f"${latex}$ cannot be typeset" in capsys.readouterr().out


def test_what_is_to_be_skipped_or_noted_stands_on_no_slide(lesson):
    code, page = lesson(
        ("# One",),
        ("Shown.",),
        ("Skipped.", {"metadata": {"slideshow": {"slide_type": "skip"}}}),
        ("Noted.", {"metadata": {"slideshow": {"slide_type": "notes"}}}),
        ("## Two", {"metadata": {"slideshow": {"slide_type": "slide"}}}),
        form="slides",
    )
    assert code == 0
    assert page.count("<section>") == 2
    assert "Shown." in page
    assert "Skipped." not in page and "Noted." not in page


def test_a_picture_without_words_of_its_own_takes_its_description(lesson):
    lesson(("# One",))
    path = files.FOLDER / "01_one.ipynb"
    notebook = nbformat.read(path, 4)
    data = {"image/png": "", "text/plain": "A <red> square & no more."}
    output = nbformat.v4.new_output("display_data", data)
    notebook.cells.append(nbformat.v4.new_code_cell("draw()", outputs=[output]))
    nbformat.write(notebook, path)
    assert main("html", ["01"]) == 0
    page = (files.FOLDER.parent / "html" / "01_one.html").read_text("utf-8")
    [image] = BeautifulSoup(page, "html.parser").find_all("img")
    assert image["alt"] == "A <red> square & no more."
