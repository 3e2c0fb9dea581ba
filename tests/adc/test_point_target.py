"""A moving point target against the closed forms of FMCW radar.

The closed forms live in `benchmarks/_point_target.py` and share no code with the simulator beyond
the radar's configuration. Limits are the contract's; the synthesis itself errs by about 1e-3 rad.
"""

import pytest

from benchmarks._point_target import PointTarget, errors

TARGETS = {
    "receding, to the left": PointTarget(),
    "approaching, to the right": PointTarget((2.0, -0.7, 0.9), (-2.0, -0.3, 0.0), 1.0),
    "still, far": PointTarget((6.0, 0.0, 1.0), (0.0, 0.0, 0.0), 2.0),
    "crossing fast": PointTarget((3.0, 0.5, 1.1), (0.0, 4.0, 0.0), 0.1),
}


@pytest.mark.parametrize("name", TARGETS)
def test_point_target_agrees_with_the_closed_forms(name: str) -> None:
    found = errors(TARGETS[name])
    assert found.phase_rad < 0.01
    assert found.power_db < 0.05
    assert found.range_bin < 0.1
    assert found.doppler_bin < 0.1
    assert found.tdm_phase_rad < 0.01
    assert found.azimuth_bin < 0.1
