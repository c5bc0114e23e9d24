"""The algorithm step by step, on any network: the stepper."""

from bpcore.figures.diagram.painter import diagram_figure
from bpcore.figures.diagram.svg import diagram
from bpcore.figures.showing import png
from bpcore.labs import own_numbers
from bpcore.labs import stepper_views as views
from bpcore.labs.kit.controls import Button, Choice, Number, Text
from bpcore.labs.kit.host import Lab
from bpcore.network import Network, as_tuples
from bpcore.tracing.trace import trace

TEXTBOOK = Network(
    [[[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], [[-0.3], [-0.2]]], [[-0.4, 0.2], [0.1]]
)
SIZE = {"width": 580, "height": 330}
MOST_WALKED = 20_000  # presentations that can be gone through


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
    if X is None or T is None:
        raise TypeError("X and T must be given with a network of your own.")
    X, T = as_tuples(net, X, T)
    walk = Walk(own_numbers.write(net, X, T))
    now = {}

    def draw(state, lab):
        walk.follow(state["numbers"], state["rate"])
        shown = walk.at(state["presented"], state["step"])
        now.update(shown=shown)
        return {
            "diagram": diagram(
                shown.net, f"Step {shown.step} of {len(shown.steps)}", **shown.parts,
                **SIZE,
            ),
            "now": views.now(shown, state["notation"], walk.tuples),
            "units": views.units(shown),
            "connections": views.connections(shown),
        }, views.status(shown, walk.tuples)  # fmt: skip

    def still():
        shown = now["shown"]
        return png(diagram_figure(shown.net, **shown.parts, **SIZE))

    def moved(how):
        def do(state):
            walk.follow(state["numbers"], state["rate"])
            presented, step = how(walk, state["presented"], state["step"])
            return {"presented": min(presented, MOST_WALKED), "step": step}

        return do

    return Lab(
        "The algorithm, step by step",
        [
            ("step", [
                Button("back", "◀ Back", moved(Walk.back), "One step back"),
                Button("next", "Next ▶", moved(Walk.next), "One step on"),
                Button("phase", "Next phase", moved(Walk.next_phase),
                       "On to the next of forward, errors, update"),
                Button("tuple", "Next tuple", moved(Walk.next_tuple),
                       "Finish this presentation and take the next tuple"),
                Button("epoch", "Next epoch", moved(Walk.next_epoch),
                       "Go on to the first tuple of the next epoch"),
                Number("rate", "rate l", learning_rate, 0.001, 100, log=True),
                Choice("notation", "notation", ("textbook", "modern")),
            ]),
        ],
        [["diagram", "now"], ["units", "connections"]],
        draw,
        below=[Text("numbers", "own numbers", walk.text, rows=9, folded=True)],
        hidden={"presented": 0, "step": 0},
        still=still,
        preset=preset,
    )  # fmt: skip


class Walk:
    """Presentation after presentation from one start, as far as it was asked for."""

    def __init__(self, text):
        self.text, self.rate, self._nets = None, None, []
        self.follow(text, 1.0)

    def follow(self, text, rate):
        """Start afresh where the numbers or the rate are others than before."""
        if text != self.text:
            start, self.X, self.T = own_numbers.read(text)
            self.text, self._nets = text, [start]
        if rate != self.rate:
            self.rate, self._nets = rate, self._nets[:1]

    @property
    def tuples(self):
        return len(self.X)

    def at(self, presented, step):
        """What is to be shown after so many presentations and steps."""
        while len(self._nets) <= presented:
            self._nets.append(self._trace(len(self._nets) - 1).after)
        presentation = self._trace(presented)
        return Shown(presentation, presented, min(step, len(presentation.steps)))

    def back(self, presented, step):
        if step > 0:
            return presented, step - 1
        if presented == 0:
            return 0, 0
        return presented - 1, len(self.at(presented - 1, 0).steps)

    def next(self, presented, step):
        if step < len(self.at(presented, 0).steps):
            return presented, step + 1
        return presented + 1, 0

    def next_phase(self, presented, step):
        steps = self.at(presented, 0).steps
        here = steps[step - 1].phase if step else None
        for place in range(step, len(steps)):
            if steps[place].phase != here:
                return presented, place + 1
        return presented + 1, 0

    def next_tuple(self, presented, step):
        return presented + 1, 0

    def next_epoch(self, presented, step):
        return presented + self.tuples - presented % self.tuples, 0

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
        """What ``figures.diagram`` is to show."""
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
