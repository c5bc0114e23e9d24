"""Patients from a CSV file of the reader's own."""

import csv
import os
from pathlib import Path

import numpy as np

from bpcore.datasets.columns import find_columns
from bpcore.datasets.dataset import DataSet
from bpcore.datasets.patients import MEASURED_IN, NAMES
from bpcore.inputs import choice

LARGEST_FILE = 50 * 2**20  # bytes
FEWEST = 20  # patients; with fewer there is nothing to train and test on

# Below and above these no adult patient has been measured.
PLAUSIBLE = {"age": (0, 120), "BMI": (8, 120), "glucose": (10, 1500)}
YES = {"1", "1.0", "yes", "y", "true", "positive", "tested_positive", "pos", "diabetic"}
NO = {"0", "0.0", "no", "n", "false", "negative", "tested_negative", "neg", "healthy"}
BLANK = {"", "na", "n/a", "nan", "null", "none", "?", "-"}


def read_patients(source, columns=None, missing="drop"):
    """Patients from a CSV file or a pandas DataFrame: age, BMI, glucose → 0 or 1.

    source    path of a CSV file (comma, semicolon or tab; decimal point or comma), or
              a DataFrame
    columns   which columns to read, where their names are not the usual ones:
              {"age": …, "BMI": …, "glucose": …, "outcome": …}, any of them
    missing   zeros and blanks in BMI and glucose mean *not measured*.  "drop" leaves
              those patients out; "median" puts the median of the measured ones there
              (of all patients, so a test part split off later has a small say in it)

    Returns a DataSet whose ``notes`` tell how many values were missing.
    Raises ValueError naming row and column (row 1 holds the column names, as in a
    spreadsheet), TypeError for another kind of source, FileNotFoundError.
    """
    choice("missing", missing, ("drop", "median"))
    header, rows, name = _table(source)
    places = find_columns(header, columns or {}, name)
    X = np.array([_measurements(row, places, header, n) for n, row in rows]).reshape(
        -1, 3
    )
    T = np.array([_outcome(row[places["outcome"]], n, header[places["outcome"]])
                  for n, row in rows])  # fmt: skip
    X, T, notes = _complete(X, T, missing)
    _enough(X, T, header[places["outcome"]])
    return DataSet(
        X, T, NAMES, MEASURED_IN, header[places["outcome"]],
        f"Read from {name}. What the outcome means, its source has to tell.", notes,
    )  # fmt: skip


def _table(source):
    """Column names, (row number, cells) of every row that is not empty, a name."""
    if hasattr(source, "columns") and hasattr(source, "itertuples"):
        header = [str(c) for c in source.columns]
        rows = [
            (n, ["" if cell != cell or cell is None else str(cell) for cell in row])
            for n, row in enumerate(source.itertuples(index=False), start=2)
        ]
        return header, rows, "a DataFrame"
    if not isinstance(source, str | os.PathLike):
        raise TypeError(
            "source must be the path of a CSV file or a pandas DataFrame; it is "
            f"{type(source).__name__}."
        )
    path = Path(source)
    lines = _text(path).splitlines()
    header, *cells = csv.reader(lines, delimiter=_separator(lines[0]))
    rows = [(n, c) for n, c in enumerate(cells, start=2) if any(s.strip() for s in c)]
    for n, row in rows:
        if len(row) != len(header):
            raise ValueError(
                f"Row {n} of {path.name} has {len(row)} cells; the row of column names "
                f"has {len(header)}."
            )
    return [name.strip() for name in header], rows, path.name


def _text(path):
    if not path.exists():
        raise FileNotFoundError(f"There is no file {path}; check the path.")
    if path.is_dir():
        raise ValueError(f"{path} is a folder; give the path of a CSV file.")
    if path.stat().st_size > LARGEST_FILE:
        raise ValueError(
            f"{path.name} is larger than {LARGEST_FILE >> 20} MB; read a part of it "
            "into a DataFrame and give that."
        )
    raw = path.read_bytes()
    if b"\0" in raw[:4096]:
        raise ValueError(f"{path.name} is not a text file; save the table as CSV.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")  # what older spreadsheets write
    if not text.strip():
        raise ValueError(f"{path.name} is empty; a row of column names is needed.")
    return text.lstrip("\r\n")


def _separator(line):
    return max(",;\t", key=line.count)


def _measurements(row, places, header, n):
    """Age, BMI and glucose of one row; NaN where BMI or glucose was not measured."""
    values = []
    for name in NAMES:
        cell = row[places[name]].strip()
        column = header[places[name]]
        if name != "age" and cell.lower() in BLANK:
            values.append(np.nan)
            continue
        value = _number(cell, column, n)
        low, high = PLAUSIBLE[name]
        if name != "age" and value == 0:
            value = np.nan
        elif not low < value <= high:
            raise ValueError(
                f"Row {n}, column {column}: {cell} is no {name} of a patient; it "
                f"should lie between {low} and {high} {MEASURED_IN[NAMES.index(name)]}."
                + _unit_hint(name, value)
            )
        values.append(value)
    return values


def _unit_hint(name, value):
    if name == "glucose" and 0 < value < 40:
        return " If it is in mmol/L, multiply it by 18."
    return ""


def _number(cell, column, n):
    try:
        value = float(cell if "." in cell else cell.replace(",", "."))
    except ValueError:
        value = np.nan
    if not np.isfinite(value):
        raise ValueError(f"Row {n}, column {column}: {cell!r} is not a number.")
    return value


def _outcome(cell, n, column):
    word = cell.strip().lower()
    if word in YES or word in NO:
        return 1.0 if word in YES else 0.0
    raise ValueError(
        f"Row {n}, column {column}: {cell!r} is no outcome; it should be 0 or 1, no or "
        "yes, negative or positive."
    )


def _complete(X, T, missing):
    """No missing values any more; what was done, in words."""
    gone = np.isnan(X)
    patients = int(gone.any(axis=1).sum())
    if not patients:
        return X, T, ()
    told = (
        f"BMI was missing {gone[:, 1].sum()} times and glucose {gone[:, 2].sum()} "
        f"times (0 or blank), in {patients} of {len(X)} patients; "
    )
    if missing == "drop":
        kept = ~gone.any(axis=1)
        return X[kept], T[kept], (told + "those patients were left out.",)
    if gone.all(axis=0).any():
        raise ValueError(
            "missing is 'median', but a column has no measured value to take it from."
        )
    X = np.where(gone, np.nanmedian(X, axis=0), X)
    return X, T, (told + "the median stands in for them.",)


def _enough(X, T, column):
    if len(X) < FEWEST:
        raise ValueError(
            f"There are {len(X)} complete patients; at least {FEWEST} are needed to "
            "train and test."
        )
    if len(np.unique(T)) < 2:
        raise ValueError(
            f"Column {column} holds {T[0]:.0f} for every patient; both outcomes are "
            "needed."
        )
    if np.median(X[:, 2]) < 40:
        raise ValueError(
            "Column glucose looks like mmol/L (its median is "
            f"{np.median(X[:, 2]):.1f}); multiply it by 18 to get mg/dL."
        )
