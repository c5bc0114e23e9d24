"""Networks whose units have no biases, and networks whose biases are held fixed."""

import copy
import pickle

import numpy as np
import pytest

import bpcore as bp
from bpcore.labs import own_numbers
from bpcore.network import Network

X = np.array([[0.5, -1.0], [-0.3, 0.8], [1.5, 0.2], [-1.0, -1.0]])
T = np.array([0.0, 1.0, 1.0, 0.0])
BOTH = bp.Network.random((2, 3, 2, 1), span=1.5, seed=3, hidden="tanh")
BARE = bp.Network(BOTH.weights, hidden="tanh")
ZERO = bp.Network(BOTH.weights, [[0] * 3, [0] * 2, [0]], "tanh", learn_biases=False)
HELD = bp.Network(BOTH.weights, BOTH.biases, "tanh", learn_biases=False)
WITHOUT_INCREMENTS = pytest.mark.parametrize("net", [BARE, HELD], ids=["none", "fixed"])


def by_hand(net, rate, batch, epochs, momentum):
    """Training of the weights alone, over bp.gradient; with the largest changes."""
    W = [w.copy() for w in net.weights]
    steps, changes = [np.zeros_like(w) for w in W], []
    for _ in range(epochs):
        largest = 0.0
        for start in range(0, len(X), batch):
            now = bp.Network(W, net.biases, net.hidden, net.output, net.loss)
            part = slice(start, start + batch)
            for w, step, slope in zip(
                W, steps, bp.gradient(now, X[part], T[part]).weights, strict=True
            ):
                step[...] = momentum * step - rate * slope
                w += step
                largest = max(largest, np.abs(step).max())
        changes.append(largest)
    return W, changes


# ---- what a network is -------------------------------------------------------


def test_units_without_biases_have_none():
    assert BARE.biases is None
    assert BARE.learn_biases is False
    assert BARE.parameters == 2 * 3 + 3 * 2 + 2
    with pytest.raises(ValueError, match=r"^Unit 3 has no bias; this network is one w"):
        BARE.bias(3)
    np.testing.assert_array_equal(BARE.predict(X), ZERO.predict(X))
    assert BARE.mean_loss(X, T) == ZERO.mean_loss(X, T)


def test_what_a_network_says_of_its_biases():
    assert repr(BOTH) == (
        "Network 2-3-2-1: tanh hidden units, sigmoid outputs, squared error, "
        "20 parameters"
    )
    assert repr(BARE) == (
        "Network 2-3-2-1: tanh hidden units, sigmoid outputs, squared error, "
        "14 parameters, no biases"
    )
    assert repr(HELD) == (
        "Network 2-3-2-1: tanh hidden units, sigmoid outputs, squared error, "
        "20 parameters, biases held fixed"
    )


@pytest.mark.parametrize("net", [BOTH, BARE, HELD])
def test_copies_and_pickles_keep_what_is_learned(net):
    for twin in (copy.deepcopy(net), pickle.loads(pickle.dumps(net))):
        assert twin == net
        assert twin.learn_biases == net.learn_biases


def test_networks_that_learn_otherwise_are_not_equal():
    assert BOTH != HELD
    assert BARE != ZERO
    assert ZERO != BARE
    assert bp.Network(BARE.weights, None, "tanh", learn_biases=False) == BARE


@pytest.mark.parametrize("wrong", [None, 1, "no", [True]])
def test_learn_biases_is_true_or_false(wrong):
    with pytest.raises(TypeError, match=r"^learn_biases must be True or False; it is "):
        bp.Network(BOTH.weights, BOTH.biases, learn_biases=wrong)
    assert HELD == bp.Network(*HELD._arguments[:-1], learn_biases=np.bool_(False))


# ---- the gradient ------------------------------------------------------------


def test_the_gradient_of_no_biases_is_none():
    gradient = bp.gradient(BARE, X, T)
    assert gradient.biases is None
    for a, b in zip(gradient.weights, bp.gradient(ZERO, X, T).weights, strict=True):
        np.testing.assert_array_equal(a, b)
    assert repr(gradient).startswith("Gradient by 14 parameters, the largest ")


def test_the_gradient_of_fixed_biases_is_as_ever():
    for ours, theirs in (
        (bp.gradient(HELD, X, T).weights, bp.gradient(BOTH, X, T).weights),
        (bp.gradient(HELD, X, T).biases, bp.gradient(BOTH, X, T).biases),
    ):
        for a, b in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("net", [BOTH, BARE, HELD])
def test_every_parameter_is_checked_and_no_other(net):
    check = bp.check_gradient(net, X, T)
    assert check
    assert check.compared == check.of == net.parameters
    names = [row[0] for row in check.table.rows]
    assert len(set(names)) == net.parameters
    assert names[:3] == ["w₁₃", "w₂₃", "w₁₄" if net is BARE else "θ₃"]
    assert ("θ₈" in names) == (net is not BARE)
    assert names[-1] == ("w₇₈" if net is BARE else "θ₈")


def test_a_claimed_gradient_has_biases_as_the_network_has():
    with pytest.raises(ValueError, match=r"^claimed\.biases must be arrays of the sh"):
        bp.check_gradient(BARE, X, T, claimed=bp.gradient(BOTH, X, T))
    with pytest.raises(ValueError, match=r"^claimed\.biases must be arrays of the sh"):
        bp.check_gradient(BOTH, X, T, claimed=bp.gradient(BARE, X, T))


# ---- training ----------------------------------------------------------------


@WITHOUT_INCREMENTS
@pytest.mark.parametrize("momentum", [0.0, 0.6])
@pytest.mark.parametrize(("updating", "batch"), [("case", 1), (3, 3), ("epoch", 4)])
def test_weights_alone_are_trained(net, updating, batch, momentum, engine):
    run = bp.train(
        net, X, T, learning_rate=0.8, updating=updating, momentum=momentum,
        max_epochs=4,
    )  # fmt: skip
    W, changes = by_hand(net, 0.8, batch, 4, momentum)
    for ours, theirs in zip(run.network.weights, W, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)
    np.testing.assert_allclose(run.history.largest_change, changes, rtol=1e-12)
    assert run.network.learn_biases is False
    if net is BARE:
        assert run.network.biases is None
    else:
        for a, b in zip(run.network.biases, net.biases, strict=True):
            np.testing.assert_array_equal(a, b)


@WITHOUT_INCREMENTS
def test_snapshots_validation_and_patience_keep_it_so(net, engine):
    run = bp.train(
        net, X, T, learning_rate=0.8, max_epochs=3, record_every=1, validation=(X, T)
    )
    for (_, kept), loss in zip(
        list(run.snapshots)[1:], run.history.validation_loss, strict=True
    ):
        assert kept.learn_biases is False
        assert (kept.biases is None) == (net.biases is None)
        assert loss == pytest.approx(kept.mean_loss(X, T), rel=1e-12)


def test_a_bias_may_be_what_changes_most_and_counts_only_where_it_is_learned(engine):
    """Inputs of 0.01 make weights move a hundred times less than biases."""
    how = {"learning_rate": 0.5, "max_epochs": 1}
    change = {
        learn: bp.train(
            bp.Network([[[1.0]]], [[0.0]], learn_biases=learn), [[0.01]], [1], **how
        ).history.largest_change[0]
        for learn in (True, False)
    }
    assert change[True] == pytest.approx(100 * change[False])


def test_a_sweep_and_an_annealing_start_from_it():
    rows = bp.sweep(BARE, X, T, [0.5], max_epochs=3, progress=False)
    alone = bp.train(BARE, X, T, learning_rate=0.5, max_epochs=3)
    assert rows.loss[0] == alone.history.loss[-1]
    best = bp.anneal(BARE, X, T, temperature=0.01, evaluations=50).network
    assert best.biases is None
    held = bp.anneal(HELD, X, T, temperature=0.01, evaluations=50).network
    assert all(map(np.array_equal, held.biases, HELD.biases))
    assert held != HELD


# ---- one presentation --------------------------------------------------------


@WITHOUT_INCREMENTS
def test_a_trace_updates_weights_alone(net):
    shown = bp.trace(net, X[0], T[0], 0.8)
    assert shown.bias_increment == {}
    with pytest.raises(KeyError, match="no bias increment of 3, nor of any other unit"):
        shown.bias_increment[3]
    assert {s.quantity for s in shown.steps if s.phase == "update"} == {"weight"}
    trained = bp.train(net, X[:1], T[:1], learning_rate=0.8, max_epochs=1).network
    for a, b in zip(shown.after.weights, trained.weights, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-14)
    assert shown.after.learn_biases is False
    if net is HELD:
        assert all(map(np.array_equal, shown.after.biases, net.biases))
    else:
        assert shown.after.biases is None
    update = shown.table("update")
    assert update.columns[0] == "weight"
    assert len(update) == 14
    assert not [row for row in update.rows if "θ" in row[0]]
    assert bp.trace(BOTH, X[0], T[0], 0.8).table("update").columns[0] == (
        "weight or bias"
    )


def test_a_net_input_without_a_bias_is_its_sum():
    net = bp.Network([[[0.5], [-0.25]]])
    step = bp.trace(net, [1, 2], 1, 0.5).step("forward", unit=3)
    assert repr(step) == "I₃ = w₁₃ · O₁ + w₂₃ · O₂ = 0.500 · 1 + (−0.250) · 2 = 0.000"
    assert step.sentence == "Unit 3 adds up what reaches it: its net input is 0.000."
    held = bp.Network(net.weights, [[0.125]], learn_biases=False)
    step = bp.trace(held, [1, 2], 1, 0.5).step("forward", unit=3)
    assert step.formula == "I₃ = w₁₃ · O₁ + w₂₃ · O₂ + θ₃"
    assert step.sentence == (
        "Unit 3 adds up what reaches it and its bias: its net input is 0.125."
    )


@pytest.mark.parametrize("net", [BOTH, BARE, HELD])
def test_the_stepper_walks_it(net):
    pytest.importorskip("ipywidgets")
    lab = bp.labs.stepper(net, X, T, learning_rate=0.8)
    lab.wait()
    assert ("θ₃" in lab.view("connections")) == (net is BOTH)
    assert ("Weights and biases" in lab.view("connections")) == (net is BOTH)
    steps = bp.trace(net, X[0], T[0], 0.8).steps
    for step in steps:
        lab._buttons["next"].press()
        lab.wait()
        assert lab.status == step.sentence
    assert ("θ" in lab.view("diagram")) == (net is not BARE)
    lab._buttons["epoch"].press()
    lab.wait()
    trained = bp.train(net, X, T, learning_rate=0.8, max_epochs=1).network
    from bpcore.tables import digits

    assert digits(trained.weight(7, 8), 2) in lab.view("diagram")


# ---- pictures and text -------------------------------------------------------


@pytest.mark.parametrize("net", [BOTH, BARE, HELD])
def test_pictures_show_the_biases_there_are(net):
    pytest.importorskip("matplotlib")
    assert bp.figures.diagram(net).count("θ") == (0 if net is BARE else 6)
    assert bp.figures.HiddenSpace(X, T).update(net).html().startswith("<svg")


def test_a_unit_without_a_bias_draws_its_line_as_with_one_of_nothing():
    pytest.importorskip("matplotlib")
    bare, zero, biased = (
        bp.figures.HiddenSpace(X, T).update(net).html() for net in (BARE, ZERO, BOTH)
    )
    assert bare == zero != biased


@pytest.mark.parametrize("net", [BOTH, BARE, HELD])
def test_own_numbers_say_which_biases_there_are(net):
    text = own_numbers.write(net, X, T[:, None])
    assert ("theta" in text) == (net is not BARE)
    again, _, _ = own_numbers.read(text)
    assert again.learn_biases == net.learn_biases
    assert (again.biases is None) == (net.biases is None)
    assert again.weight(7, 8) == pytest.approx(net.weight(7, 8), rel=1e-11)


def test_the_neuron_lab_begins_with_a_bias_of_nothing():
    pytest.importorskip("ipywidgets")
    lab = bp.labs.neuron(Network([[[1.5], [-2.0]]]))
    assert lab.state["theta"] == 0
    assert lab.state["w2"] == -2
