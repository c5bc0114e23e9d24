"""Controls: a number with slider and box, a choice, a text, a button.

Each has a name in the state, a label for people, a ``value``, and a ``widget`` made of
core ipywidgets.  Setting ``value`` in Python does what moving it in the browser does.
"""

import math

import ipywidgets as widgets

from bpcore.inputs import choice as check_choice
from bpcore.inputs import real_number

NARROW = {"width": "82px"}


class Control:
    """What all controls share."""

    def __init__(self, name, label, value):
        self.name, self.label, self.start = name, label, value
        self._told = lambda: None

    def on_change(self, tell):
        """Call ``tell()`` whenever the value has changed."""
        self._told = tell

    def check(self, value):
        """The value as the state keeps it; raises ValueError or TypeError."""
        return value

    def text(self):
        """The value as a preset string writes it."""
        return f"{self.value}"

    def read(self, text):
        """The value that ``text`` wrote."""
        return text


class Number(Control):
    """A number: a box to type it in, and a slider.

    low, high   the ends of the slider; typed values may not leave them
    step        of the slider; None for a hundredth of the way
    log         whether the slider runs over powers of ten
    whole       whether only whole numbers count
    """

    def __init__(
        self, name, label, value, low, high, step=None, log=False, whole=False
    ):
        super().__init__(name, label, value)
        self.low, self.high, self.log, self.whole = low, high, log, whole
        self._silent = False
        step = step or (1 if whole else (high - low) / 100)
        box = widgets.BoundedIntText if whole else widgets.BoundedFloatText
        self._box = box(
            value=value, min=low, max=high, step=step if not log else None,
            description=label, continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "auto"},
        )  # fmt: skip
        # As wide as its words and five digits, whatever the size of the font.
        self._box.layout.width = f"calc({0.6 * len(label):.1f}em + 92px)"
        common = {
            "readout": False,
            "layout": {"width": "130px", "min_width": "90px"},
        }
        ends = {"min": low, "max": high, "step": step}
        if log:
            self._slider = widgets.FloatLogSlider(
                value=value, min=math.log10(low), max=math.log10(high), step=0.02,
                **common,
            )  # fmt: skip
        elif whole:
            self._slider = widgets.IntSlider(value=value, **ends, **common)
        else:
            self._slider = widgets.FloatSlider(value=value, **ends, **common)
        self._slider.observe(lambda c: self._slid(c.new), "value")
        self._box.observe(lambda c: self._moved(c.new), "value")
        self._value = self.check(value)
        self.widget = widgets.HBox(
            [self._box, self._slider], layout={"align_items": "center"}
        )

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._moved(self.check(value))

    def put(self, value):
        """Set the value without telling anyone."""
        self._silent = True
        try:
            self._value = self._slider.value = self._box.value = value
        finally:
            self._silent = False

    def check(self, value):
        value = real_number(self.label, value, at_least=self.low, at_most=self.high)
        if self.whole:
            if value != int(value):
                raise ValueError(
                    f"{self.label} must be a whole number; it is {value:g}."
                )
            return int(value)
        return value

    def text(self):
        return f"{self.value:d}" if self.whole else f"{self.value:.12g}"

    def read(self, text):
        try:
            return float(text)
        except ValueError:
            raise ValueError(
                f"{self.label} must be a number; it is {text!r}."
            ) from None

    def _slid(self, value):
        """A move of the slider; not the snapping of a typed value to its grid."""
        step = self._slider.step
        place = math.log10 if self.log else float
        if abs(place(value) - place(self._value)) > 0.501 * step:
            self._moved(value)

    def _moved(self, value):
        if self._silent:
            return
        value = int(value) if self.whole else float(f"{value:.4g}")
        if value == self._value:
            return
        self._value = value
        self._told()
        # After the picture: box and slider follow without making it wait.
        if self._value == value:
            self.put(value)


class Choice(Control):
    """One of a few words: toggle buttons, or a list where there are many."""

    def __init__(self, name, label, options, value=None):
        options = tuple(str(o) for o in options)
        super().__init__(name, label, value or options[0])
        self.options = options
        if len(options) <= 4 and sum(map(len, options)) <= 48:
            # Its own label would stand above the buttons instead of beside them.
            self._buttons = widgets.ToggleButtons(
                options=options,
                value=self.start,
                tooltips=[f"{label}: {o}" for o in options],
                style={"button_width": "auto"},
                layout={"width": "max-content"},
            )
            name = widgets.HTML(f'<span style="line-height:1.2">{label}</span>')
            self.widget = widgets.HBox(
                [name, self._buttons], layout={"align_items": "center"}
            )
        else:
            self.widget = self._buttons = widgets.Dropdown(
                options=options,
                value=self.start,
                description=label,
                style={"description_width": "initial"},
                layout={"width": "auto"},
            )
        self._silent = False
        self._buttons.observe(lambda _: self._silent or self._told(), "value")

    @property
    def value(self):
        return self._buttons.value

    @value.setter
    def value(self, value):
        self._buttons.value = self.check(value)

    def put(self, value):
        """Set the value without telling anyone."""
        self._silent = True
        try:
            self._buttons.value = value
        finally:
            self._silent = False

    def check(self, value):
        return check_choice(self.label, value, self.options)


class Text(Control):
    """Some lines of text, for numbers of one's own; folded away if asked."""

    def __init__(self, name, label, value="", rows=4, folded=False):
        super().__init__(name, label, value)
        self._area = widgets.Textarea(
            value=value, description=label, rows=rows, continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "100%"},
        )  # fmt: skip
        self.widget = self._area
        if folded:
            self.widget = widgets.Accordion(
                [self._area], titles=[label], selected_index=None
            )
        self._silent = False
        self._area.observe(lambda _: self._silent or self._told(), "value")

    @property
    def value(self):
        return self._area.value

    @value.setter
    def value(self, value):
        self._area.value = self.check(value)

    def put(self, value):
        """Set the value without telling anyone."""
        self._silent = True
        try:
            self._area.value = value
        finally:
            self._silent = False

    def check(self, value):
        if not isinstance(value, str):
            raise TypeError(f"{self.label} must be text; it is {value!r}.")
        return value

    def text(self):
        return self.value.replace("\n", " / ").replace(";", ",")

    def read(self, text):
        return text.replace(" / ", "\n")


class Button(Control):
    """A button that changes the state: ``do(state)`` returns what is to be set."""

    value = None

    def __init__(self, name, label, do, tooltip=""):
        super().__init__(name, label, None)
        self.do = do
        self.widget = widgets.Button(
            description=label, tooltip=tooltip or label, layout={"width": "auto"}
        )

    def on_press(self, tell):
        """Call ``tell(self)`` when the button is pressed."""
        self.widget.on_click(lambda _: tell(self))

    def press(self):
        """What a click does."""
        self.widget.click()
