"""From Unity's axes to ours.

Unity, and with it AI2-THOR, ProcTHOR and Holodeck, is left-handed: x right, y up, z forward. Ours
is right-handed: x and y on the ground, z up. Exchanging Unity's y and z does both at once: one
exchange of axes turns the hand round, so that the house is the same seen from above (x to the
right and z, now y, up the page), and nothing is mirrored.

A thing's own axes differ too: its front is Unity's +z and our +x, its right is Unity's +x and our
-y. With `PLACE` from Unity's world to ours and `BODY` from a thing's own axes to ours, both of
determinant -1, a rotation R becomes PLACE R BODY^T, a proper rotation again. Unity turns about z,
then x, then y (`Quaternion.Euler`): R = Ry Rx Rz. The turn about the vertical takes the front from
Unity's forward, our +y, clockwise seen from above, so

    PLACE Ry(a) BODY^T = Rz(pi / 2 - a)    and    yaw = pi / 2 - a,

and what remains, BODY Rx Rz BODY^T, is the tilt in the thing's own axes, before the yaw.
"""

import math

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.houses._node import Node
from scenes.spec import GroundPoint, Point

FARTHEST_M = 100.0
"""Largest coordinate that is read, m."""

LEAST_TILT_RAD = 2e-4
"""A smaller tilt is the physics engine's jitter (0.2 mm at one metre) and counts as none, rad."""

BODY: Float[np.ndarray, "3 3"] = np.array([[0.0, 0.0, 1.0], [-1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
"""From a thing's axes in Unity (right, up, front) to ours (front, left, up)."""


def point_m(node: Node) -> Point:
    """World position of a point of a house, m.

    Raises:
        InputError: It has no finite x, y and z within `FARTHEST_M`.
    """
    x, y, z = (node[axis].number(-FARTHEST_M, FARTHEST_M) for axis in "xyz")
    return x, z, y


def ground_point_m(node: Node) -> GroundPoint:
    """World x and y of a pair of Unity's x and z, m.

    Raises:
        InputError: It is no pair of finite numbers within `FARTHEST_M`.
    """
    x, z = (value.number(-FARTHEST_M, FARTHEST_M) for value in node.items(2, least=2))
    return x, z


def turn_rad(node: Node) -> tuple[float, Point]:
    """Yaw and tilt of a thing from its Euler angles in degrees.

    Returns:
        The yaw from -pi to pi and the tilt as a rotation vector, rad, as `ObjectSpec` has them.

    Raises:
        InputError: It has no finite x, y and z.
    """
    x, y, z = (math.radians(node[axis].number()) for axis in "xyz")
    yaw = math.remainder(math.pi / 2 - y, 2 * math.pi)
    tilt = Rotation.from_matrix(BODY @ Rotation.from_euler("XZ", (x, z)).as_matrix() @ BODY.T)
    vector = tilt.as_rotvec()
    if np.linalg.norm(vector) < LEAST_TILT_RAD:
        return yaw, (0.0, 0.0, 0.0)
    return yaw, (float(vector[0]), float(vector[1]), float(vector[2]))


def size_m(box_m: Point) -> Point:
    """Depth, width and height of a thing from its box along Unity's x, y and z, m."""
    width, height, depth = box_m
    return depth, width, height
