"""Lesson 13: a chain of states in a row, annealed by Metropolis' rule."""

import math

import numpy as np

AT_ONCE = 2**14  # steps whose transition matrices are multiplied at a time


def transition(E, T):
    """The transition matrix: row i holds the chances to stand in each state next.

    E   the error of each state, in a row; either neighbour is proposed with ½, and at
        the ends the half without a neighbour stays
    T   the temperature; an array (steps,) makes (steps, states, states)
    """
    E, T = np.asarray(E, dtype=float), np.asarray(T, dtype=float)
    n = len(E)
    P = np.zeros((*T.shape, n, n))
    for i in range(n):
        for j in (i - 1, i + 1):
            if 0 <= j < n:
                with np.errstate(over="ignore", under="ignore"):
                    P[..., i, j] = 0.5 * np.exp(-max(E[j] - E[i], 0.0) / T)
        P[..., i, i] = 1 - P[..., i, :].sum(axis=-1)  # refusals stay where they are
    return P


def after(E, temperature, steps, start=0):
    """The exact chances of each state after so many steps.

    temperature   a number, or a function of an array of steps 1, 2, 3 …
    start         the state to begin with
    """
    p = np.eye(len(E))[start]
    for k in _blocks(steps):
        p = p @ _product(transition(E, _at(temperature, k)))
    return p


def until(E, temperature, share, most, start=0):
    """The first step after which all but the lowest state hold at most this share.

    Infinite if that is later than ``most``.
    """
    p, lowest = np.eye(len(E))[start], int(np.argmin(E))
    for k in _blocks(most):
        P = transition(E, _at(temperature, k))
        last = p @ _product(P)
        if 1 - last[lowest] > share:
            p = last
            continue
        for step, one in zip(k, P, strict=True):
            p = p @ one
            if 1 - p[lowest] <= share:
                return int(step)
    return math.inf


def walk(E, T, steps, walkers, seed, start=0):
    """How many of some walkers stand in each state after so many steps, by chance."""
    E, rng = np.asarray(E, dtype=float), np.random.Generator(np.random.PCG64(seed))
    at = np.full(walkers, start)
    for _ in range(steps):
        to = at + np.where(rng.random(walkers) < 0.5, -1, 1)
        inside = (to >= 0) & (to < len(E))
        to = np.where(inside, to, at)
        rise = E[to] - E[at]
        at = np.where(rng.random(walkers) < np.exp(-np.maximum(rise, 0) / T), to, at)
    return np.bincount(at, minlength=len(E))


def depth(E):
    """Hajek's constant: the depth of the deepest minimum that is not a lowest one.

    How far one must climb at least, from the worst of them, to come to a lower state.
    """
    deepest = 0.0
    for i, here in enumerate(E):
        if here == min(E):
            continue
        climbs = []
        for way in (E[i::-1], E[i:]):
            lower = [n for n, e in enumerate(way) if e < here]
            if lower:
                climbs.append(max(way[: lower[0] + 1]) - here)
        deepest = max(deepest, min(climbs))
    return deepest


def _at(temperature, k):
    return temperature(k) if callable(temperature) else np.full(len(k), temperature)


def _blocks(steps):
    for begin in range(0, steps, AT_ONCE):
        yield np.arange(begin + 1, min(begin + AT_ONCE, steps) + 1)


def _product(P):
    """All matrices of P multiplied in their order, two and two at a time."""
    while len(P) > 1:
        odd = P[len(P) // 2 * 2 :]
        P = np.concatenate([P[0 : len(P) - 1 : 2] @ P[1::2], odd])
    return P[0]
