"""Numbers too large to calculate with: one warning of our own, or a refusal."""

import warnings

import numpy as np
import pytest

import bpcore as bp

# 1e200² is more than a float64 holds.
HIDDEN = bp.Network([[[1e200]], [[1.0, 1.0]]], hidden="relu", output="identity")
LAST = bp.Network([[[1.0]], [[1e200, 1.0]]], hidden="relu", output="identity")
BEYOND = "are not finite: the weights or inputs before them are too large to calculate"


def told(ask):
    """The warnings that a call leaves."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        ask()
    return seen


@pytest.mark.parametrize(
    ("net", "where"), [(HIDDEN, "layer 1 (unit 2)"), (LAST, "layer 2 (units 3 to 4)")]
)
@pytest.mark.parametrize(
    "ask",
    [
        lambda net: net.outputs([[1.0], [1e200]]),
        lambda net: net.predict([[1.0], [1e200]]),
        lambda net: net.mean_loss([[1.0], [1e200]], [[0, 0], [0, 0]]),
        lambda net: net.misclassified([[1.0], [1e200]], [[0, 0], [0, 0]]),
    ],
    ids=["outputs", "predict", "mean_loss", "misclassified"],
)
def test_one_warning_names_the_layer_and_the_line_that_asked(net, where, ask):
    (warning,) = told(lambda: ask(net))
    assert str(warning.message) == f"The outputs of {where} {BEYOND} with."
    assert warning.category is UserWarning
    assert warning.filename == __file__


def test_a_loss_that_is_too_large_is_told_apart():
    (warning,) = told(lambda: LAST.mean_loss([1.0], [[0, 0]]))
    assert str(warning.message) == (
        "The loss is not finite: the outputs of layer 2 (units 3 to 4) are too far "
        "from T to calculate with."
    )


def test_what_saturates_is_not_too_large():
    net = bp.Network([[[1e300]], [[1e300]]], [[0.0], [0.0]], "tanh")
    assert not told(lambda: net.mean_loss([[1e5], [-1e5]], [0, 1]))
    sharp = bp.Network([[[1e300]]], loss="cross-entropy")
    assert not told(lambda: sharp.mean_loss([[1e5], [-1e5]], [0, 1]))
    open_ended = bp.Network([[[1e200]], [[1.0]]], hidden="relu")
    assert not told(lambda: open_ended.predict([[1e200]]))


def test_training_says_that_it_diverges_and_warns_of_nothing():
    rng = np.random.Generator(np.random.PCG64(1))
    X, T = rng.standard_normal((20, 3)), rng.standard_normal((20, 2))
    net = bp.Network.random((3, 4, 2), hidden="relu", output="identity", seed=1)
    for updating in ("case", "epoch"):
        run = []
        seen = told(
            lambda updating=updating, run=run: run.append(
                bp.train(
                    net, X, T, learning_rate=50.0, updating=updating, max_epochs=50,
                    validation=(1e150 * X, T),
                )
            )
        )  # fmt: skip
        assert run[0].stopped_by == "diverged"
        assert not seen
