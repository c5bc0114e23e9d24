"""One unit: its net input, its output, and the straight boundary it draws."""

import numpy as np

from bpcore.figures.charts.decision_region import DecisionRegion
from bpcore.figures.charts.sigmoid_curve import SigmoidCurve
from bpcore.figures.diagram.painter import diagram_figure
from bpcore.figures.diagram.svg import diagram
from bpcore.figures.showing import png
from bpcore.labs.kit.controls import Choice, Number
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import picture, side_by_side
from bpcore.network import Network
from bpcore.notation import bracketed
from bpcore.tables import digits

PROBLEMS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
X = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
SIZE = {"width": 400, "height": 300}


def neuron(net=None, preset=None):
    """A unit with two inputs to take in hand: sliders for weights, bias and inputs.

    net      a ``Network`` of sizes (2, 1) to begin with
    preset   see ``Lab``

    The status line says what the unit gives and which of AND, OR or XOR's four tuples
    it gets right.
    """
    if net is None:
        net = Network([[[1.0], [1.0]]], [[-0.5]])
    if net.sizes != (2, 1):
        raise ValueError(
            f"net must have two inputs and one unit, sizes (2, 1); it has {net.sizes}."
        )
    curve = SigmoidCurve(width=330, height=300)
    regions = {
        name: DecisionRegion(
            X, T, title=f"{name}: where O ≥ 0.5", width=310, height=300
        )
        for name, T in PROBLEMS.items()
    }
    now = {}

    def draw(state, lab):
        unit = Network([[[state["w1"]], [state["w2"]]]], [[state["theta"]]])
        x = [state["x1"], state["x2"]]
        I = state["w1"] * x[0] + state["w2"] * x[1] + state["theta"]
        curve.update(I)
        region = regions[state["problem"]].update(unit)
        now.update(net=unit, region=region, outputs={1: x[0], 2: x[1], 3: curve.O})
        shown = {
            "diagram": diagram(unit, "One unit", outputs=now["outputs"], **SIZE,
                               names=("x₁", "x₂"), lit_units=[3],
                               lit_connections=[(1, 3), (2, 3)], phase="forward"),
            "curve": picture(curve),
            "region": picture(region),
        }  # fmt: skip
        right = 4 - region.wrong
        verdict = {4: "All four tuples are right."}.get(
            right, f"{right} of the four tuples are right."
        )
        return shown, (
            f"I = {digits(state['w1'], 2)} · {digits(x[0], 2)} + "
            f"{bracketed(digits(state['w2'], 2))} · {digits(x[1], 2)} + "
            f"{bracketed(digits(state['theta'], 2))} = {digits(I, 2)}, "
            f"O = {digits(curve.O)}. "
            f"{state['problem']}: {verdict}"
        )

    def still():
        figure = diagram_figure(
            now["net"], outputs=now["outputs"], names=("x₁", "x₂"), **SIZE
        )
        return side_by_side(png(figure), curve.png(), now["region"].png())

    w1, w2 = net.weights[0].ravel()
    theta = net.bias(3) if net.biases else 0.0
    wide = {"low": -10, "high": 10, "step": 0.1}
    return Lab(
        "One unit",
        [
            ("weights", [
                Number("w1", "w₁", float(w1), **wide),
                Number("w2", "w₂", float(w2), **wide),
                Number("theta", "bias θ", theta, **wide),
            ]),
            ("inputs", [
                Number("x1", "x₁", 1, 0, 1, 0.05),
                Number("x2", "x₂", 0, 0, 1, 0.05),
                Choice("problem", "separate", PROBLEMS),
            ]),
        ],
        [["diagram", "curve", "region"]],
        draw,
        still=still,
        preset=preset,
    )  # fmt: skip
