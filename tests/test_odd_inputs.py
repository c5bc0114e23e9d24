"""The method, handed what nobody should hand in: a result, or one clear sentence.

Beyond what the table of bad inputs tries: parts of arguments, and networks of other
kinds; and each sentence names the very argument.
"""

import numpy as np
import pytest

import bpcore as bp
from tests.bad_inputs import judging
from tests.bad_inputs.running import Call
from tests.bad_inputs.values import ODD

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
    ("random", "sizes"): lambda v: bp.Network.random(v),
    ("random, a size", "sizes"): lambda v: bp.Network.random((2, v)),
    ("random", "span"): lambda v: bp.Network.random((2, 1), span=v),
    ("random", "seed"): lambda v: bp.Network.random((2, 1), seed=v),
    ("random", "hidden"): lambda v: bp.Network.random((2, 1), hidden=v),
    ("random", "output"): lambda v: bp.Network.random((2, 1), output=v),
    ("random", "loss"): lambda v: bp.Network.random((2, 1), loss=v),
    ("units", "layer"): lambda v: NET.units(v),
    ("weight", "i"): lambda v: NET.weight(v, 3),
    ("weight", "j"): lambda v: NET.weight(1, v),
    ("bias", "j"): lambda v: NET.bias(v),
    ("outputs", "X"): lambda v: NET.outputs(v),
    ("predict", "X"): lambda v: NET.predict(v),
    ("predict, identity", "X"): lambda v: LINE.predict(v),
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
    ("table", "phase"): lambda v: STEP.table(v),
    ("table", "notation"): lambda v: STEP.table("forward", v),
    ("table", "at"): lambda v: STEP.table("forward", at=v),
    ("a step's line", "notation"): lambda v: STEP.steps[0].line(v),
    ("a step's text", "notation"): lambda v: STEP.steps[0].text(v),
}  # fmt: skip


@pytest.mark.parametrize(("where", "name"), CALLS, ids=lambda text: text)
def test_an_odd_value_gets_a_result_or_one_sentence(where, name):
    function = CALLS[where, name]
    says = ("unit",) if where in ("weight", "bias") else ()
    call = Call("method", where, None, tried=(name,), free=(name,), says=says)
    found = {
        odd: judging.judged(call, name, odd, function, {"v": make()})
        for odd, make in ODD.items()
    }
    good = (judging.RIGHT, judging.SENTENCE)
    faults = [f"{v}: {kind}: {said}" for v, (kind, said) in found.items()
              if kind not in good]  # fmt: skip
    assert not faults, "\n".join(faults)
    assert judging.SENTENCE in {kind for kind, _ in found.values()}
