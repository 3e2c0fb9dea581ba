"""Spine, neck and head."""

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import Rig
from scenes.motion._pose import FORWARD, LEFT, UP, about


def trunk_rotations(
    rig: Rig,
    *,
    twist_rad: Float[np.ndarray, " time"],
    lean_rad: Float[np.ndarray, " time"],
    list_rad: Float[np.ndarray, " time"],
    gaze_rad: Float[np.ndarray, " time"],
    nod_rad: Float[np.ndarray, " time"] | float = 0.0,
) -> dict[str, Rotation]:
    """Rotations of spine and neck, shared evenly among their bones.

    Args:
        rig: Names the bones.
        twist_rad: Turn of the chest to the left against the pelvis, rad.
        lean_rad: Lean of the chest forwards against the pelvis, rad; the head stays upright.
        list_rad: Lean of the chest to the right against the pelvis, rad.
        gaze_rad: Turn of the head to the left against the chest, rad.
        nod_rad: Turn of the head down, beyond what keeps it upright, rad.
    """
    count, above = len(rig.spine), len(rig.neck)
    vertebra = (
        about(UP, twist_rad / count)
        * about(LEFT, lean_rad / count)
        * about(FORWARD, list_rad / count)
    )
    nod = about(UP, gaze_rad / above) * about(LEFT, (nod_rad - lean_rad) / above)
    return {**dict.fromkeys(rig.spine, vertebra), **dict.fromkeys(rig.neck, nod)}
