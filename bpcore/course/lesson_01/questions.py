"""Questions of lesson 01: threshold, what a unit separates, nudges, hidden units."""

from itertools import product

import numpy as np

from bpcore.classes import class_of
from bpcore.labs.neuron import PROBLEMS, X, neuron
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.nudged import moved


def _answers(w1, w2, theta):
    return class_of(Network([[[w1], [w2]]], [[theta]]).predict(X))


@question(
    "Which bias makes it say yes for (1, 1) alone?",
    {
        "1.5": "Then the threshold is −1.5, and even (0, 0) passes it.",
        "−0.5": "The threshold is 0.5: one input of 1 is already enough. That is OR.",
        "−1.5": "The threshold is 1.5: a sum of 2 passes it, a sum of 1 does not.",
    },
    answer="−1.5",
)
def bias_of_AND():
    works = [
        theta
        for theta in (1.5, -0.5, -1.5)
        if (_answers(1, 1, theta) == PROBLEMS["AND"]).all()
    ]
    return f"{works[0]:g}".replace("-", "−") if len(works) == 1 else "1.5"


@question(
    "Which of AND, OR and XOR can one unit get right, all four tuples of it?",
    {
        "OR alone": "AND is OR with a higher threshold.",
        "AND and OR": "One straight line has (1, 1) or (0, 0) alone on its side.",
        "all three": "XOR would need (0, 1) and (1, 0) on one side of a straight "
        "line and the other two on the other.",
    },
    answer="AND and OR",
    lab=True,
)
def what_one_unit_can():
    """All weights and biases of a grid, as one might try them in the lab."""
    grid = np.linspace(-10, 10, 21)
    found = np.unique(
        [_answers(a, b, c) for a in grid for b in grid for c in grid], axis=0
    ).tolist()
    done = [name for name, T in PROBLEMS.items() if T in found]
    return {
        ("AND", "OR"): "AND and OR", ("AND", "OR", "XOR"): "all three",
    }.get(tuple(done), "OR alone")  # fmt: skip


@question(
    "Both weights and the bias are doubled. In the lab …",
    {
        "the line moves": "Where w₁₃ x₁ + w₂₃ x₂ + θ₃ is 0, twice that is 0 too.",
        "the line stays, the outputs get surer": "The net input doubles: 0 stays "
        "0, and everything else moves away from it.",
        "nothing changes": "The line does not, but the net input is twice as "
        "large, and the sigmoid of it is nearer to 0 or 1.",
    },
    answer="the line stays, the outputs get surer",
    lab=True,
)
def everything_doubled():
    """Weights and bias of the unit in the lab, doubled."""
    lab = neuron(preset={"problem": "OR", "w1": 1.0, "w2": 1.0, "theta": -0.5})
    lab.wait()
    before = lab.found
    lab.set(w1=2.0, w2=2.0, theta=-1.0)
    lab.wait()
    moved = (_answers(1, 1, -0.5) != _answers(2, 2, -1)).any()
    same = lab.found["misclassified"] == before["misclassified"] and not moved
    if same and lab.found["output"] > before["output"] > 0.5:
        return "the line stays, the outputs get surer"
    return "the line moves" if moved else "nothing changes"


@question(
    "Which nudge changes the loss more: 0.001 on w₁₃, or 0.001 on w₂₃?",
    {
        "the one on w₁₃": "w₁₃ is multiplied by an input of 2, w₂₃ by an input of 1; "
        "all that comes after is the same for both.",
        "the one on w₂₃": "Its weight is negative, but what counts for a nudge is "
        "the input it is multiplied by, and that is the smaller one.",
        "both the same": "They would if both inputs were equal. They are 2 and 1.",
    },
    answer="the one on w₁₃",
)
def the_larger_nudge():
    """The unit of the lesson: inputs 2 and 1, target 0."""
    unit = Network([[[0.9], [-0.7]]], [[0.4]])
    before, *after = (
        net.mean_loss([[2, 1]], [0])
        for net in (unit, moved(unit, 1, 3, 0.001), moved(unit, 2, 3, 0.001))
    )
    one, two = (abs(loss - before) for loss in after)
    if abs(one - two) < 0.01 * one:
        return "both the same"
    return "the one on w₁₃" if one > two else "the one on w₂₃"


@question(
    "Unit 3 says OR, unit 4 says AND. Which signs do w₃₅ and w₄₅ need for XOR?",
    {
        "both positive": "Then AND helps unit 5 along, and (1, 1) gives most of all.",
        "w₃₅ positive, w₄₅ negative": "OR speaks for a yes, and AND against it: at "
        "least one, but not both.",
        "w₃₅ negative, w₄₅ positive": "Then unit 5 rises with AND and sinks with OR; "
        "but where AND says yes, OR does too.",
    },
    answer="w₃₅ positive, w₄₅ negative",
)
def signs_for_XOR():
    """The signs with which some weights and some bias of unit 5 get XOR right."""
    signs = {
        (1, 1): "both positive",
        (1, -1): "w₃₅ positive, w₄₅ negative",
        (-1, 1): "w₃₅ negative, w₄₅ positive",
    }
    found = {
        words
        for (one, two), words in signs.items()
        for a, b in product((2.0, 5.0, 10.0), repeat=2)
        for theta in np.linspace(-12, 12, 25)
        if _wrong_on_XOR(one * a, two * b, theta) == 0
    }
    return found.pop() if len(found) == 1 else "both positive"


def _wrong_on_XOR(w35, w45, theta):
    hidden = [[8, 6], [8, 6]], [-4, -9]  # OR and AND
    net = Network([hidden[0], [[w35], [w45]]], [hidden[1], [theta]])
    return net.misclassified(X, PROBLEMS["XOR"])
