"""How the trunk and the arms of a walker move over a cycle.

Sizes and timing follow R. Boulic, N. Magnenat-Thalmann and D. Thalmann, "A global human walking
model with real-time kinematic personification", The Visual Computer 6 (1990), with their piecewise
curves replaced by sinusoids, so that every joint has a continuous acceleration. The movement to and
fro is the one that trades kinetic for potential energy (G. A. Cavagna, H. Thys and A. Zamboni, "The
sources of external work in level walking and running", J. Physiol. 262, 1976): the body is slowest
where it is highest.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import Side
from scenes.motion._pose import FORWARD, UP, about

GRAVITY_M_PER_S2 = 9.81

HIGHEST = 0.28
"""Phase at which the pelvis is highest, over the left foot, cycles."""

LEAN_RAD = np.deg2rad(3.0)
"""Mean lean of the trunk forwards in a normal walk, rad."""

Phase = Float[np.ndarray, " time"]


class Swaying(Protocol):
    """How trunk and arms move over a cycle; phase 0 is the strike of the left heel."""

    @property
    def hip_height_m(self) -> float:
        """Height of the hip joint, m."""
        ...

    def shift_m(self, phase: Phase) -> tuple[Phase, Phase, Phase]:
        """Movement of the pelvis ahead, to the left and up, m."""
        ...

    def pelvis_angles(self, phase: Phase) -> tuple[Phase, Phase]:
        """Turn of the pelvis to the right, and its drop to the right, rad."""
        ...

    def chest(self, phase: Phase) -> dict[str, Phase]:
        """Angles for `trunk_rotations`."""
        ...

    def arm(self, side: Side, phase: Phase) -> dict[str, Phase]:
        """Flexion of shoulder and elbow, for `arm_rotations`."""
        ...


@dataclass(frozen=True)
class Sway:
    """Movement of trunk and arms of a walk at one speed.

    Attributes:
        relative_speed: Boulic's RV, speed over hip height, 1/s.
        hip_height_m: Height of the hip joint, m.
        lean_rad: Added lean of the trunk, rad.
    """

    relative_speed: float
    hip_height_m: float
    lean_rad: float = 0.0

    def shift_m(self, phase: Phase) -> tuple[Phase, Phase, Phase]:
        """Movement of the pelvis ahead, to the left and up, m."""
        pace = self.relative_speed
        rise = 0.015 * pace * self.hip_height_m
        aside = (0.032 if pace > 0.5 else 0.128 * pace * (1 - pace)) * self.hip_height_m
        speed = pace * self.hip_height_m
        steps_rad_per_s = 4 * np.pi * np.sqrt(pace) / 1.346
        surge = min(GRAVITY_M_PER_S2 * rise / speed, 0.15 * speed) / steps_rad_per_s
        twice = 4 * np.pi * (phase - HIGHEST)
        return (
            -surge * np.sin(twice),
            aside * np.sin(2 * np.pi * (phase - 0.1)),
            rise * np.cos(twice),
        )

    def pelvis_angles(self, phase: Phase) -> tuple[Phase, Phase]:
        """Turn of the pelvis to the right, with the leg that reaches out, and its drop, rad."""
        turn = np.deg2rad(4.0 * self.relative_speed) * np.cos(2 * np.pi * phase)
        drop = np.deg2rad(3.0 * self.relative_speed) * np.sin(2 * np.pi * (phase + 0.08))
        return turn, drop

    def pelvis_tilt(self, phase: Phase) -> Rotation:
        """Turn of the pelvis with the leg that reaches out, and drop on the swinging side."""
        turn, drop = self.pelvis_angles(phase)
        return about(UP, -turn) * about(FORWARD, drop)

    def chest(self, phase: Phase) -> dict[str, Phase]:
        """Angles for `trunk_rotations`: the chest turns against the pelvis, the head hardly."""
        pace = self.relative_speed
        turn = np.deg2rad(4.0 * pace + 3.0 * pace) * np.cos(2 * np.pi * phase)
        drop = np.deg2rad(3.0 * pace) * np.sin(2 * np.pi * (phase + 0.08))
        nod = np.deg2rad(1.0) * np.sin(2 * np.pi * (2 * phase - 0.1))
        return {
            "twist_rad": turn,
            "lean_rad": LEAN_RAD * min(1.0, pace) + self.lean_rad + nod,
            "list_rad": -drop,
            "gaze_rad": -np.deg2rad(3.0 * pace) * np.cos(2 * np.pi * phase),
        }

    def arm(self, side: Side, phase: Phase) -> dict[str, Phase]:
        """Angles for `arm_rotations`: each arm swings with the opposite leg."""
        pace = self.relative_speed
        own = np.cos(2 * np.pi * (phase - (0.0 if side == "L" else 0.5) - 0.02))
        swing = 9.88 * pace
        mean, half = 16.0 + 10.0 * pace, min(15.0, 12.0 * pace)
        return {
            "flexion_rad": np.deg2rad(3.0 - swing / 2 - swing * own),
            "elbow_rad": np.deg2rad(mean - half * own),
        }
