"""Training that is watched: chunk by chunk, interrupted, with its progress shown."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import bpcore as bp
from tests.conftest import XOR, XOR_T, random_tuples


def test_watch_sees_the_run_and_stops_it():
    net = bp.Network.random((2, 2, 1), seed=1)
    seen = []

    def watch(progress):
        seen.append((progress.epoch, progress.network, len(progress.history)))
        return progress.epoch >= 3000

    result = bp.train(net, XOR, XOR_T, max_epochs=10**7, watch=watch)
    assert result.stopped_by == "interrupted"
    assert 3000 <= result.epochs < 10**7
    assert seen[-1] == (result.epochs, result.network, result.epochs)
    # It may have stopped within an epoch; the whole ones before are as ever.
    short = bp.train(net, XOR, XOR_T, max_epochs=result.epochs)
    assert (short.history.loss == result.history.loss).all()


def test_watch_is_called_often_enough(monkeypatch):
    net = bp.Network.random((20, 30, 1), seed=1)
    X, T = random_tuples(1, 3000, 20, 1)
    times = []

    def watch(progress):
        times.append(progress.seconds)
        return progress.seconds > 0.6

    bp.train(net, X, T, max_epochs=10**6, watch=watch)
    assert len(times) >= 5  # chunks of at most 0.1 s, with room for a busy machine


def test_an_interrupt_keeps_what_was_learned_so_far():
    net = bp.Network.random((2, 2, 1), seed=1)
    threading.Timer(
        0.3, lambda: os.kill(os.getpid(), signal.SIGINT)
    ).start() if os.name != "nt" else pytest.skip("no signals to send on Windows")
    before = signal.getsignal(signal.SIGINT)
    start = time.perf_counter()
    result = bp.train(net, XOR, XOR_T, max_epochs=10**9)
    assert time.perf_counter() - start < 30
    assert result.stopped_by == "interrupted"
    assert result.epochs == len(result.history) > 0
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("switch", [{}, {"TQDM_DISABLE": "1"}])
def test_a_long_run_shows_progress_and_leaves_nothing(switch):
    program = f"""
import bpcore as bp
import bpcore.training.watching as watching
watching.SHOW_AFTER = 0.0
bp.train(bp.Network.random((2, 2, 1)), {XOR.tolist()}, [0, 1, 1, 0], max_epochs=3000)
"""
    quiet = {k: v for k, v in os.environ.items() if k != "TQDM_DISABLE"}
    shown = subprocess.run(
        [sys.executable, "-c", program],
        env={**quiet, **switch}, capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    assert ("training" in shown) != bool(switch)
    assert shown.split("\n")[-1].strip() == "", "text mode reads \\r as \\n"
