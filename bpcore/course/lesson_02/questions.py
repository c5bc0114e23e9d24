"""Questions of lesson 2: the textbook's example, and equal initial weights."""

import numpy as np

from bpcore.datasets import xor
from bpcore.labs.quiz import question
from bpcore.labs.stepper import stepper
from bpcore.network import Network
from bpcore.tracing.trace import trace
from bpcore.training import train


def _textbook():
    """The textbook's example: one tuple, (1, 0, 1) with target 1, presented once."""
    net = Network(
        [[[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], [[-0.3], [-0.2]]],
        [[-0.4, 0.2], [0.1]],
    )
    return trace(net, [1, 0, 1], 1, 0.9)


@question(
    "Is the output of unit 4 above or below one half?",
    {
        "above": "The net input would have to be above 0; it is 0.2 − 0.5 − 0.4.",
        "below": "The net input is 0.2 − 0.5 − 0.4 = −0.7, and below 0 the sigmoid "
        "is below ½.",
        "exactly one half": "Only a net input of exactly 0 gives one half.",
    },
    answer="below",
)
def output_of_unit_4():
    output = _textbook().output[4]
    return "above" if output > 0.5 else "below" if output < 0.5 else "exactly one half"


@question(
    "Should unit 4 give more or less?",
    {
        "more": "More of unit 4 would press unit 6 further down: the weight is "
        "negative.",
        "less": "Through a negative weight, less of unit 4 lets unit 6 rise.",
        "cannot tell yet": "The sign of Err₆ and the sign of w₄₆ are enough.",
    },
    answer="less",
)
def wish_for_unit_4():
    return "more" if _textbook().error[4] > 0 else "less"


@question(
    "Which weight into unit 4 stays as it is?",
    {
        "w₁₄": "O₁ = 1, so its increment is l · Err₄ · 1, which is not 0.",
        "w₂₄": "O₂ = 0: unit 2 had no part in the answer and gets no part of the "
        "correction.",
        "w₃₄": "O₃ = 1, so its increment is l · Err₄ · 1, which is not 0.",
        "none": "An increment is a product, and one of its factors is 0 here.",
    },
    answer="w₂₄",
)
def weight_that_stays():
    increments = _textbook().weight_increment
    still = [f"w{'₀₁₂₃'[i]}₄" for i in (1, 2, 3) if increments[i, 4] == 0]
    return still[0] if still else "none"


@question(
    "With equal initial weights, the two hidden units will …",
    {
        "learn as before": "Nothing tells them apart, so nothing can make them differ.",
        "learn more slowly": "It is not a matter of time: their increments are the "
        "same for ever.",
        "stay equal for ever": "Equal weights, equal outputs, equal errors, equal "
        "increments.",
    },
    answer="stay equal for ever",
)
def twins():
    same = Network([np.full((2, 2), 0.3), np.full((2, 1), 0.3)], [[0.1, 0.1], [0.1]])
    run = train(same, xor().X, xor().T, learning_rate=0.5, max_epochs=500)
    first, second = run.network.weights[0].T
    return "stay equal for ever" if (first == second).all() else "learn as before"


@question(
    "When the phase of the errors is over, which units have an error?",
    {
        "unit 6 alone": "It is the only one with a target. But the hidden units "
        "are given an error by way of it.",
        "units 4, 5 and 6": "Every unit that has weights in front of it to change.",
        "all six": "Units 1 to 3 are inputs: the data say what they give, and "
        "there is nothing to change in front of them.",
    },
    answer="units 4, 5 and 6",
    lab=True,
)
def units_with_an_error():
    """The units whose error the stepper knows as the first update begins."""
    lab = stepper()
    for step in range(1, lab.found["steps"] + 1):
        lab.set(step=step)
        lab.wait()
        if lab.found["phase"] == "update":
            break
    units = tuple(sorted(lab.found["errors"]))
    return {(6,): "unit 6 alone", (4, 5, 6): "units 4, 5 and 6"}.get(units, "all six")


@question(
    "w₄₆ goes from −0.3 to −0.261 in the update. Which of the two stands in Err₄?",
    {
        "−0.3, as it was in the forward pass": "The errors are all found before "
        "the first weight moves; they are about the output that was given.",
        "−0.261, as it is after its update": "That belongs to a network which has "
        "not answered yet.",
        "the mean of the two": "An error is a slope at one place, and that place "
        "is where the forward pass was.",
    },
    answer="−0.3, as it was in the forward pass",
    lab=True,
)
def which_weight_in_the_error():
    """The factor of Err₄'s sum that comes from w₄₆: is it the old or the new one?"""
    presentation = _textbook()
    [(_, _, weight)] = presentation.step("error", unit=4).terms
    if weight == presentation.before.weight(4, 6):
        return "−0.3, as it was in the forward pass"
    return "−0.261, as it is after its update"


@question(
    "A second tuple, (0, 1, 1) with target 0, is presented after the "
    "first, at rate 0.9. Its update lowers the loss …",
    {
        "of both tuples": "It looks only at its own tuple: it lowers the output, "
        "and the first tuple wants a higher one.",
        "of the second tuple only": "It presses the output down, and that raises "
        "the loss of the first tuple, whose target is 1.",
        "none of them": "At this rate the step is short enough to lower the loss "
        "it was made for.",
    },
    answer="of the second tuple only",
    lab=True,
)
def every_step_helps():
    """Second tuple (0, 1, 1) with target 0: what its presentation does to the first."""
    net, X, T = _textbook().before, [[1, 0, 1], [0, 1, 1]], [1, 0]
    first = trace(net, X[0], T[0], 0.9).after
    second = trace(first, X[1], T[1], 0.9).after
    own = second.mean_loss(X[1:], T[1:]) < first.mean_loss(X[1:], T[1:])
    other = second.mean_loss(X[:1], T[:1]) < first.mean_loss(X[:1], T[:1])
    if not own:
        return "none of them"
    return "of both tuples" if other else "of the second tuple only"
