"""Finding the columns of a table of patients by their usual names."""

import re
import unicodedata

from bpcore.inputs import cut

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
    Raises ValueError for a column that is not there, there twice, or wanted twice.
    """
    own = _own_names(mapping)
    plain = [_plain(name) for name in header]
    places = {
        wanted: _place(wanted, own.get(_plain(wanted)), header, plain, source)
        for wanted in USUAL
    }
    for place in places.values():
        shared = [wanted for wanted in USUAL if places[wanted] == place]
        if len(shared) > 1:
            raise ValueError(
                f"Column {cut(header[place], quoted=False)} of {source} is named for "
                f"{' and '.join(shared)}; each needs a column of its own."
            )
    return places


def _own_names(mapping):
    """The reader's own column names, by the plain name of what they hold."""
    if not isinstance(mapping, dict):
        raise TypeError(
            f'columns must map names, like {{"age": "Alter"}}; it is {cut(mapping)}.'
        )
    known, own = {_plain(wanted): wanted for wanted in USUAL}, {}
    for wanted, name in mapping.items():
        key = _plain(wanted) if isinstance(wanted, str) else wanted
        if not isinstance(wanted, str) or key not in known:
            raise ValueError(
                f"columns may name {', '.join(USUAL)}; it names {cut(wanted)}."
            )
        if key in own:
            raise ValueError(f"columns names {known[key]} twice.")
        if isinstance(name, bool) or not isinstance(name, str | int):
            raise TypeError(
                f"columns must map {known[key]} to the name of a column; it maps it to "
                f"{cut(name)}."
            )
        own[key] = str(name)
    return own


def _place(wanted, own, header, plain, source):
    if own is None:
        found = [i for i, name in enumerate(plain) if name in USUAL[wanted]]
    else:
        found = [i for i, name in enumerate(header) if name == own.strip()] or [
            i for i, name in enumerate(plain) if name and name == _plain(own)
        ]
    if len(found) == 1:
        return found[0]
    if not found:
        tried = [own] if own is not None else USUAL[wanted][:3]
        raise ValueError(
            f"There is no column for {wanted} in {source} (looked for "
            f"{' or '.join(map(cut, tried))}); its columns are "
            f"{cut(', '.join(header), quoted=False)}. Name it: "
            f'columns={{"{wanted}": "…"}}.'
        )
    first = cut(header[found[0]], quoted=False)
    names = cut(", ".join(header[i] for i in found), quoted=False)
    raise ValueError(
        f"There is more than one column for {wanted} in {source}: {names}. "
        + (
            f'Name the one to read: columns={{"{wanted}": "{first}"}}.'
            if own is None
            else "Rename one of them."
        )
    )


def _plain(name):
    """Lower case, words separated by one blank, no punctuation; in any script."""
    name = unicodedata.normalize("NFKC", name).casefold()  # ² becomes 2
    return " ".join(re.findall(r"[^\W_]+", name))
