"""Questions of lesson 15: eight verdicts, each measured on a small case."""

import numpy as np

from bpcore import datasets
from bpcore.course.lesson_05 import regression
from bpcore.course.lesson_06.one_weight import OneWeightUnit
from bpcore.course.lesson_07 import race
from bpcore.course.lesson_12.tables import products
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.tracing.trace import trace
from bpcore.training.sweeps import sweep


@question(
    "“Each hidden unit is blamed according to its distance from the output.” "
    "Your verdict?",
    {
        "holds": "Then two units of one layer would always get the same blame.",
        "too strong": "It is not even partly distance: the rule has a place for a "
        "weight and for a slope, and none for a distance.",
        "wrong": "Two units side by side, equally far from the output: the one with "
        "three times the weight gets three times the blame.",
    },
    answer="wrong",
)
def blame_by_distance():
    """The errors of two units of one layer that differ in the weight onward alone."""
    net = Network([[[1.0, 1.0]], [[0.9], [0.3]]], [[0.0, 0.0], [0.0]])
    error = trace(net, [1.0], [1.0], learning_rate=1).error
    return "holds" if error[2] == error[3] else "wrong"


@question(
    "“The learning rate helps to avoid local minima and to find the global minimum.” "
    "Your verdict?",
    {
        "holds": "On one of lesson 06's two units a large rate leaves the lower "
        "minimum for the higher one.",
        "too strong": "A long step can leave a poor minimum, and a good one as well. "
        "It leaves what is steep, whichever that is.",
        "wrong": "It does happen: on the other unit a rate of 20 leaves the higher "
        "minimum for the lower one.",
    },
    answer="too strong",
)
def rate_and_minimum():
    """Whether rate 20 leaves the better minimum of one unit, the worse of another."""
    A = OneWeightUnit([5, -0.5, 0.5], [0.7, 1, 0.1])  # begins on its better side
    B = OneWeightUnit([0.5, -3, -1, -0.5], [1, 0.5, 0.3, 0.1])  # on its worse side
    harmed = A.leaves(0.5, 20, -0.72, orders=[0])[0]
    helped = B.leaves(0, 20, 0.89, orders=[0])[0]
    if harmed and helped:
        return "too strong"
    return "holds" if helped else "wrong"


@question(
    "“Convergence is usual, but not guaranteed.” Your verdict?",
    {
        "holds": "On XOR most starts arrive and some do not, whatever the rate.",
        "too strong": "What would be too much in it? It says *usual*, and most runs "
        "of the course did arrive.",
        "wrong": "Then all runs would arrive, or hardly any.",
    },
    answer="holds",
)
def usual_not_guaranteed():
    """How many of forty starts learn XOR."""
    xor, how = datasets.xor(), {"max_epochs": 3000, "max_misclassified": 0}
    rows = sweep((2, 2, 1), xor.X, xor.T, [2], range(40), progress=False, **how)
    there = int((rows.stopped_by == "max_misclassified").sum())
    return "holds" if 20 < there < 40 else "wrong"


@question(
    "“Case updating is more common because it gives more accurate results.” "
    "Your verdict?",
    {
        "holds": "After equally many passes it does answer better. Epoch updating is "
        "then not done.",
        "too strong": "It gets there in fewer passes. Given ten times the passes, "
        "epoch updating answers nearly as well.",
        "wrong": "After 100 passes case updating was ahead on fresh points, and "
        "clearly so.",
    },
    answer="too strong",
)
def case_more_accurate():
    """Fresh points that epoch updating gets wrong beyond case: early, and late."""
    how = {"seeds": range(5)}
    [case] = race.run("case", "case", [0.3], **how)
    [early] = race.run("epoch", "epoch", [0.03], **how)
    [late] = race.run("epoch", "epoch", [0.03], passes=1000, **how)
    behind = [np.mean(race.fresh(lane) - race.fresh(case)) for lane in (early, late)]
    if behind[0] > 0.003:
        return "too strong" if behind[1] < behind[0] / 2 else "holds"
    return "wrong"


@question(
    "“Backpropagation is expensive because every weight needs a gradient of its own.” "
    "Your verdict?",
    {
        "holds": "It would, if every gradient took a pass of its own. One pass finds "
        "them all.",
        "holds under conditions": "No condition is needed: whatever the layers, fewer "
        "than two products backward for each one forward.",
        "wrong": "All slopes together cost fewer than two forward passes more. What "
        "is expensive is many tuples, many times.",
    },
    answer="wrong",
)
def gradients_expensive():
    """The largest backward pass by forward pass over networks of any shape."""
    rng = np.random.Generator(np.random.PCG64(0))
    shares = []
    for layers in rng.integers(2, 8, 200):
        ahead, back = products(rng.integers(1, 1000, layers + 1).tolist())
        shares.append(back / ahead)
    return "wrong" if max(shares) < 2 else "holds"


@question(
    "“Simulated annealing guarantees convergence to a global optimum.” Your verdict?",
    {
        "holds": "Cooled quickly, as everybody cools it, the walk freezes where it "
        "happens to be.",
        "holds under conditions": "Finitely many states, cooling as slow as c/ln k "
        "with a large enough c, and no end to the steps. Real weights are not covered.",
        "cannot be checked": "On three states it can be calculated to the last digit, "
        "and where it is proved, it is proved.",
    },
    answer="holds under conditions",
)
def annealing_guarantees():
    """The chance of the best of three states after cooling quickly, and slowly."""
    quick, slow = (_best(cooling) for cooling in (_geometric, _logarithmic))
    if slow > 0.9 > quick:
        return "holds under conditions"
    return "holds" if quick > 0.9 else "cannot be checked"


def _geometric(k):
    return 2 * 0.9**k


def _logarithmic(k):
    return 3 / np.log(k + 1)  # 3 is above 2, the depth of the poor state


def _best(cooling, E=(1.0, 3.0, 0.0), steps=20_000):
    """The exact chance of the last of three states in a row, from the first."""
    p = np.array([1.0, 0.0, 0.0])
    for k in range(1, steps + 1):
        up = 0.5 * np.exp(-np.array([E[1] - E[0], E[1] - E[2]]) / max(cooling(k), 1e-3))
        p = np.array([
            p[0] * (1 - up[0]) + p[1] / 2,
            p[0] * up[0] + p[2] * up[1],
            p[2] * (1 - up[1]) + p[1] / 2,
        ])  # fmt: skip
    return p[2]


@question(
    "“Neural networks are an ideal solution for most problems.” Your verdict?",
    {
        "holds": "On the real patients a straight line was level with the network.",
        "too strong": "On images, speech and text they lead. On tables of patients a "
        "line, a tree or a forest does as well and is less work.",
        "cannot be checked": "*Most problems* cannot, but wherever a rival is put "
        "beside the network the claim is tried.",
    },
    answer="too strong",
)
def ideal_for_most():
    """Whether a network is ahead of a straight line on real patients, five splits."""
    real = datasets.real_patients()
    errors = np.array([regression.errors(real, seed) for seed in range(5)])
    apart = errors[:, 1] - errors[:, 2]  # above 0 where the network is ahead
    return "holds" if apart.min() > 0 else "too strong"


@question(
    "“Neural networks raised word recognition by 20 %.” No paper, no data, no year. "
    "Your verdict?",
    {
        "holds": "Nothing was shown to you by which it could.",
        "wrong": "You know as little against it as for it.",
        "cannot be checked": "Say 70 % were read before. Then 84, 90 or 76 % are now: "
        "a fifth more, 20 points more, or a fifth fewer errors.",
    },
    answer="cannot be checked",
)
def word_recognition():
    """How many different results the sentence allows, if 70 % were right before."""
    before = 0.7
    readings = before * 1.2, before + 0.2, 1 - (1 - before) * 0.8
    told = {round(share, 6) for share in readings}
    return "cannot be checked" if len(told) > 1 else "holds"
