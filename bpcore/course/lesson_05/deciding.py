"""Lesson 05, the decision: which measurement would tell."""

from bpcore.checks.decision import decision


@decision(
    "next_step",
    choices=[
        "the network is taken for the better one: one split cannot say that",
        None,
        "the split stays the same one, and with it most of the luck",
        "the test set does the choosing, and then tests nothing any more",
    ],
    reasons=[
        None,
        "the luck of training is the smaller one: lesson 05 found 0.6 points against "
        "about 3 of the split",
        "other seeds add no patients to a test",
        "a test set that decides is a validation set",
    ],
    hints=[
        "How far does an accuracy move from one split to another? And from seed to "
        "seed?",
        "What is compared on the same splits may be paired.",
    ],
    then="Twenty paired differences, and a standard error that knows that the splits "
    "overlap.",
)
def which_would_tell():
    """On one split of 600 patients, 150 of them tested, a network gets 83 % right and a
    logistic regression 81 %. Is the network better? Decide, and give the reason.

    What do you do next? 1 nothing, the network is ahead; 2 both again on twenty
    splits, and the difference on each; 3 the network again from twenty seeds on the
    same split; 4 tune the network until it is further ahead on these 150.

    Why? 1 a split moves an accuracy by more than two points; 2 the luck of training is
    larger than that of the split; 3 more seeds make the test larger; 4 the test set has
    to decide.  Give a list of two numbers, the decision and the reason.
    """
    return [2, 1]
