"""Finding the columns of a table of patients by their usual names."""

import re

USUAL = {
    "age": ("age", "age years", "age in years"),
    "BMI": ("bmi", "mass", "bodymassindex", "body mass index", "bmi kg m2"),
    "glucose": (
        "glucose", "plas", "plasma glucose", "plasmaglucose", "glucose mg dl", "glu",
        "blood glucose", "fasting glucose", "blood glucose level",
    ),
    "outcome": (
        "outcome", "class", "diabetes", "target", "label", "diabetic", "diagnosis",
        "class variable", "y",
    ),
}  # fmt: skip


def find_columns(header, mapping, source):
    """The place of age, BMI, glucose and outcome among the columns, by those names.

    mapping   the reader's own choice, {wanted: column name}, for any of the four
    Raises ValueError for a column that is not there or there twice.
    """
    if not isinstance(mapping, dict):
        raise TypeError(
            'columns must map names, like {"age": "Alter"}; it is '
            f"{type(mapping).__name__}."
        )
    own = {_plain(wanted): str(name) for wanted, name in mapping.items()}
    if unknown := set(own) - {_plain(wanted) for wanted in USUAL}:
        raise ValueError(
            f"columns may name {', '.join(USUAL)}; it names {', '.join(unknown)}."
        )
    plain = [_plain(name) for name in header]
    return {
        wanted: _place(wanted, own.get(_plain(wanted)), header, plain, source)
        for wanted in USUAL
    }


def _place(wanted, own, header, plain, source):
    if own is not None:
        names = {_plain(own)}
        found = [i for i, name in enumerate(header) if name == own] or [
            i for i, name in enumerate(plain) if name in names
        ]
    else:
        found = [i for i, name in enumerate(plain) if name in USUAL[wanted]]
    if len(found) == 1:
        return found[0]
    looked_for = own or " or ".join(repr(name) for name in USUAL[wanted][:3])
    if not found:
        raise ValueError(
            f"{source} has no column for {wanted} (looked for {looked_for}); its "
            f"columns are {', '.join(header)}. Name it: "
            f'columns={{"{wanted}": "…"}}.'
        )
    raise ValueError(
        f"{source} has more than one column for {wanted}: "
        f"{', '.join(header[i] for i in found)}. Name the one to read: "
        f'columns={{"{wanted}": "{header[found[0]]}"}}.'
    )


def _plain(name):
    """Lower case, words separated by one blank, no punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", name.lower().replace("²", "2")))
