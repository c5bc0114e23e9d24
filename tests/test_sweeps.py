"""bp.sweep: every row is what running it alone gives."""

import os
import signal
import threading

import numpy as np
import pytest

import bpcore as bp
from bpcore import compiled

X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
T = np.array([0.0, 1, 1, 0])


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


@pytest.mark.skipif(os.name == "nt", reason="no signals to send on Windows")
def test_an_interrupt_keeps_the_finished_rows():
    epochs = 30_000 if compiled.compiles() else 300
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    rows = bp.sweep(
        (2, 2, 1), X, T, learning_rates=[0.5], seeds=range(3000), max_epochs=epochs
    )
    assert 0 < len(rows) < 3000
    assert set(rows.epochs) == {epochs}


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


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"learning_rates": []}, "learning_rates must hold at least one"),
        ({"learning_rates": 0.5}, "learning_rates must be a list"),
        ({"learning_rates": [-1.0]}, "learning_rate must be above 0"),
        ({"seeds": None}, "seeds must list"),
        ({"seeds": []}, "seeds must hold at least one"),
        ({"seeds": [1.5]}, "seeds must be a whole number"),
        ({"start": bp.Network.random((2, 2, 1))}, "seeds choose random weights"),
        ({"updating": "never"}, "updating must be"),
        ({"start": (2, 0)}, "sizes must be 1 or more"),
    ],
)
def test_wrong_arguments_are_named(how, says):
    how = {"start": (2, 2, 1), "learning_rates": [1.0], "seeds": [0], **how}
    with pytest.raises((TypeError, ValueError), match=says):
        bp.sweep(how.pop("start"), X, T, **how)
