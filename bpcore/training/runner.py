"""The one runner under all training: chunk by chunk, watched, and stopped cleanly.

Where chunks begin and end changes no number.
"""

import time

import numpy as np

from bpcore import compiled
from bpcore.training import conditions
from bpcore.training.matrix_engine import MatrixEngine, better_as_matrices
from bpcore.training.result import Snapshots, TrainingResult, as_history
from bpcore.training.schedules import rates
from bpcore.training.unit_engine import UnitEngine
from bpcore.training.watching import Progress, bar, deferred_interrupt

CHUNK = 0.05  # seconds a chunk should take; none may take longer than 0.1
EPOCHS = 4096  # epochs in a chunk at the most


class Run:
    """A training run under way."""

    def __init__(self, plan):
        self.plan = plan
        self.engine = (MatrixEngine if better_as_matrices(plan) else UnitEngine)(plan)
        self.epoch = 0
        self.rows = []
        self.snapshots = [(0, plan.net)] if plan.record_every else []
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

    def finish(self, watch):
        """Run to the end; returns the TrainingResult."""
        start = time.perf_counter()
        stopped_by = "max_epochs"
        with (
            deferred_interrupt() as interrupted,
            bar("epochs", self.plan.max_epochs, show=watch is None) as shown,
        ):
            while self.epoch < self.plan.max_epochs:
                self._chunk()
                if self.engine.stopped:
                    stopped_by = conditions.NAMES[self.engine.stopped]
                    break
                shown(self.epoch)
                told_to_stop = watch is not None and watch(self._progress(start))
                unfinished = self.epoch < self.plan.max_epochs
                if unfinished and (interrupted or told_to_stop is True):
                    stopped_by = "interrupted"
                    break
        return self._result(stopped_by)

    def history(self):
        """The History so far."""
        return as_history(np.concatenate(self.rows) if self.rows else [])

    def _chunk(self):
        epochs = self._epochs_ahead()
        ahead = rates(self.plan.rate, self.epoch + 1, epochs)
        position, begin = self.engine.position, time.perf_counter()
        ended = self.engine.advance(
            self._next_orders(epochs), ahead, self._presentations
        )
        seconds = time.perf_counter() - begin
        presented = len(ended) * self.plan.tuples + self.engine.position - position
        self._adapt(presented / max(seconds, 1e-9))
        if len(ended):
            self._record(ended, ahead[: len(ended)])

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
            missing = range(epochs - len(self._orders))
            self._orders = np.concatenate(
                [self._orders]
                + [self._shuffler.permutation(self.plan.tuples)[None] for _ in missing]
            )
        return self._orders

    def _adapt(self, presentations_a_second):
        """Size the next chunk by how fast the last one went."""
        self._presentations = int(
            min(4 * self._presentations, CHUNK * presentations_a_second) + 1
        )

    def _record(self, ended, ahead):
        """Note the epochs that ended, at these rates."""
        plan = self.plan
        rows = np.full((len(ended), 6), np.nan)
        rows[:, :3], rows[:, 3] = ended, ahead
        if self._shuffler is not None:
            self._orders = self._orders[len(ended) :]
        if plan.validation is not None:
            rows[:, 4:] = self.engine.evaluate(*plan.validation)
        self.rows.append(rows)
        if plan.record_every:
            self._snap(len(ended), plan.record_every)
        self.epoch += len(ended)

    def _snap(self, ended, every):
        """Keep the networks of the epochs just ended that are to be kept."""
        first = self.epoch - self.epoch % every + every
        for epoch in range(first, self.epoch + ended + 1, every):
            kept = self.engine.kept(epoch - self.epoch - 1)
            self.snapshots.append((epoch, kept))

    def _progress(self, start):
        return Progress(
            epoch=self.epoch,
            max_epochs=self.plan.max_epochs,
            share=self.epoch / self.plan.max_epochs,
            seconds=time.perf_counter() - start,
            _run=self,
        )

    def _result(self, stopped_by):
        diverged = stopped_by == "diverged"
        if diverged or self.engine.position == 0:
            net = self.engine.kept()
        else:
            net = self.engine.sound()
        if self.plan.record_every and self.snapshots[-1][0] != self.epoch:
            self.snapshots.append((self.epoch, self.engine.kept()))
        epochs, networks = (
            zip(*self.snapshots, strict=True) if self.snapshots else ((), ())
        )
        return TrainingResult(
            network=net,
            history=self.history(),
            stopped_by=stopped_by,
            epochs=self.epoch,
            snapshots=Snapshots(epochs, networks),
            diverged_in=self.epoch + 1 if diverged else None,
        )
