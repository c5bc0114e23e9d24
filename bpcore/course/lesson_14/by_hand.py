"""Lesson 14, by hand: a detector of symmetry, the length of a code, an early error."""

import math

from bpcore.checks.decision import CHOSEN, decision
from bpcore.checks.exercise import number


@number(
    "detector",
    hints=[
        "Only the places that hold a 1 add something.",
        "The right half has the same weights as the left, read from the middle, with "
        "their signs turned.",
    ],
    then="Far from the −1.2 that every symmetric pattern gives it: it has seen that "
    "this one is not.",
)
def detector_unit(a=5.6, b=-2.9, c=1.4, theta=-1.2):
    r"""A hidden unit of a trained 6-2-1 network is shown the pattern 1 0 1 0 0 1.

    Its weights, from the first input to the sixth, are $5.6$, $-2.9$, $1.4$, $-1.4$,
    $2.9$, $-5.6$; $\theta = -1.2$.  Give the list of its net input and its output, to
    three digits.
    """
    I = a + c - a + theta  # the first, the third and the last place hold a 1
    return [I, 1 / (1 + math.exp(-I))]


def _sum(name, says, total, output=lambda I: 1 / (1 + math.exp(-I))):
    @detector_unit.mistake(name, says)
    def _(a, b, c, theta):
        I = total(a, b, c, theta)
        return [I, output(I)]


_sum("no bias", "the bias is left out", lambda a, b, c, theta: c)
_sum("threshold", "the bias is subtracted", lambda a, b, c, theta: c - theta)
_sum("signs not turned", "the right half has the signs of the left",
     lambda a, b, c, theta: a + c + a + theta)  # fmt: skip
_sum("left half", "the right half is left out",
     lambda a, b, c, theta: a + c + theta)  # fmt: skip
_sum("not mirrored", "the right half repeats the left in place of mirroring it",
     lambda a, b, c, theta: a + c - c + theta)  # fmt: skip
_sum("net input for output", "the output is the net input",
     lambda a, b, c, theta: c + theta, lambda I: I)  # fmt: skip
_sum("missing minus", "the minus in the exponent is missing",
     lambda a, b, c, theta: c + theta, lambda I: 1 / (1 + math.exp(I)))  # fmt: skip


@number(
    "units",
    hints=[
        "One unit, rounded, tells two inputs apart; two units tell four.",
        "Each further unit doubles what can be told apart.",
    ],
    tolerance=CHOSEN,
    then="Five bits have 32 words, and 20 are needed.",
)
def length_of_a_code(n=20):
    """An encoder is to give back which of 20 inputs is 1.

    Each of its hidden outputs is rounded to 0 or 1, and no two codes may be the same.
    How many hidden units does it need at least?
    """
    return math.ceil(math.log2(n))


@length_of_a_code.mistake("rounded down", "log₂ 20 is rounded down: 16 codes")
def _(n):
    return int(math.log2(n))


@length_of_a_code.mistake("a unit each", "every input has a hidden unit of its own")
def _(n):
    return n


@length_of_a_code.mistake("three eighths", "the share of the 8-3-8 network is kept")
def _(n):
    return math.ceil(3 / 8 * n)


@length_of_a_code.mistake("half", "two inputs share a unit, and so does each pair")
def _(n):
    return n // 2


@number(
    "errs",
    hints=[
        "What reaches unit 3 comes over two weights; it is added up.",
        "For the second number, work out both new weights first: w + l · Err · O, with "
        "the output of the unit that sends.",
    ],
    then="Both weights have grown, each in its own direction, and with them what "
    "comes back.",
)
def error_too_early(O_3=0.62, err_5=0.3, err_6=-0.2, w_35=0.6, w_36=-0.9, l=2.0):
    r"""In a 2-2-2 network hidden unit 3 gave $O_3 = 0.62$; it leads to units 5 and 6.

    $Err_5 = 0.3$, $Err_6 = -0.2$, $w_{35} = 0.6$, $w_{36} = -0.9$, $l = 2$.  Give a
    list of two numbers, to three digits: $Err_3$ as it should be, and what comes out
    if the two weights are updated first.
    """
    right = O_3 * (1 - O_3) * (err_5 * w_35 + err_6 * w_36)
    new_35 = w_35 + l * err_5 * O_3
    new_36 = w_36 + l * err_6 * O_3
    return [right, O_3 * (1 - O_3) * (err_5 * new_35 + err_6 * new_36)]


def _early(name, says, back=lambda e5, e6, w5, w6: e5 * w5 + e6 * w6,
           step=lambda O, l: l * O, slope=lambda O: O * (1 - O)):  # fmt: skip
    @error_too_early.mistake(name, says)
    def _(O_3, err_5, err_6, w_35, w_36, l):
        moved = w_35 + step(O_3, l) * err_5, w_36 + step(O_3, l) * err_6
        both = (w_35, w_36), moved
        return [slope(O_3) * back(err_5, err_6, *weights) for weights in both]


_early("no update", "the second number takes the old weights too",
       step=lambda O, l: 0.0)  # fmt: skip
_early("left out l", "the new weights are worked out without l",
       step=lambda O, l: O)  # fmt: skip
_early("left out the output", "the new weights are worked out without O₃",
       step=lambda O, l: l)  # fmt: skip
_early("wrong sign of the step", "the step is subtracted",
       step=lambda O, l: -l * O)  # fmt: skip
_early("one path only: 5", "only the path over unit 5 is counted",
       back=lambda e5, e6, w5, w6: e5 * w5)  # fmt: skip
_early("one path only: 6", "only the path over unit 6 is counted",
       back=lambda e5, e6, w5, w6: e6 * w6)  # fmt: skip
_early("a sign lost", "the sign of Err₆ is lost",
       back=lambda e5, e6, w5, w6: e5 * w5 - e6 * w6)  # fmt: skip
_early("forgot O(1-O)", "the factor O₃ (1 − O₃) is left out",
       slope=lambda O: 1.0)  # fmt: skip
_early("derivative twice", "the factor O₃ (1 − O₃) is applied twice",
       slope=lambda O: (O * (1 - O)) ** 2)  # fmt: skip


@error_too_early.mistake("other way round", "the two numbers change places")
def _(O_3, err_5, err_6, w_35, w_36, l):
    return error_too_early.right(O_3, err_5, err_6, w_35, w_36, l)[::-1]


@number(
    "excess",
    hints=[
        "How far apart are your two numbers?",
        "Compare that with the number that should have come out.",
    ],
    then="Nearly half as much again, in one step: at Mazur's small errors it is under "
    "a tenth.",
    follows=[error_too_early],
)
def how_much_too_large(errs=(0.0848, 0.1228)):
    """By what share of the right error is the one taken too early too large?

    Work it out from your two numbers; 0.25 would mean a quarter. Three decimals.
    """
    return (errs[1] - errs[0]) / errs[0]


@how_much_too_large.mistake("ratio", "the ratio of the two is given, not the excess")
def _(errs):
    return errs[1] / errs[0]


@how_much_too_large.mistake("of the wrong one", "it is taken as a share of the wrong")
def _(errs):
    return (errs[1] - errs[0]) / errs[1]


@how_much_too_large.mistake("difference", "the bare difference is given")
def _(errs):
    return errs[1] - errs[0]


@how_much_too_large.mistake("wrong sign", "the two are subtracted the other way round")
def _(errs):
    return (errs[0] - errs[1]) / errs[0]


@decision(
    "written",
    choices=[
        "two medians are not what is compared: the paper gives one run",
        None,
        "a printed 900 below your median says nothing of their program",
        "the figures are there; more decimals of a count there are not",
    ],
    reasons=[
        "the paper gives no median, so there is none that could differ",
        None,
        "the start was drawn at random: equal settings do not give equal runs",
        "that many starts were run does not say where the printed one lies among them",
    ],
    hints=[
        "What would the printed run be, if it were one of yours?",
        "Would 900 stand out in your list?",
    ],
    then="Not refuted, and not much confirmed: a wide spread is easily met.",
)
def refuted_or_not():
    """A paper prints: learned after 900 sweeps. All settings are given but the start.

    You run 30 random starts with these settings. All learn, in 310 to 4,000 sweeps,
    with the median at 1,200; 11 of them need 900 or fewer.

    What do you write? 1 not reproduced, 1,200 in place of 900; 2 in accord with the
    printed run; 3 their program was the better one; 4 undecided until more decimals
    are known.
    What is the reason? 1 the medians differ, 2 the printed figure lies well inside the
    spread of the starts, 3 with the same settings the figures must be the same,
    4 thirty starts are more than one.  Give a list of two numbers.
    """
    return [2, 2]
