"""Questions of lesson 06: rates on a network, in a valley, with momentum, in basins."""

import numpy as np

from bpcore.datasets import xor
from bpcore.labs.learning_rate import learning_rate
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.training import one_over_t, train
from bpcore.training.valley import walk


def _run(seed, rate, epochs):
    start = Network.random((2, 2, 1), span=1, seed=seed)
    return train(start, xor().X, xor().T, learning_rate=rate, max_epochs=epochs)


@question(
    "The smallest loss after 2000 epochs comes at rate …",
    {
        "0.2": "Safe, but 2000 epochs of such small steps are not enough.",
        "5": "The steps are long, and on this problem not too long.",
        "20": "Each step goes too far and lands on the other side; the next goes back.",
        "200": "The first steps throw the output so far out that nothing moves any "
        "more.",
    },
    answer="5",
)
def smallest_error():
    losses = {l: _run(10, l, 2000).history.loss[-1] for l in (0.2, 5, 20, 200)}
    return f"{min(losses, key=losses.get):g}"


def _sound(curvature, rate):
    """Whether a descent does not grow."""
    return abs(walk([1.0], [curvature], rate, steps=100)[-1, 0]) <= 1


def _largest(curvature):
    """The largest of some rates at which a descent does not grow."""
    rates = [k / 1000 for k in range(10, 700)]
    return max(rate for rate in rates if _sound(curvature, rate))


@question(
    "With twice the curvature, the largest rate that does not diverge is …",
    {
        "twice as large": "A steeper valley throws the weight further, not less far.",
        "the same": "The factor is 1 − l λ, and λ has changed.",
        "half as large": "2/λ: twice the curvature, half the rate.",
    },
    answer="half as large",
)
def twice_the_curvature():
    ratio = _largest(8) / _largest(4)
    return {0.5: "half as large", 1: "the same", 2: "twice as large"}[round(ratio, 1)]


@question(
    "From (1, 1), with curvatures 1 and 10, a step straight downhill points …",
    {
        "at the minimum": "It would if both curvatures were the same: then the contour "
        "lines are circles.",
        "past it, by a few degrees": "The steep direction has ten times the say, not a "
        "little more.",
        "past it, by more than 30 degrees": "The slopes are 1 and 10, so it goes ten "
        "times as far along w₂ as along w₁; the minimum lies as far along both.",
    },
    answer="past it, by more than 30 degrees",
)
def straight_downhill():
    step = -np.diff(walk([1.0, 1.0], [1, 10], 0.01, steps=1), axis=0)[0]
    angle = np.degrees(np.arctan2(step[1], step[0])) - 45
    if angle < 1:
        return "at the minimum"
    few = "past it, by a few degrees"
    return few if angle < 30 else "past it, by more than 30 degrees"


@question(
    "Two weights, λ = 10, rate 0.25: that diverges. With a momentum of 0.5 at the same "
    "rate, the descent on the surface …",
    {
        "diverges sooner": "A swing changes sides at every step: the last increment "
        "points against the next slope and takes from it.",
        "diverges as before": "The border is 2/λ without momentum only; with it, it "
        "lies at 2 (1 + momentum) / λ.",
        "converges": "The last increment points against the next one and brakes it: "
        "the border moves from 0.2 to 0.3.",
    },
    answer="converges",
    lab=True,
)
def momentum_at_the_border():
    lab = learning_rate(
        preset="surface=two weights; curvature=10; epochs=10; rate=0.25"
    )
    steps = {}
    for momentum in (0, 0.5):
        lab.set(momentum=momentum)
        lab.wait()
        steps[momentum] = lab.found["steps"]
        if lab.found["surface"] == "converges":
            return "converges"
    return "diverges sooner" if steps[0.5] < steps[0] else "diverges as before"


@question(
    "At rate 1 the surface with λ = 4 diverges. At the same rate, the XOR network "
    "beside it …",
    {
        "diverges as well": "Its curvature is another one, and on its way much smaller "
        "than 2.",
        "learns XOR all the same": "The limit belongs to the surface, not to the rate: "
        "2/λ with this network's own λ.",
        "stays where it was": "At 0.1 it crawls; this rate is ten times as large.",
    },
    answer="learns XOR all the same",
    lab=True,
)
def the_surface_diverges():
    lab = learning_rate(preset="rate=1")
    lab.wait()
    if lab.found["surface"] != "diverges" or lab.found["diverged_in"]:
        return "diverges as well"
    learned = lab.found["loss"] < 0.01
    return "learns XOR all the same" if learned else "stays where it was"


@question(
    "XOR in 5000 epochs with l = 1/t:",
    {
        "most seeds learn": "They would if the distance left to go shrank as fast "
        "as the rate.",
        "no seed learns": "After the first epochs the steps are too short for the way "
        "that is left.",
        "it diverges": "A sigmoid network at rate 1 or below does not.",
    },
    answer="no seed learns",
)
def falling_rate():
    runs = [_run(seed, one_over_t, 5000) for seed in range(8)]
    if any(run.diverged_in for run in runs):
        return "it diverges"
    learned = sum(run.history.loss[-1] < 0.01 for run in runs)
    return "most seeds learn" if learned > 4 else "no seed learns"


@question(
    "From w = ½ a rate of 1 ends in the lower minimum, beside the start. A rate of "
    "20 …",
    {
        "ends there as well, in fewer epochs": "Its steps are too long to come to rest "
        "in so narrow a place.",
        "ends in the higher minimum": "The first step carries it over the barrier; "
        "there the ground is so flat that even this rate comes to rest.",
        "goes back and forth between the two": "It would have to leave the flat place "
        "again, and no step there is long enough.",
    },
    answer="ends in the higher minimum",
)
def a_long_step():
    X, T = [[5], [-0.5], [0.5]], [0.7, 1, 0.1]
    run = train(
        Network([[[0.5]]]), X, T, learning_rate=20, updating="epoch", max_epochs=500,
        record_every=50,
    )  # fmt: skip
    late = [net.weight(1, 2) for net in run.snapshots.networks[2:]]
    if max(late) < -0.72:
        return "ends in the higher minimum"
    if min(late) > -0.72:
        return "ends there as well, in fewer epochs"
    return "goes back and forth between the two"
