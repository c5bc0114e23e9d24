"""Which class outputs stand for: two forms of one definition, and what it says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpcore as bp
from bpcore.classes import class_of, misclassified, misclassifies
from bpcore.training.inner_loop import twins

# Few values, so that ties are many; a target is always a number.
TARGETS = [0.0, 0.25, 0.5, 0.75, 1.0]
OUTPUTS = [*TARGETS, np.nextafter(0.5, 0), np.nan, np.inf, -np.inf, -0.0]


@given(
    st.integers(1, 4).flatmap(
        lambda units: st.lists(
            st.tuples(
                *[st.sampled_from(OUTPUTS)] * units, *[st.sampled_from(TARGETS)] * units
            ),
            min_size=1,
            max_size=6,
        )
    )
)
def test_arrays_single_tuples_and_compiled_loops_agree(rows):
    rows = np.array(rows)
    O, T = np.hsplit(rows, 2)
    for form in (misclassifies, twins().misclassifies):
        one_by_one = [
            form(np.concatenate([[9.0, 9.0], o]), t, 2)
            for o, t in zip(O, T, strict=True)
        ]
        assert sum(one_by_one) == misclassified(O, T)
        assert set(one_by_one) <= {0.0, 1.0}


@pytest.mark.parametrize(
    ("answers", "class_"),
    [
        ([0.5], 1),
        ([np.nextafter(0.5, 0)], 0),
        ([np.nan], 0),
        ([0.2, 0.7, 0.7], 1),
        ([0.3, 0.3, 0.3], 0),
        ([0.2, np.nan, np.inf], 1),
        ([np.inf, np.nan, 0.0], 1),
    ],
)
def test_the_class_of_one_answer(answers, class_):
    assert class_of(np.array([answers])).tolist() == [class_]


def test_several_networks_along_a_first_axis_are_counted_apart():
    O = np.array([[[0.6], [0.4]], [[0.5], [0.1]]])
    T = np.array([[1.0], [0.5]])
    assert misclassified(O, T).tolist() == [1, 1]
    assert misclassified(O[0], T) == 1


@pytest.mark.parametrize("outputs", [1, 3])
def test_training_counts_as_the_network_does(outputs, engine):
    """At a rate that changes nothing, with ties and targets of one half."""
    net = bp.Network([np.ones((2, outputs)) + np.eye(2, outputs)], [np.zeros(outputs)])
    rng = np.random.Generator(np.random.PCG64(3))
    X = rng.integers(-1, 2, (40, 2)).astype(float)
    T = rng.choice(TARGETS, (40, outputs))
    share = net.misclassified(X, T)
    assert 0.1 < share < 0.9
    run = bp.train(net, X, T, learning_rate=1e-300, max_epochs=1, validation=(X, T))
    assert run.history.misclassified[0] == share
    assert run.history.validation_misclassified[0] == share
