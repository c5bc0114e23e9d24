"""Lesson 09, dropout by hand, and a case to decide: which remedy, and why."""

from bpcore.checks.decision import decision
from bpcore.checks.exercise import number


@number(
    "net_inputs",
    hints=[
        "Which outputs reach unit 7 in training, and how large are they then?",
        "When the network answers, nobody is left out. What is left to make up for?",
    ],
    then="Over many batches the first number is, on average, the second.",
)
def left_out(O_4=0.9, O_5=0.4, O_6=0.7, keep=0.8, w_47=1.5, w_57=-2.0, w_67=0.5,
             theta_7=-0.7):  # fmt: skip
    r"""Units 4, 5 and 6 lead to unit 7, and dropout keeps 0.8 of them on average.

    $O_4 = 0.9$, $O_5 = 0.4$, $O_6 = 0.7$; $w_{47} = 1.5$, $w_{57} = -2$,
    $w_{67} = 0.5$, $\theta_7 = -0.7$.  In training, unit 5 is left out for this
    tuple.  Give a list of two numbers: $I_7$ in training, and $I_7$ for the same tuple
    when the network answers, to three digits.
    """
    in_training = (w_47 * O_4 + w_67 * O_6) / keep + theta_7
    when_it_answers = w_47 * O_4 + w_57 * O_5 + w_67 * O_6 + theta_7
    return [in_training, when_it_answers]


def _left(name, says, batch=lambda kept, out, keep, theta: kept / keep + theta,
          answer=lambda kept, out, keep, theta: kept + out + theta):  # fmt: skip
    """A mistake of left_out; kept and out are what units 4 and 6, and 5, bring."""

    @left_out.mistake(name, says)
    def _(O_4, O_5, O_6, keep, w_47, w_57, w_67, theta_7):
        bring = w_47 * O_4 + w_67 * O_6, w_57 * O_5, keep, theta_7
        return [batch(*bring), answer(*bring)]


def _undivided(kept, out, keep, theta):
    return kept + theta


def _scaled(kept, out, keep, theta):
    return (kept + out) * keep + theta


_left("undivided", "the outputs that stay are not divided by keep", batch=_undivided)
_left("divided by the dropped share", "they are divided by the share left out",
      batch=lambda kept, out, keep, theta: kept / (1 - keep) + theta)  # fmt: skip
_left("multiplied", "they are multiplied by keep while the network is trained",
      batch=lambda kept, out, keep, theta: kept * keep + theta)  # fmt: skip
_left("scaled again", "outputs are scaled once more when the network answers",
      answer=_scaled)  # fmt: skip
_left("scaled late", "nothing is scaled in the batch, and everything in the answer; "
      "so dropout was first described, but bp.dropout divides at once",
      batch=_undivided, answer=_scaled)  # fmt: skip
_left("bias divided", "the bias is divided as well: it is no output of a unit",
      batch=lambda kept, out, keep, theta: (kept + theta) / keep)  # fmt: skip
_left("nobody left out", "unit 5 still has its say in the batch",
      batch=lambda kept, out, keep, theta: (kept + out) / keep + theta)  # fmt: skip
_left("left out for good", "unit 5 stays left out when the network answers",
      answer=lambda kept, out, keep, theta: kept + theta)  # fmt: skip


@decision(
    "remedy",
    choices=[
        "a batch of one has no spread: normalised, every tuple gives the same output",
        "a larger rate learns the training tuples by heart sooner",
        None,
        "more layers add weights to a network that has too many for its tuples",
    ],
    reasons=[
        None,
        "nothing was said of the first layer, and the training loss falls well",
        "the time of a step was no complaint, and dropout does not shorten it",
        "saturated units would hold up the training loss, and it falls",
    ],
    hints=[
        "Which of the two losses is in trouble, and from when on?",
        "One of the four is lost when tuples are learned one by one.",
    ],
    then="Early stopping would be the other way, and costs less. Try both.",
)
def what_to_switch_on():
    """A 12-40-1 network learns from 60 tuples, over and over; they are presented one at
    a time, with an update after each. Decide what to try, and say why.

    After epoch 40 the training loss is 0.38 and the validation loss 0.46; after epoch
    300 they are 0.03 and 0.97.

    What do you switch on? 1 batch normalisation, 2 a rate ten times as large, 3
    dropout, 4 three more layers.  What tells you so? 1 the two losses part, 2 the
    errors of the first layer vanish, 3 a step takes too long, 4 the hidden units are
    saturated.  Give a list of two numbers, the decision and the reason.
    """
    return [3, 1]
