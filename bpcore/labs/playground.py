"""The playground: every move trains the whole network anew and shows it finished."""

import time

import numpy as np

from bpcore import theme
from bpcore.activations import HIDDEN
from bpcore.figures.charts.decision_region import DecisionRegion
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.hidden_space import HiddenSpace
from bpcore.figures.charts.unit_maps import UnitMaps
from bpcore.figures.diagram.picture import Diagram
from bpcore.figures.pictures import Passage
from bpcore.labs.kit.controls import Bounded, Button, Choice, Number, Text
from bpcore.labs.kit.given import as_classes, counting
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.trial import Trial
from bpcore.labs.playground_points import (
    FARTHEST,
    LEARNED_WITH,
    MADE,
    OWN,
    OWN_POINTS,
    chosen_points,
    thumbnails,
    with_changed,
)
from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training.diagnosis import diagnose

SIZES = {
    name: {"width": width, "height": height}
    for name, width, height in (
        ("region", 430, 400), ("curve", 270, 190), ("hidden", 270, 210),
    )
}  # fmt: skip
DIAGRAM = {"width": 280, "height": 250, "weight_labels": False}
TOOLS = ("ask", "add 0", "add 1", "remove")  # what a press on the region does
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
        points = lab.once("points", source, lambda: chosen_points(*source, sets))
        region, curve, hidden = lab.once("charts", source, lambda: _charts(points))
        asked = (*source, *(state[k] for k in TRAINING))
        start = net if all(state[k] == begin[k] for k in begin) else None
        run, took = lab.once("run", asked, lambda: _train(points, start, state, lab))
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
            # On the stage alone:
            "maps": UnitMaps(now, region.edges),
            "sets": lab.once("sets", state["data"], lambda: thumbnails(state, sets)),
            "told": _told(now, run, took, points, state),
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
                             "moons" if data is None else "mine",
                             brings=LEARNED_WITH)]),
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
                Button("play", "Play the run", _play, staged=True,
                       tooltip="Go through the stages of the run, by itself"),
                Number("shown", "% of the run", 100, 0, 100, whole=True),
                Number("across", "unit across", 1, 1, 16, whole=True),
                Number("up", "unit up", 2, 1, 16, whole=True),
            ]),
            ("region", [Choice("tool", "a press on it", TOOLS)]),
        ],
        [["diagram", "region", "curve", "hidden"]],
        draw,
        below=[Text("points", "own points (x₁ x₂ class, a line each)", OWN, 6, True)],
        hidden=[
            Bounded("playing", "playing", 0, 0, 1, whole=True),
            Bounded("asked", "asked", 0, 0, 1, whole=True),
            Bounded("at_x", "at_x", 0, -FARTHEST, FARTHEST),
            Bounded("at_y", "at_y", 0, -FARTHEST, FARTHEST),
        ],
        preset=preset,
        frame=_frame,
        touch=lambda touch, state: _touch(touch, state, sets),
        beat=_beat,
        pace=120,
    )  # fmt: skip


def _frame(slots):
    """Data and four controls, the region, what explains it; the rest folded."""
    c, view = slots.control, slots.view
    four = slots.row("layers", "units", "hidden", "rate")
    more = slots.row("data", "span", "seed", "updating", "epochs", "across", "up")
    column = "display:flex;flex-direction:column;gap:4px"
    return (
        f"{view('sets')}{four}"
        '<div style="display:flex;flex-wrap:wrap;gap:4px 12px">'
        f'<div style="{column};flex:1 1 330px;max-width:min(520px, 58vh);'
        f'--picture-width:100%">{view("region")}'
        f'<div class="bp-tight">{slots.row("play", "shown", "tool")}</div></div>'
        f'<div style="{column}">{view("curve")}{view("hidden")}</div>'
        f'<div style="{column}">{view("diagram")}{view("maps", "max-width:280px")}'
        "</div></div>"
        f"{slots.status()}{view('told')}"
        f"{slots.folds(slots.fold('more', more), c('points'))}"
    )


def _play(state):
    """Start from the beginning, or stop where it is."""
    if state["playing"]:
        return {"playing": 0}
    return {"playing": 1, "shown": 0 if state["shown"] == 100 else state["shown"]}


def _beat(state):
    """On to the next stage of the run; at its end it stops."""
    if state["shown"] >= 100:
        return {"playing": 0}
    return {"shown": min(state["shown"] + 2, 100)}


def _touch(touch, state, sets):
    """A press on the region asks there, adds or removes; a point can be dragged."""
    kind, *place = touch["act"].split(maxsplit=1)
    if kind == "data":
        return {"data": place[0], **LEARNED_WITH.get(place[0], {})}
    if kind not in ("place", "point"):
        return {}
    how, tool = touch["kind"], state["tool"]
    row = int(place[0]) if kind == "point" else None
    if row is not None and (how == "key" or (how == "press" and tool == "remove")):
        return with_changed(state, sets, lambda rows: [*rows[:row], *rows[row + 1 :]])
    if row is not None and how in ("drag", "drop"):
        x, y = touch["x"], touch["y"]
        return with_changed(
            state, sets,
            lambda rows: [*rows[:row], (x, y, rows[row][2]), *rows[row + 1 :]],
        )  # fmt: skip
    if "x" not in touch:
        return {}
    if how == "press" and tool.startswith("add"):
        new = touch["x"], touch["y"], float(tool[-1])
        return with_changed(state, sets, lambda rows: [*rows, new])
    return {"asked": 1, "at_x": touch["x"], "at_y": touch["y"]}


def _told(net, run, took, points, state):
    """What was retrained, and what the network answers where it was asked."""
    told = f"Retrained: {run.epochs} epochs × {len(points)} points in {took} ms."
    if state["asked"]:
        x = np.zeros(net.sizes[0])
        x[:2] = state["at_x"], state["at_y"]
        answer = digits(net.predict(x)[0, 0])
        told += f" At ({x[0]:.3g}, {x[1]:.3g}) the network answers {answer}."
    told = told.replace("-", "−")
    return Passage(f'<div style="color:{theme.FAINT}">{told}</div>', told)


def _two(now, across, up):
    """The numbers of two different units of the last hidden layer, or None.

    across, up   their places in the layer, from 1
    """
    if len(now.sizes) < 3 or now.sizes[-2] < 2:
        return None
    units = list(now.units(len(now.sizes) - 2))
    across, up = min(across, len(units)), min(up, len(units))
    return units[across - 1], units[(up if across != up else up % len(units) + 1) - 1]


def _charts(points):
    few = len(points) <= 8
    labels = [" ".join(f"{value:g}" for value in x) for x in points.X] if few else None
    others = points.names[2:]
    title = f"At {', '.join(others)} = 0" if others else "Decision region"
    return (
        DecisionRegion(points.X, points.T, points.names, title, **SIZES["region"]),
        ErrorCurve(**SIZES["curve"]),
        HiddenSpace(points.X, points.T, labels, **SIZES["hidden"]),
    )


def _begin(net):
    """What the sliders of the network begin with: one layer of four, or those given."""
    if net is None:
        return {"layers": 1, "units": 4, "hidden": "sigmoid"}
    middle = counting("net", net).sizes[1:-1]
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
    begin = time.perf_counter()
    run = lab.train(
        start, points.X, points.T, learning_rate=state["rate"],
        updating={"batch of 10": 10}.get(state["updating"], state["updating"]),
        max_epochs=state["epochs"], record_every=max(1, state["epochs"] // STOPS),
    )  # fmt: skip
    return run, round(1000 * (time.perf_counter() - begin))


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
    width, height = SIZES["hidden"].values()
    words = "No two hidden units to show in a space of their own."
    return Passage(
        f'<div style="width:{width}px;height:{height}px;display:flex;'
        f'align-items:center;color:{theme.FAINT}">{words}</div>',
        words,
        width,
    )
