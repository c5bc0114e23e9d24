"""What labs leave behind: nothing of a move, nothing of a lab that is gone."""

import gc
import sys
import threading
import time
import weakref

import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances

import bpcore as bp
from bpcore.labs.kit import lifetime
from tests.test_lab_kit import toy
from tests.test_labs import EACH, TRIALS, make

WRITTEN = 0.3  # seconds until the preset of a move stands there


def left_behind(lab, control, values, rounds=25):
    """Objects that a move leaves behind at the least, and widgets that stayed.

    What a lab makes once, or keeps of its last few moves, comes with the first rounds;
    what leaks comes with every round.
    """
    least, before, widgets = np.inf, None, None
    for _ in range(rounds):
        for k in range(20):
            lab._controls[control].value = values[k % 2]
            assert lab.wait(20)
        time.sleep(WRITTEN)
        lab._timings.clear()  # of the last hundred moves
        gc.collect()
        now = sys.getallocatedblocks()
        if before is None:
            widgets = len(_instances)
        else:
            least = min(least, (now - before) / 20)
        if least < 2:
            break
        before = now
    return least, len(_instances) - widgets


@EACH
def test_moves_leave_nothing_behind(name):
    control, *values = TRIALS[name].often
    objects, widgets = left_behind(make(name), control, values)
    assert objects < 2, "two or three objects a move are a leak"
    assert widgets == 0
    assert threading.active_count() < 20


@pytest.mark.parametrize("leaks", [True, False])
def test_a_lab_that_keeps_something_of_each_move_is_seen(leaks):
    class Kept(list):
        def append(self, n):
            super().append([[]] if leaks else n)

    objects, _ = left_behind(toy(seen=Kept()), "rate", (0.5, 0.7), rounds=8)
    assert (objects >= 2) == leaks


def gone(make):
    """Whether nothing is left of a lab that nobody holds."""
    gc.collect()
    before = len(_instances)
    lab = make()
    lab.wait()
    time.sleep(WRITTEN)
    watched = weakref.ref(lab)
    del lab
    gc.collect()
    return watched() is None and len(_instances) == before


@EACH
def test_a_lab_that_is_gone_leaves_nothing(name):
    assert gone(getattr(bp.labs, name))


def test_a_lab_lives_as_long_as_its_cell_shows_it(monkeypatch):
    cell = {"id": "first", "count": 1}
    names, hidden = {"_oh": {}}, {}

    def at_work():
        return cell["id"], cell["count"], (names, hidden)

    monkeypatch.setattr(lifetime, "_cell", at_work)
    monkeypatch.setattr(lifetime, "_shown", {})

    def show():
        lab = toy()
        lab._repr_mimebundle_()
        names["_oh"][cell["count"]] = lab
        names[f"_{cell['count']}"] = hidden[f"_{cell['count']}"] = lab
        return weakref.ref(lab)

    def lives(lab):
        gc.collect()
        return lab() is not None

    first = show()
    cell.update(id="second", count=2)
    second = show()
    assert lives(first) and lives(second)
    cell.update(id="first", count=3)
    third = show()
    time.sleep(WRITTEN)
    assert not lives(first), "its cell shows another"
    assert lives(second) and lives(third)
    assert names["_oh"].keys() == {2, 3}
