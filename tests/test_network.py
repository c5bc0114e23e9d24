"""Network: what it holds, how it answers, what it refuses."""

import copy
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpcore as bp

SMALL = bp.Network([[[1, 2], [3, 4], [5, 6]], [[7], [8]]], [[0.4, 0.5], [0.6]])


def test_units_are_numbered_from_one_through_the_whole_network():
    assert SMALL.sizes == (3, 2, 1)
    assert [list(SMALL.units(k)) for k in range(3)] == [[1, 2, 3], [4, 5], [6]]
    assert SMALL.weight(3, 4) == 5
    assert SMALL.weight(5, 6) == 8
    assert SMALL.bias(5) == 0.5
    assert SMALL.parameters == 11


def test_copies_and_pickles_are_equal():
    for twin in (copy.deepcopy(SMALL), pickle.loads(pickle.dumps(SMALL))):
        assert twin == SMALL
    assert bp.Network.random((3, 2, 1)) != SMALL
    assert SMALL != "a network"


def test_outputs_of_every_layer():
    net = bp.Network([[[1.0], [2.0]], [[3.0]]], [[0.5], [-1.0]], hidden="tanh")
    inputs, hidden, output = net.outputs([[1, 0], [0, -1]])
    np.testing.assert_array_equal(inputs, [[1, 0], [0, -1]])
    np.testing.assert_allclose(hidden, np.tanh([[1.5], [-1.5]]))
    np.testing.assert_allclose(output, 1 / (1 + np.exp(1 - 3 * hidden)))
    np.testing.assert_array_equal(net.predict([[1, 0], [0, -1]]), output)
    assert net.predict([1, 0]).shape == (1, 1)


def test_mean_loss_and_misclassified():
    net = bp.Network([[[0.0, 0.0]]], [[0.0, math.log(3)]])  # outputs 1/2 and 3/4
    X = [[0.0], [1.0]]
    T = [[0, 1], [1, 0]]
    assert net.mean_loss(X, T) == pytest.approx(
        ((0.25 + 1 / 16) / 2 + (0.25 + 9 / 16) / 2) / 2
    )
    assert net.misclassified(X, T) == 0.5
    entropy = bp.Network(net.weights, net.biases, loss="cross-entropy")
    assert entropy.mean_loss(X, T) == pytest.approx(
        -(math.log(1 / 2) * 2 + math.log(3 / 4) + math.log(1 / 4)) / 2
    )
    one = bp.Network([[[1.0]]], [[0.0]])
    assert one.misclassified([[0.0], [-1.0], [1.0]], [1, 1, 1]) == pytest.approx(1 / 3)
    line = bp.Network([[[1.0]]], [[0.0]], output="identity")
    assert math.isnan(line.misclassified([[1.0]], [1]))


def test_a_target_of_exactly_one_half_is_class_one():
    zero = bp.Network([[[1.0]]])  # answers 1/2 at 0
    assert zero.misclassified([[0.0]], [0.5]) == 0
    assert zero.misclassified([[-1e-9]], [0.5]) == 1
    assert zero.misclassified([[0.0]], [np.nextafter(0.5, 0)]) == 1
    two = bp.Network([[[1.0, 2.0]]])
    assert two.misclassified([[0.0]], [[0.5, 0.5]]) == 0  # the first of the largest
    assert two.misclassified([[1.0]], [[0.5, 0.5]]) == 1


@pytest.mark.parametrize("span", [0.5, 0, 3, "glorot", "he"])
def test_random_weights_stay_within_their_span(span):
    net = bp.Network.random((30, 20, 10), span=span, seed=2)
    for w, b in zip(net.weights, net.biases, strict=True):
        m, n = w.shape
        bound = {"glorot": math.sqrt(6 / (m + n)), "he": math.sqrt(6 / m)}.get(span)
        assert abs(w).max() <= (span if bound is None else bound)
        if bound is None:
            assert abs(b).max() <= span
        else:
            assert abs(w).max() > 0.95 * bound
            assert not b.any()


def test_the_seed_decides_the_weights():
    assert bp.Network.random((2, 2, 1), seed=5) == bp.Network.random((2, 2, 1), seed=5)
    assert bp.Network.random((2, 2, 1), seed=5) != bp.Network.random((2, 2, 1), seed=6)
    # PCG64 through `uniform` alone: the same on every supported numpy.
    assert bp.Network.random((2, 2, 1)).weight(1, 3) == pytest.approx(
        0.1369616873214543, abs=1e-15
    )


def test_targets_are_never_broadcast():
    two = bp.Network.random((2, 2))
    with pytest.raises(ValueError, match="T must"):
        two.mean_loss([[0, 1], [1, 0]], [1, 0])
    entropy = bp.Network.random((2, 1), loss="cross-entropy")
    with pytest.raises(ValueError, match="between 0 and 1"):
        entropy.mean_loss([[0, 1]], [2])


@given(st.floats(-1e300, 1e300))
def test_no_net_input_is_too_large(I):
    for hidden in ("sigmoid", "tanh"):
        net = bp.Network([[[1.0]], [[1.0]]], [[0.0], [0.0]], hidden=hidden)
        assert 0 <= net.predict([[I]])[0, 0] <= 1
