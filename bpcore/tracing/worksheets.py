"""The textbook's three tables of a presentation: forward, errors, update."""

from bpcore.inputs import cut
from bpcore.notation import plain, symbol
from bpcore.tables import Table, digits
from bpcore.tracing.formulas import line, new_value

ERROR_DECIMALS = 4  # as the textbook prints them


def worksheet(steps, notation, at=None):
    """The steps of one phase as a Table.

    notation   "textbook" or "modern"
    at         one of the steps, whose row is marked, or None
    """
    make = {"forward": _forward, "error": _errors, "update": _update}
    return make[steps[0].phase](steps, notation, at)


def _forward(steps, notation, at):
    """A row a unit: net input, output."""
    pairs = list(zip(steps[::2], steps[1::2], strict=True))
    names = [
        symbol(s, "j", notation=notation, time=_t(steps))
        for s in ("net input", "output")
    ]
    return Table(
        [_unit(steps), f"net input {names[0]}", f"output {names[1]}"],
        [(_label(pair[0]), *(_worked(s, notation) for s in pair)) for pair in pairs],
        "Forward: net inputs and outputs",
        align="rll",
        highlight=_place(at, pairs),
    )


def _errors(steps, notation, at):
    """A row a unit, the output units first."""
    name = symbol("error", "j", notation=notation, time=_t(steps))
    caption = "Backward: errors"
    if notation == "modern":
        caption += " (δ = −Err, the derivative of the loss by z)"
    return Table(
        [_unit(steps), f"error {name}"],
        [(_label(step), _worked(step, notation, ERROR_DECIMALS)) for step in steps],
        caption,
        align="rl",
        highlight=_place(at, [(step,) for step in steps]),
    )


def _update(steps, notation, at):
    """A row a weight or bias: old value, increment, new value."""
    rate = plain(steps[0].given["rate"])
    return Table(
        [
            "weight or bias" if any(s.quantity == "bias" for s in steps) else "weight",
            "old",
            "increment",
            "new",
        ],
        [
            (
                line(step, notation).name.removeprefix("Δ"),
                digits(step.before),
                _worked(step, notation),
                new_value(step, notation).result,
            )
            for step in steps
        ],
        f"Update, {symbol('rate', notation=notation)} = {rate}",
        align="lrlr",
        highlight=_place(at, [(step,) for step in steps]),
    )


def _t(steps):
    """The letter of the time, where the steps have one."""
    return None if steps[0].time is None else "t"


def _unit(steps):
    return "unit j" if _t(steps) is None else "unit j, t"


def _label(step):
    """What the row of a unit is called."""
    return step.unit if step.time is None else f"{step.unit}, {step.time}"


def _worked(step, notation, n=3):
    """A cell: the numbers put in, and the result."""
    found = line(step, notation, n)
    if found.substituted == found.result:
        return found.result
    return f"{found.substituted} = {found.result}"


def _place(at, rows):
    """The row that holds a step."""
    if at is None:
        return None
    for place, steps in enumerate(rows):
        if any(step is at for step in steps):
            return place
    raise ValueError(
        f"at must be a step of this phase and presentation; it is {cut(at)}."
    )
