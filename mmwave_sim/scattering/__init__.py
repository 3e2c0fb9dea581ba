"""Triangles and points as scatterers, and the amplitudes they send to each receiver."""

from mmwave_sim.scattering._bounced import Surfaces, bounced_nodes
from mmwave_sim.scattering._facets import Facets, facets
from mmwave_sim.scattering._lobes import Lambertian, QuasiSpecular
from mmwave_sim.scattering._model import Illumination, ScatteringModel, reflectivity
from mmwave_sim.scattering._motion import FacetMotion, motion_of, still_motion
from mmwave_sim.scattering._nodes import (
    DIRECT_ROUTE,
    FREQUENCY_NODES,
    PathNodes,
    Route,
    both_legs,
    facet_lengths,
    facet_nodes,
    link_budget,
    parabola,
    point_nodes,
)
from mmwave_sim.scattering._paths import facet_paths
from mmwave_sim.scattering._physical_optics import PhysicalOptics
from mmwave_sim.scattering._shared import SharedPaths, shared_paths
from mmwave_sim.scattering._slow import SlowNodes, slow_nodes
from mmwave_sim.scattering._triangle import phase_integral

__all__ = [
    "DIRECT_ROUTE",
    "FREQUENCY_NODES",
    "FacetMotion",
    "Facets",
    "Illumination",
    "Lambertian",
    "PathNodes",
    "PhysicalOptics",
    "QuasiSpecular",
    "Route",
    "ScatteringModel",
    "SharedPaths",
    "SlowNodes",
    "Surfaces",
    "both_legs",
    "bounced_nodes",
    "facet_lengths",
    "facet_nodes",
    "facet_paths",
    "facets",
    "link_budget",
    "motion_of",
    "parabola",
    "phase_integral",
    "point_nodes",
    "reflectivity",
    "shared_paths",
    "slow_nodes",
    "still_motion",
]
