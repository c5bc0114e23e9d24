"""Checking a gradient by centred differences: nudge each parameter, see the loss."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bpcore import activations as act
from bpcore.gradients import gradient, layers_of
from bpcore.inputs import real_number, whole_number
from bpcore.layers import Dense
from bpcore.network import as_tuples
from bpcore.notation import symbol
from bpcore.tables import Table, digits

TOLERANCE = 1e-6
FLOOR = 1e-4  # of the loss or of the largest gradient; see check_gradient


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


def check_gradient(net, X, T, step=1e-5, claimed=None, at_most=200, seed=0):
    """Hold the gradient against centred differences of the loss.

    For each parameter p the loss, summed over the tuples, is calculated with p + step
    and with p − step; (loss₊ − loss₋) / (2 · step) should be the derivative by p.

    net, X, T    as for ``bp.gradient``
    step         the nudge, above 0
    claimed      a gradient to check instead of ``bp.gradient``'s own: anything with
                 ``.weights`` and ``.biases`` shaped like the network's
    at_most      a network with more parameters has so many checked, drawn at random
                 with the seed; the table's caption says so

    Returns a GradientCheck: ``.max_relative_error``, ``.table``, ``.agrees``.

    The relative error is |gradient − difference| divided by the larger of the two
    sizes, and by no less than 1/10 000 of the loss or of the largest gradient, since
    rounding leaves no digits to compare of anything smaller.

    Why a tolerance of 10⁻⁶: a difference is wrong in two ways.  A large step cuts
    across the bend of the loss, an error that grows with step²; a small one loses
    digits, because two nearly equal losses, each rounded at its 16th digit, are
    subtracted and the rest divided by the step.  At 10⁻⁵ both are about 10⁻¹⁰, or
    10⁻⁶ of the smallest size that is divided by.  A wrong formula errs by far more, by
    10⁻² and up.  Inputs far from 1 bend the loss more: scale them first.

    A ReLU has no derivative at 0, its kink.  Where a nudge takes a unit across one for
    some tuple, the two sides have different slopes and no tolerance is right: the row
    says so, and the parameter counts neither for nor against.
    Raises ValueError or TypeError for arguments that do not fit.
    """
    X, T = as_tuples(net, X, T)
    step = real_number("step", step, above=0)
    places = _places(net.parameters, at_most, seed)
    claimed = gradient(net, X, T) if claimed is None else claimed
    _fits(claimed, net)
    nudged = _Nudged(net, X, T)
    found = [_locate(net, place) for place in places]
    slopes = [_claim(claimed, place) for place in found]
    differences = [nudged.difference(place, step) for place in found]
    least = FLOOR * max(nudged.loss, max(map(abs, slopes)))
    rows, errors = [], []
    for place, slope, difference in zip(found, slopes, differences, strict=True):
        if difference is None:
            rows.append((_name(net, place), _near(slope), "at a kink", "—"))
            continue
        size = max(abs(slope), abs(difference), least)
        errors.append(abs(slope - difference) / size if size else 0.0)
        rows.append(
            (
                _name(net, place),
                _near(slope),
                _near(difference),
                _error_text(errors[-1]),
            )
        )
    worst = float(np.max(errors)) if errors else float("nan")
    return GradientCheck(
        max_relative_error=worst,
        table=_table(rows, net.parameters, step, seed),
        agrees=bool(worst <= TOLERANCE),
        compared=len(errors),
        left_out=len(rows) - len(errors),
        of=net.parameters,
    )


class _Nudged:
    """The loss of a network one of whose parameters is moved a little."""

    def __init__(self, net, X, T):
        self.X, self.T = X, T
        self.output, self.cost = net.kinds[-1], act.LOSSES[net.loss]
        self.kink = act.ACTIVATIONS[act.KINDS[net.hidden]].kink
        self.layers = layers_of(net)
        self.dense = [layer for layer in self.layers if isinstance(layer, Dense)]
        losses, self.active = self._present()
        self.loss = float(losses.sum())

    def difference(self, place, step):
        """The centred difference by one parameter, or None across a kink."""
        k, i, j = place
        array, where = (self.dense[k].b, j) if i is None else (self.dense[k].W, (i, j))
        kept = array[where]
        array[where] = above = kept + step
        plus, active_above = self._present()
        array[where] = below = kept - step
        minus, active_below = self._present()
        array[where] = kept
        if above == below:
            raise ValueError(
                f"step must be large enough to change a weight of {kept:g}; it is "
                f"{step:g}."
            )
        if active_above != self.active or active_below != self.active:
            return None
        # Tuple by tuple, so that the subtraction loses as few digits as it can.
        return float((plus - minus).sum() / (above - below))

    def _present(self):
        """The loss of each tuple and output, and which hidden units are past a kink."""
        A, active = self.X, []
        for layer in self.layers[:-1]:
            A = layer.forward(A)
            hidden = isinstance(layer, Dense) and layer is not self.dense[-1]
            if hidden and self.kink is not None:
                active.append((A > self.kink).tobytes())
        if self.cost == act.CROSS_ENTROPY:
            # −T ln O − (1 − T) ln(1 − O) of a sigmoid, with every digit kept
            return np.logaddexp(0.0, A) - self.T * A, active
        O = act.activate_all(self.output, A)
        return act.unit_loss_all(self.cost, O, self.T), active


def _places(count, at_most, seed):
    """The places of the parameters to check, in order."""
    at_most = whole_number("at_most", at_most, at_least=1)
    if count <= at_most:
        return range(count)
    seed = whole_number("seed", seed, at_least=0)
    rng = np.random.Generator(np.random.PCG64(seed))
    return sorted(rng.permutation(count)[:at_most].tolist())


def _locate(net, place):
    """(layer, sender, receiver) of a parameter; the sender is None for a bias.

    Parameters are counted receiver by receiver, each one's bias after its weights.
    """
    for k, (before, after) in enumerate(pairwise(net.sizes)):
        each = before + (net.biases is not None)
        if place < each * after:
            j, i = divmod(place, each)
            return k, (i if i < before else None), j
        place -= each * after
    raise IndexError(place)


def _claim(claimed, place):
    k, i, j = place
    return float(claimed.biases[k][j] if i is None else claimed.weights[k][i][j])


def _name(net, place):
    k, i, j = place
    receiver = net.units(k + 1)[j]
    if i is None:
        return symbol("bias", receiver)
    return symbol("weight", net.units(k)[i], receiver)


def _fits(claimed, net):
    """Refuse a claimed gradient that is shaped unlike the network."""
    for what in ("weights", "biases"):
        wanted = [a.shape for a in getattr(net, what) or ()]
        given = [np.shape(a) for a in getattr(claimed, what, None) or ()]
        if given != wanted:
            raise ValueError(
                f"claimed.{what} must be arrays of the shapes {wanted}; they are "
                f"{given}."
            )


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
