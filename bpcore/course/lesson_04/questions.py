"""Questions of lesson 04: raw numbers, who learns slowest, where errors are small."""

from bpcore import datasets
from bpcore.course.lesson_04.nudges import each_moved
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.tracing.trace import trace


def _train():
    """The lesson's training patients."""
    rest, _ = datasets.patients().split(seed=1)
    return rest.split(seed=1, test_share=1 / 3)[0]


def _net(seed=1):
    return Network.random((3, 4, 2, 1), seed=seed, loss="cross-entropy")


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
    O = _net().outputs(_train().X)[1]
    inside = ((O > 0.1) & (O < 0.9)).mean()
    if (O == 0.5).mean() > 0.5:
        return "exactly 0.5"
    return "values between 0.1 and 0.9" if inside > 0.5 else "values close to 0 or 1"


@question(
    "Three patients with T = 1. Under the squared error, the largest error belongs to "
    "the answer …",
    {
        "0.01": "It is the most wrong, by 0.99. But the error has a second factor, and "
        "at 0.01 that is tiny.",
        "0.33": "Half wrong and not saturated: both factors of the error are "
        "middling, and their product is the largest.",
        "0.9": "It is wrong by 0.1 only, and its slope is small as well.",
    },
    answer="0.33",
)
def largest_error():
    errors = {}
    for O in ("0.01", "0.33", "0.9"):
        errors[O] = float(O) * (1 - float(O)) * (1 - float(O))
    return max(errors, key=errors.get)


@question(
    "Raised by 0.001, one at a time, so many of the 29 parameters change the share of "
    "the 500 patients that is misclassified:",
    {
        "none": "A patient would have to stand within a hair of the threshold, and "
        "none does.",
        "about half": "The loss changes for all of them. A share changes only when a "
        "patient crosses the threshold.",
        "all": "That is true of the loss, and not of a count.",
    },
    answer="none",
)
def a_nudge_of_every_parameter():
    train, net = _train(), _net()
    X = train.scaler().apply(train).X
    share = net.misclassified(X, train.T)
    turned = sum(n.misclassified(X, train.T) != share for n in each_moved(net, 0.001))
    return {0: "none", 29: "all"}.get(turned, "about half")


@question(
    "At the start, the smallest errors are those of …",
    {
        "the first hidden layer": "The errors came the longest way, and each step "
        "multiplied them by a slope of at most a quarter and by a small weight.",
        "the second hidden layer": "One step back they are smaller than at the "
        "output, and there is one more step to go.",
        "the output": "Its error is where all the others come from, and the largest.",
    },
    answer="the first hidden layer",
)
def smallest_errors():
    """On average over twenty patients and the layer's units."""
    train, net = _train(), _net()
    X = train.scaler().apply(train).X
    runs = [trace(net, X[n], train.T[n], learning_rate=0.05) for n in range(20)]
    sizes = {
        name: sum(abs(r.error[j]) for r in runs for j in net.units(k)) / net.sizes[k]
        for k, name in enumerate(
            ("the first hidden layer", "the second hidden layer", "the output"), 1
        )
    }
    return min(sizes, key=sizes.get)
