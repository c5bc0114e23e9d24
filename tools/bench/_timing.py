"""Timing a few things side by side, so that a busy machine slows all of them."""

import time

import numpy as np
from tqdm import tqdm

REACHED = []  # the goals of this run: (sentence, whether reached)


def interleaved(functions, rounds=9, pause=0.0):
    """{name: seconds of every round}, calling each in turn, so many rounds.

    pause   seconds before each: threads of a matrix product go on spinning for a
            while after it and would be in the way of whoever comes next
    """
    taken = {name: [] for name in functions}
    for _ in tqdm(range(rounds), "measuring", leave=False, delay=2):
        for name, function in functions.items():
            time.sleep(pause)
            start = time.perf_counter()
            function()
            taken[name].append(time.perf_counter() - start)
    return {name: np.array(seconds) for name, seconds in taken.items()}


def ratio(seconds, base):
    """Median of the ratio round by round, which shares what slowed the round."""
    return float(np.median(seconds / base))


def table(title, rows):
    """Print rows of text in columns."""
    print(f"\n{title}")
    widths = [max(len(str(row[k])) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        cells = [str(c).ljust(w) for c, w in zip(row, widths, strict=True)]
        print("  " + "  ".join(cells).rstrip(), flush=True)


def compared(title, times, unit, scale, base):
    """Print each one's time and its ratio to the base, median and quartiles.

    times    {name: seconds of every round}
    unit     what a second times scale is
    """
    rows = [("", unit, "quartiles", f"× {base}", "quartiles")]
    for name, seconds in times.items():
        here = scale * seconds
        ratios = seconds / times[base]
        rows.append((name, *_spread(here), *_spread(ratios)))
    table(title, rows)


def _spread(values):
    low, middle, high = np.quantile(values, (0.25, 0.5, 0.75))
    places = 3 if middle < 1 else 2 if middle < 100 else 0
    return f"{middle:.{places}f}", f"{low:.{places}f} … {high:.{places}f}"


def goal(what, measured, limit, at_least=False):
    """Print whether a goal was reached, and note it for the end."""
    reached = measured >= limit if at_least else measured <= limit
    sign = "≥" if at_least else "≤"
    text = (
        f"goal: {what} {sign} {limit:g}; measured {measured:.4g}: "
        f"{'reached' if reached else 'NOT reached'}"
    )
    REACHED.append((text, reached))
    print(f"  {text}", flush=True)


def summary():
    """Print all goals of this run again."""
    print(f"\n{sum(r for _, r in REACHED)} of {len(REACHED)} goals reached")
    for text, _ in REACHED:
        print(f"  {text}")
