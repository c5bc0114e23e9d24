"""The one place that starts threads, and does without where none can be started.

In a browser (WebAssembly) ``Thread.start`` raises RuntimeError.  Work then runs in
the calling thread, and is done when ``start`` returns.
"""

import contextvars
import threading
from collections import deque


class Task:
    """Work that was started; ``thread`` is None where it ran in the calling one."""

    def __init__(self, work, arguments, name):
        self._over, self._value, self._fault = threading.Event(), None, None
        call = (contextvars.copy_context().run, work, *arguments)
        self.thread = threading.Thread(None, self._run, name, call, daemon=True)
        try:
            self.thread.start()
        except RuntimeError:
            self.thread = None
            self._run(*call)

    def _run(self, work, *arguments):
        try:
            self._value = work(*arguments)
        except BaseException as fault:
            self._fault = fault
            if self.thread is None and isinstance(fault, KeyboardInterrupt):
                raise  # it was meant for the calling thread
        finally:
            self._over.set()

    @property
    def done(self):
        return self._over.is_set()

    def wait(self, seconds=None):
        """Wait for the end, so many seconds at most; whether it has ended."""
        return self._over.wait(seconds)

    def result(self):
        """Wait for the end; what the work returned, or raise what it raised."""
        self.wait()
        if self._fault is not None:
            raise self._fault
        return self._value


def start(work, *arguments, name=None):
    """Start ``work(*arguments)`` in a thread of its own if there can be one: a Task.

    It sees a copy of the caller's context: what it prints goes to the same cell.
    """
    return Task(work, arguments, name)


def can_start():
    """Whether a thread can be started."""
    return start(int).thread is not None


def pool(work, items, threads):
    """Call ``work(item)`` for every item, several at a time; yields how many are done.

    It yields at least every 0.1 s, or after each item where no thread can be started.
    Closing it, or a fault in ``work``, leaves out the items that were not begun.
    """
    end = object()
    todo, done, over = deque([*items, *[end] * threads]), [], threading.Event()

    def each():
        for item in iter(todo.popleft, end):
            if not over.is_set():
                try:
                    work(item)
                except BaseException:
                    over.set()
                    raise
                done.append(item)
                yield len(done)

    if not can_start():
        yield from each()
        return
    tasks = [start(list, each()) for _ in range(threads)]
    try:
        for task in tasks:
            while not task.wait(0.1):
                yield len(done)
            task.result()
        yield len(done)
    finally:
        over.set()
        for task in tasks:
            task.wait()
