"""Sequences to remember something in: lists of (X, T), as training through time takes.

X is (steps, inputs) and T (steps, outputs), both read-only.
"""

import numpy as np

from bpcore.frozen import frozen
from bpcore.inputs import whole_number

MOST_STEPS, MOST = 10_000, 100_000  # steps of a sequence, sequences


def echo(n=20, steps=20, delay=3, seed=0):
    """Say again what came ``delay`` steps ago: random bits in, the same bits out.

    n, steps   how many sequences, and of how many steps
    delay      1 or more, fewer than steps; before anything can be echoed the target
               is 0
    """
    steps = _steps(steps, 2)
    delay = whole_number("delay", delay, at_least=1, at_most=steps - 1)

    def one(rng):
        X = rng.integers(0, 2, (steps, 1)).astype(float)
        return X, np.concatenate([np.zeros((delay, 1)), X[:-delay]])

    return _made(n, seed, one)


def temporal_xor(n=20, steps=30, seed=0):
    """Predict the next bit, where every third is the XOR of the two before it.

    The bits run 1 0 1, 0 0 0, 1 1 0 …: only at steps 2, 5, 8 … can the next one be
    known; at all others it is the toss of a coin (Elman 1990, *Finding structure in
    time*, who used one sequence of 3000 bits).
    """
    steps = _steps(steps, 2)

    def one(rng):
        threes = rng.integers(0, 2, (steps // 3 + 1, 3))
        threes[:, 2] = threes[:, 0] ^ threes[:, 1]
        bits = threes.reshape(-1, 1)[: steps + 1].astype(float)
        return bits[:-1], bits[1:]

    return _made(n, seed, one)


def adding_problem(n=100, steps=20, seed=0):
    """Half the sum of the two marked numbers of a sequence: a long memory is needed.

    Input 1 is uniform in 0 … 1, input 2 marks one step of the first half and one of the
    second with 1.  The target, in every row, is the answer: train on the last one
    alone.  Always answering 1/2 gives a mean loss of 1/48 (after Hochreiter &
    Schmidhuber 1997, *Long short-term memory*).
    """
    steps = _steps(steps, 2)

    def one(rng):
        X = np.zeros((steps, 2))
        X[:, 0] = rng.uniform(0, 1, steps)
        half = steps // 2
        marked = [rng.integers(0, half), rng.integers(half, steps)]
        X[marked, 1] = 1.0
        return X, np.full((steps, 1), X[marked, 0].mean())

    return _made(n, seed, one)


def _steps(steps, least):
    return whole_number("steps", steps, at_least=least, at_most=MOST_STEPS)


def _made(n, seed, one):
    """n sequences, each made by ``one`` from a random generator."""
    n = whole_number("n", n, at_least=1, at_most=MOST)
    rng = np.random.Generator(np.random.PCG64(whole_number("seed", seed, at_least=0)))
    return [tuple(map(frozen, one(rng))) for _ in range(n)]
