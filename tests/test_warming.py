"""Warming up: nothing of the course is compiled while a reader waits."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numba")
ROOT = Path(__file__).resolve().parent.parent
# Prints what was compiled after the warming up, by the loop and its argument types.
PROGRAM = """
import importlib, pkgutil
import numpy as np
import bpcore as bp
from bpcore import compiled
from tools.warming import compile_all

def seen():
    found = {}
    for module in pkgutil.walk_packages(bp.__path__, "bpcore."):
        lists = getattr(importlib.import_module(module.name), "FUNCTIONS", ())
        if lists:
            for name, twin in vars(compiled.together(lists)).items():
                found[module.name, name] = set(twin.signatures)
    return found

compile_all()
before = seen()
assert len({module for module, _ in before}) >= 4

kinds = [(h, o, l) for h in ("sigmoid", "tanh", "relu", "leaky relu")
         for o, l in (("sigmoid", "squared error"), ("sigmoid", "cross-entropy"),
                      ("identity", "squared error"))]
rng = np.random.Generator(np.random.PCG64(0))
X, T = rng.standard_normal((7, 3)), rng.uniform(0.1, 0.9, (7, 2))
forms = [X, X.tolist(), X[::-1], np.asfortranarray(X), X.astype("f4"),
         (10 * X).astype(int), X.view()]
forms[-1].flags.writeable = False
pairs = [(x, t) for x in forms for t in (T, np.asfortranarray(T), T[::-1])]
for n, (x, t) in enumerate(pairs):
    hidden, output, loss = kinds[n % len(kinds)]
    net = bp.Network.random((3, 2, 2), hidden=hidden, output=output, loss=loss)
    rest = [{}, {"momentum": 0.5}, {"shuffle": 1}, {"validation": (x, t)},
            {"record_every": 1}, {"min_change": 1e-9}, {"updating": 2},
            {"updating": "epoch"}, {"learning_rate": bp.one_over_t},
            {"learning_rate": 1, "shuffle": 2, "momentum": 0.1}]
    bp.train(net, x, t, max_epochs=2 + n % 3, **rest[n % len(rest)])
for fixed in (bp.Network(net.weights), bp.Network(net.weights, net.biases,
                                                  learn_biases=False)):
    bp.train(fixed, X, T, max_epochs=2, watch=lambda progress: True)
    bp.anneal(fixed, X, T, temperature=lambda n: 1 / n, step=0.1, evaluations=9, seed=1)
bp.train(net, X[:, :3], T, max_epochs=300, shuffle=0, patience=5, validation=(X, T))
bp.train(net, 1e9 * X, T, learning_rate=1e9, max_epochs=9)
xor = bp.datasets.xor()
bp.sweep((2, 2, 1), xor.X, xor.T, learning_rates=[0.1, 1], seeds=[0, 1], max_epochs=5)
for n, (hidden, output, loss) in enumerate(kinds):
    if hidden == "leaky relu":
        continue
    net = bp.RecurrentNetwork(
        X[:2].T, X[:2, :2], X[0, :2], T[:2], T[0],
        hidden=hidden, output=output, loss=loss,
    )
    for every in (True, False):
        bp.gradient_through_time(net, X, T, every_step=every)
        bp.train_through_time(
            net, [(X, T), (X[:3], T[:3])], max_epochs=3, every_step=every, shuffle=n,
            clip=[None, 1][n % 2], truncate=[None, 2][n % 2], record_every=1,
            validation=[(X[:2], T[:2])], watch=lambda progress: n % 3 == 0,
        )
    net.states(X), net.predict(X), bp.check_gradient(net, X, T)
for key, signatures in seen().items():
    for signature in signatures - before.get(key, set()):
        print(*key, signature)
"""


def test_what_is_warmed_up_is_all_that_is_compiled():
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-3000:]
    assert [line[:120] for line in told.stdout.splitlines()] == []
