"""Real patients: the diabetes study that comes with scikit-learn."""

import numpy as np

from bpcore.datasets.dataset import DataSet
from bpcore.datasets.patients import MEASURED_IN, NAMES
from bpcore.inputs import choice

ABOUT = (
    "Real: 442 patients (Efron, Hastie, Johnstone & Tibshirani 2004), as bundled with "
    "scikit-learn. All of them have diabetes. The target is how far the disease "
    "progressed in the year after the measurements, on a scale from 25 to 346. It is "
    "not a diagnosis."
)


def real_patients(target="progression"):
    """442 real patients: age, BMI, glucose → progression of their diabetes.

    target   "progression": the measure itself, for regression;
             "above median": 1 for the half with the larger progression, else 0

    Raises ImportError where scikit-learn is missing.
    """
    choice("target", target, ("progression", "above median"))
    from sklearn.datasets import load_diabetes

    study = load_diabetes(scaled=False)
    columns = [study.feature_names.index(name) for name in ("age", "bmi", "s6")]
    T = np.asarray(study.target, dtype=float)
    name = "progression after a year"
    if target == "above median":
        T = (T > np.median(T)).astype(float)
        name = "progression above the median"
    return DataSet(study.data[:, columns], T, NAMES, MEASURED_IN, name, ABOUT)
