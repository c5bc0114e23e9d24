"""Where an axis is ticked, and how its numbers are written."""

import math
from itertools import pairwise

from bpcore.tables import raised

ROUND = (1, 2, 5, 10)  # ticks at multiples of these
MOST_DECADES = 9  # with a tick each


def even(low, high, most=6, whole=False):
    """((value, text), …) at round places of a linear axis."""
    from matplotlib.ticker import MaxNLocator

    found = MaxNLocator(max(most, 1), steps=ROUND, integer=whole, min_n_ticks=2)
    slack = 1e-9 * (high - low)
    values = [
        0.0 if abs(v) < slack else float(v)
        for v in found.tick_values(low, high)
        if low - slack <= v <= high + slack
    ]
    values = values[:: math.ceil(len(values) / (most + 1))]  # at least two, so too many
    return tuple(zip(values, numbers(values), strict=True))


def decades(low, high, most=MOST_DECADES):
    """((value, text), …) of a logarithmic axis: powers of ten, and 1, 2, 5 of few."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    near = high <= 100 * low
    every = max(1, math.ceil((last - first + 1) / most))
    values = [
        k * 10.0**power
        for power in range(first, last + 1, every)
        for k in ((1, 2, 5) if near else (1,))
    ]
    values = [v for v in values if low * (1 - 1e-9) <= v <= high * (1 + 1e-9)]
    plain = all(1e-4 <= v <= 1e5 for v in values)
    return tuple((v, short(v) if plain else power_of_ten(v)) for v in values)


def numbers(values):
    """Texts of evenly spaced numbers, with as many decimals as tell them apart."""
    most = max(map(abs, values), default=0.0)
    step = min((b - a for a, b in pairwise(values)), default=most)
    texts = [short(v) for v in values]
    if (most >= 1e4 or 0 < most < 1e-3) and len(set(texts)) == len(texts):
        return texts
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 0
    return [f"{v:.{decimals}f}".replace("-", "−") for v in values]


def short(value):
    """A number in the fewest digits: 0.05, 20k, 3·10⁶."""
    if 1e4 <= abs(value) < 1e6 and value % 1000 == 0:
        return f"{value / 1000:g}k".replace("-", "−")
    if value == 0 or 1e-4 <= abs(value) < 1e6:
        return f"{value:g}".replace("-", "−")
    return power_of_ten(value)


def power_of_ten(value):
    """A number as a power of ten, or so many times one."""
    power = math.floor(math.log10(abs(value)) + 1e-9)
    head, text = abs(value) / 10.0**power, f"10{raised(power)}"
    text = text if abs(head - 1) < 1e-6 else f"{head:g}·{text}"
    return f"−{text}" if value < 0 else text
