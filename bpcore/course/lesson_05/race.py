"""Lesson 05: who else could tell, each set up on validation and asked once on the test.

Every candidate takes (train, validation, seed), scaled, and returns a function that
says of each row of X whether it is class 1.
"""

import numpy as np

from bpcore.network import Network
from bpcore.tables import Table
from bpcore.training import train as train_network

RATES, UNITS, EPOCHS = (0.05, 0.1, 0.2), (6,), 200


def dealt(patients, seed):
    """Training, validation and test part, 2 : 1 : 1, as they were measured."""
    rest, test = patients.split(seed=seed)
    return *rest.split(seed=seed, test_share=1 / 3), test


def parts(patients, seed):
    """The three parts, scaled by the first."""
    train, validation, test = dealt(patients, seed)
    scaler = train.scaler()
    return [scaler.apply(part) for part in (train, validation, test)]


def right(says, data):
    """The share of a data set for which what is said is right."""
    return float((says(data.X) == (data.T[:, 0] == 1)).mean())


def majority(train, validation, seed):
    more = train.T.mean() > 0.5
    return lambda X: np.full(len(X), more)


def glucose(train, validation, seed):
    """One threshold on glucose, the best on the training patients."""
    g, ill = train.X[:, 2], train.T[:, 0] == 1
    values = np.unique(g)
    best = values[np.argmax([((g >= v) == ill).mean() for v in values])]
    return lambda X: X[:, 2] >= best


def logistic_regression(train, validation, seed):
    from sklearn.linear_model import LogisticRegression

    return _fitted(LogisticRegression(), train)


def tree(train, validation, seed):
    """Its depth is chosen on the validation patients."""
    from sklearn.tree import DecisionTreeClassifier

    return _best(
        (DecisionTreeClassifier(max_depth=d, random_state=seed) for d in (2, 4, 6, 8)),
        train, validation,
    )  # fmt: skip


def forest(train, validation, seed):
    """20 trees; how many patients a leaf must hold is chosen on validation."""
    from sklearn.ensemble import RandomForestClassifier

    return _best(
        (RandomForestClassifier(20, min_samples_leaf=n, random_state=seed)
         for n in (4, 12)),
        train, validation,
    )  # fmt: skip


def untuned_network(train, validation, seed):
    """Lesson 04's: 4 and 2 hidden units, rate 0.05, 100 epochs."""
    start = Network.random((3, 4, 2, 1), seed=seed, loss="cross-entropy")
    run = train_network(start, train.X, train.T, learning_rate=0.05, max_epochs=100)
    return _says(run.network)


def tuned_network(train, validation, seed):
    """Rate and epoch are those of the least validation loss."""
    runs = [stopped(train, validation, UNITS, rate, seed) for rate in RATES]
    return _says(min(runs, key=_least).network)


def stopped(train, validation, units, rate, seed):
    """A run that ends with the network of the least validation loss."""
    start = Network.random((3, *units, 1), seed=seed, loss="cross-entropy")
    return train_network(
        start, train.X, train.T, learning_rate=rate, max_epochs=EPOCHS,
        validation=(validation.X, validation.T), patience=EPOCHS - 1,
    )  # fmt: skip


def validation_loss(train, validation, units, rate, seeds=range(3)):
    """The least validation loss of a setting, its mean over a few seeds."""
    return float(
        np.mean([_least(stopped(train, validation, units, rate, s)) for s in seeds])
    )


def corrected_error(differences, tested, trained):
    """The standard error of a mean over overlapping splits (Nadeau & Bengio).

    differences      one a split
    tested, trained  how many patients of each split test, and how many learned
    """
    variance = np.var(differences, ddof=1)
    return float(np.sqrt(variance * (1 / len(differences) + tested / trained)))


def _least(run):
    return run.history.validation_loss.min()


def _fitted(model, train):
    model.fit(train.X, train.T[:, 0])
    return lambda X: model.predict(X) == 1


def _best(models, train, validation):
    """Of several fitted models that with the most validation patients right."""
    return max((_fitted(m, train) for m in models), key=lambda s: right(s, validation))


def _says(net):
    return lambda X: net.predict(X)[:, 0] >= 0.5


METHODS = (
    majority, glucose, logistic_regression, tree, forest, untuned_network,
    tuned_network,
)  # fmt: skip
VERSIONED = ("tree", "forest")  # their digits depend on scikit-learn's version


def run(patients, seeds, methods=METHODS):
    """{method: the shares right on the test parts}, all on the same deals."""
    scores = {method.__name__.replace("_", " "): [] for method in methods}
    for seed in seeds:
        train, validation, test = parts(patients, seed)
        for name, method in zip(scores, methods, strict=True):
            scores[name].append(right(method(train, validation, seed), test))
    return scores


def table(scores):
    """Mean and spread of each method; no spread where it depends on a version."""
    rows = [
        (
            name,
            f"{np.mean(shares):.0%}",
            "" if name in VERSIONED else f"{min(shares):.0%} to {max(shares):.0%}",
        )
        for name, shares in scores.items()
    ]
    deals = len(next(iter(scores.values())))
    return Table(
        ("method", "right, mean", f"over {deals} deals"), rows, "Test patients"
    )
