"""The method, handed what nobody should hand in: a result, or one clear sentence.

``python -m tests.test_odd_inputs`` counts the answers.
"""

from collections import Counter

import numpy as np
import pytest

import bpcore as bp
from tests.odd_values import answer, with_pandas

NET = bp.Network.random((2, 2, 1), seed=1)
LINE = bp.Network([[[0.5], [-0.5]]], [[0.25]], output="identity")
X, T = np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([1.0, 0.0])
STEP = bp.trace(NET, X[0], 1, 0.5)
GRADIENT = bp.gradient(NET, X, T)


class Claim:
    """A gradient as somebody else may hand it in."""

    def __init__(self, **parts):
        self.weights, self.biases = GRADIENT.weights, GRADIENT.biases
        vars(self).update(parts)


def fitting(X):
    """Targets for inputs of whatever kind, as far as they are a table."""
    try:
        return np.ones(len(X) if np.ndim(X) == 2 else 1)
    except Exception:
        return np.ones(1)


# (the argument, as its refusal names it) -> a call with an odd value for it
CALLS = {
    ("Network", "weights"): lambda v: bp.Network(v, [[0.0]]),
    ("Network", "weights[0]"): lambda v: bp.Network([v], [[0.0]]),
    ("Network", "biases"): lambda v: bp.Network([[[1.0], [2.0]]], v),
    ("Network", "biases[0]"): lambda v: bp.Network([[[1.0], [2.0]]], [v]),
    ("Network", "hidden"): lambda v: bp.Network([[[1.0]]], hidden=v),
    ("Network", "output"): lambda v: bp.Network([[[1.0]]], output=v),
    ("Network", "loss"): lambda v: bp.Network([[[1.0]]], loss=v),
    ("Network", "learn_biases"): lambda v: bp.Network([[[1.0]]], learn_biases=v),
    ("random", "sizes"): bp.Network.random,
    ("random, a size", "sizes"): lambda v: bp.Network.random((2, v)),
    ("random", "span"): lambda v: bp.Network.random((2, 1), span=v),
    ("random", "seed"): lambda v: bp.Network.random((2, 1), seed=v),
    ("random", "hidden"): lambda v: bp.Network.random((2, 1), hidden=v),
    ("random", "output"): lambda v: bp.Network.random((2, 1), output=v),
    ("random", "loss"): lambda v: bp.Network.random((2, 1), loss=v),
    ("units", "layer"): NET.units,
    ("weight", "i"): lambda v: NET.weight(v, 3),
    ("weight", "j"): lambda v: NET.weight(1, v),
    ("bias", "j"): NET.bias,
    ("outputs", "X"): NET.outputs,
    ("predict", "X"): NET.predict,
    ("predict, identity", "X"): LINE.predict,
    ("mean_loss", "X"): lambda v: NET.mean_loss(v, fitting(v)),
    ("mean_loss", "T"): lambda v: NET.mean_loss(X, v),
    ("mean_loss, identity", "T"): lambda v: LINE.mean_loss(X, v),
    ("misclassified", "X"): lambda v: NET.misclassified(v, fitting(v)),
    ("misclassified", "T"): lambda v: NET.misclassified(X, v),
    ("gradient", "net"): lambda v: bp.gradient(v, X, T),
    ("gradient", "X"): lambda v: bp.gradient(NET, v, fitting(v)),
    ("gradient", "T"): lambda v: bp.gradient(NET, X, v),
    ("check_gradient", "net"): lambda v: bp.check_gradient(v, X, T),
    ("check_gradient", "X"): lambda v: bp.check_gradient(NET, v, fitting(v)),
    ("check_gradient", "T"): lambda v: bp.check_gradient(NET, X, v),
    ("check_gradient", "step"): lambda v: bp.check_gradient(NET, X, T, step=v),
    ("check_gradient", "at_most"): lambda v: bp.check_gradient(NET, X, T, at_most=v),
    ("check_gradient", "seed"): lambda v: bp.check_gradient(NET, X, T, seed=v),
    ("check_gradient", "claimed"): lambda v: bp.check_gradient(NET, X, T, claimed=v),
    ("check_gradient", "claimed.weights"): lambda v: bp.check_gradient(
        NET, X, T, claimed=Claim(weights=v)
    ),
    ("check_gradient", "claimed.biases"): lambda v: bp.check_gradient(
        NET, X, T, claimed=Claim(biases=v)
    ),
    ("check_gradient, one array", "claimed.weights"): lambda v: bp.check_gradient(
        NET, X, T, claimed=Claim(weights=[v, v])
    ),
    ("trace", "net"): lambda v: bp.trace(v, X[0], 1, 0.5),
    ("trace", "x"): lambda v: bp.trace(NET, v, 1, 0.5),
    ("trace", "t"): lambda v: bp.trace(NET, X[0], v, 0.5),
    ("trace", "learning_rate"): lambda v: bp.trace(NET, X[0], 1, v),
    ("step", "phase"): lambda v: STEP.step(v, unit=3),
    ("step", "unit"): lambda v: STEP.step("error", unit=v),
    ("step", "connection"): lambda v: STEP.step("update", connection=v),
    ("step", "quantity"): lambda v: STEP.step("forward", unit=3, quantity=v),
    ("table", "phase"): STEP.table,
    ("table", "notation"): lambda v: STEP.table("forward", v),
    ("table", "at"): lambda v: STEP.table("forward", at=v),
    ("a step's line", "notation"): STEP.steps[0].line,
    ("a step's text", "notation"): STEP.steps[0].text,
}  # fmt: skip


def answers(where, name):
    """{odd value: (word, what is wrong)} of one argument."""
    call = CALLS[where, name]
    return {
        odd: answer(lambda make=make: call(make()), name)
        for odd, make in with_pandas().items()
    }


@pytest.mark.parametrize(("where", "name"), CALLS, ids=lambda text: text)
def test_an_odd_value_gets_a_result_or_one_sentence(where, name):
    found = answers(where, name)
    faults = [f"{odd}: {told}" for odd, (word, told) in found.items() if told]
    assert not faults, "\n".join(faults)
    assert {word for word, _ in found.values()} <= {"result", "refusal"}


if __name__ == "__main__":
    words = Counter(word for asked in CALLS for word, _ in answers(*asked).values())
    print(f"{len(CALLS)} arguments of the method, {words.total()} odd values: {words}")
