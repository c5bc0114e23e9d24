"""The table of bad inputs: that it tries everything, and tells faults apart."""

import os

import pytest

from tests.bad_inputs import judging, running
from tests.bad_inputs.__main__ import everything, tried
from tests.bad_inputs.calls import calls, missing
from tests.bad_inputs.running import Call, results
from tests.bad_inputs.values import ODD

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forks")

SAMPLE = 500  # cases of more than 100,000: python -m tests.bad_inputs tries them all

# Functions that stand, for the judge, in a file of the package.
MADE = """
import os, warnings

def clear(n):
    raise ValueError(f"n must be 3 or more; it is {n}.")

def nameless(n):
    raise ValueError("That will never do, whatever it is.")

def long(n):
    raise ValueError(f"n must be 3 or more; it is {'1' * 400}.")

def lines(n):
    raise ValueError("n must be 3 or more\\nand it is not.")

def foreign(n):
    return n.sizes

def wrong_kind(n):
    raise RuntimeError("n must be 3 or more; it is not.")

def escapes(n):
    raise SystemExit("n must be 3 or more; it is not.")

def warns(n):
    warnings.warn("invalid value encountered in divide", RuntimeWarning)

def takes(n):
    return n

def hangs(n):
    while True:
        pass

def crashes(n):
    os._exit(3)
"""


def made(name):
    space = {}
    exec(compile(MADE, "/somewhere/bpcore/made.py", "exec"), space)
    return lambda: space[name]


@needs_fork
@pytest.mark.parametrize(
    ("name", "odd", "kind"),
    [
        ("clear", "-1", judging.SENTENCE),
        ("nameless", "-1", judging.UNCLEAR),
        ("long", "-1", judging.UNCLEAR),
        ("lines", "-1", judging.UNCLEAR),
        ("foreign", "-1", judging.FOREIGN),
        ("wrong_kind", "-1", judging.FOREIGN),
        ("escapes", "-1", judging.FOREIGN),
        ("warns", "-1", judging.WARNING),
        ("takes", "-1", judging.RIGHT),
        ("takes", "nan", judging.SWALLOWED),
        ("hangs", "-1", judging.HANG),
        ("crashes", "-1", judging.HANG),
    ],
)
def test_what_comes_back_is_told_apart(name, odd, kind):
    call = Call("made", name, made(name))
    [(_, argument, value, found, _)] = results([(call, "n", odd)], seconds=1)
    assert (argument, value, found) == ("n", odd, kind)


@needs_fork
def test_what_hangs_costs_itself_alone():
    hangs, takes = (Call("made", name, made(name)) for name in ("hangs", "takes"))
    cases = [(hangs, "n", "-1"), (hangs, "m", "-1"), (takes, "n", "-1")]
    told = [(call, kind) for call, *_, kind, _ in results(cases, 1)]
    assert told == [
        (hangs, judging.HANG), (hangs, judging.FOREIGN), (takes, judging.RIGHT)
    ]  # fmt: skip


@needs_fork
def test_more_cases_than_one_child_takes(monkeypatch):
    monkeypatch.setattr(running, "MANY", 2)
    call = Call("made", "takes", made("takes"))
    told = [(odd, kind) for *_, odd, kind, _ in results(call.cases()[:5])]
    assert [odd for odd, _ in told] == [*ODD][:5]
    assert {kind for _, kind in told} == {judging.RIGHT}


RIGHT = [c for c in calls() if c.name != "bp.datasets.read_patients"]


@pytest.mark.parametrize("call", RIGHT, ids=lambda call: call.name)
def test_right_arguments_are_right(call):
    call.called_right()


@needs_fork
def test_a_sample_of_the_table_holds():
    """One clear sentence or a right result, whatever is handed to whom."""
    wrong = [
        f"{call.name}({argument}={odd}) → {kind}: {said}"
        for call, argument, odd, kind, said in tried(everything(), SAMPLE, seed=8)
        if kind not in (judging.RIGHT, judging.SENTENCE)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_public_function_is_tried():
    assert list(missing()) == []
