"""Triangles and points as scatterers, and the amplitudes they send to each receiver."""

from mmwave_sim.scattering._facets import Facets, facets
from mmwave_sim.scattering._model import Illumination, PhysicalOptics, ScatteringModel
from mmwave_sim.scattering._nodes import (
    PathNodes,
    Route,
    both_legs,
    facet_nodes,
    link_budget,
    point_nodes,
)
from mmwave_sim.scattering._triangle import phase_integral

__all__ = [
    "Facets",
    "Illumination",
    "PathNodes",
    "PhysicalOptics",
    "Route",
    "ScatteringModel",
    "both_legs",
    "facet_nodes",
    "facets",
    "link_budget",
    "phase_integral",
    "point_nodes",
]
