"""Questions of lesson 09: what normalisation and dropout do, and what they do not."""

import numpy as np

from bpcore.course.lesson_09.remedies import crescents, few_patients
from bpcore.labs.depth import depth
from bpcore.labs.quiz import question
from bpcore.regularise import batch_normalise, dropout


def _outputs(values):
    return batch_normalise([[v] for v in values], [1], [0]).output[:, 0]


@question(
    "A unit's net inputs are 1, 2 and 6, and they are normalised. Now the third one "
    "grows a little. Which of the three outputs move?",
    {
        "the third": "Its own distance from the mean grows. But the mean has moved "
        "as well, and so has the spread.",
        "all three": "The mean moves and the spread too, and every output is made with "
        "both.",
        "none": "That would take a shift of all three together.",
    },
    answer="all three",
)
def the_third_value_grows():
    moved = np.abs(_outputs([1, 2, 6.01]) - _outputs([1, 2, 6])) > 1e-6
    return {1: "the third", 3: "all three"}.get(int(moved.sum()), "none")


@question(
    "The slopes of a loss by the three outputs are 1, −1 and 3. What do its slopes by "
    "the three net inputs add up to?",
    {
        "3": "So it would be if each net input moved its own output and no other.",
        "0": "Move all three together, and the mean goes with them: no output moves, "
        "and neither does the loss.",
        "1": "That is the mean of what arrives; normalisation takes it away.",
    },
    answer="0",
)
def slopes_added_up():
    batch = batch_normalise([[1], [2], [6]], [2], [0.5])
    return f"{abs(batch.backward([[1], [-1], [3]]).input.sum()):.0f}"


@question(
    "Eight layers of sigmoid units at rate 0.02 misclassify half of the points. Batch "
    "normalisation is switched on, and nothing else. Validation points misclassified:",
    {
        "half, as before": "The slope is ¼ at most, as before. But that is not all "
        "that an error meets on its way.",
        "under a quarter": "The network learns now, if not well: every unit's net "
        "input has the spread 1, and the error comes through.",
        "none": "It learns, but in these 100 epochs it does not come as far.",
    },
    answer="under a quarter",
    lab=True,
)
def eight_layers_normalised():
    lab = depth(preset="normalised=on")
    lab.wait()
    wrong = lab.found["validation_misclassified"]
    return (
        "none" if wrong == 0 else "under a quarter" if wrong < 0.25
        else "half, as before"
    )  # fmt: skip


@question(
    "Without it, a millionth of the output's mean |Err| arrived at layer 1 before "
    "training. With batch normalisation it is about …",
    {
        "a millionth": "The spread of the net inputs is small in a deep sigmoid "
        "network. What divides by it makes the error larger, too.",
        "a quarter": "Each layer divides by a small spread, forward and backward, and "
        "that makes up for most of the quarter.",
        "a million times as much": "It makes up for the quarter; it does not overdo "
        "it.",
    },
    answer="a quarter",
    lab=True,
)
def what_arrives_normalised():
    errors = depth(preset="normalised=on").found["errors"]
    found = np.log10(errors[0] / errors[-1])
    places = {"a millionth": -6, "a quarter": np.log10(0.25),
              "a million times as much": 6}  # fmt: skip
    return min(places, key=lambda name: abs(places[name] - found))


@question(
    "One hidden layer, batch normalisation, and batches of a single tuple. After "
    "training it misclassifies …",
    {
        "few, as with larger batches": "A batch of one is its own mean. What is left "
        "of the tuple when that is taken away?",
        "half, as by a guess": "Each tuple gives the shift, whatever it is; nothing "
        "about it comes through.",
        "about a quarter": "Something of the tuples would have to come through for "
        "that.",
    },
    answer="half, as by a guess",
)
def batches_of_one():
    how = {"layers": 1, "seeds": range(3), "batch": 1, "epochs": 5}
    wrong = np.median(crescents("sigmoid", 0.5, 0.3, batch_normalisation=True, **how))
    return (
        "half, as by a guess" if wrong > 0.4
        else "about a quarter" if wrong > 0.15 else "few, as with larger batches"
    )  # fmt: skip


@question(
    "For one tuple half of a layer's outputs are left out. The weights that lead from "
    "a unit that is left out …",
    {
        "learn as ever": "A slope is error times output, and the output is 0 for "
        "this tuple.",
        "learn twice as much": "Those of the units that stay do: their outputs count "
        "double.",
        "learn nothing from this tuple": "Their slope is error times output, and the "
        "output is 0.",
    },
    answer="learn nothing from this tuple",
)
def left_out_of_a_batch():
    O = dropout([[0.6, 0.8]], 0.5, mask=[[1, 0]]).output[0]
    slope = abs(-0.3 * O[1])  # an error of 0.3 arrives behind both
    return (
        "learn nothing from this tuple" if slope == 0
        else "learn twice as much" if slope > 0.3 else "learn as ever"
    )  # fmt: skip


@question(
    "75 patients, 20 hidden units, trained to the end at one rate. Dropout leaves a "
    "fifth of the units out. The loss on fresh patients is then …",
    {
        "higher": "On the training patients it is. Fresh ones gain by it.",
        "much the same": "150 epochs are long enough to learn 75 patients by heart, "
        "where nothing is in the way.",
        "lower": "A unit that is often alone cannot count on the others to make up "
        "for an accident it has learned.",
    },
    answer="lower",
)
def dropout_to_the_end():
    plain, most = (few_patients(0.1, range(5), keep=k)[:, 3] for k in (1.0, 0.8))
    gains = plain - most
    if (gains > 0).all():
        return "lower"
    return "higher" if (gains < 0).all() else "much the same"


@question(
    "Now each is stopped at its least validation loss. How much of the dropout's "
    "advantage in the loss is left?",
    {
        "all of it": "Early stopping fights the same trouble. Whoever stops in time "
        "has little left to gain.",
        "about half": "More of the trouble than half was caused after the best epoch.",
        "a quarter or less": "Both keep the network from learning accidents by heart: "
        "one by noise, the other by ending in time.",
    },
    answer="a quarter or less",
)
def dropout_or_early_stopping():
    plain, most = (few_patients(0.1, range(5), keep=k) for k in (1.0, 0.8))
    share = np.mean(plain[:, 1] - most[:, 1]) / np.mean(plain[:, 3] - most[:, 3])
    return (
        "all of it" if share > 0.75 else "about half" if share > 0.25
        else "a quarter or less"
    )  # fmt: skip
