"""A calculation of ``autodiff`` Values: its names, its formulas, its backward pass."""

from bpcore.autodiff import Value
from bpcore.inputs import cut
from bpcore.notation import bracketed, lowered, plain
from bpcore.tables import digits, raised
from bpcore.tracing.formulas import Line, Piece

MOST = 80  # values of which each can be told and drawn
# operation -> how it is written, and its local slope by each operand; a and b are the
# operands, r is the result
_WRITTEN = {
    "+": ("{a} + {b}", "1", "1"),
    "−": ("{a} − {b}", "1", "−1"),
    "·": ("{a} · {b}", "{b}", "{a}"),
    "/": ("{a} / {b}", "1 / {b}", "−{a} / {b}²"),
    "^": ("{a}^{b}", "{b} · {a}^({b} − 1)", "{r} · ln {a}"),
    "exp": ("exp({a})", "{r}"),
    "ln": ("ln {a}", "1 / {a}"),
    "tanh": ("tanh({a})", "1 − {r}²"),
    "sigmoid": ("sigmoid({a})", "{r} (1 − {r})"),
    "relu": ("relu({a})", "1 above 0, else 0"),
}


class Calculation:
    """All values that a result was made of, and every step of its backward pass.

    result   a ``bp.autodiff.Value``; its graph's gradients are found anew
    order    the values, each after those it was made of
    steps    (value, parent, local slope, share, what had arrived at the parent before
             or None), as the backward pass goes through them

    Raises TypeError for what is no Value, ValueError for one made of too many.
    """

    def __init__(self, result):
        if not isinstance(result, Value):
            raise TypeError(f"result must be a bp.autodiff.Value; it is {cut(result)}.")
        if len(result.order()) > MOST:
            raise ValueError(
                f"result must be made of {MOST} values at most, so that each can be "
                f"told; it is made of {len(result.order())}."
            )
        self.result, self.order = result, result.order()
        self._symbols, count = {}, 0
        for value in self.order:
            if value.parents and not value.name:
                count += 1
            self._symbols[id(value)] = value.name or (
                f"v{lowered(count)}" if value.parents else plain(value.value)
            )
        self.steps, arrived = [], {}
        for value, parent, slope, share in result.backward_steps():
            before = arrived.get(id(parent))
            arrived[id(parent)] = parent.gradient
            self.steps.append((value, parent, slope, share, before))

    @property
    def length(self):
        """Steps of the backward pass; the first says that the result's own is 1."""
        return 1 + len(self.steps)

    def symbol(self, value):
        """What a value is called: its name, v₁ for one without, or its number."""
        return self._symbols[id(value)]

    def formula(self, value):
        """How a value was made, in symbols; empty for one that was given."""
        return self._of(value)[0] if value.parents else ""

    def local_slope(self, value, place):
        """The formula of the local slope by the operand at this place, from 0."""
        return self._of(value)[1 + place]

    def arrived(self, step):
        """The gradients after so many steps: {id of a value: number}, none unknown."""
        known = {id(self.result): 1.0} if step else {}
        for _, parent, _, share, before in self.steps[: max(step - 1, 0)]:
            known[id(parent)] = share + (before or 0.0)
        return known

    def waiting(self, step):
        """Ids of the values at which more is to arrive."""
        rest = {id(parent) for _, parent, *_ in self.steps[max(step - 1, 0) :]}
        return rest if step else rest | {id(self.result)}

    def line(self, step):
        """The worked line of a step, from 1: what is handed on, and what adds up."""
        if step == 1:
            name = self.symbol(self.result)
            return Line(f"gradient of {name}", f"slope of {name} by itself", "1", "1",
                        pieces=(Piece(f"slope of {name} by itself", "1"),))  # fmt: skip
        value, parent, slope, share, before = self.steps[step - 2]
        one, other = self.symbol(value), self.symbol(parent)
        arriving = self.arrived(step - 1)[id(value)]
        pieces = [
            Piece(f"gradient of {one}", digits(arriving), "arriving", "error"),
            " · ",
            Piece(_grouped(self.local_slope(value, self._place(step))),
                  bracketed(digits(slope)), f"slope of {one} by {other}", "output"),
        ]  # fmt: skip
        if before is not None:
            pieces[:0] = [Piece("so far", digits(before), "came another way"), " + "]
        return Line(
            f"gradient of {other}",
            "".join(p if isinstance(p, str) else p.symbol for p in pieces),
            "".join(p if isinstance(p, str) else p.number for p in pieces),
            digits(share + (before or 0.0)),
            pieces=tuple(pieces),
        )

    def _place(self, step):
        """Which operand of its value a step hands to."""
        value, place = self.steps[step - 2][0], 0
        while step - 3 - place >= 0 and self.steps[step - 3 - place][0] is value:
            place += 1
        return place

    def _of(self, value):
        """How a value is written, and its local slopes."""
        a, b, *_ = (*map(self._operand, value.parents), "")
        kind, n = value.operation, value.operation[1:]
        if kind.startswith("^") and n:
            n = float(n)
            less = "" if n == 2 else _power(n - 1)
            made = (f"{a}{_power(n)}", f"{bracketed(plain(n))} · {a}{less}")
        elif kind == "−" and len(value.parents) == 1:
            made = (f"−{a}", "−1")
        else:
            made = _WRITTEN[kind]
        return [text.format(a=a, b=b, r=self.symbol(value)) for text in made]

    def _operand(self, value):
        return bracketed(self.symbol(value))


def _power(n):
    """An exponent: ² for 2, ^0.5 for one half."""
    return raised(int(n)) if n == int(n) else f"^{bracketed(plain(n))}"


def _grouped(formula):
    """A formula as a factor: in brackets if it is a sum, or begins with a minus."""
    sum_of = " − " in formula or " + " in formula
    return f"({formula})" if sum_of and "(" not in formula else bracketed(formula)
