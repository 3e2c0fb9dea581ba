"""`SceneInputs`: everything continuous about a simulation, as a pytree."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from mmwave_sim._errors import InputError
from mmwave_sim.materials import Medium, medium
from mmwave_sim.radar import RadarParameters, parameters
from mmwave_sim.rays import Panel, panel
from mmwave_sim.simulation._plan import TracePlan


class SceneInputs(NamedTuple):
    """What gradients may reach: radar, walls, bodies, materials.

    Attributes:
        radar: The radar's continuous properties.
        panels: Place and material of each wall.
        vertices_m: Key frames of each moving mesh, m.
        media: What each moving mesh's surface is made of.
    """

    radar: RadarParameters
    panels: tuple[Panel, ...]
    vertices_m: tuple[Float[Array, "key vertex 3"], ...]
    media: tuple[Medium, ...]

    def shift_bodies(self, offset_m: Float[Array, "3"]) -> "SceneInputs":
        """A copy with every moving mesh translated, m."""
        with jax.enable_x64(True):
            moved = tuple(v + offset_m.astype(v.dtype) for v in self.vertices_m)
        return self._replace(vertices_m=moved)


def scene_inputs(plan: TracePlan) -> SceneInputs:
    """The continuous values that a plan was traced with, in float64."""
    frequency_hz = plan.radar.center_frequency_hz
    with jax.enable_x64(True):
        return SceneInputs(
            parameters(plan.radar),
            tuple(panel(wall, frequency_hz) for wall in plan.world.walls),
            tuple(jnp.asarray(mesh.vertices_m, jnp.float64) for mesh in plan.world.moving),
            tuple(medium(mesh.material, frequency_hz) for mesh in plan.world.moving),
        )


def check_precision(inputs: SceneInputs) -> None:
    """Refuses to trace in single precision, where phases would be lost.

    Raises:
        InputError: A leaf is traced and JAX is in 32-bit mode.
    """
    traced = any(isinstance(leaf, jax.core.Tracer) for leaf in jax.tree.leaves(inputs))
    if traced and not jax.config.read("jax_enable_x64"):
        raise InputError(
            expected="64-bit JAX to differentiate or transform a rendering",
            found="32-bit JAX",
            do='call jax.config.update("jax_enable_x64", True) first, or work inside '
            "`with jax.enable_x64(True):`",
        )
