"""`Surface`: a still triangle mesh of one material."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float, Int

from scenes.spec import Material

SurfaceKind = Literal["wall", "floor", "ceiling", "furniture"]


@dataclass(frozen=True)
class Surface:
    """A part of the room that does not move.

    Attributes:
        name: Unique name, such as `wall_left` or `sofa_1`.
        vertices_m: World positions, m.
        faces: Corners of each triangle, counter-clockwise seen from the air in the room.
        material: Radio material.
        kind: What it is; walls, floor and ceiling are planar rectangles.
    """

    name: str
    vertices_m: Float[np.ndarray, "vertex 3"]
    faces: Int[np.ndarray, "face 3"]
    material: Material
    kind: SurfaceKind
