"""What nobody can help: slow small movements of a body that performs anything."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes.motion._channels import CHANNELS, INDEX, Channels

RATES_HZ = (0.13, 0.29, 0.47)
"""Frequencies of the three sines, Hz (postural sway lies below 0.5 Hz: Winter, 1995)."""

SIZES = {
    "pelvis_x": 2.0e-3,
    "pelvis_y": 2.0e-3,
    **dict.fromkeys(("lean", "list", "twist"), np.deg2rad(0.35)),
    **dict.fromkeys(("nod", "gaze"), np.deg2rad(0.9)),
    **{
        f"arm_{name}.{side}": np.deg2rad(0.5)
        for side in "LR"
        for name in ("flexion", "elbow", "turn")
    },
}
"""Amplitude of each sine, m or rad."""


@dataclass(frozen=True)
class Fidget:
    """Three sines for each channel that sways.

    Attributes:
        phases_rad: Their phases.
        scale: Factor on their size.
    """

    phases_rad: Float[np.ndarray, "sine channel"]
    scale: float

    def add(self, values: Channels, times_s: Float[np.ndarray, " time"]) -> None:
        """Adds the movement in place; it never stops, and all its derivatives are continuous."""
        for name, size in SIZES.items():
            column = INDEX[name]
            angle = 2 * np.pi * np.outer(RATES_HZ, times_s) + self.phases_rad[:, [column]]
            values[:, column] += self.scale * size * np.sin(angle).sum(0)


def fidget(random: np.random.Generator, scale: float = 1.0) -> Fidget:
    """Draws the phases."""
    phases = random.uniform(0.0, 2 * np.pi, (len(RATES_HZ), len(CHANNELS)))
    return Fidget(phases, scale)
