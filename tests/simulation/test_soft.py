"""Visibility with a slope: what it costs, and that its gradient is the one it promises."""

from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest
import trimesh

from mmwave_sim.motion import MovingMesh
from mmwave_sim.rays import AnalyticTracer, StillMesh, World
from mmwave_sim.simulation import SimulationOptions, TracePlan, render, scene_inputs, trace
from tests.simulation.ball import radar

RADIUS_M = 0.03


@cache
def half_hidden(soft_visibility_m: float) -> TracePlan:
    """A plate of small facets, one half of which stands behind the edge of a box."""
    ticks = np.linspace(-0.1, 0.1, 21)
    y, z = np.meshgrid(ticks, ticks, indexing="ij")
    vertices = np.stack([np.full(y.size, 3.0), y.ravel(), 1.0 + z.ravel()], axis=1)
    i = np.arange(20 * 21).reshape(20, -1)[:, :-1].ravel()
    faces = np.concatenate([np.stack([i, i + 1, i + 21], 1), np.stack([i + 1, i + 22, i + 21], 1)])
    times_s = np.arange(4.0)
    plate = MovingMesh("plate", faces, times_s, np.stack([vertices] * 4), "metal")
    box = trimesh.creation.box((0.2, 0.4, 0.6))
    box.apply_translation([1.5, 0.2, 1.0])
    still = StillMesh("box", np.asarray(box.vertices), np.asarray(box.faces), "metal")
    options = SimulationOptions(
        bounces=0, room_bounces=0, furniture=False, soft_visibility_m=soft_visibility_m
    )
    device = radar().replace(chirps_per_frame=4, samples_per_chirp=32)
    return trace(AnalyticTracer(World((), (still,), (plate,))), device, 1, options)


def seen(made: TracePlan) -> np.ndarray:
    """Weight of every face."""
    (route,) = made.routes
    weight = np.zeros(len(made.faces(0)))
    used = route.weight[0, 0] > 0
    weight[route.face[0, used]] = route.weight[0, 0, used]
    return weight


def test_only_faces_near_the_shadows_edge_are_blurred() -> None:
    sharp, soft = half_hidden(0.0), half_hidden(RADIUS_M)
    assert 0.3 < seen(sharp).mean() < 0.7
    partly = (seen(soft) > 0) & (seen(soft) < 1)
    centre = np.asarray(sharp.world.moving[0].vertices_m[0])[sharp.faces(0)].mean(axis=1)
    # The box's edge is half-way: moving the antenna by r moves the shadow by as much.
    boundary = centre[partly][:, 1]
    assert partly.any() and np.ptp(boundary) < 2 * RADIUS_M + 0.03
    np.testing.assert_array_equal(seen(sharp)[~partly], seen(soft)[~partly])


def test_the_error_is_at_most_what_is_blurred() -> None:
    sharp, soft = half_hidden(0.0), half_hidden(RADIUS_M)
    whole = np.asarray(render(sharp, scene_inputs(sharp), 0))
    off = np.linalg.norm(np.asarray(render(soft, scene_inputs(soft), 0)) - whole)
    blurred = np.abs(seen(soft) - seen(sharp)).sum() / seen(sharp).sum()
    # All facets look alike and add up in phase only in part: their share bounds the change.
    assert 0 < off / np.linalg.norm(whole) < 3 * blurred


def test_the_gradient_is_that_of_the_weights_that_are_used() -> None:
    made = half_hidden(RADIUS_M)
    with jax.enable_x64(True):
        inputs = scene_inputs(made)

        @jax.jit
        @jax.value_and_grad
        def power(shift: jax.Array) -> jax.Array:
            moved = inputs.radar.moved(shift * jnp.array([0.0, 1.0, 0.0]))
            beat = render(made, inputs._replace(radar=moved), 0, precision=jnp.float64)
            return jnp.sum(jnp.abs(beat) ** 2) * 1e14

        slope = power(0.0)[1]
        change = (power(1e-7)[0] - power(-1e-7)[0]) / 2e-7
    assert float(slope) == pytest.approx(float(change), rel=1e-3)


def test_sharp_visibility_knows_nothing_of_what_appears() -> None:
    """Its weights have no slope at all, the soft ones have: to the left more of the plate shows."""
    assert half_hidden(0.0).routes[0].slope is None
    slope = half_hidden(RADIUS_M).routes[0].slope
    assert slope is not None
    total = slope[0].sum(axis=(0, 1))
    assert abs(total[1]) > 10 * abs(total[2])
