"""What the tracer is given: walls that mirror, still meshes, moving meshes."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from mmwave_sim.motion import MovingMesh
from mmwave_sim.rays._walls import Wall


@dataclass(frozen=True)
class StillMesh:
    """A triangle mesh that does not move.

    Attributes:
        name: Name for messages.
        vertices_m: World positions, m.
        faces: Vertex indices of each triangle, counter-clockwise seen from outside.
        material: Name in the materials table.
    """

    name: str
    vertices_m: Float[np.ndarray, "vertex 3"]
    faces: Int[np.ndarray, "face 3"]
    material: str


@dataclass(frozen=True)
class World:
    """Everything that waves meet.

    Attributes:
        walls: Planes that mirror (and hide what is behind them).
        still: Furniture: scatters and hides.
        moving: Bodies: scatter and hide.
    """

    walls: tuple[Wall, ...] = ()
    still: tuple[StillMesh, ...] = ()
    moving: tuple[MovingMesh, ...] = ()


def wall_mesh(wall: Wall) -> tuple[Float[np.ndarray, "4 3"], Int[np.ndarray, "2 3"]]:
    """A wall's rectangle as vertices (m) and two triangles."""
    a, b = wall.edges_m
    corners = wall.corner_m + np.stack([np.zeros(3), a, a + b, b])
    return corners, np.array([[0, 1, 2], [0, 2, 3]])
