"""The stepper: results kept back, slopes checked, weights touched, steps that play."""

import re

import numpy as np
import pytest

import bpcore as bp
from bpcore import theme
from bpcore.activations import HIDDEN
from bpcore.labs import own_numbers
from bpcore.labs.stepper import TEXTBOOK
from bpcore.tracing.typeset import symbols, typeset_line


@pytest.fixture
def lab():
    made = bp.labs.stepper()
    made.wait()
    return made


def press(lab, name, times=1):
    for _ in range(times):
        lab._buttons[name].press()
        assert lab.wait(10)


def touch(lab, act, kind="press", **what):
    lab._hear_touched({"act": act, "kind": kind, **what})
    assert lab.wait(10)


def words(html):
    return re.sub(r"<[^>]+>", "", html).replace("&nbsp;", " ")


def test_a_hidden_result_stands_nowhere_until_it_is_asked_for(lab):
    lab.set(result="hidden")
    press(lab, "next", 7)
    assert (lab.found["phase"], lab.found["step"]) == ("forward", 4)
    shown = " ".join([*map(lab.view, lab.views), lab.status])
    assert "= ?" in words(lab.view("now"))
    assert "0.525" not in words(shown), "O₅ is still to be worked out"
    assert 5 not in lab.found["outputs"]
    press(lab, "next")
    assert lab.found["step"] == 4
    assert "= 0.525" in words(lab.view("now")) and "0.525" in lab.view("diagram")
    press(lab, "next")
    assert lab.found["step"] == 5 and "= ?" in words(lab.view("now"))


@pytest.mark.parametrize(("i", "j"), [(4, 6), (1, 4), (3, 5), (0, 4), (0, 6)])
def test_the_slope_by_nudging_is_the_slope_by_the_rules(lab, i, j):
    press(lab, "next", 9)
    touch(lab, f"weight {i} {j}" if i else f"unit {j}")
    found = words(lab.view("slope")).replace("−", "-")
    quotient = re.search(r"difference / 0.002\s*(-?[\d.]+)", found)[1]
    rules = re.search(r"by the rules\s*(-?[\d.]+)", found)[1]
    assert quotient == rules
    g = bp.gradient(TEXTBOOK, [1, 0, 1], [1])
    layer, first = (0, 4) if j < 6 else (1, 6)
    sent = i - (1 if layer == 0 else 4)
    wanted = g.weights[layer][sent, j - first] if i else g.biases[layer][j - first]
    assert float(rules) == pytest.approx(wanted, abs=5e-5)


def test_arrow_keys_and_the_wheel_move_a_weight(lab):
    touch(lab, "weight 4 6", "key", value="ArrowUp")
    net, X, _ = own_numbers.read(lab.state["numbers"])
    assert net.weight(4, 6) == pytest.approx(-0.2)
    assert len(X) == 2
    touch(lab, "unit 6", "key", value="ArrowDown")
    net, _, _ = own_numbers.read(lab.state["numbers"])
    assert net.bias(6) == pytest.approx(0.0)
    before = lab.state
    touch(lab, "place", x=3, y=4)
    touch(lab, "unit 1")
    assert lab.state["numbers"] == before["numbers"]
    assert "⚠" not in lab.status


def test_typing_sets_a_weight_and_begins_anew(lab):
    press(lab, "tuple", 3)
    touch(lab, "weight 4 6", "typed", value="−0.75")
    net, _, _ = own_numbers.read(lab.state["numbers"])
    assert net.weight(4, 6) == -0.75
    assert (lab.state["presented"], lab.state["step"]) == (0, 0)
    before = lab.state
    for text, told in (("much", "number"), ("1e9", "1e+06 or less"), ("nan", "finite")):
        touch(lab, "weight 4 6", "typed", value=text)
        assert lab.status.startswith("⚠ w46 must") and told in lab.status
        assert lab.state == before
    touch(lab, "unit 1", "typed", value="2")
    assert "input units have no bias" in lab.status


def test_it_plays_step_by_step(lab):
    press(lab, "play")
    for step in (1, 2, 3):
        lab._hear_touched({"act": "tick", "kind": "tick"})
        lab.wait(5)
        assert lab.state["step"] == step
    press(lab, "play")
    assert lab.state["playing"] == 0


def test_the_loss_and_its_course_are_told(lab):
    press(lab, "tuple")
    p = bp.trace(TEXTBOOK, [1, 0, 1], 1, 0.9)
    q = bp.trace(p.after, [0, 1, 1], 0, 0.9)
    told = words(lab.view("now"))
    assert f"E = {q.loss:.4f}" in told
    assert lab.view("now").count("<polyline") == 1
    press(lab, "back")
    assert f"E = {p.loss:.4f} → {p.loss_after:.4f}" in words(lab.view("now"))


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("notation", ["textbook", "modern"])
def test_the_typeset_line_says_what_the_plain_one_says(hidden, notation):
    net = bp.Network.random((2, 3, 2), span=2, seed=1, hidden=hidden)
    for step in bp.trace(net, [1, -0.5], [1, 0], 0.5).steps:
        for line in step.lines(notation):
            html = typeset_line(line)
            assert f"= {words(symbols(line.result))}" in words(html)
            assert line.formula == "".join(
                p if isinstance(p, str) else p.symbol for p in line.pieces
            )
            assert line.substituted == "".join(
                p if isinstance(p, str) else p.number for p in line.pieces
            )
            assert html.count("<span") == html.count("</span>")
            assert line.result not in words(typeset_line(line, hidden=True)) or (
                line.result in line.substituted
            )


def test_letters_are_set_as_mathematics():
    assert symbols("Err₄") == "<i>Err</i><sub>4</sub>"
    assert symbols("Δw₄₆") == "Δ<i>w</i><sub>46</sub>"
    assert symbols("tanh(I₃)") == "tanh(<i>I</i><sub>3</sub>)"
    assert symbols("new θ₄") == "new <i>θ</i><sub>4</sub>"
    fraction = symbols("1 / (1 + e^(−I₄))")
    assert "border-bottom" in fraction and "e^" not in fraction


def test_rows_are_as_high_as_a_fraction_and_meanings_stand_small_below():
    steps = bp.trace(bp.Network.random((1, 1), seed=1), [1], [1], 0.5).steps
    lines = {s.quantity: s.lines("textbook")[0] for s in steps}
    for quantity, rise in ("net input", "1.4em"), ("output", "3.0em"):
        html = typeset_line(lines[quantity])
        assert set(re.findall(r"line-height:([0-9.]+em)", html)) == {rise}
        assert f"font-size:0.6em;font-family:{theme.FONT};color:{theme.FAINT}" in html


def test_a_stepper_of_a_network_without_biases_has_slopes_of_weights_alone():
    net = bp.Network([np.ones((2, 2)), np.ones((2, 1))])
    lab = bp.labs.stepper(net, [[1, 0]], [[1]])
    lab.wait()
    touch(lab, "unit 3")
    assert "θ" not in lab.view("slope") and "⚠" not in lab.status
