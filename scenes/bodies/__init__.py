"""People: skin and skeleton at rest, skinning, breath and heartbeat."""

from scenes.bodies._body import Body
from scenes.bodies._chest import ChestPattern, chest_pattern
from scenes.bodies._living import LIFELESS, VitalSigns, displacement, draw_vitals
from scenes.bodies._load import load_body
from scenes.bodies._rig import ANNY, SIDES, Limb, Rig, Side
from scenes.bodies._skinning import (
    RestArrays,
    forward_kinematics,
    rest_arrays,
    rotation_matrix,
    shaped,
    skin,
)

__all__ = [
    "ANNY",
    "LIFELESS",
    "SIDES",
    "Body",
    "ChestPattern",
    "Limb",
    "RestArrays",
    "Rig",
    "Side",
    "VitalSigns",
    "chest_pattern",
    "displacement",
    "draw_vitals",
    "forward_kinematics",
    "load_body",
    "rest_arrays",
    "rotation_matrix",
    "shaped",
    "skin",
]
