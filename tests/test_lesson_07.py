"""What lesson 07 measures with: the race, parity, known places, the cost of a pass."""

import numpy as np

import bpcore as bp
from bpcore.course.lesson_07 import costs, parity, places, race


def test_a_lane_tells_when_each_run_arrived_and_hides_none():
    [lane] = race.run("epoch", "epoch", [0.01], passes=60, seeds=range(4))
    data, fresh = bp.datasets.gaussians(400), bp.datasets.gaussians(10_000, seed=2)
    for seed in range(4):
        run = bp.train(
            bp.Network.random((2, 6, 1), 1, seed), data.X, data.T, 0.01, "epoch", 60,
            max_misclassified=0.03,
        )  # fmt: skip
        arrived = run.stopped_by == "max_misclassified"
        assert lane.needed[seed] == (run.epochs if arrived else np.inf)
    assert np.isinf(lane.median)
    assert [row[2:4] for row in race.table([lane]).cells] == [["over 60", "1 of 4"]]
    wrong = lane.networks[0].misclassified(fresh.X, fresh.T)
    assert race.fresh(lane)[0] == wrong > 0


def test_differences_are_paired_and_none_is_given_of_the_first():
    slow, quick = race.run("case", "case", (0.1, 0.3), passes=10, seeds=range(5))
    first, second = race.against([quick, slow], quick).cells
    apart = 100 * (race.fresh(slow) - race.fresh(quick))
    assert first[3] == ""
    assert second[3] == f"{apart.mean():.2f} ± {apart.std(ddof=1) / 5**0.5:.2f}"
    assert second[1] == f"{race.fresh(slow).mean():.2%}"


def test_epochs_of_parity_beyond_the_cap_are_infinite():
    found = parity.epochs(2, (2, 8), 150)
    assert found.shape == (2, 20)
    assert np.isinf(found).any() and found[np.isfinite(found)].max() <= 150
    xor = bp.datasets.parity(2)
    run = bp.train(
        bp.Network.random((2, 4, 1), 1, 3), xor.X, xor.T, 8, max_epochs=150,
        max_misclassified=0,
    )  # fmt: skip
    assert found[1, 3] == run.epochs < 150


def test_each_known_place_is_found_to_be_what_it_is():
    known = places.known(nudges=60)
    assert {name: at.word for name, at in known.items()} == {
        "minimum": "in a minimum",
        "valley to infinity": "in a valley",
        "plateau": "on a plateau",
        "saturation": "saturated",
    }
    assert places.table(known).cells[3][5:7] == ["0", "0"]


def test_costs_are_of_what_the_rows_name():
    rows = costs.an_epoch(((50, 4), (100, 4))).cells
    assert [row[:2] for row in rows] == [["50", "21"], ["100", "21"]]
    assert all(float(row[3]) > 0 for row in rows)
    table = costs.a_pass(((2, 3, 1),), ("case", 10), tuples=40)
    assert table.columns == ("network", "case", "batches of 10")
    assert table.cells[0][0] == "2-3-1"
