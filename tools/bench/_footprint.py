"""What bpcore costs besides time to train: its import, and memory."""

import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np

import bpcore as bp
from tools.bench._case_updating import patients
from tools.bench._timing import compared, goal, ratio, table

IMPORT = """
import time
start = time.perf_counter()
import {module}
print(time.perf_counter() - start)
"""
PEAK = """
import bpcore as bp
from tools.bench._case_updating import patients
def peak():  # resource.getrusage would count the parent's memory before exec
    lines = open("/proc/self/status").read().splitlines()
    return next(int(l.split()[1]) for l in lines if l.startswith("VmHWM")) / 2**10
net, X, T = patients()
before = peak()
bp.train(net, X, T, max_epochs=1)
ready = peak()
bp.train(net, X, T, max_epochs=1000)
trained = peak()
run = bp.train(net, X, T, max_epochs=1000, record_every=1)
print(before, ready, trained, peak())
"""


def imports():
    """Importing bpcore beside importing numpy, each in a fresh process."""
    taken = {"numpy": [], "bpcore": []}
    for _ in range(15):
        for module, times in taken.items():
            times.append(float(_told(IMPORT.format(module=module))))
    taken = {module: np.array(times) for module, times in taken.items()}
    compared("import, in a fresh process", taken, "ms", 1e3, "numpy")
    goal("import bpcore / import numpy", ratio(taken["bpcore"], taken["numpy"]), 1.2)


def memory():
    """What a run, its snapshots and fifty more runs keep."""
    net, X, T = patients()
    bp.train(net, X, T, max_epochs=2)
    tracemalloc.start()
    run = bp.train(net, X, T, max_epochs=1000, record_every=1)
    held = tracemalloc.get_traced_memory()[0]
    del run
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(50):
        bp.train(net, X, T, max_epochs=10)
    growth = (tracemalloc.get_traced_memory()[0] - before) / 2**10
    tracemalloc.stop()
    rows = [
        ("kept by 1000 epochs with 1000 snapshots", f"{held / 2**20:.2f} MiB"),
        ("growth over 50 runs", f"{growth:.1f} KiB"),
    ]
    if Path("/proc/self/status").exists():
        peaks = [float(p) for p in _told(PEAK).split()]
        rows += [
            (f"peak of a process {what}", f"{p:.0f} MiB")
            for what, p in zip(
                ("with bpcore and the patients loaded", "with the loops compiled",
                 "after 1000 epochs", "after 1000 more with 1000 snapshots"),
                peaks, strict=True,
            )
        ]  # fmt: skip
    table("Memory, 3-4-2-1 network, 1000 patients", rows)
    goal("growth over 50 runs, KiB", growth, 64)


def _told(program):
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
