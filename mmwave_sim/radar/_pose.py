"""Where a radar stands and where it looks."""

import math
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float


@dataclass(frozen=True)
class Pose:
    """Position and orientation of a radar in the world frame (right-handed, z up).

    The radar looks along its local +x; +y is to its left and +z is up. The rotation is
    intrinsic: yaw about z, then pitch about y, then roll about x. Positive yaw turns the
    boresight to the left, positive pitch tilts it **down** (right-hand rule about +y).

    Attributes:
        position_m: World coordinates of the array's origin, m.
        yaw_rad: Rotation about z, rad.
        pitch_rad: Rotation about y, rad.
        roll_rad: Rotation about x, rad.
    """

    position_m: tuple[float, float, float] = (0.0, 0.0, 0.0)
    yaw_rad: float = 0.0
    pitch_rad: float = 0.0
    roll_rad: float = 0.0

    def rotation(self) -> Float[np.ndarray, "3 3"]:
        """Rotation matrix whose columns are the local axes in world coordinates."""
        cy, sy = math.cos(self.yaw_rad), math.sin(self.yaw_rad)
        cp, sp = math.cos(self.pitch_rad), math.sin(self.pitch_rad)
        cr, sr = math.cos(self.roll_rad), math.sin(self.roll_rad)
        yaw = np.array([[cy, -sy, 0.0], [sy, cy, 0.0], [0.0, 0.0, 1.0]])
        pitch = np.array([[cp, 0.0, sp], [0.0, 1.0, 0.0], [-sp, 0.0, cp]])
        roll = np.array([[1.0, 0.0, 0.0], [0.0, cr, -sr], [0.0, sr, cr]])
        return yaw @ pitch @ roll

    def to_world(self, local_m: Float[np.ndarray, "... 3"]) -> Float[np.ndarray, "... 3"]:
        """Maps points from the radar's local frame to the world, m."""
        return local_m @ self.rotation().T + np.asarray(self.position_m)

    def to_local(self, world_m: Float[np.ndarray, "... 3"]) -> Float[np.ndarray, "... 3"]:
        """Maps world points into the radar's local frame, m."""
        return (world_m - np.asarray(self.position_m)) @ self.rotation()
