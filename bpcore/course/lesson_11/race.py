"""Lesson 11, the race: plain recurrence and gated cells on the adding problem."""

import numpy as np

from bpcore.course.lesson_11 import gate
from bpcore.datasets import adding_problem
from bpcore.recurrent.network import RecurrentNetwork
from bpcore.recurrent.training import train_through_time

GUESS = 1 / 48  # the mean loss of answering ½ to everything
SOLVED = GUESS / 10
SEEDS = range(20)


def sequences(steps):
    """(to train with, fresh ones): 1000 and 300 sequences of so many steps."""
    return adding_problem(1000, steps, seed=1), adding_problem(300, steps, seed=2)


def plain(steps, rate, seeds=SEEDS, epochs=10):
    """The loss on fresh sequences of eight tanh units that feed one another, a seed."""
    to_train, fresh = sequences(steps)
    losses = []
    for seed in seeds:
        net = RecurrentNetwork.random((2, 8, 1), 0.5, seed, output="identity")
        net = train_through_time(
            net, to_train, rate, max_epochs=epochs, every_step=False, clip=1.0,
        ).network  # fmt: skip
        off = [T[-1, 0] - net.predict(X)[-1, 0] for X, T in fresh]
        losses.append(0.5 * np.mean(np.square(off)))
    return np.array(losses)


def gated(steps, rate, seeds=SEEDS, epochs=10, closed=3.0):
    """The same of four gated cells; closed is taken off the bias of each gate."""
    to_train, fresh = sequences(steps)
    with np.errstate(all="ignore"):  # a start that explodes is counted as unsolved
        cells = gate.train(gate.starts(seeds, closed=closed), to_train, rate, epochs)
        return gate.mean_loss(cells, fresh)


def solved(losses):
    """How many are below a tenth of the guess."""
    return int(np.sum(losses < SOLVED))
