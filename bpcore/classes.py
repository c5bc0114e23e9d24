"""Which class outputs stand for, and whether it is that of the targets.

One output unit: class 1 from 0.5 up, else class 0.  Several: the place of the largest
output, the first of those that are equally large.  What is not a number counts as
below 0.5, and of several as the largest.
"""

import numpy as np

MIDDLE = 0.5


def class_of(answers):
    """The class, from 0, of outputs or targets (…, output units)."""
    if answers.shape[-1] == 1:
        return (answers[..., 0] >= MIDDLE).astype(int)
    return answers.argmax(axis=-1)


def misclassified(O, T):
    """How many tuples the outputs put into another class than the targets do."""
    return np.count_nonzero(class_of(O) != class_of(T), axis=-1)


def misclassifies(O, T, first_output):
    """1.0 if one tuple is misclassified, else 0.0: the twin for compiled loops.

    O, first_output   as in ``algorithm.py``;  T  the targets of the output units
    """
    if len(T) == 1:
        return 1.0 if (O[first_output] >= MIDDLE) != (T[0] >= MIDDLE) else 0.0
    o = 0
    t = 0
    for n in range(1, len(T)):
        value, largest = O[first_output + n], O[first_output + o]
        if value > largest or (value != value and largest == largest):
            o = n
        if T[n] > T[t]:
            t = n
    return 1.0 if o != t else 0.0
