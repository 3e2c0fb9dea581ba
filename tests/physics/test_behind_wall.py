"""An echo from behind plasterboard against slab theory, to the limits of the bench."""

import numpy as np
import pytest

from benchmarks.physics import behind_wall
from benchmarks.physics._still import radar
from mmwave_sim.materials import material, sheet_transmission


def keeps_to_theory(one: behind_wall.Through, degrees: float) -> bool:
    (loss_db, expected_db), (extra_m, expected_m) = one.losses_db(), one.extras_m()
    assert expected_db > 3
    # Inner echoes move it by a millimetre or so from what refraction alone gives.
    refracted_m = behind_wall.refracted_extra_m(float(np.cos(np.deg2rad(degrees))))
    assert expected_m == pytest.approx(refracted_m, abs=2e-3)
    return abs(loss_db - expected_db) < 0.3 and abs(extra_m - expected_m) < 1e-3


@pytest.mark.parametrize("way", ["level", "steep"])
def test_a_ball_behind_plasterboard(way: behind_wall.Plan):
    assert keeps_to_theory(behind_wall.through(np.pi / 6, way), 30.0)


def test_a_person_behind_plasterboard():
    assert keeps_to_theory(behind_wall.person_through(), 0.0)


@pytest.mark.parametrize("cosine", [1.0, 0.8, 0.4])
def test_line_theory_is_itu_slab_theory(cosine: float):
    """A check of the closed form itself."""
    device = radar(behind_wall.RADAR_M)
    ours = behind_wall.transmission(cosine, device)
    wavelength = 299_792_458.0 / behind_wall.carrier_hz(device)
    itu = sheet_transmission(
        behind_wall.SHEET.permittivity(device),
        cosine,
        material(behind_wall.SHEET.made_of).thickness_m,
        wavelength,
    )
    for a, b in zip(ours, itu, strict=True):
        assert np.abs(a - np.asarray(b)).max() < 1e-4
