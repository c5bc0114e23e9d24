"""Lesson 06, symptoms: what a curve tells, and what it takes to tell the rest."""

from bpcore.checks.exercise import number
from bpcore.checks.judging import Tolerance

CRAWLS, CONVERGES, OSCILLATES = "crawls", "converges", "oscillates"
SATURATES, DIVERGES = "saturates", "diverges"


@number(
    "words",
    hints=[
        "Look at the loss first: falling, flat, up and down, or growing without end?",
        "B and D hardly move. Look at their outputs: who could still move?",
    ],
    then="A flat curve has more than one cause; the outputs tell which.",
)
def diagnose():
    """Five runs; the mean loss at epochs 0, 100, 200, 300 and what else was seen.

    - A: 0.131, 0.042, 0.010, 0.004; largest weight 6
    - B: 0.127, 0.124, 0.121, 0.118; largest weight 0.7, outputs near one half
    - C: 0.31, 4.2, 66, 1100; largest weight 40 and growing
    - D: 0.50, 0.50, 0.50, 0.50; largest weight 31, every output above 0.9999
    - E: 0.14, 0.06, 0.13, 0.07; largest weight 9

    Give a list of five words, one for each run from A to E, out of "crawls",
    "converges", "oscillates", "saturates", "diverges".
    """
    return ("converges", "crawls", "diverges", "saturates", "oscillates")


@diagnose.mistake("saturation for divergence", "C and D change places")
def _():
    return CONVERGES, CRAWLS, SATURATES, DIVERGES, OSCILLATES


@diagnose.mistake("two that are flat", "B and D change places")
def _():
    return CONVERGES, SATURATES, DIVERGES, CRAWLS, OSCILLATES


@diagnose.mistake("oscillation for divergence", "C and E change places")
def _():
    return CONVERGES, CRAWLS, OSCILLATES, SATURATES, DIVERGES


@diagnose.mistake(
    "flat for learned", "a flat curve is taken for a learned one: A and B"
)
def _():
    return CRAWLS, CONVERGES, DIVERGES, SATURATES, OSCILLATES


@diagnose.mistake(
    "both flat ones crawl", "D is said to crawl: its outputs are at an end"
)
def _():
    return CONVERGES, CRAWLS, DIVERGES, CRAWLS, OSCILLATES


@diagnose.mistake("both diverge", "D is said to diverge: its loss does not grow")
def _():
    return CONVERGES, CRAWLS, DIVERGES, DIVERGES, OSCILLATES


WHOLE = Tolerance(0.0, 0.09)
OTHERS = {
    1: "you look at more epochs: the curve may stay flat in both cases",
    2: "you look at the share misclassified, which is high in both cases",
    4: "you look at another run: it has nothing to say of this one",
}


@number(
    "choice",
    hints=[
        "Which of the four would come out one way if the rate is too low, and another "
        "way if it was too high?",
        "What keeps a unit from learning that is far out, and how large can that "
        "number be at all?",
    ],
    tolerance=WHOLE,
    then="An output at its end hears nothing at any rate: lower it, and start anew.",
)
def what_would_tell():
    r"""A decision.  A network with one sigmoid output has been trained for 2000 epochs;
    its loss has been flat at 0.25 since epoch 30.  Either the rate is too low and it
    crawls, or it was too high and the network has saturated.  You may look at one thing
    before you decide whether to raise the rate and go on, or to lower it and start
    anew:

    - 1: the loss after another 2000 epochs
    - 2: the share of the tuples that is misclassified
    - 3: the largest $O (1 - O)$ of the output unit over all tuples
    - 4: the loss of a run from another seed

    Which one, and what must you find there so that *lower it and start anew* is right?

    - 5: that it is near $\tfrac14$
    - 6: that it is near 0
    - 7: that it is near one half
    - 8: that it is the same as before

    Give a list of two numbers, the measurement and the finding, such as `[1, 5]`.
    """
    return [3, 6]


def _declare(measured, found, name, says):
    @what_would_tell.mistake(name, says)
    def _():
        return measured, found


for _measured, _says in OTHERS.items():
    for _found in (5, 6, 7, 8):
        _declare(_measured, _found, f"{_measured} with {_found}", _says)
_declare(3, 5, "wrong way round", "it is read the wrong way: at ¼ a unit can move")
_declare(3, 7, "beyond its largest", "it is taken to reach one half: it never does")
_declare(3, 8, "nothing to compare", "there is no earlier value to compare it with")
