"""What bpcore is measured beside: each trains the same network on the same patients.

Every peer is a function (net, X, T, rate, epochs) that trains by case updating, tuple
after tuple in the order of the data.
"""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from bpcore.numbering import network, numbered

FOLDER = Path(__file__).parent


def numpy_matrices(net, X, T, rate, epochs):
    """NumPy as a reader of a textbook would write it, one tuple at a time."""
    W, B = [w.copy() for w in net.weights], [b.copy() for b in net.biases]
    for _ in range(epochs):
        for x, t in zip(X, T, strict=True):
            O = [x]
            for w, b in zip(W, B, strict=True):
                O.append(1 / (1 + np.exp(-(O[-1] @ w + b))))
            err = O[-1] * (1 - O[-1]) * (t - O[-1])
            for k in reversed(range(len(W))):
                before = O[k] * (1 - O[k]) * (W[k] @ err)
                W[k] += rate * np.outer(O[k], err)
                B[k] += rate * err
                err = before
    return W


def scikit_learn(net, X, T, rate, epochs):
    """MLPClassifier, plain stochastic gradient descent, one tuple a batch."""
    import warnings

    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        net.sizes[1:-1], activation="logistic", solver="sgd", batch_size=1, alpha=0,
        learning_rate_init=rate, momentum=0, shuffle=False, max_iter=epochs, tol=0,
        n_iter_no_change=epochs + 1,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(X, T[:, 0])


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
    return model


def c_loop():
    """The loops in C, compiled now with gcc -O3; None where there is no gcc.

    Returns a function like the others; its result is the trained Network.
    """
    if shutil.which("gcc") is None:
        return None
    folder = Path(tempfile.mkdtemp())
    library = folder / "loop.so"
    subprocess.run(
        ["gcc", "-O3", "-shared", "-fPIC", "-o", library,
         FOLDER / "_c_loop.c", "-lm"],
        check=True,
    )  # fmt: skip
    function = ctypes.CDLL(str(library)).train
    function.restype = ctypes.c_double

    def train(net, X, T, rate, epochs):
        n = numbered(net)
        O, err = np.zeros_like(n.theta), np.zeros_like(n.theta)
        records = [np.zeros(epochs) for _ in range(3)]

        def at(a):
            return a.ctypes.data_as(ctypes.c_void_p)

        first, X, T = (
            n.first.astype(np.int64),
            np.ascontiguousarray(X),
            T.ravel().copy(),
        )
        function(
            at(n.w), at(n.theta), at(O), at(err), at(first),
            ctypes.c_long(len(net.sizes)), at(X), at(T), ctypes.c_long(len(X)),
            ctypes.c_double(rate), ctypes.c_long(epochs), *map(at, records),
        )  # fmt: skip
        return network(n.w, n.theta, net), records[0]

    return train
