"""What a lab looks like: on the stage where anywidget is, else in core ipywidgets."""

import os
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bpcore.labs.kit.controls import Button


@dataclass(frozen=True)
class Parts:
    """What a lab consists of; see ``Lab`` for what each is.

    frame   frame(slots) → HTML that lays the lab out on the stage; None for rows
    """

    title: str
    rows: list
    views: list
    below: list
    reset: Button
    frame: Callable | None = None


def front(parts, hear):
    """The front of a lab; BPCORE_STAGE=0 does without the stage."""
    if os.environ.get("BPCORE_STAGE", "1") == "0" or not _anywidget():
        from bpcore.labs.kit.core import CoreFront

        return CoreFront(parts, hear)
    from bpcore.labs.kit.stage import StageFront

    return StageFront(parts, hear)


@cache
def _anywidget():
    """Whether anywidget is here and works."""
    try:
        import anywidget  # noqa: F401
    except Exception:  # what an ill-fitting version raises is not ours to know
        return False
    return True


class Ears:
    """What a front tells its lab, which it must not keep alive."""

    def __init__(self, lab):
        self._lab = weakref.ref(lab)

    def __getattr__(self, what):
        """``hear.pressed("next")`` calls ``lab._hear_pressed("next")``, if it lives."""
        held = self._lab

        def tell(*arguments):
            lab = held()
            if lab is not None:
                getattr(lab, f"_hear_{what}")(*arguments)

        return tell
