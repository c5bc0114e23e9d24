"""Lesson 09, the bug hunt: batch normalisation folded into weights and a bias."""

from bpcore.checks import random_inputs
from bpcore.checks.function_exercise import function


def _units(rng):
    """A unit with its running figures, its scale and its shift."""
    return [
        [
            random_inputs.values(rng, n), float(random_inputs.values(rng)),
            float(random_inputs.values(rng)), float(1.5 + random_inputs.positive(rng)),
            float(1 + random_inputs.positive(rng)), float(random_inputs.values(rng)),
            random_inputs.rate(rng),
        ]
        for n in (2, 3, 4)
    ]  # fmt: skip


@function(
    cases=_units,
    hints=[
        "Two faults. By what does batch normalisation divide?",
        "The bias stands beside the weighted sum when the mean is taken away. What is "
        "done to both after that?",
    ],
    stub="""
    def repair_the_fold(w, theta, mean, variance, scale, shift, epsilon):
        factor = scale / (variance + epsilon)
        return factor * w, factor * theta - mean + shift
    """,
    then="A network that answers needs no batch: it is plain weights again.",
)
def repair_the_fold(w, theta, mean, variance, scale, shift, epsilon):
    """Repair this folding of one unit's batch normalisation.

    `w` its weights, an array, and `theta` its bias; `mean` and `variance` the running
    ones, `scale`, `shift` and `epsilon` those of its normalisation.  Return the weights
    and the bias with which the unit gives, for one tuple alone, what weights, bias and
    normalisation gave together.  Two faults hide in it.
    """
    factor = scale / (variance + epsilon) ** 0.5
    return factor * w, factor * (theta - mean) + shift


def _fold(name, says, root=True, bias=lambda f, t, m, s: f * (t - m) + s, weights=True):
    """A mistake of repair_the_fold."""

    @repair_the_fold.mistake(name, says)
    def _(w, theta, mean, variance, scale, shift, epsilon):
        factor = scale / (variance + epsilon) ** (0.5 if root else 1)
        return factor * w if weights else w, bias(factor, theta, mean, shift)


def _unscaled(f, t, m, s):
    return f * t - m + s


_fold("both faults", "the root is missing, and the mean is not scaled", root=False,
      bias=_unscaled)  # fmt: skip
_fold("no root", "the variance divides, not its root", root=False)
_fold("mean not scaled", "the mean is taken away unscaled", bias=_unscaled)
_fold("bias not scaled", "the bias is not scaled",
      bias=lambda f, t, m, s: t - f * m + s)  # fmt: skip
_fold("bias left alone", "only the weights are folded", bias=lambda f, t, m, s: t)
_fold("weights left alone", "only the bias is folded", weights=False)
_fold("shift scaled", "the shift is scaled too",
      bias=lambda f, t, m, s: f * (t - m + s))  # fmt: skip
_fold("shift left out", "the shift is left out", bias=lambda f, t, m, s: f * (t - m))
_fold("mean added", "the mean is added, not taken away",
      bias=lambda f, t, m, s: f * (t + m) + s)  # fmt: skip
