import numpy as np
import pytest

from benchmarks.physics import plate


@pytest.fixture(scope="module")
def errors_db():
    return plate.small_plate_errors_db()


@pytest.mark.parametrize("window", plate.WINDOWS)
def test_a_far_plate_follows_the_closed_form(errors_db, window):
    assert errors_db[window] <= 0.5


def test_the_windows_lie_within_20_db_of_the_peak():
    # A window that is nowhere strong enough would be compared with nothing.
    tilt = np.deg2rad([0.0, 10.0, 30.0])
    level = plate.closed_form_dbsm(tilt, plate.SMALL * plate.wavelength())
    assert np.all(level > level[0] - 20)


def test_all_strong_lobes_of_a_large_plate():
    assert plate.large_plate_error_db() <= 0.5


@pytest.mark.parametrize("cells", [plate.WHOLE, plate.TWO_THOUSAND])
def test_a_near_plate_follows_the_surface_integral(cells):
    assert plate.near_plate_error_db(cells) <= 0.3


def test_two_undivided_triangles_would_be_wrong_from_near():
    # At normal incidence all of a 10 cm plate but a spot of sqrt(R lambda / 2) = 4 cm cancels.
    sweep = plate.near(plate.WHOLE, np.zeros(1), divide=False)
    assert sweep.error_db() > 3


def test_the_surface_integral_has_converged():
    radar_m = plate.around(np.deg2rad([0.0, 6.0, 12.0]), plate.NEAR_M)
    up = np.array([0.0, 0.0, 1.0])
    coarse, fine = (
        plate.surface_integral_dbsm(plate.NEAR_SIDE_M, radar_m, up, nodes) for nodes in (96, 160)
    )
    np.testing.assert_allclose(coarse, fine, atol=1e-6)


def test_the_surface_integral_has_the_closed_form_from_far_away():
    tilt = np.deg2rad([0.0, 10.0, 30.0])
    side_m = plate.SMALL * plate.wavelength()
    found = plate.surface_integral_dbsm(side_m, plate.around(tilt, 1e3), np.array([0, 0, 1.0]))
    np.testing.assert_allclose(found, plate.closed_form_dbsm(tilt, side_m), atol=1e-3)
