"""What makes one gait differ from another at the same speed: cadence, asymmetry and fatigue.

The directions of the effects of fatigue follow J. L. Helbostad et al., "Physical fatigue affects
gait characteristics in older persons", J. Gerontol. A 62, 2007 (wider and more variable steps);
the asymmetry is the symmetry index of R. O. Robinson, W. Herzog and B. M. Nigg, "Use of force
platform variables to quantify the effects of chiropractic manipulation on gait symmetry", J.
Manipulative Physiol. Ther. 10, 1987, of the two swing times.
"""

from dataclasses import dataclass

import numpy as np

from scenes.bodies import Side
from scenes.spec import GaitSpec

TIRED_WIDTH, TIRED_STRIDE, TIRED_LEAN_RAD = 0.35, 0.12, float(np.deg2rad(6.0))
"""An exhausted walker's steps are so much wider, as a share, and shorter, and the trunk leans."""

TIRED_SPREAD = 0.035
"""Standard deviation of an exhausted walker's footprints, in strides."""


@dataclass(frozen=True)
class Personal:
    """Changes of a usual gait.

    Attributes:
        gait: What makes it personal.
    """

    gait: GaitSpec

    @property
    def cadence(self) -> float:
        """Factor on the cadence at the same speed."""
        return self.gait.cadence / (1 - TIRED_STRIDE * self.gait.fatigue)

    @property
    def stride(self) -> float:
        """Factor on the stride at the same speed."""
        return 1 / self.cadence

    @property
    def width(self) -> float:
        """Factor on the distance between the lines of the feet."""
        return 1 + TIRED_WIDTH * self.gait.fatigue

    @property
    def lean_rad(self) -> float:
        """Added lean of the trunk, rad."""
        return TIRED_LEAN_RAD * self.gait.fatigue

    @property
    def spread(self) -> float:
        """Standard deviation of footprints, in strides."""
        return TIRED_SPREAD * self.gait.fatigue

    def support(self, usual: float, side: Side) -> float:
        """Share of the cycle that a foot is on the ground."""
        left = 1.0 if side == "L" else -1.0
        return 1 - (1 - usual) * (1 + left * self.gait.asymmetry / 2)
