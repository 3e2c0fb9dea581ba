"""Sentences become furnished rooms with moving people and a log of the truth."""

from scenes._agent import ActivityInterval, Agent
from scenes._audit import Audit, audit
from scenes._chest import ChestPattern, chest_pattern
from scenes._errors import InputError
from scenes._layout import ROOMS, footprint_m, furnish
from scenes._living import LIFELESS, VitalSigns, displacement
from scenes._parameters import AgentParameters, posed_vertices
from scenes._parse import parse
from scenes._populate import PopulatedScene, populate, scene_from_text
from scenes._pose import Pose
from scenes._seed import MAX_SEED, as_seed, seed_refusal
from scenes._skinning import RestArrays, rest_arrays, rotation_matrix, shaped, skin
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
    VitalsSpec,
    Walk,
    Wave,
)
from scenes._staging import sampled_paths_m
from scenes._surface import Surface
from scenes._truth import AgentTruth, GroundTruth

__all__ = [
    "LIFELESS",
    "MAX_SEED",
    "ROOMS",
    "ActivityInterval",
    "Agent",
    "AgentParameters",
    "AgentSpec",
    "AgentTruth",
    "Audit",
    "BodySpec",
    "ChestPattern",
    "CirclePath",
    "GroundTruth",
    "InputError",
    "LinePath",
    "ObjectSpec",
    "PopulatedScene",
    "Pose",
    "RadarPlacement",
    "RestArrays",
    "RoomSpec",
    "SceneSpec",
    "Stand",
    "Surface",
    "ToAndFroPath",
    "VitalSigns",
    "VitalsSpec",
    "Walk",
    "Wave",
    "as_seed",
    "audit",
    "chest_pattern",
    "displacement",
    "footprint_m",
    "furnish",
    "parse",
    "populate",
    "posed_vertices",
    "rest_arrays",
    "rotation_matrix",
    "sampled_paths_m",
    "scene_from_text",
    "seed_refusal",
    "shaped",
    "skin",
]
