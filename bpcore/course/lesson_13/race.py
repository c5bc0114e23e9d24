"""Lesson 13, the race: four searches on four tasks, at equal evaluations."""

from dataclasses import dataclass, field

import numpy as np

from bpcore import datasets
from bpcore.annealing import anneal
from bpcore.course.lesson_06.one_weight import OneWeightUnit
from bpcore.course.lesson_13 import searches
from bpcore.figures.charts.spread import Spread
from bpcore.network import Network
from bpcore.tables import Table

SEEDS = range(50)  # the settings below were tuned on seeds 1000 to 1019
METHODS = ("backpropagation", "with restarts", "annealing", "random search")


@dataclass(frozen=True)
class Task:
    """Something to learn, and what a search may spend on it.

    start    start(seed) → the network that every search of this seed begins with
    target   the mean loss at which it has arrived
    span     starts and restarts are uniform in ±span
    tuned    the settings of each method, best of a grid on other seeds
    """

    name: str
    X: np.ndarray
    T: np.ndarray
    start: object
    target: float
    evaluations: int
    span: float
    tuned: dict


@dataclass(frozen=True)
class Lane:
    """Fifty searches of one method.

    method     its name
    needed     (seeds,) evaluations to arrival, infinite if that never came
    networks   the best of each search
    """

    method: str
    needed: np.ndarray
    networks: list = field(repr=False)


def cooling(T, evaluations):
    """Geometric cooling from T to a thousandth of it at the end of the budget."""
    return lambda k: T * 0.001 ** ((k - 1) / evaluations)


def xor():
    data = datasets.xor()
    return Task(
        "XOR", data.X, data.T, _networks((2, 2, 1)), 0.01, 3000, 1.0,
        {"backpropagation": {"learning_rate": 2, "momentum": 0.9},
         "with restarts": {"learning_rate": 2, "momentum": 0.9, "epochs": 100},
         "annealing": {"temperature": 0.003, "step": 1},
         "random search": {"span": 80}},
    )  # fmt: skip


def two_basins():
    """Unit A of lesson 06; it arrives within a thousandth of its lower minimum."""
    unit = OneWeightUnit([5, -0.5, 0.5], [0.7, 1, 0.1])
    least = unit.error(np.linspace(-1, 4, 5001)).min() / len(unit.x)

    def start(seed):
        return searches.drawn(Network([[[0.0]]]), 10.0, _generator(seed))

    return Task(
        "two basins", unit.x[:, None], unit.t[:, None], start, 1.001 * least, 600, 10.0,
        {"backpropagation": {"learning_rate": 0.6, "momentum": 0.9},
         "with restarts": {"learning_rate": 60, "momentum": 0.9, "epochs": 2},
         "annealing": {"temperature": cooling(0.1, 600), "step": 1},
         "random search": {"span": 10}},
    )  # fmt: skip


def parity():
    data = datasets.parity(4)
    return Task(
        "parity of 4", data.X, data.T, _networks((4, 8, 1)), 0.01, 9000, 1.0,
        {"backpropagation": {"learning_rate": 0.2, "momentum": 0.9},
         "with restarts": {"learning_rate": 0.2, "momentum": 0.9, "epochs": 800},
         "annealing": {"temperature": cooling(0.001, 9000), "step": 0.3},
         "random search": {"span": 10}},
    )  # fmt: skip


def patients():
    """200 synthetic patients; to arrive is to be as good as a single unit gets."""
    data, bar = scaled(), Network([np.zeros((3, 1))], [[0.0]], loss="cross-entropy")
    for _ in range(30):  # Newton's method, exact for so smooth a valley
        O = bar.predict(data.X)
        Z = np.column_stack([data.X, np.ones(len(data.X))])
        step = np.linalg.solve(Z.T @ (Z * O * (1 - O)), Z.T @ (data.T - O))
        bar = Network([bar.weights[0] + step[:3]], [bar.biases[0] + step[3]],
                      loss="cross-entropy")  # fmt: skip
    return Task(
        "200 patients", data.X, data.T, _networks((3, 4, 1), "cross-entropy"),
        bar.mean_loss(data.X, data.T), 1500, 1.0,
        {"backpropagation": {"learning_rate": 0.3},
         "with restarts": {"learning_rate": 0.3, "epochs": 100},
         "annealing": {"temperature": cooling(0.001, 1500), "step": 0.8},
         "random search": {"span": 2}},
    )  # fmt: skip


def scaled(n=200, seed=0):
    """Synthetic patients, scaled by the 200 that all searches learn from."""
    return datasets.patients(200).scaler().apply(datasets.patients(n, seed))


def search(task, method, seed, to_the_end=False, **instead):
    """One search from the start of a seed; settings may be given instead of the tuned.

    to_the_end   whether it goes on after it has arrived, to spend its whole budget
    """
    how = {**task.tuned[method], **instead}
    net, n = task.start(seed), task.evaluations
    if method == "annealing":
        return anneal(
            net, task.X, task.T, evaluations=n, seed=seed, watch=_silent, **how
        )
    how = {"span": task.span, "target": 0.0 if to_the_end else task.target, **how}
    other = searches.random_search if method == METHODS[3] else searches.restarts
    return other(net, task.X, task.T, evaluations=n, seed=seed, **how)


def run(task, method, seeds=SEEDS, **how):
    """A Lane of one method."""
    runs = [search(task, method, seed, **how) for seed in seeds]
    needed = np.array([searches.arrival(one, task.target) for one in runs])
    return Lane(method, needed, [one.network for one in runs])


def race(task, seeds=SEEDS, **how):
    """A Lane for each of the methods, from the same starts."""
    return [run(task, method, seeds, **how) for method in METHODS]


def table(task, lanes):
    """How many arrive, and by which evaluation a quarter, half … of all have."""
    rows = []
    for lane in lanes:
        arrived, of = np.isfinite(lane.needed).sum(), len(lane.needed)
        ends = [
            np.quantile(lane.needed, q, method="inverted_cdf") for q in (0.25, 0.75)
        ]
        by = ends[0], np.median(lane.needed), ends[1]
        rows.append((lane.method, f"{arrived} of {of}", *map(_count, by)))
    head = ("search", "arrive", "a quarter by", "median", "three quarters by")
    caption = f"{task.name}, {task.evaluations} evaluations"
    return Table(head, rows, caption, align="lrrrr")


def spread(task, lanes, **how):
    """A point a search: the evaluations to arrival; at the top what never arrives."""
    most = task.evaluations
    title = f"{task.name}: evaluations to arrival"
    chart = Spread([lane.method for lane in lanes], most, title, "evaluations", **how)
    return chart.update(*[np.minimum(lane.needed, most) for lane in lanes])


def fresh(task, lanes):
    """Loss on the 200, and 5000 fresh patients: loss, wrong, paired differences."""
    others, base, rows = scaled(5000, seed=1), None, []
    for lane in lanes:
        learned, loss, wrong = (
            np.array([judged(net) for net in lane.networks])
            for judged in (
                lambda net: net.mean_loss(task.X, task.T),
                lambda net: net.mean_loss(others.X, others.T),
                lambda net: 100 * net.misclassified(others.X, others.T),
            )
        )
        base = wrong if base is None else base
        apart = wrong - base
        error = apart.std(ddof=1) / len(apart) ** 0.5
        rows.append((
            lane.method, f"{learned.mean():.3f}", f"{loss.mean():.3f}",
            f"{wrong.mean():.1f} % ± {wrong.std(ddof=1):.1f}",
            "" if wrong is base else f"{apart.mean():+.1f} ± {error:.1f}",
        ))  # fmt: skip
    head = ("search", "loss on the 200", "fresh loss", "fresh wrong (spread)",
            f"points more than {lanes[0].method}")  # fmt: skip
    return Table(head, rows, align="lrrrr")


def _count(evaluations):
    return f"{evaluations:.0f}" if np.isfinite(evaluations) else "never"


def _networks(sizes, loss="squared error"):
    return lambda seed: Network.random(sizes, span=1, seed=seed, loss=loss)


def _generator(seed):
    return np.random.Generator(np.random.PCG64(seed))


def _silent(progress):
    """Watches a run without a bar."""
