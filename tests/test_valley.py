"""Gradient descent in a valley, against its closed form and its known limits."""

import numpy as np
import pytest

from bpcore.training.valley import steps_until, walk


def test_without_momentum_each_weight_is_multiplied_by_its_own_factor():
    path = walk([2.0, -1.0], [1, 10], 0.05, steps=7)
    n = np.arange(8)
    assert path.shape == (8, 2)
    assert np.allclose(path[:, 0], 2 * 0.95**n)
    assert np.allclose(path[:, 1], -(0.5**n))


def test_momentum_adds_a_share_of_the_last_increment():
    path = walk([1.0], [2], 0.1, momentum=0.5, steps=3)
    assert path[:, 0] == pytest.approx([1, 0.8, 0.54, 0.302])


@pytest.mark.parametrize("momentum", [0, 0.3, 0.9])
def test_it_diverges_beyond_two_times_one_plus_momentum_over_the_largest(momentum):
    limit = 2 * (1 + momentum) / 10
    inside = walk([1.0, 1.0], [1, 10], 0.98 * limit, momentum, 3000)
    outside = walk([1.0, 1.0], [1, 10], 1.02 * limit, momentum, 3000, far=1e6)
    assert np.abs(inside[-1]).max() < 1e-3
    assert np.abs(outside[-1]).max() > 1e6 and len(outside) < 3000


def test_a_rate_may_depend_on_the_step():
    path = walk([1.0], [1], lambda t: 1 / (2 * t), steps=2)
    assert path[:, 0] == pytest.approx([1, 0.5, 0.375])


def test_arrived_is_near_from_then_on():
    path = np.array([[3.0], [0.1], [-2.0], [0.5], [0.4]])
    assert steps_until(path, 0.6) == 3
    assert steps_until(path, 0.45) == 4
    assert steps_until(path, 0.3) is None
    assert steps_until(path, 5) == 0
