"""Recorded motion: read from files, cut by its labels, and taken over by a body."""

from scenes.capture._amass import read_amass, read_smpl_poses
from scenes.capture._amc import read_asf_amc
from scenes.capture._babel import read_babel
from scenes.capture._bvh import read_bvh
from scenes.capture._captions import read_captions
from scenes.capture._clip import Clip, JointClip, SkeletonClip, Subject
from scenes.capture._follow import follow_error_m
from scenes.capture._humanml3d import read_humanml3d
from scenes.capture._labels import Label, Window, windows
from scenes.capture._read import read_motion
from scenes.capture._retarget import CapturedMotion, Placement, retarget
from scenes.capture._roles import Roles, map_roles
from scenes.capture._scaled import scaled_joints_m

__all__ = [
    "CapturedMotion",
    "Clip",
    "JointClip",
    "Label",
    "Placement",
    "Roles",
    "SkeletonClip",
    "Subject",
    "Window",
    "follow_error_m",
    "map_roles",
    "read_amass",
    "read_asf_amc",
    "read_babel",
    "read_bvh",
    "read_captions",
    "read_humanml3d",
    "read_motion",
    "read_smpl_poses",
    "retarget",
    "scaled_joints_m",
    "windows",
]
