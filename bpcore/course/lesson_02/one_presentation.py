"""One presentation of one tuple, with a place in it for each slip.

The network has one hidden layer and one output unit, all sigmoid: W (inputs, hidden)
and theta (hidden,) lead to the hidden units, v (hidden,) and theta_out to the output.
"""

import numpy as np

from bpcore.checks.random_inputs import outputs, positive, rate, sigmoid, values


def networks(rng):
    """Three cases: square weights (a transposition shows), then two others."""
    return [
        [
            positive(rng, inputs),
            float(outputs(rng)),
            values(rng, inputs, hidden),
            values(rng, hidden),
            values(rng, hidden),
            float(values(rng)),
            rate(rng),
        ]
        for inputs, hidden in ((2, 2), (3, 3), (3, 2))
    ]


def present(x, T, W, theta, v, theta_out, l, slip=None):
    """New W, theta, v and theta_out; with a slip, what it makes of them."""
    O = sigmoid(x @ (W.T if slip == "transposed" else W) + theta)
    if slip == "net input for the output":
        O = x @ W + theta
    if slip == "left out the bias":
        O = sigmoid(x @ W)
    O_out = sigmoid(O @ v + theta_out)
    slope, slope_out = O * (1 - O), O_out * (1 - O_out)
    err_out = T - O_out if slip == "forgot the output's O(1-O)" else None
    err_out = slope_out * (T - O_out) if err_out is None else err_out
    if slip == "derivative twice":
        err_out *= slope_out
    if slip == "loss for Err":
        err_out = 0.5 * (T - O_out) ** 2
    if slip == "wrong sign":
        err_out = -err_out
    back = v + l * err_out * O if slip == "weights already updated" else v
    total = err_out * back
    if slip == "bias in the backward sum":
        total = total + theta_out
    err = {
        "forgot the hidden O(1-O)": 1.0,
        "next unit's derivative": slope_out,
    }.get(slip, slope) * total
    rate_ = 1.0 if slip == "left out l" else l
    dv = rate_ * err_out * (O_out if slip == "receiver's output" else O)
    dW = rate_ * np.outer(x, err)
    if slip == "receiver's output":
        dW = rate_ * np.broadcast_to(err * O, W.shape)
    step = 0.0 if slip == "did not update the bias" else rate_
    old = 0.0 if slip == "Δ for the new weight" else 1.0
    return (
        old * W + dW,
        old * theta + step * err,
        old * v + dv,
        old * theta_out + step * err_out,
    )
