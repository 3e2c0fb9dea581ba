# %%
"""Finds a person from raw ADC by gradient descent.

A capture is rendered, the person is moved away, and gradient steps on the misfit of the ADC
bring the body back: the simulator is differentiable from geometry to samples.
"""

# %% A scene, a radar, one frame. Visibility is traced once; the rest is a pure JAX function.
import jax
import jax.numpy as jnp

import mmwave_sim as mm
import scenes

jax.config.update("jax_enable_x64", True)

scene = scenes.scene_from_text("a person stands still in the office for 1 second", seed=0)
options = mm.SimulationOptions(bounces=0, room_bounces=0, furniture=False)
radar = mm.preset("awr1843_gait").replace(chirps_per_frame=8)
plan = mm.plan_scene(scene, radar, frames=1, options=options)
inputs = mm.scene_inputs(plan)
capture = mm.render(plan, inputs, frame=0)

# %% How the samples change with the body's position: one reverse pass for the misfit.


def misfit(shift_m: jax.Array) -> jax.Array:
    """Relative squared difference between the capture and a shifted body's rendering."""
    difference = mm.render(plan, inputs.shift_bodies(shift_m), frame=0) - capture
    return jnp.sum(jnp.abs(difference) ** 2) / jnp.sum(jnp.abs(capture) ** 2)


value_and_gradient = jax.jit(jax.value_and_grad(misfit))

# %% Phase wraps every half wavelength (1.9 mm), so the search starts within it.
shift = jnp.array([3e-4, 0.0, 0.0])
for step in range(12):
    value, gradient = value_and_gradient(shift)
    print(f"step {step}: {shift[0] * 1e6:+7.1f} um, misfit {value:.2e}")
    # Along the line of sight the misfit is close to 2 - 2 cos(2 k x): curvature 8 k^2.
    curvature = 8 * (2 * jnp.pi / radar.wavelength_m) ** 2
    shift = shift - jnp.array([1.0, 0.0, 0.0]) * gradient / curvature

assert abs(float(shift[0])) < 2e-5, "the body is back within 20 um"
