"""Presentation after presentation of one run, and one moment of it: the walk."""

from bpcore.figures.diagram.picture import Diagram
from bpcore.figures.diagram.unrolled import UnrolledDiagram
from bpcore.labs import own_numbers
from bpcore.network import Network
from bpcore.notation import bracketed, symbol
from bpcore.nudged import moved
from bpcore.recurrent.loops import Unrolled
from bpcore.recurrent.nudged import moved_in_time
from bpcore.tables import digits
from bpcore.tracing.in_time import SequencePresentation
from bpcore.tracing.trace import trace

SIZE = {"width": 440, "height": 290}
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
        kind = ShownInTime if isinstance(presentation, SequencePresentation) else Shown
        return kind(presentation, presented, min(step, len(presentation.steps)))

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

    item = "tuple"  # what is presented

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

    @property
    def outputs(self):
        """{place: output} of all that is known by now, inputs included."""
        p, first = self.presentation, self.presentation.before.sizes[0]
        given = {j: o for j, o in p.output.items() if self.unit(j) <= first}
        return given | {s.place: s.value for s in self.known if s.quantity == "output"}

    @property
    def targets(self):
        """{place: target} of the output units."""
        p = self.presentation
        return dict(zip(p.before.units(len(p.before.sizes) - 1), p.t, strict=True))

    def senders(self, j):
        """The units that lead to unit j."""
        return [i for i, to in self.presentation.weight_increment if to == j]

    @property
    def biased(self):
        """Whether the units have biases."""
        return self.presentation.before.biases is not None

    def slope(self, i, j):
        """−Err_j · O_i, or −Err_j where i is None: in words, and as a number."""
        p = self.presentation
        if i is None:
            return f"−{symbol('error', j)}", -p.error[j]
        words = f"−{symbol('error', j)} · {symbol('output', i)}"
        return words, -p.error[j] * p.output[i]

    def nudged(self, i, j, by):
        """The loss with w_ij, or θ_j where i is None, moved by so much."""
        p = self.presentation
        return trace(self._moved(p.before, i, j, by), p.x, p.t, 0.0).loss

    _moved = staticmethod(moved)

    @staticmethod
    def unit(place):
        """The unit of a place; see ``Step.place``."""
        return place

    def label(self, place):
        """What a place is called in a table."""
        return str(place)

    def says(self, tuples):
        """Which tuple of which epoch is presented."""
        return (
            f"epoch {self.presented // tuples + 1}, tuple "
            f"{self.presented % tuples + 1} of {tuples}, step {self.step} of "
            f"{len(self.steps)}"
        )

    def picture(self, notation):
        """The network, as far as it is known."""
        return Diagram(
            self.net, f"Step {self.step} of {len(self.steps)}", **self.parts(notation),
            **SIZE,
        )  # fmt: skip

    def parts(self, notation):
        """What the diagram is to show."""
        now = self.now
        units, connections = _active(now)
        return {
            "outputs": self.outputs,
            "errors": {s.place: s.value for s in self.known if s.phase == "error"},
            "lit_units": units,
            "lit_connections": connections,
            "phase": now.phase if now else None,
            "flows": _flows(now, connections, -1 if notation == "modern" else 1),
            "notation": notation,
            "target": self.targets,
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


class ShownInTime(Shown):
    """The same of a sequence: a place is a unit and a time."""

    item, biased = "sequence", True
    _moved = staticmethod(moved_in_time)

    def slope(self, i, j):
        where = {"unit": j} if i is None else {"connection": (i, j)}
        terms = self.presentation.step("update", **where).terms
        words = f"−Σ {symbol('error', j, time='t')}"
        if i is not None:
            sent = "t" if terms[0][0] == terms[0][3] else "t − 1"
            words += f" · {symbol('output', i, time=sent)}"
        return words, -sum(err * (gave[0] if gave else 1.0) for _, err, *gave in terms)

    @staticmethod
    def unit(place):
        return place[0]

    def label(self, place):
        return "{}, {}".format(*place)

    def says(self, tuples):
        t = "" if self.now is None or self.now.time is None else f"t = {self.now.time}"
        return ", ".join([
            f"epoch {self.presented + 1}", *[t] * bool(t),
            f"line {self.step} of {len(self.steps)}",
        ])  # fmt: skip

    @property
    def targets(self):
        p = self.presentation
        first = p.before.units(2)[0]
        return {
            (first + k, t): v for t, row in enumerate(p.t, 1) for k, v in enumerate(row)
        }

    def picture(self, notation):
        return UnrolledDiagram(
            self.net, f"Line {self.step} of {len(self.steps)}",
            steps=len(self.presentation.x), **self.parts(notation), **SIZE,
        )  # fmt: skip

    def parts(self, notation):
        time = self.now.time if self.now else None
        return super().parts(notation) | {"time": time}

    def _net(self):
        u = Unrolled(self.presentation.before)
        for s in self.known:
            if s.phase == "update" and s.connection:
                u.w[s.connection] = s.after
            elif s.phase == "update":
                u.theta[s.unit] = s.after
        return u.network(u.w, u.theta)


def _flows(step, connections, sign):
    """What comes back along each connection to a hidden unit: its slope × an error."""
    if step is None or step.phase != "error" or not connections:
        return {}
    blame = {
        (step.place, (k, *at) if at else k): (w, err) for k, err, w, *at in step.terms
    }
    return {
        pair: f"{digits(w, 2)} × {bracketed(digits(sign * err))}"
        for pair, (w, err) in blame.items()
        if pair in connections
    }


def _active(step):
    """The places and connections that a step is about."""
    if step is None:
        return (), ()
    if step.phase == "update":
        return _moved(step)
    others = [(i, *at) if at else i for i, _, _, *at in step.terms]
    if step.quantity == "error":
        return (step.place,), [(step.place, k) for k in others]
    return (step.place,), [(i, step.place) for i in others]


def _moved(step):
    """The same of an update; in a sequence it is about every step."""
    if not step.terms:
        return ((), [step.connection]) if step.connection else ((step.unit,), ())
    if not step.connection:
        return [(step.unit, t) for t, _ in step.terms], ()
    i, j = step.connection
    return (), [((i, s), (j, t)) for t, _, _, s in step.terms if s]
