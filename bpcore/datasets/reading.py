"""Patients from a table of the reader's own: a CSV file, or a DataFrame."""

import os
import re
import sys

import numpy as np

from bpcore.datasets import csv_files
from bpcore.datasets.columns import find_columns
from bpcore.datasets.dataset import DataSet
from bpcore.datasets.patients import MEASURED_IN, NAMES
from bpcore.inputs import choice, cut

FEWEST = 20  # patients; with fewer there is nothing to train and test on

# Below and above these no adult patient has been measured.
PLAUSIBLE = {"age": (0, 120), "BMI": (8, 120), "glucose": (10, 1500)}
YES = {"1", "1.0", "yes", "y", "true", "positive", "tested_positive", "pos", "diabetic"}
NO = {"0", "0.0", "no", "n", "false", "negative", "tested_negative", "neg", "healthy"}
# A decimal point or comma; what else Python reads, such as 1_50, is no number here.
NUMBER = re.compile(r"[+-]?(\d+[.,]?\d*|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
BLANK = {"", "na", "n/a", "nan", "null", "none", "?", "-"}


def read_patients(source, columns=None, missing="drop"):
    """Patients from a CSV file or a pandas DataFrame: age, BMI, glucose → 0 or 1.

    source    path of a CSV file (comma, semicolon, tab or |; decimal point or comma;
              UTF-8, UTF-16 or Latin-1), or a DataFrame
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
    places = find_columns(header, {} if columns is None else columns, name)
    measured = [_measurements(row, places, header, n) for n, row in rows]
    X = np.array(measured, dtype=float).reshape(-1, 3)
    outcome = cut(header[places["outcome"]], quoted=False)
    T = np.array([_outcome(row[places["outcome"]], n, outcome) for n, row in rows])
    X, T, notes = _complete(X, T, missing, [header[places[n]] for n in NAMES])
    _enough(X, T, outcome, cut(header[places["glucose"]], quoted=False))
    return DataSet(
        X, T, NAMES, MEASURED_IN, outcome,
        f"Read from {name}. What the outcome means, its source has to tell.", notes,
    )  # fmt: skip


def _table(source):
    """Column names, (row number, cells) of every row that is not empty, a name."""
    pandas = sys.modules.get("pandas")  # there, if the source is a DataFrame
    if pandas is not None and isinstance(source, pandas.DataFrame):
        rows = source.itertuples(index=False, name=None)
        cells = ([_as_text(cell, pandas) for cell in row] for row in rows)
        header = [_as_text(column, pandas) for column in source.columns]
        return header, list(enumerate(cells, start=2)), "the DataFrame"
    try:
        path = os.fspath(source)
    except Exception:  # no path, or one that fails
        path = None
    if not isinstance(path, str):
        raise TypeError(
            "source must be the path of a CSV file or a pandas DataFrame; it is "
            f"{cut(source)}."
        )
    ((_, header), *rows), name = csv_files.read(path)
    for n, row in rows:
        if len(row) != len(header):
            open_quote = any("\n" in cell for cell in row)
            raise ValueError(
                f"Row {n} of {name} has {len(row)} cells; the row of column names has "
                f"{len(header)}."
                + open_quote
                * " Perhaps a quotation mark was left open."
            )
    return [column.strip() for column in header], rows, name


def _as_text(cell, pandas):
    """A cell of a DataFrame as a file would hold it; missing values are blank."""
    try:
        return "" if pandas.isna(cell) is True else str(cell)
    except Exception:  # a cell may be any object
        return cut(cell)


def _measurements(row, places, header, n):
    """Age, BMI and glucose of one row; NaN where BMI or glucose was not measured."""
    values = []
    for name in NAMES:
        cell = row[places[name]].strip()
        column = cut(header[places[name]], quoted=False)
        if name != "age" and cell.lower() in BLANK:
            values.append(np.nan)
            continue
        value = _number(cell, column, n)
        low, high = PLAUSIBLE[name]
        if name != "age" and value == 0:
            value = np.nan
        elif not low < value <= high:
            raise ValueError(
                f"Row {n}, column {column}: {cut(cell, quoted=False)} "
                + _out_of_range(name, cell, value)
            )
        values.append(value)
    return values


def _out_of_range(name, cell, value):
    """What to say of a number that no patient has."""
    low, high = PLAUSIBLE[name]
    whole = re.sub("[.,]", "", cell)
    if re.fullmatch(r"\d+[.,]\d{3}", cell) and low < float(whole) <= high:
        return (
            f"reads as {value:g}, which is no {name} of a patient; if it is {whole}, "
            "write it so."
        )
    unit = MEASURED_IN[NAMES.index(name)]
    says = f"is no {name} of a patient; it should lie between {low} and {high} {unit}."
    if name == "glucose" and 0 < value <= low:
        says += " If it is in mmol/L, multiply it by 18."
    return says


def _number(cell, column, n):
    number = float(cell.replace(",", ".")) if NUMBER.fullmatch(cell) else np.nan
    if not np.isfinite(number):
        raise ValueError(f"Row {n}, column {column}: {cut(cell)} is not a number.")
    return number


def _outcome(cell, n, column):
    word = cell.strip().lower().replace(",", ".")
    if word in YES or word in NO:
        return 1.0 if word in YES else 0.0
    raise ValueError(
        f"Row {n}, column {column}: {cut(cell)} is no outcome; it should be 0 or "
        "1, no or yes, negative or positive."
    )


def _complete(X, T, missing, columns):
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
        column = cut(columns[int(gone.all(axis=0).argmax())], quoted=False)
        raise ValueError(
            f"missing is 'median', but column {column} has no measured value to take "
            "it from."
        )
    X = np.where(gone, np.nanmedian(X, axis=0), X)
    return X, T, (told + "the median stands in for them.",)


def _enough(X, T, column, glucose):
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
            f"Column {glucose} looks like mmol/L (its median is "
            f"{np.median(X[:, 2]):.1f}); multiply it by 18 to get mg/dL."
        )
