"""Lesson 04, the decision: what to do with a run whose increments are small."""

from bpcore.checks.decision import decision


@decision(
    "now",
    choices=[
        "small increments are taken for success: half are misclassified still",
        None,
        "the inputs are scaled again: they are, the slopes say so",
        "the network is thrown away: nothing is known against it yet",
    ],
    reasons=[
        "small increments are found on a plateau as well as at the end of learning",
        None,
        "half misclassified is what a guess gives: it says that nothing is learned, "
        "not why",
        "a loss near ln 2 is what the answer 0.5 costs: it says that nothing is "
        "learned, not why",
    ],
    hints=[
        "Has it learned? Then: which of the numbers tells whether it still can?",
        "What does a slope of 0.11 at a hidden unit do to an error that arrives there?",
    ],
    then="It has learned nothing yet, and no unit is saturated, so it can. Left alone, "
    "this run misclassifies 23 % in epoch 50.",
)
def what_now():
    r"""A run on 500 scaled patients stands at epoch 12. Decide, and give the reason.

    Cross-entropy 0.697, misclassified 50 %, every increment of the epoch at most 0.03,
    the slopes $O (1 - O)$ of all hidden units between 0.11 and 0.25.

    What do you do? 1 stop it, 2 train on, 3 scale the inputs, 4 take fewer units.
    What tells you so? 1 the increments, 2 the slopes, 3 the share misclassified,
    4 the loss.  Give a list of two numbers, the decision and the reason.
    """
    return [2, 2]
