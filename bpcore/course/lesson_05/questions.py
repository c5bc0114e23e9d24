"""Questions of lesson 05: the lab on validation, luck, over-fitting, sure answers."""

import numpy as np

from bpcore import datasets
from bpcore.course.lesson_05 import race
from bpcore.course.lesson_05.overfitted import overfitted
from bpcore.labs.diabetes import diabetes
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.training import train


def _dealt():
    """The lesson's training and validation patients, not scaled."""
    rest, _ = datasets.patients().split(seed=1)
    return rest.split(seed=1, test_share=1 / 3)


def _found(**moves):
    lab = diabetes()
    lab.set(**moves)
    lab.wait()
    return lab.found


@question(
    "One hidden unit in one hidden layer, nothing else changed: of the "
    "validation patients it gets right …",
    {
        "about half, as a guess would": "One unit already weighs the three numbers "
        "against each other, and that is worth much.",
        "within two points of 4 and 2 units": "One unit draws a straight boundary, and "
        "these two groups of patients are not parted by one.",
        "several points fewer": "It weighs the three numbers, but along one straight "
        "boundary; the further units bend it.",
    },
    answer="several points fewer",
    lab=True,
)
def one_hidden_unit():
    both, one = _found()["right"], _found(first=1, second=0)["right"]
    if one < 0.55:
        return "about half, as a guess would"
    near = both - one <= 0.02
    return "within two points of 4 and 2 units" if near else "several points fewer"


@question(
    "Only a tenth of the training patients, 50, are used, presented ten times as often "
    "each. The training loss is then …",
    {
        "higher, as is the validation loss": "Fifty patients are easier to please than "
        "five hundred.",
        "lower, and the validation loss higher": "Fifty can be learned by heart; "
        "what is true of all patients, fifty do not tell.",
        "lower, as is the validation loss": "It is lower, because fifty can be learned "
        "by heart. That does not help the others.",
    },
    answer="lower, and the validation loss higher",
    lab=True,
)
def a_tenth_of_the_patients():
    rows = _found()["learning"]
    (_, few, few_others), (_, many, many_others) = rows[0], rows[-1]
    if few > many:
        return "higher, as is the validation loss"
    others = "and the validation loss higher" if few_others > many_others else (
        "as is the validation loss"
    )  # fmt: skip
    return f"lower, {others}"


@question(
    "On some 250 patients, the best of twenty seeds is chosen. On 10,000 others the "
    "chosen network scores, on average, …",
    {
        "higher": "Nothing in the choice favours the others.",
        "the same": "It would if it had been chosen without looking at the 250.",
        "lower": "It was chosen for being good, and for being lucky, on those 250. "
        "The luck stays behind.",
    },
    answer="lower",
)
def best_of_twenty():
    train_part, validation = _dealt()
    scaler = train_part.scaler()
    A, V = scaler.apply(train_part), scaler.apply(validation)
    fresh = scaler.apply(datasets.patients(10_000, seed=77))
    ill = fresh.T[:, 0] == 1
    hits = np.array([race.untuned_network(A, V, s)(fresh.X) == ill for s in range(20)])
    sets = hits.reshape(20, 40, 250).mean(axis=2)
    gain = (sets.max(axis=0) - hits.mean(axis=1)[sets.argmax(axis=0)]).mean()
    return "lower" if gain > 0.003 else "higher" if gain < -0.003 else "the same"


@question(
    "From each of 100 epochs to the next, the mean loss of lesson 04's network falls. "
    "The share misclassified rises in …",
    {
        "none of them": "It would if the loss counted mistakes. It measures how sure "
        "the answers are, and of what.",
        "one or two of them": "The two are more loosely tied than that.",
        "more than ten of them": "Many answers may become better a little while a few "
        "cross the threshold the wrong way.",
    },
    answer="more than ten of them",
)
def loss_and_mistakes():
    train_part, _ = _dealt()
    A = train_part.scaler().apply(train_part)
    start = Network.random((3, 4, 2, 1), seed=1, loss="cross-entropy")
    history = train(start, A.X, A.T, learning_rate=0.05, max_epochs=100).history
    rises = int((np.diff(history.misclassified) > 0).sum())
    if rises > 10:
        return "more than ten of them"
    return "one or two of them" if rises else "none of them"


@question(
    "A network that has learned 75 patients by heart gives some of 10,000 others "
    "an answer above 0.9. Of these, so many are ill:",
    {
        "99 of 100, as it says": "So it says, and so it is of the 75. Of the others it "
        "knows less than it believes.",
        "about 90 of 100": "Even that is more than it can tell.",
        "about 75 of 100": "It has become sure without knowing more.",
    },
    answer="about 75 of 100",
)
def sure_answers():
    run, scaler = overfitted(*_dealt(), seed=0)
    fresh = scaler.apply(datasets.patients(10_000, seed=77))
    sure = run.network.predict(fresh.X)[:, 0] > 0.9
    share = fresh.T[sure, 0].mean()
    if share > 0.95:
        return "99 of 100, as it says"
    return "about 90 of 100" if share > 0.82 else "about 75 of 100"
