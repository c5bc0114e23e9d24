"""bp.train: its numbers, in both engines, and its arguments."""

import math
import os
import subprocess
import sys
from dataclasses import fields
from inspect import Parameter, signature
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bpcore as bp
from bpcore import compiled
from bpcore.training import matrix_engine
from bpcore.training.conditions import CONDITIONS
from bpcore.training.plan import Plan
from bpcore.training.schedules import rates
from tests.bad_inputs.values import failing
from tests.conftest import XOR, XOR_T, random_tuples


def by_hand(net, X, T, rate, batch, epochs, momentum=0.0):
    """Training as two nested loops over bp.gradient, which other tests check.

    Returns the network and, an epoch each, loss, share misclassified, largest change.
    """
    W, B = [w.copy() for w in net.weights], [b.copy() for b in net.biases]
    parameters = W + B
    increments = [np.zeros_like(p) for p in parameters]
    figures = []
    for _ in range(epochs):
        loss, wrong, largest = 0.0, 0.0, 0.0
        for start in range(0, len(X), batch):
            now = bp.Network(W, B, net.hidden, net.output, net.loss)
            part = slice(start, start + batch)
            loss += now.mean_loss(X[part], T[part]) * len(X[part])
            wrong += now.misclassified(X[part], T[part]) * len(X[part])
            g = bp.gradient(now, X[part], T[part])
            for p, d, s in zip(
                parameters, increments, [*g.weights, *g.biases], strict=True
            ):
                d[...] = momentum * d - rate * s
                p += d
                largest = max(largest, np.abs(d).max())
        figures.append((loss / len(X), wrong / len(X), largest))
    after = bp.Network(W, B, net.hidden, net.output, net.loss)
    return after, *np.array(figures).T


def close(a, b, to=1e-12):
    for p, q in zip(a.weights + a.biases, b.weights + b.biases, strict=True):
        np.testing.assert_allclose(p, q, rtol=to, atol=to)


# The engine is the same for all examples.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=4),
    batch=st.integers(1, 8),
    momentum=st.sampled_from([0.0, 0.7]),
    hidden=st.sampled_from(["sigmoid", "tanh", "relu"]),
    output=st.sampled_from(["sigmoid", "identity"]),
)
def test_every_way_of_updating_follows_the_gradient(
    engine, seed, sizes, batch, momentum, hidden, output
):
    net = bp.Network.random(sizes, seed=seed, hidden=hidden, output=output)
    X, T = random_tuples(seed, 7, sizes[0], sizes[-1])
    how = {"learning_rate": 0.05, "updating": batch, "momentum": momentum}
    result = bp.train(net, X, T, max_epochs=3, **how)
    expected, loss, wrong, change = by_hand(net, X, T, 0.05, batch, 3, momentum)
    close(result.network, expected)
    np.testing.assert_allclose(result.history.loss, loss, rtol=1e-10)
    np.testing.assert_allclose(result.history.misclassified, wrong, rtol=1e-12)
    np.testing.assert_allclose(result.history.largest_change, change, rtol=1e-9)
    assert result.stopped_by == "max_epochs"


@pytest.mark.parametrize("updating", ["case", 4, "epoch"])
def test_three_classes_are_counted_as_they_are_met(engine, updating):
    X, T = random_tuples(5, 30, 2, 3)
    net = bp.Network.random((2, 6, 3), span=2, seed=5)
    run = bp.train(net, X, T, learning_rate=2, updating=updating, max_epochs=20)
    batch = {"case": 1, "epoch": 30}.get(updating, updating)
    _, _, wrong, _ = by_hand(net, X, T, 2, batch, 20)
    np.testing.assert_allclose(run.history.misclassified, wrong, rtol=1e-12)
    assert len(set(wrong)) > 3


def test_a_half_counts_as_the_upper_class(engine):
    undecided = bp.Network([[[0.0]]], [[0.0]])  # its output is 0.5 exactly
    for targets, wrong in (
        ([0.5], 0), ([1.0], 0), ([0.4], 1), ([0.0], 1), ([0.5, 0.4, 0.6, 0.0], 0.5),
    ):  # fmt: skip
        X = np.zeros((len(targets), 1))
        run = bp.train(undecided, X, targets, updating="epoch", max_epochs=1)
        assert run.history.misclassified[0] == wrong
        assert undecided.misclassified(X, targets) == wrong


def test_of_equal_outputs_and_targets_the_first_is_the_class(engine):
    undecided = bp.Network([np.zeros((1, 3))], [np.zeros(3)])
    for target, wrong in (([1, 0, 0], 0), ([0, 1, 0], 1), ([0, 0.5, 0.5], 1),
                          ([0.5, 0.5, 0], 0), ([0.5, 0, 0.5], 0)):  # fmt: skip
        run = bp.train(undecided, [[0.0]], [target], max_epochs=1)
        assert run.history.misclassified[0] == wrong
        assert undecided.misclassified([[0.0]], [target]) == wrong


@pytest.mark.skipif(not compiled.compiles(), reason="nothing compiles here")
@pytest.mark.parametrize("updating", ["case", "epoch", 3])
@pytest.mark.parametrize("loss", ["squared error", "cross-entropy"])
def test_plain_python_gives_the_same_numbers(updating, loss):
    program = f"""
import numpy as np, bpcore as bp
from bpcore import compiled
X, T = {XOR.tolist()}, {XOR_T.tolist()}
net = bp.Network.random((2, 3, 1), span=1, seed=4, loss={loss!r})
r = bp.train(net, X, T, learning_rate=0.7, updating={updating!r}, max_epochs=60,
             shuffle=5)
print(compiled.compiles())
print([float(x).hex() for x in np.concatenate(
    [w.ravel() for w in r.network.weights] + [r.history.loss])])
"""
    told = {}
    for switch in ("0", "1"):
        answer = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "BPCORE_NUMBA": switch},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        how, values = answer.stdout.splitlines()
        told[how] = [float.fromhex(v) for v in eval(values)]
    assert set(told) == {"False", "True"}, "one of them must have run compiled"
    np.testing.assert_allclose(told["False"], told["True"], rtol=1e-12)


def test_the_given_network_stays_as_it_is():
    net = bp.Network.random((2, 2, 1), seed=1)
    before = [w.copy() for w in net.weights]
    first = bp.train(net, XOR, XOR_T, max_epochs=5)
    again = bp.train(net, XOR, XOR_T, max_epochs=5)
    assert all((a == b).all() for a, b in zip(before, net.weights, strict=True))
    assert first.network == again.network != net


def test_max_epochs_of_none_at_all():
    net = bp.Network.random((2, 2, 1), seed=1)
    result = bp.train(net, XOR, XOR_T, max_epochs=0, record_every=1)
    assert (result.network, result.epochs, result.stopped_by) == (net, 0, "max_epochs")
    assert len(result.history) == 0
    assert result.snapshots.epochs == (0,)


def test_a_schedule_gets_the_epoch_number_from_one():
    net = bp.Network.random((2, 2, 1), seed=1)
    result = bp.train(net, XOR, XOR_T, learning_rate=bp.one_over_t, max_epochs=9000)
    np.testing.assert_array_equal(result.history.learning_rate, 1 / np.arange(1, 9001))


@pytest.mark.parametrize("epoch", [1, 2, 3, 5000])
@pytest.mark.parametrize(
    ("rate", "says"),
    [
        (lambda: math.nan, "must be finite; it holds a NaN or infinity"),
        (lambda: "fast", "must hold real numbers; it holds 'fast'"),
        (lambda: [0.5, 0.5], r"must be one number; its shape is \(2,\)"),
        (lambda: None, "must hold real numbers; it holds None"),
        (lambda: -0.25, "must be 0 or more; it is -0.25"),
    ],
)
def test_a_schedule_that_returns_no_rate_is_told_with_the_epoch(epoch, rate, says):
    net = bp.Network.random((2, 2, 1), seed=1)

    def schedule(t):
        return rate() if t >= epoch else 0.5

    how = {"learning_rate": schedule, "max_epochs": 6000}
    with pytest.raises(
        (TypeError, ValueError), match=f"^learning_rate in epoch {epoch} {says}"
    ):
        bp.train(net, XOR, XOR_T, **how)


@pytest.mark.parametrize("epoch", [1, 2, 5000])
@pytest.mark.parametrize(
    ("fail", "says"),
    [
        (lambda: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda: [][3], "IndexError: list index out of range"),
        (lambda: "a" + 1, "TypeError: can only concatenate str"),
    ],
)
def test_a_schedule_that_fails_is_told_with_the_epoch(epoch, fail, says):
    net = bp.Network.random((2, 2, 1), seed=1)

    def schedule(t):
        return fail() if t >= epoch else 0.5

    with pytest.raises(
        ValueError,
        match=f"^learning_rate could not be calculated in epoch {epoch}: {says}",
    ) as told:
        bp.train(net, XOR, XOR_T, learning_rate=schedule, max_epochs=6000)
    assert told.value.__cause__ is not None


def test_a_schedule_need_not_serve_epochs_that_are_never_run():
    net = bp.Network.random((2, 2, 1), seed=1)
    rates = [2.0] * 700
    full = bp.train(net, XOR, XOR_T, learning_rate=2, max_epochs=700)
    how = {"target_loss": full.history.loss.min(), "max_epochs": 3000}
    run = bp.train(net, XOR, XOR_T, learning_rate=lambda t: rates[t - 1], **how)
    assert run.stopped_by == "target_loss"
    assert run.epochs == full.history.loss.argmin() + 1


def test_chunks_change_no_number(engine, monkeypatch):
    net = bp.Network.random((3, 4, 2), seed=2)
    X, T = random_tuples(1, 11, 3, 2)
    how = {"updating": 3, "shuffle": 4, "momentum": 0.5, "max_epochs": 40}
    whole = bp.train(net, X, T, **how)
    monkeypatch.setattr("bpcore.training.runner.CHUNK", 1e-9)  # a tuple or two each
    pieces = bp.train(net, X, T, **how)
    assert whole.network == pieces.network
    np.testing.assert_array_equal(whole.history.loss, pieces.history.loss)


def test_shuffling_reorders_the_tuples_and_repeats_with_its_seed():
    net = bp.Network.random((2, 2, 1), seed=1)
    runs = [
        bp.train(net, XOR, XOR_T, max_epochs=30, shuffle=seed).network
        for seed in (None, 1, 1, 2)
    ]
    assert runs[1] == runs[2]
    assert runs[0] != runs[1] != runs[3]


def test_snapshots_are_the_networks_of_shorter_runs():
    net = bp.Network.random((2, 2, 1), seed=1)
    result = bp.train(net, XOR, XOR_T, max_epochs=25, record_every=10)
    assert result.snapshots.epochs == (0, 10, 20, 25)
    for epoch, kept in result.snapshots:
        assert kept == bp.train(net, XOR, XOR_T, max_epochs=epoch).network
    assert result.snapshots[-1] == (25, result.network)


def test_validation_is_measured_after_every_epoch():
    net = bp.Network.random((2, 2, 1), seed=1)
    result = bp.train(
        net, XOR, XOR_T, max_epochs=5, validation=(XOR[:3], XOR_T[:3]), record_every=1
    )
    for (_, kept), loss, wrong in zip(
        list(result.snapshots)[1:],
        result.history.validation_loss,
        result.history.validation_misclassified,
        strict=True,
    ):
        assert loss == kept.mean_loss(XOR[:3], XOR_T[:3])
        assert wrong == kept.misclassified(XOR[:3], XOR_T[:3])
    assert np.isnan(bp.train(net, XOR, XOR_T).history.validation_loss).all()


BATCH = 'updating must be "case", "epoch" or the number of tuples in a batch; it is '
PAIR = "validation must be a pair (X, T) of inputs and targets."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"net": [1, 2]}, "net must be a bp.Network; it is [1, 2]."),
        ({"X": [[0, 1, 2]]},
         "X must have one column for each of the 2 input units; it has 3."),
        ({"T": [0, 1, 1]}, "T must hold a target for each of 4 tuples and 1 output "
                           "unit, shape (4, 1); its shape is (3, 1)."),
        ({"T": [[0], [1], [1], ["a"]]}, "T must hold real numbers; it holds "),
        ({"learning_rate": 0}, "learning_rate must be above 0; it is 0."),
        ({"learning_rate": -0.5}, "learning_rate must be above 0; it is -0.5."),
        ({"learning_rate": "x"}, "learning_rate must hold real numbers; it holds 'x'."),
        ({"learning_rate": [0.5]}, "learning_rate must be one number; its shape is"),
        ({"learning_rate": math.inf}, "learning_rate must be finite; it holds a NaN"),
        ({"updating": "sometimes"}, BATCH + "'sometimes'."),
        ({"updating": 2.5}, BATCH + "2.5."),
        ({"updating": True}, BATCH + "True."),
        ({"updating": None}, BATCH + "None."),
        ({"updating": np.zeros((2, 2))}, BATCH + "array([[0., 0.], [0., 0.]])."),
        ({"updating": failing()}, BATCH + "an object of type Failing."),
        ({"updating": 0}, "updating must be 1 or more; it is 0."),
        ({"max_epochs": -1}, "max_epochs must be 0 or more; it is -1."),
        ({"max_epochs": 1.5}, "max_epochs must be a whole number; it is 1.5."),
        ({"max_epochs": None}, "max_epochs must be a whole number; it is None."),
        ({"max_epochs": 10**400},
         "max_epochs must be 9007199254740992 or less; it is 10000"),
        ({"max_epochs": True}, "max_epochs must be a whole number; it is True."),
        ({"min_change": 0}, "min_change must be above 0; it is 0."),
        ({"min_change": -0.1}, "min_change must be above 0; it is -0.1."),
        ({"min_change": "x"}, "min_change must hold real numbers; it holds 'x'."),
        ({"max_misclassified": 1.5}, "max_misclassified must be 1 or less; it is 1.5."),
        ({"max_misclassified": -1}, "max_misclassified must be 0 or more; it is -1."),
        ({"target_loss": -1}, "target_loss must be 0 or more; it is -1."),
        ({"target_loss": math.nan}, "target_loss must be finite; it holds a NaN or"),
        ({"momentum": 1}, "momentum must be below 1; it is 1."),
        ({"momentum": -0.1}, "momentum must be 0 or more; it is -0.1."),
        ({"momentum": "x"}, "momentum must hold real numbers; it holds 'x'."),
        ({"momentum": None}, "momentum must hold real numbers; it holds None."),
        ({"shuffle": "yes"}, "shuffle must be a whole number; it is 'yes'."),
        ({"shuffle": -1}, "shuffle must be 0 or more; it is -1."),
        ({"shuffle": True}, "shuffle must be a whole number; it is True."),
        ({"validation": 3}, PAIR),
        ({"validation": failing()}, PAIR),
        ({"validation": (XOR,)}, PAIR),
        ({"validation": (XOR, XOR_T, 1)}, PAIR),
        ({"validation": "ab"}, "In validation: X must hold real numbers; it holds"),
        ({"validation": ([[1, 2]], [1, 2])}, "In validation: T must hold a target for"),
        ({"validation": ([[1]], [1])}, "In validation: X must have one column for"),
        ({"validation": ([], [])}, "In validation: X must "),
        ({"record_every": 0}, "record_every must be 1 or more; it is 0."),
        ({"record_every": 1.5}, "record_every must be a whole number; it is 1.5."),
        ({"watch": 3}, "watch must be a function of the progress; it is 3."),
        (
            {"watch": failing()},
            "watch must be a function of the progress; it is an object of type "
            "Failing.",
        ),
        ({"keep": 0}, "keep must be above 0; it is 0."),
        ({"net": bp.Network([[[1.0], [1.0]]]), "batch_normalisation": True},
         "batch_normalisation needs biases that are learned, since its shift is folded "
         "into them; this network has none, or holds them fixed."),
        ({"batch_normalisation": 1}, "batch_normalisation must be True or False; it"),
    ],
)  # fmt: skip
def test_wrong_arguments_are_named(wrong, says):
    given = {"net": bp.Network.random((2, 2, 1)), "X": XOR, "T": XOR_T, **wrong}
    with pytest.raises((TypeError, ValueError)) as told:
        bp.train(given.pop("net"), given.pop("X"), given.pop("T"), **given)
    assert str(told.value).startswith(says)
    assert not says.endswith(".") or str(told.value) == says
    assert "\n" not in str(told.value)


def test_a_plan_holds_plain_numbers():
    told = {k: p.default for k, p in signature(bp.train).parameters.items()}
    del told["watch"]
    given = {"net": bp.Network.random((2, 2, 1)), "X": XOR, "T": XOR_T}
    odd = {"learning_rate": np.float32(0.5), "keep": 1, "max_epochs": np.int16(9),
           "momentum": np.float16(0.5), "shuffle": np.uint8(1), "updating": np.int8(3),
           "record_every": np.int64(2), "batch_normalisation": np.False_}  # fmt: skip
    plan = Plan.of({**told, **given, **odd})
    plain = {"learning_rate": 0.5, "keep": 1.0, "max_epochs": 9, "momentum": 0.5,
             "shuffle": 1, "batch": 3, "record_every": 2,
             "batch_normalisation": False}  # fmt: skip
    for name, value in plain.items():
        held = getattr(plan, name)
        assert (held, type(held)) == (value, type(value)), name
    assert plan.keeps_each
    assert not plan.patient


@pytest.mark.parametrize(
    ("epoch", "says"),
    [
        (0, "epoch must be 1 or more; it is 0."),
        (2.5, "epoch must be a whole number; it is 2.5."),
        (10**400, "epoch must be 9007199254740992 or less; it is 1000"),
        ([1, 2], "epoch must be a whole number; it is [1, 2]."),
    ],
)
def test_one_over_t_counts_epochs_from_one(epoch, says):
    assert bp.one_over_t(np.int8(4)) == 0.25
    with pytest.raises((TypeError, ValueError)) as told:
        bp.one_over_t(epoch)
    assert str(told.value).startswith(says)


def test_a_schedule_is_asked_for_many_epochs_at_a_time():
    np.testing.assert_array_equal(
        rates(bp.one_over_t, 3, 4), [1 / 3, 1 / 4, 1 / 5, 1 / 6]
    )
    assert rates(0.5, 3, 4).tolist() == [0.5] * 4


def test_the_arguments_and_their_defaults():
    """In this order, and each with a checked place in the Plan."""
    told = {k: p.default for k, p in signature(bp.train).parameters.items()}
    needed = Parameter.empty
    assert list(told.items()) == [
        ("net", needed), ("X", needed), ("T", needed), ("learning_rate", 0.5),
        ("updating", "case"), ("max_epochs", 100), ("min_change", None),
        ("max_misclassified", None), ("target_loss", None), ("patience", None),
        ("keep", 1.0), ("batch_normalisation", False), ("momentum", 0.0),
        ("shuffle", None), ("validation", None), ("record_every", None),
        ("watch", None),
    ]  # fmt: skip
    checked = {f.name for f in fields(Plan)} | {c.name for c in CONDITIONS}
    assert set(told) - checked == {"watch"}
    for name in told:
        assert f"    {name}" in bp.train.__doc__ or name in ("T", "net", "X")


@pytest.mark.parametrize(
    ("sizes", "batch", "fast", "as_matrices"),
    [
        ((3, 4, 2, 1), 1, True, False),
        ((3, 4, 2, 1), 1000, True, False),
        ((60, 40, 2), 1, True, False),
        ((60, 40, 2), 32, True, True),
        ((784, 100, 10), 1, True, True),
        ((2, 2, 1), 1, False, False),
        ((3, 4, 2, 1), 1000, False, True),
        ((60, 40, 2), 1, False, True),
    ],
)
def test_much_work_between_updates_goes_through_matrices(
    sizes, batch, fast, as_matrices, monkeypatch
):
    monkeypatch.setattr(compiled, "compiles", lambda: fast)
    net = bp.Network.random(sizes)
    plan = SimpleNamespace(net=net, batch=batch, keep=1.0, batch_normalisation=False)
    assert matrix_engine.better_as_matrices(plan) == as_matrices


@pytest.mark.parametrize("room", [1, 700, 2_000_000])
def test_how_much_may_be_kept_at_a_time_changes_no_number(monkeypatch, room):
    monkeypatch.setattr("bpcore.training.unit_engine.ROOM", room)
    net, data = bp.Network.random((2, 3, 1), seed=4), bp.datasets.moons()
    run = bp.train(
        net, data.X, data.T, learning_rate=0.5, max_epochs=40, shuffle=1,
        record_every=7, validation=(data.X[:30], data.T[:30]),
    )  # fmt: skip
    assert run.snapshots.epochs == (0, 7, 14, 21, 28, 35, 40)
    for epoch, kept in list(run.snapshots)[1:]:
        shorter = bp.train(
            net, data.X, data.T, learning_rate=0.5, max_epochs=epoch, shuffle=1
        )
        assert kept == shorter.network
        loss = kept.mean_loss(data.X[:30], data.T[:30])
        assert run.history.validation_loss[epoch - 1] == pytest.approx(loss, rel=1e-12)
