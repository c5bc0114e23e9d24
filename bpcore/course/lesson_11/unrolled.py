"""Lesson 11: a network with feedback, run for n steps and unrolled backward."""

import numpy as np

from bpcore.activations import SIGMOID, activate_all


def unrolled_gradient(W, I, targets, steps):
    """Slopes of ½ Σ (T − O)² by W after so many steps from 0, through time.

    W, I, targets   as for ``bp.fixed_point_gradient``; the last step alone has targets
    """
    W, I, T = (np.asarray(array, dtype=float) for array in (W, I, targets))
    outputs = [np.zeros(len(I))]
    for _ in range(steps):
        outputs.append(activate_all(SIGMOID, outputs[-1] @ W + I))
    arrives = np.where(np.isnan(T), 0.0, T - outputs[-1])
    slopes = np.zeros_like(W)
    for before, O in zip(outputs[-2::-1], outputs[:0:-1], strict=True):
        err = O * (1 - O) * arrives
        slopes -= np.outer(before, err)
        arrives = W @ err
    return slopes
