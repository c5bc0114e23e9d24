"""The one executor: threads where there are any, else the calling thread."""

import contextvars
import threading
import time
from contextlib import closing

import pytest

from bpcore.threads import can_start, pool, start

WORD = contextvars.ContextVar("WORD", default="none")


def test_work_runs_beside_the_caller():
    go_on = threading.Event()
    task = start(lambda a, b: go_on.wait(10) and a + b, 1, 2, name="sum")
    assert not task.done
    assert not task.wait(0.01)
    assert task.thread.name == "sum"
    assert task.thread.daemon
    go_on.set()
    assert task.result() == 3
    assert task.done
    assert can_start()


def test_it_runs_in_place_where_no_thread_can_be_started(without_threads):
    task = start(lambda: threading.current_thread())
    assert task.done
    assert task.wait(0)
    assert task.thread is None
    assert task.result() is threading.main_thread()
    assert not can_start()


@pytest.mark.parametrize("threads", ["threads", "none"])
def test_faults_and_context_are_the_same_in_both(threads, request):
    if threads == "none":
        request.getfixturevalue("without_threads")

    def fail():
        WORD.set("changed")
        raise KeyError("no")

    WORD.set("mine")
    assert start(WORD.get).result() == "mine"
    task = start(fail)
    assert task.wait(10)
    with pytest.raises(KeyError, match="no"):
        task.result()
    assert WORD.get() == "mine"


def test_an_interrupt_in_place_reaches_the_caller(without_threads):
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        start(interrupted)


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_a_pool_works_on_every_item_once(threads):
    seen = []
    for done in pool(seen.append, range(50), threads):
        assert 0 <= done <= 50
    assert done == 50
    assert (sorted(seen) if threads > 1 else seen) == list(range(50))


def test_a_pool_works_side_by_side():
    both = threading.Barrier(2, timeout=10)
    assert list(pool(lambda _: both.wait(), range(2), 2))[-1] == 2


def test_a_pool_in_place_tells_of_every_item(without_threads):
    seen = []
    assert list(pool(seen.append, "abc", 2)) == [1, 2, 3]
    assert seen == ["a", "b", "c"]
    seen.clear()
    with closing(pool(seen.append, "abc", 2)) as counts:
        assert next(counts) == 1
    assert seen == ["a"]


def test_a_pool_that_is_closed_begins_nothing_more_and_waits():
    begun, ended, go_on = [], [], threading.Event()

    def work(item):
        begun.append(item)
        go_on.wait(10)
        time.sleep(0.05)
        ended.append(item)

    counts = pool(work, range(100), 2)
    assert next(counts) == 0
    go_on.set()
    counts.close()
    assert 1 <= len(begun) < 100
    assert sorted(begun) == sorted(ended)


@pytest.mark.parametrize("threads", ["threads", "none"])
def test_a_fault_in_a_pool_ends_it(threads, request):
    if threads == "none":
        request.getfixturevalue("without_threads")
    seen = []

    def work(item):
        seen.append(item)
        if item == 3:
            raise ValueError("item 3")

    with pytest.raises(ValueError, match="item 3"):
        list(pool(work, range(100_000), 2))
    assert len(seen) < 100_000
    assert list(pool(work, [], 2)) == [0] or threads == "none"
