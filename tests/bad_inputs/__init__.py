"""What comes back when every public function is handed what it can not take.

    python -m tests.bad_inputs                      the whole table, by room
    python -m tests.bad_inputs --room labs          one room
    python -m tests.bad_inputs --sample 1000        some of it
    python -m tests.bad_inputs --list failures.txt  the calls that went wrong, too

Each argument of each function takes every odd value in turn, the others being right.
What comes back is a right result, one clear sentence, or a fault: see ``judging.py``.
"""
