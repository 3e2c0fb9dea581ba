"""Where the bones of a body are, while its pose is being found: kinematics in NumPy."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import Body


@dataclass(frozen=True)
class Posed:
    """A body in a pose that grows from the root outwards.

    Attributes:
        body: The body.
        local: Rotation of each bone that is known against its parent; those of the others are none.
        root_m: World position of the root joint, m.
    """

    body: Body
    local: dict[str, Rotation]
    root_m: Float[np.ndarray, "time 3"]

    def turned(self, bone: str) -> Rotation:
        """Orientation of a bone in the world."""
        return self._place(self.body.bone(bone))[0]

    def at_m(self, bone: str) -> Float[np.ndarray, "time 3"]:
        """World position of a bone's joint, m."""
        return self._place(self.body.bone(bone))[1]

    def above(self, bone: str) -> Rotation:
        """Orientation of a bone's parent in the world."""
        return self._place(self.body.parents[self.body.bone(bone)])[0]

    def carried_m(
        self, bone: str, rest_m: Float[np.ndarray, "*point 3"]
    ) -> Float[np.ndarray, "time *point 3"]:
        """Where points of the body at rest go that are fixed to a bone, m."""
        turned, joint = self._place(self.body.bone(bone))
        arm = np.atleast_2d(rest_m) - self.body.head_m(bone)
        moved = np.einsum("tij,pj->tpi", turned.as_matrix(), arm) + joint[:, None]
        return moved.reshape(len(joint), *np.shape(rest_m))

    def turn(self, bone: str, world: Rotation) -> None:
        """Gives a bone an orientation in the world."""
        self.local[bone] = self.above(bone).inv() * world

    def _place(self, bone: int) -> tuple[Rotation, Float[np.ndarray, "time 3"]]:
        own = self.local.get(self.body.bone_names[bone], Rotation.identity(len(self.root_m)))
        parent = self.body.parents[bone]
        if parent < 0:
            return own, self.root_m
        turned, joint = self._place(parent)
        reach = self.body.bone_heads_m[bone] - self.body.bone_heads_m[parent]
        return turned * own, joint + turned.apply(reach)
