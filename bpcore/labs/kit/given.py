"""What labs are given, checked once: what a lab cannot show it refuses."""

from bpcore import network
from bpcore.datasets.dataset import DataSet
from bpcore.network import Network


def as_classes(name, data, inputs=None):
    """A DataSet with one target of 0 or 1.

    inputs   how many it must have; without it, two or more
    """
    if not isinstance(data, DataSet):
        raise TypeError(
            f"{name} must be a data set, like bp.datasets.moons(); it is "
            f"{type(data).__name__}. bp.datasets.DataSet(X, T, names, measured_in) "
            "makes one of lists or arrays."
        )
    has = data.X.shape[1]
    if has < 2 if inputs is None else has != inputs:
        wanted = "two inputs or more" if inputs is None else f"{inputs} inputs"
        raise ValueError(f"{name} must have {wanted}; it has {has}.")
    if len(data) < 2:
        raise ValueError(f"{name} must hold two tuples or more; it holds {len(data)}.")
    if data.T.shape[1] != 1 or not ((data.T == 0) | (data.T == 1)).all():
        raise ValueError(
            f"{name} must have one target, a class of 0 or 1, as the lab counts what "
            f"is misclassified; it has {data.T.shape[1]}, from {data.T.min():g} to "
            f"{data.T.max():g}."
        )
    return data


def as_tuples(net, X, T, otherwise):
    """X and T as arrays that fit the network; ``otherwise()`` where all are None."""
    if net is None and X is None and T is None:
        data = otherwise()
        return data.X, data.T
    if net is None or X is None or T is None:
        raise TypeError("X and T must be given with a network of your own, all three.")
    return network.as_tuples(net, X, T)


def counting(name, net):
    """The network, if its outputs can be counted as right or wrong."""
    if not isinstance(net, Network):
        raise TypeError(f"{name} must be a bp.Network; it is {type(net).__name__}.")
    if net.output == "identity":
        raise ValueError(
            f"{name} must have sigmoid outputs, as the lab counts what is "
            "misclassified; its outputs are identity."
        )
    return net
