"""What the learning rate does: on a simple error surface, and on a network."""

import numpy as np

from bpcore import datasets
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.error_surface import OneWeight, TwoWeights
from bpcore.figures.charts.rate_map import RateMap
from bpcore.labs.kit.controls import Button, Choice, Number
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import picture, side_by_side
from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training.diagnosis import diagnose
from bpcore.training.sweeps import sweep

STEPS = 40  # on the surface
MAP_RATES = np.geomspace(0.05, 100, 16)
MAP_SEEDS = range(12)
GONE = 1e3  # a weight beyond this has left every surface


def learning_rate(net=None, X=None, T=None, preset=None):
    """A rate you slide beside a rate you pin, from the same start.

    net, X, T   a ``Network`` and its tuples; XOR on a 2-2-1 network by default
    preset      see ``Lab``

    Left a surface E = ½ λ w² (or two weights, with curvatures 1 and λ), where plain
    gradient descent multiplies w by 1 − l λ in each step and diverges above l = 2/λ
    (LeCun et al., Efficient BackProp); in the middle the network's error; right the
    final error over rates and seeds.
    """
    if net is not None and (X is None or T is None):
        raise TypeError("X and T must be given with a network of your own.")
    if net is None:
        X, T = datasets.xor().X, datasets.xor().T
    curve = ErrorCurve(("slid rate", "pinned rate"), "Network", width=360,
                       height=300)  # fmt: skip
    surfaces, kept = {}, {}

    def draw(state, lab):
        shape = (state["surface"], state["curvature"])
        if shape not in surfaces:
            surfaces.clear()
            surfaces[shape] = _surface(*shape)
        surface = surfaces[shape]
        paths = [
            _descend(shape, rate, state["schedule"])
            for rate in (state["rate"], state["pinned"])
        ]
        surface.update(*paths)
        start = net or Network.random((2, 2, 1), span=1, seed=state["seed"])
        runs = [
            _train(start, X, T, rate, state, lab)
            for rate in (state["rate"], state["pinned"])
        ]
        curve.update(
            *[run.history.loss for run in runs], diverged_in=runs[0].diverged_in
        )
        grid = _map(start, X, T, state["epochs"]).update(state["rate"])
        kept.update(surface=surface, grid=grid)
        views = {
            "surface": picture(surface),
            "curve": picture(curve),
            "map": picture(grid),
        }
        return views, (
            f"{_on_the_surface(shape, paths[0], state)} The network at rate "
            f"{digits(state['rate'], 2)} {_says(runs[0], X)}; at the pinned "
            f"{digits(state['pinned'], 2)} it {_says(runs[1], X)}."
        )

    def still():
        return side_by_side(kept["surface"].png(), curve.png(), kept["grid"].png())

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
        still=still,
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
    limit = 2 / max(shape[1], 1.0 if shape[0] == "two weights" else 0.0)
    told = f"On the surface the largest safe rate is 2/λ = {digits(limit, 2)}; "
    size = np.abs(path if path.ndim == 1 else path[:, -1])
    if size[-1] > 1.001 * size[0]:
        first = int(np.argmax(np.diff(size) > 0)) + 1
        return told + f"this one diverges from step {first}."
    factor = 1 - state["rate"] * shape[1]
    if state["schedule"] == "l / t":
        return told + f"at l/t the weight ends at {digits(size[-1])}."
    if size[-1] > 0.9 * size[0]:
        return told + "this one swings from side to side and gets nowhere."
    if factor < 0:
        return told + f"this one overshoots, factor {digits(factor, 2)} a step."
    return (
        told + f"this one shrinks the weight by a factor of {digits(factor, 2)} a step."
    )


def _train(start, X, T, rate, state, lab):
    schedule = rate if state["schedule"] == "constant" else lambda t: rate / t
    return lab.train(
        start, X, T, learning_rate=schedule, max_epochs=state["epochs"],
    )  # fmt: skip


def _says(run, X):
    diagnosis = diagnose(run, X)
    if diagnosis.word == "diverges":
        return f"diverges in epoch {run.diverged_in}"
    return f"{diagnosis.word} (error {digits(run.history.loss[-1])})"


_maps = {}


def _map(start, X, T, epochs):
    """The map of final errors; made once for each network and number of epochs."""
    key = (start.sizes, start.hidden, start.output, start.loss, epochs, X.tobytes())
    if key not in _maps:
        if len(_maps) > 20:
            _maps.clear()
        rows = sweep(
            start.sizes, X, T, MAP_RATES, MAP_SEEDS, span=1, hidden=start.hidden,
            output=start.output, loss=start.loss, progress=False, max_epochs=epochs,
        )  # fmt: skip
        _maps[key] = RateMap(rows, title=f"Error after {epochs} epochs")
    return _maps[key]
