"""Lesson 12: the same slopes found three ways, and what slopes cost."""

import time
from itertools import pairwise
from statistics import median

import numpy as np

from bpcore.gradients import gradient
from bpcore.network import Network
from bpcore.notation import symbol
from bpcore.tables import Table, digits
from bpcore.tracing.trace import trace


def three_ways(w, θ, net, X, T):
    """Each slope of the loss as the graph, the textbook's rules and matrices have it.

    w, θ   the Values of the weights, {(i, j): …}, and of the biases, {j: …}, after
           the backward pass
    """
    p, by_matrix = trace(net, X, T, 1.0), gradient(net, X, T)
    rows = []
    for (i, j), value in w.items():
        layer = next(k for k in range(len(net.sizes)) if i in net.units(k))
        place = i - net.units(layer)[0], j - net.units(layer + 1)[0]
        ways = (value.gradient, -p.error[j] * p.output[i],
                by_matrix.weights[layer][place])  # fmt: skip
        rows.append((symbol("weight", i, j), *ways))
    for j, value in θ.items():
        layer = next(k for k in range(1, len(net.sizes)) if j in net.units(k))
        place = j - net.units(layer)[0]
        ways = value.gradient, -p.error[j], by_matrix.biases[layer - 1][place]
        rows.append((symbol("bias", j), *ways))
    for name, *ways in rows:
        assert max(ways) - min(ways) < 1e-12, name
    shown = [(name, *(digits(slope, 4) for slope in ways)) for name, *ways in rows]
    return Table(
        ("parameter", "the graph", "−Err · O", "matrices"), shown,
        "The slopes of E, three ways", "lrrr",
    )  # fmt: skip


def products(sizes):
    """(of the forward pass, of the backward pass) through these layers.

    What is multiplied with a weight or for one: w · O forward; Err · w, which the
    first layer's weights need not, and Err · O backward.
    """
    weights = [m * n for m, n in pairwise(sizes)]
    return sum(weights), sum(weights[1:]) + sum(weights)


def prices(*networks):
    """What all slopes of one tuple cost, in products, by four ways."""
    rows = []
    for sizes in networks:
        forward, backward = products(sizes)
        parameters = forward + sum(sizes[1:])
        rows.append((
            "-".join(map(str, sizes)), f"{parameters:,}", f"{forward:,}",
            f"{backward:,}", f"{backward / forward:.2f}", f"{parameters * forward:,}",
            f"{2 * parameters * forward:,}",
        ))  # fmt: skip
    columns = ("network", "parameters", "forward pass", "backward pass",
               "backward / forward", "forward mode", "centred differences")  # fmt: skip
    return Table(columns, rows, "Products for one tuple", "lrrrrrr")


def forward_passes(sizes, tuples=32, times=200):
    """How many forward passes ``bp.gradient`` takes, its own included, by the clock."""
    net = Network.random(sizes, "glorot", seed=0)
    X, T = np.full((tuples, sizes[0]), 0.5), np.full((tuples, sizes[-1]), 0.5)
    ratios = []
    for _ in range(times):  # in turn, so that a busy machine slows both
        begin = time.perf_counter()
        net.outputs(X)
        between = time.perf_counter()
        gradient(net, X, T)
        ratios.append((time.perf_counter() - between) / (between - begin))
    return median(ratios)
