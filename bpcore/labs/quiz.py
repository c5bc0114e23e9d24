"""Prediction questions: the choice is locked before the lab may answer it."""

import threading

import ipywidgets as widgets

from bpcore import theme
from bpcore.inputs import as_text, boolean, choice, cut
from bpcore.notation import typeset

# key -> what the reader chose and wrote; lives as long as the kernel does
_remembered = {}

_PLAIN = f'style="color: {theme.INK}; max-width: 46em"'


class Question:
    """What is asked: a question, its choices each with a reason, and the answer.

    text       the question, in a sentence
    choices    dictionary {choice: reason}: for each choice, why it is right or wrong
    answer     the choice that is right
    measured   function without arguments that returns the choice which the lab, or the
               network, really shows
    lab        whether a lab stands beside it, which the reader is then told to move

    Raises ValueError or TypeError for what does not hold together.
    """

    def __init__(self, text, choices, answer, measured=None, lab=False):
        if not isinstance(choices, dict) or len(choices) < 2:
            raise TypeError(
                "choices must be a dictionary {choice: reason} of two choices or more."
            )
        self.text = _text("question", text)
        self.choices = {
            _short(c): _text(f"the reason of {cut(c)}", reason)
            for c, reason in choices.items()
        }
        self.answer = choice("answer", answer, tuple(self.choices))
        if measured is not None and not callable(measured):
            raise TypeError("measured must be a function that returns a choice.")
        self.measured, self.lab, self.name = measured, boolean("lab", lab), self.text

    def happens(self):
        """The choice that is measured; the keyed answer where none can be."""
        try:
            found = self.measured() if self.measured else self.answer
        except Exception:
            found = self.answer
        return found if found in self.choices else self.answer


def question(text, choices, answer, lab=False):
    """Declare a question of a lesson: a decorator of the function that measures.

    Its name is the function's, ``weight_that_stays`` being "weight that stays".  The
    rest as for ``Question``.
    """

    def declare(measured):
        asked = Question(text, choices, answer, measured, lab)
        asked.name = measured.__name__.replace("_", " ")
        asked.__module__ = measured.__module__
        return asked

    return declare


class Quiz:
    """A prediction question as a view; see ``bp.quiz``.

    asked   a ``Question``; its parts are here too: ``.question``, ``.choices``,
            ``.answer`` and ``.measured``
    key     name under which the reader's choice is remembered while the kernel lives;
            the question's own unless one is given

    ``.predicted`` is the reader's locked choice, or None; ``.shown`` whether the result
    has been shown.  ``.reveal()`` shows it, as the button does.
    """

    def __init__(self, asked, key=None):
        self._asked = asked
        self.question, self.choices = asked.text, asked.choices
        self.answer, self.measured = asked.answer, asked.measured
        self.key = as_text("key", asked.name if key is None else key)
        self._lock = threading.RLock()  # callbacks may come on another thread
        self._chosen = None  # marked, but not locked yet
        self._build()
        self._recall()

    @property
    def predicted(self):
        """The choice that the reader has locked, or None."""
        found = _remembered.get(self.key, {}).get("predicted")
        return found if found in self.choices else None

    @property
    def shown(self):
        """Whether the result has been shown."""
        return _remembered.get(self.key, {}).get("shown", False)

    def choose(self, chosen):
        """Mark a choice, not yet locked."""
        with self._lock:
            self._chosen = choice("chosen", chosen, tuple(self.choices))
            self._recall()

    def predict(self, chosen):
        """Lock a choice; a locked one stays until ``forget``."""
        with self._lock:
            choice("chosen", chosen, tuple(self.choices))
            if self.predicted is None:
                _remembered[self.key] = {"predicted": chosen, "shown": False}
            self._recall()

    def reveal(self):
        """Show the result, if a prediction is locked."""
        with self._lock:
            if self.predicted is not None:
                _remembered[self.key]["shown"] = True
            self._recall()

    def forget(self):
        """Start again, as if nothing had been chosen."""
        with self._lock:
            _remembered.pop(self.key, None)
            self._chosen = None
            self._recall()

    def _build(self):
        """The widgets; they stay the same ones, only what they show changes."""
        # Buttons, not RadioButtons: the notebook takes away the arrow keys of those.
        self.options = {c: widgets.Button(layout=_left()) for c in self.choices}
        self.lock = widgets.Button(description="Lock my prediction", disabled=True)
        self.show = widgets.Button(description="Show what happens")
        self.again = widgets.Button(description="Start again")
        for button in (self.lock, self.show, self.again):
            button.layout = widgets.Layout(width="auto")
        self.result = widgets.HTML()
        self.reasoning = widgets.Textarea(description="Your sentence", layout=_wide())
        asked = f"<strong>Predict first.</strong> {typeset(self.question)}"
        self.view = widgets.VBox(
            [
                widgets.HTML(f"<p {_PLAIN}>{asked}</p>"),
                widgets.VBox(list(self.options.values())),
                widgets.HBox([self.lock, self.show, self.again]),
                self.result,
                self.reasoning,
            ]
        )
        for c, button in self.options.items():
            button.on_click(lambda _, c=c: self.choose(c))
        # The button that was pressed is greyed; the focus goes on to the next.
        for button, act, following in (
            (self.lock, lambda: self.predict(self._chosen), self.show),
            (self.show, self.reveal, self.reasoning),
            (self.again, self.forget, next(iter(self.options.values()))),
        ):
            button.on_click(lambda _, act=act, to=following: (act(), to.focus()))
        self.reasoning.observe(self._note, "value")

    def _note(self, change):
        with self._lock:
            if self.shown:
                _remembered[self.key]["reasoning"] = change["new"]

    def _recall(self):
        """Bring the widgets to what is remembered."""
        predicted, shown = self.predicted, self.shown
        for c, button in self.options.items():
            marked = c == (predicted or self._chosen)
            button.description = f"{'●' if marked else '○'} {c}"
            button.disabled = predicted is not None
        self.lock.disabled = predicted is not None or self._chosen is None
        self.show.disabled = predicted is None or shown
        self.again.disabled = predicted is None
        self.result.value = (
            self._result()
            if predicted
            else _status(
                "Choose, then lock your prediction. Only then "
                f"{'move the lab' if self._asked.lab else 'read on'}."
            )
        )
        self.reasoning.layout.display = None if shown else "none"
        noted = _remembered.get(self.key, {}).get("reasoning", "")
        self.reasoning.value = noted

    def _result(self):
        if not self.shown:
            look = "move the lab and look; then " if self._asked.lab else ""
            return _status(
                f"Locked: {self.predicted}. Now {look}press “Show what happens”."
            )
        happens = self._asked.happens()
        right = self.predicted == happens
        word = "✓ As predicted." if right else "✗ Not as predicted."
        head = f"{word} Your prediction: {self.predicted}. What happens: {happens}."
        asked = (
            "Was your reason the one given here? If not, what did it miss?"
            if right
            else "What was wrong in the reasoning? Put it into a sentence below."
        )
        return f"{_status(head)}{self._reasons(happens)}<p {_PLAIN}>{asked}</p>"

    def _reasons(self, happens):
        items = "".join(
            f"<li><strong>{'✓' if c == happens else '✗'} {typeset(c)}</strong>: "
            f"{typeset(reason)}</li>"
            for c, reason in self.choices.items()
        )
        return f"<ul {_PLAIN}>{items}</ul>"

    def __repr__(self):
        options = "".join(f"\n  ( ) {c}" for c in self.choices)
        return f"Predict first. {self.question}{options}"

    def _repr_html_(self):
        """The question for a page where nothing runs; no answer stands under it."""
        options = "".join(f"<li>{typeset(c)}</li>" for c in self.choices)
        return (
            f"<div {_PLAIN}><p><strong>Predict first.</strong> "
            f"{typeset(self.question)}</p><ul>{options}</ul><p>Run this cell: it locks "
            "your prediction and holds it against what happens.</p></div>"
        )

    def _repr_mimebundle_(self, **kwargs):
        """The live view, and what stands in its place in a stored notebook."""
        live = self.view._repr_mimebundle_(**kwargs)
        bundle = dict(live[0] if isinstance(live, tuple) else live or {})
        return bundle | {"text/plain": repr(self), "text/html": self._repr_html_()}


def _left():
    """A choice: as wide as its words."""
    return widgets.Layout(width="fit-content", max_width="46em")


def _wide():
    return widgets.Layout(width="auto", max_width="46em")  # one for each: they change


def _status(text):
    return f'<p role="status" {_PLAIN}>{typeset(text)}</p>'


def _text(name, value):
    if not as_text(name, value).strip():
        raise ValueError(f"{name} must be text with a word in it; it is {cut(value)}.")
    return value


def _short(value):
    """A choice that fits on its button."""
    if len(_text("a choice", value)) > 60:
        raise ValueError(
            f"a choice must be short, at most 60 characters; {cut(value)} has "
            f"{len(value)}. What explains it belongs into its reason."
        )
    return value
