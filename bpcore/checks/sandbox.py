"""Run a learner's function so that nothing it does can harm the notebook.

It runs in a thread of its own.  So an endless loop can be cut off by counting the
lines it runs, a debugger's or coverage tracer of the notebook's own thread is never
touched, and two checks at once do not meet.
"""

import contextvars
import ctypes
import linecache
import sys
import sysconfig
import threading
import time
from dataclasses import dataclass

import numpy as np

LINES = 100_000  # no exercise needs a tenth of it
SECONDS = 3.0  # for what counts no lines: sleeping, waiting, a slow library

_LIBRARIES = tuple(
    {sysconfig.get_paths()[k] for k in ("stdlib", "platstdlib", "purelib", "platlib")}
)


class _Cut(BaseException):
    """Ends a function that does not end; not an Exception, so rarely caught."""


@dataclass(frozen=True)
class Outcome:
    """What a call came to: a value, or a sentence about the trouble it met."""

    value: object = None
    trouble: str = ""
    endless: bool = False
    unwritten: bool = False


def run(function, arguments, lines=LINES, seconds=SECONDS):
    """Call ``function(*arguments)``; whatever happens comes back as an Outcome."""
    job = _Job(function, arguments, lines)
    context = contextvars.copy_context()  # what it prints goes to the same cell
    thread = threading.Thread(target=context.run, args=(job.work,), daemon=True)
    thread.start()
    try:
        ended = _wait(thread, job, seconds)
    except KeyboardInterrupt:
        _stop(thread)
        return Outcome(trouble="The check was interrupted.", endless=True)
    if not ended:
        _stop(thread)
    if job.cut or not ended:
        return Outcome(trouble=_endless(job.cut, lines, seconds), endless=True)
    if job.error is not None:
        return Outcome(
            trouble=_sentence(job.error),
            unwritten=isinstance(job.error, NotImplementedError),
        )
    return Outcome(value=job.value)


class _Job:
    """One call, and the count of the lines that it has run."""

    def __init__(self, function, arguments, lines):
        self.function, self.arguments, self.left = function, arguments, lines
        self.value = self.error = self.cut = None

    def work(self):
        try:
            sys.settrace(self._enter)
            with np.errstate(all="ignore"):
                self.value = self.function(*self.arguments)
        except BaseException as error:  # SystemExit and the like must not get out
            self.error = error
        finally:
            sys.settrace(None)

    def _enter(self, frame, event, argument):
        """Count lines in the learner's own code only: an import runs thousands."""
        return None if _library(frame.f_code.co_filename) else self._line

    def _line(self, frame, event, argument):
        if event == "line":
            self.left -= 1
            if self.left < 0:
                self.cut = frame.f_lineno
                raise _Cut
        return self._line


def _wait(thread, job, seconds):
    """Whether the thread came to an end by itself, or by its count, in time."""
    end = time.monotonic() + seconds
    while thread.is_alive() and time.monotonic() < end:
        thread.join(0.05)
        if job.cut:  # a bare "except:" can swallow the cut, and tracing ends with it
            thread.join(0.2)
            break
    return not thread.is_alive()


def _stop(thread):
    """Raise in the thread until it gives up; leave it alone if it never does."""
    for _ in range(30):
        if not thread.is_alive():
            return
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident), ctypes.py_object(_Cut)
        )
        thread.join(0.01)


def _endless(line, lines, seconds):
    if line:
        return (
            f"Your function was stopped at line {line}: it had run {lines:,} lines "
            "and was not done. Look for a loop that never ends."
        )
    return f"Your function was stopped: it was not done after {seconds:g} seconds."


def _sentence(error):
    """The learner's own line, and the exception's own words."""
    place = ""
    step = error.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename != __file__ and not _library(code.co_filename):
            text = linecache.getline(code.co_filename, step.tb_lineno).strip()
            place = f" at line {step.tb_lineno}" + (f", {text}" if text else "")
        step = step.tb_next
    try:
        words = " ".join(str(error).split())
    except Exception:
        words = ""
    name = type(error).__name__
    told = f"Your function stops{place} with {name}{': ' if words else ''}{words}"
    return told if told.endswith((".", "?", "!")) else f"{told}."


def _library(filename):
    return filename.startswith(("<frozen", "<__array_function__", *_LIBRARIES))
