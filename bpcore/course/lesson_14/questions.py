"""Questions of lesson 14: what printed experiments give when they are run again."""

import numpy as np

from bpcore.course.lesson_14 import direct_links
from bpcore.course.lesson_14.mazur import MAZUR, RATE, T, X
from bpcore.datasets import encoder, symmetry
from bpcore.labs.quiz import question
from bpcore.labs.stepper import stepper
from bpcore.network import Network
from bpcore.tracing.trace import trace
from bpcore.training import train


@question(
    "A hidden unit weighs the pairs of places 1 : 1 : 1, with opposite signs left and "
    "right. How many of the 56 patterns that are not symmetric give it the sum 0, as "
    "the symmetric ones do?",
    {
        "none": "A 1 too many on the left in one pair and on the right in another "
        "cancel: 1 0 0 0 1 0 gives 1 − 1.",
        "12": "Two pairs differ in opposite ways, and the third does not: 6 ways to "
        "choose, and 2 to fill the third. With 1 : 2 : 4 no two pairs can cancel.",
        "all 56": "Where one pair differs alone, the sum is 1 or −1.",
    },
    answer="12",
)
def one_to_one_to_one():
    """How many patterns without symmetry such a unit takes for symmetric."""
    data = symmetry(6)
    sums = data.X @ np.array([1.0, 1, 1, -1, -1, -1])
    wrong = int(np.sum((sums == 0) & (data.T[:, 0] == 0)))
    return {0: "none", 12: "12", 56: "all 56"}.get(wrong)


@question(
    "An 8-3-8 network has learned to give back each of its 8 tuples. Round what its 3 "
    "hidden units give to 0 and 1. Of 20 starts, in how many are the 8 codes all "
    "different?",
    {
        "in all 20": "The outputs need hidden values that differ, and 0.6 and 0.9 "
        "differ. Rounded they do not.",
        "in most, not in all": "Often a unit settles in the middle for some tuple: "
        "the output layer can use that, and rounding cannot.",
        "in none": "Nothing speaks against eight corners of a cube, and most starts "
        "find them.",
    },
    answer="in most, not in all",
)
def rounded_codes():
    """How often the rounded codes of 8-3-8 networks are all different."""
    data, distinct = encoder(8), 0
    for seed in range(8):
        start = Network.random((8, 3, 8), span=0.1, seed=seed)
        run = train(start, data.X, data.T, learning_rate=0.3, max_epochs=5000)
        codes = run.network.outputs(data.X)[1] > 0.5
        distinct += len(np.unique(codes, axis=0)) == 8
    if distinct in (0, 8):
        return "in none" if distinct == 0 else "in all 20"
    return "in most, not in all" if distinct >= 4 else None


def _after_one_round(net):
    """The loss after one presentation of Mazur's tuple, read off the stepper."""
    lab = stepper(net, [X], [T], learning_rate=RATE)
    lab.set(presented=1)
    lab.wait()
    return lab.found["network"].mean_loss([X], [T])


@question(
    "Mazur's page leaves the four biases as they are. Let them learn too: after one "
    "round, the loss is …",
    {
        "lower": "Four more numbers go downhill, and a bias hears the whole error: "
        "its input is 1, where the inputs here are 0.05 and 0.1.",
        "the same": "Nothing says that a bias has slope 0; here it has the largest.",
        "higher": "Each step goes against its slope, and at this rate it helps.",
    },
    answer="lower",
    lab=True,
)
def biases_that_learn():
    """What the first round does to the loss, with biases fixed and learned."""
    fixed = _after_one_round(MAZUR)
    learned = _after_one_round(Network(MAZUR.weights, MAZUR.biases))
    return "lower" if learned < fixed else "higher" if learned > fixed else "the same"


@question(
    "In Mazur's network the biases are fixed. Of the 8 new weights after one round, "
    "how many depend on whether the hidden errors are taken before or after the output "
    "weights are updated?",
    {
        "all 8": "A weight into an output unit needs that unit's error alone, and no "
        "hidden one.",
        "the 4 into the hidden units": "Each of them is moved by a hidden error, and a "
        "hidden error reads the output weights.",
        "none": "The hidden errors differ, in their second digit, and so do the steps.",
    },
    answer="the 4 into the hidden units",
    lab=True,
)
def weights_that_tell():
    """How many new weights differ when the output weights are updated too early."""
    lab = stepper(MAZUR, [X], [T], learning_rate=RATE)
    lab.set(presented=1)
    lab.wait()
    after, shown = lab.found["network"], trace(MAZUR, X, T, RATE)
    differ = 0
    for j in MAZUR.units(1):
        arrives = sum(shown.error[k] * after.weight(j, k) for k in MAZUR.units(2))
        O = shown.output[j]
        differ += 2 * (round(O * (1 - O) * arrives, 9) != round(shown.error[j], 9))
    return {8: "all 8", 4: "the 4 into the hidden units", 0: "none"}.get(differ)


@question(
    "One hidden unit, and direct links from both inputs to the output. Of 40 starts "
    "in ±0.5, by case updating at rate 0.5, how many learn XOR?",
    {
        "none: XOR takes two hidden units": "Two are needed where the output sees the "
        "hidden units alone. Here it sees the inputs too.",
        "28, as with two hidden units": "That was the 2-2-1 network of lesson 03, at "
        "another span. This one has no such trouble.",
        "all 40": "Each of them arrives, after some 300 to 2,100 sweeps.",
    },
    answer="all 40",
)
def direct_links_to_the_output():
    """How many of the starts arrive."""
    starts = np.random.default_rng(14).uniform(-0.5, 0.5, (40, 7))
    arrived, _ = direct_links.sweeps(starts, "case", 0.0, 5000)
    return {40: "all 40", 28: "28, as with two hidden units"}.get(
        int(np.isfinite(arrived).sum())
    )
