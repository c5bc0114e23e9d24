"""What the stepper shows in words and tables."""

from html import escape

from bpcore import theme
from bpcore.figures import palette
from bpcore.figures.diagram.svg import PHASE_COLORS
from bpcore.figures.pictures import Passage, TablePicture
from bpcore.notation import plain, symbol, typeset
from bpcore.tables import Table, digits
from bpcore.tracing.typeset import typeset_line

PHASES = {"forward": "forward", "error": "errors", "update": "update"}
HEADINGS = {
    "forward": "Propagate the inputs forward",
    "error": "Backpropagate the errors",
    "update": "Update",
}
MOST_ROWS = 16
WIDE = 360  # pixels of a table


def progress(shown, tuples):
    """Where we are: the phase, the tuple, how far through its steps."""
    here = shown.now.phase if shown.now else None
    marks = []
    for phase, word in PHASES.items():
        color, active = PHASE_COLORS[phase], phase == here
        look = (
            f"background:{color};color:#fff;font-weight:700"
            if active
            else (f"color:{theme.FAINT}")
        )
        sign = "●" if active else "○"
        marks.append(
            f'<span style="padding:1px 9px;border-radius:3px;border:1px solid {color};'
            f'{look}">{sign} {word}</span>'
        )
    share = 100 * shown.step / max(len(shown.steps), 1)
    bar = (
        f'<span aria-hidden="true" style="flex:1 1 80px;max-width:220px;height:8px;'
        f'border-radius:4px;background:{theme.FRAME}"><span style="display:block;'
        f'height:100%;width:{share:.1f}%;border-radius:4px;background:{theme.ACCENT}">'
        "</span></span>"
    )
    html = (
        '<div style="display:flex;flex-wrap:wrap;align-items:center;gap:3px 6px;'
        f'color:{theme.INK}">{" ─ ".join(marks)}<span style="margin-left:10px;'
        f'font-variant-numeric:tabular-nums">{shown.says(tuples)}</span>{bar}</div>'
    )
    return Passage(html, shown.says(tuples), 500)


def now(shown, notation, tuples, course, hidden=False):
    """The panel beside the diagram: the worked line, typeset, and the loss.

    course   the loss E of each presentation up to this one, as it was presented
    hidden   whether the result is kept back
    """
    html = (
        f'<div style="min-height:278px;display:flex;flex-direction:column;'
        f"box-sizing:border-box;padding:6px 12px;color:{theme.INK};"
        f'border:1px solid {theme.FRAME};border-radius:4px">'
        f"{_worked(shown, notation, hidden)}"
        f'<span style="flex:1"></span>{_loss(shown, tuples, course)}</div>'
    )
    return Passage(html, _plain(shown, notation, tuples, hidden), 500)


def _loss(shown, tuples, course):
    """E of this tuple, what the update makes of it, and its course so far."""
    before, after = course[-1], shown.presentation.loss_after
    done = shown.step == len(shown.steps)
    told = f"<i>E</i> = {digits(before, 4)}" + (
        f" → {digits(after, 4)} after the update" if done else ""
    )
    return (
        '<div style="display:flex;align-items:center;gap:10px;flex-wrap:wrap">'
        f'<span style="font-family:{theme.MATHS};font-size:17px">{told}</span>'
        f'{_sparkline(course)}<span style="color:{theme.FAINT}">loss of the last '
        f"{len(course)} presented</span></div>"
        if len(course) > 1
        else f'<div style="font-family:{theme.MATHS};font-size:17px">{told}</div>'
    )


def _sparkline(course, width=120, height=26):
    """The course of the loss as a small line."""
    top = max(course) or 1.0
    step = (width - 6) / max(len(course) - 1, 1)
    points = " ".join(
        f"{3 + k * step:.1f},{height - 3 - (height - 6) * e / top:.1f}"
        for k, e in enumerate(course)
    )
    return (
        f'<svg role="img" width="{width}" height="{height}" viewBox="0 0 {width} '
        f'{height}"><title>Course of the loss</title><polyline points="{points}" '
        f'fill="none" stroke="{theme.ACCENT}" stroke-width="1.8"/></svg>'
    )


def units(shown, notation="textbook"):
    """Table of the units, the current one marked; what is not known yet is blank."""
    p, net = shown.presentation, shown.presentation.before
    sign = -1 if notation == "modern" else 1
    known = {
        (s.place, s.quantity): sign * s.value if s.phase == "error" else s.value
        for s in shown.known
        if s.phase != "update"
    }
    rows = []
    for j, output in p.output.items():
        given = shown.unit(j) in net.units(0)
        rows.append(
            (
                shown.label(j),
                "" if given else _known(known, j, "net input"),
                plain(output) if given else _known(known, j, "output"),
                "" if given else _known(known, j, "error", 4),
            )
        )
    names = [
        symbol(what, notation=notation) for what in ("net input", "output", "error")
    ]
    at = shown.now
    lit = list(p.output).index(at.place) if at and at.phase != "update" else None
    first = "unit j" if shown.item == "tuple" else "unit j, t"
    return TablePicture(_windowed((first, *names), rows, "Units", lit), WIDE)


def connections(shown, notation="textbook"):
    """Table of weights and biases: old, increment, new."""
    p = shown.presentation
    done = {s.connection or s.unit: s for s in shown.known if s.phase == "update"}
    rows, lit = [], None
    for s in p.steps:
        if s.phase != "update":
            continue
        place = s.connection or s.unit
        step = done.get(place)
        name = symbol(s.quantity, *(s.connection or (place,)), notation=notation)
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
    columns = ("parameter" if p.bias_increment else "weight", "old", "increment", "new")
    return TablePicture(_windowed(columns, rows, caption, lit), WIDE)


def status(shown, tuples, hidden=False):
    """What happens, in words."""
    if hidden:
        return f"{_headline(shown.now)}. Work it out, then press Next for the value."
    if shown.now is None:
        which = f"Tuple {shown.presented % tuples + 1} of {tuples}"
        if shown.item == "sequence":
            which = f"A sequence of {len(shown.presentation.x)} steps"
        return (
            f"{which}, epoch {shown.presented // tuples + 1}: the inputs are "
            f"({_inputs(shown)}). Press Next to propagate them forward."
        )
    return shown.now.sentence


def found(shown, tuples):
    """The facts of a moment: where it is, its step, and all numbers known by then."""
    step = shown.now
    known = {quantity: {} for quantity in ("net input", "output", "error")}
    for s in shown.known:
        if s.phase != "update":
            known[s.quantity][s.place] = s.value
    return {
        "presented": shown.presented,
        "epoch": shown.presented // tuples + 1,
        "tuple": shown.presented % tuples + 1,
        "step": shown.step,
        "steps": len(shown.steps),
        "phase": step.phase if step else None,
        "quantity": step.quantity if step else None,
        "unit": step.unit if step else None,
        "time": step.time if step else None,
        "connection": step.connection if step else None,
        "value": step.value if step else None,
        "net_inputs": known["net input"],
        "outputs": shown.outputs,
        "errors": known["error"],
        "network": shown.net,
    }


def diverged(shown, tuples):
    """What is to be said where the next presentation cannot be calculated."""
    after = shown.presented + 1
    which = f"{shown.item} {after % tuples + 1} of epoch {after // tuples + 1}"
    return (
        f"Diverged: {which} would make weights too large to calculate with. Shown is "
        "the presentation before it; press Back, or choose a smaller rate."
    )


def _plain(shown, notation, tuples, hidden):
    """The panel in plain lines."""
    lines = [shown.says(tuples)]
    if shown.now is None:
        start = f"A {shown.item} is presented"
        return "\n".join([*lines, start, *_presented(shown)])
    step = shown.now
    lines.append(_headline(step))
    for line in step.lines(notation):
        lines.append(f"{line.name} = {line.formula}")
        lines.append(f"    = {line.substituted}")
        lines.append(f"    = {'?' if hidden else line.result}")
        if hidden:
            break
    return "\n".join([*lines, step.line(notation).note or ""]).rstrip()


def _inputs(shown):
    return ", ".join(map(_row, shown.presentation.x))


def _row(values):
    """A number, or the numbers of a step of a sequence: all of them, with commas."""
    return ", ".join(map(plain, values)) if isinstance(values, tuple) else plain(values)


def _presented(shown):
    t = ", ".join(map(_row, shown.presentation.t))
    if shown.item == "sequence":
        return (
            f"Inputs step by step: {_inputs(shown)}; targets: {t}. Before the first "
            "step every hidden unit gave 0.",
            "Press Next.",
        )
    return (
        f"X = ({_inputs(shown)}), target T = {t}. An input unit passes its value on "
        "unchanged.",
        "Press Next.",
    )


def _headline(step):
    what = (
        f"connection {step.connection[0]} → {step.connection[1]}"
        if step.connection
        else f"unit {step.unit}"
    )
    what += "" if step.time is None else f" at t = {step.time}"
    return f"{HEADINGS[step.phase]}: {what}, {step.quantity}"


def _worked(shown, notation, hidden):
    step = shown.now
    if step is None:
        return _heading(None, f"A {shown.item} is presented") + "".join(
            f"<p>{escape(line)}</p>" for line in _presented(shown)
        )
    lines = step.lines(notation)
    blocks = "".join(
        f'<div style="margin-bottom:4px">{typeset_line(line, hidden)}</div>'
        for line in (lines[:1] if hidden else lines)
    )
    note = typeset(step.line(notation).note or "")
    return (
        f"{_heading(step.phase, _headline(step))}{blocks}"
        f'<div style="color:{theme.FAINT}">{note}</div>'
    )


def _heading(phase, words):
    color = PHASE_COLORS[phase] if phase else palette.GREY
    return (
        f'<div style="font-weight:700;margin:0 0 6px;padding-left:8px;'
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


NUDGE = 0.001


def slope(shown, place, notation):
    """A weight or bias nudged both ways, and the slope by the rules beside it.

    place   (i, j) of a weight, j of a bias
    """
    i, j = place if isinstance(place, tuple) else (None, place)
    name = symbol("bias" if i is None else "weight", *([j] if i is None else [i, j]),
                  notation=notation)  # fmt: skip
    up, down = (shown.nudged(i, j, h) for h in (NUDGE, -NUDGE))
    quotient = (up - down) / (2 * NUDGE)
    words, by_rules = shown.slope(i, j)
    rows = [
        (f"E with {name} + {NUDGE:g}", f"{up:.7f}"),
        (f"E with {name} − {NUDGE:g}", f"{down:.7f}"),
        (f"their difference / {2 * NUDGE:g}", digits(quotient, 4)),
        (f"{words}, by the rules", digits(by_rules, 4)),
    ]
    caption = f"Check this slope: how E moves with {name}"
    return TablePicture(Table(("", "value"), rows, caption, align="lr"), WIDE)
