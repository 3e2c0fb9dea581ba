"""`retarget`: a clip becomes the motion of a body."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes._errors import InputError
from scenes.bodies import Body
from scenes.capture._clip import Clip
from scenes.capture._geometry import UP, about, yaw_rad
from scenes.capture._settle import first_settled
from scenes.capture._solve import Solved, solve
from scenes.capture._spline import HeldSpline, held_spline, rotation_spline
from scenes.motion import Pose

ACTIVITY = "motion capture"


@dataclass(frozen=True)
class Placement:
    """How a motion lies in the world, against the clip.

    Attributes:
        yaw_rad: Turn about the vertical through the world's origin, rad.
        shift_m: What is added after that, m.
    """

    yaw_rad: float
    shift_m: Float[np.ndarray, "3"]

    def __call__(self, points_m: Float[np.ndarray, "*point 3"]) -> Float[np.ndarray, "*point 3"]:
        """World positions of points of the scaled clip, m."""
        cosine, sine = np.cos(self.yaw_rad), np.sin(self.yaw_rad)
        turn = np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])
        return points_m @ turn.T + self.shift_m


@dataclass(frozen=True)
class CapturedMotion:
    """The motion of a body after a clip; position, velocity and acceleration are continuous.

    Attributes:
        body: Who moves.
        span_s: Time of the first and of the last frame that is followed, s. Before and after, the
            body comes to rest within `COAST_S` and stays so.
        placement: How it lies in the world.
        activity: Name for the log.
        turns: Quaternion of each moving bone against its parent over time, not normalised.
        heading: Heading over time, rad, before the placement.
        root: Position of the root joint over time, m, before the placement.
    """

    body: Body
    span_s: tuple[float, float]
    placement: Placement
    activity: str
    turns: Mapping[str, HeldSpline]
    heading: HeldSpline
    root: HeldSpline

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        """The pose at each time; the clip's first frame is at 0."""
        times_s = np.asarray(times_s, dtype=np.float64)
        rotations = np.zeros((len(times_s), len(self.body.bone_names), 3))
        for bone, turn in self.turns.items():
            rotations[:, self.body.bone(bone)] = Rotation.from_quat(turn(times_s)).as_rotvec()
        heading = self.heading(times_s) + self.placement.yaw_rad
        return Pose(rotations, self.placement(self.root(times_s)), heading[:, None] * UP)


def retarget(
    clip: Clip,
    body: Body,
    *,
    position_m: tuple[float, float] | None = None,
    heading_rad: float | None = None,
    activity: str = ACTIVITY,
) -> CapturedMotion:
    """Moves a body after a clip.

    Pelvis, chest and head turn as the source's; arms and legs reach for its wrists and ankles,
    scaled to the body's bones as `scaled_joints_m` says; the floor, at z = 0, is where the soles
    stand. A pose of calibration in the first frames, out of which the body jumps at a speed that
    nobody reaches, is left out.

    Args:
        clip: What was recorded.
        body: Who is to move so.
        position_m: World x and y of the root joint in the first frame, m; the clip's if left out.
        heading_rad: Heading in the first frame, rad from world +x; the clip's if left out.
        activity: Name for the log.

    Raises:
        InputError: The skeleton is not a person's (the message names the missing roles), or the
            clip is shorter than two frames.
    """
    first = first_settled(clip)
    if clip.frames - first < 2:
        raise InputError(
            expected="at least two frames", found=f"{clip.frames} in {clip.source}", do="give more"
        )
    start_s = first / clip.rate_hz
    kept = clip.only(slice(first, None))
    solved = solve(kept, body)
    heading = yaw_rad(solved.local[body.rig.root])
    local = {**solved.local, body.rig.root: about(UP, -heading) * solved.local[body.rig.root]}
    return CapturedMotion(
        body=body,
        span_s=(start_s, clip.duration_s),
        placement=_placement(solved, float(heading[0]), position_m, heading_rad),
        activity=activity,
        turns={bone: rotation_spline(turn, clip.rate_hz, start_s) for bone, turn in local.items()},
        heading=held_spline(heading, clip.rate_hz, start_s),
        root=held_spline(solved.root_m + solved.floor_m * UP, clip.rate_hz, start_s),
    )


def _placement(
    solved: Solved,
    heading_now_rad: float,
    position_m: tuple[float, float] | None,
    heading_rad: float | None,
) -> Placement:
    turn = 0.0 if heading_rad is None else heading_rad - heading_now_rad
    floor = -solved.floor_m * UP
    if position_m is None and heading_rad is None:
        return Placement(0.0, floor)
    here = solved.root_m[0, :2]
    goal = here if position_m is None else np.asarray(position_m)
    turned = Placement(turn, np.zeros(3))(solved.root_m[0])[:2]
    return Placement(turn, floor + np.array([*(goal - turned), 0.0]))
