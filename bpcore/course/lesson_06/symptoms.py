"""Lesson 06, schedules and symptoms: 1/t, saturation, and what a curve tells."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function
from bpcore.checks.random_inputs import sigmoid


@function(
    cases=lambda rng: [[random_inputs.rate(rng), t] for t in (3, 5, 9)],
    hints=[
        "At t = 1 the rate is c itself, at t = 2 half of it.",
        "One division.",
    ],
    then="It shrinks fast at first, then ever more slowly.",
)
def one_over_t(c, t):
    r"""Write the schedule $l = \frac{c}{t}$.

    `c` the rate of the first pass, `t` the number of the pass: 1, 2, 3 …
    Return the rate.
    """
    return c / t


@one_over_t.mistake("counted from 0", "it counts on: the first pass would get c / 2")
def _(c, t):
    return c / (t + 1)


@one_over_t.mistake("off by one", "it lags: the first pass would divide by 0")
def _(c, t):
    return c / (t - 1)


@one_over_t.mistake("left out c", "c is left out")
def _(c, t):
    return 1 / t


@one_over_t.mistake("root", "it divides by the square root of t")
def _(c, t):
    return c / t**0.5


@one_over_t.mistake("multiplied", "c is multiplied by t: the rate would grow")
def _(c, t):
    return c * t


@one_over_t.mistake("inverted", "the fraction stands upside down")
def _(c, t):
    return t / c


@function(
    cases=lambda rng: [[random_inputs.rate(rng), n] for n in (3, 4, 6)],
    hints=[
        "Which rate does the first epoch get, and which should it?",
        "What does range(1, epochs + 1) run through? Is the + 1 below still needed?",
    ],
    stub="""
    def repair_the_schedule(c, epochs):
        return [c / (t + 1) for t in range(1, epochs + 1)]
    """,
    then="The first epoch gets c, and there are as many rates as epochs.",
)
def repair_the_schedule(c, epochs):
    r"""Repair this list of rates: $\frac{c}{t}$ for the epochs $t = 1, 2, \dots$ up
    to `epochs`.

    `c` the first rate, `epochs` how many.  Return a list, one rate an epoch.
    """
    return [c / t for t in range(1, epochs + 1)]


@repair_the_schedule.mistake("off by one", "the first epoch gets c / 2, not c")
def _(c, epochs):
    return c / np.arange(2, epochs + 2)


@repair_the_schedule.mistake("one too few", "the last epoch gets no rate")
def _(c, epochs):
    return c / np.arange(1, epochs)


@repair_the_schedule.mistake("one too many", "there is one rate more than epochs")
def _(c, epochs):
    return c / np.arange(1, epochs + 2)


@repair_the_schedule.mistake("constant", "the rate stays as it was at first")
def _(c, epochs):
    return np.full(epochs, c)


@repair_the_schedule.mistake(
    "applied twice", "each rate is divided again: c / 1 · 2 · 3"
)
def _(c, epochs):
    return c / np.cumprod(np.arange(1.0, epochs + 1))


@number(
    "share_left",
    hints=[
        "First the output of the unit, then its slope O (1 − O).",
        "The slope is largest at O = ½. How large is it there?",
    ],
    then="A unit that is far out hardly learns, however wrong it is.",
)
def saturation(I=3.0):
    """A sigmoid unit has the net input $I = 3$.

    What share of the largest slope that a sigmoid can have is left to it?
    """
    O = 1 / (1 + np.exp(-I))
    return O * (1 - O) / 0.25


@saturation.mistake("slope", "the slope is given, not its share of the largest, ¼")
def _(I):
    return sigmoid(I) * (1 - sigmoid(I))


@saturation.mistake("output", "the output O is given")
def _(I):
    return sigmoid(I)


@saturation.mistake("net input for the output", "I (1 − I) is taken for O (1 − O)")
def _(I):
    return I * (1 - I) / 0.25


@saturation.mistake("multiplied", "it is multiplied by ¼, not divided")
def _(I):
    return sigmoid(I) * (1 - sigmoid(I)) * 0.25


@saturation.mistake("share lost", "the share that is lost is given, not what is left")
def _(I):
    return 1 - sigmoid(I) * (1 - sigmoid(I)) / 0.25


CRAWLS, CONVERGES, OSCILLATES = "crawls", "converges", "oscillates"
SATURATES, DIVERGES = "saturates", "diverges"


@number(
    "words",
    hints=[
        "Look at the loss first: falling, flat, up and down, or growing without end?",
        "B and D are both flat. Look at their weights and outputs: who could move?",
    ],
    then="A flat curve has more than one cause; the weights tell which.",
)
def diagnose():
    """Five runs; the mean loss at epochs 0, 100, 200, 300 and what else was seen.

    - A: 0.25, 0.04, 0.01, 0.004; largest weight 6
    - B: 0.251, 0.250, 0.250, 0.249; largest weight 0.5, outputs near one half
    - C: 0.25, 4.0, 66, 1100; largest weight 40 and growing
    - D: 0.50, 0.50, 0.50, 0.50; largest weight 900, every output 0.000 or 1.000
    - E: 0.25, 0.06, 0.24, 0.07; largest weight 9

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


@diagnose.mistake("both flat ones crawl", "D is said to crawl: its weights are huge")
def _():
    return CONVERGES, CRAWLS, DIVERGES, CRAWLS, OSCILLATES


@diagnose.mistake("both diverge", "D is said to diverge: its loss does not grow")
def _():
    return CONVERGES, CRAWLS, DIVERGES, DIVERGES, OSCILLATES
