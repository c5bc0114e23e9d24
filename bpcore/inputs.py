"""What callers hand in, checked once: each fault gets one clear sentence."""

import operator

import numpy as np


def choice(name, value, allowed):
    """``value`` if it is one of the allowed words."""
    if not isinstance(value, str) or value not in allowed:
        words = ", ".join(f'"{a}"' for a in allowed)
        raise ValueError(f"{name} must be one of {words}; it is {value!r}.")
    return value


def whole_number(name, value, at_least=None):
    """``value`` as an int, if it is a whole number that is large enough."""
    try:
        if isinstance(value, bool | np.bool_):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number; it is {value!r}.") from None
    if at_least is not None and number < at_least:
        raise ValueError(f"{name} must be {at_least} or more; it is {number}.")
    return number


def real_number(name, value, above=None, at_least=None, at_most=None):
    """``value`` as a finite float within the bounds that are given."""
    number = float(numbers(name, value, ndim=0))
    if above is not None and not number > above:
        raise ValueError(f"{name} must be above {above:g}; it is {number:g}.")
    if at_least is not None and not number >= at_least:
        raise ValueError(f"{name} must be {at_least:g} or more; it is {number:g}.")
    if at_most is not None and not number <= at_most:
        raise ValueError(f"{name} must be {at_most:g} or less; it is {number:g}.")
    return number


def boolean(name, value):
    """``value`` as a bool, if it is True or False."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False; it is {value!r}.")
    return bool(value)


def numbers(name, value, ndim):
    """A float64 copy of ``value``: finite numbers in ``ndim`` dimensions."""
    try:
        array = np.array(value)
    except ValueError:  # rows of unequal length
        raise ValueError(
            f"{name} must be an array with rows of equal length."
        ) from None
    if array.dtype.kind not in "biuf":
        raise TypeError(f"{name} must hold real numbers; it holds {_kind(array)}.")
    if array.ndim != ndim:
        wanted = ("one number", "a list of numbers", "a table of numbers")[ndim]
        raise ValueError(f"{name} must be {wanted}; its shape is {array.shape}.")
    array = np.array(array, dtype=np.float64, order="C")
    if not np.isfinite(array).all():
        where = np.argwhere(~np.isfinite(array))[0]
        place = f" at {tuple(int(i) for i in where)}" if ndim else ""
        raise ValueError(f"{name} must be finite; it holds a NaN or infinity{place}.")
    return array


def as_sizes(sizes):
    """Units in each layer as whole numbers of 1 or more, two layers at least."""
    try:
        sizes = tuple(sizes)
    except TypeError:
        raise TypeError(
            "sizes must list the units of each layer, like (3, 4, 2, 1); "
            f"it is {sizes!r}."
        ) from None
    if len(sizes) < 2:
        raise ValueError(
            "sizes must name at least two layers, the inputs and the outputs; "
            f"it is {sizes!r}."
        )
    return tuple(whole_number("sizes", n, at_least=1) for n in sizes)


def as_inputs(X, units):
    """X as (tuples, input units); one tuple may come as (input units,)."""
    X = np.asarray(X)
    X = numbers("X", X[None] if X.ndim == 1 else X, ndim=2)
    if X.shape[1] != units:
        raise ValueError(
            f"X must have one column for each of the {units} input units; it has "
            f"{X.shape[1]}."
        )
    if not len(X):
        raise ValueError("X must hold at least one tuple; it is empty.")
    return X


def as_targets(T, tuples, units, loss="squared error"):
    """T as (tuples, output units); (tuples,) only for one output unit."""
    T = np.asarray(T)
    if T.ndim == 0 and tuples == 1 and units == 1:
        T = T[None]
    if T.ndim == 1:
        if units == 1:
            T = T[:, None]
        elif tuples == 1:
            T = T[None]
    if T.ndim == 1 and units > 1:
        raise ValueError(
            f"T must be a table of {tuples} tuples by {units} output units; it is a "
            f"list of {len(T)}."
        )
    T = numbers("T", T, ndim=2)
    if T.shape != (tuples, units):
        raise ValueError(
            f"T must hold a target for each of {tuples} tuples and {units} output "
            f"units, shape ({tuples}, {units}); its shape is {T.shape}."
        )
    if loss == "cross-entropy" and ((T < 0) | (T > 1)).any():
        raise ValueError(
            "T must lie between 0 and 1 for the cross-entropy; it holds "
            f"{T[(T < 0) | (T > 1)][0]:g}."
        )
    return T


def _kind(array):
    if array.dtype.kind in "OUS":
        odd = next(
            (v for v in array.ravel().tolist() if not isinstance(v, int | float)), None
        )
        return repr(odd)
    return "complex numbers" if array.dtype.kind == "c" else str(array.dtype)


def as_layers(weights, biases):
    """Read-only float64 copies of weights and biases that fit together."""
    for name, arrays in (("weights", weights), ("biases", biases)):
        if not isinstance(arrays, list | tuple) or not len(arrays):
            raise TypeError(
                f"{name} must be a list with one array for each layer after the "
                f"inputs; it is {type(arrays).__name__}."
            )
    if len(weights) != len(biases):
        raise ValueError(
            f"weights and biases must be equally many, one for each layer after the "
            f"inputs; they are {len(weights)} and {len(biases)}."
        )
    W = [numbers(f"weights[{k}]", w, ndim=2) for k, w in enumerate(weights)]
    B = [numbers(f"biases[{k}]", b, ndim=1) for k, b in enumerate(biases)]
    for k, (w, b) in enumerate(zip(W, B, strict=True)):
        if 0 in w.shape:
            raise ValueError(f"weights[{k}] is empty; a layer has at least one unit.")
        if w.shape[1] != len(b):
            raise ValueError(
                f"weights[{k}] leads to {w.shape[1]} units, but biases[{k}] has "
                f"{len(b)} values; they must agree."
            )
        if k and w.shape[0] != W[k - 1].shape[1]:
            raise ValueError(
                f"weights[{k}] starts from {w.shape[0]} units, but weights[{k - 1}] "
                f"leads to {W[k - 1].shape[1]}; they must agree."
            )
    for array in W + B:
        array.flags.writeable = False
    return W, B
