"""Where every vertex is, and how fast it moves, at any instant."""

from mmwave_sim.motion._mesh import Kinematics, MovingMesh, kinematics, vertices_at
from mmwave_sim.motion._spline import KeyFrameSpline

__all__ = ["KeyFrameSpline", "Kinematics", "MovingMesh", "kinematics", "vertices_at"]
