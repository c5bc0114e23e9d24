"""bp.autodiff: the graph, its two modes, and the same slopes as everything else."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpcore as bp
from bpcore.autodiff import Value, forward

MODERATE = st.floats(-3, 3).filter(lambda v: abs(v) > 0.05)


def slope(function, at, k, step=1e-6):
    """The centred difference of a function of numbers by its k-th argument."""
    up, down = list(at), list(at)
    up[k], down[k] = at[k] + step, at[k] - step
    return (function(*up) - function(*down)) / (2 * step)


def sigmoid(a):
    return 1 / (1 + math.exp(-a))


# (the same calculation of Values, of numbers)
BOTH = {
    "sum": (lambda a, b: a + b - 2, lambda a, b: a + b - 2),
    "numbers on the left": (lambda a, b: 3 - 2 * a + 1 + b, lambda a, b: 4 - 2 * a + b),
    "product": (lambda a, b: a * b * a, lambda a, b: a * b * a),
    "quotient": (
        lambda a, b: a / b + 2 / b - b / 4,
        lambda a, b: a / b + 2 / b - b / 4,
    ),
    "powers": (lambda a, b: a**3 + 2**b + b**0, lambda a, b: a**3 + 2**b + 1),
    "negative power": (lambda a, b: a**-2 - -b, lambda a, b: a**-2 + b),
    "functions": (
        lambda a, b: a.exp() + b.tanh() * a.sigmoid() + (a * a + 1).log(),
        lambda a, b: math.exp(a) + math.tanh(b) * sigmoid(a) + math.log(a * a + 1),
    ),
    "relu": (
        lambda a, b: (a * b).relu() + a,
        lambda a, b: max(a * b, 0) + a,
    ),
    "both move": (
        lambda a, b: (a * a + 1) ** b,
        lambda a, b: (a * a + 1) ** b,
    ),
}


@pytest.mark.parametrize("name", BOTH)
@given(a=MODERATE, b=MODERATE)
def test_both_modes_agree_with_centred_differences(name, a, b):
    graph, plain = BOTH[name]
    values = [Value(a), Value(b)]
    result = graph(*values)
    assert result.value == pytest.approx(plain(a, b), rel=1e-12, abs=1e-12)
    result.backward()
    for k, value in enumerate(values):
        wanted = slope(plain, (a, b), k)
        assert forward(result, value) == pytest.approx(wanted, rel=1e-5, abs=1e-5)
        # A value with no part in the result is never reached.
        found = value.gradient if value in result.order() else 0.0
        assert found == pytest.approx(wanted, rel=1e-5, abs=1e-5)


def test_a_gradient_is_not_yet_known_before_it_is_calculated():
    x = Value(3, "x")
    y = x * x
    assert x.gradient is None and y.gradient is None
    assert repr(x) == "Value x = 3, gradient not yet"
    y.backward()
    assert (x.gradient, y.gradient) == (6, 1)
    assert repr(x) == "Value x = 3, gradient 6"
    assert repr(-x) == "Value −3, gradient not yet"


def test_backward_twice_gives_the_same_and_a_value_used_twice_adds_up():
    a, b = Value(2.0), Value(-3.0)
    c = a * b + a
    for _ in range(3):
        c.backward()
        assert (a.gradient, b.gradient) == (-2, 2)
    d = c * c  # another result of the same values starts afresh
    d.backward()
    assert a.gradient == 2 * c.value * -2


def test_backward_goes_step_by_step():
    a, b = Value(2.0), Value(5.0)
    c = a * b
    d = c + a
    seen = []
    for value, parent, local, share in d.backward_steps():
        seen.append((value.operation, parent.value, local, share))
        if len(seen) == 1:
            assert (c.gradient, b.gradient) == (1, None)
    assert seen == [("+", 10, 1, 1), ("+", 2, 1, 1), ("·", 2, 5, 5), ("·", 5, 2, 2)]
    assert a.gradient == 6


def test_a_graph_may_be_deep():
    x = Value(1.0)
    y = x
    for _ in range(50_000):
        y = y + x
    y.backward()
    assert x.gradient == forward(y, x) == 50_001


def test_numpy_numbers_stand_on_either_side():
    x = Value(np.float64(2))
    for made in (np.float64(3) * x, x * np.float64(3), np.int64(3) * x):
        assert isinstance(made, Value) and made.value == 6
    assert isinstance(x.value, float)
    assert sum([x, x, x]).value == 6


@pytest.mark.parametrize("odd", [None, "3", [1, 2], 1j, object()])
def test_what_is_no_number_is_refused(odd):
    with pytest.raises((TypeError, ValueError), match="number must"):
        Value(odd)
    for operate in (lambda v: v + odd, lambda v: v**odd, lambda v: v / odd):
        with pytest.raises(
            (TypeError, ValueError), match=r"(number|the exponent) must"
        ):
            operate(Value(1))


@pytest.mark.parametrize("odd", [None, 3, "x", np.ones(2), [1]])
def test_what_is_no_value_is_refused_by_forward_mode(odd):
    x = Value(1)
    with pytest.raises(
        TypeError, match=r"^result must be a bp\.autodiff\.Value; it is"
    ):
        forward(odd, x)
    with pytest.raises(TypeError, match=r"^by must be a bp\.autodiff\.Value; it is"):
        forward(x, odd)


@pytest.mark.parametrize("odd", [None, 3, ["x"], np.ones(2)])
def test_a_name_is_text(odd):
    with pytest.raises(TypeError, match=r"^name must be text; it is"):
        Value(1, odd)


def test_numbers_that_are_not_finite_are_refused():
    for odd in (math.nan, math.inf, 10**400):
        with pytest.raises((TypeError, ValueError), match="number"):
            Value(odd)


@pytest.mark.parametrize(
    ("operate", "told"),
    [
        (lambda: Value(1) / 0, "/ of 1, 0 has no finite result and slope."),
        (lambda: Value(0).log(), "ln of 0 has no finite"),
        (lambda: Value(-2) ** 0.5, r"\^0.5 of -2 has no finite"),
        (lambda: Value(0) ** -1, r"\^-1 of 0 has no finite"),
        (lambda: Value(-2) ** Value(2), r"\^ of -2, 2 has no finite"),
        (lambda: Value(0) ** 0.5, r"\^0.5 of 0 has no finite"),
        (lambda: Value(1000).exp(), "exp of 1000 has no finite"),
        (lambda: Value(1e200) * Value(1e200), r"· of 1e\+200, 1e\+200"),
    ],
)
def test_an_operation_without_a_result_is_told(operate, told):
    with pytest.raises(ValueError, match=told):
        operate()


def test_the_extremes_of_the_sigmoid_are_calm():
    for x in (-800.0, 800.0):
        v = Value(x)
        O = v.sigmoid()
        O.backward()
        assert O.value == (x > 0)
        assert v.gradient == 0


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("loss", ["squared error", "cross-entropy"])
def test_the_network_of_lesson_two_has_the_same_slopes_in_three_forms(hidden, loss):
    """By the graph, by the textbook's rules and by matrices: eleven slopes."""
    net = bp.Network.random((3, 2, 1), span=1, seed=3, hidden=hidden, loss=loss)
    x, t, l = (1, 0.5, -1), 0.8, 0.9
    w = {
        (i, j): Value(net.weight(i, j), f"w{i}{j}")
        for a, b in ((0, 1), (1, 2))
        for i in net.units(a)
        for j in net.units(b)
    }
    theta = {j: Value(net.bias(j), f"theta{j}") for j in (4, 5, 6)}
    O, I = {i: Value(v) for i, v in enumerate(x, start=1)}, {}
    for j, before in ((4, (1, 2, 3)), (5, (1, 2, 3)), (6, (4, 5))):
        I[j] = sum((w[i, j] * O[i] for i in before), start=theta[j])
        O[j] = I[j].sigmoid() if j == 6 else getattr(I[j], hidden)()
    if loss == "squared error":
        E = (t - O[6]) ** 2 / 2
    else:
        E = -t * O[6].log() - (1 - t) * (1 - O[6]).log()
    E.backward()
    p = bp.trace(net, x, t, l)
    g = bp.gradient(net, [x], [t])
    for (i, j), weight in w.items():
        assert -l * weight.gradient == pytest.approx(p.weight_increment[i, j])
        layer = 0 if j < 6 else 1
        row, column = (i - 1, j - 4) if layer == 0 else (i - 4, 0)
        assert weight.gradient == pytest.approx(g.weights[layer][row, column])
        assert forward(E, weight) == pytest.approx(weight.gradient)
    for j, bias in theta.items():
        assert -l * bias.gradient == pytest.approx(p.bias_increment[j])
        assert -I[j].gradient == pytest.approx(p.error[j]), "Err is what I_j holds"


def test_torch_agrees_where_it_is_installed():
    torch = pytest.importorskip("torch")
    x, y = Value(0.7), Value(-1.3)
    z = ((x * y).tanh() + (x - y).sigmoid()) ** 2 / (x.exp() + 1)
    z.backward()
    a, b = (torch.tensor(v, dtype=torch.float64, requires_grad=True)
            for v in (0.7, -1.3))  # fmt: skip
    c = ((a * b).tanh() + (a - b).sigmoid()) ** 2 / (a.exp() + 1)
    c.backward()
    assert z.value == pytest.approx(c.item(), rel=1e-14)
    assert x.gradient == pytest.approx(a.grad.item(), rel=1e-13)
    assert y.gradient == pytest.approx(b.grad.item(), rel=1e-13)
