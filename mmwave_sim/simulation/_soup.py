"""All meshes of a world as one: the moving ones, and then the still ones."""

from collections.abc import Sequence
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from mmwave_sim.materials import Medium, medium
from mmwave_sim.motion import Kinematics
from mmwave_sim.rays import World
from mmwave_sim.scattering import Surfaces


class Soup(NamedTuple):
    """What all meshes are, but for where the moving ones are; a pytree.

    Attributes:
        still_m: Vertices of the still meshes, m.
        faces: Triangles of all meshes.
        media: The medium of each mesh, each leaf with an axis over them.
        made_of: Which mesh each face belongs to.
    """

    still_m: Float[Array, "vertex 3"]
    faces: Int[Array, "face 3"]
    media: Medium
    made_of: Int[Array, "face"]

    def placed(self, moving: Sequence[Kinematics], nodes: int) -> Surfaces:
        """All meshes as one, at some nodes; the still ones have no velocity."""
        still = jnp.broadcast_to(self.still_m, (nodes, *self.still_m.shape))
        position_m = [motion.position_m for motion in moving]
        velocity = [motion.velocity_m_per_s for motion in moving]
        return Surfaces(
            jnp.concatenate([*position_m, still], axis=1),
            jnp.concatenate([*velocity, jnp.zeros_like(still)], axis=1),
            self.faces,
            self.media,
            self.made_of,
        )


def soup_of(world: World, moving: Sequence[Medium], frequency_hz: float) -> Soup:
    """The meshes of a world; the media of the moving ones may be traced by JAX."""
    media = [*moving, *(medium(mesh.material, frequency_hz) for mesh in world.still)]
    faces = mesh_faces(world)
    still = [np.zeros((0, 3)), *(mesh.vertices_m for mesh in world.still)]
    return Soup(
        jnp.asarray(np.concatenate(still)),
        jnp.asarray(joined_faces(faces, vertex_counts(world))),
        Medium(*(jnp.stack(leaves) for leaves in zip(*media, strict=True))),
        jnp.asarray(np.repeat(np.arange(len(faces)), [len(part) for part in faces])),
    )


def joined_faces(
    faces: Sequence[Int[np.ndarray, "face 3"]], vertex_counts: Sequence[int]
) -> Int[np.ndarray, "face 3"]:
    """Faces of several meshes whose vertices stand in one row."""
    first = np.cumsum([0, *vertex_counts])
    parts = [part + start for part, start in zip(faces, first[:-1], strict=True)]
    return np.concatenate([np.zeros((0, 3), dtype=int), *parts])


def mesh_faces(world: World) -> list[Int[np.ndarray, "face 3"]]:
    """Faces of each mesh, by its own vertices."""
    return [*(mesh.faces for mesh in world.moving), *(mesh.faces for mesh in world.still)]


def vertex_counts(world: World) -> list[int]:
    """How many vertices each mesh has."""
    moving = [mesh.vertices_m.shape[1] for mesh in world.moving]
    return moving + [len(mesh.vertices_m) for mesh in world.still]
