"""Backpropagation through time: one sequence after the other, beside its peers."""

import ctypes
from functools import cache

import numpy as np

import bpcore as bp
from bpcore.recurrent.loops import Unrolled
from tools.bench import _peers as peers
from tools.bench._c_loop import Trained, compiled
from tools.bench._timing import compared, goal, interleaved, ratio

MINE, C = "bp.train_through_time", "the same loops in C, gcc -O3"
TORCH = "PyTorch, float64, one thread"
RATE, STEPS, SEQUENCES = 0.01, 100, 20
EPOCHS = {MINE: 100, C: 100, TORCH: 1}


def task(steps=STEPS, sequences=SEQUENCES, sizes=(1, 8, 1)):
    """A 1-8-1 network, and random sequences whose echo it is to give."""
    rng = np.random.Generator(np.random.PCG64(0))
    X = rng.integers(0, 2, (sequences, steps, sizes[0])).astype(float)
    T = np.roll(X, 1, axis=1)[:, :, : sizes[2]]
    return bp.RecurrentNetwork.random(sizes, seed=1), list(zip(X, T, strict=True))


def mine(net, sequences, rate, epochs):
    return bp.train_through_time(net, sequences, learning_rate=rate, max_epochs=epochs)


@cache
def in_c():
    """train(net, sequences, rate, epochs) in C; None where gcc is missing."""
    number, real, array = ctypes.c_int64, ctypes.c_double, ctypes.c_void_p
    function = compiled(
        "_c_time.c", [*[array] * 9, number, real, number, *[array] * 3]
    )  # fmt: skip
    if function is None:
        return None

    def train(net, sequences, rate, epochs):
        u = Unrolled(net)
        rooms = [u.room(X)[0] for X, _ in sequences]
        O = np.concatenate(rooms)
        T = np.concatenate([np.vstack([T[:1], T]) for _, T in sequences])
        starts = np.cumsum([0, *map(len, rooms)]).astype(np.int64)
        arrays = (u.w, u.theta, np.zeros_like(u.w), np.zeros_like(u.theta), O,
                  np.zeros_like(O), T, u.first.astype(np.int64), starts)  # fmt: skip
        records = np.zeros((3, epochs))
        function(
            *[a.ctypes.data for a in arrays], len(sequences), rate, epochs,
            *[r.ctypes.data for r in records],
        )  # fmt: skip
        return Trained(u.network(u.w, u.theta), *records)

    return train


def pytorch(net, sequences, rate, epochs):
    """torch.nn.RNN and a linear layer, eager, plain SGD after each sequence."""
    import torch

    inputs, hidden, outputs = net.sizes
    rnn = torch.nn.RNN(inputs, hidden, dtype=torch.float64)
    out = torch.nn.Linear(hidden, outputs, dtype=torch.float64)
    parameters = (rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0, out.weight,
                  out.bias)  # fmt: skip
    with torch.no_grad():
        rnn.bias_hh_l0.zero_()  # it has a second bias, which is not learned here
        for parameter, array in zip(parameters, net.arrays, strict=True):
            parameter[:] = torch.tensor(array.T.copy())
    descent = torch.optim.SGD(parameters, lr=rate)
    given = [(torch.tensor(X), torch.tensor(T)) for X, T in sequences]
    for _ in range(epochs):
        for X, T in given:
            descent.zero_grad(set_to_none=True)
            loss = 0.5 * ((torch.sigmoid(out(rnn(X)[0])) - T) ** 2).sum()
            loss.backward()
            descent.step()
    return bp.RecurrentNetwork(*[p.detach().numpy().T.copy() for p in parameters])


def beside_peers():
    """bp.train_through_time beside C and PyTorch."""
    net, sequences = task()
    runs = {MINE: mine}
    if in_c() is not None:
        runs[C] = in_c()
    if peers.have("torch"):
        runs[TORCH] = pytorch
    mine(net, sequences, RATE, 1)  # compiles
    with peers.threads(1):
        times = interleaved(
            {
                name: lambda run=run, name=name: run(
                    net, sequences, RATE, EPOCHS[name]
                )
                for name, run in runs.items()
            }
        )  # fmt: skip
    for name in times:
        times[name] /= EPOCHS[name]
    compared(
        f"1-8-1 network through {STEPS} steps, {SEQUENCES} sequences one at a time",
        times, "ms a sequence", 1e3 / SEQUENCES, MINE,
    )  # fmt: skip
    if C in times:
        goal(f"{MINE} / the loops in C", ratio(times[MINE], times[C]), 1.5)
    if TORCH in times:
        faster = ratio(times[TORCH], times[MINE])
        goal(f"PyTorch / {MINE}", faster, 20, at_least=True)
