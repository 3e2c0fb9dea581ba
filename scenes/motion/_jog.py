"""Jogging: how the foot rolls and how trunk and arms move when both feet leave the ground.

Angles and timing follow T. F. Novacheck, "The biomechanics of running", Gait and Posture 7 (1998):
support for some 37 % of the cycle, the body lowest in the middle of it and highest in flight, the
trunk 5 to 10 degrees ahead, the heel of the swinging foot up behind the knee. The cadence is that
of P. R. Cavanagh and R. Kram, "Stride length in distance running", Med. Sci. Sports Exerc. 21
(1989).
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import BPoly

from scenes.bodies import Side
from scenes.motion._foot import USUAL, Effort, FootCycle
from scenes.motion._sway import Phase

JOG_RATE_HZ = 1.25
"""Cycles of two steps per second, Hz."""

JOG_PASSES = 0.15
"""Phase after its strike at which the body passes over a foot, cycles."""

FLIGHT = 0.43
"""Phase in the middle of the flight after the left foot's support, cycles."""

BOUNCE_M = 0.035
"""Half the way that the body rises and falls, m."""

LEAN_RAD = np.deg2rad(7.0)


def jog_cycle(support: float, effort: Effort = USUAL) -> FootCycle:
    """The roll of a foot: strike nearly flat, heel rise, toe-off, heel up behind, and ahead."""
    still = np.zeros(3)
    strike, off, kick = (
        np.deg2rad(angles) for angles in ((5, -180, 0), (-41, -260, 0), (-58, 0, 0))
    )
    off, kick = effort.push * off, (0.4 + 0.6 * effort.push) * kick
    toes_off = effort.push * np.deg2rad((-20.0, -300.0, 0.0))
    behind = support + 0.35 * (1 - support)
    return FootCycle(
        support=support,
        pitch=BPoly.from_derivatives(
            [0.0, 0.055, 0.115, support, behind, 0.9, 1.0],
            np.array(
                [
                    effort.landing * strike,
                    still,
                    still,
                    off,
                    kick,
                    np.deg2rad((8.0, 60.0, 0.0)) * effort.next_landing,
                    effort.next_landing * strike,
                ]
            ),
        ),
        toe_pitch=BPoly.from_derivatives(
            [0.0, 0.25, support, 1.0], np.array([still, still, toes_off, still])
        ),
        toe_relaxing=BPoly.from_derivatives(
            [support, behind, 1.0], np.array([toes_off - off, still, still])
        ),
        flat_from=0.055,
        flat_until=0.115,
    )


@dataclass(frozen=True)
class JogSway:
    """Movement of trunk and arms of a jogger.

    Attributes:
        speed_m_per_s: Speed, m/s.
        hip_height_m: Height of the hip joint, m.
    """

    speed_m_per_s: float
    hip_height_m: float

    def shift_m(self, phase: Phase) -> tuple[Phase, Phase, Phase]:
        """Movement of the pelvis ahead, to the left and up, m."""
        twice = 4 * np.pi * (phase - FLIGHT)
        return (
            0.008 * np.sin(twice),
            0.012 * np.sin(2 * np.pi * (phase + 0.07)),
            BOUNCE_M * np.cos(twice),
        )

    def pelvis_angles(self, phase: Phase) -> tuple[Phase, Phase]:
        """Turn of the pelvis with the leg that reaches out, and its drop, rad."""
        turn = np.deg2rad(7.0) * np.cos(2 * np.pi * phase)
        return turn, np.deg2rad(4.0) * np.sin(2 * np.pi * (phase + 0.1))

    def chest(self, phase: Phase) -> dict[str, Phase]:
        """The chest turns against the pelvis; the head stays."""
        return {
            "twist_rad": np.deg2rad(16.0) * np.cos(2 * np.pi * phase),
            "lean_rad": LEAN_RAD + np.deg2rad(1.5) * np.sin(4 * np.pi * phase),
            "list_rad": -np.deg2rad(4.0) * np.sin(2 * np.pi * (phase + 0.1)),
            "gaze_rad": -np.deg2rad(9.0) * np.cos(2 * np.pi * phase),
        }

    def arm(self, side: Side, phase: Phase) -> dict[str, Phase]:
        """Elbows bent, each arm against its own leg."""
        own = np.cos(2 * np.pi * (phase - (0.0 if side == "L" else 0.5)))
        return {
            "flexion_rad": np.deg2rad(-8.0 - 30.0 * own),
            "elbow_rad": np.deg2rad(88.0 - 12.0 * own),
        }
