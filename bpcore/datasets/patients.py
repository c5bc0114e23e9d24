"""Synthetic patients: drawn from published means and spreads, no one's data."""

import numpy as np

from bpcore.datasets.dataset import DataSet
from bpcore.inputs import whole_number

NAMES = ("age", "BMI", "glucose")
MEASURED_IN = ("years", "kg/m²", "mg/dL")

# Mean and standard deviation of each input without and with diabetes: the Pima study
# (Smith et al. 1988), zeros of BMI and glucose left out as missing.
MEANS = np.array([[31.2, 30.9, 110.6], [37.1, 35.4, 142.3]])
SPREADS = np.array([[11.7, 6.6, 24.8], [11.0, 6.6, 29.6]])

# Each input is a shifted log-normal: this is the value it never falls to.  Nobody in
# the study was under 21; BMI and glucose have floors that no living adult is below.
FLOORS = np.array([20.5, 12.0, 35.0])

MOST = 1_000_000  # patients

# Beyond this many standard deviations the underlying normal numbers are bent back.
LONGEST_TAIL = 2.0

# Correlation of the underlying normal numbers within a group: older and heavier
# patients have somewhat higher glucose.  About what the Pima study shows.
CORRELATION = np.array([[1.0, 0.05, 0.2], [0.05, 1.0, 0.15], [0.2, 0.15, 1.0]])

ABOUT = (
    "Synthetic: made by a random generator from the means and spreads that the Pima "
    "study published for women with and without diabetes. Nobody was measured. "
    "As many with diabetes as without: a network trained on this balance gives "
    "probabilities that are too high where fewer are ill (35 % in that study). "
    "Glucose partly defines the diagnosis, so predicting it from glucose is partly "
    "reading it off."
)


def patients(n=1000, seed=0):
    """Synthetic patients, half of them with diabetes: age, BMI, glucose → 0 or 1.

    n      how many, 20 to 1,000,000; with an odd number one more is without diabetes
    seed   whole number; the same seed gives the same patients everywhere

    Group means and spreads follow the figures above; ages are whole years from 21,
    BMI is rounded to 0.1 kg/m², glucose to 1 mg/dL.
    """
    n = whole_number("n", n, at_least=20, at_most=MOST)
    rng = np.random.Generator(np.random.PCG64(whole_number("seed", seed, at_least=0)))
    groups = [_group(0, n - n // 2, rng), _group(1, n // 2, rng)]
    T = np.repeat([0.0, 1.0], [n - n // 2, n // 2])
    order = rng.permutation(n)
    return DataSet(
        np.concatenate(groups)[order], T[order], NAMES, MEASURED_IN, "diabetes", ABOUT
    )


def _group(k, n, rng):
    """n patients of one group, rounded as a clinic would."""
    z = rng.standard_normal((n, 3)) @ np.linalg.cholesky(CORRELATION).T
    z = LONGEST_TAIL * np.tanh(z / LONGEST_TAIL)  # nobody is 150 years old
    columns = [
        FLOORS[i] + _log_normal(z[:, i], MEANS[k, i] - FLOORS[i], SPREADS[k, i])
        for i in range(3)
    ]
    age, bmi, glucose = columns
    return np.stack([np.round(age), np.round(bmi * 10) / 10, np.round(glucose)], axis=1)


def _log_normal(z, mean, spread):
    """c · e^(σ z) with just this mean and standard deviation.

    Spread over mean grows with σ, so halving an interval finds σ.
    """
    low, high = 0.0, 5.0
    for _ in range(60):
        sigma = (low + high) / 2
        x = np.exp(sigma * z)
        if x.std() / x.mean() < spread / mean:
            low = sigma
        else:
            high = sigma
    return x * (mean / x.mean())
