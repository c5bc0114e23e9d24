"""What pictures are given, checked once: each fault gets one clear sentence."""

from collections.abc import Mapping

import numpy as np

from bpcore.inputs import as_array, cut, listed, numbers, real_number, whole_number
from bpcore.network import Network

MOST_LETTERS = 200  # of a text that is drawn
FAR = 1e100  # an axis ends here at the latest
LEAST, MOST = 60, 10_000  # pixels of a side


def text(name, value):
    """``value`` if it is a text, as it can be drawn: not endless, no odd codes."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text; it is {cut(value)}.")
    if len(value) > MOST_LETTERS:
        value = value[: MOST_LETTERS - 1] + "…"
    return printable(value)


def printable(value):
    """A text without the codes that no font and no file can hold."""
    value = value.encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() or c == "\n" else " " for c in value)


def texts(name, value, count=None, each="part", least=0):
    """``value`` as a tuple of texts, ``count`` of them, one for each ``each``.

    Whole numbers may stand among them; there must be ``least`` of them.
    """
    words = listed(name, value)
    words = [str(w) if isinstance(w, int | np.integer) else w for w in words]
    found = tuple(text(f"{name}[{k}]", word) for k, word in enumerate(words))
    if len(found) < least:
        raise ValueError(
            f"{name} must hold {least} text{'s' * (least > 1)} or more; it holds "
            f"{len(found)}."
        )
    if count is not None and len(found) != count:
        raise ValueError(
            f"{name} must hold one text for each {each}, {count} in all; it holds "
            f"{len(found)}."
        )
    return found


def pixels(name, value):
    """``value`` if a picture can be as wide or as tall as that."""
    return real_number(name, value, at_least=LEAST, at_most=MOST)


def between(low, high, names=("low", "high")):
    """``low`` and ``high`` as two numbers in this order."""
    low, high = (real_number(n, v) for n, v in zip(names, (low, high), strict=True))
    for name, value in zip(names, (low, high), strict=True):
        real_number(name, value, at_least=-FAR, at_most=FAR)
    if not low < high:
        raise ValueError(
            f"{names[0]} must be below {names[1]}; they are {low:g} and {high:g}."
        )
    return low, high


def function(name, value):
    """``value`` if it can be called."""
    if not callable(value):
        raise TypeError(f"{name} must be a function; it is {cut(value)}.")
    return value


def network(net, inputs=None, outputs=None):
    """``net`` if it is a Network with so many input and output units."""
    if not isinstance(net, Network):
        raise TypeError(f"net must be a bp.Network; it is {cut(net)}.")
    for end, wanted, found in (
        ("input", inputs, net.sizes[0]), ("output", outputs, net.sizes[-1]),
    ):  # fmt: skip
        if wanted is not None and found != wanted:
            raise ValueError(
                f"net must have {wanted} {end} unit{'s' * (wanted > 1)}, as the tuples "
                f"do; it has {found}."
            )
    return net


def several(name, values, labels, length=None):
    """One list of numbers for each label; they may hold NaN and infinity.

    length   how many numbers each list holds, where that is known
    """
    if len(values) != len(labels):
        raise ValueError(
            f"{name} must be one list for each of {len(labels)} labels; there are "
            f"{len(values)}."
        )
    found = []
    for k, value in enumerate(values):
        place = f"{name}[{k}]" if len(values) > 1 else name
        found.append(numbers(place, value, ndim=1, finite=False))
        if length is not None and len(found[-1]) != length:
            raise ValueError(
                f"{place} must hold {length} numbers; it holds {len(found[-1])}."
            )
    return found


def tuples(X, T):
    """X as (tuples, inputs), two at least, and T as (tuples, outputs); both copies.

    There may be no tuples; T may be (tuples,) for one output.
    """
    X = _table("X", X, width=2)
    T = answers("T", T, len(X))
    if X.shape[1] < 2:
        raise ValueError(
            f"X must have two columns or more, one an input; it has {X.shape[1]}."
        )
    return X, T


def answers(name, values, count=None, finite=True):
    """Targets or outputs, (tuples,) or (tuples, outputs), as (tuples, outputs).

    count   how many tuples there are, where that is known
    """
    found = _table(name, values, width=1, finite=finite)
    if not found.shape[1]:
        raise ValueError(f"{name} must have one column or more; it has none.")
    if count is not None and len(found) != count:
        raise ValueError(
            f"{name} must hold one row for each of {count} tuples; it holds "
            f"{len(found)}."
        )
    return found


def by_unit(name, values, net):
    """``values`` as {unit: number} of units that the network has."""
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise TypeError(
            f"{name} must give values by unit number, like {{4: 0.332}}; it is "
            f"{cut(values)}."
        )
    return {
        unit(name, j, net): float(numbers(f"{name}[{j}]", v, ndim=0, finite=False))
        for j, v in values.items()
    }


def unit(name, number, net):
    """``number`` if the network has a unit of that number."""
    number = whole_number(name, number)
    if not 1 <= number <= sum(net.sizes):
        raise ValueError(
            f"{name} must be a unit of the network, 1 to {sum(net.sizes)}; it is "
            f"{cut(number)}."
        )
    return number


def connection(name, pair, net):
    """``pair`` as (i, j) if the network has a connection from unit i to unit j."""
    try:
        i, j = (unit(name, j, net) for j in pair)
    except (TypeError, ValueError):
        i = j = None
    for layer in range(len(net.sizes) - 1):
        if i in net.units(layer) and j in net.units(layer + 1):
            return i, j
    raise ValueError(
        f"{name} must be pairs (i, j) of units of which i sends to j; one is "
        f"{cut(pair)}."
    )


def by_connection(name, values, net):
    """``values`` as {(i, j): text} of connections that the network has."""
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise TypeError(
            f"{name} must give texts by connection, like {{(4, 6): '0.1'}}; it is "
            f"{cut(values)}."
        )
    return {
        connection(name, pair, net): text(f"{name}[{cut(pair)}]", words)
        for pair, words in values.items()
    }


def _table(name, values, width, finite=True):
    """A table of numbers; a list is one column, nothing so many empty columns."""
    array = as_array(name, values)
    if array.ndim == 1:
        array = array[:, None] if len(array) else np.zeros((0, width))
    return numbers(name, array, ndim=2, finite=finite)
