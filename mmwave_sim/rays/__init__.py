"""Who sees whom, through which walls: the discrete half of the physics."""

from mmwave_sim.rays._analytic import AnalyticTracer
from mmwave_sim.rays._legs import Leg, Mirror, image_of, leg, mirror, transverse
from mmwave_sim.rays._picture import render_picture
from mmwave_sim.rays._sionna import SionnaTracer
from mmwave_sim.rays._tracer import Occluders, Tracer
from mmwave_sim.rays._unfold import Unfolded, unfold
from mmwave_sim.rays._visibility import visible_facets, way_is_clear
from mmwave_sim.rays._walls import (
    DIRECT,
    Chain,
    Wall,
    mirror_direction,
    mirror_point,
    walls_from_meshes,
)
from mmwave_sim.rays._world import StillMesh, World

__all__ = [
    "DIRECT",
    "AnalyticTracer",
    "Chain",
    "Leg",
    "Mirror",
    "Occluders",
    "SionnaTracer",
    "StillMesh",
    "Tracer",
    "Unfolded",
    "Wall",
    "World",
    "image_of",
    "leg",
    "mirror",
    "mirror_direction",
    "mirror_point",
    "render_picture",
    "transverse",
    "unfold",
    "visible_facets",
    "walls_from_meshes",
    "way_is_clear",
]
