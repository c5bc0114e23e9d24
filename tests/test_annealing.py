"""bp.anneal: Metropolis' rule, the budget, and the best network that was met."""

import math

import numpy as np
import pytest

import bpcore as bp
from bpcore import annealing
from tests.conftest import with_and_without_numba

XOR = bp.datasets.xor()


def run(temperature=0.01, net=None, **how):
    net = bp.Network.random((2, 2, 1), seed=1) if net is None else net
    return bp.anneal(net, XOR.X, XOR.T, temperature, **{"evaluations": 300, **how})


def by_hand(net, X, T, temperature, step, evaluations, seed):
    """The same run in a loop over whole networks."""
    rng = np.random.Generator(np.random.PCG64(seed))
    count = net.parameters
    now = best = net
    errors, accepted = [net.mean_loss(X, T)], [True]
    for k in range(1, evaluations):
        *moves, chance = rng.random(count + 1)
        moves = step * (2 * np.array(moves) - 1)
        weights, biases = [], []
        for W, b in zip(now.weights, now.biases, strict=True):
            take = (W.shape[0] + 1) * W.shape[1]  # unit by unit, its bias last
            block = moves[:take].reshape(W.shape[1], -1)
            moves = moves[take:]
            weights.append(W + block[:, :-1].T)
            biases.append(b + block[:, -1])
        other = bp.Network(weights, biases, net.hidden, net.output, net.loss)
        rise = other.mean_loss(X, T) - errors[-1]
        taken = rise <= 0 or chance < math.exp(-rise / temperature(k))
        now = other if taken else now
        if now.mean_loss(X, T) < best.mean_loss(X, T):
            best = now
        errors.append(now.mean_loss(X, T))
        accepted.append(taken)
    return best, np.array(errors), np.array(accepted)


@pytest.mark.parametrize("loss", ["squared error", "cross-entropy"])
def test_it_is_metropolis_rule_step_by_step(loss):
    net = bp.Network.random((2, 3, 2, 1), seed=4, loss=loss)

    def temperature(k):
        return 0.05 / k

    mine = bp.anneal(net, XOR.X, XOR.T, temperature, step=0.8, evaluations=120, seed=7)
    best, errors, accepted = by_hand(net, XOR.X, XOR.T, temperature, 0.8, 120, 7)
    np.testing.assert_allclose(mine.history.error, errors, rtol=1e-12)
    np.testing.assert_array_equal(mine.history.accepted, accepted)
    np.testing.assert_allclose(
        mine.history.temperature[1:], [temperature(k) for k in range(1, 120)]
    )
    assert np.isnan(mine.history.temperature[0])
    assert 0.05 < accepted[1:].mean() < 0.95, "both happen"
    assert (np.diff(errors) > 0).any(), "uphill steps are among them"
    for a, b in zip(mine.network.weights, best.weights, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)
    assert mine.error == pytest.approx(errors.min(), rel=1e-14)


def test_the_best_met_is_returned_and_not_the_last():
    hot = run(temperature=10.0)
    assert hot.error == pytest.approx(hot.network.mean_loss(XOR.X, XOR.T), rel=1e-14)
    assert hot.error == hot.history.error.min() < hot.history.error[-1]


def test_a_result_in_words():
    result = run(evaluations=3)
    accepted = int(result.history.accepted[1:].sum())
    assert repr(result) == (
        f"Annealed over 3 evaluations, {accepted} proposals accepted; the least mean "
        f"loss met is {result.error:.4g}."
    )


def test_at_temperature_zero_nothing_rises():
    cold = run(temperature=0)
    assert (np.diff(cold.history.error) <= 0).all()
    assert cold.history.accepted.sum() > 3
    hot = run(temperature=1e9)
    assert hot.history.accepted.all(), "and when it is hot enough all is accepted"


@pytest.mark.parametrize("evaluations", [1, 2, 17, 500])
def test_the_budget_is_met_and_the_start_counts(evaluations):
    found = run(evaluations=evaluations)
    assert found.evaluations == len(found.history) == evaluations
    assert found.stopped_by == "evaluations"
    start = bp.Network.random((2, 2, 1), seed=1)
    assert found.history.error[0] == pytest.approx(start.mean_loss(XOR.X, XOR.T))
    if evaluations == 1:
        assert found.network == start


def test_chunks_change_no_number(monkeypatch):
    usual = run(evaluations=400)
    monkeypatch.setattr(annealing, "CHUNK", 1e-9)
    monkeypatch.setattr(annealing, "ROOM", 1)
    small = run(evaluations=400)
    np.testing.assert_array_equal(usual.history.error, small.history.error)
    assert usual.network == small.network


def test_seeds_and_steps_matter_and_nothing_is_changed():
    net = bp.Network.random((2, 2, 1), seed=1)
    before = [w.copy() for w in net.weights]
    same, again, other = run(net=net), run(net=net), run(net=net, seed=1)
    np.testing.assert_array_equal(same.history.error, again.history.error)
    assert (same.history.error != other.history.error).any()
    for a, b in zip(before, net.weights, strict=True):
        np.testing.assert_array_equal(a, b)
    fell = 0
    for seed in range(20):
        moved = run(0, net, evaluations=2, step=0.25, seed=seed)
        if moved.history.accepted[1]:
            fell += 1
            for a, b in zip(before, moved.network.weights, strict=True):
                assert 0 < np.abs(a - b).max() <= 0.25
    assert fell > 3
    with pytest.raises(ValueError, match="read-only"):
        same.history.error[0] = 0


def test_it_can_be_watched_and_stopped():
    seen = []

    def watch(progress):
        seen.append((progress.evaluations, progress.of, progress.error))
        assert 0 < progress.share <= 1 and progress.seconds >= 0
        return len(seen) == 3

    found = run(evaluations=10**9, watch=watch)
    assert found.stopped_by == "interrupted"
    assert found.evaluations == len(found.history) == seen[-1][0]
    assert found.error == seen[-1][2]
    assert "least mean loss met" in repr(found)
    assert run(watch=lambda p: np.bool_(True)).stopped_by == "interrupted"


def test_plain_python_gives_the_same_numbers():
    program = """
import bpcore as bp
from bpcore import compiled
d = bp.datasets.xor()
r = bp.anneal(bp.Network.random((2, 2, 1)), d.X, d.T, 0.02, evaluations=200)
print(compiled.compiles())
print([f"{e:.12g}" for e in r.history.error])
"""
    plain, compiled = with_and_without_numba(program)
    assert plain == compiled


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"temperature": -1}, "temperature must be 0 or more"),
        ({"temperature": "hot"}, "temperature must hold real numbers"),
        ({"temperature": lambda k: -1.0}, "temperature in step 1 must be 0 or more"),
        ({"temperature": lambda k: 1 / (k - 5)}, "temperature in step 1 must be 0"),
        ({"temperature": lambda k: 1 / (5 - k)}, "could not be calculated in step 5"),
        ({"step": 0}, "step must be above 0"),
        ({"evaluations": 0}, "evaluations must be 1 or more"),
        ({"evaluations": 2.5}, "evaluations must be a whole number"),
        ({"seed": -1}, "seed must be 0 or more"),
        ({"evaluations": 10**400}, "evaluations must be 9007199254740992 or less"),
        ({"watch": 3}, "watch must be a function"),
        ({"watch": lambda p: XOR.X}, "watch must return True to stop the run"),
        ({"net": "net"}, r"net must be a bp\.Network"),
    ],
)
def test_arguments_that_do_not_fit_are_named(how, told):
    with pytest.raises((ValueError, TypeError), match=told):
        run(**how)


@pytest.mark.parametrize("fixed", [False, True])
def test_the_way_of_a_run_can_be_worked_out_again(fixed):
    made = bp.Network.random((2, 2, 1), seed=3)
    net = bp.Network(made.weights, made.biases, learn_biases=not fixed)
    found = run(temperature=0.01, net=net, seed=5, step=0.7)
    kept, proposed = annealing.retraced(net, found.history, step=0.7, seed=5)
    names = annealing.moved(net)
    assert len(names) == kept.shape[1] == (6 if fixed else 9)
    best = kept[found.history.error.argmin()]
    for (what, *units), value in zip(names, best, strict=True):
        held = found.network.weight if what == "weight" else found.network.bias
        assert held(*units) == value
    stays = (kept[1:] == kept[:-1]).all(axis=1)
    np.testing.assert_array_equal(stays, ~found.history.accepted[1:])
    taken = found.history.accepted
    np.testing.assert_array_equal(kept[taken], proposed[taken])
    assert 0.5 < np.abs(proposed[1:] - kept[:-1]).max() <= 0.7
