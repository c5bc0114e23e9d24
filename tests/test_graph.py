"""The graph of a calculation: its words, its backward pass, the lab that steps it."""

import math
import re

import pytest

import bpcore as bp
from bpcore.autodiff import Value
from bpcore.tracing.calculations import MOST, Calculation


def twice(a=2, b=-3):
    return a * b + a


@pytest.fixture
def lab():
    made = bp.labs.graph(twice)
    made.wait()
    return made


def press(lab, name, times=1):
    for _ in range(times):
        lab._buttons[name].press()
        assert lab.wait(10)


def calculated(text):
    """What a formula of the lab comes to, read as Python."""
    for sign, python in {
        "·": "*", "−": "-", "^": "**", "²": "**2", "⁻³": "**(-3)", "⁻²": "**(-2)",
        "ln b": "log(b)", "ln": "log",
    }.items():  # fmt: skip
        text = text.replace(sign, python)
    return eval(re.sub(r"(\d|\w) \(", r"\1*(", text), vars(math), {"a": A, "b": B, **R})


A, B, R = 0.7, 1.3, {}
OPERATIONS = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "·": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "exp": lambda a, b: a.exp(),
    "ln": lambda a, b: a.log(),
    "tanh": lambda a, b: a.tanh(),
    "sigmoid": lambda a, b: a.sigmoid(),
    "negative": lambda a, b: -a,
    "square": lambda a, b: a**2,
    "root": lambda a, b: a**0.5,
    "negative power": lambda a, b: a**-2,
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_words_of_a_local_slope_come_to_its_number(name):
    a, b = Value(A, "a"), Value(B, "b")
    result = OPERATIONS[name](a, b)
    result.name = "r"
    R["r"] = result.value
    c = Calculation(result)
    for place, slope in enumerate(result.slopes):
        words = c.local_slope(result, place).replace("ln a", f"{math.log(A)}")
        assert calculated(words) == pytest.approx(slope, rel=1e-4), words


def test_a_kink_has_words():
    relu = Value(2, "a").relu()
    c = Calculation(relu)
    assert c.formula(relu) == "relu(a)"
    assert c.local_slope(relu, 0) == "1 above 0, else 0"


def test_a_gradient_is_not_yet_before_it_is_computed(lab):
    assert set(lab.found["gradients"].values()) == {None}
    assert lab.view("graph").count("gradient not yet</text>") == 4
    assert "gradient 0" not in lab.view("graph")
    press(lab, "next")
    assert lab.found["gradients"] == {"a": None, "b": None, "v₁": None, "v₂": 1.0}
    assert lab.found["so_far"] == ()


def test_a_value_used_twice_adds_up_and_says_so_far(lab):
    press(lab, "next", 3)
    assert lab.found["gradients"]["a"] == 1 and lab.found["so_far"] == ("a",)
    assert "So far 1.000 has arrived at a; 1 more arrow leads back" in lab.status
    assert "gradient 1.000 +" in lab.view("graph")
    press(lab, "next")
    assert lab.found["gradients"]["a"] == -2 and lab.found["so_far"] == ()
    line = lab.view("now")
    for part in ("so far", "came another way", "slope of v₁ by a", "−2.000"):
        assert part in line
    press(lab, "all")
    assert lab.found["gradients"]["b"] == 2
    assert lab.status.endswith("Of what was given: a −2.000, b 2.000.")
    press(lab, "next")
    assert lab.found["step"] == lab.found["steps"] == 5


def test_the_line_of_a_step_has_the_slope_by_its_own_operand():
    lines = [str(Calculation(twice(Value(2, "a"), Value(-3, "b"))).line(k))
             for k in range(2, 6)]  # fmt: skip
    assert lines == [
        "gradient of v₁ = gradient of v₂ · 1 = 1.000 · 1.000 = 1.000",
        "gradient of a = gradient of v₂ · 1 = 1.000 · 1.000 = 1.000",
        "gradient of a = so far + gradient of v₁ · b = 1.000 + 1.000 · (−3.000) "
        "= −2.000",
        "gradient of b = gradient of v₁ · a = 1.000 · 2.000 = 2.000",
    ]


@pytest.mark.parametrize("steps", range(6))
def test_back_undoes_next(lab, steps):
    press(lab, "next", steps)
    before = lab.found
    press(lab, "next")
    if lab.found["step"] > steps:
        press(lab, "back")
    assert lab.found == before


def test_a_moved_number_moves_the_slopes(lab):
    press(lab, "all")
    lab.set(a=4, b=0.5)
    lab.wait()
    assert lab.found["result"] == 6
    assert lab.found["gradients"]["a"] == 1.5 and lab.found["gradients"]["b"] == 4


def test_the_lab_ends_with_what_backward_finds(lab):
    lab = bp.labs.graph()
    press(lab, "all")
    w, x, θ, T = (Value(v) for v in (-0.3, 1, 0.1, 1))
    E = 0.5 * (T - (w * x + θ).sigmoid()) ** 2
    E.backward()
    for name, value in zip("wxθT", (w, x, θ, T), strict=True):
        assert lab.found["gradients"][name] == pytest.approx(value.gradient)


def test_it_plays_to_the_end_and_stops(lab):
    press(lab, "play")
    for _ in range(8):
        lab._hear_touched({"act": "tick", "kind": "tick"})
        assert lab.wait(5)
    assert lab.found["step"] == 5 and lab.state["playing"] == 0


def test_what_is_no_calculation_or_too_large_a_one_is_told():
    with pytest.raises(TypeError) as told:
        Calculation([2.0])
    assert str(told.value) == "result must be a bp.autodiff.Value; it is [2.0]."
    total = Value(0.0)
    for _ in range(MOST):
        total = total + 1
    values = len(total.order())
    assert values > MOST
    with pytest.raises(ValueError) as told:
        Calculation(total)
    assert str(told.value) == (
        f"result must be made of {MOST} values at most, so that each can be told; it "
        f"is made of {values}."
    )


@pytest.mark.parametrize("name", ["back", "next", "play", "all", "reset"])
def test_a_parameter_is_not_called_like_a_button(name):
    with pytest.raises(ValueError, match=f"must not call a parameter '{name}'"):
        bp.labs.graph(eval(f"lambda {name}=1: {name} * 2"))


def test_one_gradient_is_told_in_the_singular():
    lab = bp.labs.graph(lambda a=2: a)
    press(lab, "all")
    assert lab.status.startswith("The one gradient is known. Of what was given: a")


def test_the_graph_of_one_unit_is_whole_on_a_projector():
    """There a cell is 917 pixels wide."""
    made = bp.labs.graph()
    made.wait()
    assert int(re.search(r"min-width:(\d+)", made.view("graph"))[1]) <= 917


def test_a_slope_that_is_a_short_number_is_written_short(lab):
    """So that it fits between two boxes."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", lab.view("graph"))
    assert "1" in texts and "−3" in texts and "1.000" not in texts
