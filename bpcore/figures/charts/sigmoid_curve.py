"""The activation of one unit, with the point at which the unit stands."""

import numpy as np

from bpcore import activations as act
from bpcore.figures import palette
from bpcore.figures.canvas import Canvas
from bpcore.inputs import choice, real_number
from bpcore.tables import digits

EDGE = 8.0  # net inputs shown, to both sides; a unit beyond stands at the edge


class SigmoidCurve(Canvas):
    """Output against net input, a tangent, and a point that moves."""

    def __init__(self, kind="sigmoid", width=360, height=320, scale=1.0):
        super().__init__(width, height, scale)
        self.kind = act.KINDS[choice("kind", kind, act.KINDS)]
        self.ax = self.axes(
            title="The unit's output", xlabel="net input I", ylabel="output O"
        )
        I = np.linspace(-EDGE, EDGE, 200)
        O = act.activate_all(self.kind, I)
        self.ax.set_xlim(-EDGE, EDGE)
        self.ax.set_ylim(O.min() - 0.06, O.max() + 0.06)
        self.ax.grid(color=palette.PALE, linewidth=0.6)
        self.ax.plot(I, O, color=palette.BLUE, linewidth=2 * scale)
        self._tangent = self.moving(
            self.ax.plot([], [], color=palette.ORANGE, linewidth=1.6 * scale, ls="--")[
                0
            ]
        )
        self._drop = self.moving(
            self.ax.plot([], [], color=palette.GREY, linewidth=1 * scale, ls=":")[0]
        )
        self._point = self.moving(
            self.ax.plot([], [], "o", color=palette.VERMILION, ms=10 * scale)[0]
        )
        self._note = self.moving(
            self.ax.text(
                0.03, 0.95, "", transform=self.ax.transAxes, va="top",
                fontsize=10 * scale,
            )
        )  # fmt: skip

    def update(self, I):
        """Put the point at this net input."""
        I = real_number("I", I)
        O = act.activate(self.kind, I)
        slope = act.slope(self.kind, O)
        x = min(max(I, -EDGE), EDGE)
        self._point.set_data([x], [O])
        self._drop.set_data([x, x, -EDGE], [0, O, O])
        near = np.array([-1.4, 1.4])
        self._tangent.set_data(x + near, O + slope * near)
        beyond = "  (beyond the edge)" if x != I else ""
        self._note.set_text(f"I = {digits(I)}{beyond}\nO = {digits(O)}")
        self.I, self.O, self.slope = I, O, slope
        return self

    def words(self):
        """What the chart shows, in a sentence."""
        return (
            f"At net input {digits(self.I)} the output is {digits(self.O)} and the "
            f"slope {digits(self.slope)}."
        )
