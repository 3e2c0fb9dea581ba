"""Sionna RT and Mitsuba against the image method and brute force, in one room."""

import numpy as np
import pytest

from mmwave_sim.rays import AnalyticTracer, Chain, SionnaTracer, visible_facets
from tests.rays.room import SOURCE_M, world

WAVELENGTH_M = 3.8e-3
PROBES_M = np.array([[4.0, 0.2 * i - 0.3, 0.8 + 0.15 * i] for i in range(4)])


@pytest.fixture(scope="module")
def tracers() -> tuple[AnalyticTracer, SionnaTracer]:
    place = world()
    return AnalyticTracer(place), SionnaTracer(place, 79e9)


@pytest.mark.parametrize("bounces", [0, 1, 2])
def test_sionna_finds_the_image_methods_chains(tracers: tuple, bounces: int) -> None:
    # The box blocks some ways, which only the ray tracer sees; every chain it finds is an image's,
    # and every one-bounce chain with a clear way is found.
    images, sionna = (set(t.chains(SOURCE_M[None], PROBES_M, bounces)) for t in tracers)
    assert sionna <= images
    assert {c for c in images if len(c.walls) <= 1} <= sionna
    assert len(sionna) >= (1, 7, 20)[bounces]


def test_shadow_rays_agree_with_brute_force(tracers: tuple) -> None:
    place = tracers[0].world
    ball = place.moving[0]
    vertices = np.asarray(ball.vertices_m[0])
    counts = []
    for chain in (Chain(), Chain((0,)), Chain((1,)), Chain((2,))):
        brute, rays = (
            visible_facets(
                t.occluders([vertices]),
                place.walls,
                chain,
                SOURCE_M,
                vertices,
                ball.faces,
                WAVELENGTH_M,
            ).clear
            for t in tracers
        )
        np.testing.assert_array_equal(brute, rays)
        counts.append(int(brute.sum()))
    facing = 0.5 * len(ball.faces)
    assert 0 < counts[0] < 0.9 * facing, "the box hides a part of the ball"
    assert max(counts[1:]) > 0.8 * facing


def test_moving_the_mesh_changes_what_is_seen(tracers: tuple) -> None:
    place = tracers[0].world
    ball = place.moving[0]
    aside = np.asarray(ball.vertices_m[0]) + np.array([0.0, -1.5, 0.0])
    for tracer in tracers:
        seen = visible_facets(
            tracer.occluders([aside]),
            place.walls,
            Chain(),
            SOURCE_M,
            aside,
            ball.faces,
            WAVELENGTH_M,
        ).clear
        assert seen.sum() > 0.4 * len(ball.faces)
