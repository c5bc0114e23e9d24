"""The conditions that end training: in which epoch, and with which network."""

import math
from inspect import signature

import numpy as np
import pytest

import bpcore as bp
from bpcore.training import conditions, plan, runner
from bpcore.training.conditions import CONDITIONS, VALIDATION_LOSS, Condition
from tests.conftest import XOR, XOR_T, random_tuples


@pytest.mark.parametrize(
    ("limit", "column", "below"),
    [
        ({"min_change": 0.02}, "largest_change", lambda v: v < 0.02),
        ({"max_misclassified": 0.25}, "misclassified", lambda v: v <= 0.25),
        ({"target_loss": 0.05}, "loss", lambda v: v <= 0.05),
    ],
)
def test_a_condition_ends_training_in_the_first_epoch_that_meets_it(
    limit, column, below, engine
):
    net = bp.Network.random((2, 4, 1), span=1, seed=3)
    full = bp.train(net, XOR, XOR_T, learning_rate=2, max_epochs=3000)
    ended = bp.train(net, XOR, XOR_T, learning_rate=2, max_epochs=3000, **limit)
    met = below(getattr(full.history, column))
    assert met.any()
    assert ended.epochs == met.argmax() + 1
    assert ended.stopped_by == next(iter(limit))
    np.testing.assert_array_equal(ended.history.loss, full.history.loss[: ended.epochs])


def test_at_a_limit_min_change_goes_on_and_the_others_stop():
    net = bp.Network.random((2, 2, 1), seed=1)
    one = bp.train(net, XOR, XOR_T, max_epochs=1).history
    again = {"max_epochs": 1, "learning_rate": 0.5}
    for name, value, stops in (
        ("min_change", one.largest_change[0], "max_epochs"),
        ("max_misclassified", one.misclassified[0], "max_misclassified"),
        ("target_loss", one.loss[0], "target_loss"),
    ):
        result = bp.train(net, XOR, XOR_T, **again, **{name: float(value)})
        assert result.stopped_by == stops


def test_divergence_keeps_the_last_sound_network_and_dates_it(engine):
    net = bp.Network([[[1.0]]], [[0.0]], output="identity")
    # E = ½ Σ (w x)²: epoch updating multiplies w by 1 − l Σ x² = −9 every epoch.
    X, T = [[1.0], [-1.0]], [0.0, 0.0]
    result = bp.train(net, X, T, learning_rate=5, updating="epoch", max_epochs=99)
    assert result.stopped_by == "diverged"
    assert result.diverged_in == result.epochs + 1 == len(result.history) + 1
    assert result.epochs == math.floor(math.log(1e12, 9))
    assert result.network.weight(1, 2) == pytest.approx((-9.0) ** result.epochs)
    assert np.isfinite(result.history.loss).all()
    assert f"epoch {result.diverged_in}" in result.describe()


@pytest.mark.parametrize("batch", [1, 2])
@pytest.mark.parametrize("runs_away", [0, 1, "bias"])
def test_one_parameter_that_runs_away_is_enough(engine, runs_away, batch):
    X = np.zeros((2, 2))
    how = {"output": "identity", "learn_biases": runs_away == "bias"}
    if runs_away == "bias":  # multiplied by 1 − 2l, or 1 − l twice
        net = bp.Network([[[0.5], [0.5]]], [[1.0]], **how)
    else:
        X[:, runs_away] = 1.0
        net = bp.Network([[[1.0], [1.0]]], [[0.0]], **how)
    run = bp.train(net, X, [0, 0], learning_rate=5, updating=batch, max_epochs=99)
    factor = -9.0 if batch == 2 else 16.0
    assert run.stopped_by == "diverged"
    assert run.epochs == math.floor(math.log(1e12, abs(factor)))
    end = [*run.network.weights[0][:, 0], run.network.bias(3)]
    begin = [*net.weights[0][:, 0], net.bias(3)]
    place = 2 if runs_away == "bias" else runs_away
    assert end.pop(place) == pytest.approx(factor**run.epochs)
    begin.pop(place)
    assert end == begin


def test_the_bound_that_a_weight_may_not_reach(engine):
    for weight, stopped_by in ((-1e12, "diverged"), (1e12 - 0.001, "max_epochs")):
        for net in (
            bp.Network([[[weight], [0.0]]], [[0.0]], output="identity"),
            bp.Network([[[0.0], [weight]]], [[0.0]], output="identity"),
            bp.Network([[[0.0], [0.0]]], [[weight]], output="identity"),
        ):
            X, T = [[0.0, 0.0]], [net.bias(3)]  # nothing to learn
            run = bp.train(net, X, T, max_epochs=2)
            assert run.stopped_by == stopped_by


def test_a_loss_beyond_all_numbers_is_divergence(engine):
    net = bp.Network([[[1.0]]], [[0.0]], output="identity")
    run = bp.train(net, [[0.0], [1.0]], [0.0, 1e200], learning_rate=1e-300)
    assert (run.stopped_by, run.diverged_in, run.network) == ("diverged", 1, net)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"max_epochs": 1}, "Stopped after 1 epoch: the given number of epochs has"),
        ({"max_epochs": 3}, "Stopped after 3 epochs: the given number of epochs ha"),
        ({"max_epochs": 0}, "Stopped by max_epochs before the first epoch was comp"),
        ({"min_change": 9}, "Stopped after 1 epoch: every increment of the epoch was "
                            "below min_change. Loss 0."),
        ({"max_misclassified": 1}, "Stopped after 1 epoch: few enough tuples were "
                                   "misclassified. Loss 0."),
        ({"target_loss": 9}, "Stopped after 1 epoch: the loss reached target_loss. Lo"),
        ({"patience": 2, "validation": ([[0, 0]], [0.25])},
         "Stopped after 22 epochs: the validation loss has not improved since epoch 20"
         ", whose network this is. Loss 0."),
    ],
)  # fmt: skip
def test_why_it_ended_is_told_in_a_sentence(how, says):
    net = bp.Network([[[1.0], [0.5]]], [[0.0]])
    run = bp.train(net, XOR, XOR_T, **how)
    assert run.describe().startswith(says)
    assert repr(run) == run.describe()


def test_the_other_ends_have_their_sentences():
    net = bp.Network([[[1.0]]], [[0.0]], output="identity")
    run = bp.train(net, [[1.0]], [0.0], learning_rate=5, max_epochs=99)
    assert run.describe() == (
        f"Diverged in epoch {run.epochs + 1}: the weights or the loss grew beyond all "
        "bounds; the network is that of the epoch before."
    )
    run = bp.train(net, [[1.0]], [0.0], max_epochs=10**7, watch=lambda _: True)
    assert "epochs: interrupted; what was learned so far is kept. Loss 0." in (
        run.describe()
    )


def test_a_saturated_sigmoid_network_has_not_diverged():
    net = bp.Network.random((2, 2, 1), seed=1)
    result = bp.train(net, XOR, XOR_T, learning_rate=1e5, max_epochs=500)
    assert result.stopped_by == "max_epochs"


def test_misclassified_needs_classes():
    net = bp.Network.random((2, 2, 1), output="identity")
    with pytest.raises(ValueError, match="max_misclassified needs outputs"):
        bp.train(net, XOR, XOR_T, max_misclassified=0.1)
    assert np.isnan(bp.train(net, XOR, XOR_T, max_epochs=2).history.misclassified).all()


def by_epochs(net, X, T, V, VT, patience, most):
    """Patience as one would write it: (network, epochs, best epoch, losses)."""
    best, best_epoch, best_net, losses = math.inf, None, None, []
    for epoch in range(1, most + 1):
        net = bp.train(net, X, T, updating=4, max_epochs=1).network
        losses.append(net.mean_loss(V, VT))
        if best_epoch is None or losses[-1] < best:
            best, best_epoch, best_net = losses[-1], epoch, net
        elif epoch - best_epoch >= patience:
            break
    return best_net, epoch, best_epoch, losses


@pytest.mark.parametrize("chunk", [None, 1e-9])
@pytest.mark.parametrize(("seed", "patience"), [(1, 1), (3, 5), (4, 30), (8, 200)])
def test_patience_is_exact_to_the_epoch(engine, chunk, seed, patience, monkeypatch):
    X, T = random_tuples(seed, 10, 3, 2)
    V, VT = random_tuples(seed + 50, 6, 3, 2)
    net = bp.Network.random((3, 8, 2), span=1, seed=seed)
    best, epochs, best_epoch, losses = by_epochs(net, X, T, V, VT, patience, 3000)
    assert epochs < 3000
    if chunk:  # a tuple or two each
        monkeypatch.setattr("bpcore.training.runner.CHUNK", chunk)
    run = bp.train(
        net, X, T, updating=4, max_epochs=3000, validation=(V, VT), patience=patience
    )
    assert (run.stopped_by, run.epochs) == ("patience", epochs)
    assert run.best_epoch == best_epoch == epochs - patience
    assert run.network == best
    np.testing.assert_allclose(run.history.validation_loss, losses, rtol=1e-12)
    for figure in vars(run.history).values():
        assert len(figure) == epochs
    assert f"since epoch {best_epoch}" in run.describe()


@pytest.mark.parametrize("room", [1, 700, 2_000_000])
def test_patience_keeps_few_networks(room, monkeypatch):
    monkeypatch.setattr("bpcore.training.unit_engine.ROOM", room)
    X, T = random_tuples(4, 10, 3, 2)
    V = random_tuples(54, 6, 3, 2)
    net = bp.Network.random((3, 8, 2), span=1, seed=4)
    run = bp.train(
        net, X, T, max_epochs=3000, validation=V, patience=40, record_every=10
    )
    assert run.stopped_by == "patience"
    assert run.network == bp.train(net, X, T, max_epochs=run.best_epoch).network
    assert run.snapshots.epochs == (*range(0, run.epochs, 10), run.epochs)
    last = bp.train(net, X, T, max_epochs=run.epochs).network
    assert run.snapshots[-1] == (run.epochs, last)


def test_the_best_epoch_is_told_whether_or_not_patience_is_asked(engine):
    X, T = random_tuples(4, 10, 3, 2)
    V = random_tuples(54, 6, 3, 2)
    net = bp.Network.random((3, 8, 2), span=1, seed=4)
    run = bp.train(net, X, T, max_epochs=400, validation=V)
    assert run.best_epoch == run.history.validation_loss.argmin() + 1 < 400
    assert run.network == bp.train(net, X, T, max_epochs=400).network
    assert bp.train(net, X, T, max_epochs=9).best_epoch is None
    assert bp.train(net, X, T, max_epochs=0, validation=V).best_epoch is None


def test_a_patience_beyond_all_numbers_is_endless():
    net = bp.Network.random((2, 2, 1))
    run = bp.train(
        net, XOR, XOR_T, validation=(XOR, 1 - XOR_T), patience=10**400, max_epochs=99
    )
    assert (run.stopped_by, run.epochs) == ("max_epochs", 99)


def test_the_first_of_equal_validation_losses_is_the_best():
    net = bp.Network([[[0.0]]], [[0.0]])
    flat = ([[0.0]], [0.5])  # an input of 0 and a bias that learns nothing
    run = bp.train(net, *flat, max_epochs=50, validation=flat, patience=7)
    assert (run.best_epoch, run.epochs, run.stopped_by) == (1, 8, "patience")


def test_a_validation_loss_that_overflows_is_never_the_best():
    net = bp.Network([[[0.5]]], [[0.0]], output="identity")
    how = {"validation": ([[1e200]], [0.0]), "max_epochs": 5}
    with np.errstate(all="ignore"):
        run = bp.train(net, [[1.0]], [0.0], **how)
        assert not np.isfinite(run.history.validation_loss).any()
        assert run.best_epoch == 1
        run = bp.train(net, [[1.0]], [0.0], patience=2, **how)
    assert (run.stopped_by, run.epochs) == ("patience", 3)


@pytest.mark.parametrize("stopped_by", ["target_loss", "patience"])
def test_of_two_conditions_in_one_epoch_the_first_in_the_table_is_told(
    stopped_by, engine
):
    X, T = random_tuples(4, 10, 3, 2)
    how = {"validation": random_tuples(54, 6, 3, 2), "max_epochs": 3000}
    net = bp.Network.random((3, 8, 2), span=1, seed=4)
    alone = bp.train(net, X, T, patience=40, **how)
    how["target_loss"] = alone.history.loss[-1]
    if stopped_by == "patience":  # the other is met an epoch later, in the same chunk
        how["target_loss"] = np.nextafter(how["target_loss"], 0)
    run = bp.train(net, X, T, patience=40, **how)
    assert (run.epochs, run.stopped_by) == (alone.epochs, stopped_by)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"patience": 5}, "patience needs validation=(X, T)"),
        ({"patience": 0}, "patience must be 1 or more; it is 0"),
        ({"patience": 2.5}, "patience must be a whole number; it is 2.5"),
        ({"patience": "long"}, "patience must be a whole number; it is 'long'"),
    ],
)
def test_an_odd_patience_is_named(how, says):
    net = bp.Network.random((2, 2, 1))
    if "needs" not in says:
        how["validation"] = (XOR, XOR_T)
    with pytest.raises((TypeError, ValueError)) as told:
        bp.train(net, XOR, XOR_T, **how)
    assert says in str(told.value)


def test_a_further_condition_takes_a_row_and_an_argument(engine, monkeypatch):
    """Say, one on the validation loss: ``bp.train`` would only have to pass it on."""
    row = Condition(
        "target_validation_loss", VALIDATION_LOSS, "at most",
        lambda name, value, plan: float(value), "the validation loss is low enough",
    )  # fmt: skip
    for module in (conditions, plan, runner):
        monkeypatch.setattr(module, "CONDITIONS", (*CONDITIONS, row))
    monkeypatch.setitem(conditions.REASONS, row.name, row.words)
    net = bp.Network.random((2, 4, 1), span=1, seed=3)
    how = {k: p.default for k, p in signature(bp.train).parameters.items()}
    how |= {"net": net, "X": XOR, "T": XOR_T, "learning_rate": 2, "max_epochs": 3000}
    how |= {"validation": (XOR, XOR_T)}
    del how["watch"]
    run = runner.Run(plan.Plan.of({**how, row.name: 0.01})).finish(None)
    full = runner.Run(plan.Plan.of({**how, row.name: None})).finish(None)
    assert run.stopped_by == "target_validation_loss"
    assert run.epochs == np.argmax(full.history.validation_loss <= 0.01) + 1
    assert run.network.mean_loss(XOR, XOR_T) == run.history.validation_loss[-1] <= 0.01
    assert "epochs: the validation loss is low enough. Loss" in run.describe()


@pytest.mark.parametrize("trains", [bp.train, bp.train_through_time])
def test_each_condition_is_an_argument_of_all_that_trains(trains):
    parameters = signature(trains).parameters
    assert [parameters[c.name].default for c in CONDITIONS] == [None] * len(CONDITIONS)
