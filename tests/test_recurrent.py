"""Networks with feedback: through time, and settled; every gradient found twice."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bpcore as bp
from bpcore.recurrent.loops import Unrolled, sequence_loss, twins
from bpcore.recurrent.network import FIELDS
from tests.conftest import with_and_without_numba

LOSSES = [("sigmoid", "squared error"), ("sigmoid", "cross-entropy"),
          ("identity", "squared error")]  # fmt: skip


def sequence(seed, steps, inputs, outputs):
    rng = np.random.Generator(np.random.PCG64(seed))
    return rng.standard_normal((steps, inputs)), rng.uniform(0.1, 0.9, (steps, outputs))


def loss_of(net, X, T, every_step=True):
    """The loss of a sequence, from nothing but the outputs."""
    O = net.predict(X)
    if net.loss == "cross-entropy":
        losses = -T * np.log(O) - (1 - T) * np.log(1 - O)
    else:
        losses = (T - O) ** 2 / 2
    return losses.sum() if every_step else losses[-1].sum()


def nudged(net, X, T, every_step, step=1e-6):
    """The gradient by centred differences."""
    found = []
    for name in FIELDS:
        slopes = np.zeros(getattr(net, name).shape)
        for place in np.ndindex(slopes.shape):
            sides = []
            for h in (step, -step):
                arrays = [a.copy() for a in net.arrays]
                arrays[FIELDS.index(name)][place] += h
                other = bp.RecurrentNetwork(*arrays, net.hidden, net.output, net.loss)
                sides.append(loss_of(other, X, T, every_step))
            slopes[place] = (sides[0] - sides[1]) / (2 * step)
        found.append(slopes)
    return found


def test_three_steps_by_hand():
    """One hidden unit: h₁ = tanh(½·1), h₂ = tanh(½·0 + 0.8 h₁ + 0.1) …"""
    net = bp.RecurrentNetwork([[0.5]], [[0.8]], [0.1], [[2.0]], [-0.3])
    h, told = 0.0, []
    for x in (1.0, 0.0, -1.0):
        h = np.tanh(0.5 * x + 0.8 * h + 0.1)
        told.append(h)
    X = [[1], [0], [-1]]
    np.testing.assert_allclose(net.states(X)[:, 0], told, rtol=1e-14)
    np.testing.assert_allclose(
        net.predict(X)[:, 0], 1 / (1 + np.exp(-(2 * np.array(told) - 0.3))), rtol=1e-14
    )


@pytest.mark.parametrize("hidden", ["tanh", "sigmoid", "relu"])
@pytest.mark.parametrize(("output", "loss"), LOSSES)
@pytest.mark.parametrize("every_step", [True, False])
def test_the_gradient_is_the_centred_difference(hidden, output, loss, every_step):
    net = bp.RecurrentNetwork.random(
        (2, 3, 2), span=0.8, seed=5, hidden=hidden, output=output, loss=loss
    )
    X, T = sequence(1, 5, 2, 2)
    found = bp.gradient_through_time(net, X, T, every_step)
    assert found._fields == FIELDS
    for mine, wanted in zip(found, nudged(net, X, T, every_step), strict=True):
        np.testing.assert_allclose(mine, wanted, rtol=2e-5, atol=1e-7)


@given(
    seed=st.integers(0, 10**6), steps=st.integers(1, 12), units=st.integers(1, 5),
    inputs=st.integers(1, 3), outputs=st.integers(1, 3), every=st.booleans(),
)  # fmt: skip
@settings(max_examples=40)
def test_torch_agrees_where_it_is_installed(seed, steps, units, inputs, outputs, every):
    torch = pytest.importorskip("torch")
    net = bp.RecurrentNetwork.random((inputs, units, outputs), span=1, seed=seed)
    X, T = sequence(seed, steps, inputs, outputs)
    U, W, b, V, c = (torch.tensor(a, requires_grad=True) for a in net.arrays)
    h, E = torch.zeros(units, dtype=torch.float64), 0.0
    for t in range(steps):
        h = torch.tanh(torch.tensor(X[t]) @ U + h @ W + b)
        y = torch.sigmoid(h @ V + c)
        if every or t == steps - 1:
            E = E + ((torch.tensor(T[t]) - y) ** 2).sum() / 2
    E.backward()
    found = bp.gradient_through_time(net, X, T, every)
    for mine, theirs in zip(found, (U, W, b, V, c), strict=True):
        grad = np.zeros_like(mine) if theirs.grad is None else theirs.grad.numpy()
        np.testing.assert_allclose(mine, grad, rtol=1e-9, atol=1e-13)


def present(net, X, T, truncate, every_step=True):
    """What the loops collect, as the network's arrays: minus the gradient."""
    u = Unrolled(net)
    O, err = u.room(X)
    dw, dtheta = np.zeros_like(u.w), np.zeros_like(u.theta)
    targets = np.vstack([T[:1], T])
    twins().present_in_time(
        u.w, u.theta, dw, dtheta, O, err, targets, u.first, u.kind, u.error_kind,
        every_step, truncate,
    )  # fmt: skip
    return u.arrays(dw, dtheta)


def test_truncation_after_one_step_is_a_copied_context():
    """Elman's own network: the state of the step before is an input like another."""
    net = bp.RecurrentNetwork.random((2, 3, 1), span=1, seed=2)
    X, T = sequence(3, 6, 2, 1)
    states = np.vstack([np.zeros(3), net.states(X)[:-1]])
    copied = bp.Network(
        [np.vstack([net.input_weights, net.recurrent_weights]), net.output_weights],
        [net.hidden_biases, net.output_biases], hidden="tanh",
    )  # fmt: skip
    wanted = bp.gradient(copied, np.hstack([X, states]), T)
    U, W, b, V, c = present(net, X, T, truncate=1)
    np.testing.assert_allclose(-np.vstack([U, W]), wanted.weights[0], rtol=1e-12)
    np.testing.assert_allclose(-V, wanted.weights[1], rtol=1e-12)
    np.testing.assert_allclose(-b, wanted.biases[0], rtol=1e-12)
    np.testing.assert_allclose(-c, wanted.biases[1], rtol=1e-12)


@pytest.mark.parametrize("every_step", [True, False])
def test_truncation_beyond_the_sequence_is_none(every_step):
    net = bp.RecurrentNetwork.random((1, 2, 1), span=1, seed=4)
    X, T = sequence(5, 6, 1, 1)
    whole = present(net, X, T, 0, every_step)
    for truncate in (6, 7, 99):
        for a, b in zip(whole, present(net, X, T, truncate, every_step), strict=True):
            np.testing.assert_array_equal(a, b)
    # Just short of it, the window of the last step alone is cut.
    almost = present(net, X, T, 5, every_step)
    assert not np.allclose(whole[0], almost[0], rtol=1e-9)


def test_truncated_windows_add_up_to_the_whole():
    """In exact terms: one window a step, each going all the way back."""
    net = bp.RecurrentNetwork.random((1, 3, 2), span=1, seed=6)
    X, T = sequence(7, 5, 1, 2)
    pieces = [0.0] * 5
    for t in range(1, 6):  # the loss of step t alone, as the last of a prefix
        part = bp.gradient_through_time(net, X[:t], T[:t], every_step=False)
        pieces = [a + b for a, b in zip(pieces, part, strict=True)]
    for a, b in zip(pieces, bp.gradient_through_time(net, X, T), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)


def test_the_loss_is_summed_over_the_steps():
    net = bp.RecurrentNetwork.random((1, 2, 2), seed=1)
    X, T = sequence(2, 4, 1, 2)
    u = Unrolled(net)
    O, _ = u.room(X)
    twins().propagate_in_time(u.w, u.theta, O, u.first, u.kind)
    targets = np.vstack([T[:1], T])
    for every in (True, False):
        told = sequence_loss(O, targets, u.first, 0, every)
        assert told == pytest.approx(loss_of(net, X, T, every), rel=1e-14)


def test_plain_python_gives_the_same_gradient():
    program = """
import numpy as np, bpcore as bp
from bpcore import compiled
net = bp.RecurrentNetwork.random((2, 4, 1), span=1, seed=3)
rng = np.random.Generator(np.random.PCG64(0))
g = bp.gradient_through_time(net, rng.standard_normal((9, 2)), rng.random((9, 1)))
print(compiled.compiles())
print([f"{float(x):.12g}" for a in g for x in a.ravel()])
"""
    plain, compiled = with_and_without_numba(program)
    assert plain == compiled


def test_a_recurrent_network_never_changes():
    net = bp.RecurrentNetwork.random((1, 2, 1))
    with pytest.raises(AttributeError, match="never changes"):
        net.hidden = "relu"
    with pytest.raises(AttributeError, match="never changes"):
        del net.loss
    with pytest.raises(ValueError, match="read-only"):
        net.recurrent_weights[0, 0] = 1
    assert pickle.loads(pickle.dumps(net)) == copy.deepcopy(net) == net
    assert net != bp.RecurrentNetwork.random((1, 2, 1), seed=1)
    assert repr(net) == (
        "RecurrentNetwork 1-2-1: tanh hidden units with feedback, sigmoid outputs, "
        "squared error, 11 parameters"
    )
    assert [list(net.units(k)) for k in range(3)] == [[1], [2, 3], [4]]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"recurrent_weights": [[1.0, 2]]}, "recurrent_weights must have the shape"),
        ({"hidden_biases": [1.0]}, r"hidden_biases must have the shape \(2,\)"),
        ({"output_weights": [[1.0]]}, "output_weights must have the shape"),
        ({"input_weights": [1.0]}, "input_weights must be a table of numbers"),
        ({"output_biases": ["x"]}, "output_biases must hold real numbers"),
        ({"hidden": "step"}, "hidden must be one of"),
        (
            {"input_weights": np.zeros((0, 2))},
            "^input_weights must have a row for each",
        ),
        (
            {"input_weights": np.zeros((2, 0))},
            "^input_weights must have a row for each",
        ),
        ({"output_weights": np.zeros((2, 0))}, "^output_weights must have a row for e"),
        ({"loss": "cross-entropy", "output": "identity"}, "needs outputs between"),
    ],
)
def test_arrays_that_do_not_fit_are_named(change, told):
    good = {
        "input_weights": [[1.0, 2]], "recurrent_weights": np.eye(2),
        "hidden_biases": [0.0, 0], "output_weights": [[1.0], [1]],
        "output_biases": [0.0],
    }  # fmt: skip
    with pytest.raises((ValueError, TypeError), match=told):
        bp.RecurrentNetwork(**{**good, **change})


def test_sequences_that_do_not_fit_are_named():
    net = bp.RecurrentNetwork.random((2, 2, 1))
    with pytest.raises(ValueError, match=r"X must be one sequence \(steps, 2\)"):
        net.predict([[1.0]])
    with pytest.raises(ValueError, match="X must be a table"):
        net.states([1.0, 2.0])
    with pytest.raises(ValueError, match="T must hold a target for each of 2 steps"):
        bp.gradient_through_time(net, np.ones((2, 2)), [[1.0]])
    with pytest.raises(TypeError, match=r"net must be a bp\.RecurrentNetwork"):
        bp.gradient_through_time(bp.Network.random((2, 1)), [[1.0, 1]], [[1.0]])
    with pytest.raises(TypeError, match="every_step must be True or False"):
        bp.gradient_through_time(net, [[1.0, 1]], [[1.0]], every_step=1)


def test_an_exploding_gradient_is_told():
    net = bp.RecurrentNetwork([[1.0]], [[1e3]], [0.0], [[1.0]], [0.0],
                              hidden="relu", output="identity")  # fmt: skip
    X, T = np.ones((400, 1)), np.zeros((400, 1))
    with pytest.raises(ValueError, match="The gradient is not finite: it explodes"):
        bp.gradient_through_time(net, X, T)


# --- the fixed point ----------------------------------------------------------------


def settling(seed, units):
    """Weights small enough that sigmoid units settle (slopes are at most ¼)."""
    rng = np.random.Generator(np.random.PCG64(seed))
    W = rng.uniform(-1, 1, (units, units))
    W *= 3.0 / max(np.abs(W).sum(axis=0).max(), np.abs(W).sum(axis=1).max())
    T = np.full(units, np.nan)
    T[-1] = 0.9
    return W, rng.uniform(-1, 1, units), T


@given(seed=st.integers(0, 10**6), units=st.integers(1, 5))
@settings(max_examples=30)
def test_what_has_settled_reproduces_itself(seed, units):
    W, I, _ = settling(seed, units)
    O = bp.fixed_point(W, I).activities
    np.testing.assert_allclose(O, 1 / (1 + np.exp(-(W.T @ O + I))), rtol=1e-11)


@given(seed=st.integers(0, 10**6), units=st.integers(1, 4))
@settings(max_examples=20)
def test_settled_errors_are_the_gradient(seed, units):
    W, I, T = settling(seed, units)
    found = bp.fixed_point_gradient(W, I, T)

    def loss(W, I):
        return np.nansum((T - bp.fixed_point(W, I).activities) ** 2) / 2

    h = 1e-5
    for array, mine in ((W, found.W), (I, found.I)):
        for place in np.ndindex(array.shape):
            kept = array[place]
            array[place] = kept + h
            up = loss(W, I)
            array[place] = kept - h
            down = loss(W, I)
            array[place] = kept
            assert mine[place] == pytest.approx((up - down) / (2 * h), abs=1e-7)


def test_it_is_backpropagation_through_many_steps_in_the_limit():
    W, I, T = settling(1, 3)
    steps = 60  # the same input at every step, the target at the last one
    net = bp.RecurrentNetwork(
        np.eye(3), W, np.zeros(3), np.eye(3), np.zeros(3), hidden="sigmoid",
        output="identity",
    )  # fmt: skip
    X = np.tile(I, (steps, 1))
    targets = np.where(np.isnan(T), net.predict(X)[-1], T)
    unrolled = bp.gradient_through_time(
        net, X, np.tile(targets, (steps, 1)), every_step=False
    )
    found = bp.fixed_point_gradient(W, I, T)
    np.testing.assert_allclose(unrolled.recurrent_weights, found.W, atol=1e-12)
    np.testing.assert_allclose(unrolled.hidden_biases, found.I, atol=1e-12)


def test_what_does_not_settle_is_told():
    with pytest.raises(ValueError, match="The units do not settle: after 10000 steps"):
        bp.fixed_point([[-20.0]], [10.0])
    steps = bp.fixed_point([[0.0]], [2.0]).steps
    assert steps == 2, "one step to get there, one to see that it stays"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (([[1.0]], [1.0, 2]), "W must hold a weight from each unit to each unit"),
        (([1.0], [1.0]), "W must be a table"),
        (([["x"]], [1.0]), "W must hold real numbers"),
    ],
)
def test_weights_that_do_not_fit_are_named(arguments, told):
    with pytest.raises((ValueError, TypeError), match=told):
        bp.fixed_point(*arguments)


class Rude:
    def __array__(self, *_, **__):
        raise RuntimeError("hands off")


@pytest.mark.parametrize(
    "targets",
    [[1.0, 2], [np.nan], [np.inf], "x", None, [[1.0]], Rude(), [10**400], [1j],
     np.broadcast_to(0.5, (10**6, 10**6))],
)  # fmt: skip
def test_targets_that_do_not_fit_are_named(targets):
    with pytest.raises((ValueError, TypeError), match=r"^targets (must|holds) "):
        bp.fixed_point_gradient([[0.5]], [1.0], targets)


@pytest.mark.parametrize("hidden", ["tanh", "sigmoid", "relu"])
@pytest.mark.parametrize("every_step", [True, False])
def test_check_gradient_takes_a_sequence(hidden, every_step):
    net = bp.RecurrentNetwork.random((2, 3, 1), span=0.8, seed=5, hidden=hidden)
    X, T = sequence(1, 6, 2, 1)
    check = bp.check_gradient(net, X, T, every_step)
    assert check, check
    assert check.compared + check.left_out == check.of == net.parameters == 22
    names = [row[0] for row in check.table.rows]
    assert names[:3] == ["w₁₃", "w₁₄", "w₁₅"] and "w₃₃" in names and "θ₆" in names
    for how in ({"keep": 0.5}, {"batch_normalisation": True}):
        with pytest.raises(ValueError, match="are for a bp"):
            bp.check_gradient(net, X, T, **how)
    with pytest.raises(TypeError, match="every_step must be True or False"):
        bp.check_gradient(bp.Network.random((2, 1)), [[1, 0]], [1], every_step="x")
    with pytest.raises(ValueError, match="X must be one sequence"):
        bp.check_gradient(net, [[1.0]], [[1.0]])


def test_a_wrong_gradient_of_a_sequence_is_caught(monkeypatch):
    net = bp.RecurrentNetwork.random((1, 2, 1), span=1, seed=5)
    X, T = sequence(1, 4, 1, 1)
    right = bp.gradient_through_time(net, X, T)
    wrong = right._replace(recurrent_weights=right.recurrent_weights * 1.01)
    monkeypatch.setattr(
        "bpcore.recurrent.nudged.gradient_through_time", lambda *_: wrong
    )
    assert not bp.check_gradient(net, X, T)


def test_a_kink_of_a_sequence_is_left_out():
    net = bp.RecurrentNetwork([[1.0]], [[0.5]], [0.0], [[1.0]], [0.0], hidden="relu")
    check = bp.check_gradient(net, [[0.0], [1.0]], [[1.0], [1.0]])
    assert check.left_out >= 1 and check
