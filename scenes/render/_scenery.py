"""`Scenery`: what stands still in a scene, made ready for any camera."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import Float

from scenes.geometry import Mesh
from scenes.render._camera import Camera
from scenes.render._floor import laid
from scenes.render._paint import Paint, paint_of
from scenes.render._part import Part, ground, merged, radar_mark
from scenes.render._stage import Stage, in_the_open
from scenes.render._things import things_of
from scenes.render._walls import cut_down, is_in_the_way, thickened

LAMP = Paint((11.0, 10.9, 10.4), "lamp")
LAMP_SHARE, LAMP_GAP_M = 0.35, 0.02
"""A closed room is lit by a panel of this share of its length and width, so far below its top."""

GROUND_M = -0.03
"""Height of the ground around a house, m."""

MARK_GAP_M = 0.3
"""The radar is not drawn in pictures taken from closer than this, m."""


class Scenery:
    """A scene's still parts: merged by look once, walls cut for each camera."""

    def __init__(self, scene: Any) -> None:
        """Gathers what stands still.

        Args:
            scene: With `surfaces` and a `spec`.
        """
        self._radar = scene.spec.radar
        self._rooms = [room.corners_m for room in scene.spec.rooms]
        kinds = ("floor", "furniture", "ceiling")
        self._walls = [s for s in scene.surfaces if s.kind not in kinds]
        self._ceilings = [s for s in scene.surfaces if s.kind == "ceiling"]
        things = things_of(scene)
        self._hung = [thing for thing in things if thing.is_hung]
        standing = [mesh for thing in things if not thing.is_hung for mesh in thing.meshes]
        floors = [_floor(s) for s in scene.surfaces if s.kind == "floor"]
        self._fixed = (*floors, *merged(standing))

    def stage(self, camera: Camera, bodies: Sequence[Part]) -> Stage:
        """What a camera sees of the scene with these bodies in it."""
        cut = [s for s in self._walls if is_in_the_way(_mesh(s), camera, self._rooms)]
        hung = [thing for thing in self._hung if not any(thing.hangs_on(s) for s in cut)]
        on_walls = [mesh for thing in hung for mesh in thing.meshes]
        parts = (*self._fixed, *merged([*self._painted_walls(cut), *on_walls]), *bodies)
        radar = self._radar
        if np.linalg.norm(np.subtract(radar.position_m, camera.eye_m)) > MARK_GAP_M:
            parts = (*parts, *radar_mark(radar.position_m, radar.yaw_rad, radar.pitch_rad))
        if camera.cut_away == "nothing" and self._ceilings:
            return Stage((*parts, *merged(self._lit_ceilings()), ground(GROUND_M)), camera, None)
        return in_the_open(parts, camera, GROUND_M)

    def _painted_walls(self, cut: Sequence[Any]) -> list[tuple[Mesh, Paint]]:
        painted = []
        for surface in self._walls:
            in_the_way = any(surface is other for other in cut)
            mesh = cut_down(_mesh(surface)) if in_the_way else _mesh(surface)
            if mesh is not None:
                paint = _paint(surface)
                painted.append((thickened(mesh) if paint.opacity == 1.0 else mesh, paint))
        return painted

    def _lit_ceilings(self) -> list[tuple[Mesh, Paint]]:
        ceilings = [(_mesh(surface), _paint(surface)) for surface in self._ceilings]
        return ceilings + [(_lamp_panel(s.vertices_m), LAMP) for s in self._ceilings]


def _mesh(surface: Any) -> Mesh:
    return np.asarray(surface.vertices_m, dtype=float), np.asarray(surface.faces)


def _paint(surface: Any) -> Paint:
    return paint_of(surface.material, surface.kind, surface.name)


def _floor(surface: Any) -> Part:
    paint = _paint(surface)
    boards = laid(_mesh(surface), surface.material, paint.colour)
    if boards is None:
        return Part(*_mesh(surface), paint)
    (vertices, faces), colours = boards
    return Part(vertices, faces, paint, colours)


def _lamp_panel(ceiling_m: Float[np.ndarray, "vertex 3"]) -> Mesh:
    """A rectangle that faces down, under the middle of a ceiling."""
    low, high = ceiling_m.min(0), ceiling_m.max(0)
    middle, half = (low + high) / 2, LAMP_SHARE * (high - low) / 2
    signs = np.array([[-1, -1, 0], [-1, 1, 0], [1, 1, 0], [1, -1, 0]])
    return middle + signs * half - (0, 0, LAMP_GAP_M), np.array([[0, 1, 2], [0, 2, 3]])
