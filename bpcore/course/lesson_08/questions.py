"""Questions of lesson 08: how much of an error arrives, and what helps."""

import numpy as np

from bpcore.course.lesson_08.digits import images
from bpcore.course.lesson_08.remedies import carried_back
from bpcore.labs.depth import depth
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.nudged import moved
from bpcore.training import train


@question(
    "A sigmoid unit's net input is nudged by 0.01. Its output moves by at most …",
    {
        "0.01": "Then the slope would be 1 somewhere; the curve is nowhere that steep.",
        "0.0025": "The curve is steepest in the middle, where the output is ½, and its "
        "slope there is ½ · ½.",
        "0.001": "Far out it moves less than that; in the middle it moves more.",
    },
    answer="0.0025",
)
def a_nudged_net_input():
    """The most that the output moves, wherever the net input stands."""
    bias = [moved(Network([[[0.0]]], [[I]]), None, 2, 0.01) for I in range(-8, 9)]
    before = [Network([[[0.0]]], [[I]]) for I in range(-8, 9)]
    moves = [a.predict([0])[0, 0] - b.predict([0])[0, 0]
             for a, b in zip(bias, before, strict=True)]  # fmt: skip
    most = max(moves)
    return min(("0.01", "0.0025", "0.001"), key=lambda text: abs(float(text) - most))


@question(
    "Eight layers of sigmoid units, weights between −½ and ½. The mean |Err| of layer "
    "1, compared with that of the output, is about …",
    {
        "a tenth": "That is about what a single layer costs.",
        "a thousandth": "That is what three or four layers cost.",
        "a millionth": "Each layer takes a factor of about six, and there are eight.",
    },
    answer="a millionth",
    lab=True,
)
def what_arrives_at_layer_1():
    errors = depth().found["errors"]
    share = errors[0] / errors[-1]
    return (
        "a millionth" if share < 1e-5 else "a thousandth" if share < 1e-2 else "a tenth"
    )


@question(
    "The rate is raised from 0.02 to 2, a hundred times. The network then …",
    {
        "learns": "Layer 1 needs a rate a million times as large; the output layer "
        "cannot stand it.",
        "misclassifies half, as before": "The first layers still hardly move, and the "
        "last ones, which do, get nothing useful from them.",
        "diverges": "Sigmoid units do not run away: they saturate.",
    },
    answer="misclassifies half, as before",
    lab=True,
)
def a_hundred_times_the_rate():
    lab = depth()
    lab.set(rate=2.0)
    lab.wait()
    if lab.found["diverged_in"]:
        return "diverges"
    wrong = lab.found["validation_misclassified"]
    return "misclassifies half, as before" if wrong > 0.4 else "learns"


@question(
    "Ten layers of four sigmoid units; the weights are drawn from ±½, then ±4, then "
    "±32. The share of the error that arrives at layer 1 …",
    {
        "grows with the weights": "It does, as long as the units stay off the ends of "
        "their sigmoids.",
        "shrinks": "Not at first: a larger weight carries more of the error back.",
        "grows, then shrinks": "First the factor w gains; then the units are "
        "saturated, and the slopes lose more.",
    },
    answer="grows, then shrinks",
)
def larger_weights():
    small, middle, large = (np.median(carried_back(s)) for s in (0.5, 4, 32))
    if small < middle:
        return "grows, then shrinks" if large < middle else "grows with the weights"
    return "shrinks"


@question(
    "Ten layers of four ReLU units, weights between −4 and 4. Where an error arrives "
    "at layer 1 at all, it is, compared with layer 10's, …",
    {
        "smaller": "Nothing makes it smaller: the slope of an active unit is 1.",
        "about as large": "That would take weights of just the right size.",
        "thousands of times as large": "The slope is 1 and the weights are large: the "
        "product grows with every layer.",
    },
    answer="thousands of times as large",
)
def relu_and_large_weights():
    shares = carried_back(4, "relu")
    share = np.median(shares[shares > 0])
    if share > 1000:
        return "thousands of times as large"
    return "about as large" if share > 0.3 else "smaller"


@question(
    "Of a network, logistic regression and the nearest neighbour, fewest unseen digits "
    "are misread by …",
    {
        "the network": "It comes close, and it is a good deal quicker to ask.",
        "logistic regression": "It has no hidden layer: each digit gets one straight "
        "boundary.",
        "the nearest neighbour": "The images are small and much alike: the most "
        "similar known image is nearly always of the same digit.",
    },
    answer="the nearest neighbour",
)
def fewest_misread():
    """The lesson's first split, at the lesson's settings."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier

    train_part, test_part = images().split(seed=0)
    y, asked = train_part.T.argmax(axis=1), test_part.T.argmax(axis=1)
    start = Network.random((64, 64, 10), "he", hidden="relu", loss="cross-entropy")
    run = train(start, train_part.X, train_part.T, 0.02, 10, 40, shuffle=0)
    right = {
        "the network": 1 - run.network.misclassified(test_part.X, test_part.T),
        "logistic regression": LogisticRegression(C=100, max_iter=2000)
        .fit(train_part.X, y).score(test_part.X, asked),
        "the nearest neighbour": KNeighborsClassifier(1)
        .fit(train_part.X, y).score(test_part.X, asked),
    }  # fmt: skip
    return max(right, key=right.get)
