"""One warning where numbers become too large to calculate with."""

import warnings

import numpy as np

CALLER = 4  # warn, this function, a network's own helper, its public method: above them


def warn_of_overflow(net, O, loss=0.0):
    """Warn, and name the layer, if outputs or their loss are not finite.

    O   the outputs of every layer, inputs first
    """
    for layer, outputs in enumerate(O):
        if not np.isfinite(outputs).all():
            _warn(
                f"The outputs of {_named(net, layer)} are not finite: the weights or "
                "inputs before them are too large to calculate with."
            )
            return
    if not np.isfinite(loss):
        _warn(
            f"The loss is not finite: the outputs of {_named(net, len(O) - 1)} are too "
            "far from T to calculate with."
        )


def _warn(text):
    warnings.warn(text, stacklevel=CALLER + 1)


def _named(net, layer):
    units = net.units(layer)
    which = (
        f"unit {units[0]}" if len(units) == 1 else f"units {units[0]} to {units[-1]}"
    )
    return f"layer {layer} ({which})"
