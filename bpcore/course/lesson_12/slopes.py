"""Lesson 12, slopes through a graph: a value used twice, and a new operation."""

from bpcore.checks import random_inputs
from bpcore.checks.exercise import number
from bpcore.checks.function_exercise import function


@number(
    "gradients",
    hints=[
        "Draw the graph first. How many arrows leave u? How many leave a?",
        "Hand on from f backward; u may hand on once all has arrived at it.",
    ],
    then="Every arrow that leaves a value brings one share back to it.",
)
def used_twice(a=3.0, b=-0.5):
    r"""A calculation: $u = a \cdot b$, then $f = u \cdot a + 2 \cdot u$.

    $a = 3$ and $b = -0.5$.  Give the list of the gradients of $u$, of $a$ and of $b$:
    the slopes of $f$ by each.
    """
    u = a * b
    of_u = a + 2
    return [of_u, u + of_u * b, of_u * a]


def _twice(name, says, of_u=None, of_a=None):
    """A mistake of used_twice; of_u(a) and of_a(u, of_u, b) say what is taken."""
    of_u = of_u or (lambda a: a + 2)
    of_a = of_a or (lambda u, of_u, b: u + of_u * b)

    @used_twice.mistake(name, says)
    def _(a, b):
        found = of_u(a)
        return [found, of_a(a * b, found, b), found * a]


_twice("u: one path only", "u gets the share of the product u · a alone",
       of_u=lambda a: a)  # fmt: skip
_twice("u: overwritten", "what arrives at u last, the 2, overwrites what came before",
       of_u=lambda a: 2.0)  # fmt: skip
_twice("a: one path only", "a gets the share of the product u · a alone",
       of_a=lambda u, of_u, b: u)  # fmt: skip
_twice("a: overwritten", "what arrives at a last, from u, overwrites what came before",
       of_a=lambda u, of_u, b: of_u * b)  # fmt: skip
_twice("overwritten", "at u and at a the last share overwrites the one before",
       of_u=lambda a: 2.0, of_a=lambda u, of_u, b: of_u * b)  # fmt: skip
_twice("averaged", "the shares that arrive at one value are averaged",
       of_u=lambda a: (a + 2) / 2,
       of_a=lambda u, of_u, b: (u + of_u * b) / 2)  # fmt: skip
_twice("arriving lost", "from u to a only the local slope is handed on, b",
       of_a=lambda u, of_u, b: u + b)  # fmt: skip


@function(
    cases=lambda rng: [
        [sign * (1 + random_inputs.rate(rng)), turned * random_inputs.rate(rng)]
        for sign, turned in ((1, 1), (-1, 1), (1, -1))
    ],
    hints=[
        "The local slope comes from a nudge: 1 / (a + h) − 1 / a, as one fraction.",
        "What is handed to a is more than the local slope: something has arrived at r.",
    ],
    then="Value and derivative side by side: that is all an operation has to know.",
)
def new_operation(a, arriving):
    r"""Add an operation to an engine: $r = \frac{1}{a}$.

    `a` a number that is not 0, `arriving` the gradient of `r` once all has arrived at
    it.  Return two numbers: the value of `r`, and the share that goes back to `a`.
    """
    return 1 / a, arriving * (-1 / (a * a))


@new_operation.mistake("arriving lost", "the arriving gradient is lost: −1 / a² alone")
def _(a, arriving):
    return 1 / a, -1 / a**2


@new_operation.mistake("wrong sign", "the sign of the local slope is lost")
def _(a, arriving):
    return 1 / a, arriving / a**2


@new_operation.mistake("not squared", "the local slope is taken as −1 / a")
def _(a, arriving):
    return 1 / a, -arriving / a


@new_operation.mistake("value for slope", "the value 1 / a is taken for the slope")
def _(a, arriving):
    return 1 / a, arriving / a


@new_operation.mistake("divided", "the local slope is divided by what arrives")
def _(a, arriving):
    return 1 / a, -1 / (a**2 * arriving)


@new_operation.mistake("added", "what arrives is added, not multiplied")
def _(a, arriving):
    return 1 / a, arriving - 1 / a**2
