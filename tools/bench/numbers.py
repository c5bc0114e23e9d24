"""How fast the numbers are: ratios against peers, measured in the same run.

``python3 run.py bench``.  Nothing here passes or fails a test; goals are printed, and
once more at the end.
"""

import os
import platform

from bpcore import compiled
from tools.bench import (
    _batches,
    _case_updating,
    _deep,
    _footprint,
    _sweeping,
    _through_time,
)
from tools.bench._timing import goal, summary

__all__ = ["goal", "main"]

PARTS = (
    _case_updating.beside_peers,
    _case_updating.cost_of_an_epoch,
    _batches.beside_peers,
    _batches.overtaking,
    _batches.overtaking_in_plain_python,
    _through_time.beside_peers,
    _deep.beside_peers,
    _sweeping.sweeps,
    _footprint.imports,
    _footprint.memory,
)


def main():
    """Measure everything."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, loops "
        f"{'compiled' if compiled.compiles() else 'in plain Python'}.\nMedians and "
        "quartiles; ratios are taken round by round between neighbours."
    )
    for place, part in enumerate(PARTS, 1):
        print(f"\n[{place}/{len(PARTS)}]", end="", flush=True)
        part()
    summary()


if __name__ == "__main__":
    main()
