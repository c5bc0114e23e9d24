"""Questions of lesson 00: new points, and the playground."""

import numpy as np

from bpcore import datasets
from bpcore.labs.playground import playground
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.training import train


@question(
    "Does that mean that new points will be right as well?",
    {
        "yes": "It turns out so here, but nothing you have seen so far says it must.",
        "no": "It can happen, with few or scattered points; here it does not.",
        "cannot tell from this": "Being right on what was learned says nothing "
        "sure about the rest.",
    },
    answer="cannot tell from this",
)
def new_points():
    """Two networks that are right on all they learned: are both right on the rest?"""
    wrong = []
    for noise in (0.05, 0.45):
        few, fresh = (datasets.gaussians(n, noise, seed=n) for n in (24, 400))
        net = Network.random((2, 12, 1), span=2, seed=1)
        net = train(net, few.X, few.T, learning_rate=1, max_epochs=2000).network
        if net.misclassified(few.X, few.T) == 0:
            wrong.append(net.misclassified(fresh.X, fresh.T))
    if min(wrong) == 0 < max(wrong):
        return "cannot tell from this"
    return "no" if min(wrong) else "yes"


@question(
    "With no hidden layer, the line between the two classes is …",
    {
        "a straight line": "One unit weighs its inputs and adds them up; where the "
        "sum is 0 is a straight line.",
        "a curve": "The answer changes gradually, but the line where it is one half "
        "stays straight.",
        "a closed ring": "A ring needs several straight pieces, and so several units.",
    },
    answer="a straight line",
    lab=True,
)
def without_hidden_units():
    """Three points of the line where the network answers one half."""
    data = datasets.moons()
    start = Network.random((2, 1), seed=0)
    net = train(start, data.X, data.T, learning_rate=0.5, max_epochs=300).network
    (a, b), theta = net.weights[0][:, 0], net.biases[0][0]
    points = np.array([[-(b * y + theta) / a, y] for y in (-1, 0, 1)])
    (x1, y1), (x2, y2) = np.diff(points, axis=0)
    on_it = np.allclose(net.predict(points), 0.5)
    return "a straight line" if on_it and abs(x1 * y2 - x2 * y1) < 1e-9 else "a curve"


@question(
    "With one hidden layer and the rest left as it is, how many hidden "
    "units are the fewest that get all 200 points of the moons right?",
    {
        "1": "One hidden unit gives one straight cut, like no hidden layer at all.",
        "2": "Two cuts make one bend; the boundary between the moons turns twice.",
        "3": "Three cuts are enough for a line that turns twice.",
        "6": "Six do it as well, but fewer are enough.",
    },
    answer="3",
    lab=True,
)
def units_for_the_moons():
    lab = playground()
    for units in range(1, 7):
        lab.set(units=units)
        lab.wait()
        if lab.found["misclassified"] == 0:
            return str(units)
    return "none is enough"
