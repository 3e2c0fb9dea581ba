"""The numbers that a performed motion consists of, over time, before bodies are bent to them.

A `Channels` array has one column for each name in `CHANNELS`. Positions are in a ground frame (the
stage of a performance, or the world), angles in rad:

- `pelvis_x`, `pelvis_y`, `pelvis_z`: the root joint, m; `yaw` its heading, `pitch` its tilt
  forwards, `roll` its tilt to the right.
- `lean`, `list`, `twist`: the chest against the pelvis, forwards, to the right, to the left.
- `nod`, `gaze`: the head against the chest, down and to the left.
- for each foot `x`, `y`: the point below the ankle of the flat foot, m; `lift`: its height above
  the ground, m; `yaw`, `pitch`: direction of the toes, and how far up they point (a planted foot
  rolls on its heel or its ball); `free`: 0 for a foot that keeps this direction, 1 for one that
  follows its shank; `flex`: how far down the toes of a free foot point against the shank's normal;
  `knee`: how far the knee is turned outwards about the line from hip to ankle.
- for each arm `spread`, `flexion`, `elbow`, `turn`: as in `arm_rotations`.
"""

from typing import Final

import numpy as np
from jaxtyping import Float

from scenes.bodies import SIDES, Side

TRUNK: Final = ("pelvis_x", "pelvis_y", "pelvis_z", "yaw", "pitch", "roll")
SPINE: Final = ("lean", "list", "twist", "nod", "gaze")
FOOT: Final = ("x", "y", "lift", "yaw", "pitch", "free", "flex", "knee")
ARM: Final = ("spread", "flexion", "elbow", "turn")

CHANNELS: Final = (
    *TRUNK,
    *SPINE,
    *(f"foot_{name}.{side}" for side in SIDES for name in FOOT),
    *(f"arm_{name}.{side}" for side in SIDES for name in ARM),
)
"""Names along the channel axis."""

INDEX: Final = {name: index for index, name in enumerate(CHANNELS)}
"""Place of each channel."""

Channels = Float[np.ndarray, "time channel"]
Key = Float[np.ndarray, " channel"]


def foot_columns(side: Side) -> slice:
    """Columns of a foot, in the order of `FOOT`."""
    first = INDEX[f"foot_x.{side}"]
    return slice(first, first + len(FOOT))


def arm_columns(side: Side) -> slice:
    """Columns of an arm, in the order of `ARM`."""
    first = INDEX[f"arm_spread.{side}"]
    return slice(first, first + len(ARM))


PLACES: Final = (("pelvis_x", "pelvis_y"), *((f"foot_x.{s}", f"foot_y.{s}") for s in SIDES))
"""Pairs of channels that are points on the ground."""

HEADINGS: Final = ("yaw", *(f"foot_yaw.{side}" for side in SIDES))
"""Channels that are directions on the ground."""


def moved(values: Channels, origin_m: Float[np.ndarray, "2"], heading_rad: float) -> Channels:
    """The same motion on a stage that stands elsewhere and is turned."""
    result = values.copy()
    turn = np.array(
        [[np.cos(heading_rad), -np.sin(heading_rad)], [np.sin(heading_rad), np.cos(heading_rad)]]
    )
    for pair in PLACES:
        columns = [INDEX[name] for name in pair]
        result[..., columns] = values[..., columns] @ turn.T + origin_m
    result[..., [INDEX[name] for name in HEADINGS]] += heading_rad
    return result
