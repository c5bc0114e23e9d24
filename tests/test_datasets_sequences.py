"""Sequences: what is to be remembered, and that it stands there."""

import numpy as np
import pytest

import bpcore as bp
from bpcore.datasets import adding_problem, echo, temporal_xor

MAKERS = (echo, temporal_xor, adding_problem)
EACH = pytest.mark.parametrize("make", MAKERS, ids=lambda m: m.__name__)


@EACH
def test_they_are_what_training_through_time_takes(make):
    sequences = make(3, 12, seed=1)
    assert len(sequences) == 3
    for X, T in sequences:
        assert X.shape == (12, 2 if make is adding_problem else 1)
        assert T.shape == (12, 1)
        assert not X.flags.writeable and not T.flags.writeable
    net = bp.RecurrentNetwork.random((X.shape[1], 2, 1), seed=1)
    assert bp.train_through_time(net, sequences, max_epochs=1).epochs == 1


@EACH
def test_a_seed_gives_the_same_ones(make):
    first, again, other = make(4, seed=2), make(4, seed=2), make(4, seed=3)
    same = [(a[0] == b[0]).all() for a, b in zip(first, again, strict=True)]
    assert all(same)
    assert any((a[0] != b[0]).any() for a, b in zip(first, other, strict=True))


@pytest.mark.parametrize("delay", [1, 4, 11])
def test_an_echo_is_the_input_some_steps_later(delay):
    for X, T in echo(5, 12, delay):
        assert (T[delay:] == X[:-delay]).all() and not T[:delay].any()
        assert set(np.unique(X)) <= {0.0, 1.0}


def test_every_third_bit_is_the_xor_of_the_two_before_it():
    for X, T in temporal_xor(20, 29):
        bits = [*X[:, 0].astype(int), int(T[-1, 0])]
        assert (T[:-1] == X[1:]).all()
        for k in range(2, len(bits), 3):
            assert bits[k] == bits[k - 1] ^ bits[k - 2]
    firsts = np.concatenate([X[::3, 0] for X, _ in temporal_xor(200)])
    assert abs(firsts.mean() - 0.5) < 0.05


@pytest.mark.parametrize("steps", [2, 3, 20])
def test_the_marked_numbers_are_added(steps):
    for X, T in adding_problem(50, steps):
        marked = np.flatnonzero(X[:, 1])
        assert len(marked) == 2 and marked[0] < steps // 2 <= marked[1]
        assert T == pytest.approx(X[marked, 0].sum() / 2)


def test_answering_a_half_always_gives_the_loss_that_is_said():
    T = np.array([T[-1, 0] for _, T in adding_problem(20_000, 4)])
    assert 0.5 * ((T - 0.5) ** 2).mean() == pytest.approx(1 / 48, rel=0.05)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: echo(0), "n must be 1 or more; it is 0."),
        (lambda: echo(100_001), "n must be 100000 or less; it is 100001."),
        (lambda: echo(2, 10_001), "steps must be 10000 or less; it is 10001."),
        (lambda: echo(2, 5, 0), "delay must be 1 or more; it is 0."),
        (lambda: echo(2, 5, 5), "delay must be 4 or less; it is 5."),
        (lambda: echo(2, 1), "steps must be 2 or more; it is 1."),
        (lambda: temporal_xor(2, seed=-1), "seed must be 0 or more; it is -1."),
        (lambda: temporal_xor(2, 1), "steps must be 2 or more; it is 1."),
        (lambda: adding_problem(2, 1), "steps must be 2 or more; it is 1."),
        (lambda: adding_problem(2, 1.5), "steps must be a whole number; it is 1.5."),
    ],
)
def test_what_cannot_be_made_is_refused(call, says):
    with pytest.raises((ValueError, TypeError)) as refusal:
        call()
    assert str(refusal.value) == says


def test_the_sequences_of_a_seed_are_these():
    """Stored lessons print numbers that come of them."""
    bits = [
        ["".join(str(int(bit)) for bit in X[:, 0]) for X, _ in make(2, 12)]
        for make in (temporal_xor, echo)
    ]
    assert bits == [
        ["110000000110", "110110110011"], ["111000000111", "111111110110"]
    ]  # fmt: skip
    [(X, T)] = adding_problem(1, 4)
    assert X[:, 1].tolist() == [1, 0, 0, 1] and T[0, 0] == pytest.approx(
        0.327, abs=5e-4
    )
