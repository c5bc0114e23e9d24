"""The race of lesson 07: case, batches and epoch updating, each at several rates."""

from dataclasses import dataclass

import numpy as np

from bpcore import datasets
from bpcore.network import Network
from bpcore.tables import Table
from bpcore.training import train

SEEDS = range(20)
LIMIT = 0.03  # misclassified: who gets there has arrived
SIZES = (2, 6, 1)


@dataclass(frozen=True)
class Lane:
    """Twenty runs of one way of updating at one rate, a seed each.

    name      how it updates, in words
    rate      the rate l
    passes    how many each run was given
    needed    (seeds,) passes until 3 % were misclassified, infinite if never
    wrong     share misclassified of the validation points, the mean over the seeds
    networks  as they are after all passes
    """

    name: str
    rate: float
    passes: int
    needed: np.ndarray
    wrong: float
    networks: list

    @property
    def median(self):
        """The middle of the passes of all runs; infinite if most never arrive."""
        return float(np.median(self.needed))


def run(name, updating, rates, passes=100, seeds=SEEDS):
    """A Lane for each rate: 400 training points, judged by 2000 others."""
    data, others = datasets.gaussians(400), datasets.gaussians(2000, seed=1)
    lanes = []
    for rate in rates:
        runs = [
            train(
                Network.random(SIZES, 1, seed), data.X, data.T, rate, updating, passes,
                watch=lambda progress: False,
            )
            for seed in seeds
        ]  # fmt: skip
        networks = [one.network for one in runs]
        wrong = np.mean([net.misclassified(others.X, others.T) for net in networks])
        needed = np.array([_needed(one.history.misclassified) for one in runs])
        lanes.append(Lane(name, rate, passes, needed, float(wrong), networks))
    return lanes


def _needed(misclassified):
    there = misclassified <= LIMIT
    return int(there.argmax()) + 1 if there.any() else np.inf


def fresh(lane):
    """Shares misclassified of 10,000 points that nothing was chosen by."""
    data = datasets.gaussians(10_000, seed=2)
    return np.array([net.misclassified(data.X, data.T) for net in lane.networks])


def table(lanes):
    """All lanes, a row each."""
    rows = [
        (lane.name, f"{lane.rate:g}", _passes(lane),
         f"{np.isfinite(lane.needed).sum()} of {len(lane.needed)}",
         f"{lane.wrong:.1%}")
        for lane in lanes
    ]  # fmt: skip
    head = ("updating", "rate l", "median passes", "arrive", "wrong on validation")
    return Table(head, rows, align="lrrrr")


def _passes(lane):
    return f"{lane.median:g}" if np.isfinite(lane.median) else f"over {lane.passes}"


def against(lanes, first):
    """Fresh points: the mean over the seeds, its spread, the paired difference."""
    base, rows = fresh(first), []
    for lane in lanes:
        wrong = fresh(lane)
        apart = 100 * (wrong - base)
        error = apart.std(ddof=1) / len(apart) ** 0.5
        rows.append((
            lane.name, f"{wrong.mean():.2%}", f"{wrong.std(ddof=1):.2%}",
            "" if lane is first else f"{apart.mean():.2f} ± {error:.2f}",
        ))  # fmt: skip
    head = ("updating", "wrong on fresh", "spread", f"points more than {first.name}")
    return Table(head, rows, "10,000 fresh points, 20 seeds", align="lrrr")
