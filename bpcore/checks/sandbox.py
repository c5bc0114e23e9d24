"""Run a learner's code so that nothing it does can harm the notebook, or last for ever.

It runs in a thread of its own.  So an endless loop can be cut off by counting the
lines it runs, a debugger's or coverage tracer of the notebook's own thread is never
touched, and two checks at once do not meet.  Where no thread can be started it runs
in the calling one, and the lines alone are counted.

One thing no limit can be kept on: a single call into C that holds the interpreter,
such as ``sum(range(10**10))``.
"""

import ctypes
import linecache
import sys
import sysconfig
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bpcore import threads
from bpcore.checks.forms import LONGEST, name_of

LINES = 100_000  # no exercise needs a tenth of it
SECONDS = 3.0  # for what counts no lines: sleeping, waiting, a slow library

_PATHS = sysconfig.get_paths()
_LIBRARIES = (
    *{_PATHS[k] for k in ("stdlib", "platstdlib", "purelib", "platlib")},
    str(Path(__file__).parents[1]),
    "<frozen",
    "<__array_function__",
)


class _Cut(BaseException):
    """Ends a function that does not end; not an Exception, so rarely caught."""


@dataclass(frozen=True)
class Outcome:
    """What a call came to: a value, or a sentence about the trouble it met.

    raised   the name of the exception that ended it
    """

    value: object = None
    trouble: str = ""
    raised: str = ""
    endless: bool = False
    unwritten: bool = False


def run(function, arguments, lines=LINES, seconds=SECONDS):
    """Call ``function(*arguments)``; whatever happens comes back as an Outcome."""
    job, task = _Job(function, arguments, lines), None
    try:
        task = threads.start(job.work)
        ended = _wait(task, job, seconds)
    except KeyboardInterrupt:
        if task:
            _stop(task, job)
        return Outcome(trouble="The check was interrupted.", endless=True)
    if not ended:
        _stop(task, job)
    if job.cut or not ended:
        return Outcome(trouble=_endless(job.cut, lines, seconds), endless=True)
    return Outcome(job.value, job.trouble, job.raised, unwritten=job.unwritten)


class _Job:
    """One call, and the count of the lines that it has run."""

    def __init__(self, function, arguments, lines):
        self.function, self.arguments, self.left = function, arguments, lines
        self.value, self.trouble, self.raised = None, "", ""
        self.cut, self.unwritten, self.over, self.left_alone = None, False, False, False
        self.lock = threading.Lock()

    def work(self):
        try:
            try:
                self._traced()
                self._leave()
            except BaseException:  # what ends a call may come late, and twice
                self._leave()
        except BaseException:
            self._leave()

    def _leave(self):
        with self.lock:
            self.left_alone = True  # from here on nobody raises in this thread

    def _traced(self):
        before = sys.gettrace()
        try:
            sys.settrace(self._enter)
            self._call()
        finally:
            sys.settrace(before)

    def _call(self):
        try:
            with np.errstate(all="ignore"):
                self.value = self.function(*self.arguments)
        except BaseException as error:  # SystemExit and the like must not get out
            self.raised = name_of(type(error))
            self.unwritten = issubclass(type(error), NotImplementedError)
            self.trouble = _sentence(error)

    def _enter(self, frame, event, argument):
        """Count lines in the learner's own code only: an import runs thousands."""
        return None if _library(frame.f_code.co_filename) else self._line

    def _line(self, frame, event, argument):
        if event == "line":
            self.left -= 1
            if self.left < 0:
                self.cut = self.cut or frame.f_lineno
            if self.left < 0 or self.over:
                raise _Cut
        return self._line


def _wait(task, job, seconds):
    """Whether the call came to an end by itself, or by its count, in time."""
    end = time.monotonic() + seconds
    while not task.wait(0.05):
        if job.cut:  # a bare "except:" can swallow the cut, and tracing ends with it
            return task.wait(0.2)
        if time.monotonic() > end:
            return False
    return True


def _stop(task, job):
    """End a call: at its next line, or by raising in its thread until it gives up.

    What neither ends, a call into C, is left alone, and nothing is left pending: on
    Python 3.11 every traced function of the process would wait with it.
    """
    job.over = True
    traced = sys.gettrace()
    sys.settrace(None)
    try:
        for _ in range(30):
            if task.wait(0.01):
                return
            with job.lock:
                if not job.left_alone:
                    _raise_in(task.thread.ident, _Cut)
    finally:
        with job.lock:
            _raise_in(task.thread.ident, None)
        _settle()
        sys.settrace(traced)


def _raise_in(thread, exception):
    """Have a thread raise an exception soon; None takes back what is pending."""
    raised = ctypes.py_object(exception) if exception else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _settle():
    """Tell the interpreter that no exception is pending: it forgets when one is met."""
    try:
        _raise_in(threading.get_ident(), _Cut)
        for _ in range(100):
            pass
    except _Cut:
        pass


def _endless(line, lines, seconds):
    if line:
        return (
            f"Your function was stopped at line {line}: it had run {lines:,} lines "
            "and was not done. Look for a loop that never ends."
        )
    return f"Your function was stopped: it was not done after {seconds:g} seconds."


def _sentence(error):
    """The learner's own line, and the exception's own words."""
    place = words = ""
    try:  # an exception of the learner's own may fail at every touch
        place = _place(error.__traceback__)
        words = " ".join(str(error).split())[:LONGEST]
    except BaseException:
        pass
    name = name_of(type(error))
    told = f"Your function stops{place} with {name}{': ' if words else ''}{words}"
    return told if told.endswith((".", "?", "!")) else f"{told}."


def _place(step):
    """The last line of the learner's own code in a traceback."""
    place = ""
    while step is not None:
        code = step.tb_frame.f_code
        if not _library(code.co_filename):
            text = linecache.getline(code.co_filename, step.tb_lineno).strip()
            place = f" at line {step.tb_lineno}" + (f", {text}" if text else "")
        step = step.tb_next
    return place[:LONGEST]


def _library(filename):
    return filename.startswith(_LIBRARIES)
