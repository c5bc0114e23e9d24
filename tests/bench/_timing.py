"""Timing a few things side by side, so that a busy machine slows all of them."""

import time
from statistics import median


def interleaved(functions, rounds=7):
    """{name: (median seconds, least, most)} of calling each in turn, so many rounds."""
    taken = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            taken[name].append(time.perf_counter() - start)
    return {name: (median(t), min(t), max(t)) for name, t in taken.items()}


def table(title, rows):
    """Print rows of text in columns."""
    print(f"\n{title}")
    widths = [max(len(str(row[k])) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        cells = [str(c).ljust(w) for c, w in zip(row, widths, strict=True)]
        print("  " + "  ".join(cells).rstrip(), flush=True)
