"""What callers hand in: each check by itself, at its bounds."""

import numpy as np
import pytest

from bpcore import inputs
from bpcore.inputs import (
    as_array,
    as_sizes,
    as_span,
    as_targets,
    boolean,
    choice,
    counted,
    cut,
    listed,
    numbers,
    real_number,
    whole_number,
)


def refusal(ask, *given, **how):
    """The exception that a check raises, in words."""
    with pytest.raises((TypeError, ValueError)) as caught:
        ask(*given, **how)
    return f"{caught.type.__name__}: {caught.value}"


def test_bounds_belong_to_what_is_allowed_but_for_above():
    assert whole_number("n", 2, at_least=2, at_most=2) == 2
    assert real_number("x", 2, at_least=2, at_most=2) == 2
    assert refusal(whole_number, "n", 1, at_least=2) == (
        "ValueError: n must be 2 or more; it is 1."
    )
    assert refusal(whole_number, "n", 3, at_most=2) == (
        "ValueError: n must be 2 or less; it is 3."
    )
    assert refusal(real_number, "x", 1.5, at_least=2) == (
        "ValueError: x must be 2 or more; it is 1.5."
    )
    assert refusal(real_number, "x", 2.5, at_most=2) == (
        "ValueError: x must be 2 or less; it is 2.5."
    )
    assert refusal(real_number, "x", 1_000_001, at_most=1e6) == (
        "ValueError: x must be 1e+06 or less; it is 1000001."
    )
    assert real_number("x", 2.5, above=2) == 2.5
    assert refusal(real_number, "x", 2, above=2) == (
        "ValueError: x must be above 2; it is 2."
    )
    assert refusal(real_number, "x", np.nan) == (
        "ValueError: x must be finite; it holds a NaN or infinity."
    )


def test_whole_numbers_and_truths_are_python_s_own_afterwards():
    assert type(whole_number("n", np.int8(3))) is int
    assert type(real_number("x", np.float32(0.5))) is float
    assert boolean("b", np.bool_(True)) is True
    assert boolean("b", False) is False
    assert choice("c", "a", ("a", "b")) == "a"


def test_a_value_in_a_message_is_short_and_in_one_line():
    assert cut("a\n b\tc") == r"'a\n b\tc'"
    assert cut("a\n b\tc", quoted=False) == "a b c"
    assert cut(np.eye(2)) == "array([[1., 0.], [0., 1.]])"
    assert cut("x" * 58) == f"'{'x' * 58}'"
    assert cut("x" * 59) == f"'{'x' * 58}…"
    assert len(cut("x" * 59)) == len(cut("x" * 10_000)) == 60
    assert cut(10**5000) == "an object of type int"
    assert cut(5, quoted=False) == "5"


def test_one_is_told_from_several():
    assert [counted(n, "unit") for n in (0, 1, 2)] == ["0 units", "1 unit", "2 units"]


@pytest.mark.parametrize(
    ("given", "array"),
    [
        ([1, 2.5], [1.0, 2.5]),
        ([True, False], [1.0, 0.0]),
        ([10**20, 1], [1e20, 1.0]),
        (np.array([1, 2.5, np.int8(3)], dtype=object), [1.0, 2.5, 3.0]),
        (np.array([np.float32(0.5)], dtype=object), [0.5]),
        (np.ones(2, dtype=np.uint8), [1.0, 1.0]),
        (np.ma.array([1.0, 2.0], mask=[False, False]), [1.0, 2.0]),
    ],
)  # fmt: skip
def test_numbers_of_any_kind_are_a_copy_in_float64(given, array):
    found = numbers("x", given, ndim=1)
    assert found.dtype == np.float64
    assert type(found) is np.ndarray
    assert found.tolist() == array
    assert not np.shares_memory(found, given)


def test_a_copy_is_in_the_order_of_c():
    given = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    assert numbers("x", given, ndim=2).flags.c_contiguous


def test_what_is_not_finite_passes_where_it_may():
    found = numbers("x", [np.nan, np.inf], ndim=1, finite=False)
    assert np.isnan(found[0])
    assert found[1] == np.inf
    assert refusal(numbers, "x", [[0, 1], [2, np.inf]], ndim=2) == (
        "ValueError: x must be finite; it holds a NaN or infinity at (1, 1)."
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (5, "ValueError: x must be a list of numbers; its shape is ()."),
        ([[1]], "ValueError: x must be a list of numbers; its shape is (1, 1)."),
        ([1, 2j], "TypeError: x must hold real numbers; it holds complex numbers."),
        ([1, "a"], "TypeError: x must hold real numbers; it holds 'a'."),
        ([1, None], "TypeError: x must hold real numbers; it holds None."),
        ([b"a"], "TypeError: x must hold real numbers; it holds b'a'."),
        ({"a": 1}, "TypeError: x must hold real numbers; it holds {'a': 1}."),
        ([[1], [2, 3]], "ValueError: x must be an array with rows of equal length."),
        (
            [10**400],
            "ValueError: x holds a whole number that is too large to calculate with.",
        ),
        (
            np.ma.array([1.0, 2.0], mask=[False, True]),
            "ValueError: x must have a number everywhere; some are masked.",
        ),
    ],
)
def test_what_is_no_list_of_numbers_is_refused(given, says):
    assert refusal(numbers, "x", given, ndim=1) == says


def test_an_object_that_fails_to_become_an_array_is_told():
    class Broken:
        def __array__(self, *_, **__):
            raise ValueError("no")

        def __repr__(self):
            return "Broken()"

    assert refusal(as_array, "x", Broken()) == (
        "TypeError: x must be an array of numbers; it is Broken()."
    )


def test_what_holds_items_one_after_the_other_is_a_list(monkeypatch):
    for given in ([1, 2], (1, 2), range(1, 3), np.array([1, 2]), iter([1, 2])):
        assert listed("n", given) == [1, 2]
    assert listed("n", []) == []
    assert sorted(listed("n", {1, 2}, ordered=False)) == [1, 2]
    assert listed("n", frozenset([1]), ordered=False) == [1]
    for given in ({1}, frozenset([1]), {1: 2}, "ab", b"ab", 3):
        assert refusal(listed, "n", given, "a list of ones") == (
            f"TypeError: n must be a list of ones; it is {given!r}."
        )
    assert refusal(listed, "n", "ab", ordered=False) == (
        "TypeError: n must be a list; it is 'ab'."
    )
    assert inputs.MOST_ITEMS == 1_000_000
    monkeypatch.setattr(inputs, "MOST_ITEMS", 3)
    assert listed("n", [1, 2, 3]) == [1, 2, 3]
    assert refusal(listed, "n", [1, 2, 3, 4]) == (
        "ValueError: n must be a list, of at most 3 items; it holds more."
    )


def test_sizes_are_limited_by_the_parameters_they_ask_for(monkeypatch):
    monkeypatch.setattr(inputs, "MOST_PARAMETERS", 11)
    for sizes in ((3, 2, 1), [3, 2, 1], np.array([3, 2, 1]), range(3, 0, -1)):
        assert as_sizes(sizes) == (3, 2, 1)
    assert all(type(n) is int for n in as_sizes(np.array([3, 2, 1])))
    assert refusal(as_sizes, (3, 3)) == (
        "ValueError: sizes must ask for at most 11 weights and biases; (3, 3) asks "
        "for 12."
    )
    assert refusal(as_sizes, np.array([[3, 1]])) == (
        "TypeError: sizes must list the units of each layer, like (3, 4, 2, 1); it is "
        "array([[3, 1]])."
    )


def test_a_span_of_zero_has_no_sign():
    assert np.copysign(1, as_span(-0.0)) == 1


def test_the_largest_span():
    assert as_span(1e300) == 1e300
    assert as_span(0) == 0
    assert refusal(as_span, 1.1e300) == (
        "ValueError: span must be 1e+300 or less; it is 1.1e+300."
    )


@pytest.mark.parametrize(
    ("T", "tuples", "units", "shape"),
    [
        (1, 1, 1, (1, 1)),
        ([1], 1, 1, (1, 1)),
        ([1, 0], 2, 1, (2, 1)),
        ([1, 0], 1, 2, (1, 2)),
        ([[1], [0]], 2, 1, (2, 1)),
        ([[1, 0]], 1, 2, (1, 2)),
    ],
)
def test_targets_come_as_a_table_of_tuples_by_outputs(T, tuples, units, shape):
    assert as_targets(T, tuples, units).shape == shape


@pytest.mark.parametrize(
    ("T", "tuples", "units", "says"),
    [
        (1, 2, 1, "t must be a table of numbers; its shape is ()."),
        (1, 1, 2, "t must be a table of numbers; its shape is ()."),
        ([1, 0], 2, 2, "t must be a table of 2 tuples by 2 output units; it is a list "
         "of 2."),
        ([[1, 0]], 2, 1, "t must hold a target for each of 2 tuples and 1 output unit, "
         "shape (2, 1); its shape is (1, 2)."),
    ],
)  # fmt: skip
def test_targets_of_another_shape_are_refused(T, tuples, units, says):
    assert refusal(as_targets, T, tuples, units, name="t") == f"ValueError: {says}"


def test_the_cross_entropy_takes_targets_from_0_to_1():
    assert as_targets([0, 1], 2, 1, "cross-entropy").tolist() == [[0], [1]]
    for wrong in (-0.25, 1.25):
        assert refusal(as_targets, [wrong], 1, 1, "cross-entropy") == (
            "ValueError: T must lie between 0 and 1 for the cross-entropy; it holds "
            f"{wrong:g}."
        )
    assert as_targets([7], 1, 1).tolist() == [[7]]
