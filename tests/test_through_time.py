"""bp.train_through_time: one update a sequence, by the runner of all training."""

import itertools

import numpy as np
import pytest

import bpcore as bp
from bpcore.recurrent.network import FIELDS
from tests.bad_inputs.values import failing
from tests.conftest import with_and_without_numba


def sequences(seed, count, inputs=1, outputs=1, steps=(3, 7)):
    rng = np.random.Generator(np.random.PCG64(seed))
    made = []
    for _ in range(count):
        n = int(rng.integers(*steps))
        made.append(
            (rng.standard_normal((n, inputs)), rng.uniform(0.1, 0.9, (n, outputs)))
        )
    return made


def by_hand(net, data, rate, epochs, every_step=True, clip=None, momentum=0.0):
    """Two nested loops over bp.gradient_through_time, which other tests check."""
    arrays = [a.copy() for a in net.arrays]
    moved = [np.zeros_like(a) for a in arrays]
    losses, changes = [], []
    for _ in range(epochs):
        total, largest = 0.0, 0.0
        for X, T in data:
            now = bp.RecurrentNetwork(*arrays, net.hidden, net.output, net.loss)
            O = now.predict(X)
            L = (T - O) ** 2 / 2
            total += L.sum() if every_step else L[-1].sum()
            g = bp.gradient_through_time(now, X, T, every_step)
            norm = np.sqrt(sum((a * a).sum() for a in g))
            scale = clip / norm if clip is not None and norm > clip else 1.0
            for a, m, slope in zip(arrays, moved, g, strict=True):
                m *= momentum
                m -= rate * scale * slope
                a += m
                largest = max(largest, np.abs(m).max())
        losses.append(total / len(data))
        changes.append(largest)
    return arrays, losses, changes


@pytest.mark.parametrize("every_step", [True, False])
@pytest.mark.parametrize("how", [{}, {"clip": 0.05}, {"momentum": 0.7}])
def test_it_is_what_two_loops_over_the_gradient_give(every_step, how):
    net = bp.RecurrentNetwork.random((2, 3, 2), span=1, seed=1)
    data = sequences(2, 5, 2, 2)
    run = bp.train_through_time(
        net, data, learning_rate=0.3, max_epochs=8, every_step=every_step, **how
    )
    arrays, losses, changes = by_hand(net, data, 0.3, 8, every_step, **how)
    for mine, wanted in zip(run.network.arrays, arrays, strict=True):
        np.testing.assert_allclose(mine, wanted, rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(run.history.loss, losses, rtol=1e-11)
    np.testing.assert_allclose(run.history.largest_change, changes, rtol=1e-10)
    assert run.epochs == 8 and run.stopped_by == "max_epochs"


def test_a_clipped_step_is_as_long_as_the_limit_says():
    net = bp.RecurrentNetwork.random((1, 2, 1), span=1, seed=3)
    data = sequences(4, 1)
    whole = bp.gradient_through_time(net, *data[0])
    norm = np.sqrt(sum((a * a).sum() for a in whole))
    for clip, length in ((norm / 4, norm / 4), (norm * 4, norm)):
        run = bp.train_through_time(net, data, 1.0, max_epochs=1, clip=clip)
        moved = [b - a for a, b in zip(net.arrays, run.network.arrays, strict=True)]
        assert np.sqrt(sum((m * m).sum() for m in moved)) == pytest.approx(length)
        direction = np.concatenate([m.ravel() for m in moved]) / length
        wanted = -np.concatenate([a.ravel() for a in whole]) / norm
        np.testing.assert_allclose(direction, wanted, rtol=1e-9, atol=1e-12)


def test_truncation_changes_what_is_learned_and_the_whole_is_its_limit():
    net = bp.RecurrentNetwork.random((1, 3, 1), span=1, seed=5)
    data = sequences(6, 3, steps=(6, 7))
    runs = [
        bp.train_through_time(net, data, 0.5, max_epochs=3, truncate=k).network
        for k in (1, 3, 6, None)
    ]
    assert runs[2] == runs[3]
    assert runs[0] != runs[1] != runs[2]


def test_the_share_misclassified_counts_steps():
    net = bp.RecurrentNetwork.random((1, 2, 1), seed=1)
    data = sequences(7, 4)
    wrong, steps, last = 0, 0, 0
    for X, T in data:
        off = ((net.predict(X) >= 0.5) != (T >= 0.5))[:, 0]
        wrong, steps, last = wrong + off.sum(), steps + len(X), last + off[-1]
    how = {"learning_rate": 1e-12, "max_epochs": 1, "validation": data}
    run = bp.train_through_time(net, data, **how).history
    assert run.misclassified[0] == run.validation_misclassified[0] == wrong / steps
    run = bp.train_through_time(net, data, every_step=False, **how).history
    assert run.misclassified[0] == run.validation_misclassified[0] == last / 4
    assert run.validation_loss[0] == pytest.approx(run.loss[0], rel=1e-9)


def test_conditions_snapshots_and_patience_work_as_in_train():
    net = bp.RecurrentNetwork.random((1, 3, 1), span=1, seed=2)
    data, other = sequences(8, 6), sequences(9, 6)
    run = bp.train_through_time(
        net, data, 0.5, max_epochs=400, validation=other, patience=5, record_every=2
    )
    assert run.stopped_by == "patience"
    assert run.epochs == run.best_epoch + 5
    again = bp.train_through_time(net, data, 0.5, max_epochs=run.best_epoch)
    assert again.network == run.network
    assert run.snapshots.epochs[:2] == (0, 2)
    assert run.best_epoch - 1 == np.argmin(run.history.validation_loss)
    low = bp.train_through_time(net, data, 0.5, max_epochs=400, target_loss=0.15)
    assert low.stopped_by == "target_loss" and low.history.loss[-1] <= 0.15
    still = bp.train_through_time(net, data, 1e-6, max_epochs=9, min_change=1.0)
    assert (still.stopped_by, still.epochs) == ("min_change", 1)
    shuffled = bp.train_through_time(net, data, 0.5, max_epochs=3, shuffle=1)
    assert (
        shuffled.network != bp.train_through_time(net, data, 0.5, max_epochs=3).network
    )


def test_an_explosion_is_told_and_the_last_sound_network_kept():
    net = bp.RecurrentNetwork(
        [[1.0]], [[2.0]], [0.0], [[1.0]], [0.0], hidden="relu", output="identity"
    )
    data = [(np.ones((60, 1)), np.zeros((60, 1)))]
    run = bp.train_through_time(net, data, 0.1, max_epochs=50)
    assert run.stopped_by == "diverged" and run.diverged_in == 1
    assert run.network == net
    clipped = bp.train_through_time(net, data, 0.1, max_epochs=50, clip=1.0)
    assert clipped.stopped_by == "max_epochs"


def test_it_can_be_watched_and_stopped():
    net = bp.RecurrentNetwork.random((1, 2, 1))
    seen = []

    def watch(progress):
        seen.append(progress.network)
        return len(seen) == 3

    run = bp.train_through_time(
        net, sequences(1, 2), 0.1, max_epochs=10**8, watch=watch
    )
    assert run.stopped_by == "interrupted"
    assert isinstance(run.network, bp.RecurrentNetwork) and run.network != net


def test_plain_python_gives_the_same_numbers():
    program = """
import numpy as np, bpcore as bp
from bpcore import compiled
net = bp.RecurrentNetwork.random((1, 3, 1), span=1, seed=3)
rng = np.random.Generator(np.random.PCG64(0))
data = [(rng.standard_normal((n, 1)), rng.random((n, 1))) for n in (4, 9)]
r = bp.train_through_time(net, data, 0.4, max_epochs=20, clip=0.3, truncate=3)
print(compiled.compiles())
print([f"{float(x):.12g}" for x in r.history.loss])
"""
    plain, compiled = with_and_without_numba(program)
    assert plain == compiled


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (
            {"net": bp.Network.random((1, 1))},
            r"^net must be a bp\.RecurrentNetwork; it is Network\.$",
        ),
        ({"sequences": []}, "sequences must hold at least one sequence"),
        ({"sequences": 3}, "sequences must be a list of pairs"),
        ({"sequences": [1]}, r"sequences\[0\] must be a pair \(X, T\) of inputs"),
        ({"sequences": itertools.repeat(([[1.0]], [[1.0]]))}, "at most 1000000 items"),
        ({"validation": failing()}, "validation must be a list of pairs"),
        ({"sequences": [failing()]}, r"sequences\[0\] must be a pair"),
        ({"watch": failing()}, "it is an object of type Failing"),
        ({"max_epochs": 2**53 + 1}, "max_epochs must be 9007199254740992 or less"),
        ({"sequences": [([[1.0]], [[1.0], [1]])]}, r"In sequences\[0\]: T must hold"),
        ({"validation": [([[1.0, 2]], [[1.0]])]}, r"In validation\[0\]: X must be one"),
        ({"clip": 0}, "clip must be above 0"),
        ({"truncate": 0}, "truncate must be 1 or more"),
        ({"every_step": "yes"}, "every_step must be True or False"),
        ({"learning_rate": -1}, "learning_rate must be above 0"),
        ({"max_epochs": -1}, "max_epochs must be 0 or more"),
        ({"patience": 3}, "patience needs validation"),
        ({"watch": 1}, "watch must be a function"),
        ({"momentum": 1}, "momentum must be below 1"),
    ],
)
def test_arguments_that_do_not_fit_are_named(how, told):
    usual = {"net": bp.RecurrentNetwork.random((1, 2, 1)), "sequences": sequences(1, 2)}
    with pytest.raises((ValueError, TypeError), match=told):
        bp.train_through_time(**{**usual, **how})


def test_fields_of_gradient_and_network_are_one_list():
    assert (
        FIELDS
        == bp.gradient_through_time(
            bp.RecurrentNetwork.random((1, 1, 1)), [[1.0]], [[1.0]]
        )._fields
    )
