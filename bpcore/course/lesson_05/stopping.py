"""Lesson 04, the bug hunt: which of the two curves may choose the epoch."""

import numpy as np

from bpcore.checks.function_exercise import function


def _curves(rng):
    """Validation losses that dip twice; test losses lowest at another epoch."""
    dips = np.array([0.9, 0.7, 0.76, 0.6, 0.5, 0.57, 0.65, 0.8])
    tests = np.array([0.92, 0.75, 0.7, 0.5, 0.64, 0.6, 0.68, 0.85])
    jitter = [np.round(rng.uniform(0.0, 0.02, 8), 3) for _ in range(6)]
    return [
        [dips + jitter[0], tests + jitter[1]],
        [dips[1:] + jitter[2][1:], tests[1:] + jitter[3][1:]],
        [dips[:-1] + jitter[4][:-1], tests[:-1] + jitter[5][:-1]],
    ]


def _stop(validation_loss, test_loss, at):
    return [at + 1, test_loss[at]]


@function(
    cases=_curves,
    hints=[
        "Which of the two curves may decide when to stop, and which only reports?",
        "The first epoch is number 1, but np.argmin counts places from 0.",
    ],
    stub="""
    import numpy as np


    def early_stopping(validation_loss, test_loss):
        best = np.argmin(test_loss)
        return best, test_loss[best]
    """,
    then="The test set was looked at once, when everything was decided.",
)
def early_stopping(validation_loss, test_loss):
    """Repair this choice of the epoch to stop at; two things are wrong with it.

    `validation_loss` and `test_loss` hold one loss for each epoch 1, 2, 3 …  Return the
    number of the epoch with the lowest validation loss, and the test loss there.
    """
    best = np.argmin(validation_loss)
    return best + 1, test_loss[best]


@early_stopping.mistake("leak", "the test set chooses the epoch, and then scores it")
def _(validation_loss, test_loss):
    return _stop(validation_loss, test_loss, np.argmin(test_loss))


@early_stopping.mistake("counted from 0", "epochs are counted from 0")
def _(validation_loss, test_loss):
    best = np.argmin(validation_loss)
    return best, test_loss[best]


@early_stopping.mistake("both", "both faults are still there")
def _(validation_loss, test_loss):
    best = np.argmin(test_loss)
    return best, test_loss[best]


@early_stopping.mistake("off by one", "the test loss is that of the epoch after")
def _(validation_loss, test_loss):
    best = np.argmin(validation_loss)
    return best + 1, test_loss[best + 1]


@early_stopping.mistake("last epoch", "the last epoch is taken, not the best")
def _(validation_loss, test_loss):
    return _stop(validation_loss, test_loss, len(test_loss) - 1)


@early_stopping.mistake("first dip", "it stops at the first rise, before a lower dip")
def _(validation_loss, test_loss):
    return _stop(validation_loss, test_loss, np.argmax(np.diff(validation_loss) > 0))


@early_stopping.mistake(
    "validation loss", "the validation loss is reported as the test's"
)
def _(validation_loss, test_loss):
    return _stop(validation_loss, validation_loss, np.argmin(validation_loss))
