"""Lesson 14, the bug hunt: a round that updates the output weights too early."""

import numpy as np

from bpcore.checks.function_exercise import function


def _cases(rng):
    def case():
        x, t = rng.uniform(0.3, 1.0, 3), rng.uniform(0.1, 0.9, 2)
        W, V = rng.uniform(-1, 1, (3, 2)), rng.uniform(0.4, 1.0, (2, 2))
        return [x, t, W, V, rng.uniform(0.5, 1.5)]

    return [case() for _ in range(4)]


def _increments(answer, x, t, W, V, l):
    """What is compared is by how much the tables have moved."""
    return answer[0] - W, answer[1] - V


@function(
    cases=_cases,
    seen_as=_increments,
    stub="""
    import numpy as np


    def repair_the_round(x, t, W, V, l):
        hidden = 1 / (1 + np.exp(-(x @ W)))
        out = 1 / (1 + np.exp(-(hidden @ V)))
        err_out = out * (1 - out) * (t - out)
        V = V + l * np.outer(hidden, err_out)
        err = hidden * (1 - hidden) * (V @ err_out)
        W = W + l * np.outer(x, err)
        return W, V
    """,
    hints=[
        "Print what err reads, and ask as of when it is.",
        "All errors first, and only then the weights.",
    ],
    then="One line in another place, and the seventh decimal of a printed figure.",
)
def repair_the_round(x, t, W, V, l):
    """This should present one tuple to a network without biases.  Repair it.

    `x` (3,), `t` (2,), `W` (3, 2) into the hidden units, `V` (2, 2) from them to the
    outputs, `l` the rate.  Return the new `W` and the new `V`.
    """
    hidden = 1 / (1 + np.exp(-(x @ W)))
    out = 1 / (1 + np.exp(-(hidden @ V)))
    err_out = out * (1 - out) * (t - out)
    err = hidden * (1 - hidden) * (V @ err_out)
    return W + l * np.outer(x, err), V + l * np.outer(hidden, err_out)


def _slip(name, says, back=lambda V, V_new, err_out: V @ err_out, slope=True, turn=1):
    @repair_the_round.mistake(name, says)
    def _(x, t, W, V, l):
        hidden = 1 / (1 + np.exp(-(x @ W)))
        out = 1 / (1 + np.exp(-(hidden @ V)))
        err_out = turn * out * (1 - out) * (t - out)
        V_new = V + l * np.outer(hidden, err_out)
        err = (hidden * (1 - hidden) if slope else 1) * back(V, V_new, err_out)
        return W + l * np.outer(x, err), V_new


_slip("weights already updated", "the output weights are still updated too early",
      lambda V, V_new, err_out: V_new @ err_out)  # fmt: skip
_slip("transposed", "the rows and columns of V change places on the way back",
      lambda V, V_new, err_out: V.T @ err_out)  # fmt: skip
_slip("forgot O(1-O)", "the hidden O (1 − O) is left out", slope=False)
_slip("wrong sign", "out − t is taken in place of t − out", turn=-1)


@repair_the_round.mistake("hidden weights stay", "W is returned as it came")
def _(x, t, W, V, l):
    return W, repair_the_round.right(x, t, W, V, l)[1]
