"""What a ``draw`` may ask of its lab: keep what it made, train, tell how far it is."""

import time
from contextlib import contextmanager

from bpcore.annealing import anneal
from bpcore.recurrent import train_through_time
from bpcore.training import train
from bpcore.training.sweeps import sweep

TELL_AFTER = 0.4  # seconds a move takes before there is a word on its progress
TELL_EVERY = 0.25  # seconds between two words


class Overtaken(Exception):
    """A newer move has made this one pointless."""


class Move:
    """One move being drawn.

    kept        what ``once`` has made for this lab, {name: {key: value}}
    overtaken   overtaken() → whether a newer move has come
    tell        tell(words, share) says how far a long move is
    show        show(pictures, status, found, enough) shows what is there already
    """

    def __init__(self, kept, overtaken, tell, show):
        self._kept, self._overtaken, self._tell, self._show = (
            kept, overtaken, tell, show,
        )  # fmt: skip
        self._begin = self._told_at = time.perf_counter()
        self._doing, self._done, self._of = "Training", 0, 1
        self.computing = 0.0  # seconds spent in training

    def once(self, name, key, make, keep=1):
        """What ``make()`` returned for this key; made anew for another one.

        name   what it is; of each, the last ``keep`` are kept
        key    all that ``make`` depends on
        """
        kept = self._kept.setdefault(name, {})
        value = kept.pop(key) if key in kept else make()
        kept[key] = value  # the youngest stands last
        while len(kept) > keep:
            del kept[next(iter(kept))]
        return value

    def has(self, name, key):
        """Whether ``once`` has made this already."""
        return key in self._kept.get(name, ())

    def train(self, net, X, T, **how):
        """``bp.train`` as part of a move: a newer one ends it, its progress shows."""
        with self._computing():
            return train(net, X, T, watch=self._watch, **how)

    def train_through_time(self, net, sequences, **how):
        """``bp.train_through_time`` as part of a move, as ``train``."""
        with self._computing():
            return train_through_time(net, sequences, watch=self._watch, **how)

    def anneal(self, net, X, T, **how):
        """``bp.anneal`` as part of a move, as ``train``."""
        with self._computing():
            return anneal(net, X, T, watch=lambda p: self.progress(p.share), **how)

    def sweep(self, start, X, T, rates, seeds, **how):
        """``bp.sweep`` as part of a move: a newer one ends it, its progress shows."""
        with self._computing():
            return sweep(
                start, X, T, rates, seeds, progress=False, watch=self.progress, **how
            )

    def each(self, items, doing):
        """The items one by one, as parts of one long piece of work.

        items   a sequence
        doing   what is done, for the status line, such as "Training other seeds"
        """
        before = self._doing, self._done, self._of
        self._doing, self._of = doing, len(items)
        try:
            for self._done, item in enumerate(items):
                self.progress(0.0)
                yield item
        finally:
            self._doing, self._done, self._of = before

    def progress(self, share, more=""):
        """Note how much of this part is done; ends a move that was overtaken."""
        if self._overtaken():
            raise Overtaken
        now = time.perf_counter()
        if now - self._begin > TELL_AFTER and now - self._told_at > TELL_EVERY:
            self._told_at = now
            share = (self._done + share) / self._of
            self._tell(f"{self._doing} … {share:.0%}{more}", share)

    def so_far(self, pictures, status, found, enough=False):
        """Show what is there already, before the part that takes long.

        enough   whether a lesson may be stored with it: the rest will say nothing else
        """
        self._show(pictures, status, found, enough)

    def _watch(self, progress):
        epoch = f" (epoch {progress.epoch} of {progress.max_epochs})"
        self.progress(progress.share, epoch if self._of == 1 else "")

    @contextmanager
    def _computing(self):
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.computing += time.perf_counter() - begin
