"""Lesson 08, where to begin: Glorot's limit."""

from bpcore.checks.exercise import number


@number(
    "limit",
    hints=[
        "Which variance does Glorot ask for, between a layer of m and one of n units?",
        "Numbers uniform between −a and a have the variance a² / 3. Solve for a.",
    ],
    then="The square of it, divided by 3, is the variance that Glorot asks for.",
)
def glorot_limit(m=30.0, n=20.0):
    r"""The weights from a layer of 30 units to one of 20 are to be drawn uniformly
    between $-a$ and $a$.

    Which $a$ does Glorot's rule ask for?  Give it to three digits.
    """
    return (6 / (m + n)) ** 0.5


@glorot_limit.mistake(
    "variance for limit", "the variance of the weights is given as the limit"
)
def _(m, n):
    return 2 / (m + n)


@glorot_limit.mistake(
    "deviation for limit", "the standard deviation of the weights is given as the limit"
)
def _(m, n):
    return (2 / (m + n)) ** 0.5


@glorot_limit.mistake("fan-in only", "only the 30 units before are counted: He's limit")
def _(m, n):
    return (6 / m) ** 0.5


@glorot_limit.mistake("fan-out only", "only the 20 units after are counted")
def _(m, n):
    return (6 / n) ** 0.5


@glorot_limit.mistake("no root", "the square root is not taken")
def _(m, n):
    return 6 / (m + n)


@glorot_limit.mistake("averaged", "m and n are averaged, not added")
def _(m, n):
    return (12 / (m + n)) ** 0.5


@glorot_limit.mistake("multiplied", "m and n are multiplied, not added")
def _(m, n):
    return (6 / (m * n)) ** 0.5


@glorot_limit.mistake("whole width", "that is the whole way from −a to a")
def _(m, n):
    return 2 * (6 / (m + n)) ** 0.5
