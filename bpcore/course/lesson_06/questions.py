"""Questions of lesson 6: four rates, the threshold, two weights, and l = 1/t."""

from bpcore.datasets import xor
from bpcore.labs.learning_rate import learning_rate
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.training import one_over_t, train


def _run(seed, rate, epochs):
    start = Network.random((2, 2, 1), span=1, seed=seed)
    return train(start, xor().X, xor().T, learning_rate=rate, max_epochs=epochs)


@question(
    "The smallest error after 2000 epochs comes at rate …",
    {
        "0.05": "Safe, but 2000 steps of this size do not leave the plateau.",
        "0.5": "It is under way, and would get there with more epochs.",
        "8": "The steps are long, and on this problem not too long.",
        "200": "The first steps throw the weights so far out that nothing moves "
        "any more.",
    },
    answer="8",
)
def smallest_error():
    losses = {l: _run(7, l, 2000).history.loss[-1] for l in (0.05, 0.5, 8, 200)}
    return f"{min(losses, key=losses.get):g}"


def _diverges(lab, **state):
    lab.set(epochs=10, **state)
    lab.wait()
    return lab.found["surface_diverged_in"] is not None


def _largest_safe_rate(lab, curvature):
    """The last of some rates at which the lab's surface does not diverge."""
    rates = [k / 100 for k in range(20, 60, 5)]
    return next(
        r for r in rates if _diverges(lab, curvature=curvature, rate=r + 0.01)
    )  # fmt: skip


@question(
    "With twice the curvature, the largest safe rate is …",
    {
        "twice as large": "A steeper valley throws the weight further, not less far.",
        "the same": "The factor is 1 − l λ, and λ has changed.",
        "half as large": "2/λ: twice the curvature, half the rate.",
    },
    answer="half as large",
)
def twice_the_curvature():
    lab = learning_rate()
    ratio = _largest_safe_rate(lab, 8) / _largest_safe_rate(lab, 4)
    return {0.5: "half as large", 1: "the same", 2: "twice as large"}[round(ratio, 1)]


@question(
    "Two weights, one direction curved with 1, the other with 8. Which "
    "one sets the largest safe rate?",
    {
        "the flatter one": "It would allow a rate of 2, but by then the steep "
        "direction has flown away.",
        "the steeper one": "Each direction has its own factor, 1 − l λ, and the "
        "run diverges when one of them does.",
        "their average": "The directions do not know of each other; neither makes "
        "up for the other.",
    },
    answer="the steeper one",
    lab=True,
)
def two_curvatures():
    """λ of 1 and 8: the steep one allows 0.25, the flat one 2."""
    lab = learning_rate(preset="surface=two weights; curvature=8")
    if _diverges(lab, rate=0.2):
        return "their average"
    return "the steeper one" if _diverges(lab, rate=0.3) else "the flatter one"


@question(
    "At rate 1 the surface with λ = 4 diverges. At the same rate, the "
    "XOR network beside it …",
    {
        "diverges as well": "Its curvature is another one, and much smaller than 4 "
        "on the way.",
        "learns XOR all the same": "The limit belongs to the surface, not to the "
        "rate: 2/λ with this network's own λ.",
        "stays where it was": "It does so at a rate of 0.05; this one is twenty "
        "times as large.",
    },
    answer="learns XOR all the same",
    lab=True,
)
def the_surface_diverges():
    lab = learning_rate(preset="rate=1")
    lab.wait()
    surface, run = lab.found["surface_diverged_in"], _run(7, 1, 2000)
    if surface is None or run.diverged_in:
        return "diverges as well"
    learned = run.history.loss[-1] < 0.01
    return "learns XOR all the same" if learned else "stays where it was"


@question(
    "XOR in 5000 epochs with l = 1/t:",
    {
        "most seeds learn": "They would if the distance left to go shrank as fast "
        "as the rate.",
        "no seed learns": "After the first epochs the steps are too short to cross "
        "the plateau.",
        "it diverges": "A sigmoid network at rate 1 or below does not diverge.",
    },
    answer="no seed learns",
)
def falling_rate():
    runs = [_run(seed, one_over_t, 5000) for seed in range(8)]
    if any(run.diverged_in for run in runs):
        return "it diverges"
    learned = sum(run.history.loss[-1] < 0.01 for run in runs)
    return "most seeds learn" if learned > 4 else "no seed learns"
