"""What a data set is given, checked: words, places among tuples, sizes."""

import numpy as np

from bpcore.inputs import as_array, cut

MOST_WORDS = 10_000


def fill(record, **values):
    """Put checked values into a frozen record."""
    for name, value in values.items():
        object.__setattr__(record, name, value)


def as_words(name, words, inputs=None):
    """A tuple of texts, one for each input where ``inputs`` says how many there are."""
    has = {*dir(type(words))}
    if has >= {"size", "tolist"} and words.size < MOST_WORDS:
        words = words.tolist()  # an array, the columns of a DataFrame
    if not isinstance(words, list | tuple):
        raise TypeError(f"{name} must be a list of words; it is {cut(words)}.")
    odd = [word for word in words if not isinstance(word, str)]
    if odd:
        raise TypeError(f"{name} must be a list of words; it holds {cut(odd[0])}.")
    if inputs not in (None, len(words)):
        raise ValueError(
            f"{name} must hold one word for each of the {inputs} inputs; it holds "
            f"{len(words)}."
        )
    return tuple(words)


def as_places(places, n):
    """Places among n tuples as an array of whole numbers from 0."""
    given = places
    try:
        if isinstance(places, slice):
            places = np.arange(n)[places]
    except Exception:  # a slice may hold anything
        places = 0
    places = as_array("places", places)
    if places.dtype == bool and places.ndim == 1:
        if len(places) != n:
            raise ValueError(
                f"places must hold {n} truth values, one for each tuple; it holds "
                f"{len(places)}."
            )
        places = np.flatnonzero(places)
    if not places.size:
        raise ValueError("places must name at least one tuple; it names none.")
    if places.ndim != 1 or places.dtype.kind not in "iu":
        raise TypeError(
            "places must be a list of whole numbers, of truth values, or a slice; it "
            f"is {cut(given)}."
        )
    odd = places[(places < -n) | (places >= n)]
    if odd.size:
        raise ValueError(
            f"places must lie between {-n} and {n - 1}, for {n} tuples; it holds "
            f"{odd[0]}."
        )
    return places


def small_enough(name, given, result):
    """Refuse numbers whose result is beyond what a float holds."""
    if not np.isfinite(result).all():
        largest = given.flat[np.abs(given).argmax()]
        raise ValueError(
            f"{name} must be small enough to calculate with; it holds {largest:g}."
        )
