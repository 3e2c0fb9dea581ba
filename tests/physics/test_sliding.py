"""Surfaces that slide past show the velocity of their material, and nothing else."""

import numpy as np
import pytest

from benchmarks.physics.sliding import (
    LIMIT_M_PER_S,
    SHEETS,
    SPEED_M_PER_S,
    slide,
    traced_again,
)


@pytest.mark.parametrize("name", SHEETS)
def test_a_sliding_sheet_has_no_false_velocity(name: str) -> None:
    assert abs(slide(SHEETS[name]).false_velocity_m_per_s()) < LIMIT_M_PER_S


def test_rays_traced_again_invent_the_velocity_of_the_tilt() -> None:
    # A fixed ray meets a plane that slides by ds nearer or further by ds tan(tilt), to first order
    # in the plate's place over its range (0.1): the mean over a nearly even slide is within 5 %.
    sheet = SHEETS["rough plate tilted 30 degrees"]
    found = slide(sheet, traced_again).false_velocity_m_per_s()
    expected = -SPEED_M_PER_S * np.tan(sheet.tilt_rad)
    assert found == pytest.approx(expected, rel=0.05)
