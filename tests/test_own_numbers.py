"""A network and its tuples as text, written and read back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpcore as bp
from tests.conftest import TEXTBOOK as NETWORK

pytest.importorskip("ipywidgets")

from bpcore.activations import HIDDEN
from bpcore.labs import own_numbers
from bpcore.labs.own_numbers import MOST_DIGITS, MOST_TEXT

TEXTBOOK = """
layers 3 2 1     # the textbook's example
w14 0.2   w15 -0.3
w24 0.4   w25 0.1
w34 −0.5  w35 0.2
w46 -0.3  w56 -0.2
theta4 -0.4  theta5 0.2  theta6 0.1
tuple 1 0 1 -> 1
"""


@pytest.mark.parametrize("sizes", [(3, 2, 1), (2, 9, 2), (4, 3, 3, 2), (100, 100)])
def test_what_is_written_is_read_back(sizes):
    net = bp.Network.random(sizes, seed=1, hidden="relu", loss="cross-entropy")
    X, T = np.eye(sizes[0]), np.full((sizes[0], sizes[-1]), 0.25)
    again, X2, T2 = own_numbers.read(own_numbers.write(net, X, T))
    for a, b in zip(
        net.weights + net.biases, again.weights + again.biases, strict=True
    ):
        np.testing.assert_allclose(a, b, rtol=1e-11)
    assert (again.hidden, again.output) == ("relu", "sigmoid")
    assert again.loss == "cross-entropy"
    np.testing.assert_array_equal(X, X2)
    np.testing.assert_array_equal(T, T2)


@given(st.lists(st.floats(-1e300, 1e300), min_size=4, max_size=4))
def test_twelve_digits_of_every_number_are_kept(values):
    net = bp.Network([[values[:1], values[1:2]]], [values[2:3]], output="identity")
    again, _, T = own_numbers.read(own_numbers.write(net, [[1, 2]], [values[3:]]))
    ours = [*again.weights[0][:, 0], again.bias(3), T[0, 0]]
    np.testing.assert_allclose(ours, values, rtol=1e-11)


def test_the_text_of_a_network():
    net = bp.Network([[[0.5], [-1]]], [[1e-9]], output="identity", learn_biases=False)
    text = own_numbers.write(net, [[1, 0.25]], [[3]])
    assert text.splitlines() == [
        "layers 2 1",
        "hidden sigmoid",
        "output identity",
        "loss squared error",
        "biases fixed",
        "w13 0.5  w23 -1  theta3 1e-09",
        "tuple 1 0.25 -> 3",
    ]
    bare = own_numbers.write(bp.Network(net.weights), [[1, 0.25]], [[1]])
    assert bare.splitlines()[4:6] == ["biases none", "w13 0.5  w23 -1"]
    assert "biases" not in own_numbers.write(bp.Network.random((2, 1)), [[1, 2]], [[1]])


def test_the_textbook_s_network():
    net, X, T = own_numbers.read(TEXTBOOK)
    assert net == NETWORK
    assert (X.tolist(), T.tolist()) == ([[1, 0, 1]], [[1]])


@pytest.mark.parametrize(
    "line",
    [
        "w13 0.5 w23 -1 theta3 0.25",
        "w13=0.5, w23=-1, b3=0.25",
        "w_13: 0,5; W_23 : −1; θ_3 = ,25",
        "w1,3 0.5 w2,3 -1.0e0 theta 3 2.5E-1",
        "w13 .5w23 -1theta3 0.25",
        "w13\t0.5\tw23\t-1\tTHETA3\t0.25,",
    ],
)
def test_weights_and_biases_may_be_written_in_many_ways(line):
    net, _, _ = own_numbers.read(f"LAYERS: 2 1\n{line}\ntuple 1 1 → 1")
    assert net == bp.Network([[[0.5], [-1.0]]], [[0.25]])


@pytest.mark.parametrize(
    "line", ["tuple 1 -0.5 -> 1", "tuple: (1, -0.5) -> (1)", "tuple 1,-0.5->1;"]
)
def test_tuples_may_be_written_in_many_ways(line):
    _, X, T = own_numbers.read(f"layers 2 1\nseed 1\n{line}")
    assert (X.tolist(), T.tolist()) == ([[1, -0.5]], [[1]])


def test_a_seed_fills_in_what_is_not_given():
    text = "layers 2 2 1\nhidden tanh\nw13 0.5\nseed 3\ntuple 1 1 -> 1"
    net, _, _ = own_numbers.read(text)
    random = bp.Network.random((2, 2, 1), seed=3, hidden="tanh")
    assert net.weight(1, 3) == 0.5
    assert net.weight(2, 3) == random.weight(2, 3)
    assert net.bias(5) == random.bias(5)
    bare, _, _ = own_numbers.read(text + "\nbiases none")
    assert bare.biases is None
    assert bare.weight(4, 5) == random.weight(4, 5)


HIDDEN_WORDS = ", ".join(f'"{word}"' for word in HIDDEN)
LONG = "7" * 100_000


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Own numbers need a line with the layers, like: layers 3 2 1."),
        ("layers 2 1\nseed 1", "Own numbers need a tuple, like: tuple 1 0 1 -> 1."),
        (
            "layers 3",
            "Line 1: layers needs two numbers or more, each at least 1, and at most "
            "200 units in all, like: layers 3 2 1; it is '3'.",
        ),
        (
            "\nlayers 100 101",
            "Line 2: layers needs two numbers or more, each at least 1, and at most "
            "200 units in all, like: layers 3 2 1; it is '100 101'.",
        ),
        (
            "layers 3 0 1",
            "at most 200 units in all, like: layers 3 2 1; it is '3 0 1'.",
        ),
        (f"layers 3 {LONG}", f"it is '3 {'7' * 56}…."),
        (
            "layers 2 1\nseed 1\ntuple 1 1 1",
            "Line 3: a tuple needs an arrow between inputs and targets, like: tuple 1 "
            "0 1 -> 1.",
        ),
        (
            "layers 2 1\nseed 1\n\ntuple 1 -> 1",
            "Line 4: the tuple has 1 inputs and 1 targets; the network has 2 and 1.",
        ),
        (
            "layers 2 1\nseed 1\ntuple 1 1 -> 1 0",
            "Line 3: the tuple has 2 inputs and 2 targets; the network has 2 and 1.",
        ),
        ("layers 2 1\nseed x\ntuple 1 1 -> 1", "Line 2: 'x' is not a whole number."),
        ("seed 2.5", "Line 1: '2.5' is not a whole number."),
        ("seed -1", "Line 1: seed must be 0 or more; it is -1."),
        (
            "layers 2 1\nseed 1\nw12 3\ntuple 1 1 -> 1",
            "Line 3: w12 does not belong to a network with the layers 2 1.",
        ),
        (
            "layers 2 1\nseed 1\nbiases none\ntheta3 3\ntuple 1 1 -> 1",
            "Line 4: theta3 does not belong to a network with the layers 2 1 and no "
            "biases.",
        ),
        (
            "w123 3",
            "Line 1: w123 could be read in two ways; put a comma between the units, "
            "like w10,12.",
        ),
        ("theta3,4 1", "Line 1: there is no theta3,4."),
        (f"theta{LONG} 1", f"Line 1: there is no theta{'7' * 54}…."),
        ("w1,1234567890 1", "Line 1: there is no w1,1234567890."),
        (
            "layers 2 1\nw13 1 hello 3",
            "Line 2: 'hello 3' is no weight or bias; write them like w14 0.2 or theta4 "
            "-0.4.",
        ),
        (f"w {LONG} {LONG}", "Line 1: w777"),
        ("w13 1.2.3", "Line 1: '1.2.3' is not a number."),
        ("w13 1e999", "Line 1: '1e999' is not a number."),
        ("w13 .", "Line 1: '.' is not a number."),
        ("tuple one -> 1", "Line 1: 'one' is not a number."),
        ("tuple nan -> 1", "Line 1: 'nan' is not a number."),
        (
            f"w13 {LONG}",
            f"Line 1: '{'7' * 58}… is too long; a number has at most 50 characters.",
        ),
        (f"w13 {'7' * (MOST_DIGITS + 1)}", "is too long; a number has at most 50 char"),
        (
            "hidden step",
            f"Line 1: hidden must be one of {HIDDEN_WORDS}; it is 'step'.",
        ),
        (
            "\n\noutput relu",
            'Line 3: output must be one of "sigmoid", "identity"; it is \'relu\'.',
        ),
        ("loss hinge", 'Line 1: loss must be one of "squared error", "cross-entropy"'),
        (
            "biases some",
            'Line 1: biases must be one of "learned", "fixed", "none"; it is \'some\'.',
        ),
        (
            "layers 2 1\nw13 1\ntuple 1 1 -> 1",
            "w23 is missing; give it, or a line like 'seed 3' that fills in all that "
            "is missing with small random numbers.",
        ),
        ("layers 1 1\nw12 1\ntuple 1 -> 1", "theta2 is missing; give it, or a line"),
        (
            "x" * (MOST_TEXT + 1),
            "Own numbers take at most 1000000 characters; these are 1000001.",
        ),
    ],
    ids=lambda text: text[:20],
)
def test_a_fault_gets_one_sentence_with_its_line(text, says):
    with pytest.raises(ValueError) as caught:
        own_numbers.read(text)
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 250


def test_numbers_and_texts_at_the_limit_are_read():
    number = "0." + "5" * (MOST_DIGITS - 2)
    text = f"layers 1 1\nw12 {number}\ntheta2 1\ntuple 1 -> 1\n# "
    net, _, _ = own_numbers.read(text + "x" * (MOST_TEXT - len(text)))
    assert net.weight(1, 2) == float(number)
    assert own_numbers.read("layers 199 1\nseed 1\ntuple " + "1 " * 199 + "-> 1")


@pytest.mark.parametrize(
    "line", ["w" + "1" * 400_000, "w13 " + "1" * 400_000, "w13 " + "1," * 200_000,
             "w" * 400_000, "w13" + " " * 400_000 + "x", "theta" + "_" * 400_000,
             "tuple " + "1 " * 200_000, "w13 1e" + "1" * 400_000, ";," * 200_000 + "x"],
    ids=lambda line: line[:8],
)  # fmt: skip
def test_no_line_is_read_over_and_over(line):
    """Read in a way that grows with the square, any of these takes an hour."""
    with pytest.raises(ValueError, match="Line 1: "):
        own_numbers.read(line)


@given(st.text(alphabet="layerswθtb_0123456789.,-+−e=: \n\t#>→;", max_size=60))
def test_any_text_is_read_or_refused_in_one_sentence(text):
    try:
        own_numbers.read("layers 2 2 1\nseed 1\ntuple 1 1 -> 1\n" + text)
    except ValueError as fault:
        assert str(fault).endswith(".")
        assert "\n" not in str(fault)
