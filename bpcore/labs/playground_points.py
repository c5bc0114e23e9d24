"""The playground's points: the sets it offers, and those a reader writes down."""

import numpy as np

from bpcore import datasets, theme
from bpcore.figures.charts.classes import color
from bpcore.figures.pictures import Passage
from bpcore.inputs import cut

# With which a set is learned where it says nothing else.
PLAIN = {
    "layers": 1, "units": 4, "hidden": "sigmoid", "span": 0.5, "rate": 0.5,
    "updating": "case", "epochs": 300, "shown": 100,
}  # fmt: skip
DEEP = {"layers": 2, "hidden": "tanh", "span": 1, "epochs": 1000}
# Each set of points: how it is made, and what of the settings that learn it is its own.
SETS = {
    "XOR": (datasets.xor, {"rate": 5, "epochs": 1000, "span": 1}),
    "circles": (datasets.circles, {}),
    "moons": (datasets.moons, {}),
    "spiral": (datasets.spiral, {**DEEP, "units": 8, "rate": 0.1}),
    "parity of 3": (
        lambda: datasets.parity(3), {"units": 6, "rate": 2, "epochs": 3000},
    ),
    "checkerboard": (datasets.checkerboard, {**DEEP, "units": 12, "rate": 0.05}),
    "Gaussian pairs": (datasets.gaussians, {"hidden": "tanh", "span": 1, "rate": 0.3}),
    "two clouds": (datasets.blobs, {"units": 1}),
}  # fmt: skip
MADE = {name: make for name, (make, _) in SETS.items()}
LEARNED_WITH = {name: {**PLAIN, **own} for name, (_, own) in SETS.items()}
MOST_POINTS, FARTHEST = 2000, 1_000_000  # of the reader's own
OWN = "0 0 0\n0 1 1\n1 0 1\n1 1 0\n0.5 0.5 1"
OWN_POINTS = "own points"


def chosen_points(data, text, sets):
    """The ``DataSet`` chosen; for own points what ``text`` holds, a line each.

    sets   {name: a function that makes the set}
    Raises ValueError for a line that is no point.
    """
    if data != OWN_POINTS:
        return sets[data]()
    rows = []
    for n, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            x1, x2, t = (float(v) for v in line.replace(",", " ").split())
        except ValueError:
            t = None
        if t not in (0, 1) or not (abs(x1) <= FARTHEST and abs(x2) <= FARTHEST):
            raise ValueError(
                f"own points, line {n}: write two numbers, of size {FARTHEST} at most, "
                f"and a class, 0 or 1, like '0.5 -1 1'; it is {cut(line)}."
            )
        rows.append((x1, x2, t))
    if not 2 <= len(rows) <= MOST_POINTS:
        raise ValueError(
            f"own points must hold 2 to {MOST_POINTS} points; they hold {len(rows)}."
        )
    rows = np.array(rows)
    return datasets.DataSet(rows[:, :2], rows[:, 2], ("x1", "x2"), ("", ""))


def with_changed(state, sets, change):
    """The present points, changed, as own points."""
    now = chosen_points(state["data"], state["points"], sets)
    rows = [(*x[:2], t) for x, t in zip(now.X, now.T[:, 0], strict=True)]
    text = "\n".join(f"{a:.4g} {b:.4g} {t:g}" for a, b, t in change(rows))
    return {"data": OWN_POINTS, "points": text}


def thumbnails(state, sets):
    """Each data set as a small picture to be pressed; the present one is marked."""
    buttons = "".join(
        _thumbnail(name, make(), name == state["data"]) for name, make in sets.items()
    )
    html = f'<div class="bp-row" style="gap:4px 6px">{buttons}</div>'
    return Passage(html, ", ".join(sets))


def _thumbnail(name, data, chosen):
    X = data.X[:80, :2]
    low, span = X.min(axis=0), np.ptp(X, axis=0)
    places = 4 + (X - low) / np.where(span > 0, span, 1) * (44 - 8, 32 - 8)
    dots = "".join(
        f'<circle cx="{x:.0f}" cy="{32 - y:.0f}" r="1.6" fill="{color(int(t))}"/>'
        for (x, y), t in zip(places, data.T[:80, 0], strict=True)
    )
    edge = f"2px solid {theme.ACCENT}" if chosen else f"1px solid {theme.FRAME}"
    return (
        f'<button type="button" data-act="data {name}" aria-pressed="'
        f'{"true" if chosen else "false"}" class="bp-button" style="border:{edge};'
        f'padding:2px 5px;font-weight:{700 if chosen else 400}">'
        '<svg aria-hidden="true" width="44" height="32" '
        f'style="display:block;margin:auto">{dots}</svg>'
        f"{name}</button>"
    )
