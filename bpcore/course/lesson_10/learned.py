"""Lesson 10: how many of so many starts learn to remember."""

import numpy as np

from bpcore.recurrent import RecurrentNetwork, train_through_time

UNITS, STARTS, FRESH = 8, 20, 50  # hidden units, starts, sequences to judge by
LEARNED = 0.05  # share of wrong answers at most


def count_learned(make, answers, **training):
    """Of twenty random starts, how many learn a task.

    make       make(seed) → sequences to train with; those to judge by come from other
               seeds
    answers    the steps that can be answered, as a slice
    training   as ``bp.train_through_time`` takes it
    """
    return sum(share <= LEARNED for share in shares_wrong(make, answers, **training))


def shares_wrong(make, answers, starts=STARTS, **training):
    """Share of wrong answers on fresh sequences, a start each."""
    found = []
    for seed in range(starts):
        net = RecurrentNetwork.random((1, UNITS, 1), 0.5, seed, loss="cross-entropy")
        net = train_through_time(net, make(seed), **training).network
        fresh = [pair for n in range(2) for pair in make(1000 + 2 * seed + n)]
        wrong = [
            (net.predict(X)[answers] > 0.5) != (T[answers] > 0.5)
            for X, T in fresh[:FRESH]
        ]
        found.append(float(np.mean(wrong)))
    return found
