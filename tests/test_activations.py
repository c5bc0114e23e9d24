"""Activations and losses: the two forms agree, the slopes are the slopes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpcore import activations as act

KINDS = pytest.mark.parametrize("kind", act.KINDS.values(), ids=act.KINDS)
LOSSES = pytest.mark.parametrize("loss", act.LOSSES.values(), ids=act.LOSSES)


@KINDS
@given(I=st.floats(-1e4, 1e4))
def test_one_unit_and_an_array_of_units_agree(kind, I):
    O = act.activate(kind, I)
    assert act.activate_all(kind, np.array([I]))[0] == pytest.approx(
        O, rel=1e-14, abs=1e-300
    )
    assert act.slope_all(kind, np.array([O]))[0] == act.slope(kind, O)


@KINDS
@given(I=st.floats(-5, 5).filter(lambda I: abs(I) > 1e-3))
def test_slope_is_what_a_nudge_shows(kind, I):
    h = 1e-5
    nudged = (act.activate(kind, I + h) - act.activate(kind, I - h)) / (2 * h)
    assert act.slope(kind, act.activate(kind, I)) == pytest.approx(
        nudged, rel=1e-6, abs=1e-9
    )


@LOSSES
@given(O=st.floats(0.02, 0.98), T=st.floats(0, 1))
def test_the_loss_falls_as_the_error_says(loss, O, T):
    """−dE/dI through a sigmoid unit is slope(error_kind) · (T − O)."""
    h = 1e-6
    I = math.log(O / (1 - O))
    up, down = (act.activate(act.SIGMOID, I + s) for s in (h, -h))
    nudged = (act.unit_loss(loss, down, T) - act.unit_loss(loss, up, T)) / (2 * h)
    kind = act.error_kind(act.SIGMOID, loss)
    assert act.slope(kind, O) * (T - O) == pytest.approx(nudged, rel=1e-4, abs=1e-8)


@LOSSES
@given(O=st.floats(0, 1), T=st.floats(0, 1))
def test_losses_agree_and_are_finite(loss, O, T):
    one = act.unit_loss(loss, O, T)
    assert 0 <= one < 40
    assert act.unit_loss_all(loss, np.array([O]), np.array([T]))[0] == pytest.approx(
        one, rel=1e-12, abs=1e-15
    )
