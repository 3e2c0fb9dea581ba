"""What a scene is, as data: strict, versioned, JSON in and out."""

from scenes.spec._activity import (
    Activity,
    Chain,
    CirclePath,
    GaitSpec,
    GoTo,
    Hand,
    LinePath,
    Perform,
    Playback,
    Stand,
    Step,
    ToAndFroPath,
    Walk,
    Wave,
)
from scenes.spec._base import MATERIALS, GroundPoint, Material, Point, Strict
from scenes.spec._body import AnyBody, BodySpec, SmplSpec
from scenes.spec._object import ObjectSpec
from scenes.spec._room import OpeningSpec, RoomSpec, signed_area_m2
from scenes.spec._scene import (
    SPEC_VERSION,
    AgentSpec,
    RadarPlacement,
    SceneSpec,
    VitalsSpec,
)

__all__ = [
    "MATERIALS",
    "SPEC_VERSION",
    "Activity",
    "AgentSpec",
    "AnyBody",
    "BodySpec",
    "Chain",
    "CirclePath",
    "GaitSpec",
    "GoTo",
    "GroundPoint",
    "Hand",
    "LinePath",
    "Material",
    "ObjectSpec",
    "OpeningSpec",
    "Perform",
    "Playback",
    "Point",
    "RadarPlacement",
    "RoomSpec",
    "SceneSpec",
    "SmplSpec",
    "Stand",
    "Step",
    "Strict",
    "ToAndFroPath",
    "VitalsSpec",
    "Walk",
    "Wave",
    "signed_area_m2",
]
