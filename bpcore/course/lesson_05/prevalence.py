"""Lesson 05: people of whom another share is ill than of those trained on."""

import numpy as np


def with_share_ill(patients, share):
    """All patients without diabetes, and as many with it as make up that share."""
    healthy = np.flatnonzero(patients.T[:, 0] == 0)
    ill = np.flatnonzero(patients.T[:, 0] == 1)
    wanted = round(len(healthy) * share / (1 - share))
    return patients.take(np.concatenate([healthy, ill[:wanted]]))


def corrected(O, share):
    """What answers of a network trained on balanced patients mean among others."""
    odds = O / (1 - O) * share / (1 - share)
    return odds / (1 + odds)
