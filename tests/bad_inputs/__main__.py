"""Run the table: see the docstring of the package."""

import argparse
import os
import random
import sys
import warnings
from collections import Counter

from tests.bad_inputs.calls import calls, missing
from tests.bad_inputs.checks import check_calls
from tests.bad_inputs.judging import KINDS, RIGHT, SENTENCE
from tests.bad_inputs.labs import lab_calls
from tests.bad_inputs.running import results


def everything(room=None):
    """Every Call, or those of one room."""
    made = {"labs": lab_calls, "checks": check_calls}
    for make in [made[room]] if room in made else [calls, lab_calls, check_calls]:
        yield from (call for call in make() if room in (None, call.room))
        if make is calls and room is not None:
            return


def tried(chosen, sample=None, seed=0):
    """Yield (call, argument, odd, kind, said) of the calls, or of a sample of them."""
    cases = [case for call in chosen for case in call.cases()]
    if sample is not None and sample < len(cases):
        taken = random.Random(seed).sample(range(len(cases)), sample)
        cases = [cases[place] for place in sorted(taken)]
    for call in dict.fromkeys(call for call, *_ in cases):
        if call.room in ("numbers", "training"):
            call.called_right()
    yield from results(cases)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.bad_inputs")
    parser.add_argument("--room", help="one room of the table alone")
    parser.add_argument("--call", help="calls whose name holds this text alone")
    parser.add_argument("--sample", type=int, help="so many cases alone")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", help="file for the calls that went wrong")
    asked = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    for name in missing():
        print(f"{name} is public, and no call tries it.")
    chosen = [c for c in everything(asked.room) if (asked.call or "") in c.name]
    counted, wrong = {}, 0
    with open(asked.list or os.devnull, "w", encoding="utf-8") as file:
        for call, argument, odd, kind, said in tried(chosen, asked.sample, asked.seed):
            counted.setdefault(call.room, Counter())[kind] += 1
            if kind in (RIGHT, SENTENCE):
                continue
            wrong += 1
            told = f"{call.room} | {kind} | {call.name}({argument}={odd}) → {said}"
            told = told.encode(errors="replace").decode().replace("\n", "⏎")
            print(told, file=file if asked.list else sys.stdout, flush=True)
    print(table(counted))
    return 1 if wrong else 0


def table(counted):
    """The totals by room, as text."""
    rows = [("room", *KINDS, "cases", "clear or right")]
    total = sum(counted.values(), Counter())
    for room, counts in [*counted.items(), ("all", total)]:
        cases = sum(counts.values())
        good = 100 * (counts[RIGHT] + counts[SENTENCE]) / max(cases, 1)
        rows.append((room, *(counts[k] for k in KINDS), cases, f"{good:.1f} %"))
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(str(cell).rjust(w) for cell, w in zip(row, widths, strict=True))
        for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())
