"""What lesson 13 measures with: the chain, the other searches, the race."""

import itertools
import math

import numpy as np
import pytest

import bpcore as bp
from bpcore.course.lesson_13 import chain, race, searches

XOR, E = bp.datasets.xor(), [1, 3, 0]


def test_the_transition_matrix_is_that_of_the_rule():
    P, up = chain.transition(E, 0.5), math.exp(-2 / 0.5) / 2
    np.testing.assert_allclose(P[0], [1 - up, up, 0])
    np.testing.assert_allclose(P[1], [0.5, 0, 0.5])
    np.testing.assert_allclose(P.sum(axis=1), 1)
    many = chain.transition([2, 0, 1, 1], np.array([0.3, 2.0]))
    np.testing.assert_array_equal(many[1], chain.transition([2, 0, 1, 1], 2.0))


def test_the_exact_chances_are_those_of_one_step_after_the_other(monkeypatch):
    def cooled(k):
        return 2 / np.log(k + 1)

    p = np.eye(3)[0]
    for k in range(1, 38):
        p = p @ chain.transition(E, cooled(k))
    monkeypatch.setattr(chain, "AT_ONCE", 5)
    np.testing.assert_allclose(chain.after(E, cooled, 37), p, rtol=1e-12)
    boltzmann = np.exp(-np.array(E)) / np.exp(-np.array(E)).sum()
    np.testing.assert_allclose(chain.after(E, 1, 3000), boltzmann, rtol=1e-9)
    step = chain.until(E, cooled, 0.5, 1000)
    assert 1 - chain.after(E, cooled, step)[2] <= 0.5
    assert 1 - chain.after(E, cooled, step - 1)[2] > 0.5
    assert chain.until(E, cooled, 0.5, step - 1) == math.inf


def test_walkers_go_where_the_matrix_says():
    seen = chain.walk([1, 2, 0, 0.5], T=0.8, steps=7, walkers=40_000, seed=1) / 40_000
    exact = chain.after([1, 2, 0, 0.5], 0.8, 7)
    assert (abs(seen - exact) < 4 * np.sqrt(exact * (1 - exact) / 40_000)).all()


def test_hajeks_constant_is_the_least_climb_that_empties_every_other_state():
    assert chain.depth(E) == 2 and chain.depth([0, 1, 2]) == 0
    assert chain.depth([2, 5, 1, 4, 0]) == 3, "out of the middle"
    assert chain.depth([0, 9, 3, 4, 3.5, 5, 0]) == 2, "by the easier way"
    for order in itertools.permutations([0.0, 1.0, 2.5, 4.5]):
        wanted = 0.0
        for i, j in itertools.product(range(4), repeat=2):
            lower = [j for j in range(4) if order[j] < order[i]]
            climbs = [max(order[min(i, j) : max(i, j) + 1]) - order[i] for j in lower]
            wanted = max(wanted, min(climbs, default=0.0))
        assert chain.depth(list(order)) == wanted


def test_restarts_spend_their_budget_epoch_by_epoch_and_keep_the_best():
    net = bp.Network.random((2, 2, 1), span=1, seed=1)
    run = searches.restarts(net, XOR.X, XOR.T, 2, epochs=7, evaluations=60, seed=3)
    assert run.evaluations == len(run.history) == 60, "20 epochs at three"
    first = bp.train(net, XOR.X, XOR.T, 2, max_epochs=7).history.loss
    np.testing.assert_array_equal(run.history.error[:21], np.repeat(first, 3))
    assert run.error == run.network.mean_loss(XOR.X, XOR.T) <= first.min()
    alone = searches.restarts(net, XOR.X, XOR.T, 2, evaluations=60, seed=3)
    assert alone.network == bp.train(net, XOR.X, XOR.T, 2, max_epochs=20).network
    there = searches.restarts(
        net, XOR.X, XOR.T, 2, 100, 1.0, 3000, 1, target=0.01, momentum=0.9
    )
    assert there.error < 0.02 and there.evaluations < 3000
    assert searches.arrival(there, 0.01) == there.evaluations - 2
    assert searches.arrival(alone, 0.01) == math.inf


def test_random_search_keeps_the_best_of_what_it_draws():
    net = bp.Network.random((2, 2, 1), span=1, seed=1)
    run = searches.random_search(net, XOR.X, XOR.T, span=20, evaluations=701, seed=2)
    assert run.evaluations == len(run.history) == 701
    assert run.history.error[0] == net.mean_loss(XOR.X, XOR.T)
    assert (np.diff(run.history.error) <= 0).all()
    assert run.error == pytest.approx(run.network.mean_loss(XOR.X, XOR.T), rel=1e-12)
    assert run.error == run.history.error[-1] < 0.09
    biggest = max(abs(w).max() for w in run.network.weights)
    assert 1 < biggest <= 20
    share = searches.share_within(net, XOR.X, XOR.T, 20, run.error, 5000, seed=2)
    assert 0 < share < 0.02


def test_the_race_starts_all_searches_alike_and_hides_none():
    task = race.two_basins()
    lanes = race.race(task, seeds=range(6))
    assert [lane.method for lane in lanes] == list(race.METHODS)
    start = task.start(3).mean_loss(task.X, task.T)
    for method in race.METHODS:
        found = race.search(task, method, 3)
        if method in race.METHODS[2:]:  # the others meet it while an epoch is presented
            assert found.history.error[0] == pytest.approx(start)
        assert found.evaluations <= task.evaluations
    cells = race.table(task, lanes).cells
    never = np.isinf(lanes[0].needed)
    assert never.any() and cells[0][1] == f"{6 - never.sum()} of 6"
    assert f"{never.sum()} of 6 not there" in race.spread(task, lanes).words()


def test_patients_arrive_when_they_are_as_good_as_the_best_single_unit():
    task = race.patients()
    bar = bp.Network([np.zeros((3, 1))], [[0.0]], loss="cross-entropy")
    run = bp.train(bar, task.X, task.T, 0.02, updating="epoch", max_epochs=3000)
    assert run.network.mean_loss(task.X, task.T) == pytest.approx(task.target)
    lanes = [race.run(task, m, range(2)) for m in ("backpropagation", "annealing")]
    first, second = race.fresh(task, lanes).cells
    fresh = race.scaled(5000, seed=1)
    wrong = [[net.misclassified(fresh.X, fresh.T) for net in lane.networks]
             for lane in lanes]  # fmt: skip
    assert first[3].startswith(f"{100 * np.mean(wrong[0]):.1f} %")
    apart = 100 * (np.mean(wrong[1]) - np.mean(wrong[0]))
    assert second[4].startswith(f"{apart:+.1f}") and first[4] == ""
