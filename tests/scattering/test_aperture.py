"""Facets traced from the middle of the antennas against all of it for every channel."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import trimesh

from mmwave_sim.materials import medium
from mmwave_sim.radar import Pose, RadarConfig, parameters, preset
from mmwave_sim.rays import STRAIGHT, Bounce, Wall, Way, panel
from mmwave_sim.scattering import (
    DIRECT_ROUTE,
    Lambertian,
    PhysicalOptics,
    QuasiSpecular,
    Route,
    ScatteringModel,
    SharedPaths,
    facet_nodes,
    facet_paths,
    facets,
    motion_of,
    shared_paths,
    slow_nodes,
)

WALL = Wall("side", np.array([-1.0, 1.5, -1.0]), np.array([[8.0, 0, 0], [0, 0, 4.0]]), "concrete")
ONE_NODE = slow_nodes(np.zeros(1))
BY_THE_WALL = Route(STRAIGHT, Way((Bounce(0),)))


def _radar() -> RadarConfig:
    return preset("awr1843_mmclip").replace(pose=Pose(position_m=(0.0, 0.0, 1.0)))


def _law(name: str) -> ScatteringModel:
    skin = medium("skin", _radar().center_frequency_hz)
    phase = jnp.asarray(np.random.default_rng(0).uniform(0, 6, 320))
    laws = {
        "physical-optics": PhysicalOptics(skin, phase),
        "smooth": PhysicalOptics(skin),
        "quasi-specular": QuasiSpecular(skin, jnp.asarray(0.35)),
        "lambertian": Lambertian(skin, phase),
    }
    return laws[name]


def _both(law: ScatteringModel, route: Route) -> tuple[SharedPaths, SharedPaths]:
    """By the middle, and channel by channel, of a ball of 320 facets of 4 cm."""
    radar, mesh = _radar(), trimesh.creation.icosphere(2, 0.08)
    with jax.enable_x64(True):
        params = parameters(radar)
        place = jnp.asarray(mesh.vertices) + jnp.array([3.0, 0.2, 1.1])
        surface = facets(place[None], jnp.asarray(mesh.faces))
        velocity = jnp.full(surface.centroid_m.shape, jnp.array([-2.0, 0.5, 0.1]))
        panels = (panel(WALL, radar.center_frequency_hz),)
        seen = jnp.ones(velocity.shape[:2])
        rest = (route, panels, law, params, radar, jnp.float64)
        fast = facet_paths(motion_of(surface, velocity), seen, ONE_NODE, *rest)
        return fast, shared_paths(facet_nodes(surface, velocity, seen, *rest), params, radar)


def _relative(fast: SharedPaths, exact: SharedPaths) -> np.ndarray:
    """Amplitudes of both relative to one length, as the lengths are those of other middles."""
    k = 2 * np.pi / _radar().wavelength_m
    beyond = np.exp(1j * k * np.asarray(fast.length_m - exact.length_m))[:, None, None]
    parts = np.asarray(fast.amplitude[:, 0])
    return (parts[0] + 1j * parts[1]) * beyond


@pytest.mark.parametrize("route", [DIRECT_ROUTE, BY_THE_WALL])
@pytest.mark.parametrize("name", ["physical-optics", "smooth", "quasi-specular", "lambertian"])
def test_channels_agree_with_what_each_sees_for_itself(name: str, route: Route) -> None:
    # What is shared changes with the direction in the first order: 8 mm at 3 m are 3e-3 rad, and a
    # facet that is met aslant changes its obliquity and reflection by some of that.
    fast, exact = _both(_law(name), route)
    wanted = np.asarray(exact.amplitude[0, 0]) + 1j * np.asarray(exact.amplitude[1, 0])
    error = np.linalg.norm(_relative(fast, exact) - wanted)
    assert error < 3e-3 * np.linalg.norm(wanted)
    assert np.abs(fast.length_m - exact.length_m).max() < 2e-3
    np.testing.assert_allclose(fast.rate_m_per_s, exact.rate_m_per_s, atol=0.02)


def test_gradients_are_finite() -> None:
    law, radar, mesh = _law("physical-optics"), _radar(), trimesh.creation.icosphere(2, 0.08)
    with jax.enable_x64(True):
        params = parameters(radar)
        place = jnp.asarray(mesh.vertices) + jnp.array([3.0, 0.2, 1.1])

        @partial(jax.grad, argnums=0)
        def gradient(place: jax.Array) -> jax.Array:
            surface = facets(place[None], jnp.asarray(mesh.faces))
            velocity = jnp.zeros_like(surface.centroid_m)
            seen = jnp.ones(velocity.shape[:2])
            rest = (seen, ONE_NODE, DIRECT_ROUTE, (), law, params, radar, jnp.float64)
            return jnp.sum(facet_paths(motion_of(surface, velocity), *rest).amplitude ** 2) * 1e9

        found = gradient(place)
        assert bool(jnp.all(jnp.isfinite(found))) and float(jnp.abs(found).max()) > 0
