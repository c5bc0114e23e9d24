"""Data to learn from: logic, points in the plane, patients, sequences."""

from bpcore.datasets.dataset import DataSet, Scaler
from bpcore.datasets.logic import encoder, parity, symmetry, xor
from bpcore.datasets.patients import patients
from bpcore.datasets.planar import (
    blobs,
    checkerboard,
    circles,
    gaussians,
    moons,
    spiral,
)
from bpcore.datasets.reading import read_patients
from bpcore.datasets.real import real_patients
from bpcore.datasets.sequences import adding_problem, echo, temporal_xor

__all__ = [
    "DataSet",
    "Scaler",
    "adding_problem",
    "blobs",
    "checkerboard",
    "circles",
    "echo",
    "encoder",
    "gaussians",
    "moons",
    "parity",
    "patients",
    "read_patients",
    "real_patients",
    "spiral",
    "symmetry",
    "temporal_xor",
    "xor",
]
