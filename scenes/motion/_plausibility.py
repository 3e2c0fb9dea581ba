"""Numbers that say whether a motion could be somebody's."""

from dataclasses import dataclass, fields

import numpy as np
from jaxtyping import Bool, Float
from scipy.ndimage import binary_erosion

from scenes.bodies import SIDES, Body, RestArrays
from scenes.motion._contact import far_apart, part_of, skinned, soles_of
from scenes.motion._joints import beyond_limits_deg, joint_angles_deg, skeleton
from scenes.motion._once import once_a_body
from scenes.motion._overlap import overlap_m
from scenes.motion._pose import Motion, Pose

RATE_HZ = 60.0
"""How often a motion is looked at, Hz."""

CONTACT_M = 0.002
"""Skin of a foot lower than this touches the ground, m: the sole of the mesh is flat to 2 mm."""

TOUCHDOWN_S = 0.035
"""A foot that starts or stops to touch may move for this long, s."""

CLEAR_M, RISING_M_PER_S = 0.03, 0.15
"""A body is in the air where its lowest skin is higher and it goes up or down faster."""

SELDOM = 3
"""One in so many looks asks for overlaps: limbs take longer than that to go through a body."""

OTHER_POINTS = 512
"""Points of the skin that are looked at besides those of the feet."""


@dataclass(frozen=True)
class Plausibility:
    """Worst cases of one motion.

    Attributes:
        foot_slip_m_per_s: Fastest slip of a foot that has touched the ground for `TOUCHDOWN_S` and
            will go on to: horizontal speed of the skin that touches, weighted by its depth.
        penetration_m: Deepest skin below the ground, m.
        joint_excess_deg: Furthest that a joint goes beyond `LIMITS_DEG`, degrees.
        joint: Which one, "" for none.
        speed_m_per_s: Fastest joint, m/s.
        acceleration_m_per_s2: Strongest acceleration of a joint, m/s^2.
        jerk_m_per_s3: Largest root mean square jerk of a joint, m/s^3.
        overlap_m: Deepest that a limb goes into another, into trunk or head, m.
        overlap: Which, "" for none.
        airborne_s: Longest time with all skin off the ground and the body rising or falling, s.
    """

    foot_slip_m_per_s: float
    penetration_m: float
    joint_excess_deg: float
    joint: str
    speed_m_per_s: float
    acceleration_m_per_s2: float
    jerk_m_per_s3: float
    overlap_m: float
    overlap: str
    airborne_s: float

    def failures(self, limits: "Limits") -> tuple[str, ...]:
        """The names of the figures that are beyond their limits."""
        return tuple(
            field.name
            for field in fields(limits)
            if getattr(self, field.name) > getattr(limits, field.name)
        )


@dataclass(frozen=True)
class Limits:
    """How much is plausible.

    Speeds and accelerations are those of sprinters and boxers; hands that rest on thighs and arms
    that are crossed may press into what carries them.
    """

    foot_slip_m_per_s: float = 0.05
    penetration_m: float = 0.02
    joint_excess_deg: float = 0.0
    speed_m_per_s: float = 12.0
    acceleration_m_per_s2: float = 250.0
    jerk_m_per_s3: float = 2500.0
    overlap_m: float = 0.1
    airborne_s: float = 0.6


LIMITS = Limits()


def plausibility(body: Body, motion: Motion, start_s: float, end_s: float) -> Plausibility:
    """Measures a motion between two times on a thinned skin and the joints."""
    times = np.arange(start_s, end_s, 1 / RATE_HZ)
    step = 1e-3
    feet, rest = _points(body)
    poses = [motion.pose(times + shift) for shift in (-step, 0.0, step)]
    soles = [[skinned(one, pose) for one in feet] for pose in poses]
    others = skinned(rest, poses[1])
    slip, touching = _slip(soles, 2 * step)
    settled = binary_erosion(
        touching, np.ones((1, 1 + 2 * round(TOUCHDOWN_S * RATE_HZ)), bool), border_value=1
    )
    lowest = np.minimum(
        others[..., 2].min(1), np.min([sole[..., 2].min(1) for sole in soles[1]], 0)
    )
    excess = beyond_limits_deg(joint_angles_deg(body, poses[1]))
    worst = max(excess, key=lambda name: excess[name])
    speed, acceleration, jerk = _dynamics(body, motion, times)
    overlap, between = overlap_m(body, motion.pose(times[::SELDOM]))
    return Plausibility(
        foot_slip_m_per_s=float(np.max(slip, where=settled, initial=0.0)),
        penetration_m=float(max(0.0, -lowest.min())),
        joint_excess_deg=excess[worst],
        joint=worst if excess[worst] > 0 else "",
        speed_m_per_s=speed,
        acceleration_m_per_s2=acceleration,
        jerk_m_per_s3=jerk,
        overlap_m=float(overlap.max()),
        overlap=between,
        airborne_s=_longest((lowest > CLEAR_M) & _rising(poses, 2 * step)) / RATE_HZ,
    )


def _rising(poses: list[Pose], span_s: float) -> Bool[np.ndarray, " time"]:
    """Whether the pelvis goes up or down: nobody hangs still in the air, but on a bed one does."""
    before, _, after = (np.asarray(pose.root_translation_m)[:, 2] for pose in poses)
    return np.abs(after - before) / span_s > RISING_M_PER_S


def _slip(
    soles: list[list[np.ndarray]], span_s: float
) -> tuple[Float[np.ndarray, "foot time"], Bool[np.ndarray, "foot time"]]:
    """Horizontal speed of the skin of each foot that touches the ground, m/s, and whether any."""
    slip, touching = [], []
    for before, now, after in zip(*soles, strict=True):
        depth = np.clip(CONTACT_M - now[..., 2], 0.0, None)
        speed = np.linalg.norm((after - before)[..., :2], axis=-1) / span_s
        load = depth.sum(1)
        slip.append((speed * depth).sum(1) / np.where(load > 0, load, 1.0))
        touching.append(load > 0)
    return np.array(slip), np.array(touching)


def _dynamics(
    body: Body, motion: Motion, times_s: Float[np.ndarray, " time"]
) -> tuple[float, float, float]:
    """Fastest joint, strongest acceleration, and largest root mean square jerk."""
    fine = np.arange(times_s[0], times_s[-1], 0.5 / RATE_HZ)
    joints = [body.bone(bone) for bone in body.rig.joints().values()]
    place = skeleton(body, motion.pose(fine))[1][:, joints]
    step = fine[1] - fine[0]
    speed = np.diff(place, axis=0) / step
    acceleration = np.diff(speed, axis=0) / step
    jerk = np.diff(acceleration, axis=0) / step
    return (
        float(np.linalg.norm(speed, axis=-1).max()),
        float(np.linalg.norm(acceleration, axis=-1).max()),
        float(np.sqrt((jerk**2).sum(-1).mean(0)).max()),
    )


def _longest(flags: Bool[np.ndarray, " time"]) -> int:
    longest = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest


@once_a_body
def _points(body: Body) -> tuple[list[RestArrays], RestArrays]:
    """The skin of each foot and of the rest, thinned."""
    feet = list(soles_of(body).values())
    rest = np.flatnonzero(body.share(*(body.rig.limbs[side].ankle for side in SIDES)) < 0.5)
    return feet, part_of(body, rest[far_apart(body.vertices_m[rest], OTHER_POINTS)])
