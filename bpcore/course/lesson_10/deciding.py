"""Lesson 10, the decision: what a run needs that jumps."""

from bpcore.checks.decision import decision


@decision(
    "remedy",
    choices=[
        "truncation keeps errors from travelling at all: it learned well with them",
        None,
        "a larger rate makes the longest update longer still",
        "more units do not make that one gradient any shorter",
    ],
    reasons=[
        "errors that vanish make updates small; this one was thousands of times larger",
        None,
        "a loss that is high in the end tells that something went wrong, not what",
        "forty steps alone prove nothing: for thirty epochs they did no harm",
    ],
    hints=[
        "Which epoch is unlike the others, and in what?",
        "Errors can shrink on their way back, or grow. Which of the two makes an "
        "update long?",
    ],
    then="One exploding gradient threw the weights far away. Clipping would have "
    "kept its direction and cut its length.",
)
def which_remedy():
    """A recurrent network trains on sequences of 40 steps. Decide, and say why.

    Its loss falls from 27.7 to 4.1 in thirty epochs, in which no weight moves by more
    than 0.08.  In epoch 31 one weight moves by 410; the loss jumps to 95 and stays
    near it for the next hundred epochs.

    What do you do? 1 truncate after one step, 2 clip the norm, 3 raise the rate,
    4 take more hidden units.  What tells you so? 1 errors shrink on their way back,
    2 one update was thousands of times as large as the others, 3 the last loss is high,
    4 forty steps are many.  Give a list of two numbers, the decision and the reason.
    """
    return [2, 2]
