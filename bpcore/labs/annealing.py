"""Annealing: random steps over an error, beside backpropagation at the same cost."""

import math
from itertools import pairwise

import numpy as np

from bpcore import annealing as method
from bpcore import datasets
from bpcore.activations import SIGMOID, activate_all
from bpcore.figures.charts.curves import step_up
from bpcore.figures.charts.error_curve import ErrorCurve
from bpcore.figures.charts.error_surface import OneWeight, TwoWeights
from bpcore.labs.kit.controls import Choice, Number
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network, propagate
from bpcore.notation import symbol
from bpcore.tables import digits

LINE, SLICE = "one weight", "XOR, 2-2-1"
LEFT, RIGHT = -5, 5  # of the line
# A unit with one weight, its bias fixed at −6.  Where w times an input is 6 it gives ½,
# the first eight targets: so many dips.  The last four, 0, make a wall at either end.
INPUTS = (-2.5, -2.5, -7.5, 6, 6, 2, 2, 2, -1.25, -1.25, 1.25, 1.25)
TARGETS, BIAS = (0.5,) * 8 + (0.0,) * 4, -6
SCHEDULES = ("constant", "geometric", "logarithmic")
COOLED = 1e-3  # what geometric cooling leaves of the temperature at the end
COST = 3  # evaluations that an epoch costs: forward once, and backward twice as much
ARRIVED = 0.01  # mean loss at which XOR is learned
DRAWN, CROSSED, BLOCKS = 400, 150, 50  # points of a path, crosses, stretches of a run
WEIGHTS = ("w13", "w23", "θ3", "w14", "w24", "θ4", "w35", "w45", "θ5")
NAMES = ("annealing", "backpropagation")
BRINGS = {  # what suits each error
    LINE: {"temperature": 0.005, "step": 0.3, "evaluations": 1000, "rate": 0.3,
           "schedule": "constant"},
    SLICE: {"temperature": 0.01, "step": 0.5, "evaluations": 3000, "rate": 5,
            "schedule": "geometric"},
}  # fmt: skip
SIZE = {"width": 560, "height": 330}
TRIAL = Trial(
    dragged="temperature T", timed="temperature T", often=("temperature", 0.01, 0.02),
    short={"evaluations": 300},
)  # fmt: skip


def annealing(preset=None):
    """A walk of random steps, uphill ones by chance, and backpropagation beside it.

    preset   see ``Lab``

    Over the error of one weight, which has four dips, or over a slice through the error
    of XOR on a 2-2-1 network: what annealing keeps, what it refuses, and the way of
    backpropagation from the same start, at the cost of as many evaluations.
    """
    xor = datasets.xor()
    small = {"width": 400, "height": 185, "xlabel": "evaluation"}
    curves = {LINE: ErrorCurve(NAMES, "Error", **small),
              SLICE: ErrorCurve(NAMES, "Error", logs="y", **small)}  # fmt: skip
    cooling = ErrorCurve(("T, share of start", "accepted"), "Temperature",
                         "share", first=2, **small)  # fmt: skip
    line = OneWeight(line_error, LEFT, RIGHT, "Error of one weight", **SIZE)

    def draw(state, lab):
        on_line = state["error"] == LINE
        net, X, T = _line(state["w"]) if on_line else (_start(state), xor.X, xor.T)
        walked = _anneal(net, X, T, state, lab)
        descended = _descend(net, X, T, state, lab)
        found = _found(walked, descended)
        if on_line:
            walk = line
            ways = [way[:, 0] for way in (*_shown(walked), descended[1])]
            found |= _dips(walked, descended)
        else:
            pair = [WEIGHTS.index(state[k]) for k in ("across", "up")]
            ways = [way[:, pair] for way in (*_shown(walked), descended[1])]
            walk = _slice(walked[0].network, X, T, pair, ways)
        kept, refused, pinned = ways
        walk.update(kept, pinned, refused)
        run = walked[0].history
        error = curves[state["error"]]
        error.update(run.error, _at_cost(descended[0], len(run)))
        cooling.update(run.temperature[1:] / state["temperature"], _accepted(run))
        pictures = {"walk": walk, "loss": error, "cooling": cooling}
        return pictures, _status(found, state), found

    return Lab(
        "Annealing",
        [
            ("temperature", [
                Choice("error", "error over", (LINE, SLICE), brings=BRINGS),
                Number("temperature", "temperature T", 0.005, 1e-5, 1, log=True),
                Choice("schedule", "schedule", SCHEDULES),
                Number("step", "step", 0.3, 0.01, 5, log=True),
            ]),
            ("run", [
                Number("evaluations", "evaluations", 1000, 2, 20000, whole=True),
                Number("seed", "seed", 0, 0, 99, whole=True),
                Number("rate", "rate l", 0.3, 0.01, 100, log=True),
            ]),
            ("start", [
                Number("w", "start at w", 1, LEFT, RIGHT, 0.1),
                Choice("across", "weight across", WEIGHTS, "w35"),
                Choice("up", "weight up", WEIGHTS, "w45"),
            ]),
        ],
        [["walk", "loss", "cooling"]],
        draw,
        preset=preset,
        frame=_frame,
    )  # fmt: skip


def _frame(slots):
    """What heats and cools, the walk and its course beside it; then the rest."""
    first = slots.row("error", "temperature", "schedule", "step", "seed")
    more = slots.row("evaluations", "rate", "w", "across", "up")
    wide = "flex:2 1 460px;max-width:620px;--picture-width:100%"
    column = "display:flex;flex-direction:column;gap:4px;flex:1 1 320px;max-width:440px"
    return (
        f'{first}<div style="display:flex;flex-wrap:wrap;gap:4px 10px;margin:3px 0">'
        f"{slots.view('walk', wide)}"
        f'<div style="{column};--picture-width:100%">{slots.view("loss")}'
        f"{slots.view('cooling')}</div></div>"
        f"{slots.status()}{more}{slots.folds()}"
    )


def line_error(w):
    """The mean loss of the unit with one weight, at each of these weights."""
    O = activate_all(SIGMOID, np.multiply.outer(w, INPUTS) + BIAS)
    return ((np.array(TARGETS) - O) ** 2).mean(axis=-1) / 2


def _line(w):
    """The unit with one weight, its inputs and its targets."""
    net = Network([[[w]]], [[BIAS]], learn_biases=False)
    return net, np.array([INPUTS]).T, np.array([TARGETS]).T


def _start(state):
    return Network.random((2, 2, 1), span=1, seed=state["seed"])


def _temperature(state):
    """The temperature of step k, as the schedule says; T in the first."""
    T, n = state["temperature"], state["evaluations"]
    if state["schedule"] == "geometric":
        return lambda k: T * COOLED ** ((k - 1) / n)
    if state["schedule"] == "logarithmic":
        return lambda k: T * math.log(2) / math.log(k + 1)
    return T


def _anneal(net, X, T, state, lab):
    """The run, and (evaluations, weights and biases) as kept and as proposed."""
    run = lab.anneal(
        net, X, T, temperature=_temperature(state), step=state["step"],
        evaluations=state["evaluations"], seed=state["seed"],
    )  # fmt: skip
    return run, *method.retraced(net, run.history, state["step"], state["seed"])


def _descend(net, X, T, state, lab):
    """Backpropagation at the same cost: the run, and its weights now and then."""
    asked = tuple(state[k] for k in ("error", "rate", "seed", "evaluations", "w"))

    def make():
        epochs = max(state["evaluations"] // COST, 1)
        return lab.train(
            net, X, T, learning_rate=state["rate"], updating="epoch",
            max_epochs=epochs, record_every=math.ceil(epochs / DRAWN),
        )  # fmt: skip

    run = lab.once("descent", asked, make)
    rows = [_flat(other) for other in run.snapshots.networks]
    return run, np.array(rows).reshape(len(rows), -1)


def _flat(net):
    """What a proposal would move, in the order of ``bpcore.annealing.moved``."""
    return [
        net.weight(*units) if what == "weight" else net.bias(*units)
        for what, *units in method.moved(net)
    ]


def _shown(walked):
    """Some of what was kept and some of what was refused, evenly through the run."""
    run, kept, proposed = walked
    refused = proposed[~run.history.accepted]
    return _thinned(kept, DRAWN), _thinned(refused, CROSSED)


def _thinned(rows, most):
    places = np.linspace(0, len(rows) - 1, min(most, len(rows)))
    return rows[places.astype(int)]


def _slice(net, X, T, pair, ways):
    """The error over two of a network's weights, the others as they are in it."""
    names = method.moved(net)
    across, up = (symbol(*names[k]) for k in pair)
    far = max(3.0, step_up(max(abs(way).max(initial=0) for way in ways)))
    return TwoWeights(
        slice_error(net, X, T, pair), -far, far, f"Error of XOR over {across} and {up}",
        names=(across, up), least=None, **SIZE,
    )  # fmt: skip


def slice_error(net, X, T, pair):
    """The mean loss as a function of two of ``moved(net)``, arrays of one shape."""
    flat = np.array(_flat(net))

    def error(a, b):
        rows = np.tile(flat, (a.size, 1))
        rows[:, pair[0]], rows[:, pair[1]] = a.ravel(), b.ravel()
        O = propagate(*_layers(net, rows), net.kinds, X)[-1]
        return ((T - O) ** 2).sum(axis=-1).mean(axis=-1).reshape(a.shape) / 2

    return error


def _layers(net, rows):
    """Weights and biases of many networks like this one, layer by layer."""
    weights, biases = [], []
    for m, n in pairwise(net.sizes):
        block = rows[:, : (m + 1) * n].reshape(-1, n, m + 1)
        rows = rows[:, (m + 1) * n :]
        weights.append(block[:, :, :m].transpose(0, 2, 1))
        biases.append(block[:, :, m])
    return weights, biases


def _at_cost(run, evaluations):
    """The loss of a run an evaluation; an epoch costs several."""
    return np.repeat(run.history.loss, COST)[:evaluations]


def _accepted(history):
    """The share of proposals accepted, in stretches of the run, a value a step."""
    stretches = np.array_split(history.accepted[1:], BLOCKS)
    return np.concatenate([np.full(len(s), s.mean()) for s in stretches if len(s)])


def _found(walked, descended):
    """The facts of both runs."""
    history, loss = walked[0].history, descended[0].history.loss
    taken = history.accepted[1:]
    first, there = (_arrival(values) for values in (history.error, loss))
    return {
        "accepted": int(taken.sum()),
        "refused": int((~taken).sum()),
        "uphill": int((np.diff(history.error) > 0).sum()),
        "start": float(history.error[0]),
        "end": float(history.error[-1]),
        "best": walked[0].error,
        "best_at": int(history.error.argmin()) + 1,
        "arrived_at": first,
        "epochs": descended[0].epochs,
        "descent": float(loss[-1]),
        "descent_arrived_at": None if there is None else COST * there,
    }


def _arrival(errors):
    """The first place, from 1, at which XOR would count as learned, or None."""
    there = np.flatnonzero(errors <= ARRIVED)
    return int(there[0]) + 1 if len(there) else None


def _dips(walked, descended):
    """The facts of the line: weights, and the number of their dip, from the left."""
    _, kept, _ = walked
    w = np.linspace(LEFT, RIGHT, 1001)
    E = line_error(w)
    tops = w[1:-1][(E[1:-1] > E[:-2]) & (E[1:-1] >= E[2:])]
    ends = {
        "w": kept[-1, 0], "w_best": walked[0].network.weight(1, 2),
        "w_descent": descended[0].network.weight(1, 2), "w_start": kept[0, 0],
    }  # fmt: skip
    found = {name: float(value) for name, value in ends.items()}
    found |= {
        name.replace("w", "dip"): int(np.searchsorted(tops, value)) + 1
        for name, value in ends.items()
    }
    deepest = w[int(E.argmin())]
    dips = np.searchsorted(tops, kept[:, 0]) + 1
    return found | {
        "deepest": int(np.searchsorted(tops, deepest)) + 1,
        "in_deepest": float((dips == np.searchsorted(tops, deepest) + 1).mean()),
        "tops": tops.tolist(),
    }


def _status(found, state):
    """A sentence on the steps, one on where annealing comes to, one on the other."""
    n = state["evaluations"]
    told = (
        f"{found['accepted']} proposals accepted, {found['uphill']} of them uphill; "
        f"{found['refused']} refused. Annealing ends at E = {digits(found['end'], 4)}"
    )
    if state["error"] == LINE:
        told += f", w = {digits(found['w'])}, in dip {found['dip']} of 4"
    told += f"; the least met is {digits(found['best'], 4)} in evaluation "
    told += f"{found['best_at']} of {n}"
    if state["error"] == LINE:
        told += f", in dip {found['dip_best']}; the deepest is {found['deepest']}"
    elif found["arrived_at"]:
        told += f", learned in evaluation {found['arrived_at']}"
    told += (
        f". Backpropagation, {found['epochs']} epochs at rate {state['rate']:.3g}, "
        f"ends at E = {digits(found['descent'], 4)}"
    )
    if state["error"] == LINE:
        told += f", in dip {found['dip_descent']}"
    elif found["descent_arrived_at"]:
        told += f", learned at the cost of {found['descent_arrived_at']} evaluations"
    return told + "."
