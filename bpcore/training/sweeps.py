"""Many training runs that differ in rate, seed or architecture, over all cores."""

import os
import threading
from contextlib import closing
from itertools import product

import numpy as np

from bpcore import compiled, threads
from bpcore.gradients import as_tuples
from bpcore.inputs import (
    as_sizes,
    boolean,
    listed,
    numbers,
    real_number,
    whole_number,
)
from bpcore.network import Network
from bpcore.training import train
from bpcore.training.watching import as_watch, bar, deferred_interrupt

ROW = np.dtype(
    [
        ("learning_rate", float),
        ("seed", np.int64),
        ("sizes", object),
        ("epochs", np.int64),
        ("loss", float),
        ("misclassified", float),
        ("stopped_by", object),
        ("best_epoch", np.int64),
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
    (of the last epoch that was completed, NaN if none), stopped_by, best_epoch (that
    of the least validation loss, −1 without).
    ``pandas.DataFrame(rows)`` and ``ax.plot("seed", "loss", data=rows)`` take it.
    Every row is what running it alone gives.  What is stopped keeps its finished rows.
    Raises what ``bp.train`` and ``Network.random`` raise.
    """
    stops, caller = as_watch(watch), threading.current_thread()
    if "learning_rate" in training:
        raise TypeError("A sweep takes learning_rates, a list, not one learning_rate.")

    def random(sizes, seed):
        return Network.random(sizes, span, seed, hidden, output, loss)

    boolean("progress", progress)
    runs = _runs(start, learning_rates, seeds, random, X, T)
    rows = np.recarray(len(runs), dtype=ROW)
    done = np.zeros(len(runs), dtype=bool)
    stop = threading.Event()

    def look():
        ended = np.count_nonzero(done)
        shown(ended)
        if stops(ended / len(runs)) or interrupted:
            stop.set()
        return stop.is_set()

    def stopped(_):
        """Between the chunks of a run; in place nobody else can look up."""
        return look() if threading.current_thread() is caller else stop.is_set()

    def run(place):
        make, rate, seed = runs[place]
        try:
            result = train(make(), X, T, learning_rate=rate, watch=stopped, **training)
        except BaseException:
            stop.set()  # those beside it end too
            raise
        if result.stopped_by != "interrupted":
            rows[place] = _row(result, rate, seed)
            done[place] = True

    with (
        deferred_interrupt() as interrupted,
        bar("runs", len(runs), show=progress) as shown,
        closing(threads.pool(run, range(len(runs)), _cores())) as ended,
    ):
        try:
            for _ in ended:
                if look():
                    break
        finally:
            stop.set()
    return rows if done.all() else rows[done]


def _runs(start, learning_rates, seeds, random, X, T):
    """(a function that makes the network, rate, seed) of every run."""
    rates = numbers("learning_rates", learning_rates, ndim=1).tolist()
    if not rates:
        raise ValueError("learning_rates must hold at least one rate; it is empty.")
    for rate in rates:
        real_number("learning_rate", rate, above=0)
    if isinstance(start, Network):
        if seeds is not None:
            raise ValueError(
                "seeds choose random weights, and a given Network has its own; give "
                "sizes, like net.sizes, or leave seeds out."
            )
        return [(lambda: start, rate, -1) for rate in rates]
    architectures, seeds = _architectures(start), _seeds(seeds)
    for sizes in architectures:
        as_tuples(random(sizes, seeds[0]), X, T)  # before any run, not among them

    def maker(sizes, seed):
        return lambda: random(sizes, seed)

    return [
        (maker(sizes, seed), rate, seed)
        for sizes, rate, seed in product(architectures, rates, seeds)
    ]


def _architectures(start):
    """A list of sizes, from one or from several."""
    wanted = "a bp.Network, sizes like (2, 2, 1), or a list of such sizes"
    items = listed("start", start, wanted)
    several = items and isinstance(items[0], list | tuple | np.ndarray)
    return [as_sizes(sizes) for sizes in (items if several else [items])]


def _seeds(seeds):
    if seeds is None:
        raise ValueError("seeds must list the seeds of the random weights.")
    seeds = listed("seeds", seeds, "a list of whole numbers")
    if not seeds:
        raise ValueError("seeds must hold at least one seed; it is empty.")
    return [whole_number("seeds", seed, at_least=0) for seed in seeds]


def _row(result, rate, seed):
    last = {
        name: getattr(result.history, name)[-1] if result.epochs else np.nan
        for name in ("loss", "misclassified")
    }
    return (
        rate, seed, result.network.sizes, result.epochs, last["loss"],
        last["misclassified"], result.stopped_by, result.best_epoch or -1,
    )  # fmt: skip


def _cores():
    """Threads for all cores; plain Python holds them up, so it gets one."""
    return (os.cpu_count() or 1) if compiled.compiles() else 1
