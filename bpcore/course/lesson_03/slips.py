"""The slips of presenting one tuple, and what each makes of the new weights.

The network has one hidden layer and one output unit, all sigmoid: W (inputs, hidden)
and theta (hidden,) lead to the hidden units, v (hidden,) and theta_out to the output.
"""

import numpy as np

from bpcore.checks.random_inputs import positive, rate, sigmoid, values


def networks(rng):
    """Three cases: square weights (a transposition shows), then two others."""
    return [_network(rng, *sizes) for sizes in ((2, 2), (3, 3), (3, 2))]


def _network(rng, inputs, hidden):
    """Numbers of any size, and a target on the far side of the output: errors show."""
    x, W = positive(rng, inputs), values(rng, inputs, hidden)
    theta, v, theta_out = values(rng, hidden), values(rng, hidden), float(values(rng))
    O_out = sigmoid(sigmoid(x @ W + theta) @ v + theta_out)
    T = np.round(rng.uniform(0.1, 0.3) + 0.6 * (O_out < 0.5), 2)
    return [x, float(T), W, theta, v, theta_out, rate(rng)]


def increments(answer, x, T, W, theta, v, theta_out, l):
    """What was added to each weight and bias: tolerances sit on these."""
    old = (W, theta, v, theta_out)
    return tuple(new - before for new, before in zip(answer, old, strict=True))


SLIPS = {
    "weights already updated": "v is updated before the hidden errors are worked out",
    "forgot the output's O(1-O)": "the output unit's error lacks O (1 − O)",
    "forgot the hidden O(1-O)": "the hidden units' errors lack O (1 − O)",
    "next unit's derivative": "hidden errors take the output unit's O (1 − O)",
    "derivative twice": "the output unit's O (1 − O) is applied twice",
    "loss for Err": "½ (T − O)², the loss, is taken as the output unit's Err",
    "wrong sign": "O − T is taken instead of T − O, so every step goes uphill",
    "bias in the backward sum": "the output's bias is added in the backward sum",
    "receiver's output": "Δw takes the receiver's output in place of the sender's",
    "left out l": "the learning rate l is left out",
    "did not update the bias": "the biases are not updated",
    "left out the bias": "the hidden net inputs leave out their biases",
    "Δ for the new weight": "increments are returned in the place of new weights",
    "net input for the output": "hidden units hand on net inputs, not outputs",
    "transposed": "the indices of W are transposed: wⱼᵢ for wᵢⱼ",
}


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
