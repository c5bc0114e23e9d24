"""Lesson 07, the decision: four runs that stand still, and what to do with each."""

from bpcore.checks.exercise import number

GO_ON, SMALLER, OTHER, STOP = "go on", "smaller weights", "another seed", "stop"


@number(
    "decisions",
    hints=[
        "Two of the four help no nudge. What else was measured there?",
        "A slope that grows says something about the epochs to come.",
    ],
    then="The curve looked the same four times; what was measured decides.",
)
def what_next():
    """Four runs have had a flat loss for 4000 epochs.

    Each was settled, and then nudged 2000 times by up to 0.1, 0.01, 0.001 and 0.0001:

    - A: 0 %, 0 %, 0 %, 0 % help; a third of the tuples are wrong; the largest
      $O(1-O)$ of the hidden layer is 0.23; largest weight 3.1, unchanged
    - B: 0 %, 0 %, 0 %, 0 % help; half of the tuples are wrong; the largest $O(1-O)$
      of the hidden layer is 0.00004; the initial weights were between −30 and 30
    - C: 6 %, 21 %, 43 %, 49 % help; half of the tuples are wrong; the largest slope is
      0.0004 and twice what it was 1000 epochs ago; largest weight 0.7
    - D: 1 %, 4 %, 16 %, 41 % help; every output is within 0.02 of its target, 0 or 1;
      largest weight 9.4 and growing

    Decide for each: "go on" with the run, "stop" it, start again with "smaller
    weights", or start again from "another seed".  Give the reason as well:

    - "p": no way leads down from here, though errors come through
    - "q": errors are multiplied by almost nothing on their way back
    - "r": a way leads down, and it gets steeper
    - "s": what is left to gain lies at infinity

    Give a list of eight words: decision and reason for A, for B, for C, for D.
    """
    return (
        *("another seed", "p", "smaller weights", "q"),
        *("go on", "r", "stop", "s"),
    )


def _decided(a=(OTHER, "p"), b=(SMALLER, "q"), c=(GO_ON, "r"), d=(STOP, "s")):
    return *a, *b, *c, *d


@what_next.mistake("saturation for a minimum", "B is taken for a minimum like A")
def _():
    return _decided(b=(OTHER, "p"))


@what_next.mistake("A and B exchanged", "A and B change places")
def _():
    return _decided(a=(SMALLER, "q"), b=(OTHER, "p"))


@what_next.mistake("flat is stuck", "C is given up because its loss is flat")
def _():
    return _decided(c=(OTHER, "p"))


@what_next.mistake("stopped in a valley", "C is taken for a valley without an end")
def _():
    return _decided(c=(STOP, "s"))


@what_next.mistake(
    "never enough", "D is left to go on: more epochs gain next to nothing"
)
def _():
    return _decided(d=(GO_ON, "r"))


@what_next.mistake("patience for all", "all four are left to go on")
def _():
    return (GO_ON, "r") * 4


@what_next.mistake("another seed alone", "in B another seed of that range closes again")
def _():
    return _decided(b=(OTHER, "q"))


@what_next.mistake(
    "stopped at a minimum", "A is given up: it has not learned, and a start is cheap"
)
def _():
    return _decided(a=(STOP, "p"))


@what_next.mistake(
    "no error in B", "B is given reason p: next to no error comes through there"
)
def _():
    return _decided(b=(SMALLER, "p"))


@what_next.mistake(
    "after infinity", "D is left to go on: what is left lies out of reach"
)
def _():
    return _decided(d=(GO_ON, "s"))


@what_next.mistake("a good run thrown away", "D is thrown away, though it has learned")
def _():
    return _decided(d=(OTHER, "s"))
