"""A lesson as a web page, or as slides, in the folder html."""

from tools.lessons import files


def page(lesson):
    """Write a lesson as a web page; returns where."""
    from nbconvert import HTMLExporter

    return _write(HTMLExporter(), lesson, "html")


def slides(lesson):
    """Write a lesson as slides; returns where."""
    from nbconvert import SlidesExporter

    return _write(SlidesExporter(), lesson, "slides.html")


def _write(exporter, lesson, ending):
    text, _ = exporter.from_filename(str(lesson))
    folder = files.FOLDER.parent / "html"
    folder.mkdir(exist_ok=True)
    target = folder / f"{lesson.stem}.{ending}"
    target.write_text(text, encoding="utf-8")
    return target
