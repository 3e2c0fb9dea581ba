"""Rendering against the float64 reference, and its gradients against finite differences."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.simulation import SceneInputs, TracePlan, render, render_reference, scene_inputs
from tests.simulation.ball import plan


def test_rendering_agrees_with_the_float64_facet_integral() -> None:
    # Gridding costs about 3e-4. Amplitudes are linear over a block of 1.5 ms, in which the outer
    # facets (edges of 1.2 cm, 6 rad/s) turn their corner phase by 2 k e w T = 0.18 rad: its square
    # over 8 is 4e-3 for those facets, which hold a small part of the power.
    made = plan(ghosts=1, room_bounces=1)
    assert len(made.routes) == 3, "direct, and by the wall out or back"
    inputs, chirps = scene_inputs(made), [0, 5, 11]
    fast = np.asarray(render(made, inputs, 0))[chirps]
    exact = np.asarray(render_reference(made, inputs, 0, chirps))
    assert np.linalg.norm(fast - exact) < 2e-3 * np.linalg.norm(exact)


def test_phase_runs_on_across_frames() -> None:
    # The reference knows nothing of frames or blocks: the first chirp of the second frame must
    # have its phase, to the 0.01 rad that the project promises.
    made = plan(frames=2)
    inputs = scene_inputs(made)
    later = np.asarray(render(made, inputs, 1))[:1]
    exact = np.asarray(render_reference(made, inputs, 1, [0]))
    assert abs(np.angle(np.vdot(exact, later))) < 0.01
    assert np.linalg.norm(later - exact) < 2e-3 * np.linalg.norm(exact)


def _loss(made: TracePlan, inputs: SceneInputs) -> jax.Array:
    samples = render(made, inputs, 0) * 1e7
    weights = jnp.asarray(np.random.default_rng(0).normal(size=(2, *samples.shape)))
    return jnp.sum(weights[0] * samples.real + weights[1] * samples.imag)


def _radar(**changes: Callable) -> Callable[[SceneInputs, jax.Array], SceneInputs]:
    """A change of some of the radar's properties."""

    def change(inputs: SceneInputs, x: jax.Array) -> SceneInputs:
        new = {name: make(getattr(inputs.radar, name), x) for name, make in changes.items()}
        return inputs._replace(radar=inputs.radar._replace(**new))

    return change


def _move_walls(inputs: SceneInputs, x: jax.Array) -> SceneInputs:
    moved = (wall._replace(point_m=wall.point_m + x) for wall in inputs.mirrors)
    return inputs._replace(mirrors=tuple(moved))


# Steps turn the phase by 1e-2 to 5e-2 rad or change amplitudes by about as much: the samples are
# single precision (1e-7 of a sum of thousands), the step's curvature costs its square over 6.
CHANGES = {
    "body position": (5e-6, lambda i, x: i.shift_bodies(x * jnp.array([1.0, 0.5, 0.2]))),
    "skin permittivity": (5e-2, lambda i, x: i._replace(permittivity=(i.permittivity[0] + x,))),
    "channel gain": (1e-2, _radar(channel_gain=lambda g, x: g * (1 + (0.3 + 1j) * x))),
    "radar position": (5e-6, _radar(tx_m=jnp.add, rx_m=jnp.add)),
    "chirp slope": (1e-3, _radar(slope_hz_per_s=lambda s, x: s * (1 + x * 1e-2))),
    "start frequency": (1e-3, _radar(start_frequency_hz=lambda f, x: f * (1 + x * 1e-3))),
    "wall positions": (5e-6, _move_walls),
}


@pytest.fixture(scope="module")
def ghostly() -> tuple[TracePlan, SceneInputs, SceneInputs]:
    """A scene with a ghost and a room return, its inputs, and the gradient to all of them."""
    made = plan(ghosts=1, room_bounces=1)
    with jax.enable_x64(True):
        inputs = scene_inputs(made)
        return made, inputs, jax.grad(lambda i: _loss(made, i))(inputs)


@pytest.mark.parametrize("name", CHANGES)
def test_gradients_agree_with_finite_differences(name: str, ghostly: tuple) -> None:
    made, inputs, gradient = ghostly
    step, change = CHANGES[name]
    with jax.enable_x64(True):
        _, tangent = jax.jvp(lambda x: change(inputs, x), (0.0,), (1.0,))
        products = jax.tree.map(lambda g, t: jnp.real(jnp.sum(g * t)), gradient, tangent)
        derivative = float(sum(jax.tree.leaves(products)))
        up, down = (float(_loss(made, change(inputs, sign * step))) for sign in (1.0, -1.0))
    assert derivative == pytest.approx((up - down) / (2 * step), rel=5e-3)
    assert all(np.all(np.isfinite(leaf)) for leaf in jax.tree.leaves(gradient))


def test_gradients_need_double_precision() -> None:
    made = plan()
    inputs = scene_inputs(made)
    with pytest.raises(InputError, match="jax_enable_x64"):
        jax.grad(lambda x: jnp.abs(render(made, inputs.shift_bodies(x), 0)).sum())(jnp.zeros(3))
