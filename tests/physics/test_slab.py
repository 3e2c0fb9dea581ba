import numpy as np
import pytest

from benchmarks.physics import slab

KINDS = ["TE", "TM"]


@pytest.mark.parametrize("polarization", KINDS)
@pytest.mark.parametrize("way", [slab.by_plate, slab.by_wall])
@pytest.mark.parametrize("name", slab.SLABS)
def test_power_follows_fresnel(name, way, polarization):
    assert way(slab.SLABS[name], polarization).error_db() <= 0.3


@pytest.mark.parametrize("way", [slab.by_plate, slab.by_wall])
@pytest.mark.parametrize("name", slab.SLABS)
def test_amplitude_follows_fresnel_through_brewsters_angle(name, way):
    assert 20 * np.log10(1 + way(slab.SLABS[name], "TM").error()) <= 0.3


@pytest.mark.parametrize("polarization", KINDS)
def test_the_metal_plate_has_its_own_level(polarization):
    assert slab.metal_level_error_db(polarization) <= 0.3


def test_some_slab_passes_brewsters_angle():
    found = slab.fresnel(slab.SLABS["half space, low loss"], "TM")
    at = int(np.argmin(np.abs(found)))
    assert np.abs(found[at]) < slab.WEAK / 10
    # tan = index: 57.7 degrees for a permittivity of 2.5.
    assert np.rad2deg(slab.ANGLES_RAD[at]) == pytest.approx(np.rad2deg(np.arctan(2.5**0.5)), abs=1)


def test_some_sheet_differs_from_its_half_space():
    sheet = slab.SLABS["sheet, low loss"]
    thick = slab.fresnel(sheet._replace(thickness_m=0.0), "TE")
    assert np.abs(np.abs(slab.fresnel(sheet, "TE")) / np.abs(thick)).min() < 0.5


def test_a_thick_lossy_layer_is_a_half_space():
    layer = slab.Slab(6.6, 38.0, 0.02)
    for kind in KINDS:
        half = slab.fresnel(layer._replace(thickness_m=0.0), kind)
        np.testing.assert_allclose(slab.fresnel(layer, kind), half, atol=1e-6)
