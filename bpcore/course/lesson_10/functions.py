"""Lesson 10, functions: a clipped gradient, and a training that is to be repaired."""

import numpy as np

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function


def _gradients(rng):
    """Tables of gradients, a row each: some longer than the limit, some not."""
    cases = []
    for n, lengths in ((3, (2.6, 0.4)), (4, (0.6, 1.7)), (3, (0.5, 3.0, 1.4))):
        G = random_inputs.values(rng, len(lengths), n)
        c = float(np.round(rng.uniform(0.6, 0.9), 2))
        sizes = np.linalg.norm(G, axis=1)
        cases.append([np.round(G * (c * np.array(lengths) / sizes)[:, None], 2), c])
    return cases


@function(
    cases=_gradients,
    hints=[
        "The norm is one number for a whole gradient: the root of a sum.",
        "Too long: what must each of its slopes be multiplied by? Not too long: what "
        "happens?",
    ],
    then="A long gradient becomes shorter, and points where it pointed before.",
)
def clip_by_norm(G, c):
    r"""Clip gradients, each to a norm of `c` at most.

    `G` (sequences, n): a gradient a row, all slopes of a network in it; `c` the largest
    norm allowed.  Return the table of the clipped gradients, an array or a list of
    rows.
    """
    clipped = []
    for g in G:
        norm = np.sqrt(np.sum(g**2))
        clipped.append(g * c / norm if norm > c else g)
    return clipped


def _scaled(norm):
    """What clipping gives with another norm of a row."""
    return lambda G, c: [g * min(1.0, c / norm(g)) for g in G]


def _rows(clipped):
    """What comes of rows that are treated so: clipped(row, its norm, c)."""
    return lambda G, c: [clipped(g, np.linalg.norm(g), c) for g in G]


for _name, _says, _gives in (
    ("each component", "each slope is clipped by itself: it turns",
     lambda G, c: np.clip(G, -c, c)),
    ("always rescaled", "short gradients are made longer as well",
     _rows(lambda g, norm, c: g * c / norm)),
    ("no root", "the squares are summed, and the root is not taken",
     _scaled(lambda g: (g**2).sum())),
    ("largest component", "the largest slope is taken for the norm",
     _scaled(lambda g: np.abs(g).max())),
    ("sizes added", "the sizes are added up: that is another norm",
     _scaled(lambda g: np.abs(g).sum())),
    ("mean of the squares", "the mean of the squares is taken, not their sum",
     _scaled(lambda g: np.sqrt((g**2).mean()))),
    ("made 1 long", "a long gradient is made 1 long, not c",
     _rows(lambda g, norm, c: g / norm if norm > c else g)),
    ("the short ones", "short gradients are stretched, long ones kept",
     _rows(lambda g, norm, c: g * c / norm if norm < c else g)),
    ("nothing", "long gradients stay as long as they are", lambda G, c: G),
    ("dropped", "a long gradient is thrown away: no update at all",
     _rows(lambda g, norm, c: g if norm <= c else 0 * g)),
    ("all together", "the norm of the whole table is taken, not of each gradient",
     lambda G, c: G * min(1.0, c / np.linalg.norm(G))),
):  # fmt: skip
    clip_by_norm.mistake(_name, _says)(_gives)


def _trainings(rng):
    return [
        [
            random_inputs.values(rng, sequences, steps),
            random_inputs.values(rng, sequences, steps),
            float(random_inputs.values(rng)),
            float(random_inputs.values(rng)),
            random_inputs.rate(rng),
        ]
        for sequences, steps in ((2, 3), (3, 3), (2, 4))
    ]


@function(
    cases=_trainings,
    seen_as=lambda answer, X, T, w, v, l: np.asarray(answer) - [w, v],
    hints=[
        "Follow dw and v on paper through both steps of the first sequence. Which v "
        "should every step of it meet?",
        "Now the second sequence: what do dw and dv hold when it begins?",
    ],
    stub="""
    def train_in_time(X, T, w, v, l):
        dw = dv = 0.0
        for n in range(len(X)):
            O, err = [0.0], 0.0
            for x in X[n]:
                O.append(w * x + v * O[-1])
            for t in range(len(X[n]), 0, -1):
                err = T[n][t - 1] - O[t] + v * err
                dw, dv = dw + err * X[n][t - 1], dv + err * O[t - 1]
                w, v = w + l * dw, v + l * dv
        return w, v
    """,
    then="One update a sequence, of what this sequence alone asks for.",
)
def train_in_time(X, T, w, v, l):
    """Repair this epoch of one unit that feeds itself and is the output as well.

    Its output is its net input (the slope is 1); there is no bias.  Two things are
    wrong.  `X`, `T` (sequences, steps) inputs and targets, `w` the weight of the input,
    `v` that of the feedback, `l` the rate.  Both weights are to be updated once after
    each sequence.  Return the last `w` and `v`.
    """
    for n in range(len(X)):
        dw = dv = 0.0
        O, err = [0.0], 0.0
        for x in X[n]:
            O.append(w * x + v * O[-1])
        for t in range(len(X[n]), 0, -1):
            err = T[n][t - 1] - O[t] + v * err
            dw, dv = dw + err * X[n][t - 1], dv + err * O[t - 1]
        w, v = w + l * dw, v + l * dv
    return w, v


def _trained(X, T, w, v, l, clear=True, once=True, lag=1, back=1.0, share=1.0):
    """The weights after an epoch, with what a slip changes."""
    dw = dv = 0.0
    for x, target in zip(X, T, strict=True):
        if clear:
            dw = dv = 0.0
        O, err = [0.0], 0.0
        for value in x:
            O.append(w * value + v * O[-1])
        for t in range(len(x), 0, -1):
            err = target[t - 1] - O[t] + back * v * err
            dw, dv = dw + err * x[t - 1], dv + err * O[t - lag]
            if not once:
                w, v = w + l * dw, v + l * dv
        if once:
            w, v = w + share * l * dw, v + share * l * dv
    return w, v


for _name, _says, _how in (
    ("both", "both faults are still there", {"clear": False, "once": False}),
    ("accumulator not cleared", "dw and dv still hold what earlier sequences asked for",
     {"clear": False}),
    ("updated within the sequence", "w and v change while the errors travel back",
     {"once": False}),
    ("h_t for h_(t-1)", "the error meets the output of its own step", {"lag": 0}),
    ("no error from the next step", "no error comes back from the step after",
     {"back": 0.0}),
    ("wrong sign of the feedback", "what comes back is subtracted", {"back": -1.0}),
):  # fmt: skip
    train_in_time.mistake(_name, _says)(
        lambda X, T, w, v, l, how=_how: _trained(X, T, w, v, l, **how)
    )


@train_in_time.mistake("averaged", "the steps are averaged instead of summed")
def _(X, T, w, v, l):
    return _trained(X, T, w, v, l, share=1 / len(X[0]))


@train_in_time.mistake("once an epoch", "the weights are updated once, at the very end")
def _(X, T, w, v, l):
    changes = [np.subtract(_trained([x], [t], w, v, l), (w, v))
               for x, t in zip(X, T, strict=True)]  # fmt: skip
    return np.add((w, v), np.sum(changes, axis=0))


@train_in_time.mistake("first sequence only", "the epoch ends after one sequence")
def _(X, T, w, v, l):
    return _trained(X[:1], T[:1], w, v, l)
