"""A data set: inputs, targets, what they measure; splitting and scaling it."""

import textwrap
from dataclasses import dataclass, replace

import numpy as np

from bpcore.datasets.given import as_places, as_words, fill, small_enough
from bpcore.frozen import frozen
from bpcore.inputs import (
    as_array,
    as_targets,
    as_text,
    cut,
    numbers,
    real_number,
    whole_number,
)


@dataclass(frozen=True, eq=False)
class DataSet:
    """Tuples with their targets.

    X            inputs, (tuples, inputs), read-only float64
    T            targets, (tuples, outputs), read-only float64
    names        what each input is
    measured_in  the unit of each input ("" for a plain number)
    target_name  what the target is
    about        where the data come from, and what they can not tell
    notes        what was done to them while reading, one sentence each
    """

    X: np.ndarray
    T: np.ndarray
    names: tuple
    measured_in: tuple
    target_name: str = "target"
    about: str = ""
    notes: tuple = ()

    def __post_init__(self):
        X = numbers("X", self.X, ndim=2)
        if not X.size:
            raise ValueError(
                f"X must hold at least one tuple and one input; its shape is {X.shape}."
            )
        T = as_array("T", self.T)
        T = as_targets(T, len(X), T.shape[1] if T.ndim == 2 else 1)
        fill(
            self,
            X=frozen(X),
            T=frozen(T),
            names=as_words("names", self.names, X.shape[1]),
            measured_in=as_words("measured_in", self.measured_in, X.shape[1]),
            notes=as_words("notes", self.notes),
        )
        for name in ("target_name", "about"):
            as_text(name, getattr(self, name))

    def __len__(self):
        return len(self.X)

    def __repr__(self):
        inputs = ", ".join(
            f"{name} ({unit})" if unit else name
            for name, unit in zip(self.names, self.measured_in, strict=True)
        )
        lines = [f"{len(self)} tuples: {inputs} → {self.target_name}."]
        paragraphs = [line for line in (*lines, self.about, *self.notes) if line]
        return "\n".join(textwrap.fill(line, 88) for line in paragraphs)

    def take(self, places):
        """The tuples at these places, as a data set of its own.

        places   whole numbers from 0, one truth value for each tuple, or a slice
        """
        places = as_places(places, len(self))
        return replace(self, X=self.X[places], T=self.T[places])

    def split(self, seed=0, test_share=0.25):
        """Deal the tuples out at random into a training and a test part.

        Each keeps about the same share of every class when the targets are classes
        of 0 and 1.  Returns (train, test); no tuple is in both.
        """
        share = real_number("test_share", test_share, above=0)
        rng = np.random.Generator(
            np.random.PCG64(whole_number("seed", seed, at_least=0))
        )
        order = rng.permutation(len(self))
        if set(np.unique(self.T)) <= {0.0, 1.0}:
            # Tuples of one class side by side, each class in its shuffled order:
            # every n-th of them for the test takes the same share of each class.
            classes = self.T @ np.arange(1, self.T.shape[1] + 1)
            order = order[np.argsort(classes[order], kind="stable")]
        marks = np.floor(np.arange(1, len(self) + 1) * min(share, 1.0) + 0.5)
        tested = np.diff(marks, prepend=0.0) > 0
        if tested.all() or not tested.any():
            raise ValueError(
                f"test_share must leave tuples on both sides; {share:g} of "
                f"{len(self)} tuples does not."
            )
        train, test = order[~tested], order[tested]
        return self.take(rng.permutation(train)), self.take(rng.permutation(test))

    def scaler(self):
        """A Scaler made from these tuples; make it from the training part alone."""
        same = (self.X == self.X[0]).all(axis=0)  # the mean of ten 0.1 is not 0.1
        moving = np.where(same, 0.0, self.X)
        with np.errstate(over="ignore"):
            mean, deviation = moving.mean(axis=0), moving.std(axis=0)
        small_enough("X", self.X, np.stack([mean, deviation]))
        return Scaler(np.where(same, self.X[0], mean), deviation, self.names)


@dataclass(frozen=True, eq=False)
class Scaler:
    """Subtracts each input's mean and divides by its standard deviation.

    Mean and deviation come from the tuples that the scaler was made from and never
    change, so applying it to test tuples tells it nothing about them.
    """

    mean: np.ndarray
    deviation: np.ndarray
    names: tuple

    def __post_init__(self):
        mean = numbers("mean", self.mean, ndim=1)
        deviation = numbers("deviation", self.deviation, ndim=1)
        if len(deviation) != len(mean):
            raise ValueError(
                f"deviation must hold a number for each of the {len(mean)} inputs; it "
                f"holds {len(deviation)}."
            )
        if (deviation < 0).any():
            raise ValueError(
                f"deviation must be 0 or more; it holds {deviation.min():g}."
            )
        fill(
            self,
            mean=frozen(mean),
            deviation=frozen(deviation),
            names=as_words("names", self.names, len(mean)),
        )

    def apply(self, data):
        """Scaled inputs: a DataSet gives a DataSet, an array an array."""
        return self._turned(data, lambda X: (X - self.mean) / self._divisor)

    def undo(self, data):
        """The inputs as they were before ``apply``."""
        return self._turned(data, lambda X: X * self._divisor + self.mean)

    @property
    def _divisor(self):
        # An input that is the same in every tuple is left at 0.
        return np.where(self.deviation > 0, self.deviation, 1.0)

    def _turned(self, data, turn):
        if isinstance(data, DataSet):
            if data.names != self.names:
                raise ValueError(
                    f"data must have the inputs {cut(', '.join(self.names), False)}; "
                    f"it has {cut(', '.join(data.names), False)}."
                )
            return replace(data, X=self._turned(data.X, turn))
        X = as_array("data", data)
        if X.ndim not in (1, 2):
            raise ValueError(
                "data must be a DataSet, one tuple, or a table of tuples; its shape is "
                f"{cut(X.shape)}."
            )
        X = numbers("data", X, X.ndim)
        if X.shape[-1] != len(self.names):
            raise ValueError(
                f"data must have {len(self.names)} columns; it has {X.shape[-1]}."
            )
        with np.errstate(over="ignore"):
            turned = turn(X)
        small_enough("data", X, turned)
        return turned

    def __repr__(self):
        from bpcore.tables import digits

        return "Scaler: " + "; ".join(
            f"{n} − {digits(m)}, divided by {digits(d)}"
            for n, m, d in zip(self.names, self.mean, self._divisor, strict=True)
        )
