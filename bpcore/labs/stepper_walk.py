"""Presentation after presentation of one run, and one moment of it: the walk."""

from bpcore.labs import own_numbers
from bpcore.network import Network
from bpcore.notation import bracketed
from bpcore.tables import digits
from bpcore.tracing.trace import trace

MOST_STEPS = 100_000  # of one presentation, in the largest network
COURSE = 40  # presentations whose loss is drawn
NEAR, FAR = 100, 400  # presentations: between two nets that stay, and nets kept


class Walk:
    """Presentation after presentation from one start, as far as it was asked for.

    ``ends`` is the last presentation that can be calculated, once one could not.
    """

    def __init__(self, text, rate):
        start, self.X, self.T = own_numbers.read(text)
        self.rate, self.ends = rate, None
        self._nets = {0: start}  # before so many presentations
        self._losses = {}  # of the tuple, as it was presented

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

    def course(self, presented):
        """The loss of the last presentations up to this one that were walked."""
        first = max(0, presented - COURSE + 1)
        return [self._losses[n] for n in range(first, presented + 1)
                if n in self._losses]  # fmt: skip

    def _trace(self, presented):
        n = presented % self.tuples
        found = trace(self._nets[presented], self.X[n], self.T[n], self.rate)
        self._losses[presented] = found.loss
        self._losses.pop(presented - 10 * COURSE, None)
        return found


class Shown:
    """One moment of a presentation: what is known by now, and what is active."""

    def __init__(self, presentation, presented, step):
        self.presentation, self.presented, self.step = presentation, presented, step
        self.steps = presentation.steps
        self.past = self.steps[:step]
        self.now = self.past[-1] if self.past else None
        self.hide(False)

    def hide(self, hidden):
        """Keep the result of the present step back, or show it."""
        self.known = self.past[:-1] if hidden else self.past
        self.net = self._net()

    def parts(self, notation):
        """What ``figures.Diagram`` is to show."""
        p, net, now = self.presentation, self.presentation.before, self.now
        outputs = {j: p.output[j] for j in net.units(0)}
        outputs |= {s.unit: s.value for s in self.known if s.quantity == "output"}
        units, connections = _active(now, net)
        return {
            "outputs": outputs,
            "errors": {s.unit: s.value for s in self.known if s.phase == "error"},
            "lit_units": units,
            "lit_connections": connections,
            "phase": now.phase if now else None,
            "flows": _flows(now, connections, -1 if notation == "modern" else 1),
            "notation": notation,
            "target": dict(zip(net.units(len(net.sizes) - 1), p.t, strict=True)),
        }

    def _net(self):
        """The network with the updates made so far."""
        before = self.presentation.before
        weights = [w.copy() for w in before.weights]
        biases = [b.copy() for b in before.biases or ()]
        for s in self.known:
            if s.phase == "update":
                to = s.unit - before.units(s.layer)[0]
                if s.connection:
                    place = s.connection[0] - before.units(s.layer - 1)[0]
                    weights[s.layer - 1][place, to] = s.after
                else:
                    biases[s.layer - 1][to] = s.after
        return Network.sound(weights, biases, before)


def _flows(step, connections, sign):
    """What comes back along each connection to a hidden unit: its slope × an error."""
    if step is None or step.phase != "error" or not connections:
        return None
    blame = {(step.unit, k): (w, err) for k, err, w in step.terms}
    return {
        pair: f"{digits(w, 2)} × {bracketed(digits(sign * err))}"
        for pair, (w, err) in blame.items()
        if pair in connections
    }


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
