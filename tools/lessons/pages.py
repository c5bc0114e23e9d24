"""A lesson as a web page, or as slides, in the folder html: they need no network.

Mathematics is typeset as MathML, which browsers show by themselves; no script and no
style is fetched, and links between lessons lead to the pages beside.
"""

import re
from functools import cache
from pathlib import Path

from tools.lessons import files

TEMPLATES = Path(__file__).parent / "templates"
# A minus or plus behind another operator, such as = or (, is the sign of a number.
SIGN = re.compile(
    r"(<mo[^>]*>(?:(?!&#x00029;|\)|\]|!)[^<])+</mo>)<mo>(&#x02212;|&#x0002B;)</mo>"
)
LESSON = re.compile(r"(\d\d_\w+)\.ipynb(#.*)?")


def page(lesson):
    """Write a lesson as a web page; returns "written to …"."""
    return _write(lesson, "page", "html")


def slides(lesson):
    """Write a lesson as slides; returns "written to …"."""
    return _write(lesson, "slides", "slides.html")


def _write(lesson, template, ending):
    import nbformat

    notebook = nbformat.read(lesson, as_version=4)
    title = re.search(r"^# +(.+)$", notebook.cells[0].source, re.MULTILINE)
    exporter = _exporter()(
        template_name=template,
        extra_template_basedirs=[str(TEMPLATES)],
        extra_template_paths=[str(TEMPLATES)],  # so that one may extend another
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        ending=ending,
    )
    text, _ = exporter.from_notebook_node(
        notebook, {"metadata": {"name": title[1] if title else lesson.stem}}
    )
    folder = files.FOLDER.parent / "html"
    folder.mkdir(exist_ok=True)
    target = folder / f"{lesson.stem}.{ending}"
    target.write_text(text, encoding="utf-8")
    return f"written to {folder.name}/{target.name}"


@cache
def _exporter():
    """nbconvert's exporter, with our own way from markdown to HTML."""
    from nbconvert import HTMLExporter
    from traitlets import Unicode

    class Exporter(HTMLExporter):
        ending = Unicode()

        def default_filters(self):
            yield from super().default_filters()
            yield "markdown2html", lambda source: html(source, self.ending)

    return Exporter


def html(markdown, ending="html"):
    """Markdown as HTML; links between lessons lead to files with this ending.

    Raises ValueError for mathematics that cannot be typeset.
    """
    from nbconvert.filters.markdown_mistune import MarkdownWithMath

    page = MarkdownWithMath(renderer=_renderer()(ending)).render(markdown)
    # A word joiner: no line begins with the comma behind a formula.
    return re.sub(r"</math>(?=[^\s<])", "</math>\N{WORD JOINER}", page)


@cache
def _renderer():
    from nbconvert.filters.markdown_mistune import IPythonRenderer

    class Renderer(IPythonRenderer):
        def __init__(self, ending):
            super().__init__(escape=False, exclude_anchor_links=True)
            self.ending = ending

        def inline_math(self, body):
            return mathml(body, "inline")

        def block_math(self, body):
            return mathml(body, "block")

        def latex_environment(self, name, body):
            return mathml(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")

        def link(self, text, url, title=None):
            there = LESSON.fullmatch(url)
            if there:
                url = f"{there[1]}.{self.ending}{there[2] or ''}"
            return super().link(text, url, title)

    return Renderer


def mathml(latex, display="inline"):
    """LaTeX as MathML; raises ValueError for what cannot be typeset."""
    from latex2mathml.converter import convert

    try:
        # The converter knows the alignment by its other name alone.
        typeset = convert(
            latex.strip().replace("{aligned}", "{split}"), display=display
        )
    except Exception as fault:
        raise ValueError(f"${latex}$ cannot be typeset: {fault!r}.") from fault
    bare = latex.replace(r"\{", "").replace(r"\}", "")
    if "\\" in typeset or "<mi>&</mi>" in typeset or bare.count("{") != bare.count("}"):
        raise ValueError(f"${latex}$ cannot be typeset; is a command or a brace wrong?")
    return SIGN.sub(r'\1<mo form="prefix">\2</mo>', typeset)
