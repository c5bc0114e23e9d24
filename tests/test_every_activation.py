"""Every activation goes through everything that asks what an activation is."""

import itertools
import string

import numpy as np
import pytest

import bpcore as bp
from bpcore import activations as act
from bpcore.labs import own_numbers
from bpcore.training.diagnosis import count_units

X = np.array([[0.5, -1.0], [-0.3, 0.8], [1.5, 0.2], [-1.0, -1.0]])
T = np.array([0.0, 1.0, 1.0, 0.0])
NETWORKS = pytest.mark.parametrize(
    "net",
    [
        bp.Network.random((2, 3, 2, 1), span=1.5, seed=3, hidden=hidden, output=output)
        for hidden, output in itertools.product(act.HIDDEN, act.OUTPUT)
    ],
    ids=lambda net: f"{net.hidden}-{net.output}",
)
RECORDS = pytest.mark.parametrize("record", act.ACTIVATIONS, ids=lambda a: a.word)
MARGIN = np.linspace(-40, 40, 161)


def weights_of(net):
    return np.concatenate([a.ravel() for a in (*net.weights, *net.biases)])


@RECORDS
def test_a_record_is_found_by_its_kind_and_by_its_word(record):
    assert act.ACTIVATIONS[record.kind] is record
    assert act.KINDS[record.word] == record.kind
    assert (record.word in act.HIDDEN) == record.hidden
    assert (record.word in act.OUTPUT) == record.output


@RECORDS
def test_outputs_stay_within_the_range_and_come_near_its_ends(record):
    O = record.outputs(MARGIN)
    low, high = record.range
    assert (low <= O).all()
    assert (high >= O).all()
    for end, extreme in ((low, O.min()), (high, O.max())):
        assert extreme == pytest.approx(end, abs=1e-9) or not np.isfinite(end)
    assert record.saturates == (record.word in ("sigmoid", "tanh"))


@RECORDS
def test_the_slope_jumps_at_the_kink_and_nowhere_else(record):
    h = 1e-7
    places = np.array([*MARGIN, -1e-3, 1e-3])
    jump = np.abs(
        record.slopes(record.outputs(places + h))
        - record.slopes(record.outputs(places - h))
    )
    kinks = places[jump > 1e-3]
    assert kinks.tolist() == ([] if record.kink is None else [record.kink])


@RECORDS
def test_a_record_says_only_what_can_be_put_in(record):
    def fields(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    symbolic, worked = record.slope
    assert fields(record.formula) <= {"I", "(I)"}
    assert fields(symbolic) <= {"I", "O"}
    assert fields(worked) <= {"O", "(O)", "1 − O", "f′"}
    assert bool(symbolic) == bool(worked)
    assert fields(record.says) <= {"I", "O"}
    assert fields(record.says_off) <= {"I", "O"}
    assert not record.says_off or record.kink is not None


@NETWORKS
def test_the_gradient_agrees_with_centred_differences(net):
    check = bp.check_gradient(net, X, T)
    assert check
    assert check.compared + check.left_out == net.parameters
    assert check.compared > net.parameters / 2


@NETWORKS
@pytest.mark.parametrize("updating", ["case", "epoch"])
def test_both_engines_train_alike(net, updating, monkeypatch):
    trained = []
    for matrices in (False, True):
        monkeypatch.setattr(
            "bpcore.training.runner.better_as_matrices", lambda _, m=matrices: m
        )
        trained.append(
            bp.train(net, X, T, learning_rate=0.1, updating=updating, max_epochs=20)
        )
    loops, matrices = trained
    np.testing.assert_allclose(
        weights_of(loops.network), weights_of(matrices.network), rtol=1e-10, atol=1e-12
    )
    assert loops.network != net
    assert loops.history.loss[-1] < loops.history.loss[0]


@NETWORKS
def test_one_update_is_that_of_the_trace(net):
    shown = bp.trace(net, X[0], T[0], 0.3)
    trained = bp.train(net, X[:1], T[:1], learning_rate=0.3, max_epochs=1).network
    np.testing.assert_allclose(
        weights_of(shown.after), weights_of(trained), rtol=1e-12, atol=1e-15
    )


@NETWORKS
@pytest.mark.parametrize("notation", ["textbook", "modern"])
def test_the_stepper_works_every_step(net, notation):
    pytest.importorskip("ipywidgets")
    lab = bp.labs.stepper(net, X, T, learning_rate=0.5)
    lab.set(notation=notation)
    lab.wait()
    steps = bp.trace(net, X[0], T[0], 0.5).steps
    for step in steps:
        lab._buttons["next"].press()
        lab.wait()
        assert lab.status == step.sentence
        assert step.sentence.endswith(".")
        assert "{" not in step.text(notation) + step.sentence


@NETWORKS
def test_charts_show_it(net):
    pytest.importorskip("matplotlib")
    from bpcore.figures.charts.decision_region import DecisionRegion
    from bpcore.figures.charts.hidden_space import HiddenSpace
    from bpcore.figures.charts.sigmoid_curve import SigmoidCurve
    from bpcore.figures.diagram.svg import diagram

    space = HiddenSpace(X, T).update(net)
    low, high = space.frame.x.low, space.frame.x.high
    assert (low < space.points).all()
    assert (space.points < high).all()
    curve = SigmoidCurve(net.hidden).update(0.7)
    hidden = act.KINDS[net.hidden]
    assert curve.O == act.activate(hidden, 0.7)
    assert curve.slope == act.slope(hidden, curve.O)
    assert DecisionRegion(X, T).update(net).words()
    assert diagram(net).startswith("<svg")
    assert count_units(net, X, T[:, None]).units == 6


@NETWORKS
def test_it_is_written_down_and_read_back(net):
    again, _, _ = own_numbers.read(own_numbers.write(net, X, T[:, None]))
    assert (again.hidden, again.output) == (net.hidden, net.output)
