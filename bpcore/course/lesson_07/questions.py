"""Questions of lesson 7: what stopping means, seeds, minima, and a fair race."""

import numpy as np

from bpcore import datasets
from bpcore.labs.convergence import convergence
from bpcore.labs.quiz import question
from bpcore.network import Network
from bpcore.training import train


@question(
    "Small increments mean that the network …",
    {
        "has learned": "It may have. It may as well stand on a plateau or be "
        "saturated.",
        "has stopped moving at this rate": "That is all they say; the rate is a "
        "factor in every increment.",
        "stands in a minimum": "Increments are also small where the slope is small "
        "for other reasons.",
    },
    answer="has stopped moving at this rate",
)
def small_increments():
    """A rate so small that the first epoch already ends the run."""
    xor, start = datasets.xor(), Network.random((2, 2, 1), span=0.5, seed=0)
    run = train(
        start, xor.X, xor.T, learning_rate=0.002, min_change=0.001, max_epochs=50
    )
    learned = run.network.misclassified(xor.X, xor.T) == 0
    if run.stopped_by == "min_change" and not learned:
        return "has stopped moving at this rate"
    return "has learned"


@question(
    "The slowest run that arrives needs about …",
    {
        "300 epochs": "The start matters more than that.",
        "1000 epochs": "Most are done by then, but not all.",
        "20 000 epochs": "A few sit on a plateau for a very long time and then "
        "leave it.",
    },
    answer="20 000 epochs",
)
def slowest_run():
    """The seed among the lesson's 300 that takes longest to arrive."""
    xor = datasets.xor()
    run = train(
        Network.random((2, 2, 1), seed=173), xor.X, xor.T, learning_rate=2.0,
        max_epochs=20_000, max_misclassified=0.0,
    )  # fmt: skip
    there = run.stopped_by == "max_misclassified"
    if there and run.epochs > 10_000:
        return "20 000 epochs"
    return "1000 epochs" if run.epochs > 500 else "300 epochs"


@question(
    "At a local minimum, the share of tiny nudges that lower the loss is …",
    {
        "none": "That is what a minimum means: every direction leads up.",
        "about a half": "That is a slope: half of all directions lead down it.",
        "nearly all": "That would be a maximum.",
    },
    answer="none",
)
def nudges_at_a_minimum():
    """An identity unit on real patients, at its one minimum, nudged 200 ways."""
    data = datasets.gaussians()
    X = np.column_stack([data.X, np.ones(len(data))])
    best = np.linalg.lstsq(X, data.T, rcond=None)[0]

    def loss(p):
        net = Network([p[:2]], [p[2]], output="identity")
        return net.mean_loss(data.X, data.T)

    nudges = np.random.Generator(np.random.PCG64(0)).uniform(-1e-3, 1e-3, (200, 3, 1))
    lower = np.mean([loss(best + nudge) < loss(best) for nudge in nudges])
    return "none" if lower == 0 else "nearly all" if lower > 0.8 else "about a half"


@question(
    "Fewest passes, each at its own best rate:",
    {
        "case updating": "Hundreds of small corrections a pass, each made with "
        "fresh weights.",
        "epoch updating": "One long step a pass; a longer one overshoots.",
        "no difference": "There would be none if the rate could be raised without "
        "limit.",
    },
    answer="case updating",
)
def fewest_passes():
    data, fewest = datasets.gaussians(200), {}
    for how in ("case", "epoch"):
        epochs = [
            train(
                Network.random((2, 6, 1), span=1, seed=seed), data.X, data.T,
                learning_rate=rate, updating=how, max_epochs=60, max_misclassified=0.03,
            ).epochs
            for rate in (0.02, 0.1, 0.5)
            for seed in range(2)
        ]  # fmt: skip
        fewest[how] = np.median(np.reshape(epochs, (3, 2)), axis=1).min()
    if fewest["case"] == fewest["epoch"]:
        return "no difference"
    return f"{min(fewest, key=fewest.get)} updating"


def _ends(lab, **state):
    """Which condition ends the lab's run, in which epoch, and what is wrong then."""
    lab.set(**state)
    lab.wait()
    return lab.found


@question(
    "The threshold for the increments is raised from 0.02 to 0.3. That condition …",
    {
        "lets it run longer": "A higher threshold is easier to stay below.",
        "ends it sooner, just as well learned": "Sooner, yes. But at the start of "
        "a run the increments are small too, and nothing is learned yet.",
        "ends it before anything is learned": "In the first epoch no increment "
        "reaches 0.3, and the run is over.",
    },
    answer="ends it before anything is learned",
    lab=True,
)
def a_looser_threshold():
    lab = convergence()
    tight, loose = _ends(lab, max_wrong=0.0), _ends(lab, min_change=0.3)
    earlier = loose["epoch"] < tight["epoch"]
    if earlier and loose["misclassified"] > 0.4:
        return "ends it before anything is learned"
    return "ends it sooner, just as well learned" if earlier else "lets it run longer"


@question(
    "You ask for no misclassified point at all, within 300 epochs. The condition …",
    {
        "ends the run a little later": "It would if the four clouds did not touch.",
        "is never met": "The clouds overlap: a point that lies among the others "
        "is misclassified by every smooth boundary.",
        "ends the run as before": "Before, 3 % were allowed, and those few points "
        "are the hard ones.",
    },
    answer="is never met",
    lab=True,
)
def none_misclassified():
    lab = convergence()
    before, end = _ends(lab), _ends(lab, max_wrong=0.0)
    if end["ended_by"] == "max_epochs":
        return "is never met"
    later = end["epoch"] > before["epoch"]
    return "ends the run a little later" if later else "ends the run as before"
