"""Lesson 08, errors in deep networks: a chain of units, and a leaky one."""

from bpcore.checks.exercise import number


@number(
    "err_2",
    hints=[
        "Go back one layer at a time: first the error of unit 4, from unit 5's.",
        "Each layer multiplies by two numbers: the weight that leads on, and the slope "
        "of the unit's own sigmoid.",
        "The given error of unit 5 holds unit 5's slope already.",
    ],
    then="Large weights, and still a quarter of it is left after three layers.",
)
def three_layers_down(
    O_2=0.6, O_3=0.2, O_4=0.7, O_5=0.9, err_5=-0.9,
    w_12=0.9, w_23=2.5, w_34=-4.4, w_45=3.1,
):  # fmt: skip
    r"""A chain of sigmoid units, one a layer: input 1, then units 2, 3, 4, output 5.

    $O_2 = 0.6$, $O_3 = 0.2$, $O_4 = 0.7$, $O_5 = 0.9$; $w_{12} = 0.9$, $w_{23} = 2.5$,
    $w_{34} = -4.4$, $w_{45} = 3.1$; $Err_5 = -0.9$ (cross-entropy, target 0).  Work
    out $Err_2$, to three digits.
    """
    err_4 = O_4 * (1 - O_4) * err_5 * w_45
    err_3 = O_3 * (1 - O_3) * err_4 * w_34
    return O_2 * (1 - O_2) * err_3 * w_23


def _chain(name, says, units=(2, 3, 4), weights=(23, 34, 45), sign=1):
    """Declare a mistake: the slopes of these units, and these weights, multiplied."""

    @three_layers_down.mistake(name, says)
    def _(O_2, O_3, O_4, O_5, err_5, w_12, w_23, w_34, w_45):
        O = {2: O_2, 3: O_3, 4: O_4, 5: O_5}
        w = {12: w_12, 23: w_23, 34: w_34, 45: w_45}
        result = sign * err_5
        for j in units:
            result = result * O[j] * (1 - O[j])
        for ij in weights:
            result = result * w[ij]
        return result


for _j in (2, 3, 4):
    _chain(
        f"one slope missing, {_j}",
        f"the slope of unit {_j}'s own sigmoid is left out",
        [j for j in (2, 3, 4) if j != _j],
    )
_chain("slopes left out", "all slopes O (1 − O) are left out", ())
_chain(
    "wrong layer's weights",
    "each weight is that of the layer before: w₁₂, w₂₃, w₃₄",
    weights=(12, 23, 34),
)
_chain(
    "weight into the unit",
    "w₁₂, which leads into unit 2, stands in place of w₂₃",
    weights=(12, 34, 45),
)
_chain("weights left out", "all weights are left out", weights=())
_chain("derivative twice", "the slope of unit 5 is applied a second time", (2, 3, 4, 5))
_chain("the next units' slopes", "each slope is that of the next unit", (3, 4, 5))
_chain("stopped early", "that is Err₃; one layer is still to go", (3, 4), (34, 45))
_chain("wrong sign", "the sign is turned", sign=-1)


@number(
    "err_4",
    hints=[
        "First what arrives: one product for each unit that unit 4 leads to, added up.",
        "Is the net input above 0 or below? The slope of this unit depends on that "
        "alone.",
    ],
    then="A hundredth. But it is not 0, and the unit can still be moved.",
)
def leaky_error(I_4=-2.5, w_45=1.5, w_46=-2.0, err_5=8.0, err_6=-4.0):
    r"""A hidden unit, number 4, is a leaky ReLU; it leads to units 5 and 6.

    $I_4 = -2.5$, $w_{45} = 1.5$, $w_{46} = -2$, $Err_5 = 8$, $Err_6 = -4$.  Work out
    $Err_4$, to three digits.
    """
    return 0.01 * (err_5 * w_45 + err_6 * w_46)


def _leaky(name, says, slope=lambda I: 0.01, back=lambda a, b: a + b):
    """Declare a mistake: another slope, or less of what arrives by the two ways."""

    @leaky_error.mistake(name, says)
    def _(I_4, w_45, w_46, err_5, err_6):
        return slope(I_4) * back(err_5 * w_45, err_6 * w_46)


_leaky("plain relu", "below 0 the slope is taken as 0: a plain ReLU", lambda I: 0)
_leaky("slope above 0", "the slope is taken as 1, as above 0", lambda I: 1.0)
_leaky(
    "output for slope", "the unit's output, 0.01 · I₄, is taken as its slope",
    lambda I: 0.01 * I,
)  # fmt: skip
_leaky("net input for slope", "the net input is taken as the slope", lambda I: I)
_leaky("slope twice", "the slope is applied twice", lambda I: 0.01**2)
_leaky("one path, 5", "only the way by unit 5 is followed", back=lambda a, b: a)
_leaky("one path, 6", "only the way by unit 6 is followed", back=lambda a, b: b)
_leaky("averaged", "the two ways are averaged", back=lambda a, b: (a + b) / 2)
_leaky("sign lost", "one of the two ways lost its sign", back=lambda a, b: a - b)
