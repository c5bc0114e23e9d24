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
from bpcore.training.valley import walk

STEPS = 40  # on the surface
NEAR = 0.05  # of the way is left: what has come nearer than that has arrived
RATES = ("rate", "pinned")
MAP_RATES = np.geomspace(0.05, 100, 16)
MAP_SEEDS = range(12)
MAPS = 20  # that are kept, for the way back
GONE = 1e3  # a weight beyond this has left every surface
SIZE = {"width": 365, "height": 310}
TRIAL = Trial(
    dragged="curvature λ", timed="rate l", often=("rate", 0.2, 0.4),
    short={"epochs": 60},
)  # fmt: skip


def learning_rate(net=None, X=None, T=None, preset=None):
    """A rate you slide beside a rate you pin, from the same start.

    net, X, T   a ``Network`` and its tuples; XOR on a 2-2-1 network by default
    preset      see ``Lab``

    Left a surface E = ½ λ w² (or two weights, with curvatures 1 and λ), down which
    gradient descent goes step by step; in the middle the network's loss; right the
    final loss over rates and seeds, at constant rates.
    """
    X, T = as_tuples(net, X, T, datasets.xor)
    curve = ErrorCurve(("slid", "pinned"), "Network: error", **SIZE)

    def draw(state, lab):
        shape = (state["surface"], state["curvature"])
        surface = lab.once("surface", shape, lambda: _surface(*shape))
        paths = [_descend(shape, state[which], state) for which in RATES]
        surface.update(*paths)
        start = net or Network.random((2, 2, 1), span=1, seed=state["seed"])
        runs = [_train(start, X, T, state[which], state, lab) for which in RATES]
        curve.update(
            *[run.history.loss for run in runs], diverged_in=runs[0].diverged_in
        )
        slid, pinned = (
            {**_on_the_surface(path), **_told(run, X, T)}
            for path, run in zip(paths, runs, strict=True)
        )
        found = {**slid, "pinned": pinned}
        status = _status(found, state)
        pictures = {"surface": surface, "curve": curve}
        asked = state["epochs"], state["momentum"]
        if not lab.has("map", asked):
            lab.so_far(pictures, status, found, enough=True)
        grid = lab.once("map", asked, lambda: _map(start, X, T, *asked, lab), MAPS)
        grid.update(*[state[which] for which in RATES])
        return {**pictures, "map": grid}, status, found

    return Lab(
        "Learning rate",
        [
            ("rate", [
                Number("rate", "rate l", 0.5, 0.01, 100, log=True),
                Number("pinned", "pinned rate", 0.1, 0.01, 100, log=True),
                Button("pin", "Pin this rate", lambda s: {"pinned": s["rate"]},
                       "Keep the slid rate to compare with"),
            ]),
            ("surface", [
                Choice("surface", "surface", ("one weight", "two weights")),
                Number("curvature", "curvature λ", 4, 0.5, 20, 0.5),
            ]),
            ("both", [
                Number("momentum", "momentum", 0, 0, 0.95, 0.01),
                Choice("schedule", "schedule", ("constant", "l / t")),
            ]),
            ("network", [
                Number("seed", "seed", 10, 0, 99, whole=True),
                Number("epochs", "epochs", 2000, 10, 5000, whole=True),
            ]),
        ],
        [["surface", "curve", "map"]],
        draw,
        preset=preset,
        frame=_frame,
    )  # fmt: skip


def _frame(slots):
    """Rates and surface in one row, the pictures, the sentence; the rest folded."""
    rates = slots.row("rate", "pinned", "pin", "surface", "curvature")
    more = slots.row("momentum", "schedule", "seed", "epochs")
    # As many beside one another as there is room for, a projector's width for three.
    fits = "flex:1 1 280px;min-width:0;max-width:400px;--picture-width:100%"
    pictures = "".join(slots.view(v, fits) for v in ("surface", "curve", "map"))
    fold = slots.fold("more: momentum, schedule, network", more)
    return (
        f'{rates}<div class="bp-pictures">{pictures}</div>{slots.status()}'
        f"{slots.folds(fold)}"
    )


def _surface(shape, curvature):
    if shape == "one weight":
        return OneWeight(
            lambda w: 0.5 * curvature * w * w, title=f"E = ½ · {curvature:g} w²", **SIZE
        )
    return TwoWeights(
        lambda a, b: 0.5 * (a * a + curvature * b * b),
        title=f"E = ½ (w₁² + {curvature:g} w₂²)", **SIZE,
    )  # fmt: skip


def _descend(shape, rate, state):
    """The weights of gradient descent, until they have left the surface."""
    surface, curvature = shape
    one = surface == "one weight"
    start, curvatures = ([2.4], [curvature]) if one else ([-2.2, 1.6], [1, curvature])
    path = walk(
        start, curvatures, _scheduled(rate, state), state["momentum"], STEPS, GONE
    )  # fmt: skip
    return path[:, 0] if one else path


def _scheduled(rate, state):
    return rate if state["schedule"] == "constant" else lambda t: rate / t


def _on_the_surface(path):
    """The facts of a descent: a word for it, by the weight with most left to go."""
    sizes = np.abs(path.reshape(len(path), -1)) / np.abs(path[0])
    # Momentum may carry a weight far out at first, and still bring it home.
    first = sizes[: STEPS // 2].max(axis=0)
    second = sizes[STEPS // 2 :].max(axis=0, initial=0)
    late = sizes[-5:]
    worst = path.reshape(len(path), -1)[-10:, int(late.max(axis=0).argmax())]
    if len(path) <= STEPS or (second > 1.001 * first).any():
        word = "diverges"
    elif late.max() <= NEAR:
        word = "converges"
    else:
        swings = (worst[1:] * worst[:-1] < 0).any()
        word = "oscillates" if swings else "crawls"
    return {
        "surface": word,
        "steps": len(path) - 1,
        "weights_from": np.ravel(path[0]).tolist(),
        "weights_to": np.ravel(path[-1]).tolist(),
    }


def _status(found, state):
    """A sentence on the surface and one on the network, each of both rates."""
    slid, pinned = (f"{state[which]:.3g}" for which in RATES)
    other = found["pinned"]
    return (
        f"Surface: rate {slid} {found['surface']} ({_way(found)}), the pinned {pinned} "
        f"{other['surface']}. Network: rate {slid} {_says(found)}, the pinned {pinned} "
        f"{_says(other)}."
    )


def _way(found):
    """From where to where the weights went, and in how many steps."""
    names = ["w"] if len(found["weights_to"]) == 1 else ["w₁", "w₂"]
    ways = [
        f"{name} from {digits(a)} to {digits(b)}"
        for name, a, b in zip(
            names, found["weights_from"], found["weights_to"], strict=True
        )
    ]
    return f"{', '.join(ways)} in {found['steps']} steps"


def _train(start, X, T, rate, state, lab):
    """A run at a rate; that of the rate which does not move is kept."""
    return lab.once(
        "run",
        (rate, *(state[k] for k in ("schedule", "momentum", "seed", "epochs"))),
        lambda: lab.train(
            start, X, T, learning_rate=_scheduled(rate, state),
            max_epochs=state["epochs"],
            momentum=state["momentum"],
        ),
        keep=2,
    )  # fmt: skip


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
    return f"{told['diagnosis']} (loss {digits(told['loss'])})"


def _map(start, X, T, epochs, momentum, lab):
    """The map of final errors of networks like this one."""
    rows = lab.sweep(
        start.sizes, X, T, MAP_RATES, MAP_SEEDS, span=1, hidden=start.hidden,
        output=start.output, loss=start.loss, max_epochs=epochs,
        momentum=momentum,
    )  # fmt: skip
    return RateMap(rows, f"Loss after {epochs} epochs", 335, SIZE["height"])
