"""Questions of lesson 03: what a step, an epoch, a stop and equal starts are worth."""

from bpcore.datasets import xor
from bpcore.labs.quiz import question
from bpcore.labs.stepper import stepper
from bpcore.network import Network
from bpcore.training import train

X, T = [[1, 0, 1], [0, 1, 1]], [[1], [0]]


def _losses(presented):
    """The losses of both tuples after so many presentations in the stepper."""
    lab = stepper()
    lab.set(presented=presented)
    lab.wait()
    net = lab.found["network"]
    return [net.mean_loss([x], [t]) for x, t in zip(X, T, strict=True)]


@question(
    "A second tuple, (0, 1, 1) with target 0, is presented after the "
    "first, at rate 0.9. Its update lowers the loss …",
    {
        "of both tuples": "It looks only at its own tuple: it lowers the output, "
        "and the first tuple wants a higher one.",
        "of the second tuple only": "It presses the output down, and that raises "
        "the loss of the first tuple, whose target is 1.",
        "of neither": "At this rate the step is short enough to lower the loss "
        "it was made for.",
    },
    answer="of the second tuple only",
    lab=True,
)
def every_step_helps():
    """What the second presentation does to the losses of both tuples."""
    (first, own), (first_after, own_after) = _losses(1), _losses(2)
    if own_after >= own:
        return "of neither"
    lowered = first_after < first
    return "of both tuples" if lowered else "of the second tuple only"


@question(
    "One epoch at rate 0.9 is over: each tuple was presented once. Compared with the "
    "very beginning, the loss of tuple 1 is …",
    {
        "lower": "It was lower after its own update. Then came the other tuple's.",
        "higher": "The second update took back a little more than the first "
        "had gained.",
        "the same to the last digit": "Two updates of different tuples have no reason "
        "to cancel exactly.",
    },
    answer="higher",
    lab=True,
)
def tuple_1_after_an_epoch():
    before, after = _losses(0)[0], _losses(2)[0]
    if after == before:
        return "the same to the last digit"
    return "lower" if after < before else "higher"


@question(
    "A training run has stopped because its increments became tiny. It has …",
    {
        "learned its tuples": "Tiny increments say that the weights hardly move. They "
        "say nothing about where they are.",
        "stopped moving": "That is all it says. This one stopped with two of the four "
        "tuples of XOR still misclassified.",
        "met a fault": "Nothing went wrong: every slope is nearly 0, and so is every "
        "step.",
    },
    answer="stopped moving",
)
def a_run_that_stopped():
    """A run of XOR whose increments become tiny long before it is right."""
    start, data = Network.random((2, 2, 1), span=1, seed=5), xor()
    run = train(
        start, data.X, data.T, learning_rate=0.5, updating="epoch", min_change=0.001,
        max_epochs=3000,
    )  # fmt: skip
    if run.stopped_by != "min_change":
        return "met a fault"
    wrong = run.network.misclassified(data.X, data.T)
    return "stopped moving" if wrong else "learned its tuples"


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
    equal = [[[0.3, 0.3], [0.3, 0.3]], [[0.3], [0.3]]]
    same = Network(equal, [[0.1, 0.1], [0.1]])
    run = train(same, xor().X, xor().T, learning_rate=0.5, max_epochs=500)
    first, second = run.network.weights[0].T
    return "stay equal for ever" if (first == second).all() else "learn as before"
