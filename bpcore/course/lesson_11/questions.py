"""Questions of lesson 11: what a cell keeps, and what settles."""

import numpy as np

from bpcore.course.lesson_11 import race
from bpcore.course.lesson_11.gate import ONE, forward
from bpcore.course.lesson_11.unrolled import unrolled_gradient
from bpcore.labs.quiz import question
from bpcore.recurrent.fixed_points import fixed_point_gradient

W, I = np.array([[0.0, 1.2], [-0.8, 0.0]]), np.array([0.5, -0.3])
TARGETS = np.array([np.nan, 0.9])


@question(
    "The cell's value is put up by 0.001 at step 1, and in another trial at step 30, "
    "the last. Beside what the second does to the output, the first does …",
    {
        "a thirtieth": "Nothing shares it out: the cell keeps it whole, and so does "
        "each step after.",
        "next to nothing": "In the plain unit of lesson 10 it would: each step "
        "multiplies by w · f′. Here each step multiplies by 1.",
        "the same": "The connection has weight 1 and nothing squashes what is kept.",
    },
    answer="the same",
)
def a_nudge_that_is_kept():
    """What a nudge of the cell's value does to the output, early and late."""
    X = np.column_stack([np.linspace(0, 1, 30), np.arange(30) % 15 == 3])
    passed = forward(ONE, X)
    added = (passed.g * passed.a)[:, 0]
    early, late = added.copy(), added.copy()
    early[0] += 0.001
    late[-1] += 0.001
    first, last = (0.5 * np.cumsum(run)[-1] - passed.O for run in (early, late))
    share = first / last
    return "the same" if abs(share - 1) < 0.01 else "next to nothing"


@question(
    "Sequences of 30 steps, eight plain tanh units, clipping on. Of 20 starts, how "
    "many get below a tenth of the loss of always answering ½?",
    {
        "none": "The two marked numbers lie up to 29 steps back, and their error has "
        "to pass each step's w · f′.",
        "about half": "At 10 steps some do. Three times as long, a factor a step is "
        "raised to the third power.",
        "all 20": "Nothing about the task is hard for a calculator. It is hard for "
        "what has to be learned through thirty factors.",
    },
    answer="none",
)
def plain_at_thirty():
    """How many of a few such starts solve it."""
    count = race.solved(race.plain(30, 0.03, seeds=range(3), epochs=3))
    return {0: "none", 3: "all 20"}.get(count, "about half")


@question(
    "Two units feed each other. Unit 2 has a target, unit 1 has none. The settled "
    "error of unit 1 is …",
    {
        "0: it has no target": "A hidden unit has none either. What comes back over "
        "w₁₂ is its error.",
        "that of unit 2 times w₁₂ and its own slope": "And unit 2 hears back from "
        "unit 1 in turn; when both stand still this holds.",
        "the same as unit 2's": "It is weighted by w₁₂ and by what unit 1 can still "
        "move.",
    },
    answer="that of unit 2 times w₁₂ and its own slope",
)
def an_error_that_settles():
    """The error of unit 1 beside what comes over its connection."""
    err = -fixed_point_gradient(W, I, TARGETS).I
    if err[0] == 0:
        return "0: it has no target"
    return (
        "the same as unit 2's"
        if err[0] == err[1]
        else "that of unit 2 times w₁₂ and its own slope"
    )


@question(
    "The same network is unrolled: run for n steps, then backpropagated through time. "
    "Its slopes and the settled ones …",
    {
        "are equal from the first step on": "After one step nothing has come round "
        "yet.",
        "come together as n grows": "The activities settle, and what is left of an "
        "error after many steps back is as good as nothing.",
        "stay apart": "Both are the slope of one loss, at the same point once the run "
        "has settled.",
    },
    answer="come together as n grows",
)
def unrolled_and_settled():
    """How far the two are apart after one step and after forty."""
    settled = fixed_point_gradient(W, I, TARGETS).W
    first, later = (
        np.abs(unrolled_gradient(W, I, TARGETS, n) - settled).max() for n in (1, 40)
    )
    if later > 1e-9:
        return "stay apart"
    return "come together as n grows" if first > 1e-3 else None
