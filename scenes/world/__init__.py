"""A scene brought to life, and the truth about it."""

from scenes.motion import ActivityInterval
from scenes.world._agent import Agent
from scenes.world._audit import Audit, audit
from scenes.world._events import Event, events
from scenes.world._log import AgentTruth, Footfall, GroundTruth, ObjectTruth
from scenes.world._parameters import AgentParameters, posed_vertices
from scenes.world._populate import PopulatedScene, populate

__all__ = [
    "ActivityInterval",
    "Agent",
    "AgentParameters",
    "AgentTruth",
    "Audit",
    "Event",
    "Footfall",
    "GroundTruth",
    "ObjectTruth",
    "PopulatedScene",
    "audit",
    "events",
    "populate",
    "posed_vertices",
]
