"""How fast the numbers are: ratios against peers, measured in the same run.

``python3 run.py bench``.  Nothing here passes or fails a test; goals are printed.
"""

import importlib.util
import os
import subprocess
import sys
import tracemalloc
from statistics import median

import numpy as np

import bpcore as bp
from bpcore import _compiled
from tests.bench import _peers as peers
from tests.bench._timing import interleaved, table

RATE = 0.1


def patients():
    data = bp.datasets.patients()
    data = data.scaler().apply(data)
    return bp.Network.random((3, 4, 2, 1), seed=1), data.X.copy(), data.T.copy()


def have(module):
    return importlib.util.find_spec(module) is not None


def case_updating():
    """The diabetes network, 1000 patients, one tuple at a time."""
    net, X, T = patients()

    def bpcore_train(net, X, T, rate, epochs):
        return bp.train(
            net, X, T, learning_rate=rate, max_epochs=epochs, min_change=1e-12,
            target_loss=0.0, max_misclassified=0.0,
        )  # fmt: skip

    runs = {"bp.train, compiled": (bpcore_train, 200)}
    in_c = peers.c_loop()
    if in_c:
        runs["the same loops in C, gcc -O3"] = (in_c, 200)
        mine, theirs = bpcore_train(net, X, T, RATE, 20), in_c(net, X, T, RATE, 20)[0]
        for a, b in zip(mine.network.weights, theirs.weights, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-12)
    runs["NumPy matrices"] = (peers.numpy_matrices, 1)
    runs["scikit-learn, batch_size=1"] = (peers.scikit_learn, 1)
    if have("torch"):
        import torch

        torch.set_num_threads(1)
        runs["PyTorch, float64, one thread"] = (peers.pytorch, 1)
    bpcore_train(net, X, T, RATE, 2)
    times = interleaved(
        {
            name: lambda run=run, epochs=epochs: run(net, X, T, RATE, epochs)
            for name, (run, epochs) in runs.items()
        }
    )
    a_tuple = {
        name: [1e6 * t / (runs[name][1] * len(X)) for t in times[name]] for name in runs
    }
    a_tuple["bpcore, plain Python (own process)"] = [plain_python()] * 3
    base = a_tuple["bp.train, compiled"][0]
    table(
        "3-4-2-1 network, 1000 patients, case updating",
        [("", "µs a tuple", "least", "most", "× bp.train")]
        + [
            (name, f"{m:.3f}", f"{low:.3f}", f"{high:.3f}", f"{m / base:.2f}")
            for name, (m, low, high) in a_tuple.items()
        ],
    )
    if in_c:
        goal(
            "bp.train against C", base / a_tuple["the same loops in C, gcc -O3"][0], 1.3
        )
    goal(
        "NumPy matrices against bp.train",
        a_tuple["NumPy matrices"][0] / base,
        100,
        True,
    )


def plain_python():
    """Microseconds a tuple without numba, in a process of its own."""
    program = (
        "import time, bpcore as bp\n"
        "from tests.bench.numbers import patients\n"
        "net, X, T = patients()\n"
        "bp.train(net, X, T, max_epochs=1)\n"
        "start = time.perf_counter()\n"
        "bp.train(net, X, T, max_epochs=10)\n"
        "print(1e6 * (time.perf_counter() - start) / 10 / len(X))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, "BPCORE_NUMBA": "0"},
    )  # fmt: skip
    return float(told.stdout)


def cost_per_epoch():
    """An epoch costs O(|D| · w): two straight lines."""
    net, X, T = patients()

    def seconds(net, X, T, epochs=60):
        return min(
            interleaved({"": lambda: bp.train(net, X, T, max_epochs=epochs)}, 5)[""]
        ) / epochs  # fmt: skip

    sizes = [250, 500, 1000, 2000, 4000]
    many = np.tile(np.arange(len(X)), 4)
    times = [seconds(net, X[many[:n]], T[many[:n]]) for n in sizes]
    line("against |D|", sizes, times, "tuples")
    nets = [bp.Network.random((3, h, h, 1), seed=0) for h in (4, 8, 12, 16, 20)]
    times = [seconds(n, X, T, 20) for n in nets]
    line(
        "against w (weights and biases)", [n.parameters for n in nets], times, "weights"
    )


def line(what, x, seconds, unit):
    slope, start = np.polyfit(x, seconds, 1)
    fit = np.polyval((slope, start), x)
    rest = 1 - ((seconds - fit) ** 2).sum() / ((seconds - np.mean(seconds)) ** 2).sum()
    table(
        f"Cost of an epoch {what}: {1e9 * slope:.1f} ns a {unit[:-1]}, R² = {rest:.4f}",
        [(unit, *x), ("µs an epoch", *[f"{1e6 * s:.0f}" for s in seconds])],
    )


def mini_batches():
    """784-100-10 on random data, float64, beside scikit-learn and PyTorch."""
    rng = np.random.Generator(np.random.PCG64(0))
    X = rng.uniform(0, 1, (2000, 784))
    labels = rng.integers(0, 10, 2000)
    T = np.eye(10)[labels]
    net = bp.Network.random((784, 100, 10), "glorot", seed=0)
    for batch in (32, 200):
        _one_batch_size(net, X, T, labels, batch)


def _one_batch_size(net, X, T, labels, batch):
    runs = {
        "bpcore": lambda: bp.train(
            net, X, T, learning_rate=0.01, updating=batch, max_epochs=1
        ),
        "scikit-learn": lambda: _sklearn_epoch(X, labels, batch),
    }
    if have("torch"):
        runs["PyTorch"] = lambda: peers.pytorch(net, X, T, 0.01, 1, batch)
    times = interleaved(runs, 7)
    table(
        f"784-100-10, 2000 tuples, batches of {batch}, float64",
        [("", "ms an epoch", "× bpcore")]
        + [
            (name, f"{1e3 * t[0]:.1f}", f"{t[0] / times['bpcore'][0]:.2f}")
            for name, t in times.items()
        ],
    )
    for name, t in times.items():
        if name != "bpcore":
            ratio = times["bpcore"][0] / t[0]
            goal(f"bpcore against {name}, batches of {batch}", ratio, 1.0)


def _sklearn_epoch(X, labels, batch):
    import warnings

    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        (100,), activation="logistic", solver="sgd", batch_size=batch, alpha=0,
        momentum=0, max_iter=1, shuffle=False,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(X, labels)


def sweeps():
    """512 XOR runs of 5000 epochs, and what two cores make of them."""
    data = bp.datasets.xor()
    how = {"span": 1, "max_epochs": 5000, "progress": False}
    rates, seeds = [0.5, 2, 5, 10], range(128)

    def one_by_one():
        for rate in rates:
            for seed in seeds:
                bp.train(
                    bp.Network.random((2, 2, 1), span=1, seed=seed), data.X, data.T,
                    learning_rate=rate, max_epochs=5000,
                )  # fmt: skip

    def scikit_learn():
        for seed in range(2):
            net = bp.Network.random((2, 2, 1), span=1, seed=seed)
            peers.scikit_learn(net, data.X, data.T, 0.5, 500)

    times = interleaved(
        {
            "bp.sweep": lambda: bp.sweep(
                (2, 2, 1), data.X, data.T, rates, seeds, **how
            ),
            "one after another": one_by_one,
            "scikit-learn (2 runs of 500 epochs, scaled)": scikit_learn,
        },
        3,
    )
    sample = "scikit-learn (2 runs of 500 epochs, scaled)"
    times[sample] = tuple(t * 256 * 10 for t in times[sample])
    swept = times["bp.sweep"][0]
    table(
        f"512 XOR runs of 5000 epochs, {os.cpu_count()} cores",
        [("", "seconds", "× bp.sweep")]
        + [(n, f"{t[0]:.2f}", f"{t[0] / swept:.2f}") for n, t in times.items()],
    )
    if (os.cpu_count() or 1) > 1:
        goal(
            "cores at work in a sweep", times["one after another"][0] / swept, 1.8, True
        )


def imports():
    """Importing bpcore beside importing numpy, each in a fresh process."""

    def seconds(module):
        program = (
            "import time; s = time.perf_counter(); "
            f"import {module}; print(time.perf_counter() - s)"
        )
        told = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        return float(told.stdout)

    taken = {"numpy": [], "bpcore": []}
    for _ in range(9):
        for name, times in taken.items():
            times.append(seconds(name))
    numpy, mine = median(taken["numpy"]), median(taken["bpcore"])
    table(
        "import",
        [("numpy", f"{1e3 * numpy:.0f} ms"), ("bpcore", f"{1e3 * mine:.0f} ms")],
    )
    goal("import bpcore against import numpy", mine / numpy, 1.2)


def memory():
    """What a run, its snapshots and fifty more runs keep."""
    net, X, T = patients()
    bp.train(net, X, T, max_epochs=2)
    tracemalloc.start()
    run = bp.train(net, X, T, max_epochs=1000, record_every=1)
    held, peak = tracemalloc.get_traced_memory()
    del run
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(50):
        bp.train(net, X, T, max_epochs=10)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    table(
        "Memory",
        [
            ("1000 epochs with 1000 snapshots", f"{held / 2**20:.1f} MiB kept"),
            ("at its most", f"{peak / 2**20:.1f} MiB"),
            ("growth over 50 runs", f"{(after - before) / 2**10:.0f} KiB"),
        ],
    )


def goal(what, ratio, limit, at_least=False):
    reached = ratio >= limit if at_least else ratio <= limit
    sign = "≥" if at_least else "≤"
    print(
        f"  goal: {what} {sign} {limit:g}; measured {ratio:.2f}: "
        f"{'reached' if reached else 'NOT reached'}",
        flush=True,
    )


def main():
    print(f"compiled: {_compiled.compiles()}, cores: {os.cpu_count()}")
    case_updating()
    cost_per_epoch()
    mini_batches()
    sweeps()
    imports()
    memory()


if __name__ == "__main__":
    main()
