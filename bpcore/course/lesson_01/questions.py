"""Questions of lesson 1: the threshold, what one unit separates, and its steepness."""

import numpy as np

from bpcore.labs.neuron import PROBLEMS, X, neuron
from bpcore.labs.quiz import question
from bpcore.network import Network


def _answers(w1, w2, theta):
    return (Network([[[w1], [w2]]], [[theta]]).predict(X)[:, 0] > 0.5).astype(int)


@question(
    "Which bias makes it say yes for (1, 1) alone?",
    {
        "1.5": "Then the threshold is −1.5, and even (0, 0) is above it.",
        "−0.5": "The threshold is 0.5: one input of 1 is already enough. That is OR.",
        "−1.5": "The threshold is 1.5: a sum of 2 is above it, a sum of 1 is not.",
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
        "the line moves": "Where w₁ x₁ + w₂ x₂ + θ is 0, twice that is 0 too.",
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
