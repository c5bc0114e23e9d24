"""One tuple at a time on the diabetes network: peers, and what an epoch costs."""

import os
import subprocess
import sys

import numpy as np

import bpcore as bp
from bpcore import compiled
from tools.bench import _peers as peers
from tools.bench._c_loop import c_loop
from tools.bench._timing import compared, goal, interleaved, ratio, table

RATE = 0.1
MINE, C = "bp.train", "the same loops in C, gcc -O3"
C_NATIVE = f"{C} -march=native"
LONG = 200 if compiled.compiles() else 2
EPOCHS = {MINE: LONG, C: 200, C_NATIVE: 200}  # of the others one


def patients():
    """The 3-4-2-1 network and 1000 scaled patients."""
    data = bp.datasets.patients()
    data = data.scaler().apply(data)
    return bp.Network.random((3, 4, 2, 1), seed=1), data.X.copy(), data.T.copy()


def beside_peers():
    """bp.train beside C, NumPy, scikit-learn and PyTorch."""
    net, X, T = patients()
    runs = {MINE: peers.bpcore}
    if in_c := c_loop():
        runs[C] = in_c
        runs[C_NATIVE] = c_loop("-march=native")
    runs["NumPy matrices"] = peers.numpy_matrices
    runs["scikit-learn, batch_size=1"] = peers.scikit_learn
    if peers.have("torch"):
        runs["PyTorch, float64, one thread"] = peers.pytorch
    _agree(runs, net, X, T)
    with peers.threads(1):
        times = interleaved(
            {
                name: lambda name=name: runs[name](net, X, T, RATE, EPOCHS.get(name, 1))
                for name in runs
            },
            rounds=15,
        )
    for name in times:
        times[name] /= EPOCHS.get(name, 1)
    times["bpcore, plain Python (own process)"] = plain_python(15)
    compared(
        f"3-4-2-1 network, 1000 patients, case updating (bp.train {LONG} epochs, "
        "C 200, plain Python 2, the others 1)",
        times, "µs a tuple", 1e6 / len(X), MINE,
    )  # fmt: skip
    if C in times:
        goal("bp.train / the loops in C", ratio(times[MINE], times[C]), 1.3)
    numpy = ratio(times["NumPy matrices"], times[MINE])
    goal("NumPy matrices / bp.train", numpy, 100, at_least=True)


def _agree(runs, net, X, T):
    """All that take the network's own weights must train it alike."""
    mine = peers.bpcore(net, X, T, RATE, 20)
    for name, run in runs.items():
        if name.startswith("scikit"):  # it chooses its initial weights itself
            continue
        theirs = run(net, X, T, RATE, 20)
        theirs = getattr(theirs, "network", theirs)
        for a, b in zip(mine.network.weights, theirs.weights, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-12, err_msg=name)


def plain_python(rounds):
    """Seconds an epoch without numba, in a process of its own."""
    program = (
        "import time, bpcore as bp\n"
        "from tools.bench._case_updating import patients\n"
        "net, X, T = patients()\n"
        f"for _ in range({rounds}):\n"
        "    start = time.perf_counter()\n"
        "    bp.train(net, X, T, max_epochs=2)\n"
        "    print((time.perf_counter() - start) / 2)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, "BPCORE_NUMBA": "0"},
    )  # fmt: skip
    return np.array([float(line) for line in told.stdout.split()])


def cost_of_an_epoch():
    """An epoch costs O(|D| · w): two straight lines."""
    net, X, T = patients()
    many = np.tile(np.arange(len(X)), 4)
    sizes = [250, 500, 1000, 2000, 4000]
    _line("|D|, 3-4-2-1", sizes, [(net, X[many[:n]], T[many[:n]]) for n in sizes])
    nets = [bp.Network.random((3, h, h, 1), seed=0) for h in (4, 8, 12, 16, 20)]
    _line(
        "w (weights and biases), 1000 tuples",
        [n.parameters for n in nets],
        [(n, X, T) for n in nets],
    )


def _line(against, x, runs):
    """Time the runs and fit a straight line to the least of each."""
    epochs = [max(1, int(4e6 / net.parameters / len(X))) for net, X, T in runs]
    times = interleaved(
        {
            n: lambda run=run, e=e: bp.train(*run, max_epochs=e)
            for n, run, e in zip(x, runs, epochs, strict=True)
        }
    )
    seconds = np.array([times[n].min() / e for n, e in zip(x, epochs, strict=True)])
    slope, start = np.polyfit(x, seconds, 1)
    rest = seconds - np.polyval((slope, start), x)
    r2 = 1 - (rest**2).sum() / ((seconds - seconds.mean()) ** 2).sum()
    table(
        f"Cost of an epoch against {against}: "
        f"{1e6 * start:.1f} µs + {1e6 * slope:.4f} µs each",
        [(against.split(",")[0], *x)]
        + [("µs an epoch", *[f"{1e6 * s:.0f}" for s in seconds])],
    )
    goal(f"R² of the line against {against.split(' ')[0].strip(',')}", r2, 0.99, True)
