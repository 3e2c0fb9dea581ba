"""Triangle meshes and still surfaces."""

from scenes.geometry._loft import lathe, loft, stack
from scenes.geometry._measure import is_closed, outward, volume_m3
from scenes.geometry._meshes import Mesh, Vector, box, cylinder, merge, rectangle
from scenes.geometry._outlines import ellipse, rounded
from scenes.geometry._solids import (
    bar,
    capsule,
    cone,
    cushion,
    ellipsoid,
    frame,
    ring,
    slab,
    torus,
)
from scenes.geometry._surface import Surface
from scenes.geometry._sweep import sweep, tube
from scenes.geometry._transform import (
    along_x,
    along_y,
    both_sides,
    mirrored,
    moved,
    rotation_matrix,
    stretched,
    turned,
    turned_copies,
)

__all__ = [
    "Mesh",
    "Surface",
    "Vector",
    "along_x",
    "along_y",
    "bar",
    "both_sides",
    "box",
    "capsule",
    "cone",
    "cushion",
    "cylinder",
    "ellipse",
    "ellipsoid",
    "frame",
    "is_closed",
    "lathe",
    "loft",
    "merge",
    "mirrored",
    "moved",
    "outward",
    "rectangle",
    "ring",
    "rotation_matrix",
    "rounded",
    "slab",
    "stack",
    "stretched",
    "sweep",
    "torus",
    "tube",
    "turned",
    "turned_copies",
    "volume_m3",
]
