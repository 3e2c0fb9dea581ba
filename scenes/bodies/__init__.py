"""People: skin and skeleton at rest, skinning, breath and heartbeat."""

from scenes.bodies._body import Body
from scenes.bodies._chest import ChestPattern, chest_pattern
from scenes.bodies._living import LIFELESS, VitalSigns, displacement, draw_vitals
from scenes.bodies._load import load_body
from scenes.bodies._people import Person, sample_person
from scenes.bodies._phenotype import phenotype
from scenes.bodies._rig import ANNY, SIDES, Limb, Rig, Side
from scenes.bodies._sampling import sample_betas, sample_body
from scenes.bodies._skinning import (
    RestArrays,
    forward_kinematics,
    rest_arrays,
    rotation_matrix,
    shaped,
    skin,
    thinned,
)
from scenes.bodies._smpl_file import SmplModel, read_smpl
from scenes.bodies._smpl_names import JOINTS as SMPL_JOINTS
from scenes.bodies._smpl_names import SMPL
from scenes.bodies._smpl_skinning import smpl_arrays, smpl_vertices

__all__ = [
    "ANNY",
    "LIFELESS",
    "SIDES",
    "SMPL",
    "SMPL_JOINTS",
    "Body",
    "ChestPattern",
    "Limb",
    "Person",
    "RestArrays",
    "Rig",
    "Side",
    "SmplModel",
    "VitalSigns",
    "chest_pattern",
    "displacement",
    "draw_vitals",
    "forward_kinematics",
    "load_body",
    "phenotype",
    "read_smpl",
    "rest_arrays",
    "rotation_matrix",
    "sample_betas",
    "sample_body",
    "sample_person",
    "shaped",
    "skin",
    "smpl_arrays",
    "smpl_vertices",
    "thinned",
]
