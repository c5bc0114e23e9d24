"""Training that is watched: chunk by chunk, interrupted, with its progress shown."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import FrozenInstanceError
from inspect import signature
from types import SimpleNamespace

import numpy as np
import pytest

import bpcore as bp
from bpcore import compiled
from bpcore.threads import start
from bpcore.training import watching
from bpcore.training.conditions import CONDITIONS, DIVERGED
from bpcore.training.diagnosis import diagnose
from bpcore.training.matrix_engine import MatrixEngine
from bpcore.training.plan import Plan
from bpcore.training.unit_engine import UnitEngine
from bpcore.training.watching import deferred_interrupt
from tests.conftest import XOR, XOR_T, random_tuples


def plan_of(net, X=XOR, T=XOR_T, **how):
    told = {name: p.default for name, p in signature(bp.train).parameters.items()}
    del told["watch"]
    return Plan.of({**told, "net": net, "X": X, "T": T, **how})


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


def test_progress_counts(engine, monkeypatch):
    monkeypatch.setattr("bpcore.training.runner.EPOCHS", 50)
    clock = iter(np.arange(0, 1e6, 0.25))
    monkeypatch.setattr(
        "bpcore.training.runner.time", SimpleNamespace(perf_counter=clock.__next__)
    )
    seen = []

    def watch(progress):
        seen.append(progress)
        assert len(progress.history) == progress.epoch

    run = bp.train(
        bp.Network.random((2, 2, 1)), XOR, XOR_T, max_epochs=1000, watch=watch
    )
    epochs = [p.epoch for p in seen]
    assert epochs == sorted(epochs)
    assert len(set(epochs)) > 5
    assert epochs[-1] == run.epochs == 1000
    assert {p.max_epochs for p in seen} == {1000}
    assert [p.share for p in seen] == [e / 1000 for e in epochs]
    # The clock is read at the start, and in each chunk twice and once for progress.
    assert [p.seconds for p in seen] == [0.75 * (n + 1) for n in range(len(seen))]


@pytest.mark.parametrize("answer", [True, np.True_, 1, "yes", np.array([True]), [0]])
def test_any_true_value_stops(answer):
    net = bp.Network.random((2, 2, 1))
    run = bp.train(net, XOR, XOR_T, max_epochs=10**7, watch=lambda _: answer)
    assert run.stopped_by == "interrupted"
    assert run.epochs < 10**7


@pytest.mark.parametrize("answer", [None, False, np.False_, 0, "", np.array([0.0]), []])
def test_any_false_value_goes_on(answer, monkeypatch):
    monkeypatch.setattr("bpcore.training.runner.EPOCHS", 50)
    net = bp.Network.random((2, 2, 1))
    run = bp.train(net, XOR, XOR_T, max_epochs=300, watch=lambda _: answer)
    assert (run.stopped_by, run.epochs) == ("max_epochs", 300)


def test_what_is_neither_true_nor_false_is_refused():
    net = bp.Network.random((2, 2, 1))
    with pytest.raises(TypeError) as told:
        bp.train(net, XOR, XOR_T, watch=lambda _: np.array([True, False]))
    assert str(told.value) == (
        "watch must return True to stop the run, or False; it returned a ndarray, "
        "which is neither true nor false."
    )


def test_what_watch_raises_gets_out_but_an_interrupt_keeps_what_was_learned(engine):
    net = bp.Network.random((2, 2, 1))
    with pytest.raises(ZeroDivisionError):
        bp.train(net, XOR, XOR_T, watch=lambda _: 1 / 0)

    def interrupt(progress):
        if progress.epoch >= 100:
            raise KeyboardInterrupt

    run = bp.train(net, XOR, XOR_T, max_epochs=10**7, watch=interrupt)
    assert run.stopped_by == "interrupted"
    assert 100 <= run.epochs == len(run.history) < 10**7
    assert run.network != net


def test_a_stop_after_the_last_epoch_is_no_stop(engine):
    run = bp.train(
        bp.Network.random((2, 2, 1)), XOR, XOR_T, max_epochs=1, watch=lambda _: True
    )
    assert (run.stopped_by, run.epochs) == ("max_epochs", 1)


def test_the_history_is_not_copied_at_every_look(monkeypatch):
    monkeypatch.setattr("bpcore.training.runner.EPOCHS", 1)
    net, seen = bp.Network.random((2, 2, 1)), []
    run = bp.train(
        net, XOR, XOR_T, max_epochs=3000, watch=lambda p: seen.append(p.history)
    )
    copies = {history.loss.__array_interface__["data"][0] for history in seen}
    assert len(seen) == 3000
    assert len(copies) < 20
    for history in seen:  # and what was told stays as it was
        assert not history.loss.flags.writeable
        np.testing.assert_array_equal(history.loss, run.history.loss[: len(history)])


@pytest.mark.parametrize("batch", [1, 3, 20])
def test_a_stop_inside_an_epoch_keeps_what_that_epoch_has_learned(engine, batch):
    X, T = random_tuples(1, 10_000, 2, 1)
    net = bp.Network.random((2, 50, 1), seed=1)
    how = {"updating": batch, "momentum": 0.5}
    seen = []

    def watch(progress):
        seen.append((progress.epoch, progress.network))
        return True

    run = bp.train(net, X, T, max_epochs=3, watch=watch, **how)
    assert (run.stopped_by, run.epochs, len(run.history)) == ("interrupted", 0, 0)
    assert seen == [(0, run.network)]
    assert "before the first epoch was complete" in run.describe()
    # The tuples of the first chunk, taken for all there are, teach the same.
    presented = 32 + (400_000 // net.parameters if compiled.compiles() else 0)
    updates = presented // batch if engine == "loops" else -(-presented // batch)
    same = bp.train(
        net, X[: updates * batch], T[: updates * batch], max_epochs=1, **how
    )
    assert run.network == same.network
    assert run.network != net


@pytest.mark.parametrize("batch", [1, 5])
def test_an_epoch_that_has_run_away_leaves_the_last_sound_network(engine, batch):
    X = np.full((1000, 1), 0.5)
    X[100:] = 3.0  # from here on the weight is multiplied by −8 or beyond
    net = bp.Network([[[1.0]]], [[0.0]], output="identity")
    plan = plan_of(net, X, np.zeros(1000), learning_rate=1, updating=batch)
    presents = (UnitEngine if engine == "loops" else MatrixEngine)(plan)
    orders, rates = np.arange(1000)[None], np.ones(1)
    assert len(presents.advance(orders, rates, 50)) == 0
    begun = bp.train(net, X[:50], np.zeros(50), learning_rate=1, updating=batch,
                     max_epochs=1)  # fmt: skip
    assert presents.sound() == begun.network != net
    assert presents.kept() == net
    presents.advance(orders, rates, 100)
    assert not presents.stopped, "that is found out at the end of the epoch"
    assert presents.sound() == presents.kept() == net
    presents.advance(orders, rates, 1000)
    assert presents.stopped == DIVERGED


@pytest.mark.parametrize("updating", [300, 3000])
def test_a_chunk_takes_a_twentieth_of_a_second(engine, updating, monkeypatch):
    X, T = random_tuples(1, 3000, 2, 1)
    net = bp.Network.random((2, 20, 1))
    cost = 17e-9 * net.parameters if compiled.compiles() else 35e-6
    now, chunks, epochs = [0.0], [], []
    monkeypatch.setattr(
        "bpcore.training.runner.time", SimpleNamespace(perf_counter=lambda: now[0])
    )

    def timed(advance):
        def advance_by_the_clock(self, orders, rates, presentations):
            before = self.position
            ended = advance(self, orders, rates, presentations)
            presented = len(ended) * len(X) + self.position - before
            # From half a second on the machine has only half the time.
            chunks.append(presented * cost * (1 if now[0] < 0.5 else 2))
            now[0] += chunks[-1]
            return ended

        return advance_by_the_clock

    for kind in (UnitEngine, MatrixEngine):
        monkeypatch.setattr(kind, "advance", timed(kind.advance))
    most = int(1.5 / cost / len(X))
    bp.train(net, X, T, updating=updating, max_epochs=most, watch=epochs.append)
    slack = updating * cost * 2 if engine == "matrices" else 0  # a batch is one piece
    assert max(chunks) <= 0.1 + slack + 1e-3
    assert len(chunks) == len(epochs)
    # Most are of that length; an epoch's end may cut one short.
    assert 0.045 < np.median(chunks[4:]) < 0.055 + slack


@pytest.mark.parametrize("batch", [1, 3, 11])
def test_an_engine_presents_as_many_tuples_as_it_is_told(engine, batch):
    X, T = random_tuples(1, 11, 2, 1)
    net = bp.Network.random((2, 2, 1), seed=3)
    plan = plan_of(net, X, T, updating=batch)
    presents = (UnitEngine if engine == "loops" else MatrixEngine)(plan)
    orders, rates, at = np.arange(11)[None], np.full(3, 0.5), 0
    for wanted in (1, 4, 5, 1, 12, 3, 100):
        place, end = at, at - at % 11 + 33  # of the third epoch from here
        while at - place < wanted and at < end:  # matrices: whole batches
            at += 1 if engine == "loops" else min(batch, 11 - at % 11)
        ended = presents.advance(orders, rates, wanted)
        assert len(ended) == at // 11 - place // 11
        assert presents.position == at % 11
    last = bp.train(net, X, T, updating=batch, max_epochs=at // 11)
    assert presents.kept() == last.network
    np.testing.assert_array_equal(ended[-1, 0], last.history.loss[-1])


def test_an_interrupt_keeps_what_was_learned_so_far(engine):
    net = bp.Network.random((2, 2, 1), seed=1)
    before = signal.getsignal(signal.SIGINT)

    def interrupt(progress):
        if progress.epoch >= 100:
            signal.raise_signal(signal.SIGINT)

    result = bp.train(net, XOR, XOR_T, max_epochs=10**7, watch=interrupt)
    assert result.stopped_by == "interrupted"
    assert 100 <= result.epochs == len(result.history) < 10**7
    assert result.network != net
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


def test_an_interrupt_reaches_every_run_that_defers_it():
    """A sweep in place: its run is stopped, and it is too; and Python's own is back."""
    before = signal.getsignal(signal.SIGINT)
    with deferred_interrupt() as outer:
        with deferred_interrupt() as inner:
            assert not inner
            signal.raise_signal(signal.SIGINT)
            assert inner
        assert outer
        outer.clear()
        signal.raise_signal(signal.SIGINT)
        assert outer
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(ZeroDivisionError), deferred_interrupt():
        raise ZeroDivisionError
    assert signal.getsignal(signal.SIGINT) is before


def test_a_handler_of_the_reader_is_held_back_and_comes_back(monkeypatch):
    heard = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append(True))
    mine = signal.getsignal(signal.SIGINT)
    try:
        with deferred_interrupt() as came:
            signal.raise_signal(signal.SIGINT)
        assert came
        assert not heard
        assert signal.getsignal(signal.SIGINT) is mine
    finally:
        signal.signal(signal.SIGINT, before)


def test_only_the_main_thread_holds_interrupts_back():
    before = signal.getsignal(signal.SIGINT)

    def within():
        with deferred_interrupt() as came:
            return came, signal.getsignal(signal.SIGINT)

    came, handler = start(within).result()
    assert (came, handler) == ([], before)


@pytest.mark.parametrize("show", [True, False])
def test_the_bar_appears_late_counts_and_closes(show, monkeypatch):
    clock, told = [9.0], []

    class Bar:
        n = 0

        def update(self, more):
            self.n += more
            told.append(self.n)

        def close(self):
            told.append("closed")

    def made(unit, total):
        told.append((unit, total))
        return Bar()

    monkeypatch.setattr(watching, "_tqdm", made)
    monkeypatch.setattr(
        watching, "time", SimpleNamespace(perf_counter=lambda: clock[0])
    )
    with watching.bar("runs", 50, show=show) as shown:
        for done, seconds in ((3, 1.5), (7, 2.0), (9, 2.5), (20, 3.0), (50, 3.1)):
            clock[0] = 9.0 + seconds
            shown(done)
    assert told == ([("runs", 50), 9, 20, 50, "closed"] if show else [])


def test_training_that_is_watched_shows_no_bar(monkeypatch):
    asked = []

    @contextmanager
    def bar(unit, total, show=True):
        asked.append((unit, total, show))
        yield lambda done: asked.append(done)

    monkeypatch.setattr("bpcore.training.runner.bar", bar)
    net = bp.Network.random((2, 2, 1))
    bp.train(net, XOR, XOR_T, max_epochs=7)
    bp.train(net, XOR, XOR_T, max_epochs=7, watch=lambda _: False)
    assert asked == [("epochs", 7, True), 7, ("epochs", 7, False), 7]


def test_without_tqdm_there_is_no_bar(monkeypatch):
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    assert watching._tqdm("epochs", 5) is None


@pytest.mark.skipif(not compiled.compiles(), reason="nothing compiles here")
def test_warm_up_compiles_all_that_training_calls():
    program = """
import bpcore as bp
from bpcore.training import warm_up
from bpcore.training.inner_loop import twins
from tests.conftest import XOR, XOR_T, random_tuples
warm_up()
count = lambda: {n: len(f.signatures) for n, f in vars(twins()).items()}
warm = count()
T = random_tuples(1, 4, 2, 2)[1]
for sizes, targets in (((2, 2, 1), XOR_T), ((2, 3, 3, 2), T), ((2, 2), T)):
    for hidden in ("sigmoid", "tanh", "relu", "leaky relu"):
        for loss in ("squared error", "cross-entropy"):
            net = bp.Network.random(sizes, hidden=hidden, loss=loss)
            for how in ({}, {"updating": 2}, {"updating": "epoch"}, {"momentum": 0.5},
                        {"shuffle": 1}, {"learning_rate": bp.one_over_t},
                        {"min_change": 0.1}, {"record_every": 1}, {"learning_rate": 2},
                        {"validation": (XOR, targets), "patience": 2},
                        {"target_loss": 0.1, "max_misclassified": 0}):
                bp.train(net, XOR, targets, max_epochs=3, **how)
bare = bp.Network([[[1.0], [1.0]]])
bp.train(bare, XOR, XOR_T, max_epochs=2)
bp.train(bp.Network(bare.weights, [[1.0]], learn_biases=False), XOR, XOR_T)
long = bp.train(net, [XOR[0]] * 100_000, [T[0]] * 100_000, watch=lambda _: True)
assert long.stopped_by == "interrupted"
print({n: (warm[n], c) for n, c in count().items() if c != warm[n]})
"""
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "{}"


def test_what_is_told_cannot_be_changed():
    seen = []
    run = bp.train(
        bp.Network.random((2, 2, 1)), XOR, XOR_T, max_epochs=5, record_every=2,
        watch=seen.append,
    )  # fmt: skip
    plan = plan_of(run.network)
    told = diagnose(run, XOR, XOR_T)
    for record in (seen[0], run, run.history, run.snapshots, plan, CONDITIONS[0],
                   told, told.units):  # fmt: skip
        name = next(iter(record.__dataclass_fields__))
        with pytest.raises(FrozenInstanceError):
            setattr(record, name, 1)
    for figure in vars(run.history).values():
        with pytest.raises(ValueError, match="read-only"):
            figure[0] = 1


def test_snapshots_are_a_list_of_pairs():
    run = bp.train(
        bp.Network.random((2, 2, 1)), XOR, XOR_T, max_epochs=5, record_every=2
    )
    kept = run.snapshots
    assert len(kept) == 4
    assert list(kept) == [kept[n] for n in range(4)]
    assert [epoch for epoch, _ in kept] == [0, 2, 4, 5]
    assert kept[-1] == (5, run.network)
    assert len(bp.train(run.network, XOR, XOR_T, max_epochs=1).snapshots) == 0
