"""The cells of a CSV file, as spreadsheets of all kinds write them."""

import csv
import io
import os
import re
import stat
from pathlib import Path

from bpcore.inputs import cut

LARGEST = 50 * 2**20  # bytes
SEPARATORS = ",;\t|"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read(path):
    """Rows of cells: (row, cells) of every row that is not empty, and a name.

    path   of a file with comma, semicolon, tab or | between its cells

    Rows are counted as a spreadsheet does: a quoted cell may hold several lines, empty
    rows count, and a first line like ``sep=;`` does not.
    Raises ValueError or FileNotFoundError for what is no such file.
    """
    name = cut(Path(path).name, quoted=False)
    text = _text(path, name)
    named = re.match(r'"?sep=([,;\t|])"?[ \t]*(?:\r\n?|\n|$)', text, re.IGNORECASE)
    if named:
        text = text[named.end() :]
    if not text.strip():
        raise ValueError(f"{name} is empty; a row of column names is needed.")
    separator = named[1] if named else _separator(text)
    return list(_rows(text, separator, name)), name


def _text(path, name):
    """The text of a file, whatever program has written it."""
    _must_be_a_file(path, name)
    try:
        raw = Path(path).read_bytes()
    except OSError as fault:
        raise ValueError(f"{name} cannot be read: {fault.strerror}.") from None
    wide = raw.startswith(UTF_16)
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        # Latin-1 is what older spreadsheets write.
        text = "\0" if wide else raw.decode("latin-1")
    if "\0" in text:
        raise ValueError(f"{name} is not a text file; save the table as CSV.")
    return text


def _must_be_a_file(path, name):
    """Refuse what would not end, or would not fit, without opening it."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):  # not there, or nothing that a path may hold
        raise FileNotFoundError(
            f"There is no file {_end_of(path)}; check the path."
        ) from None
    if stat.S_ISDIR(status.st_mode):
        raise ValueError(f"{name} is a folder; give the path of a CSV file.")
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(f"{name} is not a file; give the path of a CSV file.")
    if status.st_size > LARGEST:
        raise ValueError(
            f"{name} is larger than {LARGEST >> 20} MB; read a part of it into a "
            "DataFrame and give that."
        )


def _separator(text):
    """The separator that stands most often between the column names."""
    unquoted = re.sub(r'"[^"]*"', "", text)
    return max(SEPARATORS, key=unquoted.strip().splitlines()[0].count)


def _rows(text, separator, name):
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise ValueError(
                f"Row {row} of {name} holds a cell of more than "
                f"{csv.field_size_limit()} characters; perhaps a quotation mark was "
                "left open."
            ) from None
        if any(cell.strip() for cell in cells):
            yield row, cells


def _end_of(path, most=60):
    """A path, or as much of its end as tells the file."""
    text = repr(str(path))
    return text if len(text) <= most else f"'…{text[-most:]}"
