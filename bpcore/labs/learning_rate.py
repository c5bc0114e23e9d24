"""What the learning rate does: on a simple error surface, and on a network."""

import numpy as np

from bpcore import datasets
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.error_surface import OneWeight, TwoWeights
from bpcore.figures.charts.rate_map import RateMap
from bpcore.labs.kit.controls import Button, Choice, Number
from bpcore.labs.kit.given import as_tuples
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training.diagnosis import diagnose

STEPS = 40  # on the surface
RATES = ("rate", "pinned")
MAP_RATES = np.geomspace(0.05, 100, 16)
MAP_SEEDS = range(12)
MAPS = 20  # that are kept, for the way back
GONE = 1e3  # a weight beyond this has left every surface
TRIAL = Trial(
    dragged="curvature λ", timed="rate l", often=("rate", 0.2, 0.4),
    short={"epochs": 60},
)  # fmt: skip


def learning_rate(net=None, X=None, T=None, preset=None):
    """A rate you slide beside a rate you pin, from the same start.

    net, X, T   a ``Network`` and its tuples; XOR on a 2-2-1 network by default
    preset      see ``Lab``

    Left a surface E = ½ λ w² (or two weights, with curvatures 1 and λ), where plain
    gradient descent multiplies w by 1 − l λ in each step and diverges above l = 2/λ
    (LeCun et al., Efficient BackProp); in the middle the network's error; right the
    final error over rates and seeds.
    """
    X, T = as_tuples(net, X, T, datasets.xor)
    curve = ErrorCurve(("slid rate", "pinned rate"), "Network", width=360,
                       height=300)  # fmt: skip

    def draw(state, lab):
        shape = (state["surface"], state["curvature"])
        surface = lab.once("surface", shape, lambda: _surface(*shape))
        paths = [_descend(shape, state[which], state["schedule"]) for which in RATES]
        surface.update(*paths)
        start = net or Network.random((2, 2, 1), span=1, seed=state["seed"])
        runs = [_train(start, X, T, state[which], state, lab) for which in RATES]
        curve.update(
            *[run.history.loss for run in runs], diverged_in=runs[0].diverged_in
        )
        told = {which: _told(run, X, T) for which, run in zip(RATES, runs, strict=True)}
        found = {**_on_the_surface(shape, paths[0], state), **told["rate"],
                 "pinned": told["pinned"]}  # fmt: skip
        status = _status(shape, found, state)
        pictures = {"surface": surface, "curve": curve}
        epochs = state["epochs"]
        if not lab.has("map", epochs):
            lab.so_far(pictures, status, found)
        grid = lab.once("map", epochs, lambda: _map(start, X, T, epochs, lab), MAPS)
        return {**pictures, "map": grid.update(state["rate"])}, status, found

    return Lab(
        "Learning rate",
        [
            ("rate", [
                Number("rate", "rate l", 0.5, 0.01, 100, log=True),
                Number("pinned", "pinned rate", 0.1, 0.01, 100, log=True),
                Button("pin", "Pin this rate", lambda s: {"pinned": s["rate"]},
                       "Keep the slid rate to compare with"),
                Choice("schedule", "schedule", ("constant", "l / t")),
            ]),
            ("surface", [
                Choice("surface", "surface", ("one weight", "two weights")),
                Number("curvature", "curvature λ", 4, 0.5, 20, 0.5),
            ]),
            ("network", [
                Number("seed", "seed", 7, 0, 99, whole=True),
                Number("epochs", "epochs", 2000, 10, 5000, whole=True),
            ]),
        ],
        [["surface", "curve", "map"]],
        draw,
        preset=preset,
    )  # fmt: skip


def _surface(shape, curvature):
    if shape == "one weight":
        return OneWeight(
            lambda w: 0.5 * curvature * w * w, title=f"½ · {curvature:g} w²"
        )
    return TwoWeights(
        lambda a, b: 0.5 * (a * a + curvature * b * b),
        title=f"½ (w₁² + {curvature:g} w₂²)",
    )


def _descend(shape, rate, schedule):
    """The weights of plain gradient descent, until they have left the surface."""
    surface, curvature = shape
    slope = np.array([curvature] if surface == "one weight" else [1.0, curvature])
    w = np.array([2.4] if surface == "one weight" else [-2.2, 1.6])
    path = [w]
    for t in range(1, STEPS + 1):
        l = rate / t if schedule == "l / t" else rate
        w = w - l * slope * w
        path.append(w)
        if np.abs(w).max() > GONE:
            break
    path = np.array(path)
    return path[:, 0] if surface == "one weight" else path


def _on_the_surface(shape, path, state):
    """The facts of the descent at the slid rate."""
    steepest = max(shape[1], 1.0 if shape[0] == "two weights" else 0.0)
    size = np.abs(path if path.ndim == 1 else path[:, -1])
    diverges = size[-1] > 1.001 * size[0]
    return {
        "largest_safe_rate": 2 / steepest,
        "surface_diverged_in": int(np.argmax(np.diff(size) > 0)) + 1
        if diverges else None,
        "factor": 1 - state["rate"] * shape[1],
        "weight_from": float(size[0]),
        "weight_to": float(size[-1]),
    }  # fmt: skip


def _status(shape, found, state):
    return (
        f"{_says_of_the_surface(found, state)} The network at rate "
        f"{digits(state['rate'], 2)} {_says(found)}; at the pinned "
        f"{digits(state['pinned'], 2)} it {_says(found['pinned'])}."
    )


def _says_of_the_surface(found, state):
    told = (
        "On the surface the largest safe rate is 2/λ = "
        f"{digits(found['largest_safe_rate'], 2)}; "
    )
    factor = digits(found["factor"], 2)
    if found["surface_diverged_in"] is not None:
        return f"{told}this one diverges from step {found['surface_diverged_in']}."
    if state["schedule"] == "l / t":
        return f"{told}at l/t the weight ends at {digits(found['weight_to'])}."
    if found["weight_to"] > 0.9 * found["weight_from"]:
        return f"{told}this one swings from side to side and gets nowhere."
    if found["factor"] < 0:
        return f"{told}this one overshoots, factor {factor} a step."
    return f"{told}this one shrinks the weight by a factor of {factor} a step."


def _train(start, X, T, rate, state, lab):
    """A run at a rate; that of the rate which does not move is kept."""
    schedule = rate if state["schedule"] == "constant" else lambda t: rate / t
    return lab.once(
        "run",
        (rate, *(state[k] for k in ("schedule", "seed", "epochs"))),
        lambda: lab.train(
            start, X, T, learning_rate=schedule, max_epochs=state["epochs"]
        ),
        keep=2,
    )


def _told(run, X, T):
    """The facts of a run of the network."""
    loss = run.history.loss
    return {
        "diagnosis": diagnose(run, X, T).word,
        "loss": float(loss[-1]) if len(loss) else None,
        "epochs": run.epochs,
        "diverged_in": run.diverged_in,
    }


def _says(told):
    if told["diverged_in"] is not None:
        return f"diverges in epoch {told['diverged_in']}"
    return f"{told['diagnosis']} (error {digits(told['loss'])})"


def _map(start, X, T, epochs, lab):
    """The map of final errors of networks like this one."""
    rows = lab.sweep(
        start.sizes, X, T, MAP_RATES, MAP_SEEDS, span=1, hidden=start.hidden,
        output=start.output, loss=start.loss, max_epochs=epochs,
    )  # fmt: skip
    return RateMap(rows, title=f"Error after {epochs} epochs")
