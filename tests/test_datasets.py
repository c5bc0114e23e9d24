"""Data sets: what they hold, splitting without a leak, made and real patients."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bpcore as bp
from bpcore.datasets import DataSet
from bpcore.datasets.patients import MEANS, SPREADS


def test_a_data_set_keeps_its_arrays_from_harm():
    X = np.ones((3, 2))
    data = DataSet(X, [0, 1, 0], ("a", "b"), ("", "mm"))
    X[0, 0] = 9
    assert data.X[0, 0] == 1
    assert data.T.shape == (3, 1)
    with pytest.raises(ValueError, match="read-only"):
        data.X[0, 0] = 2
    assert "b (mm)" in repr(data)
    again = DataSet(data.X, data.T, data.names, data.measured_in)
    assert data != again  # compared as wholes, not array by array
    assert data.scaler() != data.scaler()


@given(
    seed=st.integers(0, 10**6),
    n=st.integers(8, 200),
    share=st.sampled_from([0.2, 0.25, 0.5]),
    classes=st.booleans(),
)
@settings(max_examples=60)
def test_a_split_deals_every_tuple_out_once(seed, n, share, classes):
    T = np.arange(n) % 3 == 0 if classes else np.linspace(0, 5, n)
    data = DataSet(np.arange(2 * n).reshape(n, 2), T * 1.0, ("a", "b"), ("", ""))
    train, test = data.split(seed, share)
    both = np.concatenate([train.X[:, 0], test.X[:, 0]])
    assert sorted(both) == data.X[:, 0].tolist()
    assert abs(len(test) - share * n) <= 1
    if classes:
        assert abs(test.T.sum() - share * data.T.sum()) <= 1
    again = data.split(seed, share)[1]
    np.testing.assert_array_equal(again.X, test.X)


def test_splits_differ_by_seed_and_refuse_to_leave_nothing():
    data = bp.datasets.patients(40)
    assert (data.split(0)[1].X != data.split(1)[1].X).any()
    for share in (0.001, 1.5):
        with pytest.raises(ValueError, match="test_share must leave"):
            data.split(test_share=share)


@given(seed=st.integers(0, 10**6), columns=st.integers(1, 5))
@settings(max_examples=40)
def test_scaling_standardises_and_is_undone(seed, columns):
    rng = np.random.Generator(np.random.PCG64(seed))
    X = rng.uniform(-50, 200, (12, columns))
    names = tuple("abcde"[:columns])
    data = DataSet(X, np.zeros(12), names, ("",) * columns)
    scaler = data.scaler()
    scaled = scaler.apply(data)
    np.testing.assert_allclose(scaled.X.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(scaled.X.std(axis=0), 1)
    np.testing.assert_allclose(scaler.undo(scaled).X, X, rtol=1e-9)
    np.testing.assert_allclose(scaler.apply(X[0]), scaled.X[0])


def test_the_test_part_has_no_say_in_the_scaler():
    train, test = bp.datasets.patients(100).split(0)
    before = train.scaler()
    harmed = DataSet(test.X * 100, test.T, test.names, test.measured_in)
    np.testing.assert_array_equal(train.scaler().mean, before.mean)
    assert abs(before.apply(harmed).X.mean()) > 10


def test_a_spread_below_one_is_divided_by_too():
    data = DataSet([[0.1, 1e-9], [0.3, 3e-9]], [0, 1], ("a", "b"), ("", ""))
    scaler = data.scaler()
    np.testing.assert_allclose(scaler.mean, [0.2, 2e-9])
    np.testing.assert_allclose(scaler.deviation, [0.1, 1e-9])
    np.testing.assert_allclose(scaler.apply(data).X, [[-1, -1], [1, 1]])


@pytest.mark.parametrize("value", [1.0, 0.1, -1e-9, 1e300])
def test_an_input_that_never_changes_becomes_zero(value):
    X = [[value, k] for k in range(10)]  # the mean of ten 0.1 is not 0.1
    data = DataSet(X, np.zeros(10), ("same", "b"), ("", ""))
    scaler = data.scaler()
    assert scaler.apply(data).X[:, 0].tolist() == [0] * 10
    assert scaler.undo(scaler.apply(data)).X[:, 0].tolist() == [value] * 10


def test_one_tuple_has_a_mean_and_no_spread():
    scaler = DataSet([[3.0, 4.0]], [1], ("a", "b"), ("", "")).scaler()
    assert scaler.mean.tolist() == [3, 4] and scaler.deviation.tolist() == [0, 0]


def test_a_scaler_in_words():
    data = DataSet([[1.0, 2], [1, 4]], [0, 1], ("same", "b"), ("", ""))
    assert repr(data.scaler()) == (
        "Scaler: same − 1.000, divided by 1.000; b − 3.000, divided by 1.000"
    )
    scaler = bp.datasets.Scaler([0.2, 20], [0.5, 3], ["a", "b"])
    assert repr(scaler) == (
        "Scaler: a − 0.200, divided by 0.500; b − 20.00, divided by 3.000"
    )
    assert scaler.apply([0.7, 26]) == pytest.approx([1, 2])
    assert scaler.undo([[1, 2]])[0] == pytest.approx([0.7, 26])
    with pytest.raises(ValueError, match="read-only"):
        scaler.mean[0] = 3
    with pytest.raises(FrozenInstanceError):
        scaler.mean = 3


def test_a_data_set_in_words():
    data = DataSet([[1.0, 2]], [0], ("a", "b"), ("", "mm"), "c", "Made up.", ("One.",))
    assert repr(data) == "1 tuples: a, b (mm) → c.\nMade up.\nOne."
    assert repr(DataSet([[1.0]], [0], ["a"], [""])) == "1 tuples: a → target."
    words = f"{'x' * 40} {'y' * 47}"  # as wide as a line may be
    long = DataSet([[1.0]], [0], ["a"], [""], about=words + " z")
    assert repr(long).splitlines()[1:] == [words, "z"]
    with pytest.raises(FrozenInstanceError):
        data.X = 3


def test_taking_tuples():
    data = bp.datasets.parity(3)
    taken = data.take([2, 0, -1])
    np.testing.assert_array_equal(taken.X, data.X[[2, 0, 7]])
    np.testing.assert_array_equal(taken.T, data.T[[2, 0, 7]])
    assert (taken.names, taken.about) == (data.names, data.about)
    ones = data.T[:, 0] == 1
    np.testing.assert_array_equal(data.take(ones).X, data.X[ones])
    np.testing.assert_array_equal(data.take(slice(2, 5)).X, data.X[2:5])


def test_logic():
    assert bp.datasets.xor().T.ravel().tolist() == [0, 1, 1, 0]
    three = bp.datasets.parity(3)
    assert (three.T.ravel() == three.X.sum(axis=1) % 2).all()
    assert len(three) == 8
    mirror = bp.datasets.symmetry(4)
    assert mirror.T.sum() == 4
    assert mirror.T[mirror.X.tolist().index([0, 1, 1, 0])] == 1
    code = bp.datasets.encoder(8)
    np.testing.assert_array_equal(code.X, np.eye(8))
    np.testing.assert_array_equal(code.X, code.T)
    for make, most in (("parity", 14), ("symmetry", 14), ("encoder", 256)):
        assert len(getattr(bp.datasets, make)(2).names) == 2
        assert len(getattr(bp.datasets, make)(most).names) == most
        for n, says in ((1, f"2 or more; it is {1}"), (most + 1, f"{most} or less")):
            with pytest.raises(ValueError, match=f"^n must be {says}"):
                getattr(bp.datasets, make)(n)


def test_logic_in_words():
    assert repr(bp.datasets.xor()) == (
        "4 tuples: x1, x2 → exactly one is 1.\n"
        "All 4 combinations of 2 inputs of 0 or 1."
    )
    assert repr(bp.datasets.parity(3)).startswith(
        "8 tuples: x1, x2, x3 → an odd number of them is 1.\nAll 8 combinations of 3"
    )
    assert bp.datasets.symmetry(2).target_name == "mirror-symmetric"
    assert repr(bp.datasets.encoder(3)) == (
        "3 tuples: x1, x2, x3 → the inputs themselves.\n"
        "The 3 ways in which one of 3 inputs is 1."
    )
    for data in (bp.datasets.xor(), bp.datasets.encoder(2)):
        assert data.measured_in == ("", "")
        assert data.names == ("x1", "x2")


@pytest.mark.parametrize("seed", range(5))
def test_synthetic_patients_follow_the_published_figures(seed):
    data = bp.datasets.patients(seed=seed)
    assert len(data) == 1000
    for k in (0, 1):
        group = data.X[data.T[:, 0] == k]
        assert len(group) == 500
        np.testing.assert_allclose(group.mean(axis=0), MEANS[k], rtol=0.03)
        np.testing.assert_allclose(group.std(axis=0), SPREADS[k], rtol=0.03)
    assert data.X[:, 0].min() >= 21
    assert data.X[:, 0].max() <= 100
    np.testing.assert_array_equal(data.X[:, 0], np.round(data.X[:, 0]))
    np.testing.assert_allclose(data.X[:, 1] * 10, np.round(data.X[:, 1] * 10))
    r = np.corrcoef(data.X.T)
    assert (r > 0).all()
    assert (r[np.triu_indices(3, 1)] < 0.5).all()
    assert len(np.unique(data.T[:10])) == 2, "the groups are shuffled"
    assert "Synthetic" in data.about


def test_the_default_patients_are_the_same_everywhere():
    data = bp.datasets.patients()
    assert data.X.sum(axis=0).round(1).tolist() == [34141.0, 33151.1, 126454.0]
    assert data.X[:2].round(1).tolist() == [[44.0, 29.3, 153.0], [26.0, 25.4, 109.0]]
    assert data.T[:6].ravel().tolist() == [1.0, 1.0, 0.0, 1.0, 0.0, 0.0]
    assert data.target_name == "diabetes"
    assert data.names == ("age", "BMI", "glucose")
    assert data.measured_in == ("years", "kg/m²", "mg/dL")


def test_how_many_patients():
    assert bp.datasets.patients(20).T.sum() == 10
    assert bp.datasets.patients(21).T.sum() == 10


def test_real_patients():
    progression = bp.datasets.real_patients()
    above = bp.datasets.real_patients("above median")
    assert progression.X.shape == (442, 3)
    assert progression.names == ("age", "BMI", "glucose")
    assert 19 <= progression.X[:, 0].min() <= progression.X[:, 0].max() <= 79
    assert 58 <= progression.X[:, 2].min() <= progression.X[:, 2].max() <= 124
    assert progression.T.max() == 346
    assert above.T.sum() == 221
    median = np.median(progression.T)
    np.testing.assert_array_equal(above.T, progression.T > median)
    assert "not a diagnosis" in above.about
    assert progression.target_name == "progression after a year"
    assert above.target_name == "progression above the median"
