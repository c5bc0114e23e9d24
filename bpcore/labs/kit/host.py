"""The host of every lab: controls on top, pictures below, a status line in words.

A lab is a list of controls and a function from the state to what is shown::

    from bpcore.labs.kit.controls import Number
    from bpcore.labs.kit.host import Lab

    def squares(preset=None):
        chart = SomeChart()

        def draw(state, lab):
            square = state["n"] ** 2
            pictures = {"chart": chart.update(square)}
            return pictures, f"{state['n']} squared.", {"square": square}

        return Lab("Squares", [("number", [Number("n", "n", 2, 0, 9, whole=True)])],
                   [["chart"]], draw, preset=preset)

``draw`` may take long: it trains with ``lab.train``.  A new move then ends the old
run, and the status line shows how far a run has come.
"""

import threading
import time
from collections import deque

from bpcore import threads
from bpcore.inputs import cut
from bpcore.labs.kit import lifetime, presets
from bpcore.labs.kit.arrangement import warning
from bpcore.labs.kit.controls import Button
from bpcore.labs.kit.front import Ears, Parts, front
from bpcore.labs.kit.move import Move, Overtaken
from bpcore.labs.kit.pictures import stored
from bpcore.overflow import untold

AT_ONCE = 0.15  # seconds a move waits for its picture; what takes longer goes on beside
AT_FIRST = 1.0  # the same for the first picture
WATCHED = 2.0  # a cell that shows a lab, before the reader who sits there sees it
UNWATCHED = 60.0  # and where nobody does: what is stored should be complete
FIRST = "The first picture is being worked out."
PRESET_AFTER = 0.12  # seconds after a move until its preset is written down


class Lab:
    """Controls, views and a status line round one ``draw`` function.

    title      what the lab is about
    controls   rows of controls: (label of the row, [controls])
    views      rows of names of the views; the status line stands under the first row
    draw       draw(state, lab) → ({view: picture}, status, found): pictures have
               ``html()``, ``png()`` and ``words()``, the status is a sentence, found
               the facts by name.  It is called at every move with a mapping of all
               values and a ``Move``; raises ValueError or TypeError for what cannot be.
               Pictures that are no views are shown on the stage alone, and never stored
    below      controls that stand under the pictures
    hidden     further values of the state, ``Bounded`` ones, that no control shows
    preset     a state to begin with: a mapping, or a string that a lab has shown

    On the stage alone (``stage.py``):
    frame      frame(slots) → HTML that lays the lab out, with a place for each part
    touch      touch(touch, state) → values to set, when a part of a picture that bears
               ``data-act`` is touched; the touch tells act, kind, x, y, value
    beat       beat(state) → values to set, every ``pace`` ms while the hidden value
               "playing" is 1

    Raises ValueError or TypeError for a preset that does not fit.
    """

    def __init__(
        self,
        title,
        controls,
        views,
        draw,
        below=(),
        hidden=(),
        preset=None,
        frame=None,
        touch=None,
        beat=None,
        pace=1000,
    ):
        self._title, self._draw = title, draw
        rows = [(label, list(row)) for label, row in controls]
        everything = [*(c for _, row in rows for c in row), *below]
        self._buttons = {c.name: c for c in everything if isinstance(c, Button)}
        self._touch, self._beat, self._playing = touch, beat, False
        self._pace = pace
        self._controls = {
            c.name: c for c in [*everything, *hidden] if c.name not in self._buttons
        }
        # Guards the state and these counts; never held while something is drawn.
        self._moves = threading.Condition()
        self._asked = self._drawn = 0  # moves that were made, that were shown
        self._working = False
        self._drawing = threading.Lock()  # charts are drawn by one thread at a time
        self._kept = {}
        self._status, self._found, self._begin = "", {}, {}
        self._so_far = False  # whether what is shown waits for a part that takes long
        self._enough = False  # whether it can be stored without that part
        # Of the last moves, for the benchmark: ms of computing, drawing, sending.
        self._timings = deque(maxlen=100)
        self._pictures = {}
        self._views = {name: "" for row in views for name in row}
        self._rows = views
        self._connect()
        parts = Parts(title, rows, views, below, self._buttons["reset"], frame)
        self._front = front(parts, Ears(self))
        lifetime.close_with(self, self._front.widget)
        self._start = {c.name: c.start for c in self._controls.values()}
        begin = {} if preset is None else presets.read(preset, self._controls)
        self._begin.update(self._start | begin)
        self._tell(FIRST)  # until it is there, so that no lab stands empty
        self._move(self._begin, AT_FIRST)

    # --- what others use ---------------------------------------------------------

    @property
    def state(self):
        """All values by name."""
        with self._moves:
            return {name: c.value for name, c in self._controls.items()}

    @property
    def preset(self):
        """The state as a string that ``preset=`` takes."""
        with self._moves:
            return presets.write(self._controls)

    @property
    def status(self):
        """The sentence on what is shown, or on what is in the way of showing it."""
        return self._status

    @property
    def found(self):
        """The facts of what is shown, by name."""
        return dict(self._found)

    @property
    def views(self):
        """The names of the views."""
        return tuple(self._views)

    def view(self, name):
        """The HTML that a view shows, as text; empty where nothing can be shown."""
        if name not in self._views:
            raise ValueError(f"view must be one of {self.views}; it is {cut(name)}.")
        return self._views[name]

    def set(self, **values):
        """Set several values at once, with one redraw."""
        self._move(presets.checked(values, self._controls))

    def reset(self):
        """Back to the state the lab began with."""
        self._move(self._begin)

    def wait(self, seconds=None):
        """Wait until a long run has ended; for scripts.  False if it has not yet."""
        with self._moves:
            return self._moves.wait_for(self._idle, seconds)

    def describe(self):
        """The lab in words, with the numbers it shows."""
        return f"{self._title}. {self._status}\nState: {self.preset}"

    def _repr_mimebundle_(self, **kwargs):
        lifetime.keep_in_its_cell(self)
        with self._moves:
            if not lifetime.watched():
                self._moves.wait_for(lambda: self._enough or self._idle(), UNWATCHED)
            self._moves.wait_for(self._idle, WATCHED)
        live = self._front.widget._repr_mimebundle_(**kwargs)
        bundle = dict(live[0] if isinstance(live, tuple) else live or {})
        bundle["text/plain"] = self.describe()
        if not (self._pictures and self._drawing.acquire(timeout=AT_ONCE)):
            return bundle, {}
        try:
            rows = [[self._pictures[name] for name in names if name in self._pictures]
                    for names in self._rows]  # fmt: skip
            bundle["image/png"] = stored(rows)
            words = " ".join(p.words() for row in rows for p in row)
        finally:
            self._drawing.release()
        alt = f"{self._title}. {self._status} {words}"
        return bundle, {"image/png": {"alt": alt}}

    # --- how it works ------------------------------------------------------------

    def _connect(self):
        """Let controls and buttons make moves."""
        begin = self._begin  # and not the lab, which its widgets must not keep
        self._buttons["reset"] = Button(
            "reset", "Reset", lambda state: begin, "Back to the start"
        )
        for button in self._buttons.values():
            button.on_press(lifetime.weakly(self._pressed))
        changed, refused = lifetime.weakly(self._move), lifetime.weakly(self._refused)
        for control in self._controls.values():
            control.on_change(changed, refused)

    def _pressed(self, button):
        self._answer(button.do)

    def _answer(self, do):
        """Set what ``do(state)`` returns."""
        try:
            with self._moves:  # no press is lost when two come at once
                values = presets.checked(do(self.state) or {}, self._controls)
                self._put(values)
        except Exception as fault:
            self._refused(fault)
        else:
            self._move()

    def _hear_pressed(self, name):
        self._buttons[name].press()

    def _hear_typed(self, name, text):
        self._controls[name].type(text)

    def _hear_slid(self, name, place):
        self._controls[name].slide(place)

    def _hear_touched(self, touch):
        if touch["act"] == "tick":
            self._answer(self._beat)
        elif self._touch is not None:
            self._answer(lambda state: self._touch(touch, state))

    def _hear_pasted(self, preset):
        if preset.strip() == self.preset:
            return
        try:
            values = presets.read(preset, self._controls)
        except (ValueError, TypeError) as fault:
            self._refused(fault)
        else:
            self._move(self._start | values)

    def _idle(self):
        return self._drawn == self._asked

    def _put(self, values):
        with self._moves:
            for name, value in values.items():
                self._controls[name].put(value)

    def _move(self, values=None, wait=AT_ONCE):
        """Take over checked values; draw the state, and wait a little for it."""
        with self._moves:
            self._put(values or {})
            self._asked += 1
            self._so_far = False
            self._moves.notify_all()
            idle, self._working = not self._working, True
        if idle:
            threads.start(self._work, threading.get_ident())
        with self._moves:  # what is shown so far goes to the page when this returns
            self._moves.wait_for(lambda: self._so_far or self._idle(), wait)

    def _work(self, caller):
        """Draw the newest state until there is no newer one."""
        beside = threading.get_ident() != caller
        try:
            while True:
                with self._moves:
                    move, state = self._asked, self.state
                if move != self._drawn:
                    self._redraw(move, state)
                with self._moves:
                    self._drawn = move
                    self._moves.notify_all()
                    # The preset is for copying, not for watching: it need not hold
                    # a drag up.
                    if beside:
                        self._moves.wait_for(lambda: not self._idle(), PRESET_AFTER)
                    if not self._idle():
                        continue
                self._front.preset(self.preset)
                with self._moves:
                    if self._idle():
                        self._working = False
                        return
        except BaseException:  # an interrupt, where there are no threads
            with self._moves:
                self._drawn, self._working = self._asked, False
                self._moves.notify_all()
            raise

    def _redraw(self, number, state):
        def overtaken():
            return self._asked != number

        move = Move(self._kept, overtaken, self._progress, self._show_so_far)
        self._so_far = self._enough = False
        # What cannot be calculated with is told by the lab itself.
        with self._drawing, untold():
            begin = time.perf_counter()
            try:
                shown = self._draw(state, move)
                views = {name: picture.html() for name, picture in shown[0].items()}
                drawn = time.perf_counter()
                self._show(*shown, views)
            except Overtaken:
                return
            except Exception as fault:
                self._fail(fault)
                return
        seconds = (
            move.computing,
            drawn - begin - move.computing,
            time.perf_counter() - drawn,
        )
        self._timings.append([1000 * s for s in seconds])

    def _show(self, pictures, status, found, views=None):
        """Put pictures and words into the page, and keep them to be stored."""
        self._pictures = self._pictures | pictures
        html = views or {name: picture.html() for name, picture in pictures.items()}
        self._views |= {name: html[name] for name in self._views if name in html}
        self._found = dict(found)
        self._front.show(html | self._views)
        playing = bool(self._controls["playing"].value) if self._beat else False
        if playing or self._playing:
            self._front.tick(self._pace if playing else 0)
        self._playing = playing
        self._tell(status)

    def _show_so_far(self, pictures, status, found, enough):
        self._show(pictures, status, found)
        with self._moves:
            self._so_far, self._enough = True, enough
            self._moves.notify_all()

    def _fail(self, fault):
        """Say what is in the way; old pictures are of another state, and go."""
        self._pictures, self._found = {}, {}
        self._views = dict.fromkeys(self._views, "")
        self._front.empty()
        self._tell(warning(fault))

    def _refused(self, fault):
        """Say why something was not taken over; what is shown stays."""
        self._tell(warning(fault))

    def _progress(self, words, share):
        """Say how far a long move is; beside what it has shown so far."""
        if self._so_far:
            self._front.tell(f"{self._status} {words}", share)
        else:
            self._tell(words, share)

    def _tell(self, words, share=None):
        """Put words into the status line."""
        self._status = words
        self._front.tell(words, share)
