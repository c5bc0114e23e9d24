"""Questions of lesson 02: the textbook's example, presented once."""

from bpcore.labs.quiz import question
from bpcore.labs.stepper import stepper
from bpcore.network import Network
from bpcore.nudged import moved
from bpcore.tracing.trace import trace


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
    "w₄₆ rises from −0.3 to −0.29. The loss …",
    {
        "rises": "Unit 4 gives 0.332, so unit 6 receives 0.0033 more, and comes "
        "nearer to its target.",
        "falls": "Unit 6 receives 0.01 · 0.332 more, gives a little more, and 0.474 "
        "was too little.",
        "stays as it is": "It would if unit 4 gave 0. It gives 0.332.",
    },
    answer="falls",
)
def a_nudge_of_w46():
    p = _textbook()
    change = moved(p.before, 4, 6, 0.01).mean_loss(p.x, [p.t]) - p.loss
    return "falls" if change < 0 else "rises" if change > 0 else "stays as it is"


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
