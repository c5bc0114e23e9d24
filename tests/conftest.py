"""What all tests share."""

import os
import subprocess
import sys
import threading

import numpy as np
import pytest
from hypothesis import settings

import bpcore as bp

# Labs in core widgets, where Python can move what a page would; test_stage.py has the
# stage.  Kernels that tests start take it over, unless they choose for themselves.
os.environ.setdefault("BPCORE_STAGE", "0")

# The first example may wait for numba to compile; CI tries the same examples each time.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

# Han, Kamber & Pei, 3rd ed., example 9.1; its tuple is (1, 0, 1), target 1, rate 0.9.
TEXTBOOK = bp.Network(
    [[[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], [[-0.3], [-0.2]]], [[-0.4, 0.2], [0.1]]
)

XOR = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
XOR_T = np.array([0.0, 1, 1, 0])


def random_tuples(seed, tuples, inputs, outputs):
    """Inputs and targets that have nothing to do with each other."""
    rng = np.random.Generator(np.random.PCG64(seed))
    X = rng.standard_normal((tuples, inputs))
    return X, rng.uniform(0.1, 0.9, (tuples, outputs))


@pytest.fixture
def without_threads(monkeypatch):
    """No thread can be started, as in a browser (WebAssembly)."""

    def refuse(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)


@pytest.fixture(params=["loops", "matrices"])
def engine(request, monkeypatch):
    """Runs a test under both engines of training: unit by unit, and as matrices."""
    monkeypatch.setattr(
        "bpcore.training.runner.better_as_matrices",
        lambda plan: request.param == "matrices",
    )
    return request.param


def with_and_without_numba(program):
    """What a program prints in plain Python and compiled, each in a process of its own.

    Its first line tells whether anything is compiled; without that the comparison of
    the rest would say nothing.
    """
    told = []
    for numba in ("0", "1"):
        answer = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "BPCORE_NUMBA": numba},
        )
        told.append(answer.stdout.split("\n", 1))
    assert told[0][0] == "False", "the first one runs in plain Python"
    return told[0][1], told[1][1]
