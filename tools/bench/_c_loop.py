"""The loops in C, compiled when they are needed, as a function like ``bp.train``."""

import ctypes
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bpcore.network import Network
from bpcore.numbering import network, numbered


@dataclass(frozen=True)
class Trained:
    """What the loops in C leave: the network, and a value an epoch of each record."""

    network: Network
    loss: np.ndarray
    misclassified: np.ndarray
    largest_change: np.ndarray


def compiled(source, arguments, *options):
    """The function ``train`` of a source beside this file; None where gcc is missing.

    arguments   their ctypes
    options     further ones for gcc, such as "-march=native"
    """
    if shutil.which("gcc") is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        library = Path(folder) / "loop.so"
        path = Path(__file__).with_name(source)
        subprocess.run(
            ["gcc", "-O3", *options, "-shared", "-fPIC", "-o", library, path, "-lm"],
            check=True,
        )
        function = ctypes.CDLL(str(library)).train
    function.restype, function.argtypes = None, arguments
    return function


def c_loop(*options):
    """train(net, X, T, rate, epochs), compiled with gcc -O3; None where gcc is missing.

    options   further ones for gcc, such as "-march=native"
    """
    number, real, array = ctypes.c_int64, ctypes.c_double, ctypes.c_void_p
    kinds = [
        *[array] * 5, number, array, array, number, real, number, *[array] * 3
    ]  # fmt: skip
    function = compiled("_c_loop.c", kinds, *options)
    if function is None:
        return None

    def train(net, X, T, rate, epochs):
        n = numbered(net)
        first = n.first.astype(np.int64)
        X, T = np.ascontiguousarray(X), np.ascontiguousarray(T)
        O, err = np.zeros_like(n.theta), np.zeros_like(n.theta)
        records = np.zeros((3, epochs))
        at = [a.ctypes.data for a in (n.w, n.theta, O, err, first)]
        function(
            *at, len(net.sizes), X.ctypes.data, T.ctypes.data, len(X), rate, epochs,
            *[r.ctypes.data for r in records],
        )  # fmt: skip
        return Trained(network(n.w, n.theta, net), *records)

    return train
