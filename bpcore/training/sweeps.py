"""Many training runs that differ in rate, seed or architecture, over all cores."""

import os
import threading
from contextlib import closing
from itertools import product

import numpy as np

from bpcore import compiled, threads
from bpcore.inputs import numbers, whole_number
from bpcore.network import Network
from bpcore.training import train
from bpcore.training.watching import bar, deferred_interrupt

ROW = np.dtype(
    [
        ("learning_rate", float),
        ("seed", np.int64),
        ("sizes", object),
        ("epochs", np.int64),
        ("loss", float),
        ("misclassified", float),
        ("stopped_by", object),
    ]
)


def sweep(
    start,
    X,
    T,
    learning_rates,
    seeds=None,
    span=0.5,
    hidden="sigmoid",
    output="sigmoid",
    loss="squared error",
    progress=True,
    watch=None,
    **training,
):
    """Train once for every architecture, learning rate and seed.

    start           a ``bp.Network`` that every run starts from; or sizes, like
                    (2, 2, 1), or a list of several sizes, that each seed fills with
                    random weights (``Network.random`` takes span, hidden, output, loss)
    X, T            inputs and targets, as for ``bp.train``
    learning_rates  a list of rates
    seeds           a list of whole numbers; needed with sizes, not used with a Network
    progress        show a bar when it takes longer than 2 s
    watch           called as watch(share) with the share of the runs that have ended,
                    every 0.1 s or oftener; it stops the sweep by returning True, or by
                    what it raises
    training        everything else that ``bp.train`` takes, the same for every run

    Returns a record array, one row a run, in the order architecture, rate, seed:
    learning_rate, seed (−1 for a given Network), sizes, epochs, loss and misclassified
    (of the last epoch that was completed, NaN if none), stopped_by.
    ``pandas.DataFrame(rows)`` and ``ax.plot("seed", "loss", data=rows)`` take it.
    Every row is what running it alone gives.  What is stopped keeps its finished rows.
    Raises what ``bp.train`` and ``Network.random`` raise.
    """
    runs = _runs(start, learning_rates, seeds, span, hidden, output, loss)
    stop = threading.Event()
    rows = np.recarray(len(runs), dtype=ROW)
    done = np.zeros(len(runs), dtype=bool)

    def told_to_stop(share):
        if watch is not None and watch(share):
            stop.set()
        return stop.is_set()

    def run(place, watch=lambda _: stop.is_set()):
        if not stop.is_set():
            make, rate, seed = runs[place]
            result = train(make(), X, T, learning_rate=rate, watch=watch, **training)
            if result.stopped_by != "interrupted":
                rows[place] = _row(result, rate, seed)
                done[place] = True

    with deferred_interrupt() as interrupted:
        # A wrong argument is met here, before anything else is started.
        run(0, watch=lambda _: told_to_stop(0.0))
        rest = threads.pool(run, range(1, len(runs)), _cores())
        with closing(rest), bar("runs", len(runs), show=progress) as shown:
            try:
                for ended in rest:
                    shown(1 + ended)
                    if interrupted or told_to_stop((1 + ended) / len(runs)):
                        break
            finally:
                stop.set()
    return rows if done.all() else rows[done]


def _runs(start, learning_rates, seeds, span, hidden, output, loss):
    """(a function that makes the network, rate, seed) of every run."""
    rates = numbers("learning_rates", learning_rates, ndim=1).tolist()
    if not rates:
        raise ValueError("learning_rates must hold at least one rate; it is empty.")
    if isinstance(start, Network):
        if seeds is not None:
            raise ValueError(
                "seeds choose random weights, and a given Network has its own; give "
                "sizes, like net.sizes, or leave seeds out."
            )
        return [(lambda: start, rate, -1) for rate in rates]
    if seeds is None:
        raise ValueError("seeds must list the seeds of the random weights.")
    seeds = [whole_number("seeds", seed, at_least=0) for seed in seeds]
    if not seeds:
        raise ValueError("seeds must hold at least one seed; it is empty.")
    several = np.ndim(start[0]) > 0 if len(start) else False

    def maker(sizes, seed):
        return lambda: Network.random(sizes, span, seed, hidden, output, loss)

    return [
        (maker(sizes, seed), rate, seed)
        for sizes, rate, seed in product(start if several else [start], rates, seeds)
    ]


def _row(result, rate, seed):
    last = {
        name: getattr(result.history, name)[-1] if result.epochs else np.nan
        for name in ("loss", "misclassified")
    }
    return (
        rate, seed, result.network.sizes, result.epochs, last["loss"],
        last["misclassified"], result.stopped_by,
    )  # fmt: skip


def _cores():
    """Threads for all cores; plain Python holds them up, so it gets one."""
    return (os.cpu_count() or 1) if compiled.compiles() else 1
