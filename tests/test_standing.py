"""Where a network stands, on places of which it is known."""

import numpy as np
import pytest

import bpcore as bp
from bpcore.training.standing import SIZES, standing
from tests.conftest import XOR, XOR_T

# Auer, Herbster & Warmuth (1995): one weight, two minima.
UNIT_X, UNIT_T = [[5], [-0.5], [0.5]], [0.7, 1, 0.1]


def unit(w):
    return bp.Network([[[w]]])


def stuck(seed=7, epochs=20_000):
    start = bp.Network.random((2, 2, 1), seed=seed)
    return bp.train(start, XOR, XOR_T, learning_rate=2, max_epochs=epochs).network


@pytest.mark.parametrize(("begin", "w", "loss"), [(-6, -5.89, 0.2475),
                                                  (2, 0.08, 0.2192)])  # fmt: skip
def test_a_minimum_helps_no_nudge(begin, w, loss):
    found = standing(unit(begin), UNIT_X, UNIT_T)
    assert found.word == "in a minimum"
    assert found.shares == (0, 0, 0, 0)
    assert found.network.weight(1, 2) == pytest.approx(w, abs=0.006)
    assert 3 * found.network.mean_loss(UNIT_X, UNIT_T) == pytest.approx(loss, abs=1e-4)
    assert found.gradient < 1e-9


def test_a_valley_helps_the_smaller_the_nudge_and_lets_weights_grow():
    net = stuck()
    found = standing(net, XOR, XOR_T, learning_rate=2)
    assert found.word == "in a valley"
    assert list(found.shares) == sorted(found.shares)
    assert found.shares[0] < 0.03 and 0.4 < found.shares[-1] < 0.5
    # And so it is: half a million epochs later it has gone further, and not arrived.
    later = bp.train(net, XOR, XOR_T, learning_rate=2, max_epochs=500_000).network
    assert later.misclassified(XOR, XOR_T) == 0.25
    weights = [max(abs(w).max() for w in n.weights) for n in (found.network, later)]
    assert weights[1] > weights[0] + 2


def test_a_plateau_helps_small_nudges_and_ends_by_itself():
    start = bp.Network.random((2, 2, 1), seed=0)
    found = standing(start, XOR, XOR_T, learning_rate=0.2, epochs=300)
    assert found.word == "on a plateau"
    assert found.shares[0] < 0.1 and found.shares[-1] > 0.4
    assert found.weight < 0.5
    ends = bp.train(found.network, XOR, XOR_T, learning_rate=2, max_epochs=5000)
    assert ends.network.misclassified(XOR, XOR_T) == 0


def test_saturation_helps_no_nudge_and_is_known_by_its_slopes():
    data = bp.datasets.gaussians()
    start = bp.Network.random((2, 4, 1), seed=0)
    far = bp.train(start, data.X, data.T, 100, updating="epoch", max_epochs=10).network
    found = standing(far, data.X, data.T, epochs=100, nudges=50)
    assert found.word == "saturated"
    assert found.shares == (0, 0, 0, 0)
    assert found.open < 1e-9
    assert found.weight > 100


def test_one_closed_layer_saturates_a_network():
    """Its output unit is open, and at the best it can do with hidden outputs fixed."""
    net = bp.Network([[[900.0, -900.0]], [[0.1], [0.2]]], [[0, 0], [0.0]])
    found = standing(net, [[1], [2], [3]], [1, 0, 1], epochs=2000, nudges=50)
    assert found.word == "saturated"
    assert max(O * (1 - O) for O in found.network.predict([[1]])[0]) > 0.2


def test_what_has_learned_is_at_its_goal():
    net = bp.Network.random((2, 2, 1), span=1, seed=7)
    net = bp.train(net, XOR, XOR_T, learning_rate=2, max_epochs=3000).network
    assert standing(net, XOR, XOR_T, nudges=20).word == "at its goal"


def test_a_slope_is_called_a_slope():
    found = standing(unit(2), UNIT_X, UNIT_T, learning_rate=0.1, epochs=2)
    assert found.word == "on a slope"
    assert set(found.shares) <= set(np.arange(0.4, 0.6, 0.001).round(3))


def test_without_settling_case_updating_would_be_misjudged():
    """Case updating stops beside the place; there half of the nudges help."""
    net = stuck()
    before = standing(net, XOR, XOR_T, epochs=0)
    after = standing(net, XOR, XOR_T, learning_rate=2)
    place = SIZES.index(0.01)
    assert before.shares[place] > 0.4 > 5 * after.shares[place]


def test_a_rate_too_large_to_settle_at_is_halved():
    found = standing(unit(0.1), UNIT_X, UNIT_T, learning_rate=50)
    assert found.word == "in a minimum"
    assert found.network.mean_loss(UNIT_X, UNIT_T) < 0.0731


def test_the_same_seed_tells_the_same_and_the_words_hold_the_numbers():
    one, two = (standing(stuck(), XOR, XOR_T, 2, nudges=50) for _ in range(2))
    assert one.shares == two.shares
    assert "the largest is 11.6" in one.text


def test_biases_that_are_held_or_missing_are_not_nudged():
    held = bp.Network([[[0.1]]], [[50.0]], learn_biases=False)
    assert standing(held, [[1]], [0.5], epochs=5, nudges=5).network.bias(2) == 50.0
    assert standing(unit(1), UNIT_X, UNIT_T, epochs=5, nudges=5).network.biases is None
    held = bp.Network([[[2.0]]], [[0.0]], learn_biases=False)
    shares = [
        standing(net, UNIT_X, UNIT_T, learning_rate=0.1, epochs=2).shares
        for net in (held, unit(2))
    ]
    assert shares[0] == shares[1]


@pytest.mark.parametrize(
    ("what", "value"), [("epochs", -1), ("nudges", 0), ("learning_rate", 0)]
)
def test_what_does_not_fit_is_named(what, value):
    with pytest.raises(ValueError, match=f"{what} must be"):
        standing(unit(1), UNIT_X, UNIT_T, **{what: value})
