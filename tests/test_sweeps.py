"""bp.sweep: every row is what running it alone gives."""

import inspect
import itertools
import signal
from contextlib import contextmanager

import numpy as np
import pytest

import bpcore as bp
from bpcore import compiled
from tests.conftest import XOR as X
from tests.conftest import XOR_T as T


def test_every_row_is_the_run_alone():
    rows = bp.sweep(
        [(2, 2, 1), (2, 3, 1)], X, T, learning_rates=[0.5, 5], seeds=[0, 7],
        span=1, hidden="tanh", max_epochs=400, target_loss=0.02,
    )  # fmt: skip
    assert len(rows) == 8
    assert len({(r.sizes, r.learning_rate, r.seed) for r in rows}) == 8
    assert rows[1].seed == 7, "seeds run fastest"
    for row in rows:
        alone = bp.train(
            bp.Network.random(row.sizes, span=1, seed=int(row.seed), hidden="tanh"),
            X, T, learning_rate=row.learning_rate, max_epochs=400, target_loss=0.02,
        )  # fmt: skip
        assert row.loss == alone.history.loss[-1]
        assert row.misclassified == alone.history.misclassified[-1]
        assert (row.epochs, row.stopped_by) == (alone.epochs, alone.stopped_by)
        assert row.best_epoch == -1


@pytest.mark.parametrize("threads", [True, False])
def test_a_row_tells_the_best_epoch(request, threads):
    if not threads:
        request.getfixturevalue("without_threads")
    how = {"max_epochs": 600, "validation": (X[1:], 1 - T[1:]), "patience": 50}
    rows = bp.sweep((2, 2, 1), X, T, [0.5, 5], seeds=[0, 7], span=1, **how)
    for row in rows:
        net = bp.Network.random(row.sizes, span=1, seed=int(row.seed))
        alone = bp.train(net, X, T, learning_rate=row.learning_rate, **how)
        assert (row.best_epoch, row.epochs) == (alone.best_epoch, alone.epochs)
        assert row.stopped_by == alone.stopped_by
    assert "patience" in rows.stopped_by


def test_a_given_network_starts_every_run():
    net = bp.Network.random((2, 2, 1), seed=3)
    rows = bp.sweep(net, X, T, learning_rates=[0.1, 1], max_epochs=9)
    assert rows.seed.tolist() == [-1, -1]
    assert rows.learning_rate.tolist() == [0.1, 1]


def test_pandas_and_matplotlib_take_it():
    pandas = pytest.importorskip("pandas")
    figure = pytest.importorskip("matplotlib.figure")
    rows = bp.sweep((2, 2, 1), X, T, [0.5, 1], seeds=[0], max_epochs=3)
    frame = pandas.DataFrame(rows)
    assert frame.learning_rate.tolist() == [0.5, 1]
    assert frame.stopped_by.tolist() == ["max_epochs"] * 2
    axes = figure.Figure().subplots()
    (line,) = axes.plot("learning_rate", "loss", data=rows)
    np.testing.assert_array_equal(line.get_ydata(), rows.loss)


def test_a_run_that_diverges_is_a_row():
    line = bp.Network([[[1.0]]], [[0.0]], output="identity")
    rows = bp.sweep(line, [[1.0]], [0.0], learning_rates=[0.5, 50], max_epochs=50)
    assert rows.stopped_by.tolist() == ["max_epochs", "diverged"]
    assert np.isfinite(rows.loss).all()


@pytest.mark.parametrize("threads", [True, False])
def test_an_interrupt_keeps_the_finished_rows(request, threads, monkeypatch):
    if not threads:
        request.getfixturevalue("without_threads")
    ended = []

    def train(*arguments, **how):
        run = bp.train(*arguments, **how)
        ended.append(run.stopped_by)
        if len(ended) == 4:
            signal.raise_signal(signal.SIGINT)
        return run

    monkeypatch.setattr("bpcore.training.sweeps.train", train)
    epochs = 20_000 if compiled.compiles() else 200
    rows = bp.sweep((2, 2, 1), X, T, [0.5], seeds=range(3000), max_epochs=epochs)
    assert 4 <= len(rows) < 3000
    assert set(rows.epochs) == {epochs}
    assert len(rows) == ended.count("max_epochs")


@pytest.mark.parametrize("threads", [True, False])
def test_whoever_watches_may_stop_it(request, threads):
    if not threads:
        request.getfixturevalue("without_threads")
    shares = []

    def watch(share):
        shares.append(share)
        return share > 0.1

    rows = bp.sweep((2, 2, 1), X, T, [0.5], range(3000), max_epochs=50, watch=watch)
    assert 300 <= len(rows) < 3000
    assert sorted(shares) == shares
    epochs = 10**6
    rows = bp.sweep((2, 2, 1), X, T, [1], [0], max_epochs=epochs, watch=lambda _: True)
    assert len(rows) == 0, "the first run can be stopped too"
    with pytest.raises(ZeroDivisionError):
        bp.sweep((2, 2, 1), X, T, [1], [0, 1], max_epochs=9, watch=lambda _: 1 / 0)


def test_the_bar_counts_the_runs_that_have_ended(monkeypatch):
    told = []

    @contextmanager
    def bar(unit, total, show=True):
        told.append((unit, total, show))
        yield told.append

    monkeypatch.setattr("bpcore.training.sweeps.bar", bar)
    bp.sweep((2, 2, 1), X, T, [0.5], range(40), max_epochs=3, progress=False)
    assert told[0] == ("runs", 40, False)
    assert told[1:] == sorted(told[1:])
    assert told[-1] == 40


@pytest.mark.parametrize("threads", [True, False])
def test_a_fault_in_a_run_ends_the_sweep(request, threads, monkeypatch):
    if not threads:
        request.getfixturevalue("without_threads")
    begun, ended = [], []

    def train(*arguments, **how):
        begun.append(True)
        if len(begun) == 3:
            raise ZeroDivisionError("of the third run")
        run = bp.train(*arguments, **how)
        ended.append(run.stopped_by)
        return run

    monkeypatch.setattr("bpcore.training.sweeps.train", train)
    with pytest.raises(ZeroDivisionError, match="of the third run"):
        bp.sweep((2, 2, 1), X, T, [0.5], range(1000), max_epochs=20_000)
    assert len(begun) < 50
    assert len(ended) == len(begun) - 1, "the others are waited for"


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"start": [(2, 2, 1), (3, 2, 1)]}, "X must have one column for each of the 3"),
        ({"start": [(2, 2, 1), (2, 2, 2)]}, "T must be a table of 4 tuples by 2"),
        ({"learning_rates": [0.5, -1]}, "learning_rate must be above 0; it is -1."),
        ({"seeds": [0, 1, "x"]}, "seeds must be a whole number; it is 'x'."),
    ],
)
def test_what_is_wrong_with_a_later_run_is_told_before_the_first(
    how, says, monkeypatch
):
    monkeypatch.setattr("bpcore.training.sweeps.train", None)
    how = {"start": (2, 2, 1), "learning_rates": [1.0], "seeds": [0], **how}
    with pytest.raises((TypeError, ValueError), match=says):
        bp.sweep(how.pop("start"), X, T, **how)


@pytest.mark.parametrize(
    ("cores", "fast", "threads"), [(3, True, 3), (None, True, 1), (3, False, 1)]
)
def test_all_cores_work_where_loops_are_compiled(cores, fast, threads, monkeypatch):
    asked = []

    def pool(work, items, threads):
        asked.append(threads)
        for item in items:
            work(item)
            yield item

    monkeypatch.setattr("bpcore.threads.pool", pool)
    monkeypatch.setattr("bpcore.compiled.compiles", lambda: fast)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert len(bp.sweep((2, 2, 1), X, T, [0.5], [0, 1], max_epochs=2)) == 2
    assert asked == [threads]


def test_the_arguments_and_their_defaults():
    told = {k: p.default for k, p in inspect.signature(bp.sweep).parameters.items()}
    needed = inspect.Parameter.empty
    assert told == {
        "start": needed, "X": needed, "T": needed, "learning_rates": needed,
        "seeds": None, "span": 0.5, "hidden": "sigmoid", "output": "sigmoid",
        "loss": "squared error", "progress": True, "watch": None, "training": needed,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"learning_rates": []},
         "learning_rates must hold at least one rate; it is empty."),
        ({"learning_rates": 0.5},
         "learning_rates must be a list of numbers; its shape is ()."),
        ({"learning_rates": [-1.0]}, "learning_rate must be above 0; it is -1."),
        ({"learning_rates": [1.0, 0]}, "learning_rate must be above 0; it is 0."),
        ({"learning_rates": ["a"]}, "learning_rates must hold real numbers; it holds"),
        ({"learning_rates": [[1.0]]}, "learning_rates must be a list of numbers; its"),
        ({"learning_rates": [[1], [1, 2]]}, "learning_rates must be an array with"),
        ({"learning_rates": [np.nan]}, "learning_rates must be finite"),
        ({"learning_rate": 0.5},
         "A sweep takes learning_rates, a list, not one learning_rate."),
        ({"seeds": None}, "seeds must list the seeds of the random weights."),
        ({"seeds": []}, "seeds must hold at least one seed; it is empty."),
        ({"seeds": 5}, "seeds must be a list of whole numbers; it is 5."),
        ({"seeds": [1.5]}, "seeds must be a whole number; it is 1.5."),
        ({"seeds": [-1]}, "seeds must be 0 or more; it is -1."),
        ({"seeds": "ab"}, "seeds must be a list of whole numbers; it is 'ab'."),
        ({"seeds": {1, 2}}, "seeds must be a list of whole numbers; it is {1, 2}."),
        ({"seeds": itertools.count()},
         "seeds must be a list of whole numbers, of at most 1000000 items; it holds "
         "more."),
        ({"seeds": range(10**30)}, "seeds must be a list of whole numbers, of at most"),
        ({"start": bp.Network.random((2, 2, 1))},
         "seeds choose random weights, and a given Network has its own; give sizes, "
         "like net.sizes, or leave seeds out."),
        ({"start": 5}, "start must be a bp.Network, sizes like (2, 2, 1), or a list "
                       "of such sizes; it is 5."),
        ({"start": None}, "start must be a bp.Network, sizes like (2, 2, 1), or"),
        ({"start": ()}, "sizes must name at least two layers"),
        ({"start": []}, "sizes must name at least two layers"),
        ({"start": (2, 0)}, "sizes must be 1 or more; it is 0."),
        ({"start": (2.5, 1)}, "sizes must be a whole number; it is 2.5."),
        ({"start": [(2, 2, 1), 5]}, "sizes must list the units of each layer"),
        ({"start": [(2, 2, 1), (2, [2], 1)]}, "sizes must be a whole number; it is"),
        ({"start": "221"}, "start must be a bp.Network, sizes like (2, 2, 1), or"),
        ({"start": range(10**30)}, "start must be a bp.Network, sizes like (2"),
        ({"updating": "never"}, 'updating must be "case", "epoch" or the number'),
        ({"watch": 3}, "watch must be a function of the progress; it is 3."),
        ({"watch": lambda _: X}, "watch must return True to stop the run, or False"),
        ({"span": "wide"}, 'span must be one of "glorot", "he"'),
        ({"hidden": "step"}, 'hidden must be one of "sigmoid", '),
        ({"progress": np.ones(2)}, "progress must be True or False; it is array("),
        ({"nonsense": 1}, "got an unexpected keyword argument 'nonsense'"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_named(how, says):
    how = {"start": (2, 2, 1), "learning_rates": [1.0], "seeds": [0], **how}
    with pytest.raises((TypeError, ValueError)) as told:
        bp.sweep(how.pop("start"), X, T, **how)
    assert says in str(told.value)
    assert not says.endswith(".") or str(told.value) == says
    assert "\n" not in str(told.value)
