"""What a learner's code does stays in its sandbox, and comes to an end."""

import os
import sys
import threading
import time

import pytest

import bpcore as bp
from bpcore.checks import sandbox


def swallowing():
    while True:
        try:
            n = 1
            n = n + 1
        except:  # noqa: E722
            n = 2


@pytest.fixture
def held():
    """A lock that nobody gives back: to wait for it is one long call into C."""
    lock = threading.Lock()
    lock.acquire()
    yield lock
    if lock.locked():
        lock.release()


def no_threads(monkeypatch):
    """As in a browser: threads cannot be started."""

    def refuse(thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)


def test_a_value_comes_back():
    assert sandbox.run(lambda a, b: a - b, [5, 3]) == sandbox.Outcome(2)


@pytest.mark.parametrize("lines", range(500, 506))
def test_a_loop_that_swallows_the_cut_leaves_no_thread_behind(lines):
    before = set(threading.enumerate())
    outcome = sandbox.run(swallowing, [], lines=lines)
    assert outcome.endless and outcome.value is None
    assert not set(threading.enumerate()) - before


def test_lines_are_counted_to_the_last():
    def counted(n):
        for _ in range(n):
            pass
        return n

    def steps(n):  # the head of the loop, its body, and the end
        return 2 * n + 2

    assert sandbox.run(counted, [10], lines=steps(10)).value == 10
    line = counted.__code__.co_firstlineno + 3
    assert sandbox.run(counted, [10], lines=steps(10) - 1).trouble == (
        f"Your function was stopped at line {line}: it had run 21 lines and was not "
        "done. Look for a loop that never ends."
    )


def test_lines_of_libraries_are_not_counted():
    def imports():
        return os.path.normpath("a/../b/./c")

    assert sandbox.run(imports, [], lines=2).value == os.path.normpath("b/c")


def test_what_waits_is_cut_off_by_the_clock(held):
    outcome = sandbox.run(held.acquire, [], seconds=0.1)
    assert outcome == sandbox.Outcome(
        None, "Your function was stopped: it was not done after 0.1 seconds.", "", True
    )


class Clock:
    """A clock that moves by half a second whenever it is read."""

    def __init__(self, rings_at):
        self.now, self.rings_at, self.rung = 0.0, rings_at, threading.Event()

    def monotonic(self):
        self.now += 0.5
        if self.now >= self.rings_at:
            self.rung.set()
            time.sleep(0.02)  # whoever waits for it comes first
        return self.now


@pytest.mark.parametrize(("rings_at", "endless"), [(1, False), (3, False), (5, True)])
def test_a_slow_function_has_three_seconds(monkeypatch, rings_at, endless):
    clock = Clock(rings_at)
    monkeypatch.setattr(sandbox, "time", clock)
    try:
        assert sandbox.run(clock.rung.wait, []).endless == endless
    finally:
        clock.rung.set()


def test_a_right_function_may_take_its_time():
    assert sandbox.run(lambda: time.sleep(0.3) or "done", []).value == "done"


@pytest.mark.parametrize("traced", [False, True])
def test_who_comes_after_one_that_was_cut_off_is_not_accused(held, traced):
    """An exception left pending makes every traced call of Python 3.11 spin."""

    def waiting(*arguments):
        held.acquire()

    before = sys.gettrace()
    sys.settrace((lambda *a: None) if traced else before)
    try:
        assert sandbox.run(waiting, [], seconds=0.05).endless
        assert sandbox.run(lambda x: x + 1, [1]).value == 2
    finally:
        sys.settrace(before)


def test_what_was_cut_off_does_not_go_on_later(held):
    went_on, over = [], threading.Event()

    def waiting():
        try:
            held.acquire()
            went_on.append(1)
        finally:
            over.set()

    assert sandbox.run(waiting, [], seconds=0.05).endless
    held.release()
    assert over.wait(10)
    assert not went_on


def test_what_ends_a_call_may_come_late_and_twice():
    """The exception is raised in the thread when the call itself has just ended."""
    job, left = sandbox._Job(abs, [-1], 10), []
    leave = job._leave

    def late():
        left.append(job.left_alone)
        if len(left) < 3:
            raise sandbox._Cut
        leave()

    job._leave = late
    job.work()
    assert left == [False] * 3 and job.left_alone
    assert job.value == 1


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_what_ends_programs_ends_the_call_alone(kind):
    def leaving():
        raise kind("bye")

    outcome = sandbox.run(leaving, [])
    line = leaving.__code__.co_firstlineno + 1
    assert outcome.raised == kind.__name__
    assert outcome.trouble == (
        f'Your function stops at line {line}, raise kind("bye") with {kind.__name__}: '
        "bye."
    )
    assert not outcome.endless and not outcome.unwritten


def test_what_says_itself_that_it_is_not_written_is_noted():
    def later():
        raise NotImplementedError

    assert sandbox.run(later, []).unwritten


class Wordless(Exception):
    def __str__(self):
        raise RuntimeError("no words")


class Wordy(Exception):
    def __str__(self):
        return "word " * 10_000


class Talking(Exception):
    def __str__(self):
        while True:
            pass


def test_the_words_of_an_exception_may_fail_or_be_many_or_never_end():
    def stops(error):
        raise error

    place = f"at line {stops.__code__.co_firstlineno + 1}, raise error with"
    told = sandbox.run(stops, [Wordless()]).trouble
    assert told == f"Your function stops {place} Wordless."
    assert len(sandbox.run(stops, [Wordy()]).trouble) < 300
    assert "Look for a loop" in sandbox.run(stops, [Talking()]).trouble


@pytest.mark.parametrize("end", [".", "?", "!", ""])
def test_a_sentence_ends_once(end):
    def stops():
        raise ValueError("So  it\n is" + end)

    told = sandbox.run(stops, []).trouble
    assert told.endswith(f"with ValueError: So it is{end or '.'}")


def test_a_line_that_is_not_known_is_told_by_its_number():
    names = {}
    exec("def stops():\n    return 1 / 0", names)
    assert sandbox.run(names["stops"], []).trouble == (
        "Your function stops at line 2 with ZeroDivisionError: division by zero."
    )


def test_long_lines_are_cut():
    source = f"def long():\n    raise ValueError({'1 + ' * 500}1)"
    names = {}
    exec(compile(source, "<cell of a test>", "exec"), names)
    import linecache

    linecache.cache["<cell of a test>"] = (1, None, source.splitlines(True), "")
    told = sandbox.run(names["long"], []).trouble
    assert "at line 2, raise ValueError(1 + 1" in told
    assert len(told) < 300 and told.endswith("with ValueError: 501.")


def test_an_interrupt_ends_the_check(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sandbox, "_wait", interrupted)
    outcome = sandbox.run(swallowing, [])
    assert outcome == sandbox.Outcome(None, "The check was interrupted.", "", True)


def test_a_tracer_that_is_set_stays_set():
    def tracer(*a):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        sandbox.run(abs, [-1])
        sandbox.run(time.sleep, [0.1], seconds=0.05)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def test_where_no_thread_can_be_started_lines_are_still_counted(monkeypatch):
    def forever():
        while True:
            pass

    no_threads(monkeypatch)
    before = sys.gettrace()
    assert sandbox.run(lambda x: x + 1, [1]).value == 2
    assert sandbox.run(lambda: 1 / 0, []).raised == "ZeroDivisionError"
    assert "Look for a loop" in sandbox.run(forever, [], lines=1000).trouble
    assert sys.gettrace() is before


def test_checks_need_no_thread(monkeypatch):
    no_threads(monkeypatch)
    assert bp.check.output_error(-0.1475).correct
    assert bp.check.output_error(-0.64).mistake == "forgot O(1-O)"
    slip = bp.check.repair_the_unit(lambda x, w, theta: x @ w + theta)
    assert slip.mistake == "net input"
    assert bp.check.repair_the_unit(bp.check.repair_the_unit.right).correct
