"""Labs given what nobody expects: each shows itself, or refuses in one sentence."""

import math

import numpy as np
import pytest

import bpcore as bp

XOR = [[0, 0], [0, 1], [1, 0], [1, 1]]


def net(sizes=(2, 3, 1), **how):
    return bp.Network.random(sizes, **how)


def data(X, T, names=None):
    X = np.array(X, dtype=float)
    names = names or tuple(f"x{k}" for k in range(X.shape[1]))
    return bp.datasets.DataSet(X, T, names, [""] * len(names))


def one(w1, w2, theta, **how):
    return bp.Network([[[w1], [w2]]], [[theta]], **how)


HUGE = [[1e300, -1e300]] * 4
GROWING = "layers 1 1\noutput identity\nw12 5\ntheta2 0\ntuple 9 -> -9"
PATIENTS = np.tile([[40.0, 30, 100], [50, 20, 90]], (6, 1))
# (lab, its arguments), for each what it comes to: a word of the refusal, or "" where
# the lab shows a picture, or "⚠" where it shows its controls and a sentence.
ODD = [
    ("neuron", {"net": one(1, 1, 0, output="identity")}, "sigmoid outputs"),
    ("neuron", {"net": one(50, 1, 0)}, "w₁₃ must be 10 or less"),
    ("neuron", {"net": bp.Network([[[1.0], [2.0]]])}, ""),
    ("neuron", {"net": net((2, 2))}, "one unit"),
    ("neuron", {"net": "net"}, "net must be a bp.Network"),
    ("neuron", {"preset": 3}, "preset must be a string"),
    ("neuron", {"preset": "w1=nan"}, "w₁₃ must be finite"),
    ("neuron", {"preset": "w1=" + "long " * 999}, "w₁₃ must be a number; it is 'long"),
    ("neuron", {"preset": "long " * 999 + "=1"}, "preset names 'long long"),
    ("neuron", {"preset": "long " * 999}, "has no equals sign"),
    ("neuron", {"preset": "w1=1e400"}, "w₁₃ must be finite"),
    ("stepper", {"net": net(), "X": XOR, "T": [0, 1, 1, 0]}, ""),
    ("stepper", {"net": net((2, 1)), "X": [1, 0], "T": 1}, ""),
    ("stepper", {"net": net((2, 1), output="identity"), "X": [[9, 9]], "T": [-5]}, ""),
    ("stepper", {"net": net(), "X": [[1, 2, 3]], "T": [1]}, "X must have one column"),
    ("stepper", {"net": net(), "X": XOR, "T": [0, 1]}, "T must hold a target"),
    ("stepper", {"net": net(), "X": XOR}, "X and T must be given"),
    ("stepper", {"net": net(), "X": [["a", "b"]], "T": [1]}, "hold real numbers"),
    ("stepper", {"net": [3, 2, 1], "X": XOR, "T": XOR}, "net must be a bp.Network"),
    ("stepper", {"net": net((40, 30, 20)), "X": np.ones((1, 40)),
                 "T": np.ones((1, 20))}, ""),
    ("stepper", {"net": net((300, 1)), "X": np.ones((1, 300)), "T": [1]}, "200 units"),
    ("stepper", {"net": net(output="identity"), "X": HUGE, "T": [1] * 4}, ""),
    ("stepper", {"learning_rate": 0}, "rate l must be 0.001 or more"),
    ("stepper", {"learning_rate": "fast"}, "rate l must"),
    ("stepper", {"preset": "presented=100000000"}, "presented must be 20000 or less"),
    ("stepper", {"preset": "presented=-1"}, "presented must be 0 or more"),
    ("stepper", {"preset": {"step": 0.5}}, "step must be a whole number"),
    ("stepper", {"preset": {"numbers": "layers 3"}}, "⚠"),
    ("stepper", {"preset": {"numbers": GROWING, "presented": 500}}, ""),
    ("playground", {"data": XOR}, "data must be a data set"),
    ("playground", {"data": (XOR, [0, 1, 1, 0])}, "data must be a data set"),
    ("playground", {"data": data(XOR, [0, 1, 1, 0])}, ""),
    ("playground", {"data": data([[1], [2]], [0, 1])}, "two inputs or more"),
    ("playground", {"data": data(XOR, [0, 1, 1, 3])}, "a class of 0 or 1"),
    ("playground", {"data": data(XOR, [0, 0, 0, 0])}, ""),
    ("playground", {"data": data([[5, 5]] * 9, [0, 1, 1] * 3)}, ""),
    ("playground", {"data": data([[5, 5]], [1])}, "two tuples or more"),
    ("playground", {"data": data(XOR, np.eye(4))}, "one target"),
    ("playground", {"data": data(HUGE, [0, 1, 1, 0])}, ""),
    ("playground", {"data": data(XOR, [0, 1, 1, 0], ("$x", "\\frac{"))}, ""),
    ("playground", {"data": bp.datasets.real_patients()}, "a class of 0 or 1"),
    ("playground", {"net": net(output="identity")}, "sigmoid outputs"),
    ("playground", {"net": [[1.0]]}, "net must be a bp.Network; it is list."),
    ("playground", {"net": net((2, 3, 2))}, "one output"),
    ("playground", {"net": net((2, 20, 1))}, "at most 16"),
    ("playground", {"net": net((5, 3, 1))}, ""),
    ("playground", {"net": bp.Network([np.ones((2, 1))])}, ""),
    ("playground", {"preset": "data=own points"}, ""),
    ("playground", {"preset": {"data": "own points", "points": "1e308 0 1\n0 0 0"}},
     "⚠"),
    ("playground", {"preset": {"data": "own points", "points": "0 nan 1\n0 0 0"}}, "⚠"),
    ("playground", {"preset": {"data": "own points", "points": "a b c"}}, "⚠"),
    ("diabetes", {"data": bp.datasets.patients(40)}, ""),
    ("diabetes", {"data": data(XOR, [0, 1, 1, 0])}, "3 inputs"),
    ("diabetes", {"data": "patients.csv"}, "data must be a data set"),
    ("diabetes", {"data": data(PATIENTS, [0, 1] * 6)}, ""),
    ("diabetes", {"data": data(PATIENTS[:2], [0, 1])}, "⚠"),
    ("diabetes", {"data": bp.datasets.real_patients()}, "a class of 0 or 1"),
    ("diabetes", {"net": net((3, 4, 1), output="identity")}, "sigmoid outputs"),
    ("diabetes", {"net": net((2, 4, 1))}, "three inputs"),
    ("diabetes", {"net": net((3, 30, 1))}, "hidden layer 1 must be 20 or less"),
    ("diabetes", {"preset": "data=own CSV"}, "⚠"),
    ("diabetes", {"preset": "epochs=2; opened=<b>of another lab"}, ""),
    ("diabetes", {"preset": "data=own CSV; path=/"}, "⚠"),
    ("diabetes", {"preset": {"data": "own CSV", "path": "\0"}}, "⚠"),
    ("learning_rate", {"net": net(), "X": XOR, "T": [0, 1, 1, 0]}, ""),
    ("learning_rate", {"net": net(output="identity"), "X": XOR, "T": [0, 1, 1, 9]}, ""),
    ("learning_rate", {"net": net(), "X": XOR}, "X and T must be given"),
    ("learning_rate", {"X": XOR, "T": [0, 1, 1, 0]}, "with a network of your own"),
    ("learning_rate", {"net": net(), "X": XOR, "T": XOR}, "T must hold a target"),
    ("learning_rate", {"net": net(output="identity"), "X": HUGE, "T": [1] * 4}, ""),
    ("learning_rate", {"preset": "curvature=0"}, "curvature λ must be 0.5 or more"),
    ("convergence", {"net": net(), "X": XOR, "T": [0, 1, 1, 0]}, ""),
    ("convergence", {"net": net((2, 3, 2)), "X": XOR, "T": np.eye(4)[:, :2]}, ""),
    ("convergence", {"net": net(output="identity"), "X": XOR, "T": [0, 1, 1, 0]},
     "sigmoid outputs"),
    ("convergence", {"net": net(), "X": HUGE, "T": [0, 1, 0, 1]}, ""),
    ("convergence", {"net": net(hidden="relu"), "X": HUGE, "T": [0, 1, 0, 1]}, ""),
    ("convergence", {"net": net(), "X": [[1, 2]], "T": [1]}, ""),
    ("convergence", {"net": net(), "X": [], "T": []}, "X must"),
    ("graph", {"expression": lambda x=2: x * x - x / (x - 1)}, ""),
    ("graph", {"expression": lambda x=2: x}, ""),
    ("graph", {"expression": lambda θ=4e5, b=-7: θ**b}, ""),
    ("graph", {"expression": lambda x: 3 * x, "preset": "x=0"}, ""),
    ("graph", {"expression": lambda x=1: 1 / x, "preset": "x=0"}, "⚠"),
    ("graph", {"expression": lambda x=0: 1 / x}, "cannot be calculated at x = 0"),
    ("graph", {"expression": lambda x=1: 2.0}, "return a bp.autodiff.Value"),
    ("graph", {"expression": lambda x=1: sum(x for _ in range(90))}, "80 values"),
    ("graph", {"expression": lambda x="a": x}, "x must"),
    ("graph", {"expression": lambda x=float("inf"): x}, "x must"),
    ("graph", {"expression": lambda x=1e9: x}, "x must be 1e+06 or less"),
    ("graph", {"expression": lambda *x: x[0]}, "plain parameters"),
    ("graph", {"expression": lambda: 2}, "plain parameters"),
    ("graph", {"expression": lambda step=1: step}, "'step'"),
    ("graph", {"expression": "a * b"}, "expression must be a function of values"),
    ("graph", {"expression": math.hypot}, "expression"),
    ("graph", {"preset": "step=0.5"}, "step must be a whole number"),
    ("depth", {"data": data(XOR, [0, 1, 1, 0])}, ""),
    ("depth", {"data": data([[1], [2]], [0, 1])}, "two inputs or more"),
    ("depth", {"data": data(XOR[:2], [0, 1])}, "four tuples or more"),
    ("depth", {"data": data(HUGE, [0, 1, 1, 0])}, ""),
    ("depth", {"data": data([[5, 5]] * 9, [0, 1, 1] * 3)}, ""),
    ("depth", {"preset": "hidden=relu; span=32; depth=12; width=32; epochs=1"}, ""),
    ("depth", {"preset": "depth=13"}, "hidden layers must be 12 or less"),
    ("through_time", {"preset": "w=2; hidden=relu; steps=60; rate=1; epochs=5"}, ""),
    ("through_time", {"preset": "w=0; truncate=1; steps=4; delay=20; epochs=5"}, ""),
    ("through_time", {"preset": "w=3"}, "recurrent weight w must be 2 or less"),
    ("through_time", {"preset": "task=waltz"}, "task must be"),
    ("annealing", {"preset": "temperature=1; step=5; evaluations=2; w=-4"}, ""),
    ("annealing", {"preset": "error=XOR, 2-2-1; step=5; rate=100; across=w13; up=w13"},
     ""),
    ("annealing", {"preset": "step=0"}, "step must be 0.01 or more"),
]  # fmt: skip
QUICK = {
    "learning_rate": "epochs=20",
    "convergence": "epochs=20",
    "depth": "epochs=5",
    "through_time": "epochs=5",
    "diabetes": "epochs=5",
}


def ids(case):
    return case[0]


@pytest.mark.parametrize(("name", "given", "comes_to"), ODD)
def test_an_odd_lab_shows_itself_or_is_refused_in_a_sentence(
    name, given, comes_to, recwarn
):
    given = {"preset": QUICK.get(name), **given}
    if comes_to not in ("", "⚠"):
        with pytest.raises((ValueError, TypeError)) as refusal:
            getattr(bp.labs, name)(**given)
        said = str(refusal.value)
        assert comes_to in said
        assert said.endswith(".") and "\n" not in said and len(said) < 300
        return
    lab = getattr(bp.labs, name)(**given)
    assert lab.wait(60)
    bundle, _ = lab._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "Something went wrong" not in lab.status
    assert lab.status.startswith("⚠") == (comes_to == "⚠"), lab.status
    assert ("image/png" in bundle) == (comes_to == ""), lab.status
    assert bool(lab.found) == (comes_to == "")
    assert comes_to or "nan" not in lab.status.lower()
    assert not recwarn.list, "a lab speaks in its own words"
