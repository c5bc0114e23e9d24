"""One warning where numbers become too large to calculate with."""

import warnings
from contextlib import contextmanager
from contextvars import ContextVar

import numpy as np

# Above _warn, this function, a network's own helper and its public method.
CALLER = 5


_untold = ContextVar("untold", default=False)


@contextmanager
def untold():
    """No warning in here, in this thread: whoever enters it tells in other words."""
    before = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(before)


def warn_of_overflow(net, O, loss=0.0):
    """Warn, and name the layer, if what a network answers, or its loss, is not finite.

    O   the outputs of every layer, inputs first
    """
    if not np.isfinite(O[-1]).all():
        layer = next(k for k, values in enumerate(O) if not np.isfinite(values).all())
        _warn(
            f"The outputs of {_named(net, layer)} are not finite: the weights or "
            "inputs before them are too large to calculate with."
        )
    elif not np.isfinite(loss):
        _warn(
            f"The loss is not finite: the outputs of {_named(net, len(O) - 1)} are too "
            "far from T to calculate with."
        )


def _warn(text):
    if not _untold.get():
        warnings.warn(text, stacklevel=CALLER)


def _named(net, layer):
    units = net.units(layer)
    which = (
        f"unit {units[0]}" if len(units) == 1 else f"units {units[0]} to {units[-1]}"
    )
    return f"layer {layer} ({which})"
