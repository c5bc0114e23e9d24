"""Seeing to a run from outside: progress for the reader, interrupts from the kernel."""

import os
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

from bpcore.inputs import cut
from bpcore.network import Network
from bpcore.training.history import History

SHOW_AFTER = 2.0  # seconds; a shorter run needs no progress bar


@dataclass(frozen=True)
class Progress:
    """What ``watch`` is told between two chunks of a run.

    epoch, max_epochs   epochs completed, and how many there are to be
    share               how much of the run is done, from 0 to 1
    seconds             how long it has run
    """

    epoch: int
    max_epochs: int
    share: float
    seconds: float
    _run: object

    @property
    def network(self) -> Network:
        """The network as it is now."""
        return self._run.engine.sound()

    @property
    def history(self) -> History:
        """The epochs so far."""
        return self._run.record.history()


def as_watch(watch):
    """A function of the progress: whether ``watch`` asks for the run to end.

    An interrupt within ``watch`` asks for it too.  Raises TypeError for what cannot be
    called, or returns what is neither true nor false.
    """
    if watch is None:
        return lambda progress: False
    if not callable(watch):
        raise TypeError(
            f"watch must be a function of the progress; it is {cut(watch)}."
        )

    def stops(progress):
        try:
            answer = watch(progress)
        except KeyboardInterrupt:
            return True
        try:
            return bool(answer)
        except Exception:
            raise TypeError(
                "watch must return True to stop the run, or False; it returned a "
                f"{type(answer).__name__}, which is neither true nor false."
            ) from None

    return stops


@contextmanager
def bar(unit, total, show=True):
    """A progress bar that appears when work takes long and leaves nothing behind.

    unit    what is counted: "epochs", "runs"
    Yields a function of the number done so far.
    """
    start, shown = time.perf_counter(), []

    def update(done):
        if not shown and show and time.perf_counter() - start > SHOW_AFTER:
            shown.append(_tqdm(unit, total))
        if shown and shown[0] is not None:
            shown[0].update(done - shown[0].n)

    try:
        yield update
    finally:
        if shown and shown[0] is not None:
            shown[0].close()


def _tqdm(unit, total):
    if os.environ.get("TQDM_DISABLE"):  # tqdm's own switch; in notebooks it forgets it
        return None
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    return tqdm(desc="training", total=total, unit=f" {unit}", leave=False)


@contextmanager
def deferred_interrupt():
    """Hold Ctrl-C and the kernel's interrupt back until a chunk has ended.

    Yields a list that is no longer empty once one came.  Only the main thread
    receives interrupts; elsewhere nothing changes.
    """
    came = []
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is None
    ):
        yield came
        return
    before = signal.getsignal(signal.SIGINT)

    def note(*arguments):
        came.append(True)
        if getattr(before, "deferred", False):  # one of these round another
            before(*arguments)

    note.deferred = True
    signal.signal(signal.SIGINT, note)
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)
