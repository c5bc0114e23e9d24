"""Lesson 12: the textbook's network in PyTorch, where that is installed."""

import importlib.util

import numpy as np

from bpcore.gradients import gradient


def slopes_by_pytorch(weights, biases, X, T):
    import torch

    as_tensor = lambda a: torch.tensor(a, dtype=torch.float64)  # noqa: E731
    W = [as_tensor(w).requires_grad_() for w in weights]
    B = [as_tensor(b).requires_grad_() for b in biases]
    O = as_tensor(X)
    for w, b in zip(W, B, strict=True):
        O = torch.sigmoid(O @ w + b)
    E = 0.5 * ((as_tensor(T) - O) ** 2).sum()
    E.backward()
    return [p.grad.numpy() for p in (*W, *B)]


def compared(net, X, T):
    """What comes of it, held against ``bp.gradient``: a sentence."""
    if importlib.util.find_spec("torch") is None:
        return "PyTorch is not installed here; pip install torch brings it."
    theirs = slopes_by_pytorch(
        [w.tolist() for w in net.weights], [b.tolist() for b in net.biases], X, T
    )
    mine = gradient(net, X, T)
    pairs = zip(theirs, (*mine.weights, *mine.biases), strict=True)
    furthest = max(float(np.abs(a - b).max()) for a, b in pairs)
    assert furthest < 1e-12
    count = sum(a.size for a in theirs)
    return f"PyTorch finds the same {count} slopes, to twelve decimals."
