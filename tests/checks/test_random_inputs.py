"""Numbers that exercises are tried with: none near 0, none that drowns the others."""

import numpy as np
import pytest

from bpcore.checks import random_inputs


def rng():
    return np.random.Generator(np.random.PCG64(5))


MANY = 20_000


@pytest.mark.parametrize(
    ("make", "low", "high"),
    [
        (random_inputs.values, 0.2, 1.2),
        (random_inputs.positive, 0.2, 1.2),
        (random_inputs.outputs, 0.1, 0.4),
    ],
)
def test_sizes_fill_their_range_with_two_decimals(make, low, high):
    numbers = make(rng(), MANY)
    size = np.abs(numbers)
    if make is random_inputs.outputs:
        size = np.minimum(numbers, 1 - numbers)  # from 0 or from 1
    assert size.min() == pytest.approx(low) and size.max() == pytest.approx(high)
    assert np.allclose(numbers, np.round(numbers, 2), atol=1e-12)
    assert not np.allclose(numbers, np.round(numbers, 1))
    assert abs(size.mean() - (low + high) / 2) < 0.01


def test_signs_and_sides_are_even():
    assert abs((random_inputs.values(rng(), MANY) < 0).mean() - 0.5) < 0.02
    assert abs((random_inputs.outputs(rng(), MANY) < 0.5).mean() - 0.5) < 0.02
    assert (random_inputs.positive(rng(), MANY) > 0).all()


def test_rates_are_plain_numbers_with_two_decimals():
    some = rng()
    rates = [random_inputs.rate(some) for _ in range(2000)]
    assert all(type(rate) is float for rate in rates)
    assert min(rates) == 0.3 and max(rates) == 0.8
    assert np.allclose(rates, np.round(rates, 2), atol=1e-12)
    assert not np.allclose(rates, np.round(rates, 1))


def test_a_shape_is_filled_and_none_is_one_number():
    assert random_inputs.values(rng(), 2, 3).shape == (2, 3)
    assert random_inputs.positive(rng(), 2, 3).shape == (2, 3)
    assert random_inputs.outputs(rng(), 4).shape == (4,)
    assert random_inputs.values(rng()).shape == ()


def test_the_sigmoid():
    assert random_inputs.sigmoid(0) == 0.5
    assert random_inputs.sigmoid(2.0) == pytest.approx(0.8807970779778823)
    assert random_inputs.sigmoid(-2.0) == pytest.approx(0.11920292202211755)
