"""Questions of lesson 10: what a state remembers, and what of an error comes back."""

import math

from bpcore import datasets
from bpcore.course.lesson_10.learned import shares_wrong
from bpcore.labs.quiz import question
from bpcore.labs.stepper import stepper
from bpcore.labs.through_time import through_time
from bpcore.recurrent import RecurrentNetwork, train_through_time
from bpcore.tracing.trace import trace

NET = RecurrentNetwork([[0.5]], [[0.8]], [0.1], [[1.2]], [-0.3])
X, T = [[1], [0], [1]], [[0], [1], [0]]


@question(
    "The inputs are 1, 0, 1. At steps 1 and 3 the same input meets the same weights. "
    "What the output unit gives at these two steps is …",
    {
        "the same": "It would be without the feedback. At step 3 unit 2 also "
        "hears what it gave at step 2.",
        "larger at step 1": "What comes from step 2 is positive, and so are the "
        "weights on its way.",
        "larger at step 3": "At step 1 unit 2 hears 0 from before; at step 3 it hears "
        "0.8 times what it gave.",
    },
    answer="larger at step 3",
    lab=True,
)
def same_input_twice():
    lab = stepper(NET, X, T, 0.5)
    lab.set(step=12)  # the whole forward pass
    lab.wait()
    first, third = (lab.found["outputs"][3, t] for t in (1, 3))
    if first == third:
        return "the same"
    return "larger at step 1" if first > third else "larger at step 3"


@question(
    "The target of step 3 alone is changed from 0 to 1. Which errors of unit 2 change?",
    {
        "at step 3": "It hears of the new target first. But it was fed by step 2.",
        "at steps 3 and 2": "Step 2 was fed by step 1 in the same way.",
        "at steps 3, 2 and 1": "The error goes back the way on which the state came, "
        "step by step to the beginning.",
        "at no step": "Unit 2 feeds the output unit, so its error does hear of it.",
    },
    answer="at steps 3, 2 and 1",
    lab=True,
)
def how_far_back():
    changed = []
    for last in (0, 1):
        lab = stepper(NET, X, [*T[:2], [last]], 0.5)
        lab.set(step=18)  # all errors
        lab.wait()
        changed.append(lab.found["errors"])
    steps = [t for t in (3, 2, 1) if changed[0][2, t] != changed[1][2, t]]
    return {
        (): "at no step", (3,): "at step 3", (3, 2): "at steps 3 and 2",
        (3, 2, 1): "at steps 3, 2 and 1",
    }[tuple(steps)]  # fmt: skip


@question(
    "Errors that cross no step: the slope with respect to w₂₂ is worked out without "
    "what came back from later steps. Compared with the full slope, 0.0098, it is …",
    {
        "a little smaller": "A part is missing, but parts have signs.",
        "the same": "Err₂(2) has lost what step 3 sent back to it, and it has a share "
        "in the sum.",
        "of the other sign": "−0.0151. What was cut off was negative and larger than "
        "what is left, so this update would go uphill.",
    },
    answer="of the other sign",
)
def cut_short():
    full = trace(NET, X, T, 1).weight_increment[2, 2]
    cut = train_through_time(NET, [(X, T)], 1, 1, truncate=1).network
    cut = cut.weight(2, 2) - NET.weight(2, 2)
    if full * cut < 0:
        return "of the other sign"
    return "the same" if math.isclose(full, cut) else "a little smaller"


@question(
    "Eight tanh units feed themselves with w = 0.9. On its way back, from one step to "
    "the step before, the error is multiplied by …",
    {
        "0.9": "Only where the tanh is steepest, at net input 0. Elsewhere its slope "
        "is below 1.",
        "less than 0.9": "By w times the slope, 1 − O², and that is 1 at most.",
        "more than 0.9": "The slope of tanh, 1 − O², can only make it smaller.",
    },
    answer="less than 0.9",
    lab=True,
)
def a_step_back():
    lab = through_time(preset="w=0.9; epochs=1")
    lab.wait()
    factor = lab.found["factor"]
    if abs(factor - 0.9) < 0.002:
        return "0.9"
    return "less than 0.9" if factor < 0.9 else "more than 0.9"


@question(
    "ReLU units, w = 1.2, twenty steps. At step 1 the error of step 20 is …",
    {
        "1.2 times as large": "That is one step back. There are nineteen.",
        "about 4 times as large": "19 · 0.2 is 3.8; but the factors multiply, they do "
        "not add.",
        "more than 20 times as large": "Nineteen factors of nearly 1.2 each.",
    },
    answer="more than 20 times as large",
    lab=True,
)
def nineteen_factors():
    lab = through_time(preset="w=1.2; hidden=relu; epochs=1")
    lab.wait()
    ratio = lab.found["ratio"]
    if ratio > 20:
        return "more than 20 times as large"
    return "about 4 times as large" if ratio > 2 else "1.2 times as large"


@question(
    "A gradient of norm 50 is clipped to norm 1. The update that is made …",
    {
        "points elsewhere": "It would, if each slope were clipped by itself.",
        "points the same way": "Every slope is divided by the same 50.",
        "is no update at all": "It is as long as the rate times 1.",
    },
    answer="points the same way",
)
def clipped():
    moves = []
    for c in (None, 0.01):
        net = train_through_time(NET, [(X, T)], 0.5, 1, clip=c).network
        moves.append(
            [net.weight(*p) - NET.weight(*p) for p in ((1, 2), (2, 2), (2, 3))]
        )
    shares = [a / b for a, b in zip(moves[1], moves[0], strict=True)]
    if max(map(abs, shares)) == 0:
        return "is no update at all"
    same = max(shares) - min(shares) < 1e-6
    return "points the same way" if same else "points elsewhere"


@question(
    "Errors are cut off after one step, so that none ever reaches an earlier one. "
    "Which task do most starts learn all the same?",
    {
        "both": "An echo after three steps needs weights that keep an input for three "
        "steps, and no error ever tells them so.",
        "temporal XOR alone": "The bit before is still in the state, by chance and in "
        "part; the errors of one step learn to use it.",
        "the echo alone": "It is the one with the longer memory.",
        "neither": "What the random state has kept can be used without any error going "
        "back for it.",
    },
    answer="temporal XOR alone",
)
def which_task():
    """Three starts of each; the lesson counts twenty."""
    xor = shares_wrong(
        lambda seed: datasets.temporal_xor(50, 30, seed), slice(1, None, 3), 3,
        learning_rate=0.003, truncate=1, max_epochs=100,
    )  # fmt: skip
    echo = shares_wrong(
        lambda seed: datasets.echo(20, 20, 3, seed), slice(3, None), 3,
        learning_rate=0.01, truncate=1, max_epochs=50,
    )  # fmt: skip
    learned = [sorted(shares)[1] <= 0.05 for shares in (xor, echo)]
    return {
        (True, True): "both", (True, False): "temporal XOR alone",
        (False, True): "the echo alone", (False, False): "neither",
    }[tuple(learned)]  # fmt: skip
