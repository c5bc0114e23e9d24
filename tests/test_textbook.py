"""Two published worked examples, to their printed digits and beyond."""

from decimal import Decimal, localcontext

import pytest

import bpcore as bp
from tests.conftest import TEXTBOOK

SHOWN = bp.trace(TEXTBOOK, [1, 0, 1], 1, learning_rate=0.9)

# M. Mazur, "A step by step backpropagation example", 2015
MAZUR = bp.Network(
    [[[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]]],
    [[0.35, 0.35], [0.60, 0.60]],
    learn_biases=False,
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
    shown = bp.trace(MAZUR, X, T, 0.5)
    after, printed = shown.after, {
        (1, 3): 0.14978072, (2, 3): 0.19956143, (1, 4): 0.24975114, (2, 4): 0.29950229,
        (3, 5): 0.35891648, (4, 5): 0.408666186, (3, 6): 0.51130127,
        (4, 6): 0.561370121,
    }  # fmt: skip
    for (i, j), value in printed.items():
        assert after.weight(i, j) == pytest.approx(value, abs=5.1e-9)
    assert round(after.weight(1, 3), 9) == 0.149780716
    assert [after.bias(j) for j in (3, 4, 5, 6)] == [0.35, 0.35, 0.60, 0.60]
    assert not shown.bias_increment
    # Printed as 0.291027924, which the printed weights themselves do not give.
    assert after.mean_loss(X, T) == pytest.approx(0.291027774, abs=1e-9)


def test_mazur_error_after_ten_thousand_rounds_as_printed(engine):
    run = bp.train(MAZUR, [X], [T], learning_rate=0.5, max_epochs=10_000)
    # Printed is the error met in the ten thousandth round, before its update.
    assert round(run.history.loss[-1], 10) == 0.0000351085
    assert [run.network.bias(j) for j in (3, 4, 5, 6)] == [0.35, 0.35, 0.60, 0.60]
