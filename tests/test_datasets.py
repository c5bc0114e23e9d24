"""Data sets: what they hold, splitting without a leak, made and real patients."""

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


def test_a_constant_input_and_a_wrong_one():
    data = DataSet([[1.0, 2], [1, 4]], [0, 1], ("same", "b"), ("", ""))
    scaled = data.scaler().apply(data)
    assert scaled.X[:, 0].tolist() == [0, 0]
    with pytest.raises(ValueError, match="data must have the inputs same, b"):
        data.scaler().apply(bp.datasets.xor())
    with pytest.raises(ValueError, match="data must have 2 columns"):
        data.scaler().apply([1.0, 2, 3])


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
    for make in (bp.datasets.parity, bp.datasets.symmetry, bp.datasets.encoder):
        with pytest.raises(ValueError, match="n must be"):
            make(1)
        with pytest.raises(ValueError, match="n must be"):
            make(1000)


@pytest.mark.parametrize(
    "name", ["circles", "moons", "spiral", "gaussians", "blobs", "checkerboard"]
)
def test_points_in_the_plane(name):
    make = getattr(bp.datasets, name)
    data = make(201, seed=3)
    assert data.X.shape == (201, 2)
    assert data.T.sum() == 100
    assert abs(data.X).max() < 4
    np.testing.assert_array_equal(make(201, seed=3).X, data.X)
    assert (make(201, seed=4).X != data.X).any()
    clean = make(50, noise=0)
    assert len(np.unique(clean.X.round(9), axis=0)) >= 2
    with pytest.raises(ValueError, match="noise must be 0 or more"):
        make(noise=-1)


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


def test_how_many_patients():
    assert bp.datasets.patients(21).T.sum() == 10
    with pytest.raises(ValueError, match="n must be 20 or more"):
        bp.datasets.patients(3)


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
    with pytest.raises(ValueError, match="target must be one of"):
        bp.datasets.real_patients("diagnosis")
