"""Lesson 08: the error of a unit d layers down, factor by factor."""

from math import prod

from bpcore.network import Network
from bpcore.tables import Table, digits
from bpcore.tracing.trace import trace


def chain(depth, w=1.0, theta=0.0, x=1.0, t=1.0, hidden="sigmoid"):
    """A chain of so many hidden units, one a layer, and what is left of the error.

    w, theta   the same for every unit
    x, t       the one tuple

    A row for each hidden unit from the last to the first: its slope f′(I), the weight
    that leads on, their product, and the error that is left.
    """
    net = Network([[[w]]] * (depth + 1), [[theta]] * (depth + 1), hidden)
    presented = trace(net, x=[x], t=[t], learning_rate=1.0)
    rows, factors = [], []
    for j in range(depth + 1, 1, -1):
        arrives = presented.error[j + 1] * net.weight(j, j + 1)
        slope = presented.error[j] / arrives
        factors.append(slope * net.weight(j, j + 1))
        rows.append(
            (f"{depth + 2 - j}", f"unit {j}", digits(slope),
             digits(net.weight(j, j + 1)), digits(factors[-1]),
             digits(presented.error[j]))
        )  # fmt: skip
    last = digits(presented.error[depth + 2])
    shrunk = f"all factors multiplied: {digits(prod(factors))}"
    return Table(
        ("layers down", "", "f′", "w", "f′ · w", "Err"), rows,
        f"The output's Err is {last}; {shrunk}", "llrrrr",
    )  # fmt: skip
