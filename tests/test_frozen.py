"""What never changes: networks, their arrays, and every record of the package."""

import copy
import dataclasses
import importlib
import inspect
import pkgutil

import numpy as np
import pytest

import bpcore as bp
from bpcore.frozen import frozen

CHANGING = {"SequencePlan"}  # checks itself step by step, and is handed to nobody
RECURRENT = bp.RecurrentNetwork([[1.0]], [[0.5]], [0.0], [[2.0]], [0.0])
NETWORKS = pytest.mark.parametrize(
    "net",
    [
        bp.Network([[[1.0], [2.0]]], [[3.0]]),
        bp.train(bp.Network.random((2, 1)), [[0, 1]], [1], max_epochs=1).network,
        bp.trace(bp.Network.random((2, 1)), [0, 1], 1, 0.5).after,
        RECURRENT,
    ],
    ids=["made", "trained", "traced", "recurrent"],
)


def records():
    """Every dataclass of the package."""
    for module in pkgutil.walk_packages(bp.__path__, "bpcore."):
        try:
            found = importlib.import_module(module.name)
        except ImportError:  # of a library that is not installed
            continue
        for _, value in inspect.getmembers(found, inspect.isclass):
            own = value.__module__ == module.name
            if (
                own
                and dataclasses.is_dataclass(value)
                and value.__name__ not in CHANGING
            ):
                yield value


@pytest.mark.parametrize("record", list(records()), ids=lambda r: r.__name__)
def test_records_are_frozen(record):
    assert record.__dataclass_params__.frozen


@NETWORKS
def test_nothing_of_a_network_can_be_set_or_deleted(net):
    kind = type(net).__name__
    for name in (*type(net).__slots__, "momentum"):
        with pytest.raises(AttributeError) as caught:
            setattr(net, name, 3)
        assert str(caught.value) == (
            f"A {kind} never changes, so {name} cannot be set. Make a new one with "
            f"bp.{kind}."
        )
    with pytest.raises(AttributeError) as caught:
        del net.loss
    assert str(caught.value) == (
        f"A {kind} never changes, so loss cannot be deleted. Make a new one with "
        f"bp.{kind}."
    )


@NETWORKS
def test_a_network_is_not_made_twice(net):
    before = copy.copy(net)
    with pytest.raises(AttributeError, match="never changes"):
        net.__init__(*net._arguments)
    assert net == before


@NETWORKS
def test_no_array_of_a_network_can_be_changed(net):
    if net is RECURRENT:
        arrays = net.arrays
    else:
        assert isinstance(net.weights, tuple)
        assert isinstance(net.biases, tuple)
        arrays = net.weights + net.biases
    for array in arrays:
        assert array.dtype == np.float64
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 9
        with pytest.raises(ValueError, match="WRITEABLE"):
            array.flags.writeable = True
        view = array.view()
        with pytest.raises(ValueError, match="WRITEABLE"):
            view.flags.writeable = True


def test_a_frozen_copy_is_a_copy():
    given = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    kept = frozen(given)
    given[0, 1] = 9
    assert kept.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert kept.flags.c_contiguous


def test_what_is_equal():
    net = bp.Network([[[1.0]]], [[0.5]])
    assert net == copy.copy(net) == bp.Network([[[1]]], [[0.5]])
    for other in (
        bp.Network([[[1.0]]], [[0.25]]),
        bp.Network([[[2.0]]], [[0.5]]),
        bp.Network([[[1.0]]]),
        bp.Network([[[1.0], [1.0]]], [[0.5]]),
        bp.Network([[[1.0]], [[1.0]]], [[0.5], [0.5]]),
        bp.Network([[[1.0]]], [[0.5]], "tanh"),
        bp.Network([[[1.0]]], [[0.5]], output="identity"),
        bp.Network([[[1.0]]], [[0.5]], loss="cross-entropy"),
        bp.Network([[[1.0]]], [[0.5]], learn_biases=False),
        "a network",
        RECURRENT,
        None,
    ):
        assert net != other
        assert other != net
    assert RECURRENT == copy.deepcopy(RECURRENT)
    with pytest.raises(TypeError, match="unhashable"):
        hash(net)


def test_a_gradient_is_a_record_of_tuples():
    gradient = bp.gradient(bp.Network.random((2, 1)), [1, 0], 1)
    assert isinstance(gradient.weights, tuple)
    assert isinstance(gradient.biases, tuple)
    with pytest.raises(dataclasses.FrozenInstanceError):
        gradient.weights = ()
