"""A small room for the tests of the tracers."""

import numpy as np
import trimesh

from mmwave_sim.motion import MovingMesh
from mmwave_sim.rays import StillMesh, Wall, World

SIZE_M = (6.0, 5.0, 2.6)
SOURCE_M = np.array([0.5, 0.1, 1.0])


def walls() -> tuple[Wall, ...]:
    """The six walls of a box with one corner at (0, -2.5, 0)."""
    x, y, z = np.diag(SIZE_M)
    low, high = np.array([0.0, -2.5, 0.0]), np.array([6.0, 2.5, 2.6])
    sides = {"x": (y, z), "y": (x, z), "z": (x, y)}
    return tuple(
        Wall(f"{name}{sign:+d}", corner, np.stack(edges) * sign, "plasterboard")
        for sign, corner in ((1, low), (-1, high))
        for name, edges in sides.items()
    )


def world() -> World:
    """The room with a box that hides part of a ball."""
    box = trimesh.creation.box((0.3, 0.3, 2.0))
    box.apply_translation([2.5, 0.3, 1.0])
    ball = trimesh.creation.icosphere(3, 0.4)
    ball.apply_translation([4.0, 0.0, 1.0])
    times_s = np.arange(4.0)
    moving = MovingMesh("ball", ball.faces, times_s, np.stack([ball.vertices] * 4), "skin")
    still = StillMesh("box", np.asarray(box.vertices), np.asarray(box.faces), "wood")
    return World(walls(), (still,), (moving,))
