"""The one runner under all training: chunk by chunk, watched, and stopped cleanly.

Where chunks begin and end changes no number.
"""

import time

import numpy as np

from bpcore import compiled
from bpcore.training.conditions import (
    CONDITIONS,
    DIVERGED,
    GO_ON,
    RATE,
    VALIDATION_LOSS,
    VALIDATION_MISCLASSIFIED,
)
from bpcore.training.history import Record
from bpcore.training.inner_loop import twins
from bpcore.training.matrix_engine import MatrixEngine, better_as_matrices
from bpcore.training.result import Snapshots, TrainingResult
from bpcore.training.schedules import rates
from bpcore.training.unit_engine import UnitEngine
from bpcore.training.watching import Progress, as_watch, bar, deferred_interrupt

CHUNK = 0.05  # seconds a chunk should take; none may take longer than 0.1
EPOCHS = 4096  # epochs in a chunk at the most


class Run:
    """A training run under way.

    plan     what is asked for: a ``Plan``, or one with the same attributes
    engine   what presents tuples and keeps networks; for a ``Plan`` the faster one
    """

    def __init__(self, plan, engine=None):
        if engine is None:
            engine = (MatrixEngine if better_as_matrices(plan) else UnitEngine)(plan)
        self.plan, self.engine = plan, engine
        self.record = Record()
        self.stopped_by = None
        self.snapshots = [(0, plan.net)] if plan.record_every else []
        self._best = plan.net  # where patience is asked for, that of the best epoch
        self._before = 0  # epochs before the last chunk that ended any
        self._shuffler = (
            None
            if plan.shuffle is None
            else np.random.Generator(np.random.PCG64(plan.shuffle))
        )
        # By row the orders of the epochs ahead; without a shuffle one serves all.
        self._orders = np.arange(plan.tuples)[None]
        if self._shuffler is not None:
            self._orders = self._orders[:0]
        # In a chunk: a few milliseconds' worth, then what CHUNK seconds hold.
        self._presentations = 32
        if compiled.compiles():
            self._presentations += 400_000 // plan.net.parameters

    @property
    def epoch(self):
        """Epochs completed."""
        return self.record.epochs

    def finish(self, watch):
        """Run to the end; returns the TrainingResult."""
        stops, start = as_watch(watch), time.perf_counter()
        with (
            deferred_interrupt() as interrupted,
            bar("epochs", self.plan.max_epochs, show=watch is None) as shown,
        ):
            while not self.stopped_by and self.epoch < self.plan.max_epochs:
                self._chunk()
                shown(self.epoch)
                if self.stopped_by:
                    break
                if stops(self._progress(start)):
                    interrupted.append(True)
                if interrupted and self.epoch < self.plan.max_epochs:
                    self.stopped_by = "interrupted"
        return self._result()

    def _chunk(self):
        epochs, position = self._epochs_ahead(), self.engine.position
        ahead = rates(self.plan.learning_rate, self.epoch + 1, epochs)
        orders = self._next_orders(len(ahead))
        begin = time.perf_counter()
        ended = self.engine.advance(orders, ahead, self._presentations)
        seconds = time.perf_counter() - begin
        presented = len(ended) * self.plan.tuples + self.engine.position - position
        self._adapt(presented / max(seconds, 1e-9))
        if len(ended):
            self._add(ended, ahead[: len(ended)])
        if self.engine.stopped == DIVERGED:
            self.stopped_by = self.stopped_by or "diverged"

    def _epochs_ahead(self):
        """How many epochs the next chunk may end."""
        plan = self.plan
        return min(
            self.engine.room if plan.keeps_each else EPOCHS,
            plan.max_epochs - self.epoch,
            1 + self._presentations // plan.tuples,
        )

    def _next_orders(self, epochs):
        """The order of the tuples in each of the epochs ahead."""
        if self._shuffler is not None:
            shuffle, tuples = self._shuffler.permutation, self.plan.tuples
            missing = range(epochs - len(self._orders))
            # Not concatenated: rows side by side may come out column by column.
            self._orders = np.array(
                [*self._orders, *(shuffle(tuples) for _ in missing)]
            )
        return self._orders

    def _adapt(self, presentations_a_second):
        """Size the next chunk by how fast the last one went."""
        self._presentations = int(
            min(4 * self._presentations, CHUNK * presentations_a_second) + 1
        )

    def _add(self, figures, ahead):
        """Add the epochs that ended, at these rates, up to one that ends the run.

        Validation is measured only now, so the engine may have gone beyond that one.
        """
        plan, self._before = self.plan, self.epoch
        figures[:, RATE] = ahead
        if self._shuffler is not None:
            self._orders = self._orders[len(figures) :]
        if plan.validation is not None:
            figures[:, VALIDATION_LOSS : VALIDATION_MISCLASSIFIED + 1] = (
                self.engine.evaluate(*plan.validation)
            )
            self.record.count_since_best(figures)
        epochs, number = twins().first_met(figures, plan.limits)
        if number != GO_ON:
            self.stopped_by = CONDITIONS[number - 1].name
        self.record.add(figures[:epochs])
        if plan.record_every:
            self._snap(plan.record_every)
        if plan.patient and self.record.best_epoch > self._before:
            self._best = self._kept(self.record.best_epoch)

    def _snap(self, every):
        """Keep the networks of the epochs just added that are to be kept."""
        first = self._before - self._before % every + every
        for epoch in range(first, self.epoch + 1, every):
            self.snapshots.append((epoch, self._kept(epoch)))

    def _kept(self, epoch):
        """The network at the end of an epoch of the last chunk that ended any."""
        return self.engine.kept(epoch - self._before - 1)

    def _progress(self, start):
        return Progress(
            epoch=self.epoch,
            max_epochs=self.plan.max_epochs,
            share=self.epoch / self.plan.max_epochs,
            seconds=time.perf_counter() - start,
            _run=self,
        )

    def _result(self):
        if self.plan.record_every and self.snapshots[-1][0] != self.epoch:
            self.snapshots.append((self.epoch, self._kept(self.epoch)))
        epochs, networks = (
            zip(*self.snapshots, strict=True) if self.snapshots else ((), ())
        )
        return TrainingResult(
            network=self._network(),
            history=self.record.history(),
            stopped_by=self.stopped_by or "max_epochs",
            epochs=self.epoch,
            snapshots=Snapshots(epochs, networks),
            best_epoch=self.record.best_epoch,
            diverged_in=self.epoch + 1 if self.stopped_by == "diverged" else None,
        )

    def _network(self):
        """The network that the run hands out: what it has learned when it ends."""
        if self.stopped_by == "patience":
            return self._best
        if self.stopped_by == "interrupted":
            return self.engine.sound()
        return self._kept(self.epoch)
