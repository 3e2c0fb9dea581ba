import numpy as np
import pytest

from benchmarks.physics import sphere


@pytest.mark.parametrize("radius", sphere.RADII)
def test_the_mean_is_the_disc_of_the_sphere(radius):
    assert abs(sphere.aspects(radius).mean_db) <= 0.3


@pytest.mark.parametrize("radius", sphere.RADII)
def test_the_aspects_hardly_differ(radius):
    assert sphere.aspects(radius).spread_db <= 0.3


@pytest.mark.parametrize("radius", sphere.RADII)
def test_no_coarser_sphere_keeps_to_the_sag(radius):
    radius_m = radius * sphere.wavelength()
    mesh = sphere.fine_enough(radius_m)
    coarser = sphere.icosphere(radius_m, int(np.log2(len(mesh[1]) / 20) / 2) - 1)
    assert sphere.sag_rad(mesh) <= sphere.SAG_RAD < sphere.sag_rad(coarser)


def test_the_sag_is_that_of_a_cap():
    # A facet whose corners lie c from its centre: k c^2 / r, with c the edge over sqrt(3).
    radius_m = 5 * sphere.wavelength()
    vertices, faces = sphere.icosphere(radius_m, 4)
    edge_m = np.linalg.norm(vertices[faces] - vertices[np.roll(faces, 1, axis=1)], axis=-1)
    cap = sphere.wavenumber() * edge_m.max() ** 2 / 3 / radius_m
    assert sphere.sag_rad((vertices, faces)) == pytest.approx(cap, rel=0.02)


def test_facets_with_ten_times_the_sag_do_not_make_a_sphere():
    radius_m = sphere.RADII[0] * sphere.wavelength()
    found = sphere.seen_from(sphere.icosphere(radius_m, 2), radius_m, sphere.directions(60))
    assert sphere.sag_rad(sphere.icosphere(radius_m, 2)) > 10 * sphere.SAG_RAD
    assert found.spread_db > 0.3


@pytest.mark.parametrize("radius", sphere.RADII)
def test_the_edge_of_the_shadow_stays_within_a_share_of_the_limit(radius):
    # Physical optics of a smooth sphere; facets fray the edge, so less than this may be left.
    assert 0.09 < abs(sphere.physical_optics_db(radius)) < 0.15
    assert abs(sphere.aspects(radius).mean_db) < abs(sphere.physical_optics_db(radius)) + 0.05
