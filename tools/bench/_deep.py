"""A deep network with batch normalisation and dropout, in batches, beside PyTorch."""

import numpy as np

import bpcore as bp
from tools.bench import _peers as peers
from tools.bench._timing import compared, goal, interleaved, ratio

SIZES = (20, *[32] * 8, 10)
BATCH, KEEP, RATE = 32, 0.8, 0.01
MINE, TORCH = "bp.train", "PyTorch, float64"


def mine(net, X, T, epochs, keep=KEEP):
    return bp.train(
        net, X, T, learning_rate=RATE, updating=BATCH, max_epochs=epochs, keep=keep,
        batch_normalisation=True,
    )  # fmt: skip


def torch_model(net, keep=KEEP):
    """The network in PyTorch: weights, normalisation, activation, dropout."""
    import torch

    layers = []
    for k, (w, b) in enumerate(zip(net.weights, net.biases, strict=True), start=2):
        linear = torch.nn.Linear(*w.shape, dtype=torch.float64)
        with torch.no_grad():
            linear.weight[:], linear.bias[:] = (
                torch.tensor(w.T.copy()), torch.tensor(b.copy()),
            )  # fmt: skip
        layers.append(linear)
        if k < len(net.sizes):
            normal = torch.nn.BatchNorm1d(w.shape[1], dtype=torch.float64)
            layers += [normal, torch.nn.Tanh(), torch.nn.Dropout(1 - keep)]
    return torch.nn.Sequential(*layers, torch.nn.Sigmoid())


def pytorch(net, X, T, epochs, keep=KEEP):
    import torch

    model = torch_model(net, keep)
    descent = torch.optim.SGD(model.parameters(), lr=RATE)
    X, T = torch.tensor(X), torch.tensor(T)
    for _ in range(epochs):
        for n in range(0, len(X), BATCH):
            descent.zero_grad(set_to_none=True)
            loss = 0.5 * ((model(X[n : n + BATCH]) - T[n : n + BATCH]) ** 2).sum()
            loss.backward()
            descent.step()
    return model.eval()


def task(tuples=1280):
    rng = np.random.Generator(np.random.PCG64(0))
    X = rng.standard_normal((tuples, SIZES[0]))
    T = np.eye(SIZES[-1])[rng.integers(0, SIZES[-1], tuples)]
    return bp.Network.random(SIZES, "glorot", seed=0, hidden="tanh"), X, T


def beside_peers():
    """Eight hidden layers of 32, batches of 32, with the same number of threads."""
    if not peers.have("torch"):
        print("\nPyTorch is not installed: nothing to hold the deep network against.")
        return
    net, X, T = task()
    with peers.threads(1):
        times = interleaved(
            {MINE: lambda: mine(net, X, T, 1), TORCH: lambda: pytorch(net, X, T, 1)}
        )
    compared(
        f"8 × 32 tanh units, batch normalisation and dropout, batches of {BATCH}",
        times, "ms an epoch of 40 batches", 1e3, MINE,
    )  # fmt: skip
    goal(f"{MINE} / PyTorch, deep", ratio(times[MINE], times[TORCH]), 1)
