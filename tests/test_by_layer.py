"""What each layer saw of one presentation: held against trace and gradient."""

import numpy as np
import pytest

import bpcore as bp
from bpcore.activations import HIDDEN
from bpcore.training.by_layer import by_layer

DATA = bp.datasets.moons(12)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_errors_are_those_of_the_trace(hidden):
    net = bp.Network.random((2, 3, 4, 1), span=2, seed=1, hidden=hidden)
    seen = by_layer(net, DATA.X, DATA.T)
    for n in range(3):
        trace = bp.trace(net, DATA.X[n], DATA.T[n], learning_rate=1)
        for k, (outputs, errors) in enumerate(
            zip(seen.outputs, seen.errors, strict=True), start=1
        ):
            assert outputs[n] == pytest.approx([trace.output[j] for j in net.units(k)])
            assert errors[n] == pytest.approx([trace.error[j] for j in net.units(k)])
    assert seen.error == pytest.approx([np.abs(e).mean() for e in seen.errors])


def test_gradients_are_those_of_the_summed_loss():
    net = bp.Network.random((2, 3, 1), seed=2, loss="cross-entropy")
    g = bp.gradient(net, DATA.X, DATA.T)
    seen = by_layer(net, DATA.X, DATA.T)
    assert seen.gradient == pytest.approx([np.abs(w).mean() for w in g.weights])
    O = seen.outputs[0]
    assert seen.slope[0] == pytest.approx((O * (1 - O)).mean())


def test_units_that_hardly_learn_are_counted_by_layer():
    low, high = [[0.1, 0.1]] * 2, [0.0, -99.0]
    net = bp.Network([low, low, [[1.0], [1.0]]], [high, high, [0.0]], hidden="relu")
    assert by_layer(net, DATA.X, DATA.T).dead.tolist() == [1, 1, 0]
    sigmoid = bp.Network(net.weights, net.biases)
    seen = by_layer(sigmoid, DATA.X, DATA.T)
    assert (seen.saturated.tolist(), seen.dead.tolist()) == ([1, 1, 0], [0, 0, 0])


def test_normalised_net_inputs_bring_more_of_the_error_back():
    net = bp.Network.random((2, *[6] * 6, 1), seed=3, loss="cross-entropy")
    plain = by_layer(net, DATA.X, DATA.T)
    normal = by_layer(net, DATA.X, DATA.T, batch_normalisation=True)
    assert normal.error[0] > 1000 * plain.error[0]


def test_tuples_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="X must"):
        by_layer(bp.Network.random((3, 2, 1)), DATA.X, DATA.T)
