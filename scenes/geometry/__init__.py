"""Triangle meshes and still surfaces."""

from scenes.geometry._meshes import Mesh, box, cylinder, merge, rectangle
from scenes.geometry._surface import Surface

__all__ = [
    "Mesh",
    "Surface",
    "box",
    "cylinder",
    "merge",
    "rectangle",
]
