"""The algorithm step by step, on any network: the stepper."""

from functools import lru_cache

import numpy as np

from bpcore.labs import own_numbers
from bpcore.labs import stepper_views as views
from bpcore.labs.kit.controls import Bounded, Button, Choice, Number, Text
from bpcore.labs.kit.given import as_tuples
from bpcore.labs.kit.host import Lab
from bpcore.labs.kit.touched import HINT, touched_number
from bpcore.labs.kit.trial import Trial
from bpcore.labs.stepper_walk import MOST_STEPS, Walk
from bpcore.network import Network
from bpcore.notation import spoken
from bpcore.recurrent.network import RecurrentNetwork, as_sequence, as_targets
from bpcore.tracing.trace import trace

TEXTBOOK = Network(
    [[[0.2, -0.3], [0.4, 0.1], [-0.5, 0.2]], [[-0.3], [-0.2]]], [[-0.4, 0.2], [0.1]]
)
MOST_WALKED = 20_000  # presentations that can be gone through
MOST_UNITS = 200  # of a network in own numbers
TRIAL = Trial(
    dragged="rate l", timed=None, often=("rate", 0.5, 0.7), pressed=("Next ▶", 10),
)  # fmt: skip


def stepper(net=None, X=None, T=None, learning_rate=0.9, preset=None):
    """Step through forward pass, errors and update, number by number.

    net             a ``Network``; the textbook's 3-2-1 network if none is given
    X, T            its tuples, (tuples, inputs) and (tuples, outputs); with the
                    textbook's network (1, 0, 1) → 1, and a second one to go on with.
                    With a ``RecurrentNetwork`` one sequence, (steps, inputs) and
                    (steps, outputs), which is stepped through in time
    learning_rate   l
    preset          see ``Lab``

    Buttons step on and back, to the next phase, tuple and epoch (case updating).  The
    field *own numbers* takes any network as text: see ``bpcore.labs.own_numbers``.
    """
    if net is None:
        net = TEXTBOOK
        X = [[1, 0, 1], [0, 1, 1]] if X is None else X
        T = [[1], [0]] if T is None else T
    numbers = own_numbers.write(net, *_presented(net, X, T))
    own_numbers.read(numbers)  # refuses what they cannot hold
    ends = {}  # where walks have ended: (numbers, rate) -> the last presentation

    def draw(state, lab):
        asked = state["numbers"], state["rate"]
        walk = lab.once("walk", asked, lambda: Walk(*asked), keep=2)
        shown = walk.at(state["presented"], state["step"], lab)
        ends.clear()
        if walk.ends is not None:
            ends[asked] = walk.ends
        notation = state["notation"]
        hidden = state["result"] == "hidden" and not state["revealed"]
        shown.hide(hidden)
        hidden = hidden and shown.now is not None
        place = _chosen(state, shown)
        pictures = {
            "progress": views.progress(shown, walk.tuples),
            "diagram": shown.picture(notation),
            "now": views.now(
                shown, notation, walk.tuples, walk.course(shown.presented), hidden
            ),
            "units": views.units(shown, notation),
            "connections": views.connections(shown, notation),
            "slope": views.slope(shown, place, notation),
        }  # fmt: skip
        found = views.found(shown, walk.tuples)
        if state["presented"] > shown.presented:
            return pictures, views.diverged(shown, walk.tuples), found
        return pictures, views.status(shown, walk.tuples, hidden), found

    def moved(how):
        def do(state):
            phases, tuples = _plan(state["numbers"])
            last = ends.get((state["numbers"], state["rate"]), MOST_WALKED)
            presented = min(state["presented"], last)
            step = len(phases) if presented < state["presented"] else state["step"]
            step = min(step, len(phases))
            kept_back = step and state["result"] == "hidden" and not state["revealed"]
            if how is _next and kept_back:
                return {"revealed": 1}
            presented, step = how(presented, step, phases, tuples)
            return {
                "presented": min(presented, MOST_WALKED), "step": step, "revealed": 0,
                "chosen_from": 0, "chosen_to": 0,
            }  # fmt: skip

        return do

    def play(state):
        return {"playing": 1 - state["playing"]}

    def beat(state):
        """One step on; at the end of what can be walked it stops."""
        there = moved(_next)(state)
        still = all(there.get(k, state[k]) == state[k] for k in there)
        return {"playing": 0} if still else there

    return Lab(
        "The algorithm, step by step",
        [
            ("step", [
                Button("back", "◀ Back", moved(_back), "One step back"),
                Button("next", "Next ▶", moved(_next), "One step on"),
                Button("play", "Play / pause", play, "A step a second, by itself",
                       staged=True),
                Button("phase", "Next phase", moved(_next_phase),
                       "On to the next of forward, errors, update"),
                Button("tuple", "Next tuple", moved(_next_tuple),
                       "Finish this presentation and take the next tuple"),
                Button("epoch", "Next epoch", moved(_next_epoch),
                       "Go on to the first tuple of the next epoch"),
                Number("rate", "rate l", learning_rate, 0.001, 100, log=True),
                Choice("notation", "notation", ("textbook", "modern")),
                Choice("result", "result", ("shown", "hidden")),
            ]),
        ],
        [["progress"], ["diagram", "now"], ["units", "connections", "slope"]],
        draw,
        below=[Text("numbers", "own numbers", numbers, rows=9, folded=True)],
        hidden=[
            Bounded("presented", "presented", 0, 0, MOST_WALKED, whole=True),
            Bounded("step", "step", 0, 0, MOST_STEPS, whole=True),
            Bounded("revealed", "revealed", 0, 0, 1, whole=True),
            Bounded("playing", "playing", 0, 0, 1, whole=True),
            Bounded("chosen_from", "chosen_from", 0, 0, MOST_UNITS, whole=True),
            Bounded("chosen_to", "chosen_to", 0, 0, MOST_UNITS, whole=True),
        ],
        preset=preset,
        frame=_frame,
        touch=_touch,
        beat=beat,
    )  # fmt: skip


def _presented(net, X, T):
    """The tuples, checked; of a recurrent network its one sequence."""
    if not isinstance(net, RecurrentNetwork):
        return as_tuples(net, X, T, None)
    X = as_sequence(X, net)
    return X[None], as_targets(T, net, len(X))[None]


def _frame(slots):
    """Buttons, where we are, network and line in sight together; the rest folded."""
    c = slots.control
    buttons = "".join(map(c, ("back", "next", "play", "phase", "tuple", "epoch")))
    tables = {"units": "all units", "connections": "all weights",
              "slope": "check this slope"}  # fmt: skip
    more = f'<div class="bp-row">{c("notation")}{c("result")}</div>{slots.foot()}'
    shown = {v: slots.view(v) for v in tables}
    shown["slope"] += slots.hint(HINT)
    folds = "".join(slots.fold(words, shown[v]) for v, words in tables.items())
    return (
        f'<div class="bp-row">{buttons}<span style="flex:1"></span>{c("rate")}</div>'
        f'<div style="margin:4px 0">{slots.view("progress")}</div>'
        '<div style="display:flex;flex-wrap:wrap;gap:6px 10px;align-items:stretch">'
        f"{slots.view('diagram', 'flex:0 1 440px', keyed=True)}"
        f"{slots.view('now', 'flex:1 1 350px;min-width:0')}</div>"
        f"{slots.status()}"
        f'<div class="bp-folds">{folds}'
        f"{slots.fold('notation, result, reset, preset', more)}"
        f"{c('numbers')}</div>"
    )


def _chosen(state, shown):
    """The weight (i, j) or the bias j whose slope is checked: chosen, or the step's."""
    step = shown.now
    i, j = state["chosen_from"], state["chosen_to"]
    receivers = [shown.unit(place) for place in shown.presentation.error]
    if j in receivers:
        if i in shown.senders(j):
            return i, j
        if i == 0 and shown.biased:
            return j
    if step is not None and step.phase == "update":
        return step.connection or step.unit
    j = step.unit if step is not None else receivers[0]
    return shown.senders(j)[0], j


def _touch(touch, state):
    """A weight or bias is chosen; arrow keys and the wheel move it, typing sets it."""
    kind, *units = touch["act"].split()
    if kind not in ("weight", "unit"):
        return {}
    i, j = map(int, ("0", *units)[-2:])
    chosen = {"chosen_from": i, "chosen_to": j}
    if touch["kind"] not in ("key", "typed"):
        return chosen
    net, _, _ = own_numbers.read(state["numbers"])
    value = net.weight(i, j) if i else net.bias(j)
    label = spoken("weight", i, j) if i else spoken("bias", j)
    by = touched_number(touch, label, value) - value
    chosen["numbers"] = own_numbers.with_moved(state["numbers"], i or None, j, by)
    if touch["kind"] == "typed" and state["presented"]:  # what is typed is to be seen
        chosen |= {"presented": 0, "step": 0}
    return chosen


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
