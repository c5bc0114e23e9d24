"""One step of a presentation: one number found, and how."""

from dataclasses import dataclass, field
from html import escape

from bpcore import theme
from bpcore.inputs import choice
from bpcore.notation import NOTATIONS
from bpcore.tracing import formulas
from bpcore.tracing.sentences import sentence

_BOX = f"font-family:{theme.CODE};line-height:1.6;color:{theme.INK}"
_WORDS = f"font-family:{theme.FONT};color:{theme.FAINT}"


@dataclass(frozen=True, repr=False)
class Step:
    """One step, in the textbook's numbers.  It shows itself as a worked line.

    phase        "forward", "error" or "update"
    quantity     "net input", "output", "error", "weight" or "bias": what it finds
    unit         the unit it belongs to; for a weight the receiving unit
    connection   (i, j) for a weight, else None
    layer        the layer of the unit; the inputs are layer 0
    value        I_j, O_j or Err_j; in the update the increment
    before       the weight or bias before the update, else None
    after        the weight or bias after it, else None
    terms        the whole sum, unabbreviated: (i, w_ij, O_i) for a net input,
                 (k, Err_k, w_jk) for the error of a hidden unit, else empty.  In a
                 sequence the sender's time stands fourth, and an update is a sum too:
                 (t, Err_j, O_i, the time of O_i), without the last two for a bias
    kind         whose f, or f' for an error, is used, as ``activations.py`` numbers
    given        the other numbers of the formula, by name
    time         the step of a sequence at which it happens; None in an update, which
                 serves them all, and for a tuple
    """

    phase: str
    quantity: str
    unit: int
    layer: int
    value: float
    connection: tuple | None = None
    before: float | None = None
    after: float | None = None
    terms: tuple = ()
    kind: int | None = None
    given: dict = field(default_factory=dict)
    time: int | None = None

    @property
    def place(self):
        """The unit; in a sequence (unit, time): by which a Presentation finds it."""
        return self.unit if self.time is None else (self.unit, self.time)

    @property
    def formula(self):
        """The formula in symbols, textbook notation: O₄ = 1 / (1 + e^(−I₄))."""
        found = self.line()
        return f"{found.name} = {found.formula}"

    @property
    def substituted(self):
        """The formula's right side with the numbers in it."""
        return self.line().substituted

    @property
    def sentence(self):
        """What happens in this step, and why, in words."""
        return sentence(self)

    def line(self, notation="textbook"):
        """The worked line in parts: name, formula, substituted, result, note.

        In modern notation an error is δ = −Err: its result has the other sign.
        """
        return formulas.line(self, choice("notation", notation, NOTATIONS))

    def lines(self, notation="textbook"):
        """The worked line; for an update also the one that adds the increment."""
        first = self.line(notation)
        if self.phase != "update":
            return [first]
        return [first, formulas.new_value(self, notation)]

    def text(self, notation="textbook"):
        """The step as text, in "textbook" or "modern" notation."""
        lines = [str(found) for found in self.lines(notation)]
        note = self.line(notation).note
        if notation == "modern" and note:
            lines[0] += f"   ({note})"
        return "\n".join(lines)

    def __repr__(self):
        return self.text()

    def _repr_html_(self):
        worked = "".join(f"<div>{escape(str(found))}</div>" for found in self.lines())
        return (
            f'<div style="{_BOX}">{worked}'
            f'<div style="{_WORDS}">{escape(self.sentence)}</div></div>'
        )
