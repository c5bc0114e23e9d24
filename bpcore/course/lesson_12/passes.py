"""Lesson 12, the backward pass: its order, its price, and when it is the wrong one."""

from bpcore.checks import random_inputs
from bpcore.checks.decision import decision
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.judging import Tolerance

# Two small graphs: (result, operand) in the order of the forward pass.
_ARROWS = (
    ((2, 0), (2, 1), (3, 2), (3, 0), (4, 3), (4, 2)),
    ((1, 0), (2, 1), (2, 0), (3, 2), (3, 1), (4, 3), (4, 3)),
)


def _graphs(rng):
    cases = []
    for arrows in _ARROWS * 2:
        slopes = random_inputs.values(rng, len(arrows)).tolist()
        steps = [(*pair, slope) for pair, slope in zip(arrows, slopes, strict=True)]
        cases.append([steps, 5])
    return cases


@function(
    cases=_graphs,
    hints=[
        "A value may hand on once everything has arrived at it. Which one is first?",
        "Two arrows can lead back to one value. What happens to the first share?",
    ],
    stub="""
    def repair_the_pass(steps, count):
        gradients = [0.0] * count
        gradients[count - 1] = 1.0
        for result, operand, slope in steps:
            gradients[operand] = gradients[result] * slope
        return gradients
    """,
    then="Backward in order, and adding up: that is the whole pass.",
)
def repair_the_pass(steps, count):
    """Repair this backward pass; two things are wrong with it.

    The values of a calculation are numbered 0, 1, 2 … as the forward pass made them,
    `count` in all; the last is the result.  `steps` lists its arrows in that order:
    (number of the value made, number of the operand, local slope).
    Return the list of all gradients.
    """
    gradients = [0.0] * count
    gradients[count - 1] = 1.0
    for result, operand, slope in reversed(steps):
        gradients[operand] += gradients[result] * slope
    return gradients


def _pass(name, says, order=reversed, add=True, share=lambda g, slope: g * slope):
    """A mistake of repair_the_pass."""

    @repair_the_pass.mistake(name, says)
    def _(steps, count):
        gradients = [0.0] * count
        gradients[count - 1] = 1.0
        for result, operand, slope in order(steps):
            kept = gradients[operand] if add else 0.0
            gradients[operand] = kept + share(gradients[result], slope)
        return gradients


_pass("both", "both faults are still there", order=list, add=False)
_pass("forward order", "values hand on before anything has arrived at them", order=list)
_pass("overwritten", "a second share overwrites the first", add=False)
_pass("arriving lost", "the local slope alone is handed on",
      share=lambda g, slope: slope)  # fmt: skip
_pass("added", "gradient and local slope are added, not multiplied",
      share=lambda g, slope: g + slope)  # fmt: skip
_pass("wrong sign", "shares are taken away, not added",
      share=lambda g, slope: -g * slope)  # fmt: skip


@number(
    "products",
    hints=[
        "How many connections lead into the hidden layer, and how many out of it?",
        "Errors are found for units that have weights before them to change.",
    ],
    tolerance=Tolerance(0.0, 0.01),  # whole numbers
    then="All slopes together take fewer than two forward passes.",
)
def count_the_products(inputs=10.0, hidden=20.0, outputs=5.0):
    """A 10-20-5 network with biases presents one tuple.

    Count three kinds of products: weight times output in the forward pass; error times
    weight in the backward pass; error times output for the slopes of the weights.
    Give them as a list of three numbers.
    """
    into, out = inputs * hidden, hidden * outputs
    return [into + out, out, into + out]


def _count(name, says):
    return count_the_products.mistake(name, says)


@_count("errors of inputs", "errors are sent back to the inputs as well")
def _(inputs, hidden, outputs):
    whole = inputs * hidden + hidden * outputs
    return [whole, whole, whole]


@_count("biases counted", "a bias is counted as a product; it multiplies nothing")
def _(inputs, hidden, outputs):
    whole = inputs * hidden + hidden * outputs
    return [whole + hidden + outputs, hidden * outputs, whole + hidden + outputs]


@_count("one a hidden unit", "each hidden unit is given one product, not one a path")
def _(inputs, hidden, outputs):
    whole = inputs * hidden + hidden * outputs
    return [whole, hidden, whole]


@_count("all multiplied", "paths are counted, 10 · 20 · 5, in the place of weights")
def _(inputs, hidden, outputs):
    paths = inputs * hidden * outputs
    return [paths, hidden * outputs, paths]


@_count("last layer alone", "slopes are found for the weights of the last layer alone")
def _(inputs, hidden, outputs):
    whole = inputs * hidden + hidden * outputs
    return [whole, hidden * outputs, hidden * outputs]


@decision(
    "which_way",
    choices=[
        "one backward pass gives the slopes of one result; 250,000 are asked for",
        None,
        "a nudge is never exact, and the operations are all known here",
        "nobody has worked these out, and a change of the program would undo them",
    ],
    reasons=[
        "the results are many here, and the settings few",
        None,
        "that says how a slope is defined, and all four ways find the same slopes",
        "a graph that is kept would help a backward pass, which is not the way here",
    ],
    hints=[
        "One backward pass starts at one result. Where does a forward-mode pass start?",
        "Count the passes each way would need.",
    ],
    then="Three passes, one a setting. Training has it the other way round.",
)
def which_way():
    """A program of your own draws a picture. Decide how to find its slopes, and why.

    Three settings go in, 250,000 brightness values come out, by operations whose
    local slopes are known.  Wanted: the slope of every value by every setting.

    Which way? 1 backward passes, 2 forward mode, 3 centred differences, 4 formulas
    worked out by hand.  Why? 1 results are few and settings many, 2 settings are few
    and results many, 3 a slope is what a nudge does, 4 the whole graph is kept.
    Give a list of two numbers, the decision and the reason.
    """
    return [2, 2]
