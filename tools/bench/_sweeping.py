"""Many runs at once: bp.sweep beside runs one after another and scikit-learn."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor

import bpcore as bp
from tools.bench import _peers as peers
from tools.bench._timing import compared, goal, interleaved, ratio

BYTES, HASHES = bytes(2**26), 8
RATES, SEEDS, EPOCHS = (0.5, 2, 5, 10), range(128), 5000


def sweeps():
    """512 XOR runs of 5000 epochs, and what the cores make of them."""
    data = bp.datasets.xor()

    def all_at_once():
        bp.sweep((2, 2, 1), data.X, data.T, RATES, SEEDS, span=1, max_epochs=EPOCHS)

    def one_by_one():
        for rate in RATES:
            for seed in SEEDS:
                net = bp.Network.random((2, 2, 1), span=1, seed=seed)
                bp.train(net, data.X, data.T, learning_rate=rate, max_epochs=EPOCHS)

    def scikit_learn():
        for seed in range(2):
            net = bp.Network.random((2, 2, 1), span=1, seed=seed)
            peers.scikit_learn(net, data.X, data.T, 0.5, EPOCHS // 10)

    cores = os.cpu_count() or 1
    times = interleaved(
        {
            "bp.sweep": all_at_once,
            "one after another": one_by_one,
            "hashing, all cores": lambda: _hash(cores),
            "hashing, one core": lambda: _hash(1),
            "scikit-learn (2 runs of 500 epochs, scaled)": scikit_learn,
        },
        5,
    )
    times["scikit-learn (2 runs of 500 epochs, scaled)"] *= 256 * 10
    at_work = ratio(times["one after another"], times["bp.sweep"])
    free = ratio(times.pop("hashing, one core"), times.pop("hashing, all cores"))
    compared(
        f"512 XOR runs of 5000 epochs, {cores} cores", times, "seconds", 1, "bp.sweep"
    )
    print(f"  cores at work: {at_work:.2f} sweeping, {free:.2f} hashing beside it")
    goal("cores at work, sweep / hashing", at_work / free, 0.9, at_least=True)


def _hash(workers):
    """Work that is known to keep every core busy that the machine has free."""
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(hashlib.sha256, [BYTES] * HASHES):
            pass
