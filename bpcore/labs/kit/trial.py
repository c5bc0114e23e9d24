"""What tests and benchmarks do with a lab; each lab's module holds one, ``TRIAL``."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Trial:
    """The facts about a lab that only those need who try it from outside.

    dragged   label of a slider whose end the preset alone brings back, picture and all
    timed     label of the slider whose moves are timed; None: the button ``pressed``
    often     (control, a value, another): quick enough for hundreds of moves
    pressed   label of a button that changes what is shown, and how often it is pressed
              before the sliders are tried; None where sliders do alone
    short     {control: largest value}, for tests whose runs must not take long
    """

    dragged: str
    timed: str | None
    often: tuple
    pressed: tuple | None = None
    short: dict = field(default_factory=dict)
