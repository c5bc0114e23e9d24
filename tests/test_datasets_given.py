"""What data sets say of what they can not be made of: whole sentences."""

from array import array

import numpy as np
import pytest

import bpcore as bp
from bpcore.datasets import DataSet

X = [[0.0, 1], [1, 2], [2, 4]]
SET = DataSet(X, [0, 1, 0], ("a", "b"), ("", "mm"))
SCALER = SET.scaler()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: DataSet([1.0, 2], [0, 1], ["a"], [""]),
         "X must be a table of numbers; its shape is (2,)."),
        (lambda: DataSet(np.zeros((0, 2)), [], ("a", "b"), ("", "")),
         "X must hold at least one tuple and one input; its shape is (0, 2)."),
        (lambda: DataSet(np.zeros((2, 0)), [0, 1], (), ()),
         "X must hold at least one tuple and one input; its shape is (2, 0)."),
        (lambda: DataSet(X, 3, ("a", "b"), ("", "")),
         "T must be a table of numbers; its shape is ()."),
        (lambda: DataSet(X, [0, 1], ("a", "b"), ("", "")),
         "T must hold a target for each of 3 tuples and 1 output unit, shape (3, 1); "
         "its shape is (2, 1)."),
        (lambda: DataSet(X, "abc", ("a", "b"), ("", "")),
         "T must hold real numbers; it holds 'abc'."),
        (lambda: DataSet(X, [0, 1, 0], ("a",), ("", "")),
         "names must hold one word for each of the 2 inputs; it holds 1."),
        (lambda: DataSet(X, [0, 1, 0], ("a", "b"), ["", "", "mm"]),
         "measured_in must hold one word for each of the 2 inputs; it holds 3."),
        (lambda: DataSet(X, [0, 1, 0], "ab", ("", "")),
         "names must be a list of words; it is 'ab'."),
        (lambda: DataSet(X, [0, 1, 0], array("b", b"ab"), ("", "")),
         "names must be a list of words; it is array('b', [97, 98])."),
        (lambda: DataSet(X, [0, 1, 0], ("a", 3), ("", "")),
         "names must be a list of words; it holds 3."),
        (lambda: DataSet(X, [0, 1, 0], ("a", "b"), None),
         "measured_in must be a list of words; it is None."),
        (lambda: DataSet(X, [0, 1, 0], ("a", "b"), ("", ""), 5),
         "target_name must be text; it is 5."),
        (lambda: DataSet(X, [0, 1, 0], ("a", "b"), ("", ""), about=[1]),
         "about must be text; it is [1]."),
        (lambda: DataSet(X, [0, 1, 0], ("a", "b"), ("", ""), notes="one"),
         "notes must be a list of words; it is 'one'."),
        (lambda: SET.take("one"), "places must hold real numbers; it holds 'one'."),
        (lambda: SET.take([0.5]),
         "places must be a list of whole numbers, of truth values, or a slice; it is "
         "[0.5]."),
        (lambda: SET.take(1),
         "places must be a list of whole numbers, of truth values, or a slice; it is "
         "1."),
        (lambda: SET.take([[1]]),
         "places must be a list of whole numbers, of truth values, or a slice; it is "
         "[[1]]."),
        (lambda: SET.take([0, 3]),
         "places must lie between -3 and 2, for 3 tuples; it holds 3."),
        (lambda: SET.take([-4]),
         "places must lie between -3 and 2, for 3 tuples; it holds -4."),
        (lambda: SET.take([True, False]),
         "places must hold 3 truth values, one for each tuple; it holds 2."),
        (lambda: SET.take([]), "places must name at least one tuple; it names none."),
        (lambda: SET.take(slice(5, 9)),
         "places must name at least one tuple; it names none."),
        (lambda: SET.take(slice("a")),
         "places must be a list of whole numbers, of truth values, or a slice; it is "
         "slice(None, 'a', None)."),
        (lambda: SET.split(-1), "seed must be 0 or more; it is -1."),
        (lambda: SET.split(0, 0), "test_share must be above 0; it is 0."),
        (lambda: SET.split(0, 0.01),
         "test_share must leave tuples on both sides; 0.01 of 3 tuples does not."),
        (lambda: SET.split(0, 1e308),
         "test_share must leave tuples on both sides; 1e+308 of 3 tuples does not."),
        (lambda: SET.split(0, 0.99),
         "test_share must leave tuples on both sides; 0.99 of 3 tuples does not."),
        (lambda: SCALER.apply(bp.datasets.xor()),
         "data must have the inputs a, b; it has x1, x2."),
        (lambda: SCALER.apply([1.0, 2, 3]), "data must have 2 columns; it has 3."),
        (lambda: SCALER.undo([[1.0, 2, 3]]), "data must have 2 columns; it has 3."),
        (lambda: SCALER.undo("x"), "data must hold real numbers; it holds 'x'."),
        (lambda: SCALER.undo(3),
         "data must be a DataSet, one tuple, or a table of tuples; its shape is ()."),
        (lambda: SCALER.apply(np.zeros((1, 1, 2))),
         "data must be a DataSet, one tuple, or a table of tuples; its shape is "
         "(1, 1, 2)."),
        (lambda: SCALER.apply([[1, np.nan]]),
         "data must be finite; it holds a NaN or infinity at (0, 1)."),
        (lambda: DataSet([[1e308], [-1e308]], [0, 1], ["a"], [""]).scaler(),
         "X must be small enough to calculate with; it holds 1e+308."),
        (lambda: SCALER.undo([1.0, 1.7e308]),
         "data must be small enough to calculate with; it holds 1.7e+308."),
        (lambda: bp.datasets.Scaler([[1]], [1], ["a"]),
         "mean must be a list of numbers; its shape is (1, 1)."),
        (lambda: bp.datasets.Scaler([1, 2], [1], ["a", "b"]),
         "deviation must hold a number for each of the 2 inputs; it holds 1."),
        (lambda: bp.datasets.Scaler([1, 2], [1, -0.5], ["a", "b"]),
         "deviation must be 0 or more; it holds -0.5."),
        (lambda: bp.datasets.Scaler([1, 2], [1, 2], ["a"]),
         "names must hold one word for each of the 2 inputs; it holds 1."),
        (lambda: bp.datasets.patients(19), "n must be 20 or more; it is 19."),
        (lambda: bp.datasets.patients(2**40),
         "n must be 1000000 or less; it is 1099511627776."),
        (lambda: bp.datasets.patients(20, -1), "seed must be 0 or more; it is -1."),
        (lambda: bp.datasets.real_patients("diagnosis"),
         'target must be one of "progression", "above median"; it is \'diagnosis\'.'),
    ],
)  # fmt: skip
def test_what_cannot_be_gets_one_sentence(call, says):
    with pytest.raises((ValueError, TypeError)) as told:
        call()
    assert str(told.value) == says
