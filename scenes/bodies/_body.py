"""`Body`: a person's skin and skeleton at rest, as plain arrays."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float, Int

from scenes._errors import InputError
from scenes.bodies._rig import ANNY, Rig

SHAPE_NAMES = ("height", "weight", "muscle")
"""Values of `BodySpec` along which a body of Anny knows its derivative."""


@dataclass(frozen=True, eq=False)
class Body:
    """A skinned mesh at rest, in the body's frame: +x forward, +y left, +z up, soles at z = 0.

    Bodies are compared and hashed by identity, so that what is measured on one can be kept.

    Attributes:
        vertices_m: Skin at rest, m.
        faces: Corners of each triangle, counter-clockwise seen from outside.
        bone_heads_m: The joint about which each bone turns, at rest, m.
        parents: Parent of each bone; -1 for the root, and always before the bone itself.
        bone_names: Name of each bone; `rig` says what it does.
        weights: Share of each bone in each vertex; rows sum to one.
        shape_directions_m: Change of the skin with each value in `shape_names`, soles kept at
            z = 0, m.
        shape_heads_m: Change of the joints with each of them, m.
        rig: Which bones do what.
        shape_names: Names along the shape axis.
        pose_directions_m: Change of the skin at rest with each entry of `R - 1`, row by row, of
            each bone but the root, m; None where the pose does not change it.
    """

    vertices_m: Float[np.ndarray, "vertex 3"]
    faces: Int[np.ndarray, "face 3"]
    bone_heads_m: Float[np.ndarray, "bone 3"]
    parents: tuple[int, ...]
    bone_names: tuple[str, ...]
    weights: Float[np.ndarray, "vertex bone"]
    shape_directions_m: Float[np.ndarray, "shape vertex 3"]
    shape_heads_m: Float[np.ndarray, "shape bone 3"]
    rig: Rig = ANNY
    shape_names: tuple[str, ...] = SHAPE_NAMES
    pose_directions_m: Float[np.ndarray, "feature vertex 3"] | None = None

    @property
    def stature_m(self) -> float:
        """Height of the body at rest, m."""
        return float(np.ptp(self.vertices_m[:, 2]))

    @cached_property
    def torso_faces(self) -> Bool[np.ndarray, " face"]:
        """Which triangles belong to the trunk: those that hang mostly on its bones."""
        bones = [self.bone(name) for name in self.rig.trunk]
        return self.weights[:, bones].sum(1)[self.faces].mean(1) > 0.5

    @cached_property
    def torso_centre_m(self) -> Float[np.ndarray, "3"]:
        """Centroid of the skin of the trunk at rest, m."""
        corners = self.vertices_m[self.faces[self.torso_faces]]
        first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        area = np.linalg.norm(np.cross(first, second), axis=1)
        return np.average(corners.mean(1), axis=0, weights=area)

    def bone(self, name: str) -> int:
        """Index of a bone.

        Raises:
            InputError: There is no such bone.
        """
        if name not in self.bone_names:
            raise InputError(
                expected="the name of a bone of this body",
                found=repr(name),
                do="choose one of body.bone_names",
            )
        return self.bone_names.index(name)

    def head_m(self, name: str) -> Float[np.ndarray, "3"]:
        """Rest position of a bone's joint, m."""
        return self.bone_heads_m[self.bone(name)]

    def share(self, *names: str) -> Float[np.ndarray, " vertex"]:
        """How much of each vertex hangs on these bones and all that descend from them."""
        chosen = {self.bone(name) for name in names}
        for bone, parent in enumerate(self.parents):
            if parent in chosen:
                chosen.add(bone)
        return self.weights[:, sorted(chosen)].sum(1)
