"""Batches: a large network beside its peers, and where matrices overtake loops."""

import os
import subprocess
import sys
import time

import numpy as np

import bpcore as bp
from bpcore import compiled
from bpcore.training import runner
from bpcore.training.matrix_engine import OVERTAKE_COMPILED, OVERTAKE_PLAIN
from tools.bench import _peers as peers
from tools.bench._timing import compared, goal, interleaved, ratio, table

EPOCHS = 3


def beside_peers():
    """784-100-10 on random data, float64, the same number of threads for all."""
    rng = np.random.Generator(np.random.PCG64(0))
    X = rng.uniform(0, 1, (2000, 784))
    T = np.eye(10)[rng.integers(0, 10, 2000)]
    net = bp.Network.random((784, 100, 10), "glorot", seed=0)
    runs = {"bpcore": peers.bpcore, "scikit-learn": peers.scikit_learn}
    if peers.have("torch"):
        runs["PyTorch"] = peers.pytorch
    for number in range(1, min(2, os.cpu_count() or 1) + 1):
        for batch in (32, 200):
            with peers.threads(number):
                times = interleaved(
                    {
                        name: lambda run=run, batch=batch: run(
                            net, X, T, 0.01, EPOCHS, batch
                        )
                        for name, run in runs.items()
                    },
                    pause=0.1 if number > 1 else 0.0,
                )
            name = f"batches of {batch}, {number} thread{'s' * (number > 1)}"
            compared(
                f"784-100-10, 2000 tuples, float64, {name}",
                times, "ms an epoch", 1e3 / EPOCHS, "bpcore",
            )  # fmt: skip
            for peer in list(runs)[1:]:
                goal(f"bpcore / {peer}, {name}", ratio(times["bpcore"], times[peer]), 1)


def overtaking():
    """Tuples in a batch × parameters beyond which matrices are faster than loops."""
    fast = compiled.compiles()
    sizes = ((10, 20, 1), (10, 30, 10), (30, 60, 10), (100, 100, 10))
    if not fast:
        sizes = ((2, 2, 1), (3, 4, 2, 1), (3, 10, 1))
    batches = (1, 2, 4, 8, 16, 32, 100, 400)
    rows, even = [("", *[f"batch {b}" for b in batches])], []
    for net in (bp.Network.random(s, seed=0) for s in sizes):
        ratios = [_loops_by_matrices(net, batch) for batch in batches]
        rows.append((net.sizes, *[f"{r:.2f}" for r in ratios]))
        if ratios[-1] > 1 > ratios[0]:
            even.append(
                np.exp(np.interp(0, np.log(ratios), np.log(batches))) * net.parameters
            )
    form = "compiled" if compiled else "plain Python"
    table(f"Time of loops / time of matrices, {form}", rows)
    middle = np.median(even) if even else np.nan
    chosen = OVERTAKE_COMPILED if compiled else OVERTAKE_PLAIN
    print(
        f"  even at batch × parameters = {min(even, default=np.nan):.0f} to "
        f"{max(even, default=np.nan):.0f}, median {middle:.0f}; chosen {chosen}",
        flush=True,
    )


def overtaking_in_plain_python():
    """The same without numba, in a process of its own."""
    subprocess.run(
        [sys.executable, "-c", "from tools.bench import _batches as b; b.overtaking()"],
        check=True, env={**os.environ, "BPCORE_NUMBA": "0"},
    )  # fmt: skip


def _loops_by_matrices(net, batch, tuples=400):
    rng = np.random.Generator(np.random.PCG64(0))
    X = rng.uniform(0, 1, (tuples, net.sizes[0]))
    T = rng.uniform(0.1, 0.9, (tuples, net.sizes[-1]))
    choose = runner.better_as_matrices

    def as_form(matrices, epochs):
        runner.better_as_matrices = lambda plan: matrices
        bp.train(net, X, T, learning_rate=1e-3, updating=batch, max_epochs=epochs)

    try:
        least = []
        with peers.threads(1):
            for matrices in (False, True):
                start = time.perf_counter()
                as_form(matrices, 1)
                epochs = 1 + int(0.01 / (time.perf_counter() - start))
                taken = interleaved({"": lambda m=matrices, e=epochs: as_form(m, e)}, 5)
                least.append(taken[""].min() / epochs)
    finally:
        runner.better_as_matrices = choose
    return least[0] / least[1]
