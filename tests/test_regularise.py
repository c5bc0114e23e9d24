"""Batch normalisation and dropout: by hand, by differences, and as PyTorch has them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bpcore as bp
from bpcore.regularise import BatchNormalisation, Dropout


def batch(seed, tuples, units):
    rng = np.random.Generator(np.random.PCG64(seed))
    return rng.standard_normal((tuples, units)) * 2 + 1, rng


def test_three_values_by_hand():
    """1, 2, 6: mean 3, variance (4 + 1 + 9) / 3."""
    found = bp.batch_normalise([[1], [2], [6]], [2], [10], epsilon=1e-12)
    assert found.mean == [3]
    assert found.variance == pytest.approx([14 / 3])
    normal = np.array([-2, -1, 3]) / np.sqrt(14 / 3)
    np.testing.assert_allclose(found.output[:, 0], 2 * normal + 10, rtol=1e-10)


@given(seed=st.integers(0, 10**6), tuples=st.integers(2, 8), units=st.integers(1, 4))
@settings(max_examples=40)
def test_backward_is_the_centred_difference(seed, tuples, units):
    A, rng = batch(seed, tuples, units)
    scale, shift = rng.uniform(0.5, 2, units), rng.standard_normal(units)
    D = rng.standard_normal(A.shape)
    found = bp.batch_normalise(A, scale, shift, epsilon=0.1).backward(D)
    h = 1e-6
    for name, array in (("input", A), ("scale", scale), ("shift", shift)):
        for place in np.ndindex(array.shape):
            sides = []
            for nudge in (h, -h):
                array[place] += nudge
                output = bp.batch_normalise(A, scale, shift, epsilon=0.1).output
                sides.append((output * D).sum())
                array[place] -= nudge
            wanted = (sides[0] - sides[1]) / (2 * h)
            assert getattr(found, name)[place] == pytest.approx(wanted, abs=2e-6)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=20)
def test_torch_agrees_where_it_is_installed(seed):
    torch = pytest.importorskip("torch")
    A, rng = batch(seed, 6, 3)
    D = rng.standard_normal(A.shape)
    layer = torch.nn.BatchNorm1d(3, dtype=torch.float64)
    mine = BatchNormalisation(3)
    mine.scale[:], mine.shift[:] = rng.uniform(0.5, 2, 3), rng.standard_normal(3)
    with torch.no_grad():
        layer.weight[:] = torch.tensor(mine.scale)
        layer.bias[:] = torch.tensor(mine.shift)
    for _ in range(3):  # so that the running figures have run
        x = torch.tensor(A, requires_grad=True)
        out = layer(x)
        (out * torch.tensor(D)).sum().backward()
        np.testing.assert_allclose(mine.forward(A), out.detach(), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(mine.backward(D), x.grad, rtol=1e-9, atol=1e-12)
        A = A[::-1].copy() + 0.5
    np.testing.assert_allclose(mine.mean, layer.running_mean, rtol=1e-9)
    np.testing.assert_allclose(mine.variance, layer.running_var, rtol=1e-9)
    W, b = rng.standard_normal((4, 3)), rng.standard_normal(3)
    layer.eval()
    folded = mine.folded(W, b)
    x = rng.standard_normal((5, 4))
    with torch.no_grad():
        wanted = layer(torch.tensor(x @ W + b))
    np.testing.assert_allclose(x @ folded[0] + folded[1], wanted, rtol=1e-9)


def test_a_batch_of_one_gives_the_shift():
    for value in (-5, 0.1, 1e6):
        found = bp.batch_normalise([[value]], [3], [0.25])
        assert found.output == [[0.25]]
        assert found.backward([[1.0]]).input == [[0]], "nothing is learned from it"
    layer = BatchNormalisation(1)
    layer.forward(np.array([[7.0]]))
    assert np.isfinite([*layer.mean, *layer.variance]).all()


def test_what_is_left_in_is_divided_by_keep():
    A = np.full((200, 50), 2.0)
    found = bp.dropout(A, keep=0.8, seed=3)
    assert set(np.unique(found.output)) == {0.0, 2.5}
    assert found.output.mean() == pytest.approx(2, rel=0.02)
    np.testing.assert_array_equal(found.mask, found.output > 0)
    np.testing.assert_array_equal(found.backward(A), found.output)
    again, other = (bp.dropout(A, 0.8, seed=s).mask for s in (3, 4))
    np.testing.assert_array_equal(found.mask, again)
    assert (found.mask != other).any()
    np.testing.assert_array_equal(bp.dropout(A, 1).output, A)


@pytest.mark.parametrize(
    "mask", [[[1, 0, 1]], [[True, False, True]], [[1.0, 0.0, 1.0]]]
)
def test_a_mask_may_be_given(mask):
    found = bp.dropout([[3, 4, 5]], 0.5, mask=mask)
    assert found.output.tolist() == [[6, 0, 10]]
    assert found.mask.tolist() == [[1, 0, 1]]
    assert found.backward([[1, 1, 1]]).tolist() == [[2, 0, 2]]


def test_the_layer_draws_anew_at_every_batch():
    layer = Dropout(0.5, np.random.Generator(np.random.PCG64(0)))
    A = np.ones((20, 10))
    first = layer.forward(A)
    np.testing.assert_array_equal(layer.backward(A), first)
    assert (layer.forward(A) != first).any()


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: bp.batch_normalise([1.0], [1], [0]), "A must be a table"),
        (
            lambda: bp.batch_normalise([[1.0]], [1, 2], [0]),
            "scale must hold one number",
        ),
        (
            lambda: bp.batch_normalise([[1.0]], [1], []),
            "shift must hold one number for",
        ),
        (lambda: bp.batch_normalise([[1.0]], [1], [0], 0), "epsilon must be above 0"),
        (lambda: bp.batch_normalise([[]], [], []), "A must hold at least one"),
        (lambda: bp.dropout([[1.0]], 0), "keep must be above 0"),
        (lambda: bp.dropout([[1.0]], 1.5), "keep must be 1 or less"),
        (lambda: bp.dropout([[1.0]], 0.5, seed=-1), "seed must be 0 or more"),
        (lambda: bp.dropout([[1.0]], 0.5, mask=[[2]]), "mask must hold zeros and ones"),
        (lambda: bp.dropout([[1.0]], 0.5, mask=[[1, 0]]), "mask must have the shape"),
        (lambda: bp.dropout([[1.0]], 0.5).backward([[1, 2]]), "D must have the shape"),
        (lambda: bp.dropout("x", 0.5), "A must hold real numbers"),
    ],
)
def test_what_does_not_fit_is_named(call, told):
    with pytest.raises((ValueError, TypeError), match=told):
        call()


# --- while training -------------------------------------------------------------------


def trained(net, X, T, **how):
    how = {"learning_rate": 0.05, "updating": 8, "max_epochs": 3, **how}
    return bp.train(net, X, T, **how)


def points(seed, tuples=24, inputs=3, outputs=1):
    rng = np.random.Generator(np.random.PCG64(seed))
    X = rng.standard_normal((tuples, inputs))
    return X, rng.uniform(0.1, 0.9, (tuples, outputs))


def test_training_with_both_is_what_torch_gives():
    """Order: weights, normalisation, activation, dropout; folded where handed out."""
    torch = pytest.importorskip("torch")
    X, T = points(1)
    net = bp.Network.random((3, 5, 4, 1), span=1, seed=2, hidden="tanh")
    run = trained(net, X, T, batch_normalisation=True, momentum=0.5)
    linear = [torch.nn.Linear(*W.shape, dtype=torch.float64) for W in net.weights]
    normal = [torch.nn.BatchNorm1d(n, dtype=torch.float64) for n in (5, 4)]
    with torch.no_grad():
        for layer, W, b in zip(linear, net.weights, net.biases, strict=True):
            layer.weight[:], layer.bias[:] = torch.tensor(W.T), torch.tensor(b)
    tanh = torch.nn.Tanh()
    model = torch.nn.Sequential(
        linear[0], normal[0], tanh, linear[1], normal[1], tanh, linear[2],
        torch.nn.Sigmoid(),
    )  # fmt: skip
    step = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.5)
    for _ in range(3):
        for k in range(0, len(X), 8):
            step.zero_grad()
            O = model(torch.tensor(X[k : k + 8]))
            (0.5 * (torch.tensor(T[k : k + 8]) - O) ** 2).sum().backward()
            step.step()
    model.eval()
    with torch.no_grad():
        wanted = model(torch.tensor(X)).numpy()
    np.testing.assert_allclose(run.network.predict(X), wanted, rtol=1e-9)
    assert run.network.sizes == net.sizes and run.network.loss == net.loss


def test_dropout_has_masks_of_its_own_in_every_batch_and_none_when_it_answers():
    X, T = points(3)
    net = bp.Network.random((3, 40, 1), seed=1)
    plain, dropped = trained(net, X, T), trained(net, X, T, keep=0.5)
    assert plain.network != dropped.network
    assert dropped.network == trained(net, X, T, keep=0.5).network
    assert dropped.network != trained(net, X, T, keep=0.5, shuffle=1).network
    losses = trained(net, X, T, keep=0.5, learning_rate=1e-12, max_epochs=40).history
    assert np.ptp(losses.loss) > 1e-4, "another mask every time"
    answers = dropped.network.predict(X)
    np.testing.assert_array_equal(answers, dropped.network.predict(X))


def test_keep_one_and_no_normalisation_change_nothing():
    X, T = points(4)
    net = bp.Network.random((3, 4, 1), seed=1)
    assert trained(net, X, T).network == (
        trained(net, X, T, keep=1.0, batch_normalisation=False).network
    )


def test_every_network_handed_out_is_folded():
    X, T = points(5)
    net = bp.Network.random((3, 6, 1), span=1, seed=1)
    seen = []
    run = trained(
        net, X, T, batch_normalisation=True, record_every=1, validation=(X, T),
        watch=lambda p: seen.append(p.network),
    )  # fmt: skip
    assert run.snapshots[-1][1] == run.network == seen[-1]
    for epoch, at in run.snapshots:
        if epoch:
            told = run.history.validation_loss[epoch - 1]
            assert told == pytest.approx(at.mean_loss(X, T), rel=1e-12)


def test_in_batches_of_one_normalisation_learns_nothing_of_the_input():
    X, T = points(6)
    net = bp.Network.random((3, 4, 1), span=1, seed=1)
    run = bp.train(net, X, T, 0.1, updating="case", max_epochs=5,
                   batch_normalisation=True)  # fmt: skip
    assert run.stopped_by == "max_epochs"
    # Every tuple met the same outputs, so the loss cannot tell tuples apart.
    start = bp.batch_normalise([[5.0]], [1], [0]).output
    assert start == [[0]]


@pytest.mark.parametrize(
    "how",
    [
        {"keep": 0.6},
        {"batch_normalisation": True},
        {"keep": 0.6, "batch_normalisation": True},
    ],
)
@pytest.mark.parametrize("hidden", ["sigmoid", "tanh"])
def test_check_gradient_takes_both_and_holds_the_mask(how, hidden):
    X, T = points(7, tuples=9, outputs=2)
    net = bp.Network.random((3, 4, 3, 2), span=1, seed=1, hidden=hidden)
    check = bp.check_gradient(net, X, T, seed=5, **how)
    assert check, check
    assert check.compared == net.parameters
    assert check.table != bp.check_gradient(net, X, T, seed=6, **how).table or (
        "keep" not in how
    )
    # The plain gradient is another one, and is told so.
    assert not bp.check_gradient(net, X, T, claimed=bp.gradient(net, X, T), **how)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({"keep": 0}, "keep must be above 0"),
        ({"keep": "x"}, "keep must hold real numbers"),
        ({"keep": [1.0, 1.0]}, "keep must be one number"),
        ({"keep": 5e-324}, "keep must be 0.001 or more"),
        ({"batch_normalisation": 1}, "batch_normalisation must be True or False"),
    ],
)
def test_what_training_cannot_do_is_named(how, told):
    X, T = points(8)
    with pytest.raises((ValueError, TypeError), match=told):
        trained(bp.Network.random((3, 2, 1)), X, T, **how)
    with pytest.raises((ValueError, TypeError), match=told):
        bp.check_gradient(bp.Network.random((3, 2, 1)), X, T, **how)


def test_normalisation_needs_biases_to_fold_its_shift_into():
    X, T = points(9)
    bare = bp.Network([np.ones((3, 2)), np.ones((2, 1))])
    fixed = bp.Network(bare.weights, [[0, 0], [0]], learn_biases=False)
    for net in (bare, fixed):
        with pytest.raises(ValueError, match="batch_normalisation needs biases"):
            trained(net, X, T, batch_normalisation=True)
        trained(net, X, T, keep=0.5)
