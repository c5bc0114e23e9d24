"""What was asked and what was answered: counts and shares of each pair of classes."""

import numpy as np

from bpcore.classes import class_of
from bpcore.figures import given, palette
from bpcore.figures.canvas import Canvas, drawn

DARK = 0.55  # shares from here up are written in white


class ConfusionMatrix(Canvas):
    """A field for each target (down) and answer (across), with its count and share.

    names   of the classes, from class 0

    Shares are of the tuples with that target.  Right answers have a thick frame.
    """

    def __init__(
        self, names=("0", "1"), title="Confusion matrix", width=320, height=300,
        scale=1.0,
    ):  # fmt: skip
        super().__init__(width, height, scale)
        self.names = given.texts("names", names, least=2)
        n = len(self.names)
        self.ax = self.axes(title=title, xlabel="answer", ylabel="target",
                            left=44 + 6.8 * max(4, *map(len, self.names)))  # fmt: skip
        self.ax.set_xticks(range(n), map(drawn, self.names))
        self.ax.set_yticks(range(n), map(drawn, self.names))
        self.ax.tick_params(length=0)
        self._fields = self.moving(
            self.ax.imshow(
                np.zeros((n, n)), cmap="Blues", vmin=0, vmax=1.15, aspect="auto",
                zorder=0,
            )
        )  # fmt: skip
        for k in range(n):
            self.moving(self.ax.add_patch(_frame(k, linewidth=2.4 * scale, zorder=3)))
        size = max(12 - 1.2 * max(n - 2, 0), 6.5) * scale
        self._texts = [
            [
                self.moving(
                    self.ax.text(j, i, "", ha="center", va="center", fontsize=size)
                )
                for j in range(n)
            ]
            for i in range(n)
        ]
        self._note = self.moving(
            self.figure.text(
                1 - 6 * scale / width, 6 * scale / height, "", ha="right", va="bottom",
                fontsize=8.5 * scale, color=palette.VERMILION,
            )
        )  # fmt: skip
        self.update([], [])

    def update(self, T, O):
        """Count these targets and answers, (tuples,) or (tuples, outputs) each.

        One output counts as class 1 from 0.5 up; of several the largest decides.
        """
        n = len(self.names)
        T = given.answers("T", T)
        O = given.answers("O", O, len(T), finite=False)
        for name, values in (("T", T), ("O", O)):
            classes = max(values.shape[1], 2)
            if len(values) and classes != n:
                raise ValueError(
                    f"{name} must tell {n} classes apart, as names do; it tells "
                    f"{classes}."
                )
        answered = np.isfinite(O).all(axis=1)
        self.unanswered = int((~answered).sum())
        self.counts = np.zeros((n, n), dtype=int)
        np.add.at(
            self.counts, (class_of(T)[answered], class_of(O[answered])), 1
        )  # fmt: skip
        rows = self.counts.sum(axis=1, keepdims=True)
        self.shares = self.counts / np.maximum(rows, 1)
        self._fields.set_data(self.shares)
        for i in range(n):
            for j in range(n):
                share = f"{self.shares[i, j]:.0%}" if rows[i, 0] else "none"
                text = self._texts[i][j]
                text.set_text(f"{self.counts[i, j]}\n{share}")
                text.set_color("white" if self.shares[i, j] >= DARK else "black")
        gone = self.unanswered
        self._note.set_text(f"+ {gone} no number" if gone else "")
        return self

    def words(self):
        """What the chart shows, in a sentence a class."""
        total = int(self.counts.sum())
        if not total:
            told = "No answers to count."
        else:
            right = int(np.trace(self.counts))
            told = f"{right} of {total} right ({right / total:.0%}). " + " ".join(
                f"Target {name}: "
                + ", ".join(
                    f"{count} answered {answer}"
                    for answer, count in zip(self.names, row, strict=True)
                )
                + "."
                for name, row in zip(self.names, self.counts, strict=True)
            )
        if self.unanswered:
            told += f" {self.unanswered} without an answer (no longer a number)."
        return told


def _frame(k, **look):
    from matplotlib.patches import Rectangle

    return Rectangle(
        (k - 0.47, k - 0.47), 0.94, 0.94, fill=False, edgecolor=palette.BLACK, **look
    )
