"""Sentences become furnished rooms with moving people and a log of the truth."""

from scenes._agent import ActivityInterval, Agent
from scenes._audit import Audit, audit
from scenes._errors import InputError
from scenes._parse import parse
from scenes._populate import PopulatedScene, populate, scene_from_text
from scenes._skinning import RestArrays, rest_arrays, skin
from scenes._spec import (
    AgentSpec,
    BodySpec,
    CirclePath,
    LinePath,
    ObjectSpec,
    RadarPlacement,
    RoomSpec,
    SceneSpec,
    Stand,
    ToAndFroPath,
    Walk,
    Wave,
)
from scenes._surface import Surface
from scenes._truth import AgentTruth, GroundTruth

__all__ = [
    "ActivityInterval",
    "Agent",
    "AgentSpec",
    "AgentTruth",
    "Audit",
    "BodySpec",
    "CirclePath",
    "GroundTruth",
    "InputError",
    "LinePath",
    "ObjectSpec",
    "PopulatedScene",
    "RadarPlacement",
    "RestArrays",
    "RoomSpec",
    "SceneSpec",
    "Stand",
    "Surface",
    "ToAndFroPath",
    "Walk",
    "Wave",
    "audit",
    "parse",
    "populate",
    "rest_arrays",
    "scene_from_text",
    "skin",
]
