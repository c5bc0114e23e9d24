"""Lesson 13, by hand: acceptance, a row of a chain, Hajek's constant, a temperature."""

import math

from bpcore.checks.decision import decision
from bpcore.checks.exercise import number


@number(
    "accepted",
    hints=[
        "What counts is by how much the error would change, not how large it is.",
        "A step that does not rise is always taken, and nothing happens more often "
        "than always.",
    ],
    then="The second is free; the third costs three times the rise of the first.",
)
def acceptance(now=0.42, first=0.5, second=0.33, third=0.66, T=0.11):
    r"""The error stands at $E = 0.42$, the temperature at $T = 0.11$.

    Three proposals would lead to $E = 0.50$, $0.33$ and $0.66$.  Give the list of
    their chances to be accepted, to three digits.
    """
    return [math.exp(-max(E - now, 0) / T) for E in (first, second, third)]


def _rule(name, says, rule):
    @acceptance.mistake(name, says)
    def _(now, first, second, third, T):
        return [rule(E, now, T) for E in (first, second, third)]


_rule("wrong sign", "the sign in the exponent is missing",
      lambda E, now, T: math.exp(max(E - now, 0) / T))  # fmt: skip
_rule("above 1", "a chance is above 1: what falls is accepted always, that is 1",
      lambda E, now, T: math.exp(-(E - now) / T))  # fmt: skip
_rule("E for ΔE", "the error of the proposal stands for the rise",
      lambda E, now, T: math.exp(-E / T))  # fmt: skip
_rule("size of ΔE", "what falls is treated like what rises",
      lambda E, now, T: math.exp(-abs(E - now) / T))  # fmt: skip
_rule("T left out", "the temperature is left out",
      lambda E, now, T: math.exp(-max(E - now, 0)))  # fmt: skip
_rule("times T", "the rise is multiplied by the temperature",
      lambda E, now, T: math.exp(-max(E - now, 0) * T))  # fmt: skip
_rule("refused", "the chances to be refused are given",
      lambda E, now, T: 1 - math.exp(-max(E - now, 0) / T))  # fmt: skip


@number(
    "row",
    hints=[
        "A neighbour must first be proposed, and then accepted.",
        "The four chances add up to 1. Where does a refused proposal leave you?",
    ],
    then="What is refused stays, and so the diagonal takes what is left.",
)
def transition_row(left=0.9, here=0.4, right=1.3, T=0.5):
    r"""Four states in a row have the errors $0.9$, $0.4$, $1.3$, $0.2$; $T = 0.5$.

    Either neighbour is proposed with ½.  Give the row of the *second* state: the
    list of the chances to stand in the first, second, third and fourth state after
    one step, to three digits.
    """
    down = 0.5 * math.exp(-max(left - here, 0) / T)
    up = 0.5 * math.exp(-max(right - here, 0) / T)
    return [down, 1 - down - up, up, 0.0]


def _row(name, says, row):
    @transition_row.mistake(name, says)
    def _(left, here, right, T):
        a, b = (math.exp(-max(E - here, 0) / T) for E in (left, right))
        return row(a, b, left, right, T)


_row("refusals lost", "the diagonal is 0: refused proposals are lost",
     lambda a, b, left, right, T: [a / 2, 0.0, b / 2, 0.0])  # fmt: skip
_row("shared out", "refusals are shared out over the neighbours",
     lambda a, b, left, right, T: [a / (a + b), 0.0, b / (a + b), 0.0])  # fmt: skip
_row("½ lost", "the ½ of the proposal is lost",
     lambda a, b, left, right, T: [a, 1 - a - b, b, 0.0])  # fmt: skip
_row("½ lost on the way", "the ½ is lost, but for the diagonal",
     lambda a, b, left, right, T: [a, 1 - a / 2 - b / 2, b, 0.0])  # fmt: skip
_row("E for ΔE", "the neighbours' errors stand for the rises",
     lambda a, b, left, right, T: [
         c := math.exp(-left / T) / 2, 1 - c - math.exp(-right / T) / 2,
         math.exp(-right / T) / 2, 0.0])  # fmt: skip
_row("other way round", "left and right change places",
     lambda a, b, left, right, T: [b / 2, 1 - a / 2 - b / 2, a / 2, 0.0])  # fmt: skip


@number(
    "c",
    hints=[
        "Which states are lower than every neighbour they have, and which of these is "
        "not the lowest of all?",
        "From each of them: how high must one climb to come to a lower state?",
    ],
    then="The depth counts from the floor of that minimum, and only to where it goes "
    "down again.",
)
def hajeks_constant(E_1=1.9, E_2=4.2, E_3=0.7, E_4=3.4, E_5=1.4):
    """Five states in a row have the errors 1.9, 4.2, 0.7, 3.4, 1.4.

    What is the smallest c with which cooling as c/ln(k + 1) finds the lowest state in
    the limit?
    """
    return max(E_2 - E_1, E_4 - E_5)


@hajeks_constant.mistake("above the global minimum", "heights count from the lowest")
def _(E_1, E_2, E_3, E_4, E_5):
    return E_2 - E_3


@hajeks_constant.mistake("other minimum", "the shallower of the two minima is taken")
def _(E_1, E_2, E_3, E_4, E_5):
    return E_4 - E_5


@hajeks_constant.mistake("global included", "the lowest minimum is taken")
def _(E_1, E_2, E_3, E_4, E_5):
    return E_4 - E_3


@hajeks_constant.mistake("height", "the height of the pass is given, not the climb")
def _(E_1, E_2, E_3, E_4, E_5):
    return E_2


@number(
    "T",
    hints=[
        "The schedule has one constant; you have just found it.",
        "The logarithm is the natural one, of the number after that of the step.",
    ],
    then="A million steps, and still so warm: that is the price of being slow enough.",
    follows=[hajeks_constant],
)
def how_warm(c=2.3, k=1_000_000):
    """Cool that chain as c/ln(k + 1), with your smallest c.

    What is the temperature in step 1,000,000?  Three digits.
    """
    return c / math.log(k + 1)


@how_warm.mistake("log to the base 10", "the logarithm is taken to the base of 10")
def _(c, k):
    return c / math.log10(k + 1)


@how_warm.mistake("no logarithm", "the logarithm is left out")
def _(c, k):
    return c / (k + 1)


@how_warm.mistake("upside down", "c and the logarithm change places")
def _(c, k):
    return math.log(k + 1) / c


@how_warm.mistake("times", "c is multiplied by the logarithm")
def _(c, k):
    return c * math.log(k + 1)


@decision(
    "advice",
    choices=[
        "the theorem says nothing of a run that ends, nor of this way of cooling",
        None,
        "one poor run is no evidence against a method either",
        "no warmer run can be better than the best of all, but whether this one is the "
        "best nobody knows",
    ],
    reasons=[
        "the theorem is about the limit of steps without end, on finitely many states",
        None,
        "that annealing was slower is not what was asked; nothing here was timed",
        "uphill steps are what lets it leave a poor place at all",
    ],
    hints=[
        "Which of the theorem's assumptions does the run meet?",
        "What would a better network, found by somebody else, say about the claim?",
    ],
    then="Count the runs that arrive; a guarantee in the limit counts none of them.",
)
def optimum_or_not():
    """A colleague anneals a 4-6-1 network with T = 0.05 · 0.999^k for 20,000 steps.

    It ends at a mean loss of 0.09.  "Annealing guarantees the global optimum," he
    writes, "so the task cannot be learned any better."

    What do you advise? 1 to accept it, as the theorem covers it; 2 to repeat it from
    many seeds beside restarts of backpropagation, and count; 3 to give up annealing;
    4 to run it again with a higher T.
    What is the reason? 1 the theorem holds for any schedule that falls slowly;
    2 real-valued weights, cooled geometrically for a finite time, are outside the
    theorem; 3 annealing is always slower; 4 uphill steps spoil what was found.  Give a
    list of two numbers.
    """
    return [2, 2]
