"""Questions of lesson 2: the textbook's example, and equal initial weights."""

import numpy as np

from bpcore.datasets import xor
from bpcore.network import Network
from bpcore.tracing import trace
from bpcore.training import train


def _textbook():
    """The textbook's example: one tuple, (1, 0, 1) with target 1, presented once."""
    net = Network(
        [[[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], [[-0.3], [-0.2]]],
        [[-0.4, 0.2], [0.1]],
    )
    return trace(net, [1, 0, 1], 1, 0.9)


def _output_of_unit_4():
    output = _textbook().output[4]
    return "above" if output > 0.5 else "below" if output < 0.5 else "exactly one half"


def _wish_for_unit_4():
    return "more" if _textbook().error[4] > 0 else "less"


def _weight_that_stays():
    increments = _textbook().weight_increment
    still = [f"w{'₀₁₂₃'[i]}₄" for i in (1, 2, 3) if increments[i, 4] == 0]
    return still[0] if still else "none"


def _twins():
    same = Network([np.full((2, 2), 0.3), np.full((2, 1), 0.3)], [[0.1, 0.1], [0.1]])
    run = train(same, xor().X, xor().T, learning_rate=0.5, max_epochs=500)
    first, second = run.network.weights[0].T
    return "stay equal for ever" if (first == second).all() else "learn as before"


QUESTIONS = {
    "output of unit 4": {
        "question": "Is the output of unit 4 above or below one half?",
        "choices": {
            "above": "The net input would have to be above 0; it is 0.2 − 0.5 − 0.4.",
            "below": "The net input is 0.2 − 0.5 − 0.4 = −0.7, and below 0 the sigmoid "
            "is below ½.",
            "exactly one half": "Only a net input of exactly 0 gives one half.",
        },
        "answer": "below",
        "measured": _output_of_unit_4,
    },
    "wish for unit 4": {
        "question": "Should unit 4 give more or less?",
        "choices": {
            "more": "More of unit 4 would press unit 6 further down: the weight is "
            "negative.",
            "less": "Through a negative weight, less of unit 4 lets unit 6 rise.",
            "cannot tell yet": "The sign of Err₆ and the sign of w₄₆ are enough.",
        },
        "answer": "less",
        "measured": _wish_for_unit_4,
    },
    "weight that stays": {
        "question": "Which weight into unit 4 stays as it is?",
        "choices": {
            "w₁₄": "O₁ = 1, so its increment is l · Err₄ · 1, which is not 0.",
            "w₂₄": "O₂ = 0: unit 2 had no part in the answer and gets no part of the "
            "correction.",
            "w₃₄": "O₃ = 1, so its increment is l · Err₄ · 1, which is not 0.",
            "none": "An increment is a product, and one of its factors is 0 here.",
        },
        "answer": "w₂₄",
        "measured": _weight_that_stays,
    },
    "twins": {
        "question": "With equal initial weights, the two hidden units will …",
        "choices": {
            "learn as before": "Nothing tells them apart, so nothing can make them "
            "differ.",
            "learn more slowly": "It is not a matter of time: their increments are the "
            "same for ever.",
            "stay equal for ever": "Equal weights, equal outputs, equal errors, equal "
            "increments.",
        },
        "answer": "stay equal for ever",
        "measured": _twins,
    },
}
