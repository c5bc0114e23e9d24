"""The playground: every move trains the whole network anew and shows it finished."""

import numpy as np

from bpcore import datasets, theme
from bpcore.activations import HIDDEN
from bpcore.figures.charts.decision_region import DecisionRegion
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.hidden_space import HiddenSpace
from bpcore.figures.diagram.painter import diagram_figure
from bpcore.figures.diagram.svg import diagram
from bpcore.figures.showing import png
from bpcore.labs.kit.controls import Choice, Number, Text
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import picture, side_by_side
from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training.diagnosis import diagnose

HEIGHT = 272
DIAGRAM = {"width": 290, "height": HEIGHT, "weight_labels": False}
MADE = {
    "XOR": datasets.xor,
    "circles": datasets.circles,
    "moons": datasets.moons,
    "spiral": datasets.spiral,
    "parity of 3": lambda: datasets.parity(3),
    "checkerboard": datasets.checkerboard,
    "Gaussian pairs": datasets.gaussians,
    "two clouds": datasets.blobs,
}
OWN = "0 0 0\n0 1 1\n1 0 1\n1 1 0\n0.5 0.5 1"
SHOWING = ("shown", "across", "up")  # what needs no new run
STOPS = 50  # places on the way that the epoch slider can show


def playground(data=None, net=None, preset=None):
    """Data, network and training by slider; each move retrains from the same start.

    data     a data set of your own with one output, to begin with
    net      a ``Network`` with one output whose weights are the start, for as long as
             the sliders of layers, units and activation stay as they begin
    preset   see ``Lab``

    Shows the network, its decision region, its error curve and the tuples in the space
    of two hidden units of your choice; the slider *of the run* goes back to any epoch.
    """
    sets = {"mine": lambda: data, **MADE} if data is not None else dict(MADE)
    cache, begin = {}, _begin(net)

    def draw(state, lab):
        points = _points(state, sets)
        charts = cache.get("charts")
        if cache.get("points") != _key(state, ("data", "points")):
            charts = _charts(points)
            cache.update(
                charts=charts, points=_key(state, ("data", "points")), run=None
            )
        training = {k: v for k, v in state.items() if k not in SHOWING}
        if cache.get("run") is None or cache["training"] != training:
            start = net if all(state[k] == begin[k] for k in begin) else None
            run = _train(points, start, state, lab)
            cache.update(run=run, training=training)
        run = cache["run"]
        place = round(state["shown"] / 100 * (len(run.snapshots) - 1))
        epoch, now = run.snapshots[place]
        cache.update(net=now)
        region, curve, hidden = charts
        region.update(now)
        curve.update(
            run.history.loss, diverged_in=run.diverged_in,
            epoch=epoch if epoch < run.epochs else None,
        )  # fmt: skip
        has_hidden = len(now.sizes) > 2 and now.sizes[-2] > 1
        if has_hidden:
            hidden.update(now, _two(now, state["across"], state["up"]))
        return {
            "diagram": diagram(now, "The trained network", **DIAGRAM),
            "region": picture(region),
            "curve": picture(curve),
            "hidden": picture(hidden) if has_hidden else _nothing(),
        }, _status(run, epoch, region, points)

    def still():
        region, curve, hidden = cache["charts"]
        shown = [
            png(diagram_figure(cache["net"], **DIAGRAM)),
            region.png(),
            curve.png(),
        ]
        if hasattr(hidden, "points"):
            shown.append(hidden.png())
        return side_by_side(*shown)

    return Lab(
        "Playground",
        [
            ("data", [Choice("data", "data", [*sets, "own points"],
                             "moons" if data is None else "mine")]),
            ("network", [
                Number("layers", "hidden layers", begin["layers"], 0, 4, whole=True),
                Number("units", "units in each", begin["units"], 1, 16, whole=True),
                Choice("hidden", "activation", HIDDEN, begin["hidden"]),
                Number("span", "initial span", 0.5, 0.01, 10, log=True),
                Number("seed", "seed", 0, 0, 99, whole=True),
            ]),
            ("training", [
                Number("rate", "rate l", 0.5, 0.001, 30, log=True),
                Choice("updating", "updating", ("case", "batch of 10", "epoch")),
                Number("epochs", "epochs", 300, 1, 3000, whole=True),
            ]),
            ("show", [
                Number("shown", "% of the run", 100, 0, 100, whole=True),
                Number("across", "unit across", 1, 1, 16, whole=True),
                Number("up", "unit up", 2, 1, 16, whole=True),
            ]),
        ],
        [["diagram", "region", "curve", "hidden"]],
        draw,
        below=[Text("points", "own points (x1 x2 class, a line each)", OWN, 6, True)],
        still=still,
        preset=preset,
    )  # fmt: skip


def _two(net, across, up):
    """The numbers of two different units of the last hidden layer, counted from 1."""
    units = list(net.units(len(net.sizes) - 2))
    across, up = min(across, len(units)), min(up, len(units))
    return units[across - 1], units[(up if across != up else up % len(units) + 1) - 1]


def _key(state, names):
    return tuple(state[n] for n in names)


def _points(state, sets):
    if state["data"] != "own points":
        return sets[state["data"]]()
    rows = []
    for n, line in enumerate(state["points"].splitlines(), start=1):
        if not line.strip():
            continue
        try:
            x1, x2, t = (float(v) for v in line.replace(",", " ").split())
            rows.append((x1, x2, {0.0: 0.0, 1.0: 1.0}[t]))
        except (ValueError, KeyError):
            raise ValueError(
                f"own points, line {n}: write two numbers and a class, 0 or 1, like "
                f"'0.5 -1 1'; it is {line!r}."
            ) from None
    if len(rows) < 2:
        raise ValueError("own points must hold at least two points.")
    rows = np.array(rows)
    return datasets.DataSet(rows[:, :2], rows[:, 2], ("x1", "x2"), ("", ""))


def _charts(points):
    few = len(points) <= 8
    labels = [" ".join(f"{value:g}" for value in x) for x in points.X] if few else None
    others = points.names[2:]
    title = f"At {', '.join(others)} = 0" if others else "Decision region"
    return (
        DecisionRegion(
            points.X, points.T, points.names, title, width=258, height=HEIGHT
        ),
        ErrorCurve(width=270, height=HEIGHT),
        HiddenSpace(points.X, points.T, labels, width=252, height=HEIGHT),
    )


def _begin(net):
    """What the sliders of the network begin with: one layer of four, or those given."""
    if net is None:
        return {"layers": 1, "units": 4, "hidden": "sigmoid"}
    middle = net.sizes[1:-1]
    if net.sizes[-1] != 1 or len(middle) > 4 or max(middle, default=1) > 16:
        raise ValueError(
            "net must have one output and at most four hidden layers of at most 16 "
            f"units; its sizes are {net.sizes}."
        )
    return {"layers": len(middle), "units": (*middle, 4)[0], "hidden": net.hidden}


def _train(points, start, state, lab):
    inputs = points.X.shape[1]
    if start is None or start.sizes[0] != inputs:
        sizes = (inputs, *[state["units"]] * state["layers"], 1)
        start = Network.random(
            sizes, state["span"], state["seed"], hidden=state["hidden"]
        )
    return lab.train(
        start, points.X, points.T, learning_rate=state["rate"],
        updating={"batch of 10": 10}.get(state["updating"], state["updating"]),
        max_epochs=state["epochs"], record_every=max(1, state["epochs"] // STOPS),
    )  # fmt: skip


def _status(run, epoch, region, points):
    diagnosis = diagnose(run, points.X)
    told = f"Epoch {epoch}: "
    if epoch:
        told += f"error {digits(run.history.loss[epoch - 1])}, "
    told += f"{region.wrong} of {len(points)} misclassified. "
    return (
        told
        + f"The run {diagnosis.word}: {diagnosis.text[0].lower()}{diagnosis.text[1:]}"
    )


def _nothing():
    return (
        f'<div style="width:252px;height:{HEIGHT}px;display:flex;align-items:center;'
        f'color:{theme.FAINT}">No two hidden units to show in a '
        "space of their own.</div>"
    )
