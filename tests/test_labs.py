"""Labs in plain Python: setting a control runs the same path as the browser."""

import io
import re
from importlib import import_module

import ipywidgets
import numpy as np
import pytest

import bpcore as bp
from bpcore.labs.kit.controls import Choice, Number
from bpcore.tables import digits

NAMES = [n for n in bp.labs.__all__ if n != "Lab"]
EACH = pytest.mark.parametrize("name", NAMES)
MODULES = {name: import_module(f"bpcore.labs.{name}") for name in NAMES}
TRIALS = {name: module.TRIAL for name, module in MODULES.items()}


def make(name, **how):
    lab = getattr(bp.labs, name)(**how)
    lab.wait()
    return lab


def views(lab):
    return {n: lab.view(n) for n in lab.views}


def settle(lab, **values):
    lab.set(**values)
    lab.wait()
    return lab


def press(lab, *names):
    for name in names:
        lab._buttons[name].press()
        lab.wait()
    return lab


@EACH
def test_a_lab_says_in_words_and_numbers_what_it_shows(name):
    lab = make(name)
    assert re.search(r"\d", lab.status)
    assert all(views(lab).values())
    assert lab.found
    bundle, metadata = lab._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"].startswith(lab._title)
    assert lab.status in metadata["image/png"]["alt"]
    assert lab.status in bundle["text/plain"]
    from PIL import Image

    picture = Image.open(io.BytesIO(bundle["image/png"]))
    assert picture.width > 300
    assert np.asarray(picture.convert("L")).std() > 5, "not an empty picture"
    for html in views(lab).values():
        if "<img" in html:
            assert re.search(r'alt="[^"]{20,}"', html)
        if "<svg" in html:
            assert "<desc>" in html


@EACH
def test_every_control_goes_to_both_ends(name):
    lab = make(name)
    for control in lab._controls.values():
        if isinstance(control, Number):
            most = TRIALS[name].short.get(control.name, control.high)
            ends = [control.low, min(control.high, most)]
        elif isinstance(control, Choice):
            ends = [o for o in control.options[::-1] if o != "own CSV"]  # needs a path
        else:
            continue
        for value in ends:
            settle(lab, **{control.name: value})
            assert "⚠" not in lab.status, (control.name, value, lab.status)
            assert (
                lab.state[control.name] == pytest.approx(value)
                if isinstance(value, float)
                else lab.state[control.name] == value
            )
    for button in lab._buttons:
        press(lab, button)
        assert "⚠" not in lab.status, (button, lab.status)


@EACH
def test_a_lab_runs_where_no_thread_can_be_started(name, without_threads):
    lab = getattr(bp.labs, name)()
    assert lab._idle() and lab.found
    slider = next(c for c in lab._controls.values() if isinstance(c, Number))
    start = views(lab)
    slider._slider.value = slider.low
    press(lab, *lab._buttons)
    assert views(lab) == start, "a reset is the last of them"
    assert "⚠" not in lab.status


@EACH
def test_what_a_lab_is_tried_with_is_there(name):
    lab, trial = make(name), TRIALS[name]
    labels = {c.label for c in lab._controls.values() if isinstance(c, Number)}
    assert {trial.dragged, trial.timed} - {None} <= labels
    assert trial.timed or trial.pressed
    assert {trial.often[0], *trial.short} <= set(lab._controls)


@EACH
def test_the_same_state_shows_the_same_thing(name):
    lab = make(name)
    start = views(lab)
    number = next(c for c in lab._controls.values() if isinstance(c, Number))
    settle(lab, **{number.name: number.high})
    if "tuple" in lab._buttons:  # the stepper's rate shows in the next presentation
        press(lab, "tuple")
    assert views(lab) != start
    lab.reset()
    lab.wait()
    assert views(lab) == start, "no trace of another state stays in a picture"


@EACH
def test_every_control_has_a_name_and_no_layout_is_shared(name):
    lab = make(name)
    seen = set()

    def walk(widget):
        if isinstance(widget, ipywidgets.Button):
            assert widget.description
        for child in getattr(widget, "children", ()):
            assert child.layout.model_id not in seen
            seen.add(child.layout.model_id)
            walk(child)

    walk(lab._front.widget)
    for control in lab._controls.values():
        assert control.label


# --- the labs one by one ------------------------------------------------------------


def test_neuron_separates_and_does_not():
    lab = make("neuron")
    assert "All four" in settle(lab, w1=5, w2=5, theta=-7.5, problem="AND").status
    assert "All four" in settle(lab, theta=-2.5, problem="OR").status
    assert "All four" not in settle(lab, problem="XOR").status
    with pytest.raises(ValueError, match="sizes \\(2, 1\\)"):
        bp.labs.neuron(bp.Network.random((3, 1)))


def test_the_stepper_walks_the_textbook_example():
    lab = make("stepper")
    told = []
    for _ in range(20):
        press(lab, "next")
        told.append(lab.status)
    assert "net input is −0.700" in told[0]
    assert "output, 0.474" in told[5]
    assert "Unit 4 gets −0.0087" in told[7]
    assert "0.192" in lab.view("connections")
    assert "−0.408" in lab.view("connections")
    for _ in range(20):
        press(lab, "back")
    assert lab.preset == ""
    for phase in ("Propagate", "Backpropagate", "Update"):
        press(lab, "phase")
        assert phase in lab.view("now")
    press(lab, "tuple")
    assert "tuple 2 of 2" in lab.view("progress")
    press(lab, "epoch")
    assert "epoch 2, tuple 1 of 2" in lab.view("progress")


def test_stepping_through_an_epoch_is_case_updating():
    net = bp.Network.random((2, 3, 1), seed=3, hidden="tanh")
    data = bp.datasets.xor()
    lab = bp.labs.stepper(net, data.X, data.T, learning_rate=0.7)
    press(lab, "epoch")
    press(lab, "epoch")
    trained = bp.train(net, data.X, data.T, learning_rate=0.7, max_epochs=2).network
    for j in (3, 4, 5):
        assert f"unit {j} {digits(trained.bias(j))}" in lab.view("diagram")


def test_the_stepper_takes_own_numbers_in_both_notations():
    lab = make("stepper")
    settle(lab, numbers="layers 2 2 1\nhidden tanh\nseed 3\ntuple 1 2 -> 1")
    press(lab, "next")
    assert "<i>W</i>" not in lab.view("now")
    settle(lab, notation="modern")
    assert "<i>z</i>" in lab.view("now")
    settle(lab, numbers="layers 2 2 1\ntuple 1 2 -> 1")
    assert "w13 is missing" in lab.status
    with pytest.raises(TypeError, match="X and T must be given"):
        bp.labs.stepper(bp.Network.random((2, 1)))


def test_the_playground_shows_what_training_alone_gives():
    lab = settle(make("playground"), data="moons", units=6, rate=0.3, seed=2)
    data = bp.datasets.moons()
    run = bp.train(
        bp.Network.random((2, 6, 1), seed=2), data.X, data.T, learning_rate=0.3,
        max_epochs=300,
    )  # fmt: skip
    wrong = round(200 * run.network.misclassified(data.X, data.T))
    assert f"{wrong} of 200 misclassified" in lab.status
    at_the_end = views(lab)
    settle(lab, shown=0)
    assert lab.status.startswith("Epoch 0:")
    assert lab.view("region") != at_the_end["region"]


def test_the_playground_takes_own_points_and_own_data():
    lab = settle(make("playground"), data="own points", points="0 0 0\n1 1 1")
    assert "of 2 misclassified" in lab.status
    settle(lab, points="0 0\n1 1 1")
    assert "own points, line 1" in lab.status
    own = bp.labs.playground(data=bp.datasets.circles(30))
    own.wait()
    assert "of 30 misclassified" in own.status


def test_the_diabetes_lab_is_honest_about_its_patients():
    lab = make("diabetes")
    assert "give or take" in lab.status
    assert "majority guess gets 50%" in lab.status
    before = lab.view("patient")
    settle(lab, glucose=200)
    assert lab.view("patient") != before
    real = settle(lab, data=list(lab._controls["data"].options)[1])
    assert "of 110 validation patients right" in real.status


def test_the_test_patients_are_told_of_once_and_for_one_choice():
    lab = settle(make("diabetes"), epochs=20)
    assert lab.found["test"] is None and "is closed" in lab.status
    parts = bp.datasets.patients().split(seed=1)
    press(lab, "open")
    lab.wait()
    rest, test = parts
    train, _ = rest.split(seed=1, test_share=1 / 3)
    A, T = (train.scaler().apply(part) for part in (train, test))
    start = bp.Network.random((3, 4, 2, 1), seed=1, loss="cross-entropy")
    net = bp.train(start, A.X, A.T, learning_rate=0.05, max_epochs=20).network
    opened = lab.found["test"]
    assert opened == 1 - net.misclassified(T.X, T.T)
    assert f"opened once: {opened:.0%} of 250" in lab.status
    settle(lab, first=6)
    press(lab, "open")
    lab.wait()
    assert lab.found["test"] is None
    assert "opened for: 4-2 hidden units" in lab.status
    settle(lab, glucose=200, first=4)
    assert lab.found["test"] == opened, "a patient of one's own is no setting"


def test_nothing_of_the_test_is_seen_before_it_is_opened():
    """Other test patients, the same lab."""
    data = bp.datasets.patients(200, seed=3)
    test = data.split(seed=1)[1]
    X = data.X.copy()
    X[[np.flatnonzero((data.X == x).all(axis=1))[0] for x in test.X]] += 5
    others = bp.datasets.DataSet(X, data.T, data.names, data.measured_in)
    assert (others.split(seed=1)[1].X == test.X + 5).all()
    labs = [settle(bp.labs.diabetes(d, preset="epochs=10")) for d in (data, others)]
    assert views(labs[0]) == views(labs[1])


def test_what_lesson_05_has_its_readers_read_off_the_patients_lab():
    lab = make("diabetes")
    gaps = {n: others - own for n, own, others in lab.found["learning"]}
    assert [round(gaps[n], 2) for n in (50, 200, 350)] == [0.84, 0.1, 0.03]
    shares = [round(lab.found["right"], 2)]
    for units in (1, 2):
        shares.append(round(settle(lab, first=units, second=0).found["right"], 2))
    assert shares == [0.77, 0.69, 0.75]
    settle(lab, share=15, first=20, rate=0.2, epochs=500)
    assert (lab.found["trained"], lab.found["diagnosis"]) == (75, "over-fits")


def test_the_learning_curve_shows_fewer_patients_learned_by_heart():
    lab = settle(make("diabetes"), first=8, second=0, rate=0.2, epochs=60)
    few, *_, all_of_them = lab.found["learning"]
    assert (few[0], all_of_them[0]) == (50, 500)
    assert few[2] - few[1] > 0.2 > abs(all_of_them[2] - all_of_them[1])
    assert all_of_them[1:] == pytest.approx(
        (lab.found["loss"], lab.found["validation_loss"])
    )
    settle(lab, share=10)
    assert lab.found["trained"] == 50


def test_the_learning_rate_lab_finds_the_threshold():
    lab = make("learning_rate")
    for rate, word in (
        (0.01, "crawls"), (0.1, "converges"), (0.4, "converges"), (0.49, "oscillates"),
        (0.5, "oscillates"), (0.51, "diverges"), (100, "diverges"),
    ):  # fmt: skip
        assert settle(lab, curvature=4, rate=rate).found["surface"] == word
        assert f"Surface: rate {rate:g} {word} (w from 2.40" in lab.status
    settle(lab, rate=0.1)
    press(lab, "pin")
    assert lab.state["pinned"] == 0.1


def test_of_two_weights_the_one_with_most_left_to_go_gives_the_word():
    lab = settle(make("learning_rate"), surface="two weights", curvature=20)
    told = {
        rate: settle(lab, rate=rate).found["surface"]
        for rate in (0.02, 0.09, 0.099, 0.101)
    }
    assert list(told.values()) == ["crawls", "converges", "oscillates", "diverges"]
    w1, w2 = settle(lab, rate=0.02).found["weights_to"]
    assert (w1, w2) == pytest.approx((-2.2 * 0.98**40, 1.6 * 0.6**40))


@pytest.mark.parametrize("momentum", [0, 0.3, 0.5, 0.8, 0.9, 0.95])
def test_a_surface_diverges_beyond_the_border_and_nowhere_else(momentum):
    """Twice one plus the momentum over λ; what grows only at first does not diverge."""
    module, border = MODULES["learning_rate"], 2 * (1 + momentum) / 10
    state = {"momentum": momentum, "schedule": "constant"}
    for share in np.linspace(0.01, 1.31, 66):
        path = module._descend(("two weights", 10), share * border, state)
        word = module._on_the_surface(path)["surface"]
        assert (word == "diverges") == (share > 1), share


def test_momentum_carries_on_on_the_surface_and_in_the_network():
    lab = settle(make("learning_rate"), rate=0.1, momentum=0.5, curvature=2)
    w, step = 2.4, 0.0
    for _ in range(40):
        step = 0.5 * step - 0.1 * 2 * w
        w += step
    assert lab.found["weights_to"] == pytest.approx([w])
    data = bp.datasets.xor()
    run = bp.train(
        bp.Network.random((2, 2, 1), span=1, seed=10), data.X, data.T, 0.1,
        max_epochs=2000, momentum=0.5,
    )  # fmt: skip
    assert lab.found["loss"] == run.history.loss[-1]


def test_the_learning_rate_lab_says_what_happens_and_not_where_the_border_is():
    """What its lesson asks to be found is not in its sentence: no 2/λ, no factor."""
    lab = make("learning_rate")
    for curvature in (4, 10):
        settle(lab, curvature=curvature, rate=0.13)
        assert not re.search(r"λ|factor|safe|0\.50|0\.20", lab.status)


def test_a_network_crawls_converges_oscillates_and_saturates():
    """At the rates, and from the start, of lesson 06."""
    lab, told = make("learning_rate"), {}
    for rate in (0.2, 5, 20, 100):
        settle(lab, rate=rate)
        told[rate] = lab.found["diagnosis"]
        assert f"Network: rate {rate:g} {told[rate]}" in lab.status
    assert list(told.values()) == ["crawls", "converges", "oscillates", "saturates"]


def test_the_map_is_of_the_tuples_that_are_given():
    """Of two functions on the same inputs each has its own map, in whatever order."""
    net, X = bp.Network.random((2, 2, 1), span=1, seed=7), bp.datasets.xor().X
    rates, seeds = (
        getattr(MODULES["learning_rate"], n) for n in ("MAP_RATES", "MAP_SEEDS")
    )
    shown = {}
    for name, T in (("XOR", [0, 1, 1, 0]), ("AND", [0, 0, 0, 1])):
        lab = bp.labs.learning_rate(net, X.tolist(), T, preset="epochs=200")
        lab.wait()
        shown[name] = lab.view("map")
        rows = bp.sweep(
            (2, 2, 1), X, T, rates, seeds, span=1, max_epochs=200
        )  # fmt: skip
        chart = bp.figures.RateMap(rows, "Loss after 200 epochs", 335, 310).update(
            0.5, 0.1
        )
        assert shown[name] == chart.html()
    assert shown["AND"] != shown["XOR"]


def test_the_convergence_lab_stops_where_training_stops():
    lab = settle(make("convergence"), max_wrong=0.05)
    data = bp.datasets.gaussians()
    run = bp.train(
        bp.Network.random((2, 4, 1), span=1, seed=0), data.X, data.T,
        learning_rate=0.3, max_epochs=300, max_misclassified=0.05, min_change=0.02,
    )  # fmt: skip
    assert f"ends the run in epoch {run.epochs}," in lab.status
    assert (lab.found["ended_by"], lab.found["epoch"]) == (run.stopped_by, run.epochs)
    assert lab.found["misclassified"] == run.history.misclassified[-1]


def test_the_depth_lab_tells_how_much_of_the_error_arrives():
    from bpcore.training.by_layer import by_layer

    lab = settle(make("depth"), depth=3, width=4, span=1, rate=0.05, epochs=20)
    A, B = MODULES["depth"]._halves(bp.datasets.moons(300))
    net = bp.Network.random((2, 4, 4, 4, 1), span=1, loss="cross-entropy")
    start, found = by_layer(net, A.X, A.T), lab.found
    assert found["errors"] == start.error.tolist()
    assert found["slowest_by"] == min(start.gradient) / start.gradient[-1]
    assert found["factor"] ** 3 == pytest.approx(start.error[0] / start.error[-1])
    run = bp.train(
        net,
        A.X,
        A.T,
        0.05,
        updating=10,
        max_epochs=20,
        shuffle=0,
        validation=(B.X, B.T),
    )
    assert found["validation_misclassified"] == run.network.misclassified(B.X, B.T)
    assert found["errors_after"] == by_layer(run.network, A.X, A.T).error.tolist()
    assert f"layer {found['slowest']} learns slowest" in lab.status


def test_the_depth_lab_shows_its_start_before_it_trains():
    lab, shown = make("depth"), []
    lab._show_so_far = lambda *what: shown.append(what)
    settle(lab, depth=5)
    ((pictures, status, found, _),) = shown
    assert set(pictures) == set(lab.views)
    assert len(found["errors"]) == 6 and "errors_after" not in found
    assert lab.status.startswith(status) and "After 100 epochs" in lab.status
    settle(lab, depth=5)
    assert len(shown) == 1, "a run that is kept needs no first picture"


def test_the_depth_lab_counts_units_and_switches_remedies_on():
    lab = settle(make("depth"), hidden="relu", start="He", rate=0.3, epochs=5)
    assert f"{lab.found['dead_after']} of 64 hidden units are dead" in lab.status
    settle(lab, hidden="sigmoid", start="uniform ±span", span=32.0)
    assert lab.found["saturated"] > 32
    without = settle(lab, span=0.5).found
    assert settle(lab, normalised="on").found["ratio"] > 100 * without["ratio"]
    assert settle(lab, keep=0.5).found["ratio"] == lab.found["ratio"]


def test_the_lab_of_time_tells_how_far_an_error_is_carried():
    lab = settle(make("through_time"), w=0.8, steps=10, epochs=20)
    made = bp.RecurrentNetwork.random((1, 8, 1), 0.5, 0)
    start = bp.RecurrentNetwork(
        made.input_weights,
        0.8 * np.eye(8),
        made.hidden_biases,
        made.output_weights,
        made.output_biases,
        loss="cross-entropy",
    )
    sequences, found = bp.datasets.echo(20, 10, 3, 0), lab.found
    squares = []
    for X, T in sequences:  # the same by hand: tanh units that feed themselves alone
        states, last = start.states(X), T[-1] - start.predict(X)[-1]
        err = [(1 - states[-1] ** 2) * (start.output_weights @ last)]
        for state in states[-2::-1]:
            err.insert(0, (1 - state**2) * 0.8 * err[0])
        squares.append((np.array(err) ** 2).sum(axis=1))
    assert found["carried"] == pytest.approx(np.sqrt(np.mean(squares, axis=0)))
    assert found["factor"] ** 9 == pytest.approx(found["ratio"])
    assert found["ratio"] == pytest.approx(found["carried"][0] / found["carried"][-1])
    run = bp.train_through_time(start, sequences, learning_rate=0.005, max_epochs=20)
    fresh = bp.datasets.echo(50, 10, 3, 1000)
    wrong = [(run.network.predict(X)[3:] > 0.5) != (T[3:] > 0.5) for X, T in fresh]
    assert found["wrong"] == np.mean(wrong)
    assert found["largest_change"] == run.history.largest_change.max()
    assert "shrinks by a factor" in lab.status and "After 20 epochs" in lab.status


def test_the_lab_of_time_shows_its_start_before_it_trains():
    lab, shown = make("through_time"), []
    lab._show_so_far = lambda *what: shown.append(what)
    settle(lab, w=0.5)
    ((pictures, status, found, _),) = shown
    assert set(pictures) == set(lab.views) and "wrong" not in found
    assert lab.status.startswith(status)


def test_the_lab_of_time_truncates_explodes_and_clips():
    lab = settle(make("through_time"), truncate=4, epochs=30, rate=0.03)
    assert lab.found["cut"] == 16 and lab.found["carried"][15] == 0
    assert "keeps it from steps 1 to 16" in lab.status and "cut off" in lab.view(
        "carried"
    )
    settle(lab, truncate=1)
    assert "no error travels back from step 20" in lab.status
    settle(lab, truncate=60, hidden="leaky relu", w=1.2)
    assert lab.found["factor"] > 1.1 and "grows by a factor" in lab.status
    wild = lab.found["largest_change"] or np.inf
    assert settle(lab, clipped="on").found["largest_change"] < 0.03 < wild
    settle(lab, task="temporal XOR", w=0.9, hidden="tanh", clipped="off", truncate=2)
    settle(lab, epochs=100, steps=30)
    assert lab.found["learned"] and "temporal XOR is learned" in lab.status


def test_the_lab_of_annealing_walks_over_one_weight():
    lab = settle(make("annealing"), temperature=0.005, seed=3)
    inputs = [-2.5, -2.5, -7.5, 6, 6, 2, 2, 2, -1.25, -1.25, 1.25, 1.25]
    X, T = np.array([inputs]).T, [0.5] * 8 + [0.0] * 4
    net = bp.Network([[[1.0]]], [[-6.0]], learn_biases=False)
    run, found = bp.anneal(net, X, T, 0.005, step=0.3, seed=3), lab.found
    assert found["w_best"] == run.network.weight(1, 2)
    assert found["end"] == run.history.error[-1]
    assert found["accepted"] == run.history.accepted[1:].sum()
    assert found["accepted"] + found["refused"] == 999 == run.evaluations - 1
    assert found["uphill"] == (np.diff(run.history.error) > 0).sum() > 100
    assert (found["dip_start"], found["dip_best"], found["deepest"]) == (3, 4, 4)
    w = np.linspace(-5, 5, 101)
    E = [bp.Network([[[a]]], [[-6.0]]).mean_loss(X, T) for a in w]
    np.testing.assert_allclose(MODULES["annealing"].line_error(w), E, rtol=1e-12)
    rise = np.diff(E) > 0
    assert (rise[1:] & ~rise[:-1]).sum() == 4, "four dips"
    down = bp.train(net, X, T, learning_rate=0.3, updating="epoch", max_epochs=333)
    assert found["w_descent"] == down.network.weight(1, 2)
    assert found["dip_descent"] == 3 and found["epochs"] == 333
    assert "in dip 4; the deepest is 4" in lab.status
    cold = settle(lab, temperature=1e-5).found
    assert cold["dip"] == 3 and cold["uphill"] < 0.05 * cold["refused"]
    assert cold["in_deepest"] == 0 and cold["end"] == pytest.approx(0.0603, abs=1e-4)


def test_the_lab_of_annealing_shows_a_slice_of_the_real_error():
    lab = make("annealing", preset="error=XOR, 2-2-1; temperature=0.03; step=0.5; "
               "evaluations=900; rate=5; schedule=geometric; seed=4")  # fmt: skip
    xor, start = bp.datasets.xor(), bp.Network.random((2, 2, 1), span=1, seed=4)
    run = bp.anneal(
        start, xor.X, xor.T, lambda k: 0.03 * 0.001 ** ((k - 1) / 900), 0.5, 900, 4
    )
    assert lab.found["best"] == run.error and lab.found["end"] == run.history.error[-1]
    down = bp.train(start, xor.X, xor.T, 5, updating="epoch", max_epochs=300)
    assert lab.found["descent"] == down.history.loss[-1]
    walk = lab._pictures["walk"]
    kept, _ = MODULES["annealing"].method.retraced(start, run.history, 0.5, 4)
    assert walk.path[0].tolist() == [start.weight(3, 5), start.weight(4, 5)]
    assert walk.path[-1].tolist() == kept[-1, 6:8].tolist()
    error = MODULES["annealing"].slice_error(run.network, xor.X, xor.T, [6, 7])
    a, b = np.array([[1.0, -3.0]]), np.array([[2.0, 0.5]])
    for k in range(2):
        weights = [run.network.weights[0], [[a[0, k]], [b[0, k]]]]
        other = bp.Network(weights, run.network.biases)
        assert error(a, b)[0, k] == pytest.approx(other.mean_loss(xor.X, xor.T))
    settle(lab, across="θ3", up="w13")
    assert walk is not lab._pictures["walk"] and "θ₃ and w₁₃" in lab.view("walk")


def test_a_run_that_diverges_ends_by_no_condition():
    net = bp.Network([[[1.0]], [[1.0]]], [[0.0], [0.0]], hidden="relu")
    lab = bp.labs.convergence(net, [[1e3], [2e3]], [0, 1], preset="max_wrong=0")
    lab.wait()
    assert lab.found["ended_by"] != "diverged"
    settle(lab, case=30.0, min_change=1e-5)
    run = bp.train(net, [[1e3], [2e3]], [0, 1], learning_rate=30, max_epochs=300)
    if run.diverged_in:
        assert f"diverges in epoch {run.diverged_in}, before" in lab.status


def test_the_playground_learns_parity_of_three_and_shows_a_plane_of_it():
    lab = bp.labs.playground(preset="data=parity of 3; units=6; rate=2; epochs=3000")
    lab.wait()
    assert "0 of 8 misclassified" in lab.status
    assert "misclassified (ringed)" in lab.view("region")


def test_the_hidden_space_shows_the_two_units_that_are_chosen():
    lab = settle(make("playground"), across=3, up=1)
    assert "outputs of units 5 and 3" in lab.view("hidden")
    settle(lab, up=3)
    assert "outputs of units 5 and 6" in lab.view("hidden"), "never one unit twice"
    settle(lab, units=2, across=16)
    assert "outputs of units 4 and 3" in lab.view("hidden")


def test_the_patients_of_a_csv_of_ones_own(tmp_path):
    import pandas as pd

    data = bp.datasets.patients(200)
    frame = pd.DataFrame(data.X, columns=["Age", "BMI", "Glucose"])
    frame.assign(Outcome=data.T[:, 0].astype(int)).to_csv(tmp_path / "mine.csv")
    lab = settle(make("diabetes"), data="own CSV")
    assert "type the path of your file" in lab.status
    settle(lab, path=str(tmp_path / "none.csv"))
    assert "There is no file" in lab.status and "none.csv" in lab.status
    settle(lab, path=str(tmp_path / "mine.csv"))
    assert "of 50 validation patients right" in lab.status
    settle(lab, data="synthetic")
    assert "of 250 validation patients right" in lab.status


@pytest.mark.parametrize(
    ("name", "sizes", "slider"),
    [("playground", (2, 3, 2, 1), "units"), ("diabetes", (3, 5, 1), "first")],
)
def test_a_network_of_ones_own_is_the_start_until_another_is_asked_for(
    name, sizes, slider
):
    own = bp.Network.random(sizes, span=0.1, seed=9)
    lab = make(name, net=own)
    shown = views(lab)
    assert views(make(name, net=own)) == shown
    other = bp.Network.random(sizes, span=0.2, seed=8)
    assert views(make(name, net=other)) != shown
    began = lab.state[slider]
    assert began == sizes[1]
    changed = views(settle(lab, **{slider: began + 1}))
    assert changed != shown
    assert views(settle(lab, **{slider: began})) == shown
    with pytest.raises(ValueError, match="net must have"):
        getattr(bp.labs, name)(net=bp.Network.random((2, 2, 2)))


def test_a_test_that_is_not_there_is_not_opened():
    lab = settle(make("diabetes"), epochs=5, data="own CSV")
    press(lab, "open")
    assert lab.state["opened"] == "" and "type the path of your file" in lab.status
    settle(lab, data="synthetic")
    assert "is closed" in lab.status
    press(lab, "open")
    assert lab.found["test"] is not None


@pytest.mark.parametrize("name", ["depth", "diabetes", "through_time"])
def test_one_epoch_is_told_in_the_singular(name):
    assert "After 1 epoch" in settle(make(name), epochs=1).status
    assert "1 epochs" not in settle(make(name), epochs=1).status


def test_a_gradient_too_small_to_tell_is_not_called_none():
    lab = settle(make("depth"), span=0.01, epochs=1)
    assert 0 < lab.found["slowest_by"] < 1e-15
    assert "is less than 10⁻¹⁵ of the output layer's" in lab.status
    settle(lab, hidden="relu", depth=12, width=1)
    assert lab.found["slowest_by"] == 0 and "its gradient is 0." in lab.status
