"""Lesson 03: the slopes that a program finds which updates before it is done."""

from bpcore.gradients import Gradient, gradient
from bpcore.tracing.trace import trace


def gradient_in_wrong_order(net, x, t, learning_rate):
    """The gradient of a 3-layer network whose last layer was updated too early.

    Its hidden errors take the weights as they are after their update.
    """
    right, done = gradient(net, x, [t]), trace(net, x, t, learning_rate)
    shares = done.after.weights[1][:, 0] / net.weights[1][:, 0]
    return Gradient(
        (right.weights[0] * shares, right.weights[1]),
        (right.biases[0] * shares, right.biases[1]),
    )
