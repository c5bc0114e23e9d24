"""Questions of lesson 12: what adds up, what is not yet, and what slopes cost."""

from bpcore.autodiff import Value
from bpcore.course.lesson_12.tables import products
from bpcore.labs.graph import graph
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.tracing.trace import trace


@question(
    "f = a · b + a with a = 2 and b = −3. What is the slope of f by a?",
    {
        "−3": "That is what comes by way of the product. The sum takes a as well.",
        "1": "That is what comes by way of the sum alone. The product takes a as well.",
        "−2": "A nudge of a moves f by both ways at once, −3 and 1, and they add up.",
        "−1": "The two effects are not averaged: both of them happen.",
    },
    answer="−2",
)
def a_value_used_twice():
    a, b = Value(2), Value(-3)
    (a * b + a).backward()
    return f"{a.gradient:g}".replace("-", "−")


def _shared(w=0.8, x=1.0, T=1.0):
    return (w * (w * x).sigmoid() - T) ** 2


@question(
    "The first step says that the gradient of the result is 1. What is the gradient "
    "of w right after it?",
    {
        "0": "0 would say that the result does not move with w. Nobody has found that.",
        "not yet": "Nothing has been handed back to w so far: that is no number.",
        "1": "Only the result moves as much as the result.",
    },
    answer="not yet",
    lab=True,
)
def right_after_the_first_step():
    lab = graph(_shared, preset="step=1")
    lab.wait()
    gradient = lab.found["gradients"]["w"]
    return "not yet" if gradient is None else f"{gradient:g}"


@question(
    "Run the backward pass to its end, and then once more over the same graph. The "
    "gradient of w …",
    {
        "doubles": "It would, if the second pass went on adding where the first one "
        "ended. This one clears its graph first.",
        "stays as it is": "Each pass clears its own graph, then finds the same shares "
        "again.",
        "becomes 0": "The shares of the second pass have the same signs as those of "
        "the first.",
    },
    answer="stays as it is",
    lab=True,
)
def backward_a_second_time():
    lab, found = graph(_shared), []
    for _ in range(2):
        for step in (0, lab.found["steps"]):
            lab.set(step=step)
            lab.wait()
        found.append(lab.found["gradients"]["w"])
    ratio = found[1] / found[0]
    return {1.0: "stays as it is", 2.0: "doubles"}.get(ratio, "becomes 0")


@question(
    "Err₄ is somewhere in the graph of E, with its sign turned. At which value?",
    {
        "w₁₄": "The gradient of w₁₄ has the input as one more factor, O₁.",
        "O₄": "From O₄ it is one arrow further to the net input, through the sigmoid.",
        "I₄": "The error is minus the slope of the loss by the net input.",
    },
    answer="I₄",
)
def where_the_error_stands():
    net = Network([[[0.2], [0.4]], [[-0.3]]], [[-0.4], [0.1]])
    err = trace(net, [2, 1], 1, 1.0).error[3]
    w, O_1, O_2, w_out = Value(0.2), 2.0, 1.0, Value(-0.3)
    I = w * O_1 + 0.4 * O_2 - 0.4
    O = I.sigmoid()
    (0.5 * (1 - (w_out * O + 0.1).sigmoid()) ** 2).backward()
    found = {"w₁₄": w, "O₄": O, "I₄": I}
    return min(found, key=lambda name: abs(found[name].gradient + err))


@question(
    "A network has ten layers of four units. How many paths lead from its first layer "
    "to its last?",
    {
        "40": "That is the number of units, and of errors. A path takes one unit of "
        "each layer.",
        "about a thousand": "2¹⁰ it would be with two units a layer.",
        "more than a million": "Four choices in each of ten layers: 4¹⁰ = 1,048,576.",
    },
    answer="more than a million",
)
def paths_through_ten_layers():
    paths = [1] * 4
    for _ in range(9):
        paths = [sum(paths)] * 4
    total = sum(paths)
    return (
        "40" if total == 40
        else "more than a million" if total > 1e6 else "about a thousand"
    )  # fmt: skip


@question(
    "784-100-10: 79,510 weights and biases. What does the backward pass of one tuple "
    "cost, beside a forward pass?",
    {
        "about 80,000 forward passes": "That is the price of one nudge a parameter.",
        "about 10 forward passes": "One a target would be that. The errors of all "
        "targets go back together.",
        "two forward passes at most": "Each weight is used once forward and at most "
        "twice backward.",
    },
    answer="two forward passes at most",
)
def price_of_all_slopes():
    forward, backward = products((784, 100, 10))
    ratio = backward / forward
    return (
        "two forward passes at most" if ratio <= 2
        else "about 10 forward passes" if ratio < 100 else "about 80,000 forward passes"
    )  # fmt: skip
