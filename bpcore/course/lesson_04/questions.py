"""Questions of lesson 4: raw numbers, over-fitting, and the lab with the patients."""

from bpcore import datasets
from bpcore.labs.diabetes import diabetes
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.training import train


@question(
    "Fed with raw numbers, the first hidden units mostly give …",
    {
        "values between 0.1 and 0.9": "That needs net inputs between −2.2 and 2.2; "
        "these are sums of tens.",
        "values close to 0 or 1": "Net inputs of tens lie far out on the flat ends "
        "of the sigmoid.",
        "exactly 0.5": "Only a net input of exactly 0 gives 0.5.",
    },
    answer="values close to 0 or 1",
)
def raw_numbers():
    X = datasets.patients().X
    O = Network.random((3, 4, 2, 1), seed=1).outputs(X)[1]
    inside = ((O > 0.1) & (O < 0.9)).mean()
    if (O == 0.5).mean() > 0.5:
        return "exactly 0.5"
    return "values between 0.1 and 0.9" if inside > 0.5 else "values close to 0 or 1"


@question(
    "The loss on patients that are not trained on …",
    {
        "falls like the training loss": "It would if the network learned only what "
        "all patients share.",
        "falls, then rises": "First it learns what all patients share, then the "
        "accidents of its 75.",
        "stays where it was": "It does learn something: the first epochs help the "
        "others too.",
    },
    answer="falls, then rises",
)
def other_patients():
    """75 patients, 20 hidden units, 3000 epochs, as in the lesson."""
    train_part, _ = datasets.patients().split(seed=1)
    few, others = train_part.split(seed=3, test_share=0.9)
    watched, _ = others.split(seed=0, test_share=0.6)
    scaler = few.scaler()
    A, V = scaler.apply(few), scaler.apply(watched)
    run = train(
        Network.random((3, 20, 1), span=1, seed=2), A.X, A.T, learning_rate=0.2,
        max_epochs=3000, validation=(V.X, V.T),
    )  # fmt: skip
    loss = run.history.validation_loss
    if loss.min() > 0.9 * loss[0]:
        return "stays where it was"
    if loss[-1] > 1.1 * loss.min():
        return "falls, then rises"
    return "falls like the training loss"


def _right(lab):
    lab.wait()
    return lab.found["right"]


@question(
    "One hidden unit in one hidden layer, nothing else changed: of the "
    "test patients it gets right …",
    {
        "about half, as a guess would": "One unit already weighs the three numbers "
        "against each other.",
        "nearly as many as 4-2": "Most of what these three numbers tell lies along "
        "one direction, and one unit finds it.",
        "far fewer than 4-2": "The bends that further units add matter for few of "
        "these patients.",
    },
    answer="nearly as many as 4-2",
    lab=True,
)
def one_hidden_unit():
    lab = diabetes()
    both = _right(lab)
    lab.set(first=1, second=0)
    one = _right(lab)
    if one < 0.55:
        return "about half, as a guess would"
    return "nearly as many as 4-2" if both - one <= 0.05 else "far fewer than 4-2"


@question(
    "The rate goes from 0.05 to 3, with case updating. The test patients are …",
    {
        "better than at 0.05": "A longer step is no better step: each patient "
        "pushes the weights where the last one did not want them.",
        "as good, in fewer epochs": "That is so for a somewhat larger rate. At "
        "this one the sums grow until the units saturate.",
        "no better than a guess": "The first steps drive the units onto the flat "
        "ends of the sigmoid, and there they stay.",
    },
    answer="no better than a guess",
    lab=True,
)
def a_rate_of_three():
    lab = diabetes(preset="rate=3")
    if _right(lab) <= 0.52:
        return "no better than a guess"
    return "better than at 0.05"
