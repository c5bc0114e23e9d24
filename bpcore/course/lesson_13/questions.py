"""Questions of lesson 13: what chance and temperature do, on a chain and in the lab."""

import math

import numpy as np

from bpcore.course.lesson_13 import chain
from bpcore.labs.annealing import annealing
from bpcore.labs.quiz import question


@question(
    "A proposal would lift the error from 0.30 to 0.35. Temperature 0.1. How often is "
    "such a step accepted?",
    {
        "never": "Only at temperature 0. There the rule would be plain descent.",
        "about 6 times in 10": "The rise is half the temperature, and e to the power "
        "of −0.5 is 0.61.",
        "always": "That holds for steps that do not rise.",
    },
    answer="about 6 times in 10",
)
def half_a_temperature_up():
    """How often chance accepts such a rise, in 10,000 tries."""
    tries = np.random.Generator(np.random.PCG64(13)).random(10_000)
    share = (tries < math.exp(-(0.35 - 0.30) / 0.1)).mean()
    if share in (0, 1):
        return "always" if share else "never"
    return "about 6 times in 10" if 0.55 < share < 0.65 else None


@question(
    "The chain 1, 3, 0, cooled as c/ln(k + 1) with c = 1, half the depth of the first "
    "state. After a million steps, how much does the first state still hold?",
    {
        "next to nothing": "A million is many. But the later steps are cold, and the "
        "chances to leave add up to a finite sum.",
        "about a fifth": "It may look as if it must go on falling. It hardly falls "
        "after the first hundred steps.",
        "more than half": "The chance to leave falls like 1/k², and what does not "
        "leave soon never does.",
    },
    answer="more than half",
)
def cooled_too_fast():
    """What the first state holds after 10⁶ steps."""
    held = chain.after([1, 3, 0], lambda k: 1 / np.log(k + 1), 10**6)[0]
    if held > 0.5:
        return "more than half"
    return "next to nothing" if held < 0.05 else "about a fifth"


def _dips(T, seeds=range(10)):
    """The dip of the best network met and that of the last, in the lab, by seed."""
    lab, found = annealing(), []
    for seed in seeds:
        lab.set(temperature=T, schedule="constant", seed=seed)
        lab.wait()
        found.append((lab.found["dip_best"], lab.found["dip"]))
    return np.array(found)


@question(
    "One weight, constant temperature 0.0005, 1000 evaluations from w = 1. Of the "
    "seeds 0 to 9, how many ever meet the deepest dip?",
    {
        "none": "The wall of its dip is 0.014 high, 28 temperatures: e to the power of "
        "−28 is less than one in a million million.",
        "about half": "Uphill steps are taken, but small ones; it would need a whole "
        "flight of them.",
        "all ten": "At ten times the temperature, nearly.",
    },
    answer="none",
    lab=True,
)
def cold_walk():
    """How many of ten cold walks meet the deepest dip."""
    met = int((_dips(0.0005)[:, 0] == 4).sum())
    return {0: "none", 10: "all ten"}.get(met, "about half" if 3 <= met <= 7 else None)


@question(
    "The same at temperature 0.05, three times the height of the wall. Of the seeds "
    "0 to 9 …",
    {
        "all meet the deepest dip, and all end in it": "To end there it would have to "
        "get cold in time.",
        "all meet the deepest dip, and some end elsewhere": "It wanders over all four "
        "dips, and the end is where it happens to be.",
        "only some meet it": "So hot it goes everywhere.",
    },
    answer="all meet the deepest dip, and some end elsewhere",
    lab=True,
)
def hot_walk():
    """Where ten hot walks come to, and where they end."""
    met, ended = (_dips(0.05) == 4).sum(axis=0)
    if met < 10:
        return "only some meet it"
    word = "all end in it" if ended == 10 else "some end elsewhere"
    return f"all meet the deepest dip, and {word}"


@question(
    "XOR, 3000 evaluations, each search at its best settings, 50 starts. Which of them "
    "all arrive?",
    {
        "annealing": "It climbs out of many a poor place. Not of all, in this budget.",
        "backpropagation that starts again": "A start that is stuck costs 100 epochs, "
        "and the next one is likely to be a good one.",
        "backpropagation from one start": "Eleven of its fifty are still stuck.",
    },
    answer="backpropagation that starts again",
)
def who_arrives_always():
    """Which of three searches arrives from all 50 starts."""
    from bpcore.course.lesson_13 import race

    task, words = race.xor(), {
        "annealing": "annealing",
        "with restarts": "backpropagation that starts again",
        "backpropagation": "backpropagation from one start",
    }  # fmt: skip
    arrived = [
        word for method, word in words.items()
        if np.isfinite(race.run(task, method).needed).all()
    ]  # fmt: skip
    return arrived[0] if len(arrived) == 1 else None
