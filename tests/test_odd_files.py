"""read_patients and what is no plain table: devices, encodings, odd cells and names."""

import os

import numpy as np
import pytest

import bpcore as bp
from bpcore.datasets import csv_files
from tests.test_reading import HEADER, ROWS, file

read = bp.datasets.read_patients
LONG = "x" * 100_000


def told(call, *given, **named):
    """The one sentence that a call raises."""
    with pytest.raises((ValueError, TypeError, FileNotFoundError)) as fault:
        call(*given, **named)
    sentence = str(fault.value)
    assert len(sentence) < 400
    assert "\n" not in sentence
    return sentence


def rows_with(cell, column, rows=ROWS):
    """The rows with one cell of the first of them replaced; 0 is age."""
    cells = rows[0].split(",")
    cells[column] = cell
    return [",".join(cells), *rows[1:]]


# --- what is read ---------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8", "latin-1"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(tmp_path, encoding, separator):
    rows = [row.replace(",", separator) for row in ROWS]
    header = "Größe,BMI,Glucose,Outcome".replace(",", separator)
    path = file(tmp_path, *rows, header=header, encoding=encoding)
    data = read(path, {"age": "Größe"})
    assert data.X[1].tolist() == [31, 25.1, 101]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=;  "])
def test_a_first_line_that_names_the_separator(tmp_path, first):
    # Without it the commas in the header would count for more.
    rows = [row.replace(",", ";") for row in ROWS]
    path = file(tmp_path, "age, a, b, c, d;BMI;glucose;outcome", *rows, header=first)
    assert len(read(path, {"age": "age, a, b, c, d"})) == 30
    bad = file(tmp_path, "age;BMI;glucose;outcome", "old;25;100;1", header=first)
    assert told(read, bad) == "Row 2, column age: 'old' is not a number."


def test_the_header_alone_decides_on_the_separator(tmp_path):
    header = "age,remark; one,BMI,glucose,outcome"
    rows = [f"{30 + i},a;b;c;d;e;f;g,25,100,{i % 2}" for i in range(30)]
    assert len(read(file(tmp_path, *rows, header=header))) == 30


def test_a_separator_that_is_none(tmp_path):
    path = file(tmp_path, *ROWS, header="sep=x")
    assert told(read, path) == (
        "Row 2 of mine.csv has 4 cells; the row of column names has 1."
    )


def test_quoted_cells_hold_commas_and_lines(tmp_path):
    header = '"Age\nin years",Remark,"BMI, kg/m2",Glucose,Outcome'
    rows = [
        f'{30 + i}, "one,\r\n""two""\x0b\x85\u2028three",25,100,{i % 2}'
        for i in range(30)
    ]
    path = file(tmp_path, *rows, header=header)
    columns = {"age": "Age\nin years", "BMI": "BMI, kg/m2"}
    data = read(path, columns)
    assert data.X[:2].tolist() == [[30, 25, 100], [31, 25, 100]]
    # Such a row is one row, as in a spreadsheet.
    path = file(tmp_path, *rows, "old,x,25,100,1", header=header)
    assert told(read, path, columns) == (
        "Row 32, column Age in years: 'old' is not a number."
    )


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path):
    path = file(tmp_path, "", HEADER, "", " , ,, ", "old,25,100,1", header="")
    assert told(read, path) == "Row 6, column Age: 'old' is not a number."


def test_line_ends_of_all_systems(tmp_path):
    for end in ("\n", "\r\n", "\r"):
        path = tmp_path / "mine.csv"
        path.write_bytes(end.join([HEADER, *ROWS, ""]).encode())
        assert len(read(path)) == 30


def test_names_in_any_script(tmp_path):
    header = "年龄,体重指数,血糖,结果"
    columns = {"age": "年龄", "BMI": "体重指数", "glucose": "血糖", "outcome": "结果"}
    path = file(tmp_path, *ROWS, header=header)
    assert read(path, columns).X[1].tolist() == [31, 25.1, 101]
    # A name that is not there is not taken for another in the same script.
    assert "no column for age" in told(read, path, columns | {"age": "年齢"})


def test_a_data_frame_with_missing_values():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "age": range(30, 62),
            "BMI": [25.0] * 29 + [pandas.NA, None, np.nan],
            "glucose": pandas.array([100] * 31 + [None], dtype="Int64"),
            "outcome": [True, False] * 16,
        }
    )
    data = read(frame)
    assert len(data) == 29
    assert data.notes == (
        "BMI was missing 3 times and glucose 1 times (0 or blank), in 3 of 32 "
        "patients; those patients were left out.",
    )
    assert data.about.startswith("Read from the DataFrame. ")
    assert data.T[:2, 0].tolist() == [1, 0]
    frame["age"] = frame["age"].astype("Int64")
    frame.loc[4, "age"] = pandas.NA
    assert told(read, frame) == "Row 6, column age: '' is not a number."
    frame["age"] = pandas.Series([pandas.NaT] * 32)
    assert told(read, frame) == "Row 2, column age: '' is not a number."


def test_a_data_frame_of_odd_cells_and_names():
    pandas = pytest.importorskip("pandas")
    good = {"age": range(30, 60), "BMI": [25.0] * 30, "glucose": [100] * 30,
            "outcome": [0, 1] * 15}  # fmt: skip
    numbered = pandas.DataFrame(dict(enumerate(good.values())))
    assert len(read(numbered, {"age": 0, "BMI": 1, "glucose": 2, "outcome": 3})) == 30
    for odd in ([1], {}, object(), np.zeros(3), 1j, pandas.Timestamp("2024-01-01")):
        frame = pandas.DataFrame(good).astype(object)
        frame.at[0, "age"] = odd
        assert told(read, frame).startswith("Row 2, column age: ")
    frame = pandas.DataFrame(good).rename(columns={"age": LONG})
    assert "no column for age" in told(read, frame)
    assert told(read, pandas.DataFrame()).startswith(
        "There is no column for age in the D"
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [("40", 40), (" 40 ", 40), ("40.5", 40.5), ("4.05e1", 40.5), ("+40", 40),
     ("40.", 40), ("040", 40)],
)  # fmt: skip
def test_what_is_a_number(tmp_path, cell, value):
    data = read(file(tmp_path, *rows_with(cell, 0)))
    assert data.X[0, 0] == value


def test_decimal_commas(tmp_path):
    rows = [row.replace(",", ";") for row in ROWS[1:]]
    first = "30,5;25,125;5,5e1;1,0"
    path = file(tmp_path, first, *rows, header=HEADER.replace(",", ";"))
    assert read(path).X[0].tolist() == [30.5, 25.125, 55]


# --- what is refused -----------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "column", "says"),
    [
        ("1_50", 2, "Row 2, column Glucose: '1_50' is not a number."),
        ("１５０", 2, "Row 2, column Glucose: '１５０' is not a number."),
        ("0x20", 0, "Row 2, column Age: '0x20' is not a number."),
        ("1e999", 0, "Row 2, column Age: '1e999' is not a number."),
        ("inf", 0, "Row 2, column Age: 'inf' is not a number."),
        ("nan", 0, "Row 2, column Age: 'nan' is not a number."),
        ("1 50", 2, "Row 2, column Glucose: '1 50' is not a number."),
        ("", 0, "Row 2, column Age: '' is not a number."),
        ("0", 0, "Row 2, column Age: 0 is no age of a patient; it should lie between "
                 "0 and 120 years."),
        ("121", 0, "Row 2, column Age: 121 is no age of a patient; it should lie "
                   "between 0 and 120 years."),
        ("8", 1, "Row 2, column BMI: 8 is no BMI of a patient; it should lie between "
                 "8 and 120 kg/m²."),
        ("1501", 2, "Row 2, column Glucose: 1501 is no glucose of a patient; it "
                    "should lie between 10 and 1500 mg/dL."),
        ("5.4", 2, "Row 2, column Glucose: 5.4 is no glucose of a patient; it should "
                   "lie between 10 and 1500 mg/dL. If it is in mmol/L, multiply it "
                   "by 18."),
        ('"1,050"', 2, "Row 2, column Glucose: 1,050 reads as 1.05, which is no "
                       "glucose of a patient; if it is 1050, write it so."),
        ("1.050", 2, "Row 2, column Glucose: 1.050 reads as 1.05, which is no "
                     "glucose of a patient; if it is 1050, write it so."),
        ("-5", 2, "Row 2, column Glucose: -5 is no glucose of a patient; it should "
                  "lie between 10 and 1500 mg/dL."),
        (LONG, 0, f"Row 2, column Age: '{'x' * 58}… is not a number."),
        ("1" * 100_000, 0, f"Row 2, column Age: '{'1' * 58}… is not a number."),
        ("1" * 300, 0, f"Row 2, column Age: {'1' * 59}… is no age of a patient; it "
                       "should lie between 0 and 120 years."),
        ("2", 3, "Row 2, column Outcome: '2' is no outcome; it should be 0 or 1, no "
                 "or yes, negative or positive."),
        (LONG, 3, f"Row 2, column Outcome: '{'x' * 58}… is no outcome; it should be 0 "
                  "or 1, no or yes, negative or positive."),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be(tmp_path, cell, column, says):
    assert told(read, file(tmp_path, *rows_with(cell, column))) == says


def test_an_open_quotation_mark_and_cells_without_end(tmp_path):
    path = file(tmp_path, '30,25,100,"1', *ROWS)
    assert told(read, path) == (
        "Row 2, column Outcome: '1\\n30,25.0,100,0\\n31,25.1,101,1\\n32,25.2,102,"
        "0\\n33,25.3,10… is no outcome; it should be 0 or 1, no or yes, negative or "
        "positive."
    )
    path = file(tmp_path, '30,"25,100,1', *ROWS)
    assert told(read, path) == (
        "Row 2 of mine.csv has 2 cells; the row of column names has 4. Perhaps a "
        "quotation mark was left open."
    )
    path = file(tmp_path, "30,25,100", *ROWS)
    assert told(read, path) == (
        "Row 2 of mine.csv has 3 cells; the row of column names has 4."
    )
    path = file(tmp_path, *rows_with(LONG * 2, 0))
    assert told(read, path) == (
        "Row 2 of mine.csv holds a cell of more than 131072 characters; perhaps a "
        "quotation mark was left open."
    )


@pytest.mark.parametrize(
    ("header", "columns", "says"),
    [
        ("Alter,BMI,Glucose,Outcome", None,
         "There is no column for age in mine.csv (looked for "
         "'age' or 'age years' or 'age in "
         "years'); its columns are Alter, BMI, Glucose, Outcome. Name it: "
         'columns={"age": "…"}.'),
        (HEADER, {"age": "Years"},
         "There is no column for age in mine.csv (looked for "
         "'Years'); its columns are Age, "
         'BMI, Glucose, Outcome. Name it: columns={"age": "…"}.'),
        (HEADER, {"age": ""},
         "There is no column for age in mine.csv (looked for "
         "''); its columns are Age, BMI, "
         'Glucose, Outcome. Name it: columns={"age": "…"}.'),
        ("Age,BMI,Class,Outcome", {"outcome": "Class"},
         "There is no column for glucose in mine.csv (looked for "
         "'glucose' or 'plas' or "
         "'plasma glucose'); its columns are Age, BMI, Class, Outcome. Name it: "
         'columns={"glucose": "…"}.'),
        ("Age,BMI,Glucose,bmi", {"outcome": "Age"},
         "There is more than one column for BMI in mine.csv: BMI, bmi. Name "
         "the one to read: "
         'columns={"BMI": "BMI"}.'),
        ("Age,BMI,Glucose,Glucose", {"outcome": "Age", "glucose": "Glucose"},
         "There is more than one column for glucose in mine.csv: Glucose, Glucose. "
         "Rename one of them."),
        (HEADER, {"outcome": "Age"},
         "Column Age of mine.csv is named for age and outcome; each needs a column of "
         "its own."),
        (HEADER, {"age": "BMI", "BMI": "BMI"},
         "Column BMI of mine.csv is named for age and BMI; each needs a column of its "
         "own."),
        (HEADER, {"weight": "BMI"},
         "columns may name age, BMI, glucose, outcome; it names 'weight'."),
        (HEADER, {3: "BMI"},
         "columns may name age, BMI, glucose, outcome; it names 3."),
        (HEADER, {"age": "Age", "AGE": "Age"}, "columns names age twice."),
        (HEADER, {"age": ["Age"]},
         "columns must map age to the name of a column; it maps it to ['Age']."),
        (HEADER, {"age": True},
         "columns must map age to the name of a column; it maps it to True."),
        (HEADER, ["Age"],
         'columns must map names, like {"age": "Alter"}; it is [\'Age\'].'),
        (HEADER, [], 'columns must map names, like {"age": "Alter"}; it is [].'),
        (HEADER, 0, 'columns must map names, like {"age": "Alter"}; it is 0.'),
        (HEADER, {"age": LONG},
         f"There is no column for age in mine.csv (looked for "
         f"'{'x' * 58}…); its columns are "
         'Age, BMI, Glucose, Outcome. Name it: columns={"age": "…"}.'),
        (f"{LONG},BMI,Glucose,Outcome", {"age": LONG, "glucose": LONG},
         f"Column {'x' * 59}… of mine.csv is named for age and glucose; each needs a "
         "column of its own."),
    ],
)  # fmt: skip
def test_columns_that_cannot_be(tmp_path, header, columns, says):
    assert told(read, file(tmp_path, *ROWS, header=header), columns) == says


def test_columns_of_any_length_and_number_in_a_message(tmp_path):
    path = file(tmp_path, header=",".join(["many words"] * 500))
    assert told(read, path) == (
        "There is no column for age in mine.csv (looked for "
        "'age' or 'age years' or "
        "'age in years'); its columns are many words, many words, many words, many "
        'words, many words,…. Name it: columns={"age": "…"}.'
    )
    path = file(tmp_path, *rows_with("old", 0), header=f"{LONG},BMI,Glucose,Outcome")
    says = told(read, path, {"age": LONG})
    assert says == f"Row 2, column {'x' * 59}…: 'old' is not a number."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_no_files(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)  # reading it would wait for ever
    assert told(read, pipe) == ("pipe.csv is not a file; give the path of a CSV file.")
    assert told(read, "/dev/zero") == (
        "zero is not a file; give the path of a CSV file."
    )


class NoPath(os.PathLike):
    """Says that it is a path, and is none."""

    def __fspath__(self):
        raise RuntimeError

    def __repr__(self):
        return "NoPath()"


class Bytes(NoPath):
    def __fspath__(self):
        return b"mine.csv"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("nowhere.csv", "There is no file 'nowhere.csv'; check the path."),
        ("", "There is no file ''; check the path."),
        ("a\0b", "There is no file 'a\\x00b'; check the path."),
        ("\ud800", "There is no file '\\ud800'; check the path."),
        (LONG, f"There is no file '…{'x' * 59}'; check the path."),
        ("x/" * 5000, f"There is no file '…{'/x' * 29}/'; check the path."),
        (3, "source must be the path of a CSV file or a pandas DataFrame; it is 3."),
        (b"mine.csv", "source must be the path of a CSV file or a pandas DataFrame; it "
                      "is b'mine.csv'."),
        (NoPath(), "source must be the path of a CSV file or a pandas DataFrame; it is "
                   "NoPath()."),
        (Bytes(), "source must be the path of a CSV file or a pandas DataFrame; it is "
                  "NoPath()."),
        (None,
         "source must be the path of a CSV file or a pandas DataFrame; it is None."),
    ],
)  # fmt: skip
def test_a_source_that_is_none(source, says):
    assert told(read, source) == says


def test_a_file_that_holds_no_table(tmp_path):
    path = tmp_path / f"{'n' * 200}.csv"
    short = "n" * 59 + "…"
    for content, says in (
        (b" \n\t\n", f"{short} is empty; a row of column names is needed."),
        (b"", f"{short} is empty; a row of column names is needed."),
        (b"\xff\xfe", f"{short} is empty; a row of column names is needed."),
        (b"\x89PNG\0\0\1", f"{short} is not a text file; save the table as CSV."),
        (b"age,BMI\n" * 900 + b"\0", f"{short} is not a text file; save the table as "
                                     "CSV."),
        (b"\xff\xfea", f"{short} is not a text file; save the table as CSV."),
        (b"\xff\xfe\0\0a\0\0\0", f"{short} is not a text file; save the table as CSV."),
    ):  # fmt: skip
        path.write_bytes(content)
        assert told(read, path) == says
    assert told(read, tmp_path / ("f" * 100)).startswith("There is no file '")
    (tmp_path / ("f" * 100)).mkdir()
    assert told(read, tmp_path / ("f" * 100)) == (
        f"{'f' * 59}… is a folder; give the path of a CSV file."
    )


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything"
)
def test_a_file_that_may_not_be_read(tmp_path):
    path = file(tmp_path, *ROWS)
    path.chmod(0)
    assert told(read, path) == "mine.csv cannot be read: Permission denied."


def test_a_file_that_cannot_be_read(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    path = file(tmp_path, *ROWS)
    assert told(read, path) == "mine.csv cannot be read: Permission denied."


def test_files_that_are_too_large(tmp_path, monkeypatch):
    assert csv_files.LARGEST == 50 * 1024 * 1024
    path = file(tmp_path, *ROWS)
    size = path.stat().st_size
    monkeypatch.setattr("bpcore.datasets.csv_files.LARGEST", size)
    assert len(read(path)) == 30
    monkeypatch.setattr("bpcore.datasets.csv_files.LARGEST", size - 1)
    assert told(read, path) == (
        "mine.csv is larger than 0 MB; read a part of it into a DataFrame and give "
        "that."
    )


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (ROWS[:19], "There are 19 complete patients; at least 20 are needed to train "
                    "and test."),
        ([], "There are 0 complete patients; at least 20 are needed to train and "
             "test."),
        ([r[:-1] + "1" for r in ROWS],
         "Column Outcome holds 1 for every patient; both outcomes are needed."),
        ([f"30,25,{11 + i % 3},{i % 2}" for i in range(30)],
         "Column Glucose looks like mmol/L (its median is 12.0); multiply it by 18 to "
         "get mg/dL."),
    ],
)  # fmt: skip
def test_patients_that_are_not_enough(tmp_path, rows, says):
    assert told(read, file(tmp_path, *rows)) == says


def test_glucose_in_mmol_is_told_by_its_median(tmp_path):
    rows = [f"30,25,{40 + k},{int(k > 0)}" for k in (-20, 20, 0)] * 10
    assert len(read(file(tmp_path, *rows))) == 30
    rows = [f"30,25,{39.9 + k},{int(k > 0)}" for k in (-20, 20, 0)] * 10
    assert "(its median is 39.9)" in told(read, file(tmp_path, *rows))


def test_twenty_patients_are_enough(tmp_path):
    data = read(file(tmp_path, *ROWS[:20]))
    assert len(data) == 20
    assert data.about == (
        "Read from mine.csv. What the outcome means, its source has to tell."
    )
    assert data.names == ("age", "BMI", "glucose")
    assert data.measured_in == ("years", "kg/m²", "mg/dL")
    assert data.target_name == "Outcome"


def test_the_edges_of_what_is_plausible(tmp_path):
    rows = ["120,120,1500,1", "0.5,8.1,10.5,0", *ROWS]
    assert read(file(tmp_path, *rows)).X[:2].tolist() == [
        [120, 120, 1500],
        [0.5, 8.1, 10.5],
    ]


def test_missing_values_in_words(tmp_path):
    path = file(tmp_path, *ROWS, "40,0,120,1", "41,30,,0", "42,0,n/a,1")
    assert read(path).notes == (
        "BMI was missing 2 times and glucose 2 times (0 or blank), in 3 of 33 "
        "patients; those patients were left out.",
    )
    filled = read(path, missing="median")
    assert filled.notes == (
        "BMI was missing 2 times and glucose 2 times (0 or blank), in 3 of 33 "
        "patients; the median stands in for them.",
    )
    assert filled.X[31:, 2].tolist() == [115, 115]
    path = file(tmp_path, *[f"30,{b},100,{b % 2}" for b in [0] * 30])
    assert told(read, path, missing="median") == (
        "missing is 'median', but column BMI has no measured value to take it from."
    )
    assert told(read, path, missing="mean") == (
        'missing must be one of "drop", "median"; it is \'mean\'.'
    )


@pytest.mark.parametrize("letters", [58, 59, 300])
def test_of_a_long_path_the_end_is_shown(letters):
    path = "a/" + "x" * (letters - 2)
    shown = f"'{path}'" if letters < 59 else f"'…{path[-59:]}'"
    assert told(read, path) == f"There is no file {shown}; check the path."
