"""The benchmarks' peers calculate the same: a ratio of unlike things says nothing."""

import numpy as np
import pytest

import bpcore as bp
from tools.bench import _deep, _through_time
from tools.bench import _peers as peers
from tools.bench._c_loop import c_loop


def close(a, b):
    for p, q in zip(a.weights + a.biases, b.weights + b.biases, strict=True):
        np.testing.assert_allclose(p, q, rtol=1e-12, atol=1e-12)


def task(sizes):
    rng = np.random.Generator(np.random.PCG64(7))
    X = rng.standard_normal((30, sizes[0]))
    T = rng.uniform(0.1, 0.9, (30, sizes[-1]))
    return bp.Network.random(sizes, span=1, seed=3), X, T


@pytest.mark.parametrize("sizes", [(4, 5, 3), (3, 4, 2, 1), (2, 1)])
def test_the_loops_in_c_train_alike(sizes):
    train = c_loop()
    if train is None:
        pytest.skip("no gcc")
    net, X, T = task(sizes)
    mine = bp.train(net, X, T, learning_rate=0.7, updating="case", max_epochs=12)
    theirs = train(net, X, T, 0.7, 12)
    close(mine.network, theirs.network)
    for name in ("loss", "misclassified", "largest_change"):
        np.testing.assert_allclose(
            getattr(mine.history, name), getattr(theirs, name), rtol=1e-12
        )


def test_the_matrices_in_numpy_train_alike():
    net, X, T = task((4, 5, 3))
    mine = peers.bpcore(net, X, T, 0.7, 12)
    close(mine.network, peers.numpy_matrices(net, X, T, 0.7, 12))


@pytest.mark.parametrize("batch", [1, 8])
def test_pytorch_trains_alike(batch):
    pytest.importorskip("torch")
    net, X, T = task((4, 5, 3))
    mine = peers.bpcore(net, X, T, 0.7, 12, batch)
    close(mine.network, peers.pytorch(net, X, T, 0.7, 12, batch))


@pytest.mark.parametrize("sizes", [(1, 8, 1), (2, 3, 1)])
@pytest.mark.parametrize("peer", ["C", "PyTorch"])
def test_peers_train_alike_through_time(peer, sizes):
    if peer == "C":
        train = _through_time.in_c()
        if train is None:
            pytest.skip("no gcc")
    else:
        pytest.importorskip("torch")
        train = _through_time.pytorch
    net, sequences = _through_time.task(12, 5, sizes)
    mine = _through_time.mine(net, sequences, 0.1, 4)
    theirs = train(net, sequences, 0.1, 4)
    trained = getattr(theirs, "network", theirs)
    for p, q in zip(mine.network.arrays, trained.arrays, strict=True):
        np.testing.assert_allclose(p, q, rtol=1e-10, atol=1e-12)
    if peer == "C":
        for name in ("loss", "misclassified", "largest_change"):
            np.testing.assert_allclose(
                getattr(mine.history, name), getattr(theirs, name), rtol=1e-10
            )


def test_pytorch_normalises_alike():
    torch = pytest.importorskip("torch")
    net, X, T = _deep.task(96)
    mine = _deep.mine(net, X, T, 2, keep=1.0)
    theirs = _deep.pytorch(net, X, T, 2, keep=1.0)(torch.tensor(X)).detach().numpy()
    np.testing.assert_allclose(mine.network.predict(X), theirs, rtol=1e-9)
