"""The command line: one line a lesson, and an exit code that says whether all went."""

import os
import sys
import time

from tools.lessons import pages, saving
from tools.lessons.files import LeftAlone, find

JOBS = {"save": saving.save, "html": pages.page, "slides": pages.slides}


def main(job, names):
    """Do a job for the lessons that are named, or for all; 1 if one went wrong."""
    failed = []
    for lesson in find(names):
        begin = time.monotonic()
        print(f"{job} {lesson.stem} … ", end="", flush=True)
        try:
            done = JOBS[job](lesson)
        except LeftAlone as reason:
            failed.append(lesson.stem)
            print(f"is left as it is: {reason}")
        except Exception as fault:
            failed.append(lesson.stem)
            print(f"failed and is left as it was:\n{str(fault)[-1500:]}")
        else:
            print(f"{done} in {time.monotonic() - begin:.0f} s", flush=True)
    if failed:
        print(f"Not done: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] not in [[job] for job in JOBS]:
        sys.exit(f"usage: python -m tools.lessons {' | '.join(JOBS)} [lesson …]")
    os.environ["TQDM_DISABLE"] = "1"  # a progress bar would be an output of its own
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit("\ninterrupted; the lesson under way is left as it was")
