"""A calculation of one's own as a graph, its gradients found step by step backward."""

import inspect
import math

from bpcore import theme
from bpcore.autodiff import Value
from bpcore.figures.charts.value_graph import ValueGraph
from bpcore.figures.diagram.svg import PHASE_COLORS
from bpcore.figures.pictures import Passage
from bpcore.inputs import cut, real_number
from bpcore.labs.kit.controls import Bounded, Button, Number
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.pictures import Scrolled
from bpcore.labs.kit.trial import Trial
from bpcore.tables import digits
from bpcore.tracing.calculations import Calculation
from bpcore.tracing.typeset import typeset_line

MOST_STEPS = 400  # backward; no graph that is drawn has more
MOST_INPUTS = 8
# Names that no parameter may have: those of the lab's own values and buttons.
TAKEN = ("step", "playing", "back", "next", "play", "all", "reset")
TIGHTEST = 0.88  # of its width: one unit is whole on a projector, words still fit
TRIAL = Trial(dragged="w", timed="w", often=("w", 0.5, 0.7), pressed=("Next ▶", 4))


def one_unit(w=-0.3, x=1.0, θ=0.1, T=1.0):
    """The loss of one sigmoid unit."""
    I = w * x + θ
    O = I.sigmoid()
    E = 0.5 * (T - O) ** 2
    I.name, O.name, E.name = "I", "O", "E"
    return E


def graph(expression=None, preset=None):
    """A calculation as a graph, and its backward pass one arrow at a time.

    expression   a function of ``bp.autodiff`` Values that returns one, such as
                 ``lambda a=2, b=-3: a * b + a``; without one, the loss of one unit.
                 A parameter's default is the number that it begins with, else 1
    preset       see ``Lab``

    A gradient that has not been computed is *not yet*; one at which more is to arrive
    ends with "+".  A value is called by its ``name``, else v₁, v₂ …
    Raises TypeError and ValueError for what is no such function.
    """
    expression = one_unit if expression is None else expression
    begin = _parameters(expression)
    _calculated(expression, begin)  # refuses what cannot be drawn
    chart = ValueGraph(_title(expression))

    def draw(state, lab):
        numbers = {name: state[name] for name in begin}
        key = tuple(numbers.values())
        c = lab.once("graph", key, lambda: _calculated(expression, numbers))
        step = min(state["step"], c.length)
        chart.show(c, step)
        pictures = {
            "graph": Scrolled(chart, TIGHTEST * chart.size[0]),
            "now": _now(c, step),
        }
        return pictures, _status(c, step), _found(c, step)

    def stepped(by):
        def do(state):
            c = _calculated(expression, {name: state[name] for name in begin})
            return {"step": min(max(min(state["step"], c.length) + by, 0), c.length)}

        return do

    def beat(state):
        there = stepped(1)(state)
        return {"playing": 0} if there["step"] == state["step"] else there

    numbers = []
    for name, value in begin.items():
        most = 10.0 ** max(1, math.ceil(math.log10(max(abs(value), 1))))
        numbers.append(Number(name, name, value, -most, most, most / 100))
    return Lab(
        "The graph of a calculation",
        [
            ("backward", [
                Button("back", "◀ Back", stepped(-1), "One step back"),
                Button("next", "Next ▶", stepped(1), "One arrow further backward"),
                Button("play", "Play / pause",
                       lambda state: {"playing": 1 - state["playing"]},
                       "A step a second, by itself", staged=True),
                Button("all", "To the end", stepped(MOST_STEPS), "All that is left"),
            ]),
            ("numbers", numbers),
        ],
        [["graph"], ["now"]],
        draw,
        hidden=[
            Bounded("step", "step", 0, 0, MOST_STEPS, whole=True),
            Bounded("playing", "playing", 0, 0, 1, whole=True),
        ],
        preset=preset,
        frame=_frame,
        beat=beat,
    )  # fmt: skip


def _frame(slots):
    """Buttons, numbers, graph, worked line and sentence in sight; the rest folded."""
    rows = "".join(slots.row(*(c.name for c in row)) for _, row in slots.parts.rows)
    return (
        f'{rows}<div style="margin:4px 0">{slots.view("graph")}</div>'
        f"{slots.view('now')}{slots.status()}{slots.folds()}"
    )


def _parameters(expression):
    """{name of each parameter: the number it begins with}."""
    try:
        parameters = callable(expression) and inspect.signature(expression).parameters
    except (TypeError, ValueError):  # of some built-in functions nothing is known
        parameters = False
    if parameters is False:
        raise TypeError(
            "expression must be a function of values, like lambda a=2, b=-3: a * b + "
            f"a; it is {cut(expression)}."
        )
    parameters = parameters.values()
    kinds = {p.POSITIONAL_OR_KEYWORD for p in parameters}
    if {p.kind for p in parameters} != kinds or not 1 <= len(parameters) <= MOST_INPUTS:
        raise ValueError(
            f"expression must have 1 to {MOST_INPUTS} plain parameters, like "
            "lambda a=2, b=-3: a * b + a."
        )
    for p in parameters:
        if p.name in TAKEN:
            raise ValueError(
                f"expression must not call a parameter {p.name!r}; the lab does."
            )
    return {
        p.name: real_number(p.name, 1.0 if p.default is p.empty else p.default,
                            at_least=-1e6, at_most=1e6)
        for p in parameters
    }  # fmt: skip


def _calculated(expression, numbers):
    """The ``Calculation`` at these numbers; a ValueError where there is none."""
    at = ", ".join(f"{name} = {number:g}" for name, number in numbers.items())
    try:
        result = expression(*(Value(number, name) for name, number in numbers.items()))
    except Exception as fault:
        raise ValueError(
            f"expression cannot be calculated at {at}: "
            f"{cut(fault, quoted=False).rstrip('.')}."
        ) from None
    if not isinstance(result, Value):
        raise TypeError(
            f"expression must return a bp.autodiff.Value; it returned {cut(result)}."
        )
    return Calculation(result)


def _title(expression):
    name = getattr(expression, "__name__", "")
    return "" if name.startswith("<") else name.replace("_", " ").capitalize()


def _now(c, step):
    """The worked line of this step, in a box that keeps its height."""
    if step == 0:
        worked, plain = "<p>Every value is known, and no gradient yet.</p>", ""
    else:
        line = c.line(step)
        worked, plain = typeset_line(line, size=18), str(line)
    told = f"backward, step {step} of {c.length}"
    html = (
        '<div style="min-height:118px;box-sizing:border-box;padding:4px 12px;'
        f'border:1px solid {theme.FRAME};border-radius:4px;color:{theme.INK}">'
        '<div style="font-weight:700;padding-left:8px;border-left:5px solid '
        f'{PHASE_COLORS["error"]}">{told}</div>{worked}</div>'
    )
    return Passage(html, f"{told}\n{plain}".rstrip(), 700)


def _status(c, step):
    """What has happened, in words."""
    if step == 0:
        return (
            f"{c.symbol(c.result)} is {digits(c.result.value)}. No gradient has been "
            "computed yet. Press Next."
        )
    value = c.result if step == 1 else c.steps[step - 2][1]
    name, arrived = c.symbol(value), c.arrived(step)[id(value)]
    if step == c.length:
        given = ", ".join(
            f"{c.symbol(v)} {digits(c.arrived(step)[id(v)])}"
            for v in c.order
            if v.name and not v.parents
        )
        told = f" Of what was given: {given}." if given else ""
        n = len(c.order)
        known = "The one gradient is" if n == 1 else f"All {n} gradients are"
        return f"{known} known.{told}"
    if step == 1:
        return (
            f"The gradient of {name} is 1: the result moves as much as it moves itself."
        )
    left = sum(parent is value for _, parent, *_ in c.steps[step - 1 :])
    if left:
        return (
            f"So far {digits(arrived)} has arrived at {name}; {left} more "
            f"{'arrow leads' if left == 1 else 'arrows lead'} back to it."
        )
    return f"All has arrived at {name}: its gradient is {digits(arrived)}."


def _found(c, step):
    """The facts of a moment, values and gradients by name; None is not yet."""
    known, waiting = c.arrived(step), c.waiting(step)
    return {
        "step": step,
        "steps": c.length,
        "result": c.result.value,
        "values": {c.symbol(v): v.value for v in c.order},
        "gradients": {c.symbol(v): known.get(id(v)) for v in c.order},
        "so_far": tuple(
            c.symbol(v) for v in c.order if id(v) in known and id(v) in waiting
        ),
    }
