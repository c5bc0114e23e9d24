"""Every lesson, opened and run in JupyterLab as a reader would."""

import shutil
from pathlib import Path

import pytest

LESSONS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_a_lesson_runs_in_the_browser(server, notebook, shoot, path):
    shutil.copy(path, server.folder / path.name)
    notebook.open(path.stem).run_all(seconds=240)
    assert notebook.error_outputs() == []
    shoot(notebook.page, f"lesson-{path.stem}")
