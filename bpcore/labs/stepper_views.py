"""What the stepper shows in words and tables."""

from html import escape

from bpcore import theme
from bpcore.figures import palette
from bpcore.figures.diagram.svg import PHASE_COLORS
from bpcore.figures.pictures import Passage, TablePicture
from bpcore.notation import plain
from bpcore.tables import Table, digits

PHASES = {"forward": "forward", "error": "errors", "update": "update"}
HEADINGS = {
    "forward": "Propagate the inputs forward",
    "error": "Backpropagate the errors",
    "update": "Update",
}
MOST_ROWS = 16
WIDE = 360  # pixels of a table


def now(shown, notation, tuples):
    """The panel beside the diagram: where we are, and the worked line."""
    html = (
        f'<div style="width:500px;max-width:100%;height:330px;overflow:auto;'
        f"line-height:1.5;box-sizing:border-box;padding:10px 14px;color:{theme.INK};"
        f'border:1px solid {theme.FRAME}">'
        f"{_where(shown, tuples)}{_worked(shown, notation)}</div>"
    )
    return Passage(html, _plain(shown, notation, tuples), 500)


def units(shown):
    """Table of the units, the current one marked; what is not known yet is blank."""
    p, net = shown.presentation, shown.presentation.before
    known = {(s.unit, s.quantity): s.value for s in shown.past if s.phase != "update"}
    rows = []
    for j, output in p.output.items():
        given = j in net.units(0)
        rows.append(
            (
                str(j),
                "" if given else _known(known, j, "net input"),
                plain(output) if given else _known(known, j, "output"),
                "" if given else _known(known, j, "error", 4),
            )
        )
    at = shown.now
    lit = at.unit - 1 if at and at.phase != "update" else None
    return TablePicture(
        _windowed(("unit j", "I", "O", "Err"), rows, "Units", lit), WIDE
    )


def connections(shown):
    """Table of weights and biases: old, increment, new."""
    p = shown.presentation
    done = {s.connection or s.unit: s for s in shown.past if s.phase == "update"}
    rows, lit = [], None
    for s in p.steps:
        if s.phase != "update":
            continue
        place = s.connection or s.unit
        step = done.get(place)
        name = f"{place[0]} → {place[1]}" if s.connection else f"θ of {place}"
        if step is not None and step is shown.now:
            lit = len(rows)
        rows.append(
            (
                name,
                digits(s.before),
                digits(step.value, 4) if step else "",
                digits(step.after) if step else "",
            )
        )
    caption = "Weights and biases" if p.bias_increment else "Weights"
    columns = ("connection", "old", "increment", "new")
    return TablePicture(_windowed(columns, rows, caption, lit), WIDE)


def status(shown, tuples):
    """What happens, in words."""
    if shown.now is None:
        x = ", ".join(map(plain, shown.presentation.x))
        return (
            f"Tuple {shown.presented % tuples + 1} of {tuples}, epoch "
            f"{shown.presented // tuples + 1}: the inputs are ({x}). Press Next to "
            "propagate them forward."
        )
    return shown.now.sentence


def found(shown, tuples):
    """The facts of a moment: where it is, its step, and all numbers known by then."""
    step, p, net = shown.now, shown.presentation, shown.net
    known = {quantity: {} for quantity in ("net input", "output", "error")}
    for s in shown.past:
        if s.phase != "update":
            known[s.quantity][s.unit] = s.value
    return {
        "presented": shown.presented,
        "epoch": shown.presented // tuples + 1,
        "tuple": shown.presented % tuples + 1,
        "step": shown.step,
        "steps": len(shown.steps),
        "phase": step.phase if step else None,
        "quantity": step.quantity if step else None,
        "unit": step.unit if step else None,
        "connection": step.connection if step else None,
        "value": step.value if step else None,
        "net_inputs": known["net input"],
        "outputs": {j: p.output[j] for j in net.units(0)} | known["output"],
        "errors": known["error"],
        "network": net,
    }


def diverged(shown, tuples):
    """What is to be said where the next presentation cannot be calculated."""
    after = shown.presented + 1
    return (
        f"Diverged: tuple {after % tuples + 1} of epoch {after // tuples + 1} would "
        "make weights too large to calculate with. Shown is the presentation before "
        "it; press Back, or choose a smaller rate."
    )


def _plain(shown, notation, tuples):
    """The panel in plain lines."""
    lines = [_place(shown, tuples)]
    if shown.now is None:
        return "\n".join([*lines, "A tuple is presented", *_presented(shown)])
    step = shown.now
    lines.append(_headline(step))
    for line in step.lines(notation):
        lines.append(f"{line.name} = {line.formula}")
        lines.append(f"    = {line.substituted}")
        lines.append(f"    = {line.result}")
    return "\n".join([*lines, step.line(notation).note or ""]).rstrip()


def _place(shown, tuples):
    return (
        f"epoch {shown.presented // tuples + 1}, tuple {shown.presented % tuples + 1} "
        f"of {tuples}, step {shown.step} of {len(shown.steps)}"
    )


def _presented(shown):
    x = ", ".join(map(plain, shown.presentation.x))
    t = ", ".join(map(plain, shown.presentation.t))
    return (
        f"X = ({x}), target T = {t}. An input unit passes its value on unchanged.",
        "Press Next.",
    )


def _headline(step):
    what = (
        f"connection {step.connection[0]} → {step.connection[1]}"
        if step.connection
        else f"unit {step.unit}"
    )
    return f"{HEADINGS[step.phase]}: {what}, {step.quantity}"


def _where(shown, tuples):
    here = shown.now.phase if shown.now else None
    marks = []
    for phase, word in PHASES.items():
        active = phase == here
        color = PHASE_COLORS[phase] if active else "transparent"
        marks.append(
            f'<span style="padding:2px 10px;margin-right:4px;border-radius:3px;'
            f"border:1px solid {PHASE_COLORS[phase]};"
            + (
                f'background:{color};color:#fff;font-weight:700">● {word}'
                if active
                else f'color:{theme.FAINT}">{word}'
            )
            + "</span>"
        )
    return (
        f'<div style="margin-bottom:6px">{"".join(marks)}</div>'
        f'<div style="color:{theme.FAINT};font-size:0.92em">'
        f"{_place(shown, tuples)}</div>"
    )


def _worked(shown, notation):
    step = shown.now
    if step is None:
        return _heading(None, "A tuple is presented") + "".join(
            f"<p>{escape(line)}</p>" for line in _presented(shown)
        )
    blocks = []
    for line in step.lines(notation):
        blocks.append(
            f"<div>{escape(line.name)} = {escape(line.formula)}</div>"
            f'<div style="padding-left:1.6em">= {escape(line.substituted)}</div>'
            f'<div style="padding-left:1.6em;font-weight:700">= '
            f"{escape(line.result)}</div>"
        )
    note = step.line(notation).note
    return (
        _heading(step.phase, _headline(step)) + f'<div style="font-family:{theme.CODE};'
        f'line-height:1.75;font-size:1.02em">{"".join(blocks)}</div>'
        + f'<div style="color:{theme.FAINT};margin-top:6px">'
        f"{escape(note or '')}</div>"
    )


def _heading(phase, words):
    color = PHASE_COLORS[phase] if phase else palette.GREY
    return (
        f'<div style="font-weight:700;margin:10px 0 6px;padding-left:8px;'
        f'border-left:5px solid {color}">{escape(words)}</div>'
    )


def _known(known, j, quantity, n=3):
    return digits(known[j, quantity], n) if (j, quantity) in known else ""


def _windowed(columns, rows, caption, lit):
    """A table of at most so many rows, round the one that is lit."""
    if len(rows) > MOST_ROWS:
        first = min(max((lit or 0) - MOST_ROWS // 2, 0), len(rows) - MOST_ROWS)
        caption = f"{caption} ({first + 1} to {first + MOST_ROWS} of {len(rows)})"
        rows = rows[first : first + MOST_ROWS]
        lit = None if lit is None else lit - first
    return Table(columns, rows, caption, align="lrrr", highlight=lit)
