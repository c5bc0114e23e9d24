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
    "Training on XOR has stopped because every increment became tiny. Are all four "
    "tuples right?",
    {
        "yes": "Tiny increments say that the weights hardly move. They say nothing "
        "about where they are.",
        "no": "Some runs stop so with tuples wrong, others with all four right.",
        "cannot tell from this": "It says that the run hardly moves, on level ground. "
        "Such ground lies where all is learned, and elsewhere as well.",
    },
    answer="cannot tell from this",
)
def a_run_that_stopped():
    """Runs of XOR whose increments become tiny: are the networks right?"""
    data, right = xor(), set()
    for seed in (2, 5):
        start = Network.random((2, 2, 1), span=1, seed=seed)
        run = train(
            start, data.X, data.T, learning_rate=0.5, updating="epoch",
            min_change=0.001, max_epochs=3000,
        )  # fmt: skip
        assert run.stopped_by == "min_change"
        right.add(run.network.misclassified(data.X, data.T) == 0)
    if len(right) == 2:
        return "cannot tell from this"
    return "yes" if True in right else "no"


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
