"""`Part`: a mesh with a look, as the picture's process takes it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from scenes.geometry import Mesh, box, cylinder, merge
from scenes.render._paint import Paint

RADAR = Paint((0.55, 0.03, 0.04), "satin")
GROUND = Paint((0.60, 0.62, 0.65))
POLE = Paint((0.05, 0.05, 0.055))
GROUND_SIZE_M = 400.0

BOX_M = (0.08, 0.22, 0.16)
"""Depth, width and height of the box that stands for the radar, m."""

BEAM_M, BEAM_RADIUS_M = 0.6, 0.016
"""Length and radius of the rod along boresight, m; its head is three times as thick."""

POLE_RADIUS_M = 0.006
"""Radius of the pole that shows where on the floor the radar is, m."""


@dataclass(frozen=True)
class Part:
    """Triangles of one look.

    Attributes:
        vertices_m: World positions, m.
        faces: Corners of each triangle.
        paint: What it looks like.
        face_colours: Linear RGB reflectance of each triangle in place of the paint's, or None.
        smooth: Whether it is rounded between its triangles.
    """

    vertices_m: Float[np.ndarray, "vertex 3"]
    faces: Int[np.ndarray, "face 3"]
    paint: Paint
    face_colours: Float[np.ndarray, "face 3"] | None = None
    smooth: bool = False


def merged(painted: Iterable[tuple[Mesh, Paint]]) -> tuple[Part, ...]:
    """One part for each look."""
    meshes: dict[Paint, list[Mesh]] = {}
    for mesh, paint in painted:
        meshes.setdefault(paint, []).append(mesh)
    return tuple(Part(*merge(group), paint) for paint, group in meshes.items())


def ground(level_m: float) -> Part:
    """A wide plane at this height, on which shadows fall."""
    half = GROUND_SIZE_M / 2
    corners = [(-half, -half), (half, -half), (half, half), (-half, half)]
    vertices = np.array([(*corner, level_m) for corner in corners])
    return Part(vertices, np.array([[0, 1, 2], [0, 2, 3]]), GROUND)


def radar_mark(
    position_m: tuple[float, float, float], yaw_rad: float, pitch_rad: float
) -> tuple[Part, ...]:
    """A small red box where the radar is, with an arrow along its boresight and a thin pole."""
    x, y, z = (side / 2 for side in BOX_M)
    length, radius = BEAM_M, BEAM_RADIUS_M
    meshes = [box((-x, -y, -z), (x, y, z)), _prism(x, length, radius, radius)]
    vertices, faces = merge([*meshes, _prism(length, length + 8 * radius, 3 * radius, 0.0)])
    c, s, p, q = np.cos(yaw_rad), np.sin(yaw_rad), np.cos(pitch_rad), np.sin(pitch_rad)
    turn = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) @ [[p, 0, q], [0, 1, 0], [-q, 0, p]]
    pole = cylinder((*position_m[:2], 0.0), POLE_RADIUS_M, max(position_m[2], 0.0), sides=8)
    return (Part(vertices @ turn.T + np.array(position_m), faces, RADAR), Part(*pole, POLE))


def _prism(start_m: float, end_m: float, first_m: float, last_m: float, sides: int = 16) -> Mesh:
    """The side of a cone along +x whose radius runs from `first_m` to `last_m`."""
    angle = np.arange(sides) * 2 * np.pi / sides
    ring = np.stack([np.zeros(sides), np.cos(angle), np.sin(angle)], axis=1)
    ends = [ring * radius + (x, 0, 0) for x, radius in ((start_m, first_m), (end_m, last_m))]
    here, then = np.arange(sides), np.roll(np.arange(sides), -1)
    first = np.stack([here, then, then + sides], axis=1)
    second = np.stack([here, then + sides, here + sides], axis=1)
    return np.concatenate(ends), np.concatenate([first, second]).astype(np.int32)
