"""The state of a lab as a string that can be copied, pasted and stored in a lesson."""

from collections.abc import Mapping

import ipywidgets as widgets

from bpcore.inputs import cut


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


def write(controls):
    """Every value that is not as the lab ships it: ``rate=0.5; seed=3``."""
    return "; ".join(
        f"{c.name}={c.text(c.value)}" for c in controls.values() if c.value != c.start
    )


def read(preset, controls):
    """Checked values by name, from a preset string or a mapping."""
    if isinstance(preset, Mapping):
        return checked(preset, controls)
    if not isinstance(preset, str):
        raise TypeError(
            "preset must be a string, like 'name=value; name=value', or a mapping; it "
            f"is {type(preset).__name__}."
        )
    values = {}
    for part in preset.split(";"):
        if not part.strip():
            continue
        name, equals, text = part.partition("=")
        if not equals:
            raise ValueError(
                "preset must read 'name=value; name=value'; "
                f"{cut(part.strip())} has no equals sign."
            )
        values[name.strip()] = _control(name.strip(), controls).read(text.strip())
    return checked(values, controls)


def checked(values, controls):
    """The same values, each one that its control takes; nothing is set yet."""
    return {
        name: _control(name, controls).check(value) for name, value in values.items()
    }


def _control(name, controls):
    if name not in controls:
        raise ValueError(
            f"preset names {cut(name)}, which this lab does not have; it has "
            f"{', '.join(controls)}."
        )
    return controls[name]
