"""The host of every lab: controls on top, pictures below, a status line in words.

A lab is a list of controls and a function from the state to what is shown::

    from bpcore.labs.kit.controls import Number
    from bpcore.labs.kit.host import Lab
    from bpcore.labs.kit.pictures import picture

    def squares(preset=None):
        chart = SomeChart()

        def draw(state, lab):
            chart.update(state["n"] ** 2)
            return {"chart": picture(chart)}, f"{state['n']} squared."

        return Lab("Squares", [("number", [Number("n", "n", 2, 0, 9, whole=True)])],
                   [["chart"]], draw, preset=preset)

``draw`` may take long: it trains with ``lab.train``.  A new move then ends the old
run, and the status line shows how far a run has come.
"""

import threading
import time
from collections import deque

import ipywidgets as widgets

from bpcore.labs.kit import presets
from bpcore.labs.kit.arrangement import arrange, in_a_row, status_line, warning
from bpcore.labs.kit.controls import Button
from bpcore.training import train

AT_ONCE = 0.15  # seconds a move waits for its picture; what takes longer goes on beside
PRESET_AFTER = 0.12  # seconds after a move until its preset is written down
TELL_EVERY = 0.25  # seconds between two words on the progress of a long run


class Overtaken(Exception):
    """A newer move has made this run pointless."""


class Lab:
    """Controls, views and a status line round one ``draw`` function.

    title      what the lab is about
    controls   rows of controls: (label of the row, [controls])
    views      rows of names of the views; the status line stands under the first row
    draw       draw(state, lab) → ({view: HTML}, status); called at every move with a
               mapping of all values; raises ValueError or TypeError for what cannot be
    below      controls that stand under the pictures
    hidden     further values of the state that no control shows, {name: start}
    still      still() → PNG bytes of the present state, for where nothing runs
    preset     a state to begin with: a mapping, or a string that a lab has shown

    Raises ValueError for a preset that does not fit.
    """

    def __init__(
        self,
        title,
        controls,
        views,
        draw,
        below=(),
        hidden=None,
        still=None,
        preset=None,
    ):
        self.title, self._draw, self._still = title, draw, still
        rows = [(label, list(row)) for label, row in controls]
        everything = [c for _, row in rows for c in row] + list(below)
        self.controls = {c.name: c for c in everything}
        self._values = [c for c in everything if not isinstance(c, Button)]
        self._hidden_start = dict(hidden or {})
        self._hidden = dict(self._hidden_start)
        self._lock = threading.RLock()
        self._generation = 0
        self._shown, self._next_move = threading.Event(), threading.Event()
        self._told_at = 0.0
        self.status, self._computing = "", 0.0
        # Of the last moves, for the benchmark: ms of computing, drawing, sending.
        self.timings = deque(maxlen=100)
        self._views = {name: "" for row in views for name in row}
        # One message a row and move: each costs a trip through server and browser.
        self._rows = [
            (row, widgets.HTML(layout={"margin": "0", "width": "100%"}))
            for row in views
        ]
        self._status = widgets.HTML(layout={"margin": "0"})
        self._preset = presets.Field(self._pasted)
        self._reset = Button("reset", "Reset", lambda _: None, "Back to the start")
        self._reset.on_press(lambda _: self.reset())
        for control in everything:
            if isinstance(control, Button):
                control.on_press(self._pressed)
            else:
                control.on_change(self._changed)
        self.box = arrange(
            title,
            [(label, [c.widget for c in row]) for label, row in rows],
            [row for _, row in self._rows],
            self._status,
            [self._reset.widget, self._preset.widget],
            [c.widget for c in below],
        )
        self._begin = presets.read(preset, self) if preset is not None else {}
        self._put({**self._start(), **self._begin})
        self._changed(wait=None)

    # --- what others use ---------------------------------------------------------

    @property
    def state(self):
        """All values by name."""
        return {**{c.name: c.value for c in self._values}, **self._hidden}

    @property
    def preset(self):
        """The state as a string that ``preset=`` takes."""
        return presets.write(self)

    def set(self, **values):
        """Set several values at once, with one redraw."""
        self._put(presets.checked(values, self))
        self._changed()

    def reset(self):
        """Back to the state the lab began with."""
        self._put({**self._start(), **self._begin})
        self._changed()

    def view(self, name):
        """The HTML that a view shows."""
        return self._views[name]

    def wait(self, seconds=None):
        """Wait until a long run has ended; for scripts.  False if it has not yet."""
        return self._shown.wait(seconds)

    def overtaken(self):
        """Whether a newer move has made the run of this thread pointless."""
        mine = getattr(threading.current_thread(), "lab_generation", None)
        return mine is not None and mine != self._generation

    def train(self, net, X, T, **how):
        """``bp.train`` as part of a move: a newer move ends it, its progress shows."""
        begin = time.perf_counter()
        try:
            return train(net, X, T, watch=self._watch, **how)
        finally:
            self._computing += time.perf_counter() - begin

    def _watch(self, progress):
        if self.overtaken():
            raise Overtaken
        now = time.perf_counter()
        if progress.seconds > 0.4 and now - self._told_at > TELL_EVERY:
            self._told_at = now
            self._tell(
                f"Training … {progress.share:.0%} "
                f"(epoch {progress.epoch} of {progress.max_epochs})",
                progress.share,
            )

    def describe(self):
        """The lab in words, with the numbers it shows."""
        return f"{self.title}. {self.status}\nState: {self.preset}"

    def _repr_mimebundle_(self, **kwargs):
        self.wait()
        bundle = dict(self.box._repr_mimebundle_(**kwargs) or {})
        bundle["text/plain"] = self.describe()
        if self._still is not None:
            with self._lock:
                bundle["image/png"] = self._still()
        return bundle

    # --- how it works ------------------------------------------------------------

    def _start(self):
        return {**{c.name: c.start for c in self._values}, **self._hidden_start}

    def _put(self, values):
        """Take over values that were checked, without a redraw."""
        self._generation += 1  # a run under way lets go of the lock
        with self._lock:
            for name, value in values.items():
                if name in self._hidden:
                    self._hidden[name] = value
                else:
                    self.controls[name].put(value)

    def _pressed(self, button):
        self._put(button.do(self.state) or {})
        self._changed()

    def _pasted(self, preset):
        if preset.strip() == self.preset:
            return
        try:
            values = presets.read(preset, self)
        except (ValueError, TypeError) as fault:
            self._tell(warning(fault))
            return
        self._put({**self._start(), **values})
        self._changed()

    def _changed(self, wait=AT_ONCE):
        """Draw the present state on a thread of its own; wait a little for it."""
        self._generation += 1
        self._next_move.set()
        self._shown, self._next_move = threading.Event(), threading.Event()
        thread = threading.Thread(
            target=self._work, args=(self._shown, self._next_move), daemon=True
        )
        thread.lab_generation = self._generation
        thread.start()
        self._shown.wait(wait)

    def _work(self, shown, next_move):
        try:
            self._redraw()
        finally:
            shown.set()
        # The preset is for copying, not for watching: it need not hold a drag up.
        if not next_move.wait(PRESET_AFTER):
            self._preset.show(self.preset)

    def _redraw(self):
        with self._lock:  # a run that was overtaken lets go of it within 0.1 s
            if self.overtaken():
                return
            begin, self._computing = time.perf_counter(), 0.0
            try:
                shown, status = self._draw(self.state, self)
            except Overtaken:
                return
            except Exception as fault:
                self._tell(warning(fault))
                return
            drawn = time.perf_counter()
            self._views |= shown
            for names, row in self._rows:
                row.value = in_a_row([self._views[name] for name in names])
            self._tell(status)
            seconds = (
                self._computing,
                drawn - begin - self._computing,
                time.perf_counter() - drawn,
            )
            self.timings.append([1000 * s for s in seconds])

    def _tell(self, words, share=None):
        """Put words into the status line; its height stays the same."""
        self.status = words
        self._status.value = status_line(words, share)
