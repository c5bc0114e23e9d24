"""What a touch makes of a number that a picture shows: a weight, a bias, an input."""

from bpcore.labs.kit.controls import Bounded

STEP = 0.1  # of an arrow key, of a notch of the wheel
HINT = (
    "Press a weight or a unit in the picture: arrow keys or the wheel move its number "
    "by 0.1, and a number typed there, or after a double press, sets it."
)
FARTHEST = 1_000_000
KEYS = {"ArrowUp": STEP, "ArrowRight": STEP, "ArrowDown": -STEP, "ArrowLeft": -STEP}


def touched_number(touch, label, value):
    """The new value; the old one where the touch only chooses.

    touch   a press; an arrow key or the wheel, which move by 0.1; or what was typed
    label   what the number is called
    Raises ValueError for a typed text that is no number.
    """
    if touch["kind"] == "typed":
        number = Bounded(label, label, 0.0, -FARTHEST, FARTHEST)
        return number.check(number.read(touch["value"].replace("−", "-")))
    if touch["kind"] == "key":
        return round(value + KEYS.get(touch.get("value"), 0.0), 12)
    return value
