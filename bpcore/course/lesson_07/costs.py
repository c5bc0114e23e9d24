"""What an epoch of training costs on the reader's own machine."""

from time import perf_counter

import numpy as np

from bpcore import datasets
from bpcore.network import Network
from bpcore.tables import Table
from bpcore.training import train

MOMENT = 0.03  # seconds


def an_epoch(sizes):
    """A row for each (tuples, hidden units): microseconds, and for one of both."""
    rows = []
    for tuples, hidden in sizes:
        data = datasets.patients(tuples)
        X, net = data.scaler().apply(data).X, Network.random((3, hidden, 1))
        seconds = _seconds(net, X, data.T, "case")
        each = 1e9 * seconds / tuples / net.parameters
        rows.append((tuples, net.parameters, f"{1e6 * seconds:.0f}", f"{each:.1f}"))
    head = ("tuples", "weights", "µs an epoch", "ns for a tuple and a weight")
    return Table(head, rows, align="rrrr")


def a_pass(networks, ways, tuples=2000):
    """Milliseconds of a pass: a row a network, a column a way of updating."""
    rng, rows = np.random.Generator(np.random.PCG64(0)), []
    for sizes in networks:
        X = rng.standard_normal((tuples, sizes[0]))
        net, T = Network.random(sizes), X[:, 0] > 0
        times = (_seconds(net, X, T.astype(float), way) for way in ways)
        rows.append(("-".join(map(str, sizes)), *(f"{1e3 * s:.1f}" for s in times)))
    named = [f"batches of {way}" if isinstance(way, int) else way for way in ways]
    return Table(("network", *named), rows, "ms a pass", "l" + "r" * len(named))


def _seconds(net, X, T, updating):
    """Seconds of an epoch, the best of three times as many as fill a moment."""

    def one(epochs):
        begin = perf_counter()
        train(net, X, T, 0.001, updating, epochs, watch=lambda progress: False)
        return (perf_counter() - begin) / epochs

    one(1)  # nothing is timed that is done once
    epochs = min(20, 1 + int(MOMENT / one(1)))
    return min(one(epochs) for _ in range(3))
