"""Controls as elements of HTML for the stage: each with a name and, a number, a box."""

from html import escape

from bpcore.labs.kit.controls import Button, Choice, Number, Text
from bpcore.notation import indexed


def element(control, key):
    """The HTML of a control.

    key   tells the radio buttons of one lab from those of another
    """
    if isinstance(control, Button):
        return button(f"button {control.name}", control.label, control.tooltip)
    make = {Number: _number, Choice: _choice, Text: _text}
    return next(f for kind, f in make.items() if isinstance(control, kind))(
        control, escape(control.name), escape(control.label), key
    )


def button(act, label, tooltip=""):
    """A button that tells ``act`` when it is pressed."""
    title = f' title="{escape(tooltip)}"' if tooltip else ""
    return (
        f'<button type="button" class="bp-button" data-act="{escape(act)}"{title}>'
        f"{escape(label)}</button>"
    )


def _number(control, name, label, key):
    low, high, step = control.ends
    return (
        f'<span class="bp-number"><label>{label} <input type="text" '
        f'inputmode="decimal" size="6" data-control="{name}"></label>'
        f'<input type="range" aria-label="{label}, slider" min="{low:.12g}" '
        f'max="{high:.12g}" step="{step:.12g}" data-control="{name}"></span>'
    )


def _choice(control, name, label, key):
    if not control.few:
        options = "".join(
            f'<option value="{escape(o)}">{escape(indexed(o))}</option>'
            for o in control.options
        )
        return (
            f'<label class="bp-choice">{label} <select data-control="{name}">'
            f"{options}</select></label>"
        )
    radios = "".join(
        f'<label><input type="radio" name="{key}-{name}" value="{escape(o)}" '
        f'data-control="{name}"><span>{escape(o)}</span></label>'
        for o in control.options
    )
    return (
        f'<span class="bp-radios" role="radiogroup" aria-label="{label}">'
        f"<span>{label}</span>{radios}</span>"
    )


def _text(control, name, label, key):
    area = (
        f'<textarea rows="{control.rows}" aria-label="{label}" spellcheck="false" '
        f'data-control="{name}"></textarea>'
        f'<div data-part="fault {name}" class="bp-fault"></div>'
    )
    if not control.folded:
        return f'<label class="bp-text">{label}</label>{area}'
    return f"<details><summary>{label}</summary>{area}</details>"


def values(control):
    """What the page is to show as the control's value."""
    text = control.text(control.value)
    if isinstance(control, Text):
        return {"text": control.value}
    if isinstance(control, Number):
        spoken = f"{control.label} {text}"
        return {"text": text, "place": f"{control.place:.12g}", "spoken": spoken}
    return {"text": text}
