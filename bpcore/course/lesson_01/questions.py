"""Questions of lesson 1: the threshold, what one unit separates, and its steepness."""

import numpy as np

from bpcore.labs.neuron import PROBLEMS, X, neuron
from bpcore.network import Network


def _answers(w1, w2, theta):
    return (Network([[[w1], [w2]]], [[theta]]).predict(X)[:, 0] > 0.5).astype(int)


def _bias_of_and():
    works = [
        theta
        for theta in (1.5, -0.5, -1.5)
        if (_answers(1, 1, theta) == PROBLEMS["AND"]).all()
    ]
    return f"{works[0]:g}".replace("-", "−") if len(works) == 1 else "1.5"


def _what_one_unit_can():
    """All weights and biases of a grid, as one might try them in the lab."""
    grid = np.linspace(-10, 10, 21)
    found = np.unique(
        [_answers(a, b, c) for a in grid for b in grid for c in grid], axis=0
    ).tolist()
    done = [name for name, T in PROBLEMS.items() if T in found]
    return {
        ("AND", "OR"): "AND and OR", ("AND", "OR", "XOR"): "all three",
    }.get(tuple(done), "OR alone")  # fmt: skip


def _doubling():
    """Weights and bias of the unit in the lab, doubled."""
    lab = neuron(preset={"problem": "OR"})
    before = lab.status, lab.view("region")
    lab.set(w1=2.0, w2=2.0, theta=-1.0)
    lab.wait()
    right = [status.split("OR: ")[1] for status in (before[0], lab.status)]
    output = [float(s.split("O = ")[1].split(". ")[0]) for s in (before[0], lab.status)]
    moved = (_answers(1, 1, -0.5) != _answers(2, 2, -1)).any()
    if right[0] == right[1] and not moved and output[1] > output[0] > 0.5:
        return "the line stays, the outputs get surer"
    return "the line moves" if moved else "nothing changes"


QUESTIONS = {
    "bias of AND": {
        "question": "Which bias makes it say yes for (1, 1) alone?",
        "choices": {
            "1.5": "Then the threshold is −1.5, and even (0, 0) is above it.",
            "−0.5": "The threshold is 0.5: one input of 1 is already enough. That is "
            "OR.",
            "−1.5": "The threshold is 1.5: a sum of 2 is above it, a sum of 1 is not.",
        },
        "answer": "−1.5",
        "measured": _bias_of_and,
    },
    "what one unit can": {
        "question": "Which of AND, OR and XOR can one unit get right, all four tuples "
        "of it?",
        "choices": {
            "OR alone": "AND is OR with a higher threshold.",
            "AND and OR": "One straight line has (1, 1) or (0, 0) alone on its side.",
            "all three": "XOR would need (0, 1) and (1, 0) on one side of a straight "
            "line and the other two on the other.",
        },
        "answer": "AND and OR",
        "measured": _what_one_unit_can,
    },
    "everything doubled": {
        "question": "Both weights and the bias are doubled. In the lab …",
        "choices": {
            "the line moves": "Where w₁ x₁ + w₂ x₂ + θ is 0, twice that is 0 too.",
            "the line stays, the outputs get surer": "The net input doubles: 0 stays "
            "0, and everything else moves away from it.",
            "nothing changes": "The line does not, but the net input is twice as "
            "large, and the sigmoid of it is nearer to 0 or 1.",
        },
        "answer": "the line stays, the outputs get surer",
        "measured": _doubling,
    },
}
