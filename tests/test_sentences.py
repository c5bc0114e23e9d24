"""What the method says of what does not fit: whole sentences, numbers included."""

import math
import re

import numpy as np
import pytest

import bpcore as bp

SMALL = bp.Network([[[1, 2], [3, 4], [5, 6]], [[7], [8]]], [[0.4, 0.5], [0.6]])
TWO = bp.Network.random((2, 2))
ENTROPY = bp.Network.random((2, 1), loss="cross-entropy")
PAIR = bp.Network(
    [[[1.0, -1.0]], [[0.5, -0.8], [0.3, 0.2]]], [[0.5, 0.25], [0.0, 0.1]],
    hidden="tanh", output="identity",
)  # fmt: skip
LARGE = bp.Network([[[1e200]], [[1e200]]], None, "relu", "identity")
SHOWN = bp.trace(SMALL, [1, 0, 1], 1, 0.9)

# A call, and below it the exception that it raises.
CALLS = """
bp.Network([], [])
    TypeError: weights must be a list with one array for each layer after the
    inputs; it is [].
bp.Network(3, [[1]])
    TypeError: weights must be a list with one array for each layer after the
    inputs; it is 3.
bp.Network([[[1]]], [])
    TypeError: biases must be a list with one array for each layer after the inputs;
    it is [].
bp.Network([[[1]]], 3)
    TypeError: biases must be a list with one array for each layer after the inputs;
    it is 3.
bp.Network([[[1]]], [[1], [2]])
    ValueError: weights and biases must be equally many, one for each layer after
    the inputs; they are 1 and 2.
bp.Network([[[1], [2, 3]]], [[1]])
    ValueError: weights[0] must be an array with rows of equal length.
bp.Network([[1, 2]], [[1]])
    ValueError: weights[0] must be a table of numbers; its shape is (2,).
bp.Network([[[1]]], [[[1]]])
    ValueError: biases[0] must be a list of numbers; its shape is (1, 1).
bp.Network([[[1]]], [1])
    ValueError: biases[0] must be a list of numbers; its shape is ().
bp.Network([[["a"]]], [[1]])
    TypeError: weights[0] must hold real numbers; it holds 'a'.
bp.Network([[[None, 1]]], [[1]])
    TypeError: weights[0] must hold real numbers; it holds None.
bp.Network([[[1], [math.nan]]], [[1]])
    ValueError: weights[0] must be finite; it holds a NaN or infinity at (1, 0).
bp.Network([[[1]]], [[math.inf]])
    ValueError: biases[0] must be finite; it holds a NaN or infinity at (0,).
bp.Network([[[1], [1]]], [[1, 2]])
    ValueError: weights[0] leads to 1 unit, but biases[0] has 2 values; they must
    agree.
bp.Network([[[1]], [[1], [1]]], [[1], [1]])
    ValueError: weights[1] starts from 2 units, but weights[0] leads to 1; they must
    agree.
bp.Network([np.zeros((0, 1))], [[1]])
    ValueError: weights[0] is empty; a layer has at least one unit.
bp.Network([[[1]], np.zeros((1, 0))])
    ValueError: weights[1] is empty; a layer has at least one unit.
bp.Network([[[1j]]], [[1]])
    TypeError: weights[0] must hold real numbers; it holds complex numbers.
bp.Network([[[10**400]]])
    ValueError: weights[0] holds a whole number that is too large to calculate with.
bp.Network([[[1]]], learn_biases=1)
    TypeError: learn_biases must be True or False; it is 1.
bp.Network([[[1]]], hidden="step")
    ValueError: hidden must be one of "sigmoid", "tanh", "relu", "leaky relu"; it is
    'step'.
bp.Network([[[1]]], output="relu")
    ValueError: output must be one of "sigmoid", "identity"; it is 'relu'.
bp.Network([[[1]]], loss="hinge")
    ValueError: loss must be one of "squared error", "cross-entropy"; it is 'hinge'.
bp.Network([[[1]]], None, "tanh", "identity", "cross-entropy")
    ValueError: loss "cross-entropy" needs outputs between 0 and 1: use
    output="sigmoid", or loss="squared error".
bp.Network.random(3)
    TypeError: sizes must list the units of each layer, like (3, 4, 2, 1); it is 3.
bp.Network.random("abc")
    TypeError: sizes must list the units of each layer, like (3, 4, 2, 1); it is
    'abc'.
bp.Network.random((3,))
    ValueError: sizes must name at least two layers, the inputs and the outputs; it
    is (3,).
bp.Network.random((3, 0, 1))
    ValueError: sizes must be 1 or more; it is 0.
bp.Network.random((3, 1.5))
    TypeError: sizes must be a whole number; it is 1.5.
bp.Network.random((3, True))
    TypeError: sizes must be a whole number; it is True.
bp.Network.random((10**5, 10**5))
    ValueError: sizes must ask for at most 100000000 weights and biases; (100000,
    100000) asks for 10000100000.
bp.Network.random((2,1), span=-1)
    ValueError: span must be 0 or more; it is -1.
bp.Network.random((2,1), span=1e308)
    ValueError: span must be 1e+300 or less; it is 1e+308.
bp.Network.random((2,1), span="xavier")
    ValueError: span must be one of "glorot", "he"; it is 'xavier'.
bp.Network.random((2,1), span=[1])
    ValueError: span must be one number; its shape is (1,).
bp.Network.random((2,1), span=None)
    TypeError: span must hold real numbers; it holds None.
bp.Network.random((2,1), seed=-1)
    ValueError: seed must be 0 or more; it is -1.
bp.Network.random((2,1), seed=0.5)
    TypeError: seed must be a whole number; it is 0.5.
SMALL.predict([[1, 2]])
    ValueError: X must have one column for each of the 3 input units; it has 2.
SMALL.predict([["a", 1, 2]])
    TypeError: X must hold real numbers; it holds 'a'.
SMALL.predict(np.zeros((0, 3)))
    ValueError: X must hold at least one tuple; it is empty.
SMALL.predict(np.zeros((1,2, 3)))
    ValueError: X must be a table of numbers; its shape is (1, 2, 3).
SMALL.predict(5)
    ValueError: X must be a table of numbers; its shape is ().
SMALL.predict([[1,2,3],[1,2]])
    ValueError: X must be an array with rows of equal length.
SMALL.predict([[1,2,3],[1,2,math.inf]])
    ValueError: X must be finite; it holds a NaN or infinity at (1, 2).
SMALL.predict(np.ma.array([[1,2,3]], mask=[[0,0,1]]))
    ValueError: X must have a number everywhere; some are masked.
SMALL.predict(np.array(["2020-01-01"], dtype="datetime64[D]"))
    TypeError: X must hold real numbers; it holds datetime64[D].
SMALL.mean_loss(np.ones((2, 3)), [1, 0, 1])
    ValueError: T must hold a target for each of 2 tuples and 1 output unit, shape
    (2, 1); its shape is (3, 1).
SMALL.mean_loss(np.ones((2, 3)), [[1, 0]])
    ValueError: T must hold a target for each of 2 tuples and 1 output unit, shape
    (2, 1); its shape is (1, 2).
SMALL.mean_loss(np.ones((2, 3)), 1)
    ValueError: T must be a table of numbers; its shape is ().
TWO.mean_loss([[0, 1], [1, 0]], [1, 0])
    ValueError: T must be a table of 2 tuples by 2 output units; it is a list of 2.
ENTROPY.mean_loss([[0, 1]], [2])
    ValueError: T must lie between 0 and 1 for the cross-entropy; it holds 2.
ENTROPY.mean_loss([[0, 1]], [-0.5])
    ValueError: T must lie between 0 and 1 for the cross-entropy; it holds -0.5.
SMALL.weight(1, 6)
    ValueError: There is no connection from unit 1 to unit 6: a connection leads
    from a unit to a unit of the next layer.
SMALL.weight(4, 1)
    ValueError: There is no connection from unit 4 to unit 1: a connection leads
    from a unit to a unit of the next layer.
SMALL.weight(0, 4)
    ValueError: i must be 1 or more; it is 0.
SMALL.weight(1, 7)
    ValueError: j must be a unit of the network, 1 to 6; it is 7.
SMALL.weight(1.5, 4)
    TypeError: i must be a whole number; it is 1.5.
SMALL.weight(1, "4")
    TypeError: j must be a whole number; it is '4'.
SMALL.bias(2)
    ValueError: Unit 2 is an input unit; input units have no bias.
SMALL.bias(10**30)
    ValueError: j must be a unit of the network, 1 to 6; it is
    1000000000000000000000000000000.
bp.Network([[[1]]]).bias(2)
    ValueError: Unit 2 has no bias; this network is one without.
SMALL.units(3)
    ValueError: layer must be 0 to 2; it is 3.
SMALL.units(-1)
    ValueError: layer must be 0 or more; it is -1.
SMALL.units(1.0)
    TypeError: layer must be a whole number; it is 1.0.
bp.gradient([3, 2], [1, 2], 1)
    TypeError: net must be a bp.Network; it is [3, 2].
bp.gradient(LARGE, [1e9], 0)
    ValueError: The gradient is not finite: the inputs, targets or weights are too
    large to calculate with.
bp.check_gradient(SMALL, [1,2,3], 1, step=0)
    ValueError: step must be above 0; it is 0.
bp.check_gradient(SMALL, [1,2,3], 1, step=1e-30)
    ValueError: step must be large enough to change a weight of 1; it is 1e-30.
bp.check_gradient(SMALL, [1,2,3], 1, at_most=0)
    ValueError: at_most must be 1 or more; it is 0.
bp.check_gradient(SMALL, [1,2,3], 1, seed=-1)
    ValueError: seed must be 0 or more; it is -1.
bp.check_gradient(SMALL, [1,2,3], 1, claimed=3)
    ValueError: claimed.weights must be arrays of the shapes [(3, 2), (2, 1)]; they
    are [].
bp.check_gradient(SMALL, [1,2,3], 1, claimed=bp.gradient(TWO, [1,2],[1,0]))
    ValueError: claimed.weights must be arrays of the shapes [(3, 2), (2, 1)]; they
    are [(2, 2)].
SHOWN.step("error", unit=1)
    ValueError: There is no step for unit 1 in phase "error"; the network has units
    1 to 6, and the inputs, 1 to 3, take part in no step of their own.
SHOWN.step("error", unit=7)
    ValueError: There is no step for unit 7 in phase "error"; the network has units
    1 to 6, and the inputs, 1 to 3, take part in no step of their own.
SHOWN.step("update", connection=(1, 6))
    ValueError: There is no step for connection (1, 6) in phase "update"; the
    network has units 1 to 6, and the inputs, 1 to 3, take part in no step of their
    own.
SHOWN.step("update", connection=3)
    TypeError: connection must be a pair (i, j) of units; it is 3.
SHOWN.step("update", connection=(1, 2, 3))
    TypeError: connection must be a pair (i, j) of units; it is (1, 2, 3).
SHOWN.step("update", connection=(1, 2.5))
    TypeError: connection must be a whole number; it is 2.5.
SHOWN.step("forward", unit=4, quantity="error")
    ValueError: There is no error step for unit 4 in phase "forward"; the network
    has units 1 to 6, and the inputs, 1 to 3, take part in no step of their own.
SHOWN.step("forward", unit=4, quantity="sum")
    ValueError: quantity must be one of "net input", "output", "error", "weight",
    "bias"; it is 'sum'.
SHOWN.step("error")
    ValueError: Ask for a step by its unit or by its connection (i, j).
SHOWN.step("error", 4, (1, 4))
    ValueError: Ask for a step by its unit or by its connection (i, j).
SHOWN.step("backward", unit=4)
    ValueError: phase must be one of "forward", "error", "update"; it is 'backward'.
SHOWN.table("errors")
    ValueError: phase must be one of "forward", "error", "update"; it is 'errors'.
SHOWN.table("error", "new")
    ValueError: notation must be one of "textbook", "modern"; it is 'new'.
SHOWN.table("error", at=SHOWN.steps[0])
    ValueError: at must be a step of this phase and presentation; it is I₄ = w₁₄ ·
    O₁ + w₂₄ · O₂ + w₃₄ · O₃ + θ₄ = 1.000 · 1 + 3.00….
SHOWN.steps[0].line("new")
    ValueError: notation must be one of "textbook", "modern"; it is 'new'.
bp.trace(SMALL, [1, 0], 1, 0.9)
    ValueError: x must have one column for each of the 3 input units; it has 2.
bp.trace(SMALL, [[1, 0, 1]] * 2, [1, 1], 0.9)
    ValueError: x must be one tuple; it holds 2.
bp.trace(SMALL, [1, 0, 1], [1, 0], 0.9)
    ValueError: t must hold a target for each of 1 tuple and 1 output unit, shape
    (1, 1); its shape is (2, 1).
bp.trace(SMALL, [1, 0, 1], 1, -1)
    ValueError: learning_rate must be 0 or more; it is -1.
bp.trace(3, [1, 0, 1], 1, 1)
    TypeError: net must be a bp.Network; it is 3.
bp.trace(PAIR, [1e200], [1e308, 0], 1e200)
    ValueError: The new weights are not finite: the inputs, weights or learning_rate
    are too large to calculate with.
"""


@pytest.mark.parametrize(
    ("call", "told"), re.findall(r"^(\S.*)\n((?: {4}.*\n)+)", CALLS, re.MULTILINE)
)
def test_what_does_not_fit_gets_this_sentence(call, told):
    names = {"bp": bp, "np": np, "math": math, **globals()}
    with pytest.raises((TypeError, ValueError)) as caught:
        eval(call, names)
    assert f"{caught.type.__name__}: {caught.value}" == " ".join(told.split())
