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


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: SMALL.weight(1, 6), "no connection from unit 1 to unit 6"),
        (lambda: SMALL.weight(4, 1), "no connection"),
        (lambda: SMALL.weight(0, 4), "i must be 1 or more"),
        (lambda: SMALL.weight(1, 7), "j must be a unit of the network, 1 to 6"),
        (lambda: SMALL.weight(1.5, 4), "i must be a whole number"),
        (lambda: SMALL.bias(2), "Unit 2 is an input unit"),
    ],
)
def test_a_unit_that_is_not_there_is_named(ask, says):
    with pytest.raises((ValueError, TypeError), match=says):
        ask()


def test_a_network_never_changes():
    weights = [np.ones((2, 1))]
    net = bp.Network(weights, [np.zeros(1)])
    weights[0][0, 0] = 9
    assert net.weight(1, 3) == 1
    with pytest.raises(ValueError, match="read-only"):
        net.weights[0][0, 0] = 9
    with pytest.raises(AttributeError, match="never changes"):
        net.weights = []
    with pytest.raises(AttributeError, match="never changes"):
        del net.biases


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


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: bp.Network([], []), "weights must be a list"),
        (lambda: bp.Network(3, [[1]]), "weights must be a list"),
        (lambda: bp.Network([[[1]]], []), "biases must be a list"),
        (lambda: bp.Network([[[1]]], [[1], [2]]), "equally many"),
        (lambda: bp.Network([[[1], [2, 3]]], [[1]]), "rows of equal length"),
        (lambda: bp.Network([[1, 2]], [[1]]), r"weights\[0\] must be a table"),
        (lambda: bp.Network([[["a"]]], [[1]]), r"weights\[0\] must hold real numbers"),
        (lambda: bp.Network([[[math.nan]]], [[1]]), r"NaN or infinity at \(0, 0\)"),
        (lambda: bp.Network([[[1]]], [[1, 2]]), "leads to 1 units, but biases"),
        (lambda: bp.Network([[[1]], [[1], [1]]], [[1], [1]]), "starts from 2 units"),
        (lambda: bp.Network([np.zeros((0, 1))], [[1]]), r"weights\[0\] is empty"),
        (lambda: bp.Network([[[1j]]], [[1]]), "complex"),
        (lambda: bp.Network.random((2, 1), hidden="step"), "hidden must be one of"),
        (lambda: bp.Network.random((2, 1), output="relu"), "output must be one of"),
        (lambda: bp.Network.random((2, 1), loss="hinge"), "loss must be one of"),
        (
            lambda: bp.Network.random((2, 1), output="identity", loss="cross-entropy"),
            "cross-entropy",
        ),
        (lambda: bp.Network.random(3), "sizes must list"),
        (lambda: bp.Network.random((3,)), "at least two layers"),
        (lambda: bp.Network.random((3, 0, 1)), "sizes must be 1 or more"),
        (lambda: bp.Network.random((3, 1.5)), "sizes must be a whole number"),
        (lambda: bp.Network.random((3, 1), span=-1), "span must be 0 or more"),
        (lambda: bp.Network.random((3, 1), span="xavier"), "span must be one of"),
        (lambda: bp.Network.random((3, 1), seed=-1), "seed must be 0 or more"),
        (lambda: SMALL.predict([[1, 2]]), "X must have one column for each of the 3"),
        (lambda: SMALL.predict([["a", 1, 2]]), "X must hold real numbers"),
        (lambda: SMALL.predict(np.zeros((0, 3))), "at least one tuple"),
        (lambda: SMALL.mean_loss(np.ones((2, 3)), [1, 0, 1]), r"shape is \(3, 1\)"),
        (lambda: SMALL.mean_loss(np.ones((2, 3)), [[1, 0]]), r"shape is \(1, 2\)"),
    ],
)
def test_what_does_not_fit_gets_one_clear_sentence(make, says):
    with pytest.raises((ValueError, TypeError), match=says) as caught:
        make()
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


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
