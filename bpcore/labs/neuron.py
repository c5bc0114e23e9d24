"""One unit: its net input, its output, and the straight boundary it draws."""

import numpy as np

from bpcore.figures.charts.decision_region import DecisionRegion
from bpcore.figures.charts.sigmoid_curve import SigmoidCurve
from bpcore.figures.diagram.picture import Diagram
from bpcore.labs.kit.controls import Choice, Number
from bpcore.labs.kit.given import counting
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.touched import HINT, touched_number
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.notation import bracketed
from bpcore.tables import digits

PROBLEMS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
SIZE = {"width": 290, "height": 280}  # three in a row where it is projected
TOUCHED = {
    "weight 1 3": "w1", "weight 2 3": "w2", "unit 3": "theta",
    "unit 1": "x1", "unit 2": "x2",
}  # fmt: skip
TRIAL = Trial(dragged="w₁₃", timed="w₁₃", often=("w1", 1.5, 2.5))


def neuron(net=None, preset=None):
    """A unit with two inputs to take in hand: sliders for weights, bias and inputs.

    net      a ``Network`` of sizes (2, 1) with a sigmoid output to begin with
    preset   see ``Lab``

    The status line says what the unit gives and which of AND, OR or XOR's four tuples
    it gets right.
    """
    w1, w2, theta = _begin(net)
    curve = SigmoidCurve(width=290, height=280)

    def draw(state, lab):
        unit = Network([[[state["w1"]], [state["w2"]]]], [[state["theta"]]])
        x = [state["x1"], state["x2"]]
        I = state["w1"] * x[0] + state["w2"] * x[1] + state["theta"]
        problem = state["problem"]
        curve.update(I)
        region = lab.once("region", problem, lambda: _region(problem)).update(unit)
        pictures = {
            "diagram": Diagram(unit, "One unit",
                               outputs={1: x[0], 2: x[1], 3: curve.O},
                               names=("x₁", "x₂"), lit_units=[3],
                               lit_connections=[(1, 3), (2, 3)], phase="forward",
                               **SIZE),
            "curve": curve,
            "region": region,
        }  # fmt: skip
        found = {"net_input": I, "output": curve.O, "misclassified": region.wrong}
        return pictures, _status(state, found), found

    wide = {"low": -10, "high": 10, "step": 0.1}
    return Lab(
        "One unit",
        [
            ("weights", [
                Number("w1", "w₁₃", w1, **wide),
                Number("w2", "w₂₃", w2, **wide),
                Number("theta", "bias θ₃", theta, **wide),
            ]),
            ("inputs", [
                Number("x1", "x₁", 1, 0, 1, 0.05),
                Number("x2", "x₂", 0, 0, 1, 0.05),
                Choice("problem", "separate", PROBLEMS),
            ]),
        ],
        [["diagram", "curve", "region"]],
        draw,
        preset=preset,
        frame=lambda slots: slots.in_rows(keyed=("diagram",), hint=HINT),
        touch=_touch,
    )  # fmt: skip


def _touch(touch, state):
    """Arrow keys and the wheel move a weight, the bias or an input; typing sets it."""
    name = TOUCHED.get(touch["act"])
    if name is None:
        return {}
    return {name: touched_number(touch, name, state[name])}


def _begin(net):
    """w₁₃, w₂₃ and θ₃ to begin with."""
    if net is None:
        return 1.0, 1.0, -0.5
    counting("net", net)
    if net.sizes != (2, 1):
        raise ValueError(
            f"net must have two inputs and one unit, sizes (2, 1); it has {net.sizes}."
        )
    w1, w2 = net.weights[0].ravel().tolist()
    return w1, w2, 0.0 if net.biases is None else float(net.biases[0][0])


def _region(problem):
    title = f"{problem}: where O ≥ 0.5"
    return DecisionRegion(X, PROBLEMS[problem], title=title, width=290, height=280)


def _status(state, found):
    right = 4 - found["misclassified"]
    verdict = {4: "All four tuples are right."}.get(
        right, f"{right} of the four tuples are right."
    )
    w1, w2, theta, x1, x2 = (
        digits(state[name], 2) for name in ("w1", "w2", "theta", "x1", "x2")
    )
    return (
        f"I = {w1} · {x1} + {bracketed(w2)} · {x2} + {bracketed(theta)} = "
        f"{digits(found['net_input'], 2)}, O = {digits(found['output'])}. "
        f"{state['problem']}: {verdict}"
    )
