"""Checking a gradient by centred differences: nudge each parameter, see the loss."""

from dataclasses import dataclass

import numpy as np

from bpcore.inputs import boolean, real_number, whole_number
from bpcore.nudged import FLOOR, STEP, Nudged
from bpcore.recurrent.network import RecurrentNetwork
from bpcore.recurrent.nudged import NudgedSequence
from bpcore.regularise import as_keep
from bpcore.tables import Table, digits

TOLERANCE = 1e-6


@dataclass(frozen=True, repr=False)
class GradientCheck:
    """What ``check_gradient`` found.  True, as a condition, if the two agree.

    max_relative_error    the largest of the parameters that could be compared
    table                 a row a parameter: name, gradient, centred difference, error
    agrees                whether max_relative_error is at most the tolerance
    compared, left_out    how many parameters were compared; how many stand so near to
                          a kink that a difference across it says nothing
    of                    how many parameters the network has
    """

    max_relative_error: float
    table: Table
    agrees: bool
    compared: int
    left_out: int
    of: int

    def __bool__(self):
        return self.agrees

    def __repr__(self):
        verb = "agrees" if self.agrees else "does not agree"
        which = f"{self.compared} of {self.of}" if self.compared < self.of else "all"
        text = (
            f"The gradient {verb} with centred differences: {which} parameters "
            f"compared, largest relative error {_error_text(self.max_relative_error)}."
        )
        if self.left_out:
            text += f" {self.left_out} left out at a kink."
        return text


def check_gradient(
    net,
    X,
    T,
    every_step=True,
    step=STEP,
    claimed=None,
    at_most=200,
    seed=0,
    keep=1.0,
    batch_normalisation=False,
):
    """Hold the gradient against centred differences of the loss.

    For each parameter p the loss, summed over the tuples, is calculated with p + step
    and with p − step; (loss₊ − loss₋) / (2 · step) should be the derivative by p.

    net, X, T    as for ``bp.gradient``; for a RecurrentNetwork with ``every_step`` as
                 for ``bp.gradient_through_time``
    step         the nudge, above 0
    claimed      a gradient to check instead of ``bp.gradient``'s own: anything with
                 ``.weights`` and ``.biases`` shaped like the network's
    at_most      a network with more parameters has so many checked, drawn at random
                 with the seed; the table's caption says so
    keep, batch_normalisation
                 as ``bp.train`` takes them: the gradient and the differences are then
                 those of a network in training, with one mask that the seed draws

    Returns a GradientCheck: ``.max_relative_error``, ``.table``, ``.agrees``.

    The relative error is |gradient − difference| divided by the larger of the two
    sizes, and by no less than 1/10 000 of the largest gradient or of the loss with all
    that is rounded on the way to it, nor than 1/1000 of its bend, since rounding and
    the bend leave no digits to compare of anything smaller: at the least loss, say.

    Why a tolerance of 10⁻⁶: a difference is wrong in two ways.  A large step cuts
    across the bend of the loss, an error that grows with step²; a small one loses
    digits, because two nearly equal losses, each rounded at its 16th digit, are
    subtracted and the rest divided by the step.  At 10⁻⁵ both are about 10⁻¹⁰, or
    10⁻⁶ of the smallest size that is divided by.  A wrong formula errs by far more, by
    10⁻² and up.  Inputs and weights far above 1 bend the loss more: scale them first.

    A ReLU has no derivative at 0, its kink.  Where a nudge takes a unit across one for
    some tuple, the two sides have different slopes and no tolerance is right: the row
    says so, and the parameter counts neither for nor against.
    Raises ValueError or TypeError for arguments that do not fit.
    """
    step = real_number("step", step, above=0)
    seed = whole_number("seed", seed, at_least=0)
    keep = as_keep(keep)
    boolean("batch_normalisation", batch_normalisation)
    boolean("every_step", every_step)
    if isinstance(net, RecurrentNetwork):
        if claimed is not None or keep != 1.0 or batch_normalisation:
            raise ValueError(
                "claimed, keep and batch_normalisation are for a bp.Network; check a "
                "RecurrentNetwork without them."
            )
        nudged = NudgedSequence(net, X, T, every_step)
    else:
        nudged = Nudged(net, X, T, claimed, keep, batch_normalisation, seed)
    places = _places(nudged.count, at_most, seed)
    slopes = [nudged.slope(place) for place in places]
    with np.errstate(all="ignore"):  # what is not finite does not agree
        differences = [nudged.difference(place, step) for place in places]
    least = max(FLOOR * max(map(abs, slopes)), max(least for _, least in differences))
    rows, errors = [], []
    for place, slope, (difference, _) in zip(places, slopes, differences, strict=True):
        name = nudged.name(place)
        if difference is None:
            rows.append((name, _near(slope), "at a kink", "—"))
            continue
        size = max(abs(slope), abs(difference), least)
        errors.append(abs(slope - difference) / size if size else 0.0)
        rows.append((name, _near(slope), _near(difference), _error_text(errors[-1])))
    worst = float(np.max(errors)) if errors else float("nan")
    return GradientCheck(
        max_relative_error=worst,
        table=_table(rows, nudged.count, step, seed),
        agrees=bool(worst <= TOLERANCE),
        compared=len(errors),
        left_out=len(rows) - len(errors),
        of=nudged.count,
    )


def _places(count, at_most, seed):
    """The places of the parameters to check, in order."""
    at_most = whole_number("at_most", at_most, at_least=1)
    if count <= at_most:
        return range(count)
    rng = np.random.Generator(np.random.PCG64(seed))
    return sorted(rng.permutation(count)[:at_most].tolist())


def _table(rows, count, step, seed):
    caption = (
        f"Gradient of the summed loss, and centred differences, step {digits(step)}"
    )
    if len(rows) < count:
        caption += f"; {len(rows)} of {count} parameters, drawn with seed {seed}"
    columns = ("parameter", "gradient", "centred difference", "relative error")
    return Table(columns, rows, caption, align="lrrr")


def _near(value):
    """A derivative as text; no digits where rounding leaves none."""
    return digits(0 if abs(value) < 1e-8 else value, 4)


def _error_text(error):
    """A relative error as text that is the same on every computer."""
    return "below 10⁻⁶" if error <= TOLERANCE else digits(error, 2)
