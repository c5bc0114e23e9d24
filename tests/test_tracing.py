"""The record of one presentation: its numbers, its order, its lines of text."""

import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bpcore as bp
from bpcore.notation import lowered, plain, symbol
from bpcore.tables import vanishes
from tests.conftest import TEXTBOOK

calm = settings(deadline=None)  # the first case compiles, or loads a peer

SHOWN = bp.trace(TEXTBOOK, [1, 0, 1], 1, learning_rate=0.9)
PAIR = bp.Network(  # two hidden tanh or ReLU units, two outputs
    [[[1.0, -1.0]], [[0.5, -0.8], [0.3, 0.2]]], [[0.5, 0.25], [0.0, 0.1]],
    hidden="tanh", output="identity",
)  # fmt: skip


@st.composite
def presentations(draw):
    output, loss = draw(
        st.sampled_from(
            [
                ("sigmoid", "squared error"),
                ("sigmoid", "cross-entropy"),
                ("identity", "squared error"),
            ]
        )
    )
    net = bp.Network.random(
        draw(st.lists(st.integers(1, 5), min_size=2, max_size=4)),
        span=2.0,
        seed=draw(st.integers(0, 10_000)),
        hidden=draw(st.sampled_from(["sigmoid", "tanh", "relu"])),
        output=output,
        loss=loss,
    )
    rng = np.random.Generator(np.random.PCG64(draw(st.integers(0, 10_000))))
    x = rng.uniform(-2, 2, net.sizes[0])
    return bp.trace(net, x, rng.choice([0.0, 0.3, 1.0], net.sizes[-1]), 0.8)


# ---- the numbers -------------------------------------------------------------


@calm
@given(presentations())
def test_every_number_has_a_step_and_every_step_its_number(shown):
    net, layers = shown.before, range(1, len(shown.before.sizes))
    units = [j for k in layers for j in net.units(k)]
    values = {(s.quantity, s.connection or s.unit): s.value for s in shown.steps}
    wanted = {
        **{("net input", j): shown.net_input[j] for j in units},
        **{("output", j): shown.output[j] for j in units},
        **{("error", j): shown.error[j] for j in units},
        **{("weight", c): v for c, v in shown.weight_increment.items()},
        **{("bias", j): v for j, v in shown.bias_increment.items()},
    }
    assert values == wanted
    assert len(shown.steps) == len(wanted) == 3 * len(units) + net.parameters
    assert list(shown.output) == list(range(1, sum(net.sizes) + 1))
    assert list(shown.output.values())[: net.sizes[0]] == list(shown.x)
    assert [shown.output[j] for j in net.units(layers[-1])] == pytest.approx(
        net.predict(shown.x)[0], abs=1e-12
    )


@calm
@given(presentations())
def test_sums_are_kept_whole(shown):
    for step in shown.steps:
        total = sum(a * b for _, a, b in step.terms)
        if step.quantity == "net input":
            assert step.value == pytest.approx(total + step.given["bias"])
            assert [i for i, *_ in step.terms] == list(
                shown.before.units(step.layer - 1)
            )
        elif step.quantity == "error" and step.terms:
            o = shown.output[step.unit]
            slope = {"sigmoid": o * (1 - o), "tanh": 1 - o * o, "relu": float(o > 0)}
            assert step.value == pytest.approx(total * slope[shown.before.hidden])
        elif step.phase == "update":
            assert step.after == pytest.approx(step.before + step.value)


@calm
@given(presentations())
def test_the_update_is_one_epoch_of_training_with_one_tuple(shown):
    trained = bp.train(
        shown.before, [shown.x], [shown.t], learning_rate=0.8, max_epochs=1
    ).network
    for a, b in zip(
        trained.weights + trained.biases,
        shown.after.weights + shown.after.biases,
        strict=True,
    ):
        np.testing.assert_allclose(a, b, rtol=0, atol=1e-12)


def test_hidden_errors_use_the_weights_of_the_forward_pass():
    o4, err6 = SHOWN.output[4], SHOWN.error[6]
    assert SHOWN.error[4] == pytest.approx(o4 * (1 - o4) * err6 * -0.3, abs=1e-15)


def test_inputs_have_no_net_input_and_no_error():
    for numbers in (SHOWN.net_input, SHOWN.error, SHOWN.bias_increment):
        assert list(numbers) == [4, 5, 6]
    with pytest.raises(KeyError, match="There is no error of 1; there is one of 4, 5"):
        SHOWN.error[1]


# ---- the order ---------------------------------------------------------------


def test_steps_come_in_the_textbook_s_order():
    told = [(s.quantity, s.connection or s.unit) for s in SHOWN.steps]
    assert told == [
        *((q, j) for j in (4, 5, 6) for q in ("net input", "output")),
        *(("error", j) for j in (6, 4, 5)),
        *(("weight", (i, 4)) for i in (1, 2, 3)), ("bias", 4),
        *(("weight", (i, 5)) for i in (1, 2, 3)), ("bias", 5),
        ("weight", (4, 6)), ("weight", (5, 6)), ("bias", 6),
    ]  # fmt: skip
    assert [s.layer for s in SHOWN.steps if s.phase == "error"] == [2, 1, 1]


def test_errors_go_back_layer_by_layer():
    net = bp.Network.random((2, 2, 3, 1))
    shown = bp.trace(net, [1, 2], 0, 0.1)
    errors = [s.unit for s in shown.steps if s.phase == "error"]
    assert errors == [8, 5, 6, 7, 3, 4]


def test_a_step_is_found_by_what_it_does():
    assert SHOWN.step("error", unit=4).value == SHOWN.error[4]
    assert SHOWN.step("forward", unit=4).quantity == "net input"
    assert SHOWN.step("forward", unit=4, quantity="output").value == SHOWN.output[4]
    assert SHOWN.step("update", connection=(4, 6)).after == SHOWN.after.weight(4, 6)
    assert SHOWN.step("update", connection=[4, 6]).unit == 6
    assert SHOWN.step("update", unit=6).after == SHOWN.after.bias(6)


# ---- the text ----------------------------------------------------------------


def test_the_line_of_an_error_reads_as_in_the_lesson():
    step = SHOWN.step("error", unit=4)
    assert step.formula == "Err₄ = O₄ (1 − O₄) · Err₆ · w₄₆"
    assert step.substituted == "0.332 · 0.668 · 0.131 · (−0.300)"
    assert repr(step) == f"{step.formula} = {step.substituted} = −0.0087"


LINES = [
    # network, tuple, target, where, textbook, modern
    (
        SHOWN, {"phase": "forward", "unit": 4},
        "I₄ = w₁₄ · O₁ + w₂₄ · O₂ + w₃₄ · O₃ + θ₄ = "
        "0.200 · 1 + 0.400 · 0 + (−0.500) · 1 + (−0.400) = −0.700",
        "z₄ = W₁₄ · a₁ + W₂₄ · a₂ + W₃₄ · a₃ + b₄ = "
        "0.200 · 1 + 0.400 · 0 + (−0.500) · 1 + (−0.400) = −0.700",
    ),
    (
        SHOWN, {"phase": "forward", "unit": 4, "quantity": "output"},
        "O₄ = 1 / (1 + e^(−I₄)) = 1 / (1 + e^(−(−0.700))) = 0.332",
        "a₄ = 1 / (1 + e^(−z₄)) = 1 / (1 + e^(−(−0.700))) = 0.332",
    ),
    (
        SHOWN, {"phase": "error", "unit": 6},
        "Err₆ = O₆ (1 − O₆) · (T₆ − O₆) = 0.474 · 0.526 · (1 − 0.474) = 0.131",
        "δ₆ = a₆ (1 − a₆) · (a₆ − y₆) = 0.474 · 0.526 · (0.474 − 1) = −0.131"
        "   (δ₆ = −Err₆)",
    ),
    (
        SHOWN, {"phase": "error", "unit": 4},
        "Err₄ = O₄ (1 − O₄) · Err₆ · w₄₆ = 0.332 · 0.668 · 0.131 · (−0.300) = −0.0087",
        "δ₄ = a₄ (1 − a₄) · δ₆ · W₄₆ = 0.332 · 0.668 · (−0.131) · (−0.300) = 0.0087"
        "   (δ₄ = −Err₄; with the weights as they were in the forward pass)",
    ),
    (
        SHOWN, {"phase": "update", "connection": (4, 6)},
        "Δw₄₆ = l · Err₆ · O₄ = 0.9 · 0.131 · 0.332 = 0.039\n"
        "new w₄₆ = w₄₆ + Δw₄₆ = −0.300 + 0.039 = −0.261",
        "ΔW₄₆ = −η · δ₆ · a₄ = −0.9 · (−0.131) · 0.332 = 0.039\n"
        "new W₄₆ = W₄₆ + ΔW₄₆ = −0.300 + 0.039 = −0.261",
    ),
    (
        SHOWN, {"phase": "update", "unit": 4},
        "Δθ₄ = l · Err₄ = 0.9 · (−0.0087) = −0.0079\n"
        "new θ₄ = θ₄ + Δθ₄ = −0.400 + (−0.0079) = −0.408",
        "Δb₄ = −η · δ₄ = −0.9 · 0.0087 = −0.0079\n"
        "new b₄ = b₄ + Δb₄ = −0.400 + (−0.0079) = −0.408",
    ),
    (
        bp.trace(PAIR, [0.5], [1, 0], 0.1),
        {"phase": "forward", "unit": 2, "quantity": "output"},
        "O₂ = tanh(I₂) = tanh(1.000) = 0.762", "a₂ = tanh(z₂) = tanh(1.000) = 0.762",
    ),
    (
        bp.trace(PAIR, [0.5], [1, 0], 0.1),
        {"phase": "forward", "unit": 4, "quantity": "output"},
        "O₄ = I₄ = 0.307", "a₄ = z₄ = 0.307",
    ),
    (
        bp.trace(PAIR, [0.5], [1, 0], 0.1), {"phase": "error", "unit": 5},
        "Err₅ = T₅ − O₅ = 0 − (−0.558) = 0.558",
        "δ₅ = a₅ − y₅ = −0.558 − 0 = −0.558   (δ₅ = −Err₅)",
    ),
    (
        bp.trace(PAIR, [0.5], [1, 0], 0.1), {"phase": "error", "unit": 3},
        "Err₃ = (1 − O₃²) · (Err₄ · w₃₄ + Err₅ · w₃₅) = "
        "(1 − (−0.245)²) · (0.693 · 0.300 + 0.558 · 0.200) = 0.300",
        "δ₃ = (1 − a₃²) · (δ₄ · W₃₄ + δ₅ · W₃₅) = "
        "(1 − (−0.245)²) · ((−0.693) · 0.300 + (−0.558) · 0.200) = −0.300"
        "   (δ₃ = −Err₃; with the weights as they were in the forward pass)",
    ),
    (
        bp.trace(bp.Network(PAIR.weights, PAIR.biases, "relu"), [0.5], [1, 0], 0.1),
        {"phase": "forward", "unit": 3, "quantity": "output"},
        "O₃ = max(0, I₃) = max(0, −0.250) = 0.000",
        "a₃ = max(0, z₃) = max(0, −0.250) = 0.000",
    ),
    (
        bp.trace(bp.Network([[[2.0]]], [[0]], loss="cross-entropy"), [1], 0, 1),
        {"phase": "error", "unit": 2},
        "Err₂ = T₂ − O₂ = 0 − 0.881 = −0.881",
        "δ₂ = a₂ − y₂ = 0.881 − 0 = 0.881   (δ₂ = −Err₂)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("shown", "where", "textbook", "modern"), LINES)
def test_lines_read_as_they_should(shown, where, textbook, modern):
    step = shown.step(**where)
    assert step.text() == repr(step) == textbook
    assert step.text("modern") == modern


def value_of(text):
    """What a line with numbers in it works out to."""
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    text = re.sub(r"·10([⁻⁰-⁹¹²³]+)", lambda m: "e" + m[1].translate(raised), text)
    text = text.replace("²", "**2").translate(str.maketrans("−·^", "-* "))
    text = text.replace("e (", "exp(")
    names = {"exp": math.exp, "tanh": math.tanh, "max": max}
    return eval(text, {"__builtins__": {}}, names)


@calm
@given(presentations(), st.sampled_from(["textbook", "modern"]))
def test_the_numbers_in_a_line_work_out_to_its_result(shown, notation):
    for step in shown.steps:
        for line in step.lines(notation):
            result = value_of(line.result)
            room = 0.03 * abs(result) + 0.003 * (1 + 2 * len(step.terms))
            assert value_of(line.substituted) == pytest.approx(result, abs=room)
        sign = -1 if notation == "modern" and step.quantity == "error" else 1
        shown_value = value_of(step.line(notation).result)
        assert shown_value == pytest.approx(sign * step.value, abs=6e-4, rel=1e-3)


def test_long_sums_are_cut_in_the_middle_but_kept_in_terms():
    net = bp.Network.random((9, 6, 6))
    shown = bp.trace(net, range(9), [0] * 6, 0.1)
    first = shown.step("forward", unit=10)
    assert first.formula == (
        "I₁₀ = w₁,₁₀ · O₁ + w₂,₁₀ · O₂ + w₃,₁₀ · O₃ + … + w₉,₁₀ · O₉ + θ₁₀"
    )
    assert first.substituted.count(" · ") == 4
    assert len(first.terms) == 9
    blame = shown.step("error", unit=10)
    assert blame.formula.endswith(
        "(Err₁₆ · w₁₀,₁₆ + Err₁₇ · w₁₀,₁₇ + Err₁₈ · w₁₀,₁₈ + … + Err₂₁ · w₁₀,₂₁)"
    )
    assert len(blame.terms) == 6


def test_names_of_units():
    assert lowered(4, 6) == "₄₆"
    assert lowered(10, 12) == "₁₀,₁₂"
    assert symbol("weight", 9, 10) == "w₉,₁₀"
    assert symbol("error", 12, notation="modern") == "δ₁₂"
    assert [plain(v) for v in (1, 0.05, -0.5, 1 / 3, 1e-9)] == [
        "1", "0.05", "−0.5", "0.333", "1.0·10⁻⁹",
    ]  # fmt: skip


# ---- words -------------------------------------------------------------------


def test_the_sentence_of_an_error_says_who_asks_for_what():
    assert SHOWN.step("error", unit=4).sentence == (
        "Unit 4 gets −0.0087: unit 6 should be larger, and w46 is negative, so unit 4 "
        "should be smaller."
    )
    assert SHOWN.step("error", unit=6).sentence == (
        "Unit 6 gets 0.131: it gave 0.474 and should have given 1, so it should be "
        "larger."
    )
    assert SHOWN.step("update", connection=(2, 4)).sentence == (
        "w24 stays at 0.400: unit 2 gave 0, so it had no part in the error."
    )


@calm
@given(presentations())
def test_every_sentence_goes_the_way_of_its_number(shown):
    for step in shown.steps:
        text = step.sentence
        assert text.startswith(("Unit ", "w", "θ"))
        assert text.endswith(".")
        if step.phase == "error" and not vanishes(step.value):
            wish = "larger" if step.value > 0 else "smaller"
            assert text.endswith(
                (f"{step.unit} should be {wish}.", f"it should be {wish}.")
            )
        elif step.phase == "error":
            assert "should be larger." not in text
            assert "should be smaller." not in text
        elif step.phase == "update":
            word = "rises" if step.value > 0 else "falls"
            assert f" {'stays' if vanishes(step.value) else word} " in text


BLAMES = [
    # errors and weights of the units that hidden unit 2 feeds, what it is told
    ([0.5], [1], "0.090: unit 3 should be larger, and w23 is positive, so unit 2 "
     "should be larger."),
    ([-0.5], [1], "−0.090: unit 3 should be smaller, and w23 is positive, so unit 2 "
     "should be smaller."),
    ([0.5], [-1], "−0.090: unit 3 should be larger, and w23 is negative, so unit 2 "
     "should be smaller."),
    ([0.5, 0.2], [1, 1], "0.126: of the units it feeds, unit 3 weighs most: unit 3 "
     "should be larger, and w23 is positive, so unit 2 should be larger."),
    ([0.5, 0.2], [1, 0], "0.090: of the units it feeds, unit 3 weighs most: unit 3 "
     "should be larger, and w23 is positive, so unit 2 should be larger."),
    ([0.2, 0.5], [1, -1], "−0.054: the units it feeds disagree, and unit 4 weighs "
     "most: unit 4 should be larger, and w24 is negative, so unit 2 should be "
     "smaller."),
    ([0.5, -0.4, -0.3], [1, 1, 1], "−0.036: unit 3 should be larger, and w23 is "
     "positive, which asks for the opposite, but the other units it feeds together "
     "weigh more, so unit 2 should be smaller."),
    ([0.5, -0.5], [1, 1], "0.000: the units it feeds ask for opposite changes that "
     "cancel."),
    ([0.5], [0], "0.000: w23 is 0, so unit 2 has no part in what unit 3 gave."),
    ([0.0], [1], "0.000: unit 3 has no error to pass back."),
    ([0.5, 0.5], [0, 0], "0.000: no error reaches it from the units it feeds."),
    ([0.0, 0.0], [1, 1], "0.000: no error reaches it from the units it feeds."),
]  # fmt: skip


def blamed(errors, weights, hidden="tanh", bias=0.5):
    """A presentation in which units get these errors for what hidden unit 2 gave."""
    net = bp.Network(
        [[[1.0]], [weights]], [[bias], [0.0] * len(weights)], hidden, "identity"
    )
    o = net.outputs([1.0])[1][0, 0]
    t = [o * w + e for w, e in zip(weights, errors, strict=True)]
    return bp.trace(net, [1.0], t, 0.1)


@pytest.mark.parametrize(("errors", "weights", "says"), BLAMES)
def test_blame_from_several_units_is_told_apart(errors, weights, says):
    told = blamed(errors, weights).step("error", unit=2).sentence
    assert told == f"Unit 2 gets {says}"


@pytest.mark.parametrize(
    ("hidden", "bias", "gives", "gets"),
    [
        (
            "tanh", 100.0, "turns its net input, 101.0, into its output, 1.000.",
            "0.000: it is saturated, so a small change of it does nothing.",
        ),
        (
            "relu", -2.0, "gives 0, because its net input, −1.000, is not above 0.",
            "0.000: its net input is not above 0, so a small change does nothing.",
        ),
        (
            "relu", -1.0, "gives 0, because its net input, 0.000, is not above 0.",
            "0.000: its net input is not above 0, so a small change does nothing.",
        ),
        (
            "relu", -0.5, "turns its net input, 0.500, into its output, 0.500.",
            "0.500: unit 3 should be larger, and w23 is positive, so unit 2 should be "
            "larger.",
        ),
        (
            "leaky relu", -2.0,
            "passes on a hundredth of its net input, −1.000: −0.010.",
            "0.0050: unit 3 should be larger, and w23 is positive, so unit 2 should be "
            "larger.",
        ),
    ],
)  # fmt: skip
def test_units_that_are_off_or_saturated_say_so(hidden, bias, gives, gets):
    shown = blamed([0.5], [1], hidden, bias)
    output = shown.step("forward", unit=2, quantity="output")
    assert output.sentence == f"Unit 2 {gives}"
    assert shown.step("error", unit=2).sentence == f"Unit 2 gets {gets}"


ONE_UNIT = [
    # input, target, rate: what is said of the output, the error, the two updates
    (1, 2, 0.1, "gives its net input as it is: 0.750.",
     "1.250: it gave 0.750 and should have given 2, so it should be larger.",
     "w12 rises by 0.125 to 0.625: unit 2 should be larger, and unit 1 gave 1.",
     "θ2 rises by 0.125 to 0.375: unit 2 should be larger."),
    (1, 0, 0.1, "gives its net input as it is: 0.750.",
     "−0.750: it gave 0.750 and should have given 0, so it should be smaller.",
     "w12 falls by 0.075 to 0.425: unit 2 should be smaller, and unit 1 gave 1.",
     "θ2 falls by 0.075 to 0.175: unit 2 should be smaller."),
    (-1, 2, 0.1, "gives its net input as it is: −0.250.",
     "2.250: it gave −0.250 and should have given 2, so it should be larger.",
     "w12 falls by 0.225 to 0.275: unit 2 should be larger, and unit 1 gave −1.",
     "θ2 rises by 0.225 to 0.475: unit 2 should be larger."),
    (1, 0.75, 0.1, "gives its net input as it is: 0.750.",
     "0.000: it gave 0.750, as it should.",
     "w12 stays at 0.500: unit 2 has no error.",
     "θ2 stays at 0.250: unit 2 has no error."),
    (0, 2, 0.1, "gives its net input as it is: 0.250.",
     "1.750: it gave 0.250 and should have given 2, so it should be larger.",
     "w12 stays at 0.500: unit 1 gave 0, so it had no part in the error.",
     "θ2 rises by 0.175 to 0.425: unit 2 should be larger."),
    (1, 2, 0, "gives its net input as it is: 0.750.",
     "1.250: it gave 0.750 and should have given 2, so it should be larger.",
     "w12 stays at 0.500: the learning rate is 0.",
     "θ2 stays at 0.250: the learning rate is 0."),
    (1, 2, 1e-200, "gives its net input as it is: 0.750.",
     "1.250: it gave 0.750 and should have given 2, so it should be larger.",
     "w12 stays at 0.500: the step is too small to count.",
     "θ2 stays at 0.250: the step is too small to count."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("x", "t", "rate", "gives", "gets", "weight", "bias"), ONE_UNIT
)
def test_the_sentences_of_one_unit(x, t, rate, gives, gets, weight, bias):
    net = bp.Network([[[0.5]]], [[0.25]], output="identity")
    net_input = {1: "0.750", -1: "−0.250", 0: "0.250"}[x]
    assert [step.sentence for step in bp.trace(net, [x], t, rate).steps] == [
        f"Unit 2 adds up what reaches it and its bias: its net input is {net_input}.",
        f"Unit 2 {gives}",
        f"Unit 2 gets {gets}",
        weight,
        bias,
    ]


def test_saturated_and_satisfied_outputs_are_told_apart():
    net = bp.Network([[[100.0]]], [[0.0]])
    assert bp.trace(net, [1], 0, 0.5).step("error", unit=2).sentence == (
        "Unit 2 gets 0.000: it gave 1.000 and should have given 0, but it is "
        "saturated: a small change of its net input changes nothing."
    )
    assert bp.trace(net, [1], 1, 0.5).step("error", unit=2).sentence == (
        "Unit 2 gets 0.000: it gave 1.000, as it should."
    )


# ---- views -------------------------------------------------------------------


def test_the_textbook_s_three_tables():
    forward, errors, update = (
        SHOWN.table(phase) for phase in ("forward", "error", "update")
    )
    assert forward.columns == ("unit j", "net input Iⱼ", "output Oⱼ")
    assert [row[0] for row in forward.rows] == [4, 5, 6]
    assert [row[2].split(" = ")[1] for row in forward.rows] == [
        "0.332",
        "0.525",
        "0.474",
    ]
    assert errors.rows[0] == (6, "0.474 · 0.526 · (1 − 0.474) = 0.1312")
    assert [row[1].split(" = ")[1] for row in errors.rows[1:]] == ["−0.0087", "−0.0065"]
    new = {row[0]: (row[1], row[3]) for row in update.rows}
    assert len(new) == 11
    assert new["w₄₆"] == ("−0.300", "−0.261")
    assert new["θ₆"] == ("0.100", "0.218")


def test_the_tables_in_modern_notation_say_the_sign():
    errors = SHOWN.table("error", "modern")
    assert "δ = −Err" in errors.caption
    assert errors.rows[1] == (4, "0.332 · 0.668 · (−0.131) · (−0.300) = 0.0087")
    update = SHOWN.table("update", "modern")
    assert update.caption == "Update, η = 0.9"
    assert update.rows[0][0] == "W₁₄"
    assert SHOWN.table("forward", "modern").columns[1:] == (
        "net input zⱼ", "output aⱼ",
    )  # fmt: skip


IDENTITY_TABLES = """
Forward: net inputs and outputs
unit j  net input Iⱼ                                   output Oⱼ
──────  ─────────────────────────────────────────────  ──────────────────────
     2  1.000 · 0.5 + 0.500 = 1.000                    max(0, 1.000) = 1.000
     3  (−1.000) · 0.5 + 0.250 = −0.250                max(0, −0.250) = 0.000
     4  0.500 · 1.000 + 0.250 · 0.000 + 0.000 = 0.500  0.500

Forward: net inputs and outputs
unit j  net input zⱼ                                   output aⱼ
──────  ─────────────────────────────────────────────  ──────────────────────
     2  1.000 · 0.5 + 0.500 = 1.000                    max(0, 1.000) = 1.000
     3  (−1.000) · 0.5 + 0.250 = −0.250                max(0, −0.250) = 0.000
     4  0.500 · 1.000 + 0.250 · 0.000 + 0.000 = 0.500  0.500

Backward: errors
unit j  error Errⱼ
──────  ──────────────────────────
     4  1 − 0.500 = 0.5000
     2  1 · 0.500 · 0.500 = 0.2500
     3  0 · 0.500 · 0.250 = 0.0000

Backward: errors (δ = −Err, the derivative of the loss by z)
unit j  error δⱼ
──────  ──────────────────────────────
     4  0.500 − 1 = −0.5000
     2  1 · (−0.500) · 0.500 = −0.2500
     3  0 · (−0.500) · 0.250 = 0.0000

Update, l = 0.5
weight or bias     old  increment                       new
──────────────  ──────  ───────────────────────────  ──────
w₁₂              1.000  0.5 · 0.250 · 0.5 = 0.062     1.062
θ₂               0.500  0.5 · 0.250 = 0.125           0.625
w₁₃             −1.000  0.5 · 0.000 · 0.5 = 0.000    −1.000
θ₃               0.250  0.5 · 0.000 = 0.000           0.250
w₂₄              0.500  0.5 · 0.500 · 1.000 = 0.250   0.750
w₃₄              0.250  0.5 · 0.500 · 0.000 = 0.000   0.250
θ₄               0.000  0.5 · 0.500 = 0.250           0.250

Update, η = 0.5
weight or bias     old  increment                           new
──────────────  ──────  ───────────────────────────────  ──────
W₁₂              1.000  −0.5 · (−0.250) · 0.5 = 0.062     1.062
b₂               0.500  −0.5 · (−0.250) = 0.125           0.625
W₁₃             −1.000  −0.5 · 0.000 · 0.5 = 0.000       −1.000
b₃               0.250  −0.5 · 0.000 = 0.000              0.250
W₂₄              0.500  −0.5 · (−0.500) · 1.000 = 0.250   0.750
W₃₄              0.250  −0.5 · (−0.500) · 0.000 = 0.000   0.250
b₄               0.000  −0.5 · (−0.500) = 0.250           0.250
"""


def test_the_tables_of_a_network_with_identity_outputs():
    net = bp.Network(
        [[[1.0, -1.0]], [[0.5], [0.25]]], [[0.5, 0.25], [0.0]], "relu", "identity"
    )
    shown = bp.trace(net, [0.5], 1, 0.5)
    tables = [
        repr(shown.table(phase, notation))
        for phase in ("forward", "error", "update")
        for notation in ("textbook", "modern")
    ]
    assert tables == IDENTITY_TABLES.strip().split("\n\n")


def test_the_current_step_is_marked_in_its_table():
    assert SHOWN.table("forward", at=SHOWN.steps[3]).highlight == 1
    assert SHOWN.table("error", at=SHOWN.step("error", unit=4)).highlight == 1
    assert SHOWN.table("update", at=SHOWN.step("update", unit=4)).highlight == 3


def test_a_step_shows_itself_with_its_sentence_in_a_notebook():
    step = SHOWN.step("update", connection=(4, 6))
    box = ET.fromstring(step._repr_html_())
    assert [part.text for part in box] == [*repr(step).split("\n"), step.sentence]


def test_a_presentation_says_what_it_was():
    assert repr(SHOWN) == (
        "Presentation of (1, 0, 1) with target 1 at learning rate 0.9: output 0.474, "
        "loss 0.138"
    )
    assert SHOWN.loss == pytest.approx(0.5 * (1 - SHOWN.output[6]) ** 2)
