"""The state of a lab as a string that can be copied, pasted and stored in a lesson."""

import ipywidgets as widgets


class Field:
    """Shows the preset, and takes one that was pasted: ``pasted(text)``."""

    def __init__(self, pasted):
        self._writing = False
        self.widget = widgets.Text(
            description="preset", continuous_update=False,
            style={"description_width": "initial"}, layout={"flex": "1 1 260px"},
            placeholder="name=value; name=value",
        )  # fmt: skip
        self.widget.observe(lambda c: self._writing or pasted(c.new), "value")

    def show(self, preset):
        """Write it, without calling ``pasted``."""
        self._writing = True
        try:
            self.widget.value = preset
        finally:
            self._writing = False


def write(lab):
    """Every value that is not as the lab ships it: ``rate=0.5; seed=3``."""
    parts = [
        f"{c.name}={c.text()}"
        for c in lab.controls.values()
        if hasattr(c, "put") and c.value != c.start
    ]
    parts += [
        f"{name}={value}"
        for name, value in lab._hidden.items()
        if value != lab._hidden_start[name]
    ]
    return "; ".join(parts)


def read(preset, lab):
    """Checked values by name, from a preset string or a mapping."""
    if not isinstance(preset, str):
        return checked(dict(preset), lab)
    values = {}
    for part in preset.split(";"):
        if not part.strip():
            continue
        name, equals, text = part.partition("=")
        name, text = name.strip(), text.strip()
        if not equals:
            raise ValueError(
                f"preset must read 'name=value; name=value'; {part.strip()!r} has no "
                "equals sign."
            )
        if name in lab._hidden:
            values[name] = _whole(name, text)
        else:
            values[name] = _control(name, lab).read(text)
    return checked(values, lab)


def checked(values, lab):
    """The same values, each one that its control takes; nothing is set yet."""
    return {
        name: value if name in lab._hidden else _control(name, lab).check(value)
        for name, value in values.items()
    }


def _control(name, lab):
    control = lab.controls.get(name)
    if control is None or not hasattr(control, "put"):
        known = [n for n, c in lab.controls.items() if hasattr(c, "put")]
        raise ValueError(
            f"preset names {name!r}, which this lab does not have; it has "
            f"{', '.join([*known, *lab._hidden])}."
        )
    return control


def _whole(name, text):
    try:
        return int(text)
    except ValueError:
        raise ValueError(
            f"{name} in a preset must be a whole number; it is {text!r}."
        ) from None
