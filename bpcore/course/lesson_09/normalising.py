"""Lesson 09, batch normalisation by hand: three values forward, three slopes back."""

from bpcore.checks.exercise import number


@number(
    "outputs",
    hints=[
        "First the mean of the three, then the mean of the squared distances from it.",
        "By what is a value divided: what is added where, and when is the root taken?",
    ],
    then="A batch of three is a small sample: leave one out, and all three move.",
)
def three_values(x_1=2.0, x_2=5.0, x_3=11.0, epsilon=2.0, scale=3.0, shift=0.8):
    r"""A unit's net inputs for a batch of three are 2, 5 and 11.

    Normalise them as training does, with $\varepsilon = 2$ (large, so that you see
    where it goes), scale 3 and shift 0.8.  Give the list of the three outputs, to three
    digits.
    """
    mean = (x_1 + x_2 + x_3) / 3
    distances = [x_1 - mean, x_2 - mean, x_3 - mean]
    variance = sum(d * d for d in distances) / 3
    root = (variance + epsilon) ** 0.5
    return [scale * d / root + shift for d in distances]


def _three(name, says, divisor=lambda v, e: (v + e) ** 0.5, n=3,
           out=lambda d, r, mean, scale, shift: scale * d / r + shift):  # fmt: skip
    """A mistake of three_values."""

    @three_values.mistake(name, says)
    def _(x_1, x_2, x_3, epsilon, scale, shift):
        mean = (x_1 + x_2 + x_3) / 3
        distances = [x - mean for x in (x_1, x_2, x_3)]
        root = divisor(sum(d * d for d in distances) / n, epsilon)
        return [out(d, root, mean, scale, shift) for d in distances]


_three(
    "n − 1", "the sum of squares is divided by 2, one less than there are values", n=2
)
_three("not averaged", "the squares are summed and not divided by n", n=1)
_three("variance for deviation", "the root is forgotten: the variance divides",
       divisor=lambda v, e: v + e)  # fmt: skip
_three("ε outside the root", "ε is added to the root, not under it",
       divisor=lambda v, e: v**0.5 + e)  # fmt: skip
_three("ε left out", "ε is left out", divisor=lambda v, e: v**0.5)
_three("not centred", "the mean is not taken away from the values",
       out=lambda d, r, mean, scale, shift: scale * (d + mean) / r + shift)  # fmt: skip
_three("scale left out", "the scale is left out",
       out=lambda d, r, mean, scale, shift: d / r + shift)  # fmt: skip
_three("shift left out", "the shift is left out",
       out=lambda d, r, mean, scale, shift: scale * d / r)  # fmt: skip
_three("shift scaled", "the shift is added first, and then scaled too",
       out=lambda d, r, mean, scale, shift: scale * (d / r + shift))  # fmt: skip


@number(
    "slopes",
    hints=[
        "What arrives has two parts that no single value can answer for. Which?",
        "A nudge moves the mean and the spread of the batch as well. What do they take "
        "from the slope?",
    ],
    then="Their sum is 0: moving all three together changes no output.",
)
def three_slopes(
    n_1=1.2, n_2=-0.2, n_3=-1.0, root=2.5, scale=1.5, d_1=3.0, d_2=-1.0, d_3=1.0
):
    r"""Another batch of three, again with a large
    $\varepsilon$.  Its normal values, before scale and shift, were 1.2,
    −0.2 and −1; the root that divided was 2.5, the scale is 1.5.

    The slopes of the loss by the three outputs are 3, −1 and 1.  Give the list of its
    slopes by the three net inputs, to three digits.
    """
    mean = (d_1 + d_2 + d_3) / 3
    along = (d_1 * n_1 + d_2 * n_2 + d_3 * n_3) / 3
    arrived = [(d_1, n_1), (d_2, n_2), (d_3, n_3)]
    return [scale / root * (d - mean - n * along) for d, n in arrived]


def _slopes(name, says, factor=lambda scale, root: scale / root, of_mean=1.0,
            of_along=1.0):  # fmt: skip
    """A mistake of three_slopes."""

    @three_slopes.mistake(name, says)
    def _(n_1, n_2, n_3, root, scale, d_1, d_2, d_3):
        pairs = [(d_1, n_1), (d_2, n_2), (d_3, n_3)]
        mean = of_mean * sum(d for d, _ in pairs) / 3
        along = of_along * sum(d * n for d, n in pairs) / 3
        return [factor(scale, root) * (d - mean - n * along) for d, n in pairs]


_slopes("mean held constant", "the mean of the batch is held constant", of_mean=0)
_slopes("spread held constant", "the spread of the batch is held constant", of_along=0)
_slopes("both held constant", "mean and spread of the batch are held constant",
        of_mean=0, of_along=0)  # fmt: skip
_slopes("scale lost", "the scale is lost", factor=lambda scale, root: 1 / root)
_slopes("root lost", "the root is lost", factor=lambda scale, root: scale)
_slopes("multiplied by the root", "the root multiplies where it should divide",
        factor=lambda scale, root: scale * root)  # fmt: skip
_slopes("summed", "sums are taken away in the place of means", of_mean=3, of_along=3)
_slopes("added", "the two means are added, not taken away", of_mean=-1, of_along=-1)
