"""read_patients: a CSV of one's own, as it comes."""

from pathlib import Path

import numpy as np
import pytest

import bpcore as bp
from bpcore.datasets.columns import USUAL

PIMA = Path(__file__).resolve().parents[2] / "shared/data/pima-diabetes.csv"
HEADER = "Age,BMI,Glucose,Outcome"
ROWS = [f"{30 + i},{25 + i / 10:.1f},{100 + i},{i % 2}" for i in range(30)]


def file(tmp_path, *lines, header=HEADER, name="mine.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes("\n".join([header, *lines]).encode(encoding))
    return path


def test_a_plain_file(tmp_path):
    data = bp.datasets.read_patients(file(tmp_path, *ROWS))
    assert len(data) == 30
    assert data.X[1].tolist() == [31, 25.1, 101]
    assert data.T[:3].ravel().tolist() == [0, 1, 0]
    assert data.notes == ()
    assert "mine.csv" in repr(data)
    text = bp.datasets.read_patients(str(file(tmp_path, *ROWS)))
    np.testing.assert_array_equal(text.X, data.X)


@pytest.mark.parametrize(
    "header",
    [
        "AGE, bmi ,plasma_glucose,CLASS",
        "age (years),Body Mass Index,Glucose (mg/dL),diabetes",
        "\ufeffAge,BMI (kg/m²),glucose,label",
        "age,mass,plas,class",
    ],
)
def test_usual_names_in_any_case(tmp_path, header):
    assert len(bp.datasets.read_patients(file(tmp_path, *ROWS, header=header))) == 30


@pytest.mark.parametrize(("wanted", "name"), [(w, n) for w in USUAL for n in USUAL[w]])
def test_every_usual_name(tmp_path, wanted, name):
    header = {w: w for w in USUAL} | {wanted: name}
    assert len(bp.datasets.read_patients(
        file(tmp_path, *ROWS, header=",".join(header.values())))) == 30  # fmt: skip


def test_the_usual_names():
    assert USUAL == {
        "age": ("age", "age years", "age in years"),
        "BMI": ("bmi", "mass", "bodymassindex", "body mass index", "bmi kg m2"),
        "glucose": (
            "glucose", "plas", "plasma glucose", "plasmaglucose", "glucose mg dl",
            "glu", "blood glucose", "fasting glucose", "blood glucose level",
        ),
        "outcome": (
            "outcome", "class", "diabetes", "target", "label", "diabetic", "diagnosis",
            "class variable", "y",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("yes", "no"),
    [("1", "0"), ("1.0", "0.0"), ("1,0", "0,0"), ("Yes", "No"), ("y", "n"),
     ("TRUE", "False"), ("positive", "negative"), ("pos", "neg"),
     ("tested_positive", "tested_negative"), ("diabetic", "healthy")],
)  # fmt: skip
def test_words_for_the_outcome(tmp_path, yes, no):
    rows = [f"{30 + i};25;100;{yes if i % 3 else no}" for i in range(30)]
    data = bp.datasets.read_patients(
        file(tmp_path, *rows, header=HEADER.replace(",", ";"))
    )
    assert data.T[:4, 0].tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize(
    "cell", ["", "  ", "NA", "n/a", "NaN", "null", "None", "?", "-", "0", "0.0"]
)
def test_words_for_not_measured(tmp_path, cell):
    data = bp.datasets.read_patients(file(tmp_path, *ROWS, f"40,{cell},120,1"))
    assert len(data) == 30
    assert "BMI was missing 1 times and glucose 0 times" in data.notes[0]


def test_separators_commas_encodings_and_words(tmp_path):
    rows = [
        f"{30 + i};{25 + i / 10:.1f};{100 + i};{['yes', 'No'][i % 2]}".replace(".", ",")
        for i in range(30)
    ]
    path = file(
        tmp_path, *rows, "", header="Alter;BMI;Glucose;Größe", encoding="latin-1"
    )
    data = bp.datasets.read_patients(path, columns={"age": "Alter", "outcome": "Größe"})
    assert data.X[1].tolist() == [31, 25.1, 101]
    assert data.T[:2].ravel().tolist() == [1, 0]
    tabs = file(tmp_path, *[r.replace(",", "\t") for r in ROWS],
                header=HEADER.replace(",", "\t"))  # fmt: skip
    assert len(bp.datasets.read_patients(tabs)) == 30


def test_a_data_frame(tmp_path):
    pandas = pytest.importorskip("pandas")
    path = file(tmp_path, *ROWS)
    frame = pandas.read_csv(path)
    np.testing.assert_array_equal(
        bp.datasets.read_patients(frame).X, bp.datasets.read_patients(path).X
    )
    frame.loc[3, "BMI"] = np.nan
    assert len(bp.datasets.read_patients(frame)) == 29


def test_zeros_and_blanks_are_missing_and_told(tmp_path):
    path = file(tmp_path, *ROWS, "40,0,120,1", "41,30,,0", "42,0,0,1")
    dropped = bp.datasets.read_patients(path)
    assert len(dropped) == 30
    assert "BMI was missing 2 times and glucose 2 times" in dropped.notes[0]
    assert "3 of 33 patients" in dropped.notes[0]
    filled = bp.datasets.read_patients(path, missing="median")
    assert len(filled) == 33
    measured = [25 + i / 10 for i in range(30)] + [30]
    assert filled.X[30, 1] == pytest.approx(np.median(measured))
    assert "median" in filled.notes[0]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["old,25,100,1"], "Row 2, column Age: 'old' is not a number"),
        ([*ROWS, "30,25,high,1"], "Row 32, column Glucose: 'high' is not a number"),
        ([*ROWS, "-3,25,100,1"], "Row 32, column Age: -3 is no age"),
        ([*ROWS, "30,500,100,1"], "Row 32, column BMI: 500 is no BMI"),
        ([*ROWS, "30,25,5.4,1"], "multiply it by 18"),
        ([*ROWS, "30,25,100,2"], "Row 32, column Outcome: '2' is no outcome"),
        ([*ROWS, "30,25,100,"], "Row 32, column Outcome: '' is no outcome"),
        ([*ROWS, "30,25,100"], "Row 32 of mine.csv has 3 cells"),
        (ROWS[:8], "8 complete patients; at least 20"),
        ([r[:-1] + "1" for r in ROWS], "Outcome holds 1 for every patient"),
        ([], "0 complete patients"),
    ],
)
def test_a_fault_in_a_row_is_named(tmp_path, lines, says):
    with pytest.raises(ValueError, match=says):
        bp.datasets.read_patients(file(tmp_path, *lines))


@pytest.mark.parametrize(
    ("header", "columns", "says"),
    [
        ("Alter,BMI,Glucose,Outcome", None, "no column for age"),
        ("Age,BMI,Glucose,Result", None, "no column for outcome"),
        ("Age,BMI,Class,Outcome", None, "no column for glucose"),
        ("Age,BMI,Glucose,bmi", {"outcome": "Age"}, "more than one column for BMI"),
        (HEADER, {"age": "Years"}, "no column for age"),
        (HEADER, {"weight": "BMI"}, "columns may name age, BMI, glucose, outcome"),
        (HEADER, ["Age"], "columns must map names"),
    ],
)
def test_a_fault_in_the_columns_is_named(tmp_path, header, columns, says):
    with pytest.raises((ValueError, TypeError), match=says):
        bp.datasets.read_patients(file(tmp_path, *ROWS, header=header), columns)


def test_what_is_no_table_is_named(tmp_path, monkeypatch):
    empty = tmp_path / "empty.csv"
    empty.write_text(" \n")
    binary = tmp_path / "photo.csv"
    binary.write_bytes(b"\x89PNG\0\0\1")
    for source, kind, says in (
        (empty, ValueError, "empty.csv is empty"),
        (binary, ValueError, "photo.csv is not a text file"),
        (tmp_path, ValueError, "is a folder"),
        (tmp_path / "none.csv", FileNotFoundError, "There is no file"),
        (3, TypeError, "source must be the path"),
    ):
        with pytest.raises(kind, match=says):
            bp.datasets.read_patients(source)
    with pytest.raises(ValueError, match="missing must be one of"):
        bp.datasets.read_patients(file(tmp_path, *ROWS), missing="zero")


@pytest.mark.skipif(not PIMA.exists(), reason="the Pima file is not at hand")
def test_the_pima_file():
    data = bp.datasets.read_patients(PIMA)
    assert len(data) == 752
    assert data.T.mean() == pytest.approx(0.35, abs=0.01)
    assert "BMI was missing 11 times and glucose 5 times" in data.notes[0]
    assert len(bp.datasets.read_patients(PIMA, missing="median")) == 768
