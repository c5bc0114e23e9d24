"""The stage: one widget that shows a lab's parts and tells what is touched in them.

The page's side is ``stage.js``.  It is optional: without anywidget a lab stands in
core ipywidgets (``core.py``).  It knows nothing of networks.
"""

from html import escape
from pathlib import Path
from uuid import uuid4

import anywidget
import traitlets

from bpcore.labs.kit import native
from bpcore.labs.kit.arrangement import status_line

HERE = Path(__file__).parent


class Stage(anywidget.AnyWidget):
    """A page of parts in a frame.

    frame     HTML with a place, ``data-part="name"``, for each part
    touched   called with each touch, a dictionary: act, kind, and what goes with it
    """

    _esm = HERE / "stage.js"
    _css = HERE / "stage.css"
    key = traitlets.Unicode().tag(sync=True)  # by which its views find one another
    frame = traitlets.Unicode().tag(sync=True)
    sent = traitlets.Dict().tag(sync=True)
    touches = traitlets.List().tag(sync=True)
    seen = traitlets.Int(0).tag(sync=True)

    def __init__(self, frame, touched, key):
        super().__init__(frame=frame, key=key)
        self._touched = touched
        self._parts, self._values, self._tick, self._count = {}, {}, 0, 0
        self.observe(self._hear, "touches")

    def show(self, parts=None, values=None, tick=None):
        """Show these parts and values; only what has changed is sent.

        parts    {name: html}
        values   {control: {"text": …, "place": …, "spoken": …}}
        tick     milliseconds from an answer to the next "tick", 0 for none
        """
        sent = {
            "parts": _changed(parts or {}, self._parts),
            "values": _changed(values or {}, self._values),
        }
        if tick is not None:
            self._tick = tick
        if self._tick or tick is not None:
            sent["tick"] = self._tick
        if sent["parts"] or sent["values"] or "tick" in sent:
            self._count += 1
            self.sent = {**sent, "n": self._count}

    def show_all(self):
        """Send everything once more: a page has just opened."""
        parts, values = self._parts, self._values
        self._parts, self._values = {}, {}
        self.show(parts, values, self._tick)

    def _hear(self, change):
        for touch in change["new"]:
            if touch["n"] <= self.seen:
                continue
            self.seen = touch["n"]
            if touch["kind"] == "hello":
                self.show_all()
            else:
                self._touched(touch)


def _changed(new, known):
    """What is not known yet; it then is."""
    changed = {k: v for k, v in new.items() if known.get(k) != v}
    known.update(changed)
    return changed


class StageFront:
    """A lab on the stage; see ``CoreFront`` for what each method is for.

    parts    a ``Parts``: what the lab consists of; its ``frame``, a function of the
             slots, lays it out, else all stands in rows
    hear     ``Lab``'s ears: pasted(text), pressed(name), typed(name, text),
             slid(name, place), touched(touch)
    """

    staged = True

    def __init__(self, parts, hear):
        self.page = {"dark": False, "width": 0, "ratio": 1.0}
        self._hear, self._views = hear, [name for row in parts.views for name in row]
        key = uuid4().hex
        slots = Slots(parts, key)
        frame = parts.frame(slots) if parts.frame else slots.in_rows()
        self.widget = Stage(frame, self._heard, key)
        self._controls = slots.controls
        self.widget.show(values=self._texts())

    def show(self, views):
        self.widget.show(views, self._texts())

    def empty(self):
        self.widget.show(dict.fromkeys(self._views, ""))

    def tell(self, words, share=None):
        self.widget.show({"status": status_line(words, share)})

    def preset(self, text):
        self.widget.show(values={"preset": {"text": text}})

    def tick(self, milliseconds):
        self.widget.show(tick=milliseconds)

    def _texts(self):
        return {c.name: native.values(c) for c in self._controls}

    def _heard(self, touch):
        kind, _, name = touch["act"].partition(" ")
        if kind == "page":
            self.page = {k: touch[k] for k in self.page}
        elif kind == "button":
            self._hear.pressed(name)
        elif kind == "control" and name == "preset":
            self._hear.pasted(touch["value"])
        elif kind == "control" and touch.get("slid"):
            self._hear.slid(name, float(touch["value"]))
        elif kind == "control":
            self._hear.typed(name, touch["value"])
        else:
            self._hear.touched(touch)


class Slots:
    """The places of a lab's parts, as HTML to be put into a frame."""

    def __init__(self, parts, key):
        self.parts, self.key = parts, key
        everything = [c for _, row in parts.rows for c in row] + list(parts.below)
        self._by_name = {c.name: c for c in [*everything, parts.reset]}
        self.controls = [c for c in everything if hasattr(c, "value")]

    def control(self, name):
        """A control or a button."""
        return native.element(self._by_name[name], self.key)

    def row(self, *names, label=""):
        """Controls and buttons beside one another, after a label if there is one."""
        label = f'<span class="bp-label">{escape(label)}</span>' if label else ""
        return f'<div class="bp-row">{label}{"".join(map(self.control, names))}</div>'

    def view(self, name, style="", keyed=False):
        """A picture; keyed, what can be touched in it can be reached by keys."""
        keys = " data-keyed" if keyed else ""
        return f'<div data-part="{escape(name)}"{keys} style="{style}"></div>'

    def status(self):
        """The status line."""
        return '<div data-part="status"></div>'

    def foot(self):
        """Reset, and the state as a string."""
        return (
            f'<div class="bp-foot">{self.control("reset")}<label>preset <input '
            'type="text" placeholder="name=value; name=value" data-control="preset">'
            "</label></div>"
        )

    def title(self):
        return f'<h3 class="bp-title">{escape(self.parts.title)}</h3>'

    def hint(self, words):
        """How something can be touched, in small words."""
        return f'<div class="bp-hint">{escape(words)}</div>'

    def fold(self, summary, html):
        """What opens when its summary is pressed."""
        return f"<details><summary>{escape(summary)}</summary>{html}</details>"

    def folds(self, *others):
        """These folds beside one another, and one with Reset and preset."""
        every = [*others, self.fold("reset, preset", self.foot())]
        return f'<div class="bp-folds">{"".join(every)}</div>'

    def in_rows(self, keyed=(), hint=""):
        """The usual frame: controls, pictures, the status line under the first row.

        keyed   the views in which what can be touched can be reached by keys
        hint    how they can be touched
        """
        rows = "".join(
            f'<span class="bp-label">{escape(label)}</span><span class="bp-row">'
            f"{''.join(self.control(c.name) for c in row)}</span>"
            for label, row in self.parts.rows
        )
        first, *others = [
            '<div class="bp-pictures">'
            f"{''.join(self.view(name, keyed=name in keyed) for name in row)}</div>"
            for row in self.parts.views
        ]
        below = "".join(self.control(c.name) for c in self.parts.below)
        return (
            f'{self.title()}<div class="bp-grid">{rows}</div>{first}{self.status()}'
            f"{''.join(others)}{self.hint(hint) if hint else ''}{self.foot()}{below}"
        )
