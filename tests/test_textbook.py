"""Two published worked examples, to their printed digits and beyond."""

from decimal import Decimal, localcontext

import numpy as np
import pytest

import bpcore as bp
from bpcore.gradients import forward_backward, layers_of, network_of
from tests.conftest import TEXTBOOK

SHOWN = bp.trace(TEXTBOOK, [1, 0, 1], 1, learning_rate=0.9)

# M. Mazur, "A step by step backpropagation example", 2015
MAZUR = bp.Network(
    [[[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]]],
    [[0.35, 0.35], [0.60, 0.60]],
)
X, T = [0.05, 0.10], [0.01, 0.99]


def test_textbook_outputs_as_printed():
    assert [round(SHOWN.output[j], 3) for j in (4, 5, 6)] == [0.332, 0.525, 0.474]
    assert [round(SHOWN.net_input[j], 3) for j in (4, 5, 6)] == [-0.7, 0.1, -0.105]


def test_textbook_errors_as_printed():
    assert [round(SHOWN.error[j], 4) for j in (5, 4)] == [-0.0065, -0.0087]
    # Printed as 0.1311, which is what the output rounded to three digits gives.
    assert round(0.474 * (1 - 0.474) * (1 - 0.474), 4) == 0.1311
    assert round(SHOWN.error[6], 5) == 0.13117


def test_textbook_new_weights_and_biases_as_printed():
    printed = {
        (4, 6): -0.261, (5, 6): -0.138, (1, 4): 0.192, (1, 5): -0.306,
        (2, 4): 0.4, (2, 5): 0.1, (3, 4): -0.508, (3, 5): 0.194,
    }  # fmt: skip
    new = {c: round(SHOWN.after.weight(*c), 3) for c in SHOWN.weight_increment}
    assert new == printed
    assert [round(SHOWN.after.bias(j), 3) for j in (6, 5, 4)] == [0.218, 0.194, -0.408]


def test_textbook_in_full_precision():
    """Every number once more, line by line in decimal arithmetic."""
    with localcontext() as context:
        context.prec = 40
        d = Decimal
        l, O = d("0.9"), {1: d(1), 2: d(0), 3: d(1)}
        w = {(i, j): d(repr(TEXTBOOK.weight(i, j))) for i, j in SHOWN.weight_increment}
        theta = {j: d(repr(TEXTBOOK.bias(j))) for j in (4, 5, 6)}
        I = {}
        I[4] = w[1, 4] * O[1] + w[2, 4] * O[2] + w[3, 4] * O[3] + theta[4]
        I[5] = w[1, 5] * O[1] + w[2, 5] * O[2] + w[3, 5] * O[3] + theta[5]
        O[4] = 1 / (1 + (-I[4]).exp())
        O[5] = 1 / (1 + (-I[5]).exp())
        I[6] = w[4, 6] * O[4] + w[5, 6] * O[5] + theta[6]
        O[6] = 1 / (1 + (-I[6]).exp())
        err = {6: O[6] * (1 - O[6]) * (1 - O[6])}
        err[5] = O[5] * (1 - O[5]) * err[6] * w[5, 6]
        err[4] = O[4] * (1 - O[4]) * err[6] * w[4, 6]
        for j in (4, 5, 6):
            assert SHOWN.net_input[j] == pytest.approx(float(I[j]), abs=1e-12)
            assert SHOWN.output[j] == pytest.approx(float(O[j]), abs=1e-12)
            assert SHOWN.error[j] == pytest.approx(float(err[j]), abs=1e-12)
            new = theta[j] + l * err[j]
            assert SHOWN.after.bias(j) == pytest.approx(float(new), abs=1e-12)
        for i, j in w:
            new = w[i, j] + l * err[j] * O[i]
            assert SHOWN.after.weight(i, j) == pytest.approx(float(new), abs=1e-12)


def test_one_epoch_of_training_is_the_same_update():
    result = bp.train(TEXTBOOK, [[1, 0, 1]], [1], learning_rate=0.9, max_epochs=1)
    for i, j in SHOWN.weight_increment:
        assert result.network.weight(i, j) == pytest.approx(
            SHOWN.after.weight(i, j), abs=1e-12
        )
    for j in (4, 5, 6):
        assert result.network.bias(j) == pytest.approx(SHOWN.after.bias(j), abs=1e-12)


def test_mazur_outputs_and_error_as_printed():
    shown = bp.trace(MAZUR, X, T, 0.5)
    outputs = [round(shown.output[j], 9) for j in (3, 4, 5, 6)]
    assert outputs == [0.593269992, 0.596884378, 0.751365070, 0.772928465]
    assert round(shown.loss, 9) == 0.298371109
    assert round(MAZUR.mean_loss(X, T), 9) == 0.298371109


def test_mazur_new_weights_as_printed_with_the_biases_held_fixed():
    after = bp.trace(MAZUR, X, T, 0.5).after
    first = [(1, 3), (2, 3), (1, 4), (2, 4)]
    second = [(3, 5), (4, 5), (3, 6), (4, 6)]
    assert [round(after.weight(i, j), 8) for i, j in first] == [
        0.14978072, 0.19956143, 0.24975114, 0.29950229,
    ]  # fmt: skip
    assert round(after.weight(1, 3), 9) == 0.149780716
    assert [round(after.weight(i, j), 9) for i, j in second] == [
        0.358916480, 0.408666186, 0.511301270, 0.561370121,
    ]  # fmt: skip
    fixed = bp.Network(after.weights, MAZUR.biases)
    # Printed as 0.291027924, which the printed weights themselves do not give.
    assert fixed.mean_loss(X, T) == pytest.approx(0.291027774, abs=1e-9)


def test_mazur_error_in_round_ten_thousand_as_printed():
    layers = layers_of(MAZUR)
    tuples, targets = np.array([X]), np.array([T])
    for _ in range(9_999):
        forward_backward(layers, tuples, targets, 0)
        for layer in layers[::2]:
            layer.W -= 0.5 * layer.dW
    trained = network_of(layers, MAZUR)
    assert round(trained.mean_loss(X, T), 10) == 0.0000351085
