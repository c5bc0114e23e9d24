"""Lesson 13: other ways to spend a budget, with the same kind of result as bp.anneal.

One evaluation is the loss of one network over all tuples.  An epoch of backpropagation
costs three: forward once, and a backward pass about twice as much.
"""

import numpy as np

from bpcore.annealing import AnnealingHistory, AnnealingResult
from bpcore.network import Network, evaluate, propagate
from bpcore.training import train

COST = 3  # evaluations that an epoch costs
AT_ONCE = 250  # networks that random search evaluates at a time


def drawn(net, span, rng, count=None):
    """A network like net with weights and biases uniform in ±span.

    count   so many: (weights, biases) with the networks along the first axis
    """
    shape = () if count is None else (count,)
    weights = [rng.uniform(-span, span, (*shape, *w.shape)) for w in net.weights]
    biases = net.biases and [
        rng.uniform(-span, span, (*shape, *b.shape)) for b in net.biases
    ]
    return (
        Network.sound(weights, biases, net) if count is None else (weights, biases)
    )  # fmt: skip


def restarts(net, X, T, learning_rate, epochs=None, span=1.0, evaluations=1000,
             seed=0, target=0.0, momentum=0.0):  # fmt: skip
    """Backpropagation, and again from a new start after so many epochs.

    epochs   of each start; None: the first start has the whole budget
    span     new starts are uniform in ±span
    target   mean loss at which the search is over

    Case updating.  Returns an AnnealingResult: the best network of all starts; in the
    history an epoch's error stands three times, as it costs.
    """
    rng, errors = np.random.Generator(np.random.PCG64(seed)), []
    left, best, least = max(evaluations // COST, 1), net, net.mean_loss(X, T)
    while left and least > target:
        run = train(
            net, X, T, learning_rate, max_epochs=min(left, epochs or left),
            target_loss=target, momentum=momentum, watch=_silent,
        )  # fmt: skip
        error = run.network.mean_loss(X, T)
        if error < least:
            best, least = run.network, error
        errors += run.history.loss.tolist()
        left -= max(run.epochs, 1)
        if run.stopped_by == "target_loss":
            break
        net = drawn(net, span, rng)
    return _result(best, least, np.repeat(errors, COST))


def random_search(net, X, T, span=1.0, evaluations=1000, seed=0, target=0.0):
    """The best of networks with weights and biases uniform in ±span; net is the first.

    Returns an AnnealingResult; its history holds the least error so far.
    """
    rng, errors = np.random.Generator(np.random.PCG64(seed)), [net.mean_loss(X, T)]
    best = net
    while len(errors) < evaluations and min(errors) > target:
        count = min(AT_ONCE, evaluations - len(errors))
        weights, biases = drawn(net, span, rng, count)
        O = propagate(weights, biases, net.kinds, X)[-1]
        found = evaluate(O, T, net)[:, 0]
        k = int(found.argmin())
        if found[k] < min(errors):
            best = Network.sound(
                [w[k] for w in weights], biases and [b[k] for b in biases], net
            )
        errors += found.tolist()
    return _result(best, min(errors), np.minimum.accumulate(errors))


def share_within(net, X, T, span, target, count, seed=0):
    """Of so many networks drawn in ±span, the share with a mean loss of at most target.

    net   gives their shape
    """
    rng, found = np.random.Generator(np.random.PCG64(seed)), 0
    for _ in range(count // AT_ONCE):
        O = propagate(*drawn(net, span, rng, AT_ONCE), net.kinds, X)[-1]
        found += int((evaluate(O, T, net)[:, 0] <= target).sum())
    return found / (count // AT_ONCE * AT_ONCE)


def arrival(run, target):
    """The first evaluation after which the error is at most target, or infinity."""
    there = np.flatnonzero(run.history.error <= target)
    return float(there[0] + 1) if len(there) else np.inf


def _result(network, error, errors):
    nothing = np.full(len(errors), np.nan)
    history = AnnealingHistory(errors, nothing, np.ones(len(errors), dtype=bool))
    return AnnealingResult(network, float(error), history, len(errors), "evaluations")


def _silent(progress):
    """Watches a run without a bar."""
