"""A scene brought to life, and the truth about it."""

from scenes.world._agent import ActivityInterval, Agent
from scenes.world._audit import Audit, audit
from scenes.world._parameters import AgentParameters, posed_vertices
from scenes.world._populate import PopulatedScene, populate
from scenes.world._truth import AgentTruth, GroundTruth

__all__ = [
    "ActivityInterval",
    "Agent",
    "AgentParameters",
    "AgentTruth",
    "Audit",
    "GroundTruth",
    "PopulatedScene",
    "audit",
    "populate",
    "posed_vertices",
]
