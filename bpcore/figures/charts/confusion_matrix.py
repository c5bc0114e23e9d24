"""What was asked and what was answered: counts and shares of each pair of classes."""

import numpy as np

from bpcore.classes import class_of
from bpcore.figures import given, palette
from bpcore.figures.chart import Chart
from bpcore.figures.plot import TICK, Axis, frame
from bpcore.figures.shapes import Area, Words, letters

DARK = 0.55  # shares from here up are written in white
INSIDE = 0.47  # from the middle of a field to its frame


class ConfusionMatrix(Chart):
    """A field for each target (down) and answer (across), with its count and share.

    names   of the classes, from class 0

    Shares are of the tuples with that target.  Right answers have a thick frame.
    """

    def __init__(
        self, names=("0", "1"), title="Confusion matrix", width=320, height=300,
        scale=1.0,
    ):  # fmt: skip
        super().__init__(title, width, height, scale)
        self.names = given.texts("names", names, least=2)
        n = len(self.names)
        ticks = tuple(enumerate(self.names))
        self.frame = frame(
            self.size, Axis(-0.5, n - 0.5, "answer", ticks=ticks),
            Axis(n - 0.5, -0.5, "target", ticks=ticks), self.title,
            left=40, scale=self.scale,
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
        np.add.at(self.counts, (class_of(T)[answered], class_of(O[answered])), 1)
        self.shares = self.counts / np.maximum(self.counts.sum(1, keepdims=True), 1)
        places = [(i, j) for i in range(n) for j in range(n)]
        fields = [shape for place in places for shape in self._field(*place)]
        frames = [
            Area(self._corners(k, k), palette.BLUE, 0.0, palette.INK, 3.2 * self.scale)
            for k in range(n)
        ]
        self.shapes = (*fields, *frames, *self._note())
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

    def _corners(self, i, j):
        x = [j - INSIDE, j + INSIDE, j + INSIDE, j - INSIDE]
        return self.frame.place(x, [i - INSIDE, i - INSIDE, i + INSIDE, i + INSIDE])

    def _field(self, i, j):
        """A field, the darker the larger its share, with its count and its share."""
        share = float(self.shares[i, j])
        corners = self._corners(i, j)
        yield Area(corners, palette.BLUE, 0.05 + 0.9 * share)
        x, y = corners.mean(axis=0).tolist()
        wide, tall = np.ptp(corners, axis=0).tolist()
        color = palette.WHITE if share >= DARK else palette.INK
        lines = [
            str(self.counts[i, j]),
            f"{share:.0%}" if self.counts[i].any() else "none",
        ]
        longest = max(letters(line, 1.0) for line in lines)
        size = min(16 * self.scale, 0.9 * wide / longest, tall / 2.6)
        for line, k in zip(lines, (-0.6, 0.6), strict=True):
            yield Words(x, y + k * size, line, size, color)

    def _note(self):
        """How many have no answer, under the matrix."""
        if not self.unanswered:
            return ()
        s, (_, _, right, _) = self.scale, self.frame.box
        note = f"+ {self.unanswered} no number"
        return (
            Words(right, self.frame.height - 12 * s, note, s * TICK, palette.VERMILION,
                  "end"),
        )  # fmt: skip
