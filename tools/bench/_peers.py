"""What bpcore is measured beside: each trains the same network on the same tuples.

Every peer is a function (net, X, T, rate, epochs, batch) that goes through the tuples
in the order of the data and adds the increments of a batch up.
"""

import importlib.util
import warnings
from contextlib import contextmanager

import numpy as np

import bpcore as bp


def have(module):
    """Whether a module is installed."""
    return importlib.util.find_spec(module) is not None


@contextmanager
def threads(number):
    """So many threads for the matrix products of NumPy, scikit-learn and PyTorch."""
    from threadpoolctl import threadpool_limits

    if have("torch"):
        import torch

        before = torch.get_num_threads()
        torch.set_num_threads(number)
    with threadpool_limits(number):
        yield
    if have("torch"):
        torch.set_num_threads(before)


def bpcore(net, X, T, rate, epochs, batch=1):
    """bp.train with its history, every terminating condition asked for, none met."""
    return bp.train(
        net, X, T, learning_rate=rate, updating=batch, max_epochs=epochs,
        min_change=1e-12, target_loss=0.0, max_misclassified=0.0,
    )  # fmt: skip


def numpy_matrices(net, X, T, rate, epochs):
    """NumPy as a reader of a textbook would write it, one tuple at a time."""
    W, B = [w.copy() for w in net.weights], [b.copy() for b in net.biases]
    for _ in range(epochs):
        for x, t in zip(X, T, strict=True):
            O = [x]
            for w, b in zip(W, B, strict=True):
                O.append(1 / (1 + np.exp(-(O[-1] @ w + b))))
            err = [O[-1] * (1 - O[-1]) * (t - O[-1])]
            for k in range(len(W) - 1, 0, -1):
                err.insert(0, O[k] * (1 - O[k]) * (W[k] @ err[0]))
            for k in range(len(W)):
                W[k] += rate * np.outer(O[k], err[k])
                B[k] += rate * err[k]
    return bp.Network(W, B)


def scikit_learn(net, X, T, rate, epochs, batch=1):
    """MLPClassifier, plain stochastic gradient descent, never stopping early."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        net.sizes[1:-1], activation="logistic", solver="sgd", batch_size=batch, alpha=0,
        learning_rate_init=rate, momentum=0, shuffle=False, max_iter=epochs, tol=0,
        n_iter_no_change=epochs + 1,
    )  # fmt: skip
    classes = T[:, 0] if T.shape[1] == 1 else T.argmax(axis=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would like more epochs
        return model.fit(X, classes)


def torch_layers(net):
    """The network as a PyTorch module, float64."""
    import torch

    layers = []
    for w, b in zip(net.weights, net.biases, strict=True):
        layer = torch.nn.Linear(*w.shape, dtype=torch.float64)
        with torch.no_grad():
            layer.weight[:] = torch.tensor(w.T.copy())
            layer.bias[:] = torch.tensor(b.copy())
        layers += [layer, torch.nn.Sigmoid()]
    return torch.nn.Sequential(*layers)


def pytorch(net, X, T, rate, epochs, batch=1):
    """PyTorch, float64, plain SGD; the loss is summed over the batch."""
    import torch

    model = torch_layers(net)
    descent = torch.optim.SGD(model.parameters(), lr=rate)
    X, T = torch.tensor(X), torch.tensor(T)
    for _ in range(epochs):
        for n in range(0, len(X), batch):
            descent.zero_grad(set_to_none=True)
            loss = 0.5 * ((model(X[n : n + batch]) - T[n : n + batch]) ** 2).sum()
            loss.backward()
            descent.step()
    linear = model[::2]
    return bp.Network(
        [layer.weight.detach().numpy().T for layer in linear],
        [layer.bias.detach().numpy() for layer in linear],
    )
