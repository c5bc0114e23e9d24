"""The algorithm step by step, on any network: the stepper."""

from functools import lru_cache

import numpy as np

from bpcore.figures.diagram.picture import Diagram
from bpcore.labs import own_numbers
from bpcore.labs import stepper_views as views
from bpcore.labs.kit.controls import Bounded, Button, Choice, Number, Text
from bpcore.labs.kit.given import as_tuples
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.trial import Trial
from bpcore.network import Network
from bpcore.tracing.trace import trace

TEXTBOOK = Network(
    [[[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], [[-0.3], [-0.2]]], [[-0.4, 0.2], [0.1]]
)
SIZE = {"width": 580, "height": 330}
MOST_WALKED = 20_000  # presentations that can be gone through
MOST_STEPS = 100_000  # of one presentation, in the largest network
NEAR, FAR = 100, 400  # presentations: between two nets that stay, and nets kept
TRIAL = Trial(
    dragged="rate l", timed=None, often=("rate", 0.5, 0.7), pressed=("Next ▶", 10),
)  # fmt: skip


def stepper(net=None, X=None, T=None, learning_rate=0.9, preset=None):
    """Step through forward pass, errors and update, number by number.

    net             a ``Network``; the textbook's 3-2-1 network if none is given
    X, T            its tuples, (tuples, inputs) and (tuples, outputs); with the
                    textbook's network (1, 0, 1) → 1, and a second one to go on with
    learning_rate   l
    preset          see ``Lab``

    Buttons step on and back, to the next phase, tuple and epoch (case updating).  The
    field *own numbers* takes any network as text: see ``bpcore.own_numbers``.
    """
    if net is None:
        net = TEXTBOOK
        X = [[1, 0, 1], [0, 1, 1]] if X is None else X
        T = [[1], [0]] if T is None else T
    numbers = own_numbers.write(net, *as_tuples(net, X, T, None))
    own_numbers.read(numbers)  # refuses what they cannot hold
    ends = {}  # where walks have ended: (numbers, rate) -> the last presentation

    def draw(state, lab):
        asked = state["numbers"], state["rate"]
        walk = lab.once("walk", asked, lambda: Walk(*asked), keep=2)
        shown = walk.at(state["presented"], state["step"], lab)
        ends.clear()
        if walk.ends is not None:
            ends[asked] = walk.ends
        pictures = {
            "diagram": Diagram(
                shown.net, f"Step {shown.step} of {len(shown.steps)}", **shown.parts,
                **SIZE,
            ),
            "now": views.now(shown, state["notation"], walk.tuples),
            "units": views.units(shown),
            "connections": views.connections(shown),
        }  # fmt: skip
        found = views.found(shown, walk.tuples)
        if state["presented"] > shown.presented:
            return pictures, views.diverged(shown, walk.tuples), found
        return pictures, views.status(shown, walk.tuples), found

    def moved(how):
        def do(state):
            phases, tuples = _plan(state["numbers"])
            last = ends.get((state["numbers"], state["rate"]), MOST_WALKED)
            presented = min(state["presented"], last)
            step = len(phases) if presented < state["presented"] else state["step"]
            presented, step = how(presented, min(step, len(phases)), phases, tuples)
            return {"presented": min(presented, MOST_WALKED), "step": step}

        return do

    return Lab(
        "The algorithm, step by step",
        [
            ("step", [
                Button("back", "◀ Back", moved(_back), "One step back"),
                Button("next", "Next ▶", moved(_next), "One step on"),
                Button("phase", "Next phase", moved(_next_phase),
                       "On to the next of forward, errors, update"),
                Button("tuple", "Next tuple", moved(_next_tuple),
                       "Finish this presentation and take the next tuple"),
                Button("epoch", "Next epoch", moved(_next_epoch),
                       "Go on to the first tuple of the next epoch"),
                Number("rate", "rate l", learning_rate, 0.001, 100, log=True),
                Choice("notation", "notation", ("textbook", "modern")),
            ]),
        ],
        [["diagram", "now"], ["units", "connections"]],
        draw,
        below=[Text("numbers", "own numbers", numbers, rows=9, folded=True)],
        hidden=[
            Bounded("presented", "presented", 0, 0, MOST_WALKED, whole=True),
            Bounded("step", "step", 0, 0, MOST_STEPS, whole=True),
        ],
        preset=preset,
    )  # fmt: skip


@lru_cache(4)
def _plan(text):
    """(the phase of each step of a presentation, tuples) of own numbers."""
    net, X, T = own_numbers.read(text)
    steps = trace(net, np.zeros_like(X[0]), np.zeros_like(T[0]), 0.0).steps
    return tuple(step.phase for step in steps), len(X)


# What the buttons do: from where to where, in (presentations made, steps made).


def _back(presented, step, phases, tuples):
    if step == 0 < presented:
        return presented - 1, len(phases)
    return presented, max(step - 1, 0)


def _next(presented, step, phases, tuples):
    if step < len(phases):
        return presented, step + 1
    return presented + 1, 0


def _next_phase(presented, step, phases, tuples):
    here = phases[step - 1] if step else None
    for place in range(step, len(phases)):
        if phases[place] != here:
            return presented, place + 1
    return presented + 1, 0


def _next_tuple(presented, step, phases, tuples):
    return presented + 1, 0


def _next_epoch(presented, step, phases, tuples):
    return presented + tuples - presented % tuples, 0


class Walk:
    """Presentation after presentation from one start, as far as it was asked for.

    ``ends`` is the last presentation that can be calculated, once one could not.
    """

    def __init__(self, text, rate):
        start, self.X, self.T = own_numbers.read(text)
        self.rate, self.ends = rate, None
        self._nets = {0: start}  # before so many presentations

    @property
    def tuples(self):
        return len(self.X)

    def at(self, presented, step, lab):
        """What is to be shown after so many presentations and steps.

        Where the weights grow beyond all bounds, the last presentation before that,
        complete.  Raises ValueError where that is none.
        """
        if self.ends is not None and presented > self.ends:
            presented, step = self.ends, MOST_STEPS
        first = max(n for n in self._nets if n <= presented)
        for n in lab.each(range(first, presented), "Walking"):
            following = self._following(n)
            if following is None:
                return self.at(presented, step, lab)
            self._keep(n + 1, following)
        try:
            presentation = self._trace(presented)
        except ValueError:
            if presented == 0:
                raise
            self.ends = presented - 1
            return self.at(presented, step, lab)
        return Shown(presentation, presented, min(step, len(presentation.steps)))

    def _following(self, n):
        """The network after a presentation; None, and the end noted, where none is."""
        try:
            return self._trace(n).after
        except ValueError:
            if n == 0:
                raise
            self.ends = n - 1
            return None

    def _keep(self, n, net):
        """Keep a network; of those far from here only some."""
        self._nets[n] = net
        if len(self._nets) > FAR + n // NEAR:
            self._nets = {
                k: v
                for k, v in self._nets.items()
                if k % NEAR == 0 or abs(n - k) <= NEAR
            }

    def _trace(self, presented):
        n = presented % self.tuples
        return trace(self._nets[presented], self.X[n], self.T[n], self.rate)


class Shown:
    """One moment of a presentation: what is known by now, and what is active."""

    def __init__(self, presentation, presented, step):
        self.presentation, self.presented, self.step = presentation, presented, step
        self.steps = presentation.steps
        self.past = self.steps[:step]
        self.now = self.past[-1] if self.past else None
        self.net = self._net()

    @property
    def parts(self):
        """What ``figures.Diagram`` is to show."""
        p, net, now = self.presentation, self.presentation.before, self.now
        outputs = {j: p.output[j] for j in net.units(0)}
        outputs |= {s.unit: s.value for s in self.past if s.quantity == "output"}
        units, connections = _active(now, net)
        return {
            "outputs": outputs,
            "errors": {s.unit: s.value for s in self.past if s.phase == "error"},
            "lit_units": units,
            "lit_connections": connections,
            "phase": now.phase if now else None,
            "target": dict(zip(net.units(len(net.sizes) - 1), p.t, strict=True)),
        }

    def _net(self):
        """The network with the updates made so far."""
        before = self.presentation.before
        weights = [w.copy() for w in before.weights]
        biases = [b.copy() for b in before.biases or ()]
        for s in self.past:
            if s.phase == "update":
                to = s.unit - before.units(s.layer)[0]
                if s.connection:
                    place = s.connection[0] - before.units(s.layer - 1)[0]
                    weights[s.layer - 1][place, to] = s.after
                else:
                    biases[s.layer - 1][to] = s.after
        return Network.sound(weights, biases, before)


def _active(step, net):
    """The units and connections that a step is about."""
    if step is None:
        return (), ()
    if step.quantity == "net input":
        return (step.unit,), [(i, step.unit) for i in net.units(step.layer - 1)]
    if step.quantity == "error" and step.layer < len(net.sizes) - 1:
        return (step.unit,), [(step.unit, k) for k in net.units(step.layer + 1)]
    if step.connection:
        return (), [step.connection]
    return (step.unit,), ()
