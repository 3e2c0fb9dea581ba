"""Validation problem: breath and heartbeat of a standing person, read off the echo's phase.

The radar stands where the skin above the apex of the heart throws its glint, 2 m away. There one
glint outshines the rest of its range cell, and the phase of the echo about the centre of its circle
is the displacement of that skin. From elsewhere glints of several parts of the body mix in a cell,
and the phase of their sum is no mean of their displacements at all (docs/physics/breathing.md).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

import scenes

if TYPE_CHECKING:
    pass

BREATHING_HZ, HEARTBEAT_HZ = 0.25, 1.2
SNR_DB = 10.0
DURATION_S = 60.0
RADAR_M = (0.24, -0.66, 0.19)
_DRAWS = 16
_HARMONICS = 4


@dataclass(frozen=True)
class Vitals:
    """Rates and amplitudes of a displacement.

    Attributes:
        breathing_hz: Rate of its strongest oscillation, Hz.
        breathing_m: Amplitude at the true rate of breath, m.
        heartbeat_hz: Rate of the strongest of what breath leaves, Hz.
        heartbeat_m: Amplitude at the true rate of the heart, m.
    """

    breathing_hz: float
    breathing_m: float
    heartbeat_hz: float
    heartbeat_m: float


@dataclass(frozen=True)
class Errors:
    """Root-mean-square relative errors over draws of the noise."""

    breathing_rate: float
    breathing_size: float
    heartbeat_rate: float
    heartbeat_size: float


def standing_person(duration_s: float) -> scenes.PopulatedScene:
    """An adult, motionless but for breath and heart, both pure sines."""
    ann = scenes.AgentSpec(
        name="ann",
        position_m=(2.0, 0.0),
        heading_rad=np.pi,
        activity=scenes.Stand(sway_m=0.0),
        vitals=scenes.VitalsSpec(
            breathing_m=4e-3,
            breathing_hz=BREATHING_HZ,
            breathing_phase_rad=0.0,
            inhale_share=0.5,
            heartbeat_m=0.3e-3,
            heartbeat_hz=HEARTBEAT_HZ,
            heartbeat_phase_rad=0.0,
            heartbeat_sharpness=0.0,
        ),
    )
    return scenes.populate(
        scenes.SceneSpec(
            room=scenes.RoomSpec(size_m=(8.0, 6.0, 2.5), corner_m=(-0.5, -3.0)),
            agents=(ann,),
            radar=scenes.RadarPlacement(position_m=RADAR_M),
            duration_s=duration_s,
        )
    )
