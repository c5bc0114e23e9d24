"""Lesson 08: scikit-learn's handwritten digits as a data set, and a picture of some."""

import numpy as np

from bpcore.datasets.dataset import DataSet
from bpcore.figures.chart import Chart
from bpcore.figures.plot import Axis, Frame
from bpcore.figures.shapes import Shade, Words
from bpcore.network import Network
from bpcore.training import train

ABOUT = (
    "Real: handwritten digits, 8 by 8 pixels from 0 to 1 (Alpaydin & Kaynak 1998), as "
    "bundled with scikit-learn."
)
SIDE = 8  # pixels of an image


def images():
    """1,797 images of digits: 64 inputs from 0 to 1, ten targets, one a digit."""
    from sklearn.datasets import load_digits

    study = load_digits()
    names = [f"row {n // SIDE + 1}, column {n % SIDE + 1}" for n in range(SIDE * SIDE)]
    return DataSet(
        study.data / 16, np.eye(10)[study.target], names, [""] * SIDE**2, "digit",
        ABOUT,
    )  # fmt: skip


def validated(data, sizes, hidden, span, rate, splits=range(5), epochs=10):
    """Share of a validation part misread after training, one number a split.

    The validation part is a quarter of the training part; the test part stays shut.
    """
    wrong = []
    for split in splits:
        A, V = data.split(seed=split)[0].split(seed=split)
        net = Network.random(sizes, span, split, hidden, loss="cross-entropy")
        run = train(net, A.X, A.T, rate, 10, max_epochs=epochs, shuffle=split)
        wrong.append(run.network.misclassified(V.X, V.T))
    return np.array(wrong)


class Images(Chart):
    """Images in a row, a line of words under each.

    X   images, (images, 64), from 0 for paper to 1 for ink
    """

    def __init__(self, X, labels, title="Digits", size=72):
        super().__init__(title, (size + 8) * len(X) + 12, size + 36, 1.0)
        self.labels = [str(label) for label in labels]
        whole = (0, 0, *self.size)
        self.frame = Frame(*self.size, 1.0, Axis(0, 1), Axis(0, 1), whole)
        pixels = np.round(255 * np.asarray(X)).astype(int).reshape(-1, SIDE, SIDE)
        grey = np.arange(255, -1, -1, dtype=np.uint8)
        shades = np.stack([grey, grey, grey, np.full(256, 255, np.uint8)], axis=1)
        self.shapes = ()
        for k, (image, label) in enumerate(zip(pixels, self.labels, strict=True)):
            left = 10 + k * (size + 8)
            self.shapes += (
                Shade(image, shades, False, (left, 6, left + size, 6 + size)),
                Words(left + size / 2, size + 20, label, 13.0),
            )

    def words(self):
        """What the images are labelled."""
        return f"{self.title}: {', '.join(self.labels)}."
