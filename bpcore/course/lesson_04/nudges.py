"""Lesson 04: a network once for each of its parameters, with that one nudged."""

from itertools import pairwise

from bpcore.nudged import moved


def each_moved(net, by):
    """Networks like another, each with one weight or bias moved by so much.

    In the order unit by unit, the weights that lead to it, then its bias.
    """
    layers = [net.units(k) for k in range(len(net.sizes))]
    return [
        moved(net, i, j, by)
        for before, units in pairwise(layers)
        for j in units
        for i in (*before, None)
    ]
