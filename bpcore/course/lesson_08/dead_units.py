"""Lesson 08, the bug hunt and the decision: units that give nothing any more."""

import numpy as np

from bpcore.checks.decision import decision
from bpcore.checks.function_exercise import function


def _layers(rng):
    """Outputs of ReLU layers: some units silent always, one tuple silencing many."""
    cases = []
    for tuples, units, dead, silent in ((6, 5, 2, 1), (5, 8, 3, 2), (9, 4, 1, 3)):
        O = np.round(rng.uniform(0.2, 2.0, (tuples, units)), 2)
        O[rng.random((tuples, units)) < 0.3] = 0.0
        O[0] = np.round(rng.uniform(0.2, 2.0, units), 2)
        O[:, rng.permutation(units)[:dead]] = 0.0
        O[1 + rng.permutation(tuples - 1)[:silent]] = 0.0
        cases.append([O])
    return cases


@function(
    cases=_layers,
    hints=[
        "Two faults. Along which axis do the tuples of one unit lie?",
        "Is a unit dead that is silent for one tuple?",
    ],
    stub="""
    import numpy as np


    def repair_the_count(O):
        dead = np.any(O == 0, axis=1)
        return int(np.sum(dead))
    """,
    then="A unit that is silent for most tuples still learns from the rest.",
)
def repair_the_count(O):
    """Repair this count of the dead units of a ReLU layer.

    `O` (tuples, units) outputs.  Return how many units are dead, a whole number.  Two
    faults hide in it.
    """
    dead = np.all(O == 0, axis=0)
    return int(np.sum(dead))


@repair_the_count.mistake(
    "both faults", "tuples are counted that silence one unit or more"
)
def _(O):
    return int(np.sum(np.any(O == 0, axis=1)))


@repair_the_count.mistake("any for all", "one silent tuple is enough to call it dead")
def _(O):
    return int(np.sum(np.any(O == 0, axis=0)))


@repair_the_count.mistake("transposed", "tuples are counted that silence every unit")
def _(O):
    return int(np.sum(np.all(O == 0, axis=1)))


@repair_the_count.mistake("zeros", "all zeros of the table are counted")
def _(O):
    return int(np.sum(O == 0))


@repair_the_count.mistake("alive", "the units that are not dead are counted")
def _(O):
    return int(np.sum(np.any(O != 0, axis=0)))


@repair_the_count.mistake("share", "the share of dead units is given, not their number")
def _(O):
    return float(np.mean(np.all(O == 0, axis=0)))


@decision(
    "now",
    choices=[
        "no error passes a layer that is dead, so that no more training can wake it",
        "a larger rate still multiplies a gradient of 0",
        None,
        "the same 0 is multiplied, however large the inputs are",
    ],
    reasons=[
        "ln 2 is what the answer 0.5 costs: it says that nothing is learned, not why",
        None,
        "half is what a guess gets: it says that nothing is learned, not why",
        "five epochs are few for a network that can still learn",
    ],
    hints=[
        "Layer 4 gives 0 whatever comes in. What arrives at layer 3 on the way back?",
        "Which of the numbers would be another one if the network could still learn?",
    ],
    then="Behind a layer of dead units nothing moves, ever: its inputs stay as they "
    "are, and so do its weights. Only a new start helps, at a rate that kills fewer.",
)
def dead_layer():
    r"""Eight layers of eight ReLU units, He's start, rate 0.3. Decide, and say why.

    After epoch 5: cross-entropy 0.693, misclassified 50 %; all units of layer 4 give
    0 for every training tuple.

    What do you do? 1 train on for 100 epochs, 2 raise the rate, 3 start again at a
    smaller rate, 4 make the inputs ten times as large.  What tells you so? 1 the loss,
    2 the outputs of layer 4, 3 the share misclassified, 4 the number of epochs.  Give a
    list of two numbers, the decision and the reason.
    """
    return [3, 2]
