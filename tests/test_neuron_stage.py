"""The neuron's numbers, touched in its picture."""

import pytest

import bpcore as bp


@pytest.mark.parametrize(
    ("act", "name"),
    [
        ("weight 1 3", "w1"),
        ("weight 2 3", "w2"),
        ("unit 3", "theta"),
        ("unit 1", "x1"),
        ("unit 2", "x2"),
    ],
)
def test_each_number_of_the_picture_is_moved_and_set(act, name):
    lab = bp.labs.neuron(preset="w1=0.5; w2=-2; theta=1; x1=0.5; x2=0.25")
    before = lab.state

    def touch(kind, value=None):
        lab._hear_touched({"act": act, "kind": kind, "value": value})
        assert lab.wait(10)
        assert {k: v for k, v in lab.state.items() if k != name} == {
            k: v for k, v in before.items() if k != name
        }
        return lab.state[name]

    assert touch("press") == before[name]
    assert touch("key", "ArrowUp") == pytest.approx(before[name] + 0.1)
    assert touch("key", "ArrowLeft") == pytest.approx(before[name])
    assert touch("typed", "0.625") == 0.625
    assert touch("typed", "99") == 0.625
    assert lab.status.startswith("⚠") and "99" in lab.status
    assert touch("typed", "a lot") == 0.625
    assert "must be a number" in lab.status


def test_what_is_no_number_of_it_is_left_alone():
    lab = bp.labs.neuron()
    before = lab.state
    lab._hear_touched({"act": "place", "kind": "press", "x": 1, "y": 2})
    assert lab.wait(10)
    assert lab.state == before
