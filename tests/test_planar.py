"""Points in the plane: where the points of each class lie, and how they scatter."""

import numpy as np
import pytest

import bpcore as bp

NAMES = ("circles", "moons", "spiral", "gaussians", "blobs", "checkerboard")
# Of twenty points with seed 1, the first two of each class.
POINTS = [
    (
        "circles",
        [[-0.2673, -0.9599], [-0.7855, 0.5643]],
        [[-0.3733, 0.2492], [0.2936, 0.3615]],
    ),
    (
        "moons",
        [[-1.6035, -0.1099], [0.3055, 0.2502]],
        [[1.3666, -0.2617], [0.5759, -0.6263]],
    ),
    (
        "spiral",
        [[-0.9865, 0.1819], [-0.3702, -0.093]],
        [[0.6022, -0.683], [-0.6296, -0.3119]],
    ),
    (
        "gaussians",
        [[0.6124, -0.9301], [-1.3751, 1.3201]],
        [[1.0334, 1.0125], [1.089, 1.4286]],
    ),
    (
        "blobs",
        [[-1.0876, -0.6301], [-1.0751, -0.3799]],
        [[0.7334, 0.7125], [0.789, 1.1286]],
    ),
    (
        "checkerboard",
        [[0.8713, 0.7324], [-0.7373, -0.6428]],
        [[0.6838, -0.6386], [0.0975, -0.3439]],
    ),
]


def clean(name, n=4000):
    """Points without noise, and those of each class."""
    data = getattr(bp.datasets, name)(n, noise=0, seed=5)
    of_class = data.T[:, 0] == 1
    return data, data.X[~of_class], data.X[of_class]


def radius_and_angle(X):
    return np.hypot(*X.T), np.arctan2(X[:, 1], X[:, 0]) % (2 * np.pi)


def uniform(values, low, high):
    """Whether values fill a range evenly: every tenth of it holds about a tenth."""
    counts, _ = np.histogram(values, 10, (low, high))
    return counts.sum() == len(values) and abs(counts / len(values) - 0.1).max() < 0.03


def test_circles():
    _, ring, disc = clean("circles")
    r, angle = radius_and_angle(disc)
    assert uniform(r**2, 0, 0.25)  # even over the area
    assert uniform(angle, 0, 2 * np.pi)
    r, angle = radius_and_angle(ring)
    assert uniform(r, 0.8, 1.0)
    assert uniform(angle, 0, 2 * np.pi)


def test_moons():
    _, upper, lower = clean("moons")
    r, angle = radius_and_angle(upper + [0.5, 0.25])
    np.testing.assert_allclose(r, 1)
    assert uniform(angle, 0, np.pi)
    r, angle = radius_and_angle([0.5, 0.25] - lower)
    np.testing.assert_allclose(r, 1)
    assert uniform(angle, 0, np.pi)


def test_spiral():
    for k, arm in enumerate(clean("spiral")[1:]):
        r, angle = radius_and_angle(arm)
        assert uniform(r**2, 0, 1)
        expected = 3 * np.pi * r + np.pi * k  # one and a half turns
        np.testing.assert_allclose(np.exp(1j * angle), np.exp(1j * expected), atol=1e-9)


def test_gaussians():
    data, apart, alike = clean("gaussians")
    assert set(map(tuple, apart)) == {(-1, 1), (1, -1)}
    assert set(map(tuple, alike)) == {(-1, -1), (1, 1)}
    assert abs((data.X[:, 0] > 0).mean() - 0.5) < 0.03


def test_blobs():
    _, lower, upper = clean("blobs")
    assert set(map(tuple, lower)) == {(-0.7, -0.7)}
    assert set(map(tuple, upper)) == {(0.7, 0.7)}


def test_checkerboard():
    for k, X in enumerate(clean("checkerboard")[1:]):
        field = np.floor((X + 1) * 2)
        assert set(map(tuple, field)) == {
            (i, j) for i in range(4) for j in range(4) if (i + j) % 2 == k
        }
        for place in ((X + 1) * 2 - field).T:  # away from the edges, evenly
            assert uniform(place, 0.15, 0.85)
        assert np.unique(field, axis=0, return_counts=True)[1].min() > 180  # of 2000


@pytest.mark.parametrize("name", NAMES)
def test_noise_is_a_standard_deviation(name):
    make = getattr(bp.datasets, name)
    without, little, much = (make(3000, noise, 7).X for noise in (0, 0.1, 0.4))
    assert (little - without).std(axis=0) == pytest.approx([0.1, 0.1], rel=0.05)
    np.testing.assert_allclose(much - without, 4 * (little - without), atol=1e-12)
    assert abs((little - without).mean(axis=0)).max() < 0.01


@pytest.mark.parametrize("name", NAMES)
def test_what_they_are(name):
    make = getattr(bp.datasets, name)
    data = make(201, seed=3)
    assert data.X.shape == (201, 2)
    assert data.T.sum() == 100  # one more of class 0
    assert data.names == ("x1", "x2")
    assert data.measured_in == ("", "")
    assert data.target_name == "class 1"
    assert len(np.unique(data.T[:10])) == 2, "the classes are shuffled"
    np.testing.assert_array_equal(make(201, seed=3).X, data.X)
    assert (make(201, seed=4).X != data.X).any()
    assert len(make(4)) == 4


@pytest.mark.parametrize(
    ("name", "noise", "what"),
    [
        ("circles", 0.1, "a disc inside a ring"),
        ("moons", 0.1, "two crescents"),
        ("spiral", 0.02, "two spirals"),
        ("gaussians", 0.35, "four clouds"),
        ("blobs", 0.35, "two clouds"),
        ("checkerboard", 0.0, "a board of 4 by 4 fields"),
    ],
)
def test_what_they_are_without_being_told(name, noise, what):
    make = getattr(bp.datasets, name)
    assert make().about == f"200 made points: {what}, scattered by {noise:g}."
    np.testing.assert_array_equal(make().X, make(200, noise, 0).X)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    POINTS,
)
def test_the_same_seed_gives_the_same_points_everywhere(name, first, second):
    data = getattr(bp.datasets, name)(20, seed=1)
    for k, expected in enumerate((first, second)):
        points = data.X[data.T[:, 0] == k][:2]
        np.testing.assert_allclose(points, expected, atol=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_points_that_cannot_be(name):
    make = getattr(bp.datasets, name)
    for given, says in (
        ({"n": 3}, "n must be 4 or more; it is 3."),
        ({"n": 2**40}, "n must be 1000000 or less; it is 1099511627776."),
        ({"n": 4.5}, "n must be a whole number; it is 4.5."),
        ({"noise": -1}, "noise must be 0 or more; it is -1."),
        ({"noise": 1e308}, "noise must be 1e+06 or less; it is 1e+308."),
        ({"seed": -1}, "seed must be 0 or more; it is -1."),
        ({"seed": "x"}, "seed must be a whole number; it is 'x'."),
    ):
        with pytest.raises((ValueError, TypeError)) as told:
            make(**given)
        assert str(told.value) == says
