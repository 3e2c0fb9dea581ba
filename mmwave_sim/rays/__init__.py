"""Who sees whom, through which walls: the discrete half of the physics."""

from mmwave_sim.rays._analytic import AnalyticTracer
from mmwave_sim.rays._edges import Crossing, Share, around, window
from mmwave_sim.rays._first_hit import BruteFirstHit, FirstHit, Hit, MitsubaFirstHit
from mmwave_sim.rays._legs import Leg, image_of, leg, transverse
from mmwave_sim.rays._panel import Panel, panel
from mmwave_sim.rays._picture import render_picture
from mmwave_sim.rays._sionna import SionnaTracer
from mmwave_sim.rays._tracer import Occluders, Tracer
from mmwave_sim.rays._tubes import Tubes, start_triangles, trace_tubes
from mmwave_sim.rays._unfold import Unfolded, unfold
from mmwave_sim.rays._visibility import (
    EDGE_REACH,
    Sight,
    look,
    reaches,
    visible_facets,
    way_is_clear,
)
from mmwave_sim.rays._walls import (
    DIRECT,
    Chain,
    Sides,
    Wall,
    coplanar,
    joined_sides,
    mirror_direction,
    mirror_point,
    walls_from_meshes,
)
from mmwave_sim.rays._way import STRAIGHT, Bounce, Screen, Way, way_of
from mmwave_sim.rays._world import StillMesh, World, wall_mesh

__all__ = [
    "DIRECT",
    "EDGE_REACH",
    "STRAIGHT",
    "AnalyticTracer",
    "Bounce",
    "BruteFirstHit",
    "Chain",
    "Crossing",
    "FirstHit",
    "Hit",
    "Leg",
    "MitsubaFirstHit",
    "Occluders",
    "Panel",
    "Screen",
    "Share",
    "Sides",
    "Sight",
    "SionnaTracer",
    "StillMesh",
    "Tracer",
    "Tubes",
    "Unfolded",
    "Wall",
    "Way",
    "World",
    "around",
    "coplanar",
    "image_of",
    "joined_sides",
    "leg",
    "look",
    "mirror_direction",
    "mirror_point",
    "panel",
    "reaches",
    "render_picture",
    "start_triangles",
    "trace_tubes",
    "transverse",
    "unfold",
    "visible_facets",
    "wall_mesh",
    "walls_from_meshes",
    "way_is_clear",
    "way_of",
    "window",
]
