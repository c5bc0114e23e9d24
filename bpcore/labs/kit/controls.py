"""Controls: a number with slider and box, a choice, a text, a button.

Each has a name in the state, a label for people and a ``value``.  Where it stands in a
page is a front's matter: ``build`` makes a widget of core ipywidgets for it, on the
stage it is an element of HTML (``native.py``).  Setting ``value`` in Python does what
moving it in the browser does.
"""

import math
import re
import threading
from urllib.parse import quote, unquote

import ipywidgets as widgets

from bpcore.inputs import as_text, cut, real_number
from bpcore.inputs import choice as check_choice
from bpcore.notation import indexed


class Control:
    """A named value, and the core widgets that show it and may change it, if any."""

    def __init__(self, name, label, start):
        self.name, self.label, self.start = name, label, start
        self._value = self.check(start)
        self._holders, self._putting = (), None
        self._told, self._refused = (lambda more: None), (lambda fault: None)

    def on_change(self, told, refused):
        """Call ``told(more)`` when the value has changed, ``refused(fault)`` if not.

        more is what else is to be set with it, {name: value}, or None.

        A fault is the ValueError or TypeError of a value that was typed and does not
        fit; the old value stays.
        """
        self._told, self._refused = told, refused

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._take(self.check(value))

    def put(self, value):
        """Set a checked value without telling anyone."""
        self._value = value
        self._show()

    def check(self, value):
        """The value as the state keeps it; raises ValueError or TypeError."""
        return value

    def text(self, value):
        """A value as a preset string writes it."""
        return f"{value}"

    def read(self, text):
        """The value that ``text`` wrote."""
        return text

    def build(self):
        """The core widget of this control, made now; a hidden value has none."""

    def type(self, text):
        """Take over what was typed, or chosen, in a page."""
        try:
            value = self.check(self.read(text))
        except (ValueError, TypeError) as fault:
            self._refused(fault)
        else:
            self._take(value)

    def _hold(self, *holders):
        """Keep the value in these widgets from now on."""
        self._holders = holders
        self._show()
        for holder in holders:
            holder.observe(self._heard, "value")

    def _show(self):
        """Bring the widgets to the value; what they say meanwhile is no move."""
        before, self._putting = self._putting, threading.get_ident()
        try:
            for holder in self._holders:
                holder.value = self._value
        finally:
            self._putting = before

    def _heard(self, change):
        """A widget has changed, by hand or in Python."""
        if self._putting == threading.get_ident():
            return
        try:
            value = self.check(change.new)
        except (ValueError, TypeError) as fault:
            self._show()
            self._refused(fault)
        else:
            self._take(value)

    def _take(self, value):
        if value == self._value:
            return
        self._value = value
        self._told(getattr(self, "brings", {}).get(value))
        # After the picture: the other widgets follow without making it wait.
        if self._value == value:
            self._show()


class Bounded(Control):
    """A number between two ends, both included.

    whole   whether only whole numbers count
    Alone it is a hidden value: one that presets and buttons set, and no widget shows.
    """

    def __init__(self, name, label, value, low, high, whole=False):
        self.low, self.high, self.whole = low, high, whole
        super().__init__(name, label, value)

    def check(self, value):
        value = real_number(self.label, value, at_least=self.low, at_most=self.high)
        if self.whole:
            if value != int(value):
                raise ValueError(
                    f"{self.label} must be a whole number; it is {value:g}."
                )
            return int(value)
        return value

    def text(self, value):
        return repr(value).removesuffix(".0")

    def read(self, text):
        try:
            return float(text)
        except ValueError:
            raise ValueError(
                f"{self.label} must be a number; it is {cut(text)}."
            ) from None


class Number(Bounded):
    """A number with a box to type it in, and a slider.

    low, high   the ends of the slider; typed values may not leave them
    step        of the slider; None for a hundredth of the way
    log         whether the slider runs over powers of ten
    whole       whether only whole numbers count
    """

    def __init__(
        self, name, label, value, low, high, step=None, log=False, whole=False
    ):
        super().__init__(name, label, value, low, high, whole)
        self.log, self._place = log, math.log10 if log else float
        self._step = 0.02 if log else step or (1 if whole else (high - low) / 100)

    def build(self):
        # As wide as its words and five digits, whatever the size of the font.  Not a
        # bounded one: that would change what is typed without a word.
        self._box = widgets.FloatText(
            description=self.label, continuous_update=False,
            step=None if self.log else self._step,
            style={"description_width": "initial"},
            layout={"width": f"calc({0.6 * len(self.label):.1f}em + 92px)"},
        )  # fmt: skip
        kind = (
            widgets.FloatLogSlider
            if self.log
            else widgets.IntSlider
            if self.whole
            else widgets.FloatSlider
        )
        self._slider = kind(
            value=self.value, min=self._place(self.low), max=self._place(self.high),
            step=self._step, readout=False,
            layout={"width": "130px", "min_width": "90px"},
        )  # fmt: skip
        self._hold(self._box, self._slider)
        return widgets.HBox([self._box, self._slider], layout={"align_items": "center"})

    def _heard(self, change):
        if change.owner is not self._slider:
            super()._heard(change)
        elif self._putting != threading.get_ident():
            self._slid(change.new)

    @property
    def ends(self):
        """Where a slider begins, where it ends, and its step."""
        return self._place(self.low), self._place(self.high), self._step

    @property
    def place(self):
        """Where the value stands on a slider."""
        return self._place(self.value)

    def slide(self, place):
        """Take over the place to which a slider of the page was moved."""
        self._slid(10.0**place if self.log else float(place))

    def _slid(self, value):
        """A move of the slider; not the snapping of a typed value to its grid."""
        if abs(self._place(value) - self._place(self._value)) > 0.501 * self._step:
            value = min(max(float(f"{value:.4g}"), self.low), self.high)
            self._take(int(value) if self.whole else value)


class Choice(Control):
    """One of a few words: toggle buttons, or a list where there are many.

    brings   {word: {name: value}}: what else is set when a reader chooses it
    """

    def __init__(self, name, label, options, value=None, brings=None):
        self.options = tuple(str(o) for o in options)
        self.brings = brings or {}
        super().__init__(name, label, value or self.options[0])

    @property
    def few(self):
        """Whether there is room for all the words beside one another."""
        return len(self.options) <= 4 and sum(map(len, self.options)) <= 48

    def build(self):
        if self.few:
            # Its own label would stand above the buttons instead of beside them.
            buttons = widgets.ToggleButtons(
                options=self.options,
                tooltips=[f"{self.label}: {o}" for o in self.options],
                style={"button_width": "auto"},
                layout={"width": "max-content"},
            )
            name = widgets.HTML(f'<span style="line-height:1.2">{self.label}</span>')
            widget = widgets.HBox([name, buttons], layout={"align_items": "center"})
        else:
            widget = buttons = widgets.Dropdown(
                options=[(indexed(o), o) for o in self.options],
                description=self.label,
                style={"description_width": "initial"},
                layout={"width": "auto"},
            )
        self._hold(buttons)
        return widget

    def check(self, value):
        return check_choice(self.label, value, self.options)


class Text(Control):
    """Some lines of text, for numbers of one's own; folded away if asked."""

    def __init__(self, name, label, value="", rows=4, folded=False):
        self.rows, self.folded = rows, folded
        super().__init__(name, label, value)

    def build(self):
        widget = area = widgets.Textarea(
            description=self.label, rows=self.rows, continuous_update=False,
            style={"description_width": "initial"}, layout={"width": "100%"},
        )  # fmt: skip
        if self.folded:
            widget = widgets.Accordion([area], titles=[self.label], selected_index=None)
        self._hold(area)
        return widget

    def type(self, text):
        try:
            value = self.check(text)
        except (ValueError, TypeError) as fault:
            self._refused(fault)
        else:
            self._take(value)

    def check(self, value):
        return as_text(self.label, value)

    def text(self, value):
        """On one line: " / " between lines; what a preset would lose is quoted."""
        text = re.sub(r"[%;\r\t]|(?<=\s)/|/(?=\s)", _quoted, value)
        return re.sub(r"^\s+|\s+$", _quoted, text).replace("\n", " / ")

    def read(self, text):
        return unquote(text.replace(" / ", "\n"))


def _quoted(found):
    return quote(found[0], safe="")


class Button:
    """A button that changes the state: ``do(state)`` returns what is to be set.

    staged   whether it needs the stage, and is left out where there is none
    """

    def __init__(self, name, label, do, tooltip="", staged=False):
        self.name, self.label, self.do, self.staged = name, label, do, staged
        self.tooltip = tooltip or label
        self._tell = lambda button: None

    def build(self):
        widget = widgets.Button(
            description=self.label, tooltip=self.tooltip, layout={"width": "auto"}
        )
        widget.on_click(lambda _: self.press())
        return widget

    def on_press(self, tell):
        """Call ``tell(self)`` when the button is pressed."""
        self._tell = tell

    def press(self):
        """What a click does."""
        self._tell(self)
