"""Lesson 11, the bug hunt: an error that leaks away in a cell that keeps it."""

import numpy as np

from bpcore.checks.function_exercise import function


def _cases(rng):
    def case():
        a, g = rng.uniform(-1, 1, 5), rng.uniform(0.2, 0.9, 5)
        return [a, g, rng.uniform(0.6, 1.5), rng.uniform(1.5, 2.5)]

    return [case() for _ in range(4)]


@function(
    cases=_cases,
    stub="""
    import numpy as np


    def repair_the_cell(a, g, v, t):
        O = v * np.sum(g * a)
        err = (t - O) * v
        slopes = np.zeros(len(a))
        for s in reversed(range(len(a))):
            slopes[s] = -err * a[s]
            err = err * g[s]
        return slopes
    """,
    hints=[
        "Nudge one gate by 0.001 and compare, for the last step and for the first.",
        "What does the connection of the cell to itself multiply an error by?",
    ],
    then="The gate stands on the way in, not on the way round.",
)
def repair_the_cell(a, g, v, t):
    """This should return the slope of the loss by each gate of a cell.  Repair it.

    `a` (steps,) what comes, `g` (steps,) the gates, `v` the weight to the output, `t`
    the target; the cell adds up g · a, the output is v times its last value, and the
    loss ½ (t − O)².  Return an array (steps,).
    """
    O = v * np.sum(g * a)
    return -(t - O) * v * a


def _slip(name, says, gives):
    repair_the_cell.mistake(name, says)(gives)


def _leaking(a, g, v, t):
    after = np.append(np.cumprod(g[::-1])[::-1][1:], 1.0)
    return repair_the_cell.right(a, g, v, t) * after


_slip("leaks", "the error is still multiplied by a gate on its way back", _leaking)
_slip("wrong sign", "the error is given in place of the slope",
      lambda a, g, v, t: -repair_the_cell.right(a, g, v, t))  # fmt: skip
_slip("g for a", "each slope takes the gate in place of what came",
      lambda a, g, v, t: -(t - v * np.sum(g * a)) * v * g)  # fmt: skip
_slip("last step only", "only the last step has a slope",
      lambda a, g, v, t: repair_the_cell.right(a, g, v, t)
      * (np.arange(len(a)) == len(a) - 1))  # fmt: skip
_slip("left out v", "the weight to the output is left out on the way back",
      lambda a, g, v, t: -(t - v * np.sum(g * a)) * a)  # fmt: skip
