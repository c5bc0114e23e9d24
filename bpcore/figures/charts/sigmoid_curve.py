"""The activation of one unit, with the point at which the unit stands."""

from dataclasses import replace

import numpy as np

from bpcore import activations as act
from bpcore.figures import palette
from bpcore.figures.chart import Chart
from bpcore.figures.labels import in_a_corner
from bpcore.figures.plot import Axis, frame
from bpcore.figures.shapes import Dots, Line
from bpcore.inputs import choice, real_number
from bpcore.tables import digits

EDGE = 8.0  # net inputs shown, to both sides; a unit beyond stands at the edge
NEAR = 1.4  # how far the tangent reaches, to both sides


class SigmoidCurve(Chart):
    """Output against net input, a tangent, and a point that moves."""

    def __init__(self, kind="sigmoid", width=360, height=320, scale=1.0):
        super().__init__("The unit's output", width, height, scale)
        self.kind = act.KINDS[choice("kind", kind, act.KINDS)]
        I = np.linspace(-EDGE, EDGE, 200)
        O = act.activate_all(self.kind, I)
        bare = frame(
            self.size,
            Axis(-EDGE, EDGE, "net input I", grid=True),
            Axis(O.min() - 0.06, O.max() + 0.06, "output O", grid=True),
            self.title, scale=self.scale,
        )  # fmt: skip
        self._curve = Line(bare.place(I, O), palette.BLUE, 2.8 * self.scale)
        self.frame = replace(bare, under=(*bare.under, self._curve))
        self.update(0.0)

    def update(self, I):
        """Put the point at this net input."""
        I = real_number("I", I)
        O = act.activate(self.kind, I)
        slope = act.slope(self.kind, O)
        self.I, self.O, self.slope = I, O, slope
        s, place = self.scale, self.frame.place
        x = min(max(I, -EDGE), EDGE)
        y = act.activate(self.kind, x)
        near = np.array([-NEAR, NEAR])
        tangent = Line(
            place(x + near, y + slope * near), palette.ORANGE, 2.2 * s, palette.LINES[1]
        )
        drop = Line(
            place([x, x, -EDGE], [0, y, y]), palette.GREY, 1.4 * s, palette.LINES[3]
        )
        point = Dots(place([x], [y]), palette.VERMILION, size=14 * s)
        beyond = "  (beyond the edge)" if x != I else ""
        note = f"I = {digits(I)}{beyond}\nO = {digits(O)}"
        taken = [self._curve, tangent, drop, point]
        self.shapes = (*taken[1:], *in_a_corner(self.frame, note, taken))
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        return (
            f"At net input {digits(self.I)} the output is {digits(self.O)} and the "
            f"slope {digits(self.slope)}."
        )
