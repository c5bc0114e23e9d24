"""Learners' own wrong code, made from the solutions by one edit, and what it is called.

The declared mistakes are functions of their own; here the slip is made where a learner
makes it, so that a mistake that is declared wrongly shows.
"""

import numpy as np
import pytest

import bpcore as bp

EDITS = [
    ("repair_the_unit", "I = theta", "I = 0", "left out the bias"),
    ("repair_the_unit", "I = theta", "I = -theta", "wrong sign"),
    ("repair_the_unit", "I = I + w[i] * x[i]", "I = theta + w[i] * x[i]", "one term"),
    ("repair_the_unit", "return 1 / (1 + math.exp(-I))", "return I", "net input"),
    ("repair_the_unit", "exp(-I)", "exp(I)", "missing minus or one minus"),
    ("repair_the_unit", "/ (1 + math.exp(-I))", "/ 1 + math.exp(-I)", "lost brackets"),
    ("one_presentation", "(T - O_out)", "(O_out - T)", "wrong sign"),
    (
        "one_presentation",
        "O_out * (1 - O_out) * (T",
        "(T",
        "forgot the output's O(1-O)",
    ),
    ("one_presentation", "err = O * (1 - O) *", "err =", "forgot the hidden O(1-O)"),
    (
        "one_presentation",
        "err = O * (1 - O) * err_out * v",
        "err = O_out * (1 - O_out) * err_out * v",
        "next unit's derivative",
    ),
    (
        "one_presentation",
        "err = O *",
        "v = v + l * err_out * O\n    err = O *",
        None,  # v is then updated twice: no one mistake
    ),
    (
        "one_presentation",
        "err_out * v\n",
        "err_out * (v + l * err_out * O)\n",
        "weights already updated",
    ),
    (
        "one_presentation",
        "err_out * v\n",
        "(err_out * v + theta_out)\n",
        "bias in the backward sum",
    ),
    ("one_presentation", "v + l * err_out * O,", "v + l * err_out * O_out,", None),
    ("one_presentation", "x @ W", "W @ x", "transposed"),
    (
        "one_presentation",
        "O_out * (1 - O_out) * (T - O_out)",
        "(T - O_out)**2 / 2",
        "loss for Err",
    ),
    ("repair_the_bug", "O_6 * (1 - O_6) *", "O_6 *", "lost (1-O)"),
    ("repair_the_bug", "O_6 * (1 - O_6) *", "", "forgot the output's O(1-O)"),
    ("repair_the_bug", "l * err_6 * O_5", "l * err_6 * O_6", None),
    (
        "repair_the_bug",
        "    err_4 =",
        "    w_46, w_56 = w_46 + l * err_6 * O_4, w_56 + l * err_6 * O_5\n    l = 0\n"
        "    err_4 =",
        "weights already updated",
    ),
    ("gradient_check", "loss(up) - loss(down)", "loss(up) - loss(w)", None),
    ("gradient_check", "/ (2 * h)", "/ h", "not halved"),
    ("gradient_check", "/ (2 * h)", "/ 2 * h", None),
    ("gradient_check", "loss(up) - loss(down)", "loss(down) - loss(up)", "wrong sign"),
    (
        "gradient_check",
        "(loss(up) - loss(down)) / (2 * h)",
        "(loss(up) - loss(w)) / h",
        "one-sided",
    ),
    ("epoch_update", "+ l * err * X[n]", "+ err * X[n]", None),
    ("epoch_update", "O * (1 - O) * (T", "(T", "forgot O(1-O)"),
    ("epoch_update", "dw = dw +", "dw =", None),
    ("epoch_update", "w + dw, theta + dtheta", "dw, dtheta", "Δ for the new weight"),
    ("epoch_update", "theta + dtheta", "theta", "did not update the bias"),
    (
        "epoch_update",
        "w + dw, theta + dtheta",
        "w + dw / len(X), theta + dtheta / len(X)",
        "averaged",
    ),
    (
        "epoch_update",
        "dtheta = dtheta + l * err",
        "w, theta = w + l * err * X[n], theta + l * err\n        dw, dtheta = 0, 0",
        "updated inside the epoch",
    ),
    ("epoch_update", "dtheta = dtheta + l", "dtheta = l", "last bias only"),
    ("cross_entropy", "np.mean", "np.sum", "summed"),
    ("cross_entropy", "np.log(", "np.log10(", "log10"),
    ("cross_entropy", "-T * np", "T * np", None),
    ("scaler", "train.std(axis=0)", "data.std(axis=0)", None),
    ("scaler", "train.", "data.", "own statistics"),
    ("scaler", "train.", "np.vstack([train, data]).", "leak"),
    ("scaler", "std(axis=0)", "std(axis=0, ddof=1)", "n - 1"),
    ("scaler", "std(axis=0)", "var(axis=0)", "variance"),
    ("scaler", "axis=0", "axis=0, keepdims=True", "correct"),
    ("majority_guess", "np.bincount(T_train)", "np.bincount(T_test)", "leak"),
    ("early_stopping", "argmin(validation_loss)", "argmin(test_loss)", "leak"),
    ("early_stopping", "best + 1,", "best,", "counted from 0"),
    ("descend", "range(epochs)", "range(1, epochs)", "one too few"),
    ("descend", "- l", "+ l", "wrong sign"),
    ("descend", "momentum * step", "momentum * w", "weight for step"),
    ("descend", "momentum * step", "step", "whole step"),
    ("descend", "lam * w", "lam * w / 2", "half kept"),
    ("spread", "np.median", "np.mean", "mean"),
    ("spread", "np.median(epochs)", "np.median(epochs[arrived])", "dropped"),
    ("spread", "len(epochs) - ", "", "arrived"),
    ("best_rate", "np.median", "np.mean", "mean"),
    ("best_rate", "0 < best <", "best <", "one edge"),
    ("best_rate", "rates[best]", "best", "place"),
    ("best_rate", "argmin", "argmax", "slowest"),
    ("min_change_met", "np.abs(increments)", "increments", "sign kept"),
    ("min_change_met", "np.all", "np.any", "any for all"),
    ("min_change_met", "<", "<=", "at the threshold"),
    (
        "repair_the_epoch",
        "for _ in range(epochs):\n        dw, dtheta = np.zeros(len(w)), 0.0\n",
        "dw, dtheta = 0 * w, 0.0\n    for _ in range(epochs):\n",
        "accumulator not cleared",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "called"), EDITS)
def test_a_learners_slip_is_called_by_its_name(name, old, new, called):
    ex = getattr(bp.check, name)
    assert old in ex.solution
    names = {"np": np}
    exec(ex.solution.replace(old, new), names)
    verdict = ex(names[name])
    if called == "correct":
        assert verdict.correct
    else:
        assert not verdict.correct
        assert verdict.mistake == called, verdict


BY_HAND = [
    ("output_error", -0.64, "forgot O(1-O)"),
    ("output_error", 0.147, "wrong sign"),
    ("output_error", -0.034, "derivative twice"),
    ("output_error", 0.205, "loss for Err"),
    ("hidden_error", -0.295, "forgot O(1-O)"),
    ("hidden_error", 0.0607, "wrong sign"),
    ("hidden_error", -0.0680, "next unit's derivative"),
    ("hidden_error", -0.0560, "weights already updated"),
    ("hidden_error", -0.0125, "derivative twice"),
    ("hidden_error", 0.0216, "bias in the backward sum"),
    ("two_outputs", [0.063, -0.0796, 0.0125], "one path only: 5"),
    ("two_outputs", [0.063, -0.0796, -0.0335], "one path only: 6"),
    ("two_outputs", [0.063, -0.0796, -0.0105], "averaged"),
    ("two_outputs", [0.063, -0.0796, -0.085], "forgot the hidden O(1-O)"),
    ("weight_and_bias", [-0.0647, -0.0911], "receiver's output"),
    ("weight_and_bias", [0.121, -0.0607], "left out l"),
    ("weight_and_bias", [0.482, 0.509], "new values for Δ"),
    ("weight_and_bias", [-0.182, -0.0911], "lost the input's minus"),
    ("no_biases", [-0.057, -0.093, -0.071, -0.405, -0.191], "one path only: 3"),
    ("no_biases", [0.571, 1.307, -0.971, 0.795, 0.609], "new values for Δ"),
    ("no_biases", [-0.029, -0.197, -0.150, -0.405, -0.191], "the input everywhere"),
    ("case_by_hand", [-0.212, -0.291], "epoch updating"),
    ("case_by_hand", [0.523, 0.261], "last increment"),
    ("case_by_hand", [0.013, -0.178], "old bias"),
    ("forward_pass", [0.870, 0.599, 0.531], "left out the last bias"),
    ("epoch_by_hand", [0.154, -0.108], "updated inside the epoch"),
    ("epoch_by_hand", [-0.106, -0.145], "averaged"),
    ("one_unit_error", 0.208, "loss for Err"),
    ("one_unit_error", 0.0021, "added threshold"),
    ("subtracted_threshold", [0.133, 0.0886], "threshold as a bias"),
    ("subtracted_threshold", [0.0314, -0.0886], "receiver's output"),
    ("bias_as_threshold", -1.2, "wrong sign"),
    ("separates", [1, 1, -1.5], "AND"),
    ("separates", [5, 7, -3], "OR"),
    ("step_factor", 2.85, "wrong sign"),
    ("epochs_to_halve", 4, "off by one"),
    ("same_column_twice", 0.308, "one alone"),
    ("what_would_tell", [3, 5], "wrong way round"),
    ("prevalence", 0.889, "balanced"),
    ("needed_net_input", 1.38, "log10"),
    (
        "what_next",
        ["another seed", "p"] * 2 + ["go on", "r", "stop", "s"],
        "saturation for a minimum",
    ),
    ("cross_entropy_error", -0.117, "kept O(1-O)"),
    (
        "diagnose",
        ["converges", "crawls", "saturates", "diverges", "oscillates"],
        "saturation for divergence",
    ),
]


@pytest.mark.parametrize(("name", "answer", "called"), BY_HAND)
def test_a_slip_by_hand_is_called_by_its_name(name, answer, called):
    verdict = getattr(bp.check, name)(answer)
    assert not verdict.correct
    assert verdict.mistake == called, verdict


def test_numbers_of_three_digits_are_right():
    for name, rounded in {
        "output_error": -0.1475,
        "hidden_error": -0.0607,
        "weight_and_bias": [0.182, -0.0911],
        "two_outputs": [0.063, -0.0796, -0.021],
    }.items():
        assert getattr(bp.check, name)(rounded).correct, name
