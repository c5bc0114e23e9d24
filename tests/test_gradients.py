"""The gradient in matrix form, held against four other ways to find it."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bpcore as bp
from bpcore.gradients import forward_backward
from bpcore.layering import layers_of, network_of
from bpcore.layers import Dense
from bpcore.nudged import moved

calm = settings(deadline=None)  # the first case loads the peer

LOSSES = [
    ("sigmoid", "squared error"),
    ("sigmoid", "cross-entropy"),
    ("identity", "squared error"),
]


@st.composite
def cases(draw, outputs=LOSSES, targets=(0.0, 1.0), tuples=(1, 12)):
    """(network, X, T): a random architecture with random tuples."""
    output, loss = draw(st.sampled_from(outputs))
    net = bp.Network.random(
        draw(st.lists(st.integers(1, 5), min_size=2, max_size=5)),
        span=draw(st.sampled_from([0.5, 1.0, 3.0])),
        seed=draw(st.integers(0, 10_000)),
        hidden=draw(st.sampled_from(["sigmoid", "tanh", "relu"])),
        output=output,
        loss=loss,
    )
    rng = np.random.Generator(np.random.PCG64(draw(st.integers(0, 10_000))))
    n = draw(st.integers(*tuples))
    X = rng.uniform(-2, 2, (n, net.sizes[0]))
    return net, X, rng.choice(targets, (n, net.sizes[-1]))


def same(gradient, weights, biases):
    ours = [*gradient.weights, *gradient.biases]
    theirs = [np.asarray(a) for a in (*weights, *biases)]
    assert [a.shape for a in ours] == [a.shape for a in theirs]
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-8, atol=1e-11)


@calm
@given(cases(targets=(0.0, 0.25, 1.0)))
def test_it_agrees_with_centred_differences(case):
    check = bp.check_gradient(*case)
    assert check.compared + check.left_out == case[0].parameters
    assert check.max_relative_error <= 1e-6 or not check.compared
    assert bool(check) is check.agrees is (check.compared > 0)


@calm
@given(cases(targets=(0.0, 0.25, 1.0), tuples=(1, 4)))
def test_it_is_what_the_algorithm_adds_up_unit_by_unit(case):
    net, X, T = case
    rate = 0.7
    gradient = bp.gradient(net, X, T)
    traces = [bp.trace(net, x, t, rate) for x, t in zip(X, T, strict=True)]
    for k, (sources, receivers) in enumerate(
        (net.units(k), net.units(k + 1)) for k in range(len(net.sizes) - 1)
    ):
        for b, j in enumerate(receivers):
            total = sum(t.bias_increment[j] for t in traces)
            assert gradient.biases[k][b] == pytest.approx(-total / rate, abs=1e-11)
            for a, i in enumerate(sources):
                total = sum(t.weight_increment[i, j] for t in traces)
                assert gradient.weights[k][a, b] == pytest.approx(
                    -total / rate, abs=1e-11
                )


@settings(calm, max_examples=60)
@given(cases(targets=(0.0, 0.25, 1.0)))
def test_it_agrees_with_pytorch(case):
    torch = pytest.importorskip("torch")
    net, X, T = case
    f = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
    W = [torch.tensor(np.array(w), requires_grad=True) for w in net.weights]
    b = [torch.tensor(np.array(v), requires_grad=True) for v in net.biases]
    A = torch.tensor(X)
    for w, v in zip(W[:-1], b[:-1], strict=True):
        A = f[net.hidden](A @ w + v)
    I = A @ W[-1] + b[-1]
    T = torch.tensor(T)
    if net.loss == "cross-entropy":
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            I, T, reduction="sum"
        )
    else:
        O = I if net.output == "identity" else torch.sigmoid(I)
        loss = 0.5 * ((T - O) ** 2).sum()
    loss.backward()
    same(bp.gradient(*case), [w.grad for w in W], [v.grad for v in b])


@settings(calm, max_examples=40)
@given(cases(outputs=LOSSES[1:], tuples=(2, 12)))
def test_it_agrees_with_scikit_learn(case):
    """One step of its stochastic gradient descent, with the mean made a sum."""
    neural = pytest.importorskip("sklearn.neural_network")
    net, X, T = case
    classifies = net.loss == "cross-entropy"
    y = T.astype(int) if classifies else T
    y = y[:, 0] if net.sizes[-1] == 1 else y
    kind = neural.MLPClassifier if classifies else neural.MLPRegressor
    peer = kind(
        hidden_layer_sizes=net.sizes[1:-1],
        activation={"sigmoid": "logistic"}.get(net.hidden, net.hidden),
        solver="sgd", learning_rate_init=1.0, momentum=0.0, nesterovs_momentum=False,
        alpha=0.0, batch_size=len(X), shuffle=False,
    )  # fmt: skip
    more = {"classes": range(max(2, net.sizes[-1]))} if classifies else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer.partial_fit(X, y, **more)  # makes its arrays
        peer.coefs_ = [np.array(w) for w in net.weights]
        peer.intercepts_ = [np.array(v) for v in net.biases]
        peer.partial_fit(X, y)
    n = len(X)
    same(
        bp.gradient(*case),
        [(a - b) * n for a, b in zip(net.weights, peer.coefs_, strict=True)],
        [(a - b) * n for a, b in zip(net.biases, peer.intercepts_, strict=True)],
    )


@calm
@given(cases(tuples=(2, 12)))
def test_the_tuples_are_added_up(case):
    net, X, T = case
    one_by_one = [bp.gradient(net, x, t[None]) for x, t in zip(X, T, strict=True)]
    same(
        bp.gradient(net, X, T),
        [sum(w) for w in zip(*(g.weights for g in one_by_one), strict=True)],
        [sum(b) for b in zip(*(g.biases for g in one_by_one), strict=True)],
    )


@calm
@given(cases(tuples=(3, 12)))
def test_layers_serve_batches_of_any_length_in_any_order(case):
    net, X, T = case
    layers = layers_of(net)
    loss = {"squared error": 0, "cross-entropy": 1}[net.loss]
    for batch in (slice(0, 2), slice(0, 1), slice(None), slice(1, None)):
        total, wrong = forward_backward(layers, X[batch], T[batch], loss)
        n = len(X[batch])
        assert total == pytest.approx(net.mean_loss(X[batch], T[batch]) * n)
        if net.output == "sigmoid":
            share = net.misclassified(X[batch], T[batch])
            assert wrong == pytest.approx(share * n)
        dense = [layer for layer in layers if isinstance(layer, Dense)]
        same(
            bp.gradient(net, X[batch], T[batch]),
            [layer.dW for layer in dense],
            [layer.db for layer in dense],
        )


def test_changed_layers_become_a_network_and_leave_the_first_as_it_was():
    net = bp.Network.random((3, 2, 1), hidden="tanh", output="identity")
    before = [w.copy() for w in net.weights]
    layers = layers_of(net)
    layers[0].W += 1.0
    layers[2].b -= 2.0
    changed = network_of(layers, net)
    assert (changed.hidden, changed.output) == ("tanh", "identity")
    assert np.array_equal(changed.weights[0], before[0] + 1.0)
    assert np.array_equal(changed.biases[1], net.biases[1] - 2.0)
    assert np.array_equal(net.weights[0], before[0])


def test_a_wrong_gradient_is_told():
    net = bp.Network.random((2, 3, 1), seed=4)
    X, T = [[0.5, -1.0], [1.0, 2.0]], [0.0, 1.0]
    right = bp.gradient(net, X, T)
    assert bp.check_gradient(net, X, T, claimed=right)
    wrong = bp.gradient(net, X, T)
    wrong.weights[0][0, 1] *= 1.01
    check = bp.check_gradient(net, X, T, claimed=wrong)
    assert not check
    assert check.max_relative_error == pytest.approx(0.0099, rel=0.01)
    assert "does not agree" in repr(check)
    told = [row[0] for row in check.table.rows if row[3] != "below 10⁻⁶"]
    assert told == ["w₁₄"]
    wrong.weights[0][0, 1] = np.nan
    assert not bp.check_gradient(net, X, T, claimed=wrong)


def test_the_table_names_each_parameter_receiver_by_receiver():
    net = bp.Network.random((2, 2, 1))
    table = bp.check_gradient(net, [1, 0], 1).table
    assert [row[0] for row in table.rows] == [
        "w₁₃",
        "w₂₃",
        "θ₃",
        "w₁₄",
        "w₂₄",
        "θ₄",
        "w₃₅",
        "w₄₅",
        "θ₅",
    ]
    assert {row[3] for row in table.rows} == {"below 10⁻⁶"}


def test_a_kink_is_told_and_not_counted():
    """Unit 2's net input is 0: its weight and bias stand at the kink."""
    net = bp.Network([[[1.0]], [[2.0]]], [[-1.0], [0.5]], hidden="relu")
    check = bp.check_gradient(net, [1.0], [1.0])
    assert (check.compared, check.left_out, check.of) == (2, 2, 4)
    assert [row[2] == "at a kink" for row in check.table.rows] == [
        True, True, False, False,
    ]  # fmt: skip
    assert check
    assert "2 left out at a kink" in repr(check)
    nothing = bp.Network([[[1.0]], [[0.0]]], [[-1.0], [0.0]], hidden="relu")
    assert bp.check_gradient(nothing, [1.0], [1.0]).compared == 2


def test_what_a_gradient_and_its_check_say():
    net = bp.Network([[[0.5], [-0.25]]], [[0.125]], output="identity")
    assert repr(bp.gradient(net, [1, 2], 1)) == (
        "Gradient by 3 parameters, the largest 1.75"
    )
    check = bp.check_gradient(net, [1, 2], 1)
    assert repr(check) == (
        "The gradient agrees with centred differences: all parameters compared, "
        "largest relative error below 10⁻⁶."
    )
    assert repr(check.table).splitlines() == [
        "Gradient of the summed loss, and centred differences, step 1.0·10⁻⁵",
        "parameter  gradient  centred difference  relative error",
        "─────────  ────────  ──────────────────  ──────────────",
        "w₁₃         −0.8750             −0.8750      below 10⁻⁶",
        "w₂₃          −1.750              −1.750      below 10⁻⁶",
        "θ₃          −0.8750             −0.8750      below 10⁻⁶",
    ]
    wrong = bp.gradient(net, [1, 2], 1)
    wrong.biases[0][0] = 0.875
    told = bp.check_gradient(net, [1, 2], 1, claimed=wrong)
    assert repr(told) == (
        "The gradient does not agree with centred differences: all parameters "
        "compared, largest relative error 2.00."
    )
    assert told.table.rows[2][1:] == ("0.8750", "−0.8750", "2.00")
    assert told.max_relative_error == pytest.approx(2)
    large = bp.Network.random((20, 30, 3), seed=1)
    few = bp.check_gradient(large, np.ones(20), [[1, 0, 0]], at_most=7, seed=3)
    assert repr(few) == (
        "The gradient agrees with centred differences: 7 of 723 parameters compared, "
        "largest relative error below 10⁻⁶."
    )
    assert few.table.caption == (
        "Gradient of the summed loss, and centred differences, step 1.0·10⁻⁵; 7 of 723 "
        "parameters, drawn with seed 3"
    )
    assert few.table.rows[0] == ("w₁₉,₂₃", "−0.0017", "−0.0017", "below 10⁻⁶")
    little = bp.check_gradient(net, [1e-9, 4e-7], 1).table.rows
    assert [row[1] for row in little] == ["0.0000", "−3.5·10⁻⁷", "−0.8750"]
    at_a_kink = bp.Network([[[1.0]], [[2.0]]], [[-1.0], [0.5]], hidden="relu")
    assert repr(bp.check_gradient(at_a_kink, [1.0], [1.0])) == (
        "The gradient agrees with centred differences: 2 of 4 parameters compared, "
        "largest relative error below 10⁻⁶. 2 left out at a kink."
    )


def test_a_large_network_is_sampled_with_a_stated_seed():
    net = bp.Network.random((20, 30, 3), seed=1)
    rng = np.random.Generator(np.random.PCG64(0))
    X, T = rng.random((4, 20)), rng.random((4, 3))
    check = bp.check_gradient(net, X, T)
    assert check
    assert (check.compared, check.of) == (200, 723)
    assert "200 of 723 parameters, drawn with seed 0" in check.table.caption
    assert check.table == bp.check_gradient(net, X, T).table
    assert check.table != bp.check_gradient(net, X, T, seed=1).table


def test_numbers_too_large_are_told_not_warned_of():
    net = bp.Network([[[1e200]], [[1e200]]], [[0.0], [0.0]], "relu", "identity")
    for ask in (bp.gradient, bp.check_gradient):
        with pytest.raises(ValueError, match="The gradient is not finite"):
            ask(net, [1e9], 0)


def test_training_with_matrices_that_diverges_says_so_without_a_warning(recwarn):
    net = bp.Network.random((30, 80, 2), hidden="relu", output="identity")
    rng = np.random.Generator(np.random.PCG64(0))
    X, T = rng.standard_normal((40, 30)), rng.standard_normal((40, 2))
    result = bp.train(net, X, T, learning_rate=10.0, updating=20, max_epochs=50)
    assert result.stopped_by == "diverged"
    assert not [w for w in recwarn if issubclass(w.category, RuntimeWarning)]


def test_saturated_outputs_do_not_upset_the_check():
    net = bp.Network([[[30.0]]], [[10.0]], loss="cross-entropy")
    assert bp.check_gradient(net, [[1.0], [-2.0]], [1.0, 1.0])


# ---- where little is left to compare -----------------------------------------


@st.composite
def least_losses(draw):
    """(network, X, T) whose targets are its own outputs, so that the loss is least."""
    net, X, _ = draw(cases())
    return net, X, net.predict(X)


@settings(calm, max_examples=150)
@given(least_losses())
def test_a_right_gradient_at_the_least_loss_is_not_accused(case):
    check = bp.check_gradient(*case)
    assert check or not check.compared


@pytest.mark.parametrize("loss", ["squared error", "cross-entropy"])
@pytest.mark.parametrize("target", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("weight", [5, 10, 15, 20, 25, 30, 36, 40, 100, 800])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_right_gradient_of_saturated_units_is_not_accused(loss, target, weight, sign):
    for weights in ([[[weight * sign]]], [[[weight * sign]], [[1.0]]]):
        net = bp.Network(weights, [[0.25]] * len(weights), loss=loss)
        check = bp.check_gradient(net, [1.0], [target])
        assert check, check
        assert check.compared == net.parameters


@pytest.mark.parametrize("loss", ["squared error", "cross-entropy"])
def test_a_wrong_gradient_is_told_there_too(loss):
    net = bp.Network.random((2, 3, 1), seed=2, loss=loss)
    X = [[0.3, -0.7], [0.1, 0.9]]
    T = net.predict(X)
    wrong = bp.gradient(net, X, T)
    assert bp.check_gradient(net, X, T, claimed=wrong)
    wrong.weights[0][1, 2] += 1e-8
    assert not bp.check_gradient(net, X, T, claimed=wrong)
    saturated = bp.Network([[[15.0]]], [[0.25]])
    wrong = bp.gradient(saturated, [1.0], [1.0])
    wrong.biases[0][0] *= 2
    assert not bp.check_gradient(saturated, [1.0], [1.0], claimed=wrong)


def test_one_parameter_moves_and_no_other():
    net = bp.Network.random((2, 3, 1), seed=1, hidden="tanh")
    up = moved(net, 2, 4, 0.5)
    assert up.weight(2, 4) == net.weight(2, 4) + 0.5
    assert moved(up, 2, 4, net.weight(2, 4) - up.weight(2, 4)) == net
    lifted = moved(net, None, 6, -0.25)
    assert lifted.bias(6) == net.bias(6) - 0.25
    assert lifted.weights[1].tolist() == net.weights[1].tolist()
    assert lifted.biases[0].tolist() == net.biases[0].tolist()
    bare = moved(bp.Network(net.weights), 5, 6, 1.0)
    assert bare.biases is None
    assert bare.weight(5, 6) == net.weight(5, 6) + 1.0
