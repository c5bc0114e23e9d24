"""The playground: every move trains the whole network anew and shows it finished."""

import numpy as np

from bpcore import datasets, theme
from bpcore.activations import HIDDEN
from bpcore.figures.charts.decision_region import DecisionRegion
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.hidden_space import HiddenSpace
from bpcore.figures.diagram.picture import Diagram
from bpcore.figures.pictures import Passage
from bpcore.inputs import cut
from bpcore.labs.kit.controls import Choice, Number, Text
from bpcore.labs.kit.given import as_classes, counting
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training.diagnosis import diagnose

HEIGHT = 272
WIDTHS = {"region": 258, "curve": 270, "hidden": 252}
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
MOST_POINTS, FARTHEST = 2000, 1_000_000  # of the reader's own
OWN = "0 0 0\n0 1 1\n1 0 1\n1 1 0\n0.5 0.5 1"
OWN_POINTS = "own points"
# What a run depends on besides its points.
TRAINING = ("layers", "units", "hidden", "span", "seed", "rate", "updating", "epochs")
STOPS = 50  # places on the way that the epoch slider can show
TRIAL = Trial(
    dragged="% of the run", timed="rate l", often=("epochs", 20, 30),
    short={"epochs": 60, "layers": 2, "units": 5},
)  # fmt: skip


def playground(data=None, net=None, preset=None):
    """Data, network and training by slider; each move retrains from the same start.

    data     a ``DataSet`` of your own to begin with: two inputs or more, and one target
             of 0 or 1
    net      a ``Network`` with one sigmoid output whose weights are the start, for as
             long as the sliders of layers, units and activation stay as they begin
    preset   see ``Lab``

    Shows the network, its decision region, its error curve and the tuples in the space
    of two hidden units of your choice; the slider *of the run* goes back to any epoch.
    """
    sets, begin = dict(MADE), _begin(net)
    if data is not None:
        as_classes("data", data)
        sets = {"mine": lambda: data, **MADE}

    def draw(state, lab):
        source = state["data"], state["points"] if state["data"] == OWN_POINTS else ""
        points = lab.once("points", source, lambda: _points(*source, sets))
        region, curve, hidden = lab.once("charts", source, lambda: _charts(points))
        asked = (*source, *(state[k] for k in TRAINING))
        start = net if all(state[k] == begin[k] for k in begin) else None
        run = lab.once("run", asked, lambda: _train(points, start, state, lab))
        place = round(state["shown"] / 100 * (len(run.snapshots) - 1))
        epoch, now = run.snapshots[place]
        region.update(now)
        curve.update(
            run.history.loss, diverged_in=run.diverged_in,
            epoch=epoch if epoch < run.epochs else None,
        )  # fmt: skip
        two = _two(now, state["across"], state["up"])
        pictures = {
            "diagram": Diagram(now, "The trained network", **DIAGRAM),
            "region": region,
            "curve": curve,
            "hidden": hidden.update(now, two) if two else _nothing(),
        }
        diagnosis = diagnose(run, points.X, points.T)
        found = {
            "epoch": epoch,
            "loss": float(run.history.loss[epoch - 1]) if epoch else None,
            "misclassified": region.wrong,
            "tuples": len(points),
            "epochs": run.epochs,
            "stopped_by": run.stopped_by,
            "diverged_in": run.diverged_in,
            "diagnosis": diagnosis.word,
            "hidden_units": two,
        }
        return pictures, _status(found, diagnosis), found

    return Lab(
        "Playground",
        [
            ("data", [Choice("data", "data", [*sets, OWN_POINTS],
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
        preset=preset,
    )  # fmt: skip


def _two(now, across, up):
    """The numbers of two different units of the last hidden layer, or None.

    across, up   their places in the layer, from 1
    """
    if len(now.sizes) < 3 or now.sizes[-2] < 2:
        return None
    units = list(now.units(len(now.sizes) - 2))
    across, up = min(across, len(units)), min(up, len(units))
    return units[across - 1], units[(up if across != up else up % len(units) + 1) - 1]


def _points(data, text, sets):
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


def _charts(points):
    few = len(points) <= 8
    labels = [" ".join(f"{value:g}" for value in x) for x in points.X] if few else None
    others = points.names[2:]
    title = f"At {', '.join(others)} = 0" if others else "Decision region"
    size = {name: {"width": w, "height": HEIGHT} for name, w in WIDTHS.items()}
    return (
        DecisionRegion(points.X, points.T, points.names, title, **size["region"]),
        ErrorCurve(**size["curve"]),
        HiddenSpace(points.X, points.T, labels, **size["hidden"]),
    )


def _begin(net):
    """What the sliders of the network begin with: one layer of four, or those given."""
    if net is None:
        return {"layers": 1, "units": 4, "hidden": "sigmoid"}
    middle = net.sizes[1:-1]
    counting("net", net)
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


def _status(found, diagnosis):
    told = f"Epoch {found['epoch']}: "
    if found["loss"] is not None:
        told += f"error {digits(found['loss'])}, "
    told += f"{found['misclassified']} of {found['tuples']} misclassified. "
    return (
        told
        + f"The run {diagnosis.word}: {diagnosis.text[0].lower()}{diagnosis.text[1:]}"
    )


def _nothing():
    words = "No two hidden units to show in a space of their own."
    return Passage(
        f'<div style="width:{WIDTHS["hidden"]}px;height:{HEIGHT}px;display:flex;'
        f'align-items:center;color:{theme.FAINT}">{words}</div>',
        words,
        WIDTHS["hidden"],
    )
