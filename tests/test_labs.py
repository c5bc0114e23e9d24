"""Labs in plain Python: setting a control runs the same path as the browser."""

import gc
import io
import re
import sys
import threading
import time

import ipywidgets
import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances

import bpcore as bp
from bpcore.labs.kit.controls import Button, Choice, Number, Text
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import side_by_side

NAMES = [n for n in bp.labs.__all__ if n != "Lab"]
EACH = pytest.mark.parametrize("name", NAMES)


def make(name, **how):
    lab = getattr(bp.labs, name)(**how)
    lab.wait()
    return lab


def views(lab):
    return {n: lab.view(n) for n in lab._views}


def settle(lab, **values):
    lab.set(**values)
    lab.wait()
    return lab


def toy(preset=None, seen=None):
    """A lab with one number, a choice and a text, that repeats its state."""

    def draw(state, lab):
        if state["n"] == 7:
            raise ValueError("n must not be 7.")
        if state["n"] == 8:
            raise ZeroDivisionError("a fault")
        if seen is not None:
            seen.append(state["n"])
        return {"view": f"<b>{state}</b>"}, f"n is {state['n']}."

    return Lab(
        "Toy",
        [("row", [
            Number("n", "n", 2, 0, 9, whole=True),
            Number("rate", "rate", 0.9, 0.01, 10, log=True),
            Choice("kind", "kind", ("a", "b")),
            Button("more", "More", lambda s: {"turns": s["turns"] + 1}),
        ])],
        [["view"]],
        draw,
        below=[Text("words", "words", "x")],
        hidden={"turns": 0},
        preset=preset,
    )  # fmt: skip


def test_slider_box_and_python_are_one_value():
    lab = toy()
    n = lab.controls["n"]
    n._slider.value = 5
    assert (n.value, n._box.value, lab.status) == (5, 5, "n is 5.")
    n._box.value = 3
    assert (n.value, n._slider.value, lab.status) == (3, 3, "n is 3.")
    n.value = 4
    assert (n._slider.value, n._box.value) == (4, 4)


def test_a_typed_value_is_not_pulled_to_the_sliders_grid():
    lab = toy()
    rate = lab.controls["rate"]
    rate._slider.value = 10 ** (round(np.log10(0.9) / 0.02) * 0.02)  # as browsers do
    assert rate.value == 0.9
    rate._slider.value = 10**0.04
    assert rate.value == pytest.approx(1.096, abs=1e-3)


def test_several_values_are_one_redraw_and_a_reset_goes_back():
    seen = []
    lab = toy(seen=seen)
    lab.set(n=5, kind="b", rate=2)
    assert len(seen) == 2
    lab.controls["more"].press()
    assert lab.state["turns"] == 1
    lab.reset()
    assert lab.state == {"n": 2, "rate": 0.9, "kind": "a", "words": "x", "turns": 0}


def test_a_preset_round_trips_and_begins():
    lab = toy()
    lab.set(n=5, kind="b", rate=0.123, words="one\ntwo")
    lab.controls["more"].press()
    other = toy(preset=lab.preset)
    assert other.state == lab.state
    other.set(n=1)
    other.reset()
    assert other.state == lab.state, "Reset returns to what the preset said"
    assert toy(preset={"n": 4}).state["n"] == 4


def test_a_pasted_preset_takes_effect():
    lab = toy()
    lab._preset.widget.value = "n=6; kind=b"
    assert lab.state["n"] == 6
    lab._preset.widget.value = "n=60"
    assert "n must be 9 or less" in lab.status
    assert lab.state["n"] == 6


@pytest.mark.parametrize(
    ("preset", "says"),
    [
        ("n", "no equals sign"),
        ("m=3", "which this lab does not have"),
        ("n=many", "n must be a number"),
        ("n=99", "n must be 9 or less"),
        ("n=2.5", "n must be a whole number"),
        ("kind=c", "kind must be one of"),
        ("turns=x", "must be a whole number"),
        ("more=1", "which this lab does not have"),
    ],
)
def test_a_preset_that_does_not_fit_is_named(preset, says):
    with pytest.raises(ValueError, match=says):
        toy(preset=preset)
    lab = toy()
    before = lab.state
    with pytest.raises(ValueError, match="n must be 9"):
        lab.set(kind="b", n=99)
    assert lab.state == before, "nothing is half-changed"


def test_a_fault_is_told_and_the_lab_goes_on():
    lab = toy()
    good = lab.view("view")
    lab.set(n=7)
    assert lab.status == "⚠ n must not be 7."
    lab.set(n=8)
    assert "ZeroDivisionError: a fault" in lab.status
    assert lab.view("view") == good, "the last good picture stays"
    lab.set(n=3)
    assert lab.status == "n is 3."


def test_a_new_move_ends_the_old_run():
    net, data = bp.Network.random((2, 2, 1)), bp.datasets.xor()
    ended = []

    def draw(state, lab):
        try:
            epochs = 10**8 if state["n"] else 5
            run = lab.train(net, data.X, data.T, max_epochs=epochs)
        finally:
            ended.append(state["n"])
        return {"view": str(run.epochs)}, f"{run.epochs} epochs"

    lab = Lab("Long", [("", [Number("n", "n", 0, 0, 9, whole=True)])], [["view"]], draw)
    lab.controls["n"].value = 1  # comes back at once, the run goes on beside
    waited = threading.Event()
    while "Training …" not in lab.status and not waited.wait(0.05):
        assert not lab._shown.is_set()
    lab.controls["n"].value = 0
    assert lab.wait(10), "the old run goes on and on"
    assert ended == [0, 1, 0]
    assert (lab.status, lab.view("view")) == ("5 epochs", "5")


@EACH
def test_a_lab_says_in_words_and_numbers_what_it_shows(name):
    lab = make(name)
    assert re.search(r"\d", lab.status)
    assert all(views(lab).values())
    bundle = lab._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"].startswith(lab.title)
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
    for control in lab.controls.values():
        if isinstance(control, Number):
            ends = [control.low, control.high]
            if control.name in ("epochs", "layers", "units", "first", "second"):
                ends[1] = min(control.high, 60)  # long runs are for the browser tests
        elif isinstance(control, Choice):
            ends = [o for o in control.options[::-1] if o != "own CSV"]  # needs a path
        elif isinstance(control, Button):
            control.press()
            ends = []
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


@EACH
def test_the_same_state_shows_the_same_thing(name):
    lab = make(name)
    start = views(lab)
    number = next(c for c in lab.controls.values() if isinstance(c, Number))
    settle(lab, **{number.name: number.high})
    if "tuple" in lab.controls:  # the stepper's rate shows in the next presentation
        lab.controls["tuple"].press()
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

    walk(lab.box)
    for control in lab.controls.values():
        assert control.label


def test_side_by_side():
    from PIL import Image

    parts = []
    for width in (10, 20):
        out = io.BytesIO()
        Image.new("RGB", (width, 5), "red").save(out, "PNG")
        parts.append(out.getvalue())
    assert Image.open(io.BytesIO(side_by_side(*parts))).size == (30, 5)


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
        lab.controls["next"].press()
        told.append(lab.status)
    assert "net input is −0.700" in told[0]
    assert "output, 0.474" in told[5]
    assert "Unit 4 gets −0.0087" in told[7]
    assert "0.192" in lab.view("connections")
    assert "−0.408" in lab.view("connections")
    for _ in range(20):
        lab.controls["back"].press()
    assert lab.preset == ""
    for phase in ("Propagate", "Backpropagate", "Update"):
        lab.controls["phase"].press()
        assert phase in lab.view("now")
    lab.controls["tuple"].press()
    assert "tuple 2 of 2" in lab.view("now")
    lab.controls["epoch"].press()
    assert "epoch 2, tuple 1 of 2" in lab.view("now")


def test_stepping_through_an_epoch_is_case_updating():
    net = bp.Network.random((2, 3, 1), seed=3, hidden="tanh")
    data = bp.datasets.xor()
    lab = bp.labs.stepper(net, data.X, data.T, learning_rate=0.7)
    lab.controls["epoch"].press()
    lab.controls["epoch"].press()
    trained = bp.train(net, data.X, data.T, learning_rate=0.7, max_epochs=2).network
    from bpcore.tables import digits

    for j in (3, 4, 5):
        assert f"θ {digits(trained.bias(j))}" in lab.view("diagram")


def test_the_stepper_takes_own_numbers_in_both_notations():
    lab = make("stepper")
    settle(lab, numbers="layers 2 2 1\nhidden tanh\nseed 3\ntuple 1 2 -> 1")
    lab.controls["next"].press()
    assert "W₁₃" not in lab.view("now")
    settle(lab, notation="modern")
    assert "z₃" in lab.view("now")
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
    before = lab.view("tables")
    settle(lab, glucose=200)
    assert lab.view("tables") != before
    assert (
        "of 111 test" in settle(lab, data=list(lab.controls["data"].options)[1]).status
    )


def test_the_learning_rate_lab_finds_the_threshold():
    lab = settle(make("learning_rate"), curvature=4, rate=0.4)
    assert "overshoots" in lab.status
    assert "diverges" not in settle(lab, rate=0.49).status.split("The network")[0]
    assert "diverges from step 1" in settle(lab, rate=0.52).status
    assert "shrinks" in settle(lab, rate=0.1).status
    lab.controls["pin"].press()
    lab.wait()
    assert lab.state["pinned"] == 0.1


def test_the_convergence_lab_stops_where_training_stops():
    lab = settle(make("convergence"), max_wrong=0.05)
    data = bp.datasets.gaussians()
    run = bp.train(
        bp.Network.random((2, 4, 1), span=1, seed=0), data.X, data.T,
        learning_rate=0.3, max_epochs=300, max_misclassified=0.05, min_change=0.02,
    )  # fmt: skip
    assert f"ends the run in epoch {run.epochs}," in lab.status


def test_the_playground_learns_parity_of_three_and_shows_a_plane_of_it():
    lab = bp.labs.playground(preset="data=parity of 3; units=6; rate=2; epochs=3000")
    lab.wait()
    assert "0 of 8 misclassified" in lab.status
    assert "misclassified (ringed)" in lab.view("region")


# In each lab a control that can be moved often: (name, one value, another).
OFTEN = {
    "neuron": ("w1", 1.5, 2.5),
    "stepper": ("rate", 0.5, 0.7),
    "playground": ("epochs", 20, 30),
    "diabetes": ("age", 30, 60),
    "learning_rate": ("rate", 0.2, 0.4),
    "convergence": ("min_change", 0.01, 0.03),
}


def left_behind(lab, control, values, rounds=25):
    """Objects that a move leaves behind at the least, and widgets that stayed.

    What a lab makes once, or keeps of its last few moves, comes with the first rounds;
    what leaks comes with every round.
    """
    least, before, widgets = np.inf, None, None
    for _ in range(rounds):
        for k in range(20):
            lab.controls[control].value = values[k % 2]
            assert lab.wait(20)
        time.sleep(0.3)  # the last preset is written a little later
        lab.timings.clear()  # of the last hundred moves
        gc.collect()
        now = sys.getallocatedblocks()
        if before is None:
            widgets = len(_instances)
        else:
            least = min(least, (now - before) / 20)
        if least < 2:
            break
        before = now
    return least, len(_instances) - widgets


@EACH
def test_moves_leave_nothing_behind(name):
    control, *values = OFTEN[name]
    objects, widgets = left_behind(make(name), control, values)
    assert objects < 2, "two or three objects a move are a leak"
    assert widgets == 0
    assert threading.active_count() < 20


@pytest.mark.parametrize("leaks", [True, False])
def test_a_lab_that_keeps_something_of_each_move_is_seen(leaks):
    class Kept(list):
        def append(self, n):
            super().append([[]] if leaks else n)

    objects, _ = left_behind(toy(seen=Kept()), "rate", (0.5, 0.7), rounds=8)
    assert (objects >= 2) == leaks


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
    assert "of 50 test patients right" in lab.status
    settle(lab, data="synthetic")
    assert "of 250 test patients right" in lab.status


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
