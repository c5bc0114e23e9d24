"""What the course finds on this machine."""

import platform
from importlib import metadata

from bpcore import compiled
from bpcore.tables import Table

PARTS = {
    "numpy": "numbers",
    "matplotlib": "pictures",
    "ipywidgets": "live parts",
    "anywidget": "labs that can be touched",
    "jupyterlab": "the page you are reading",
    "numba": "compiled loops, for speed alone",
    "pandas": "tables of your own data",
    "scikit-learn": "real patients, and models to compare with",
}


def about():
    """A table of what the course uses and whether it is here.

    Everything but numba is needed for the lessons; without numba they show the same
    numbers and take longer.
    """
    rows = [("Python", platform.python_version(), "runs all of it")]
    for name, purpose in PARTS.items():
        try:
            rows.append((name, metadata.version(name), purpose))
        except metadata.PackageNotFoundError:
            rows.append((name, "missing", purpose))
    speed = "compiled" if compiled.compiles() else "plain Python, slower"
    rows.append(("training runs", speed, "the same numbers either way"))
    return Table(("part", "version", "what for"), rows, "What the course found here")
