"""What callers hand in, checked once: each fault gets one clear sentence."""

import operator
from collections.abc import Mapping
from itertools import islice, pairwise

import numpy as np

from bpcore import activations as act
from bpcore.frozen import frozen

SHOWN = 60  # characters of a value that a message shows
REAL = (int, float, np.integer, np.floating)
MOST_NUMBERS = MOST_PARAMETERS = 100_000_000  # 0.8 GB
MOST_ITEMS = 1_000_000  # of a list that is no array of numbers
MOST_SPAN = 1e300  # twice this is still a number


def cut(value, quoted=True):
    """A value as a message shows it: in one line, and not too long.

    quoted   as Python writes it; else a text as it is
    """
    try:
        text = repr(value) if quoted else str(value)
    except Exception:  # what an object says of itself may fail in any way
        text = f"an object of type {type(value).__name__}"
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def counted(n, what):
    """1 unit, 2 units."""
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def choice(name, value, allowed):
    """``value`` if it is one of the allowed words."""
    if not isinstance(value, str) or value not in allowed:
        words = ", ".join(f'"{a}"' for a in allowed)
        raise ValueError(f"{name} must be one of {words}; it is {cut(value)}.")
    return value


def boolean(name, value):
    """``value`` as a bool, if it is True or False."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False; it is {cut(value)}.")
    return bool(value)


def as_text(name, value):
    """``value`` if it is text."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text; it is {cut(value)}.")
    return value


def listed(name, values, wanted="a list", ordered=True):
    """The items of a list, or of whatever else holds items one after the other.

    ordered   False takes sets, too
    """
    loose = isinstance(values, set | frozenset | Mapping)
    try:
        if isinstance(values, str | bytes) or (ordered and loose):
            raise TypeError
        items = list(islice(iter(values), MOST_ITEMS + 1))
    except Exception:  # an object may fail in its own way to be a list
        raise TypeError(f"{name} must be {wanted}; it is {cut(values)}.") from None
    if len(items) > MOST_ITEMS:
        raise ValueError(
            f"{name} must be {wanted}, of at most {MOST_ITEMS} items; it holds more."
        )
    return items


def as_words(hidden, output, loss):
    """Check the words that say what the units of a network compute."""
    choice("hidden", hidden, act.HIDDEN)
    choice("output", output, act.OUTPUT)
    choice("loss", loss, tuple(act.LOSSES))
    if loss == "cross-entropy" and output == "identity":
        raise ValueError(
            'loss "cross-entropy" needs outputs between 0 and 1: '
            'use output="sigmoid", or loss="squared error".'
        )


def whole_number(name, value, at_least=None, at_most=None):
    """``value`` as an int, if it is a whole number within the bounds that are given."""
    try:
        if isinstance(value, bool | np.bool_):
            raise TypeError
        number = operator.index(value)
    except Exception:
        raise TypeError(f"{name} must be a whole number; it is {cut(value)}.") from None
    if at_least is not None and number < at_least:
        raise ValueError(f"{name} must be {at_least} or more; it is {cut(number)}.")
    if at_most is not None and number > at_most:
        raise ValueError(f"{name} must be {at_most} or less; it is {cut(number)}.")
    return number


def real_number(name, value, above=None, at_least=None, at_most=None):
    """``value`` as a finite float within the bounds that are given."""
    number = float(numbers(name, value, ndim=0))
    if above is not None and not number > above:
        raise ValueError(
            f"{name} must be above {above:g}; it is {_off(number, above)}."
        )
    if at_least is not None and not number >= at_least:
        raise ValueError(
            f"{name} must be {at_least:g} or more; it is {_off(number, at_least)}."
        )
    if at_most is not None and not number <= at_most:
        raise ValueError(
            f"{name} must be {at_most:g} or less; it is {_off(number, at_most)}."
        )
    return number


def _off(number, bound):
    """A number as text, in full where it would look like the bound that it misses."""
    text = f"{number:g}"
    return repr(number).removesuffix(".0") if text == f"{bound:g}" else text


def numbers(name, value, ndim, finite=True):
    """A float64 copy of ``value``: finite numbers in ``ndim`` dimensions.

    finite   False lets NaN and infinities pass
    """
    return _in_float64(name, as_array(name, value), ndim, finite)


def _in_float64(name, array, ndim, finite=True):
    """``numbers`` of an array of real numbers."""
    if array.ndim != ndim:
        wanted = ("one number", "a list of numbers", "a table of numbers")[ndim]
        raise ValueError(f"{name} must be {wanted}; its shape is {cut(array.shape)}.")
    with np.errstate(over="ignore"):  # a longer float that is too large is infinite
        array = np.array(array, dtype=np.float64, order="C")
    if finite and not np.isfinite(array).all():
        where = np.argwhere(~np.isfinite(array))[0]
        place = f" at {tuple(int(i) for i in where)}" if ndim else ""
        raise ValueError(f"{name} must be finite; it holds a NaN or infinity{place}.")
    return array


def as_array(name, value):
    """``value`` as an array of real numbers, of whatever type and shape."""
    try:
        long = len(value) > MOST_NUMBERS
    except Exception:  # a number has no length, and an object may fail in any way
        long = False
    try:
        array = value if long else np.asarray(value)
    except Exception as fault:
        if isinstance(fault, ValueError) and isinstance(value, list | tuple):
            raise ValueError(
                f"{name} must be an array with rows of equal length."
            ) from None
        raise TypeError(
            f"{name} must be an array of numbers; it is {cut(value)}."
        ) from None
    if long or array.size > MOST_NUMBERS:
        raise ValueError(
            f"{name} must hold at most {MOST_NUMBERS} numbers; it is {cut(value)}."
        )
    if isinstance(value, np.ndarray) and np.any(getattr(value, "mask", False)):
        raise ValueError(f"{name} must have a number everywhere; some are masked.")
    if array.dtype.kind == "O":
        array = _unpacked(name, array)
    if array.dtype.kind not in "biuf":
        held = _kind(array, value)
        raise TypeError(f"{name} must hold real numbers; it holds {held}.")
    return array


def _unpacked(name, array):
    """An array of Python objects as one of floats, if they all are numbers."""
    if all(isinstance(v, REAL) for v in array.ravel().tolist()):
        try:
            return array.astype(float)
        except OverflowError:
            raise ValueError(
                f"{name} holds a whole number that is too large to calculate with."
            ) from None
    return array


def _kind(array, value):
    """What an array holds instead of numbers, from the value that it was made of."""
    if array.dtype.kind in "OUS":
        held = np.asarray(value, dtype=object).ravel()  # where 1 beside "a" is no "1"
        return cut(next(v for v in held.tolist() if not isinstance(v, REAL)))
    return "complex numbers" if array.dtype.kind == "c" else str(array.dtype)


def as_sizes(sizes):
    """Units in each layer as whole numbers of 1 or more, two layers at least."""
    a_row = isinstance(sizes, np.ndarray) and sizes.ndim == 1
    if not a_row and not isinstance(sizes, list | tuple | range):
        raise TypeError(
            "sizes must list the units of each layer, like (3, 4, 2, 1); "
            f"it is {cut(sizes)}."
        )
    units = listed("sizes", sizes)
    if len(units) < 2:
        raise ValueError(
            "sizes must name at least two layers, the inputs and the outputs; "
            f"it is {cut(sizes)}."
        )
    sizes = tuple(whole_number("sizes", n, at_least=1) for n in units)
    count = sum((m + 1) * n for m, n in pairwise(sizes))
    if count > MOST_PARAMETERS:
        raise ValueError(
            f"sizes must ask for at most {MOST_PARAMETERS} weights and biases; "
            f"{cut(sizes)} asks for {cut(count)}."
        )
    return sizes


def as_span(span):
    """Half the width of a range of random numbers."""
    return abs(real_number("span", span, at_least=0, at_most=MOST_SPAN))


def as_inputs(X, units, name="X"):
    """X as (tuples, input units); one tuple may come as (input units,)."""
    X = as_array(name, X)
    X = _in_float64(name, X[None] if X.ndim == 1 else X, ndim=2)
    if X.shape[1] != units:
        raise ValueError(
            f"{name} must have one column for each of the {units} input units; it has "
            f"{X.shape[1]}."
        )
    if not len(X):
        raise ValueError(f"{name} must hold at least one tuple; it is empty.")
    return X


def as_targets(T, tuples, units, loss="squared error", name="T"):
    """T as (tuples, output units); (tuples,) only for one output unit."""
    T = as_array(name, T)
    if T.ndim == 0 and tuples == 1 and units == 1:
        T = T[None]
    if T.ndim == 1:
        if units == 1:
            T = T[:, None]
        elif tuples == 1:
            T = T[None]
    if T.ndim == 1 and units > 1:
        raise ValueError(
            f"{name} must be a table of {counted(tuples, 'tuple')} by {units} output "
            f"units; it is a list of {len(T)}."
        )
    T = _in_float64(name, T, ndim=2)
    if T.shape != (tuples, units):
        raise ValueError(
            f"{name} must hold a target for each of {counted(tuples, 'tuple')} and "
            f"{counted(units, 'output unit')}, shape ({tuples}, {units}); its shape is "
            f"{T.shape}."
        )
    if loss == "cross-entropy" and ((T < 0) | (T > 1)).any():
        raise ValueError(
            f"{name} must lie between 0 and 1 for the cross-entropy; it holds "
            f"{T[(T < 0) | (T > 1)][0]:g}."
        )
    return T


def as_layers(weights, biases):
    """Read-only float64 copies of weights and biases that fit together, as tuples.

    biases   None where the units have none
    """
    given = {"weights": weights} | ({} if biases is None else {"biases": biases})
    for name, arrays in given.items():
        if not isinstance(arrays, list | tuple) or not arrays:
            raise TypeError(
                f"{name} must be a list with one array for each layer after the "
                f"inputs; it is {cut(arrays)}."
            )
    if biases is not None and len(weights) != len(biases):
        raise ValueError(
            f"weights and biases must be equally many, one for each layer after the "
            f"inputs; they are {len(weights)} and {len(biases)}."
        )
    W = [numbers(f"weights[{k}]", w, ndim=2) for k, w in enumerate(weights)]
    B = [numbers(f"biases[{k}]", b, ndim=1) for k, b in enumerate(biases or ())]
    for k, w in enumerate(W):
        if 0 in w.shape:
            raise ValueError(f"weights[{k}] is empty; a layer has at least one unit.")
        if B and w.shape[1] != len(B[k]):
            raise ValueError(
                f"weights[{k}] leads to {counted(w.shape[1], 'unit')}, but biases[{k}] "
                f"has {counted(len(B[k]), 'value')}; they must agree."
            )
        if k and w.shape[0] != W[k - 1].shape[1]:
            raise ValueError(
                f"weights[{k}] starts from {counted(w.shape[0], 'unit')}, but "
                f"weights[{k - 1}] leads to {W[k - 1].shape[1]}; they must agree."
            )
    return tuple(map(frozen, W)), tuple(map(frozen, B)) or None
