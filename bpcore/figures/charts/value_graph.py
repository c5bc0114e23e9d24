"""A calculation as a graph: value and gradient at every node, slopes on the arrows."""

from itertools import pairwise

import numpy as np

from bpcore.autodiff import Value
from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.labels import overlap
from bpcore.figures.plot import Axis, Frame
from bpcore.figures.shapes import Area, Line, Words, fitted
from bpcore.inputs import whole_number
from bpcore.notation import plain
from bpcore.tables import digits
from bpcore.tracing.calculations import MOST, Calculation

GAP, TALL, APART = 42.0, 54.0, 14.0  # between columns; of a box; between boxes
WIDEST, LEAST = 132.0, 104.0  # of a box
EDGE, HEAD = 8.0, 30.0  # free at the sides; for the title
SIZE, SMALL = 11.0, 10.5  # of letters
ALONG = (0.6, 0.45, 0.75, 0.3)  # where on its arrow a slope may stand, best first


class ValueGraph(Chart):
    """The graph of a ``bp.autodiff.Value``, from what was given, at the left, to it.

    width, height   at least; a large graph takes more

    Each box holds a name and how the value was made, the value, and its gradient so
    far as it is known, "+" if more is to arrive; each arrow the local slope.  Arrows
    point forward, the one along which a gradient was handed last points back.
    """

    def __init__(self, title="Graph", width=560, height=200, scale=1.0):
        super().__init__(title, width, height, scale)
        self._least = self.size
        self.update(Value(1.0, "x"))

    def update(self, result, step=None):
        """Show this graph after so many steps of its backward pass; None for all."""
        c = Calculation(result)
        step = c.length if step is None else whole_number("step", step, at_least=0)
        return self.show(c, min(step, c.length))

    def show(self, calculation, step):
        """``update`` for a ``Calculation`` that is at hand."""
        self.calculation, self.step = calculation, step
        columns = _columns(calculation)
        rows = max(map(len, columns))
        s = self.scale
        width = max(self._least[0], s * len(columns) * (LEAST + GAP))
        height = max(self._least[1], s * (HEAD + rows * (TALL + APART) + 2 * EDGE))
        self.size = float(round(width)), float(round(height))
        self._places(columns)
        self._frame()
        self.shapes = (*self._arrows(), *self._boxes(), *self._slopes)
        return self

    def words(self):
        """Every value with how it was made and its gradient, in a sentence."""
        c, (known, waiting) = self.calculation, self._known()
        told = "; ".join(
            " ".join(
                filter(None, [
                    " = ".join(filter(None, [c.symbol(v), c.formula(v)])),
                    f"is {digits(v.value)}," if v.parents or v.name else "is given,",
                    "gradient", _told(known.get(id(v)), id(v) in waiting),
                ])
            )
            for v in c.order
        )  # fmt: skip
        return f"After step {self.step} of {c.length} backward: {told}."

    def _known(self):
        c = self.calculation
        return c.arrived(self.step), c.waiting(self.step)

    def _places(self, columns):
        """Where the middle of each box is, and each bend of a long arrow."""
        s, (width, height) = self.scale, self.size
        each = (width - 2 * s * EDGE) / len(columns)
        self._wide = min(each - s * GAP, s * WIDEST)
        top, self._at = s * HEAD, {}
        for k, column in enumerate(columns):
            x = s * EDGE + (k + 0.5) * each
            for row, key in enumerate(column):
                share = (row + 0.5) / len(column)
                self._at[key] = x, top + share * (height - top - s * EDGE)

    def _frame(self):
        width, height = self.size
        s = self.scale
        title = fitted(self.title, 14 * s, width - 2 * s * EDGE, bold=True)
        head = Words(s * EDGE, 15 * s, title, 14 * s, anchor="start", bold=True)
        axis, box = Axis(0, 1), (0, 0, width, height)
        self.frame = Frame(width, height, s, axis, axis, box, over=(head,))

    def _arrows(self):
        """Lines with their heads; the slopes wait in ``_slopes`` to stand above all."""
        c, s = self.calculation, self.scale
        handed = self.step - 2  # the arrow along which the last share came
        walked = {}
        for n, (value, *_) in enumerate(c.steps):
            walked.setdefault(id(value), []).append(n)
        half, taken = self._wide / 2, [*map(self._box, c.order)]
        self._slopes = []
        for value in c.order:
            for place, parent in enumerate(value.parents):
                lit = walked[id(value)][place] == handed
                x, y = self._at[id(value)]
                many = len(value.parents)
                port = y + s * TALL * ((place + 1) / (many + 1) - 0.5)
                start = self._at[id(parent)]
                bends = [self._at[b] for b in _bends(value, place) if b in self._at]
                begin, end = (start[0] + half, start[1]), (x - half, port)
                points = [(begin[0] + 6 * s * lit, begin[1])]
                for bend in bends:
                    points += [(bend[0] - half, bend[1]), (bend[0] + half, bend[1])]
                points.append((end[0] - 6 * s * (not lit), port))
                color = palette.ERROR if lit else palette.GREY
                wide = (3.0 if lit else 1.3) * s
                yield Line(np.array(points), color, wide)
                yield _head(*begin, color, -s) if lit else _head(*end, color, s)
                words = self._slope(value.slopes[place], points[-2:], taken, color, lit)
                taken.append(words.box)
                self._slopes.append(words)

    def _slope(self, slope, ends, taken, color, lit):
        """A slope's words on the last piece of its arrow, where nothing stands yet."""
        s, color = self.scale, palette.ERROR if lit else palette.INK
        (x1, y1), (x2, y2) = ends
        tried = [
            Words(x1 + t * (x2 - x1), y1 + t * (y2 - y1), plain(slope), s * SMALL,
                  color, bold=lit, halo=True)
            for t in ALONG
        ]  # fmt: skip
        free = (w for w in tried if not any(overlap(w.box, box) for box in taken))
        return next(free, tried[0])

    def _box(self, value):
        (x, y), half, tall = self._at[id(value)], self._wide / 2, self.scale * TALL / 2
        return x - half, y - tall, x + half, y + tall

    def _boxes(self):
        c, (known, waiting), s = self.calculation, self._known(), self.scale
        now = c.steps[self.step - 2][1] if self.step > 1 else None
        for value in c.order:
            left, top, right, bottom = self._box(value)
            corners = np.array([(left, top), (right, top), (right, bottom),
                                (left, bottom)])  # fmt: skip
            lit = value is now or (self.step == 1 and value is c.result)
            whole = id(value) not in waiting
            yield Area(corners, palette.PAPER)
            yield Area(
                corners, palette.SKY, 0.22 if whole else 0.0,
                edge=palette.ERROR if lit else palette.GREY,
                width=(3.0 if lit else 1.3) * s, dash=() if whole else (4, 2.5),
            )  # fmt: skip
            lines = [
                (" = ".join(filter(None, [c.symbol(value), c.formula(value)])), True),
                (f"value {digits(value.value)}", False),
                (f"gradient {_told(known.get(id(value)), not whole)}", lit),
            ]
            for k, (text, bold) in enumerate(lines):
                size = s * (SMALL if k else SIZE)
                text = given.text("name", text)
                text = fitted(text, size, right - left - 4 * s, bold)
                yield Words((left + right) / 2, top + s * (10 + 17 * k), text, size,
                            bold=bold)  # fmt: skip


def _told(gradient, more):
    if gradient is None:
        return "not yet"
    return digits(gradient) + (" +" if more else "")


def _head(x, y, color, s):
    """The head of an arrow that ends at x, y; it points left where s is negative."""
    points = [(x, y), (x - 8 * s, y - 4 * s), (x - 8 * s, y + 4 * s)]
    return Area(np.array(points), color)


def _bends(value, place):
    """Keys of the places where an arrow that skips columns may bend."""
    for k in range(MOST):
        yield id(value), place, k


def _columns(calculation):
    """The keys of each column, from the left: ids of values, and bends of arrows.

    A value stands after all it was made of, a given one just before its first use.  In
    its column it stands as high as what it leads to, operands in their order.
    """
    order, column, uses = calculation.order, {}, {}
    for value in order:
        column[id(value)] = 1 + max((column[id(p)] for p in value.parents), default=0)
        for parent in value.parents:
            uses.setdefault(id(parent), []).append(value)
    for value in order:
        if not value.parents and id(value) in uses:
            column[id(value)] = min(column[id(u)] for u in uses[id(value)]) - 1
    first = min(column.values())
    columns = [[] for _ in range(1 + max(column.values()) - first)]
    after = {}  # key -> keys in the next column, each with the operand's place
    for value in order:
        columns[column[id(value)] - first].append(id(value))
        for place, parent in enumerate(value.parents):
            chain = [id(parent)]
            for k in range(column[id(parent)] + 1, column[id(value)]):
                chain.append((id(value), place, len(chain) - 1))
                columns[k - first].append(chain[-1])
            for here, there in pairwise([*chain, id(value)]):
                after.setdefault(here, []).append((there, place))
    height = {}
    for keys in reversed(columns):
        keys.sort(key=lambda key: _wish(after.get(key, ()), height))
        height |= {key: (n + 0.5) / len(keys) for n, key in enumerate(keys)}
    return columns


def _wish(leads_to, height):
    """How far down a key would stand: as far as what it leads to."""
    wishes = [height[key] + 0.01 * place for key, place in leads_to]
    return sum(wishes) / len(wishes) if wishes else 0.0
