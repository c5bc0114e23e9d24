"""Nonsense of any type gets a sentence, and an endless loop is cut off."""

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
]


@pytest.mark.parametrize("answer", NONSENSE, ids=lambda a: type(a).__name__)
@pytest.mark.parametrize("name", NAMES)
def test_nonsense_gets_a_sentence(name, answer):
    verdict = getattr(bp.check, name)(answer)
    assert verdict.voice in VOICES
    if type(answer) is not int:  # 10**400, True and the like are other matters
        assert verdict.voice != "correct"
    assert len(verdict.text.split()) > 3 and verdict.text.strip()[-1] in ".?:)"
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
    start = time.perf_counter()
    verdict = bp.check.net_input(loop)
    assert time.perf_counter() - start < (4.5 if loop.__name__ == "<lambda>" else 2)
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
    assert "stopped at line" in bp.check.output(lambda I: swallowing(I)).text
    assert threading.active_count() == before
