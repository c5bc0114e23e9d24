"""Where a run stands that gets no further: in a minimum, on a plateau, or saturated.

An error curve cannot tell these apart.  The place can: the weights are settled first,
then the slopes are measured, and then all parameters are nudged at random, by ever
smaller amounts, and the nudges counted that lower the loss.
"""

from dataclasses import dataclass

import numpy as np

from bpcore import activations as act
from bpcore.gradients import as_tuples, gradient
from bpcore.inputs import real_number, whole_number
from bpcore.network import Network
from bpcore.tables import digits
from bpcore.training import train

SIZES = (0.1, 0.01, 0.001, 0.0001)  # of the nudges
DEAF = 0.01  # of a sigmoid's slope: a layer with no unit above it passes nothing on
NEAR = 0.1  # an output no farther from its target has arrived
STEEP = 0.01  # a slope above this is no level ground
GROWN = 0.01  # of the largest weight, in the second half of settling
ROUNDING = 1e-12  # of a mean loss
HALVINGS = 12  # of a rate at which the loss rises in an epoch

TEXTS = {
    "at its goal": "Every output is within 0.1 of its target.",
    "saturated": "No unit of a layer has a slope O (1 − O) above {open}: it passes no "
    "error on.",
    "in a minimum": "The slopes are as good as 0, and not one nudge of any size lowers "
    "the loss.",
    "on a slope": "The largest slope is {gradient}: the run is still on its way down.",
    "in a valley": "Small nudges help, the slopes get smaller, and the weights go on "
    "growing: the largest is {weight}.",
    "on a plateau": "Small nudges help: the ground is nearly level, and leads down.",
}


@dataclass(frozen=True)
class Standing:
    """Where a run stands.

    word      "at its goal", "saturated", "in a minimum", "on a slope", "in a valley"
              or "on a plateau"
    text      a sentence on it
    shares    of the nudges of each of SIZES, how many lower the loss
    gradient  size of the largest slope, after settling
    open      the largest O (1 − O) of the layer that has the least
    weight    size of the largest weight
    network   the settled network
    """

    word: str
    text: str
    shares: tuple
    gradient: float
    open: float
    weight: float
    network: Network


def standing(net, X, T, learning_rate=1.0, epochs=20_000, nudges=1000, seed=0):
    """Settle a network by epoch updating and say where it stands.

    learning_rate   of settling; halved as long as the loss rises in an epoch
    epochs          of settling, 0 for none: after case updating a network stands
                    beside the place where the slopes cancel, and would be misjudged
    nudges          of each size; every one moves all parameters at random

    "in a valley" says what is seen: slopes that shrink while weights grow.  Whether it
    has an end only a longer run can tell.  Raises what ``bp.train`` raises.
    """
    X, T = as_tuples(net, X, T)
    epochs = whole_number("epochs", epochs, at_least=0)
    nudges = whole_number("nudges", nudges, at_least=1)
    rate = real_number("learning_rate", learning_rate, above=0)
    half, settled = _settle(net, X, T, rate, epochs)
    slopes = [_largest(gradient(at, X, T)) for at in (half, settled)]
    weights = [max(np.abs(w).max() for w in at.weights) for at in (half, settled)]
    rng = np.random.Generator(np.random.PCG64(seed))
    shares = tuple(_share(settled, X, T, size, nudges, rng) for size in SIZES)
    least = _open(settled, X)
    near = np.abs(T - settled.predict(X)).max() < NEAR
    word = "at its goal" if near else _word(least, shares, slopes, weights)
    numbers = {"open": least, "gradient": slopes[1], "weight": float(weights[1])}
    told = {name: digits(value, 2) for name, value in numbers.items()}
    return Standing(word, TEXTS[word].format(**told), shares, network=settled,
                    **numbers)  # fmt: skip


def _word(least, shares, slopes, weights):
    if least < DEAF:
        return "saturated"
    if not any(shares):
        return "in a minimum"
    if slopes[1] > STEEP:
        return "on a slope"
    if slopes[1] < slopes[0] and weights[1] > (1 + GROWN) * weights[0]:
        return "in a valley"
    return "on a plateau"


def _settle(net, X, T, rate, epochs):
    """The network half-way through settling, and at its end."""
    half = settled = net
    for _ in range(HALVINGS if epochs > 1 else 0):
        run = train(
            net, X, T, learning_rate=rate, updating="epoch", max_epochs=epochs,
            record_every=epochs - epochs // 2, watch=lambda progress: False,
        )  # fmt: skip
        half, settled = run.snapshots.networks[1], run.network
        rises = np.diff(run.history.loss).max(initial=0)
        if run.stopped_by != "diverged" and rises < ROUNDING:
            break
        rate /= 2
    return half, settled


def _largest(slopes):
    return float(
        max(np.abs(a).max() for a in (*slopes.weights, *(slopes.biases or ())))
    )


def _share(net, X, T, size, nudges, rng):
    """The share of random nudges of all parameters that lower the loss."""

    def moved(arrays):
        return [a + rng.uniform(-size, size, a.shape) for a in arrays]

    loss, lower = net.mean_loss(X, T), 0
    for _ in range(nudges):
        weights = moved(net.weights)
        biases = moved(net.biases) if net.learn_biases and net.biases else net.biases
        lower += Network.sound(weights, biases, net).mean_loss(X, T) < loss
    return lower / nudges


def _open(net, X):
    """The largest slope of a unit for any tuple, in the layer where that is least."""
    outputs = zip(net.kinds[1:], net.outputs(X)[1:], strict=True)
    return float(min(act.slope_all(kind, O).max() for kind, O in outputs))
