"""Lesson 13, the bug hunt: an annealer that counts and remembers the wrong things."""

import math

from bpcore.checks.function_exercise import function


def _metropolis(rise, chance, T):
    return rise <= 0 or chance < math.exp(-rise / T)


def _greedy(rise, chance, T):
    return rise <= 0


def _any(rise, chance, T):
    return True


# {what is wrong: (what the hint says, how the walk differs)}
SLIPS = {
    "last for best": ("the last error is returned, not the least", {"last": True}),
    "only accepted counted": ("only accepted proposals are counted", {"every": False}),
    "start not counted": ("the start is not counted", {"first": 0}),
    "never uphill": ("no rise is ever accepted", {"taken": _greedy}),
    "wrong sign": ("the sign in the exponent is missing, so that every proposal is "
                   "accepted", {"taken": _any}),
}  # fmt: skip


def _walk(E, moves, chances, T, taken=_metropolis, every=True, first=1, last=False):
    """The same walk, with a slip."""
    at, best, evaluations = 0, E[0], first
    for move, chance in zip(moves, chances, strict=True):
        to = (at + move) % len(E)
        accepted = taken(E[to] - E[at], chance, T)
        evaluations += every or accepted
        if accepted:
            at = to
            best = min(best, E[at])
    return (E[at] if last else best), evaluations


def _cases(rng):
    """Four rings on which every slip shows."""
    cases = []
    while len(cases) < 4:
        moves = (rng.integers(0, 2, 16) * 2 - 1).tolist()
        case = [
            rng.uniform(0.2, 3.0, 6).tolist(), moves, rng.random(16).tolist(),
            float(rng.uniform(0.6, 1.2)),
        ]  # fmt: skip
        right = _walk(*case)
        if all(_walk(*case, **how) != right for _, how in SLIPS.values()):
            cases.append(case)
    return cases


@function(
    cases=_cases,
    stub="""
    import math


    def repair_the_annealer(E, moves, chances, T):
        at, evaluations = 0, 1
        for move, chance in zip(moves, chances):
            to = (at + move) % len(E)
            rise = E[to] - E[at]
            if rise <= 0 or chance < math.exp(-rise / T):
                at = to
                evaluations += 1
        return E[at], evaluations
    """,
    hints=[
        "What does an evaluation cost when its proposal is refused?",
        "A walk that goes uphill by chance may end higher than it has been.",
    ],
    then="The budget is paid for every look, and the best look is kept.",
)
def repair_the_annealer(E, moves, chances, T):
    """This should anneal a ring of states; two things are wrong with it.

    `E` holds the error of each state, `moves` the proposals (1 or −1; the state after
    the last is the first), `chances` the random numbers that decide about a rise, `T`
    the temperature.  It begins in state 0.  Return the least error met, and what the
    walk has cost: how many times an error was evaluated, the start included.
    """
    at, best, evaluations = 0, E[0], 1
    for move, chance in zip(moves, chances, strict=True):
        to = (at + move) % len(E)
        rise = E[to] - E[at]
        evaluations += 1
        if rise <= 0 or chance < math.exp(-rise / T):
            at = to
            best = min(best, E[at])
    return best, evaluations


def _slip(says, how, name):
    @repair_the_annealer.mistake(name, says)
    def _(E, moves, chances, T):
        return _walk(E, moves, chances, T, **how)


for _name, (_says, _how) in SLIPS.items():
    _slip(_says, _how, _name)
