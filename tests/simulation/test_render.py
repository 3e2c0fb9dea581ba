"""Rendering against the float64 reference, and its gradients against finite differences."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.radar import TxSchedule
from mmwave_sim.rays import AnalyticTracer, World
from mmwave_sim.simulation import (
    SceneInputs,
    SimulationOptions,
    TracePlan,
    render,
    render_reference,
    scene_inputs,
    trace,
)
from tests.simulation.ball import ball, plan, radar


def test_rendering_agrees_with_the_float64_facet_integral() -> None:
    # docs/physics/synthesis.md lists what is approximated; for small facets all of it is small.
    made = plan(bounces=1, room_bounces=1)
    assert len(made.routes) >= 3, "direct, and by a wall out or back"
    # Between two nodes, where the interpolation has most to do.
    inputs, chirps = scene_inputs(made), [11]
    fast = np.asarray(render(made, inputs, 0))[chirps]
    exact = np.asarray(render_reference(made, inputs, 0, chirps))
    assert np.linalg.norm(fast - exact) < 1e-3 * np.linalg.norm(exact)


def test_emissions_that_share_a_slot_agree_with_the_float64_facet_integral() -> None:
    schedule = TxSchedule.ddm((0, 1), subbands=4)
    options = SimulationOptions(bounces=0, room_bounces=0, furniture=False)
    device = radar().replace(tx_schedule=schedule, chirps_per_frame=8)
    made = trace(AnalyticTracer(World((), (), (ball(2),))), device, 1, options)
    inputs, chirps = scene_inputs(made), [1, 6]
    fast = np.asarray(render(made, inputs, 0))[chirps]
    exact = np.asarray(render_reference(made, inputs, 0, chirps))
    assert np.linalg.norm(fast - exact) < 1e-3 * np.linalg.norm(exact)


def test_a_wide_array_agrees_with_the_float64_facet_integral() -> None:
    # 6 cm: channels are too far apart to share their paths.
    options = SimulationOptions(bounces=0, room_bounces=0, furniture=False)
    apart = ((0.0, 0.0, 0.0), (0.0, -0.06, 0.0), (0.0, 0.002, 0.0))
    device = radar().replace(rx_positions_m=apart, chirps_per_frame=8)
    made = trace(AnalyticTracer(World((), (), (ball(3),))), device, 1, options)
    inputs, chirps = scene_inputs(made), [3]
    fast = np.asarray(render(made, inputs, 0))[chirps]
    exact = np.asarray(render_reference(made, inputs, 0, chirps))
    assert np.linalg.norm(fast - exact) < 1e-3 * np.linalg.norm(exact)


def test_phase_runs_on_across_frames() -> None:
    # The reference knows nothing of frames or blocks: the first chirp of the second frame must
    # have its phase, to the 0.01 rad that the project promises.
    made = plan(frames=2)
    inputs = scene_inputs(made)
    later = np.asarray(render(made, inputs, 1))[:1]
    exact = np.asarray(render_reference(made, inputs, 1, [0]))
    assert abs(np.angle(np.vdot(exact, later))) < 0.01
    assert np.linalg.norm(later - exact) < 1e-3 * np.linalg.norm(exact)


def _loss(made: TracePlan, inputs: SceneInputs) -> jax.Array:
    samples = render(made, inputs, 0, precision=jnp.float64) * 1e7
    weights = jnp.asarray(np.random.default_rng(0).normal(size=(2, *samples.shape)))
    return jnp.sum(weights[0] * samples.real + weights[1] * samples.imag)


def _radar(**changes: Callable) -> Callable[[SceneInputs, jax.Array], SceneInputs]:
    """A change of some of the radar's properties."""

    def change(inputs: SceneInputs, x: jax.Array) -> SceneInputs:
        new = {name: make(getattr(inputs.radar, name), x) for name, make in changes.items()}
        return inputs._replace(radar=inputs.radar._replace(**new))

    return change


def _change_walls(**changes: Callable) -> Callable[[SceneInputs, jax.Array], SceneInputs]:
    """A change of what every wall is made of."""

    def change(inputs: SceneInputs, x: jax.Array) -> SceneInputs:
        panels = []
        for wall in inputs.panels:
            new = {name: make(getattr(wall.medium, name), x) for name, make in changes.items()}
            panels.append(wall._replace(medium=wall.medium._replace(**new)))
        return inputs._replace(panels=tuple(panels))

    return change


def _move_walls(inputs: SceneInputs, x: jax.Array) -> SceneInputs:
    moved = (wall._replace(corner_m=wall.corner_m + x) for wall in inputs.panels)
    return inputs._replace(panels=tuple(moved))


# Steps turn the phase by 1e-6 to 1e-4 rad or change amplitudes by about as much. Longer ones meet
# the jumps with which echoes pass from cell to cell (docs/physics/gradients.md).
CHANGES = {
    "body position": (1e-9, lambda i, x: i.shift_bodies(x * jnp.array([1.0, 0.5, 0.2]))),
    "channel gain": (1e-4, _radar(channel_gain=lambda g, x: g * (1 + (0.3 + 1j) * x))),
    "radar position": (1e-9, _radar(tx_m=jnp.add, rx_m=jnp.add)),
    "chirp slope": (1e-6, _radar(slope_hz_per_s=lambda s, x: s * (1 + x * 1e-2))),
    "wall positions": (1e-9, _move_walls),
    "wall permittivity": (1e-4, _change_walls(relative_permittivity=lambda e, x: e * (1 + x))),
    "wall conductivity": (1e-4, _change_walls(conductivity_s_per_m=lambda e, x: e * (1 + x))),
    "wall roughness": (1e-4, _change_walls(roughness_m=lambda r, x: r * (1 + x))),
    "wall thickness": (1e-6, _change_walls(thickness_m=lambda d, x: d * (1 + x))),
}


@pytest.fixture(scope="module")
def ghostly() -> tuple[TracePlan, SceneInputs, SceneInputs, Callable]:
    """A scene with ghosts and a room return, its inputs, the gradient to all of them, the loss."""
    made = plan(bounces=1, room_bounces=1)
    with jax.enable_x64(True):
        inputs = scene_inputs(made)

        def loss(values: SceneInputs) -> jax.Array:
            return _loss(made, values)

        return made, inputs, jax.jit(jax.grad(loss))(inputs), jax.jit(loss)


@pytest.mark.parametrize("name", CHANGES)
def test_gradients_agree_with_finite_differences(name: str, ghostly: tuple) -> None:
    _, inputs, gradient, loss = ghostly
    step, change = CHANGES[name]
    with jax.enable_x64(True):
        _, tangent = jax.jvp(lambda x: change(inputs, x), (0.0,), (1.0,))
        products = jax.tree.map(lambda g, t: jnp.real(jnp.sum(g * t)), gradient, tangent)
        derivative = float(sum(jax.tree.leaves(products)))
        up, down = (float(loss(change(inputs, sign * step))) for sign in (1.0, -1.0))
    assert derivative == pytest.approx((up - down) / (2 * step), rel=1e-3)
    assert all(np.all(np.isfinite(leaf)) for leaf in jax.tree.leaves(gradient))


def test_gradients_need_double_precision() -> None:
    made = plan()
    inputs = scene_inputs(made)
    with pytest.raises(InputError, match="jax_enable_x64"):
        jax.grad(lambda x: jnp.abs(render(made, inputs.shift_bodies(x), 0)).sum())(jnp.zeros(3))
