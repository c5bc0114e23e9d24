"""The forward pass over bare arrays, and how right its answers are."""

import numpy as np

from bpcore import activations as act


def propagated(weights, biases, kinds, X):
    """``Network.outputs`` of bare arrays, which are taken as they are.

    The arrays may hold several networks along a first axis, and so do the outputs.
    """
    O = [X]
    for w, theta, kind in zip(weights, biases, kinds[1:], strict=True):
        O.append(act.activate_all(kind, O[-1] @ w + theta[..., None, :]))
    return O


def judged(weights, biases, like, X, T):
    """(mean loss, share misclassified) of bare arrays in a network like another.

    With several networks along a first axis: (networks, 2).
    """
    O = propagated(weights, biases, like.kinds, X)[-1]
    loss = act.unit_loss_all(act.LOSSES[like.loss], O, T).sum(axis=(-2, -1))
    wrong = np.nan if like.output == "identity" else misclassified(O, T)
    return np.stack(np.broadcast_arrays(loss, wrong), axis=-1) / len(X)


def misclassified(O, T):
    """How many tuples the outputs put into another class than the targets do."""
    if O.shape[-1] == 1:
        wrong = ((O >= 0.5) != (T >= 0.5))[..., 0]
    else:
        wrong = O.argmax(axis=-1) != T.argmax(axis=-1)
    return np.count_nonzero(wrong, axis=-1)
