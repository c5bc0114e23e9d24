"""Lesson 04, the bug hunt: a scaler without a leak."""

import numpy as np

from bpcore.checks.function_exercise import function

MIDDLE, SPREAD = (33.0, 32.0, 120.0), (11.0, 7.0, 30.0)  # age, BMI, glucose


def _patients(rng):
    def people(n, columns):
        z = rng.uniform(-1.5, 1.5, (n, columns))
        return np.round(np.add(MIDDLE[:columns], z * SPREAD[:columns]), 1)

    return [[people(4, 3), 5 + people(4, 3)], [people(6, 2), 5 + people(3, 2)]]


def _scaled(data, by, spread=np.std, axis=0):
    return (data - by.mean(axis, keepdims=True)) / spread(by, axis, keepdims=True)


@function(
    cases=_patients,
    hints=[
        "Who has a say in the mean and the spread, and who should?",
        "How many means does it take for three columns?",
    ],
    stub="""
    import numpy as np


    def scaler(train, data):
        both = np.vstack([train, data])
        return (data - both.mean()) / both.std()
    """,
    then="Nothing about the test patients has reached the scaler.",
)
def scaler(train, data):
    """This should scale `data` as the training patients say. Repair it.

    Two things are wrong with it.  `train` (tuples, inputs), `data` (other tuples,
    inputs).  Return an array of the shape of `data`; `std` as NumPy has it.
    """
    return (data - train.mean(axis=0)) / train.std(axis=0)


@scaler.mistake("both", "both faults are still there")
def _(train, data):
    both = np.vstack([train, data])
    return (data - both.mean()) / both.std()


@scaler.mistake("leak", "mean and spread are taken from train and data together")
def _(train, data):
    return _scaled(data, np.vstack([train, data]))


@scaler.mistake("own statistics", "data are scaled by their own mean and spread")
def _(train, data):
    return _scaled(data, data)


@scaler.mistake("train returned", "train is scaled and returned, not data")
def _(train, data):
    return _scaled(train, train)


@scaler.mistake("centred only", "the mean is subtracted, but nothing is divided")
def _(train, data):
    return data - train.mean(axis=0)


@scaler.mistake("variance", "it is divided by the variance, not by its square root")
def _(train, data):
    return _scaled(data, train, spread=np.var)


@scaler.mistake("one mean for all", "all columns share one mean and one spread")
def _(train, data):
    return (data - train.mean()) / train.std()


@scaler.mistake("transposed", "means run along rows, over inputs instead of tuples")
def _(train, data):
    return _scaled(data, train, axis=1)


@scaler.mistake("n - 1", "the spread is divided by n − 1 (ddof=1 or the pandas way)")
def _(train, data):
    return (data - train.mean(axis=0)) / train.std(axis=0, ddof=1)


@scaler.mistake("smallest to largest", "columns are stretched from minimum to maximum")
def _(train, data):
    return (data - train.min(axis=0)) / np.ptp(train, axis=0)
