"""A sequence traced and stepped through: each step has a time, each weight a sum."""

import numpy as np
import pytest

import bpcore as bp
from bpcore.labs import own_numbers
from bpcore.labs.stepper_walk import ShownInTime
from bpcore.recurrent.nudged import moved_in_time

X, T = [[1], [0], [1]], [[0], [1], [1]]
SMALL = bp.RecurrentNetwork([[0.5]], [[0.8]], [0.1], [[1.2]], [-0.3])
LARGE = bp.RecurrentNetwork.random(
    (2, 3, 2), 1, seed=4, hidden="sigmoid", output="sigmoid", loss="cross-entropy"
)
LONG = np.random.Generator(np.random.PCG64(1)).uniform(0, 1, (6, 2))
CASES = [(SMALL, X, T), (LARGE, LONG, LONG.round())]


@pytest.fixture(params=CASES, ids=["one hidden unit", "three"])
def shown(request):
    return bp.trace(*request.param, 0.5)


def test_outputs_are_the_networks(shown):
    X = np.array(shown.x)
    states, outputs = shown.before.states(X), shown.before.predict(X)
    found = shown.output
    for t in range(1, len(X) + 1):
        for layer, rows in enumerate((X, states, outputs)):
            units = shown.before.units(layer)
            assert [found[j, t] for j in units] == pytest.approx(rows[t - 1])


def test_increments_are_minus_rate_times_the_gradient(shown):
    g = bp.gradient_through_time(shown.before, shown.x, shown.t)
    for before, after, slope in zip(
        shown.before.arrays, shown.after.arrays, g, strict=True
    ):
        assert after - before == pytest.approx(-0.5 * slope)


def test_a_nudge_finds_each_slope(shown):
    moment = ShownInTime(shown, 0, 0)
    for i, j in [*shown.weight_increment, *((None, j) for j in shown.bias_increment)]:
        quotient = (moment.nudged(i, j, 1e-4) - moment.nudged(i, j, -1e-4)) / 2e-4
        assert quotient == pytest.approx(moment.slope(i, j)[1], abs=1e-7)


def test_the_loss_is_summed_over_the_steps():
    p = bp.trace(SMALL, X, T, 0.5)
    O = SMALL.predict(X)
    assert p.loss == pytest.approx(0.5 * ((np.array(T) - O) ** 2).sum())
    assert p.loss_after < p.loss


def test_every_step_finds_what_the_record_holds(shown):
    held = {"net input": shown.net_input, "output": shown.output, "error": shown.error}
    for s in shown.steps:
        if s.phase == "update":
            assert s.time is None
            assert s.after == pytest.approx(s.before + s.value)
            asked = sum(err * (more[0] if more else 1) for _, err, *more in s.terms)
            assert s.value == pytest.approx(0.5 * asked)
        else:
            assert s.value == held[s.quantity][s.unit, s.time]
    forward = [s.time for s in shown.steps if s.phase == "forward"]
    back = [s.time for s in shown.steps if s.phase == "error"]
    assert forward == sorted(forward) and back == sorted(back, reverse=True)


def test_lines_name_the_step():
    p = bp.trace(SMALL, X, T, 0.5)
    lines = {
        "I₂(2) = w₁₂ · O₁(2) + w₂₂ · O₂(1) + θ₂ = 0.500 · 0 + 0.800 · 0.537 + 0.100 "
        "= 0.530": p.step("forward", 2, time=2),
        "Err₂(2) = (1 − O₂(2)²) · (Err₃(2) · w₂₃ + Err₂(3) · w₂₂) = (1 − 0.485²) · "
        "(0.105 · 1.200 + 0.041 · 0.800) = 0.122": p.step("error", 2, time=2),
        "Δw₂₂ = l · (Err₂(1) · O₂(0) + Err₂(2) · O₂(1) + Err₂(3) · O₂(2)) = 0.5 · "
        "((−0.052) · 0.000 + 0.122 · 0.537 + 0.041 · 0.485) = 0.043\n"
        "new w₂₂ = w₂₂ + Δw₂₂ = 0.800 + 0.043 = 0.843":
            p.step("update", connection=(2, 2)),
    }  # fmt: skip
    assert {text: s.text() for text, s in lines.items()} == {t: t for t in lines}
    assert p.step("error", 2, time=3).text("modern").startswith("δ₂(3) = (1 − a₂(3)²)")


def test_sentences_name_the_step():
    p = bp.trace(SMALL, X, T, 0.5)
    assert p.step("forward", 3, time=2).sentence.startswith("Unit 3 at t = 2 adds up")
    assert p.step("error", 2, time=2).sentence == (
        "Unit 2 at t = 2 gets 0.122: of the units it feeds, unit 3 weighs most: unit 3 "
        "at t = 2 should be larger, and w23 is positive, so unit 2 should be larger."
    )
    assert p.step("update", 3).sentence == (
        "θ3 rises by 0.022 to −0.278: of the 3 steps, t = 1 asks for most, but the "
        "others together weigh more."
    )
    still = bp.trace(SMALL, X, T, 0).step("update", 3).sentence
    assert still == "θ3 stays at −0.300: the learning rate is 0."


def test_tables_have_a_row_a_unit_and_step():
    table = bp.trace(SMALL, X, T, 0.5).table("error")
    assert table.columns[0] == "unit j, t"
    assert [row[0] for row in table.rows] == ["3, 3", "2, 3", "3, 2", "2, 2", "3, 1",
                                              "2, 1"]  # fmt: skip


def test_an_explosion_is_told():
    wild = bp.RecurrentNetwork([[1]], [[1e200]], [0], [[1]], [0], "relu", "identity")
    with pytest.raises(ValueError, match="the error explodes on its way back"):
        bp.trace(wild, X, T, 0.5)


def test_weights_and_biases_by_unit_number():
    assert (SMALL.weight(1, 2), SMALL.weight(2, 2), SMALL.weight(2, 3)) == (
        0.5, 0.8, 1.2,
    )  # fmt: skip
    assert (SMALL.bias(2), SMALL.bias(3)) == (0.1, -0.3)
    assert LARGE.weight(4, 3) == LARGE.recurrent_weights[1, 0]
    with pytest.raises(ValueError, match="no connection from unit 1 to unit 3"):
        SMALL.weight(1, 3)
    with pytest.raises(ValueError, match="Unit 1 is an input"):
        SMALL.bias(1)


@pytest.mark.parametrize(("net", "X", "T"), CASES, ids=["one hidden unit", "three"])
def test_own_numbers_hold_a_sequence(net, X, T):
    again, X2, T2 = own_numbers.read(own_numbers.write(net, [X], [T]))
    assert again.hidden == net.hidden and again.loss == net.loss
    for a, b in zip(again.arrays, net.arrays, strict=True):
        assert a == pytest.approx(b, abs=1e-11)
    assert X2[0] == pytest.approx(np.array(X)) and T2[0] == pytest.approx(np.array(T))
    text = own_numbers.with_moved(own_numbers.write(net, [X], [T]), None, 3, 0.5)
    assert own_numbers.read(text)[0].bias(3) == pytest.approx(net.bias(3) + 0.5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("layers 1 1 1 1\nfeedback yes\nseed 1\ntuple 1 -> 1", "has three layers"),
        ("layers 1 1 1\nfeedback yes\nbiases none\nseed 1\ntuple 1 -> 1", "learned"),
        ("layers 1 1 1\nfeedback yes\nw33 1\nseed 1\ntuple 1 -> 1", "w33 does not"),
        ("layers 1 1 1\nfeedback yes\nw12 1\ntuple 1 -> 1", "w22 is missing"),
        ("layers 1 1 1\nfeedback oh\nseed 1\ntuple 1 -> 1", "Line 2: feedback must be"),
    ],
)  # fmt: skip
def test_a_fault_in_feedback_gets_a_sentence(text, says):
    with pytest.raises(ValueError, match=says):
        own_numbers.read(text)


def test_the_stepper_steps_through_time():
    lab = bp.labs.stepper(SMALL, X, T, 0.5)
    assert lab.wait(20)
    p = bp.trace(SMALL, X, T, 0.5)
    for k, step in enumerate(p.steps, 1):
        lab._buttons["next"].press()
        assert lab.wait(20)
        assert (lab.found["step"], lab.found["time"]) == (k, step.time)
        assert lab.status == step.sentence
    for a, b in zip(lab.found["network"].arrays, p.after.arrays, strict=True):
        assert a == pytest.approx(b)
    lab._buttons["next"].press()
    assert lab.wait(20) and (lab.found["presented"], lab.found["epoch"]) == (1, 2)


def test_the_unrolled_diagram_shows_the_step():
    lab = bp.labs.stepper(SMALL, X, T, 0.5, preset="step=16")
    assert lab.wait(20) and lab.found["time"] == 2
    svg = lab.view("diagram")
    assert svg.count('data-act="weight 2 2"') >= 2, "the same weight between all steps"
    assert "▸ t = 2" in svg and ">t = 3<" in svg
    assert "0.80 × 0.041" in svg and "1.20 × 0.105" in svg, "what comes back"
    words = lab._pictures["diagram"].words()
    assert "Unrolled over 3 steps" in words and "unit 2 at t = 2," in words
    lab.set(step=20)
    assert lab.wait(20) and lab.found["connection"] == (2, 2)
    assert lab._pictures["diagram"].words().count("connection 2 to 2") == 2


def test_a_feedback_weight_is_touched_and_its_slope_checked():
    lab = bp.labs.stepper(SMALL, X, T, 0.5)
    lab._hear_touched({"act": "weight 2 2", "kind": "key", "value": "ArrowUp"})
    assert lab.wait(20)
    assert lab.found["network"].weight(2, 2) == pytest.approx(0.9)
    rows = lab._pictures["slope"].table.cells
    assert rows[2][1] == rows[3][1]
    assert rows[3][0] == "−Σ Err₂(t) · O₂(t − 1), by the rules"


def test_a_long_sequence_of_many_units_is_shown_in_part():
    net = bp.RecurrentNetwork.random((2, 9, 1), seed=1)
    X = np.ones((30, 2))
    lab = bp.labs.stepper(net, X, np.ones((30, 1)), 0.1, preset="step=300")
    assert lab.wait(20) and "of 30" in lab.view("diagram")
    assert "+ 7 more" in lab.view("diagram")


def test_a_moved_network_is_another():
    moved = moved_in_time(SMALL, 2, 2, 0.25)
    assert moved.weight(2, 2) == pytest.approx(1.05)
    assert SMALL.weight(2, 2) == 0.8


def test_new_weights_alone_that_are_not_finite_are_told():
    net = bp.RecurrentNetwork([[0.0]], [[0.0]], [0.0], [[1.0]], [0.0])
    with pytest.raises(ValueError) as told:
        bp.trace(net, [[1e200]], [[1.0]], 1e200)
    assert str(told.value) == (
        "The new weights are not finite: the error explodes on its way back, or the "
        "inputs, weights or learning_rate are too large to calculate with."
    )


def test_what_each_factor_is_stands_below_it():
    net = bp.RecurrentNetwork.random((1, 1, 1), seed=1)
    steps = bp.trace(net, [[1.0], [0.5]], [[1.0], [0.0]], 0.5).steps
    told = {
        line.name: [p.meaning for p in line.pieces if not isinstance(p, str)]
        for step in steps
        for line in step.lines("textbook")
    }
    twice = ["unit 3's error", "unit 2 gave"] * 2
    error = ["unit 3's error", "to unit 3", "unit 2's error", "to unit 2"]
    assert told["I₂(2)"] == [
        "from unit 1", "unit 1 gave", "from unit 2", "unit 2 gave", "bias"
    ]  # fmt: skip
    assert told["Err₃(2)"] == ["how far it can move", "how far off it is"]
    assert told["Err₂(1)"] == ["how far it can move", *error]
    assert told["Δw₂₃"] == ["rate", *twice]
    assert told["Δθ₂"] == ["rate", "unit 2's error", "unit 2's error"]
    assert told["new w₂₃"] == ["as it was", "its increment"]


@pytest.mark.parametrize(
    ("x", "t", "says"),
    [
        ([0, 1], [0, 1], "x must be a table of numbers; its shape is (2,)."),
        (np.zeros((0, 1)), [], "x must be one sequence (steps, 1), a row a step"),
        ([[1]], [1], "t must be a table of numbers; its shape is (1,)."),
        (
            [[1]],
            [[1, 2]],
            "t must hold a target for each of 1 step and 1 output unit, ",
        ),
    ],
    ids=["x is no table", "x is empty", "t is no table", "t is too wide"],
)
def test_a_fault_names_the_argument_of_trace(x, t, says):
    with pytest.raises(ValueError) as caught:
        bp.trace(SMALL, x, t, 0.5)
    assert str(caught.value).startswith(says)
