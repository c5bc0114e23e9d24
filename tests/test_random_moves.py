"""Labs moved at random, as one who plays with them would: nothing breaks or sticks.

``python -m tests.test_random_moves 1000`` makes so many moves of each lab.
"""

import sys
from importlib import import_module

import numpy as np
import pytest

import bpcore as bp
from bpcore.labs.kit.controls import Bounded, Choice, Number, Text

NAMES = [n for n in bp.labs.__all__ if n != "Lab"]
MOVES, EVERY = 20, 7
SECONDS = 120  # far more than any of these moves takes
TEXTS = {
    "numbers": (
        "layers 2 2 1\nhidden tanh\nseed 3\ntuple 1 2 -> 1\n",
        "layers 2 3 2\nbiases none\nseed 1\ntuple 0 1 -> 1 0\ntuple 1 1 -> 0 1",
        "layers 1 1\noutput identity\nw12 5\ntheta2 0\ntuple 9 -> -9",
        "layers 2 2",
        "; / % = \n",
    ),
    "points": (
        "0 0 0\n1 1 1\n",
        "0,0,0 / 1,1,1",
        "1e9 0 0\n0 1e9 1",
        "",
        "5 5 1\n5 5 0",
    ),
    "opened": ("", "<i>&", "4-2 hidden units, somewhere else"),
    "path": ("", "no/such/file.csv", "/", "; %41 / x"),
}


class Player:
    """Moves of one lab, the same for the same seed."""

    def __init__(self, name, seed):
        self.make = getattr(bp.labs, name)
        self.short = import_module(f"bpcore.labs.{name}").TRIAL.short
        self.rng = np.random.Generator(np.random.PCG64(seed))
        self.lab = self.make(preset=self.values(self.make()))
        self.settle()

    def settle(self):
        assert self.lab.wait(SECONDS), f"stuck at {self.lab.preset}"

    def value(self, control):
        """Something that a control may be set to."""
        if isinstance(control, Choice):
            return str(self.rng.choice(control.options))
        if isinstance(control, Text):
            return str(self.rng.choice([control.start, *TEXTS[control.name]]))
        most = min(control.high, self.short.get(control.name, control.high))
        if not isinstance(control, Number):  # hidden: how far it has come
            most = min(most, 40)
        share = self.rng.choice([0.0, 1.0, self.rng.random(), self.rng.random()])
        if control.low > 0:
            value = control.low * (most / control.low) ** share
        else:
            value = control.low + share * (most - control.low)
        value = min(max(value, control.low), most)
        return round(value) if control.whole else float(f"{value:.4g}")

    def values(self, lab):
        return {c.name: self.value(c) for c in lab._controls.values()}

    def move(self):
        """Make one move; returns what it was."""
        lab, rng = self.lab, self.rng
        kind = rng.choice(["button", "widget", "set", "paste", "typed"])
        if kind == "button":
            name = str(rng.choice(list(lab._buttons)))
            lab._buttons[name].press()
            return name
        control = lab._controls[str(rng.choice(list(lab._controls)))]
        value = self.value(control)
        if kind == "set" or not control._holders:
            lab.set(**{control.name: value})
        elif kind == "paste":
            lab._front._preset.widget.value = f"{control.name}={control.text(value)}"
        elif kind == "typed" and isinstance(control, Bounded):
            control._box.value = float(rng.choice([value, -1e9, 1e9, 2.5]))
        else:
            holder = control._holders[rng.integers(len(control._holders))]
            holder.value = value
        return kind, control.name, value

    def check(self):
        """Nothing of ours went wrong, and a fresh lab shows the same."""
        self.settle()
        lab, fresh = self.lab, self.make(preset=self.lab.preset)
        assert fresh.wait(SECONDS)
        assert fresh.state == lab.state
        assert "Something went wrong" not in lab.status + fresh.status, lab.status
        lab.set()  # says what it shows, should it have said what it refused
        self.settle()
        assert fresh.status == lab.status
        assert shown(fresh) == shown(lab)
        assert bool(lab.found) == bool(all(shown(lab).values()))


def shown(lab):
    return {name: lab.view(name) for name in lab.views}


def play(name, seed, moves, every):
    """So many moves; ``every`` so many the lab is held against a fresh one."""
    player, made = Player(name, seed), []
    for k in range(moves):
        try:
            made.append(player.move())
            if (k + 1) % every == 0:
                player.check()
        except Exception as fault:
            fault.add_note(f"{name}, seed {seed}, after {made[-5:]}")
            raise
    return player.lab


@pytest.mark.parametrize("name", NAMES)
def test_a_lab_moved_at_random_shows_what_a_fresh_one_shows(name):
    play(name, 0, MOVES, EVERY)


if __name__ == "__main__":
    for name in sys.argv[2:] or NAMES:
        for seed in range(10):
            play(name, 100 + seed, int(sys.argv[1]) // 10, every=5)
            print(name, seed, "done", flush=True)
