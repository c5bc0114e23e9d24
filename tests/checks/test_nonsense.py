"""Nonsense of any type gets a sentence, and what does not end is cut off."""

import itertools
import threading
import time

import numpy as np
import pytest

import bpcore as bp
from bpcore.checks.verdict import VOICES
from bpcore.course.exercises import everything

NAMES = list(everything())


class Hostile:
    """Fails at every touch."""

    def _fail(self, *_):
        raise RuntimeError("hands off")

    __repr__ = __str__ = __bool__ = __len__ = __iter__ = __eq__ = _fail
    __array__ = __float__ = __getattr__ = _fail
    __hash__ = None


class Metaclass(type):
    """Classes that lie about their name, what they are, and what is one of them."""

    __name__ = property(lambda cls: 1 / 0)

    def _fail(cls, *_):
        raise RuntimeError("hands off")

    __repr__ = __instancecheck__ = __subclasscheck__ = __call__ = __eq__ = _fail
    __hash__ = type.__hash__


class Liar(metaclass=Metaclass):
    """Says that it is a list."""

    __class__ = property(lambda self: list)


class Text(str):
    """A word whose every method fails."""

    def _fail(self, *_):
        raise RuntimeError("hands off")

    __getitem__ = __eq__ = __len__ = strip = lower = _fail
    __hash__ = str.__hash__


class Raising:
    """Whose numbers end the program."""

    def __init__(self, kind):
        self.kind = kind

    def __array__(self, *_, **__):
        raise self.kind("out")

    __float__ = __len__ = __array__


class Endless:
    """Whose numbers never come."""

    def __array__(self, *_, **__):
        while True:
            pass

    __len__ = __float__ = __array__


class Unending(Endless):
    """A sequence of five hundred million numbers, one by one."""

    __array__ = property(lambda self: 1 / 0)

    def __len__(self):
        return 500_000_000

    def __getitem__(self, n):
        return 0.5


class Wordy:
    def __repr__(self):
        return "word " * 100_000


def lost(n):
    """A list that holds itself."""
    mine = [0.5] * n
    mine[0] = mine
    return mine


def named(kind):
    """A function with a default that fails when it is shown."""
    return lambda a, b, c, d, e, f, g, h, i=kind: 1


def bare_except():
    while True:
        try:  # noqa: SIM105
            time.sleep(0.001)
        except:  # noqa: E722
            pass


NONSENSE = [
    "0.5",
    "",
    float("nan"),
    float("inf"),
    1 + 2j,
    True,
    np.True_,
    [],
    (),
    {},
    {1, 2},
    [1, [2, 3]],
    [None, 1.0],
    [..., ...],
    ["a", "b", "c"],
    np.zeros((0, 3)),
    np.zeros((2, 2, 2)),
    np.array(["x"]),
    np.array([1j]),
    np.array([None]),
    object(),
    Hostile(),
    Hostile,
    b"bytes",
    bp,
    bp.Network.random((2, 1)),
    (x for x in [1]),
    10**400,
    range(3),
    int,
    print,
    len,
    lambda: 1,
    lambda *a: None,
    lambda *a: "0.5",
    lambda *a: float("nan"),
    lambda *a: True,
    lambda *a: a,
    lambda *a: [],
    lambda *a: {},
    lambda *a: Hostile(),
    lambda *a: (yield),
    lambda *a: 1 / 0,
    lambda *a: undefined,  # noqa: F821
    lambda *a: exit(),
    lambda *a: (_ for _ in ()).throw(KeyboardInterrupt),
    lambda *a: np.zeros((3, 3, 3)),
    Metaclass("X" * 10_000, (), {}),
    object.__new__(Liar),
    Text("converges"),
    [Text("converges")] * 5,
    Raising(SystemExit),
    Raising(KeyboardInterrupt),
    Endless(),
    Unending(),
    itertools.count(),
    itertools.repeat(0.5),
    lost(1),
    lost(3),
    range(500_000_000),
    range(10**30),
    np.broadcast_to(0.5, 500_000_000),
    [np.broadcast_to(0.5, 500_000_000)] * 3,
    "x" * 1_000_000,
    b"x" * 1_000_000,
    named(Hostile()),
    named(Wordy()),
    lambda *a: object.__new__(Liar),
    lambda *a: Raising(SystemExit),
    lambda *a: Raising(KeyboardInterrupt),
    lambda *a: itertools.count(),
    lambda *a: range(500_000_000),
    lambda *a: lost(2),
]


@pytest.mark.parametrize("answer", NONSENSE, ids=map(str, range(len(NONSENSE))))
@pytest.mark.parametrize("name", NAMES)
def test_nonsense_gets_a_sentence(name, answer):
    verdict = getattr(bp.check, name)(answer)
    assert verdict.voice in VOICES
    if type(answer) is not int:  # 10**400, True and the like are other matters
        assert verdict.voice != "correct"
    assert len(verdict.text.split()) > 3 and verdict.text.strip()[-1] in ".?:)"
    assert len(verdict.text) < 1000
    assert "Traceback" not in repr(verdict)
    assert verdict._repr_html_().startswith("<div")


def forever(*a):
    while True:
        pass


def slowly(*a):
    total = 0
    for i in iter(int, 1):
        total = total + np.dot([1.0, 2.0], [3.0, i])
    return total


@pytest.mark.parametrize("loop", [forever, slowly, lambda *a: bare_except()])
def test_an_endless_loop_is_cut_off(loop):
    verdict = bp.check.repair_the_unit(loop)
    assert verdict.voice == "wrong kind"
    assert "stopped" in verdict.text


def test_a_loop_that_swallows_its_end_is_cut_off_all_the_same():
    def swallowing(*a):
        while True:
            try:  # noqa: SIM105
                a = a
            except:  # noqa: E722
                pass

    before = threading.active_count()
    assert "stopped at line" in bp.check.repair_the_unit(swallowing).text
    assert threading.active_count() == before
