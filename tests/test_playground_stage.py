"""The playground: data with settings that learn it, a region that can be touched."""

import re

import numpy as np
import pytest

import bpcore as bp
from bpcore.activations import HIDDEN
from bpcore.figures.charts.unit_maps import UnitMaps
from bpcore.labs.playground_points import LEARNED_WITH, MADE, OWN_POINTS


@pytest.fixture
def lab():
    made = bp.labs.playground()
    made.wait()
    return made


def touch(lab, act, kind="press", **what):
    lab._hear_touched({"act": act, "kind": kind, **what})
    assert lab.wait(30)


@pytest.mark.parametrize("name", MADE)
def test_each_data_set_opens_with_settings_that_learn_it(lab, name):
    touch(lab, f"data {name}")
    assert lab.state["data"] == name
    most = {"circles": 6, "Gaussian pairs": 2}.get(name, 0)
    assert lab.found["misclassified"] <= most, "noise apart, it is learned"


def test_a_reader_who_chooses_data_gets_its_settings_a_program_what_it_asks_for(lab):
    lab._controls["data"].type("spiral")
    lab.wait(30)
    assert lab.state["units"] == LEARNED_WITH["spiral"]["units"] == 8
    lab.set(data="XOR")
    lab.wait(30)
    assert lab.state["units"] == 8, "nothing but what was asked for"


def test_a_place_is_asked_and_points_are_added_moved_and_removed(lab):
    touch(lab, "place", x=0.5, y=-0.25)
    answer = re.search(r"answers ([\d.]+\d)", lab._pictures["told"].words())
    points = bp.datasets.moons()
    net = bp.train(
        bp.Network.random((2, 4, 1)), points.X, points.T, 0.5, max_epochs=300
    ).network
    assert float(answer[1]) == pytest.approx(
        net.predict([[0.5, -0.25]])[0, 0], abs=1e-3
    )
    assert lab.state["data"] == "moons", "to ask changes nothing"
    lab.set(tool="add 1", epochs=20)
    touch(lab, "place", x=0.125, y=0.5)
    assert lab.state["data"] == OWN_POINTS
    assert lab.state["points"].splitlines()[-1] == "0.125 0.5 1"
    assert lab.found["tuples"] == 201
    touch(lab, "point 200", "drag", x=1.0, y=1.0)
    assert lab.state["points"].splitlines()[-1] == "1 1 1"
    touch(lab, "point 200", "key", value="Delete")
    lab.set(tool="remove")
    touch(lab, "point 0", x=0, y=0)
    assert lab.found["tuples"] == 199
    before = lab.state
    touch(lab, "unit 3")
    assert lab.state == before


def test_the_run_plays_from_its_beginning_to_its_end(lab):
    lab._buttons["play"].press()
    lab.wait(30)
    assert (lab.state["shown"], lab.found["epoch"]) == (0, 0)
    for _ in range(60):
        lab._hear_touched({"act": "tick", "kind": "tick"})
        lab.wait(30)
    assert (lab.state["shown"], lab.state["playing"]) == (100, 0)
    assert lab.found["epoch"] == 300


def test_it_says_what_was_retrained_but_stores_no_seconds(lab):
    assert re.search(
        r"300 epochs × 200 points in \d+ ms", lab._pictures["told"].words()
    )
    assert "ms" not in lab.describe()
    assert "told" not in lab.views


def test_maps_show_what_each_hidden_unit_answers():
    net = bp.Network.random((2, 3, 2, 1), span=3, seed=1)
    maps = UnitMaps(net, (-2, 2, -1, 1))
    assert maps.units == [6, 7]
    upper_left = maps.maps[0].reshape(24, 24)[0, 0]
    assert upper_left == pytest.approx(net.outputs([[-2, 1]])[2][0, 0])
    assert maps.html().count("<img") == 2
    assert "Unit 6: from" in maps.words()
    assert maps.png().startswith(b"\x89PNG")
    none = UnitMaps(bp.Network.random((2, 1)), (0, 1, 0, 1))
    assert (none.units, none.words()) == ([], "No hidden unit to show.")


@pytest.mark.parametrize("hidden", HIDDEN)
def test_maps_of_every_activation_stay_within_their_colours(hidden):
    net = bp.Network.random((2, 4, 1), span=2, seed=1, hidden=hidden)
    maps = UnitMaps(net, (-1, 1, -1, 1))
    for m in maps.maps:
        share = maps._share(m)
        assert share.shape == (24, 24)
        assert np.isfinite(share).all()
