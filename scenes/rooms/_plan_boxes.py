"""What is in the way on the floor, seen from above: turned rectangles and the distance to them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.rooms._panels import Panel
from scenes.spec import ObjectSpec, OpeningSpec

FLAT_M = 0.03
"""What is no higher than this lies on the floor and can be walked on, m."""

HEAD_M = 2.0
"""What is no lower than this can be walked under, m."""

PASSAGES = ("door", "doorway", "open")
"""Kinds of openings that people go through; they open the doors that are closed."""

SILL_M = 0.1
"""People step over a sill that is no higher, m."""

LINTEL_M = 1.8
"""People duck under a lintel that is no lower, m."""


@dataclass(frozen=True)
class PlanBoxes:
    """Turned rectangles; a wall is one without depth.

    Attributes:
        centre_m: Middles, world x and y, m.
        along: Unit vectors along the first edges.
        half_m: Half the extents along `along` and across it, m.
    """

    centre_m: Float[np.ndarray, "box 2"]
    along: Float[np.ndarray, "box 2"]
    half_m: Float[np.ndarray, "box 2"]

    def distance_m(self, points_m: Float[np.ndarray, "point 2"]) -> Float[np.ndarray, "point box"]:
        """Distance of each point to each rectangle, negative inside, m."""
        offset = points_m[:, None] - self.centre_m
        ahead = np.sum(offset * self.along, axis=-1)
        aside = offset[..., 1] * self.along[:, 0] - offset[..., 0] * self.along[:, 1]
        beyond_x, beyond_y = np.abs(ahead) - self.half_m[:, 0], np.abs(aside) - self.half_m[:, 1]
        outside = np.hypot(np.maximum(beyond_x, 0.0), np.maximum(beyond_y, 0.0))
        return outside + np.minimum(np.maximum(beyond_x, beyond_y), 0.0)

    def reach_m(self) -> Float[np.ndarray, "box 2"]:
        """Half the extents along the world's x and y, m."""
        c, s = np.abs(self.along).T
        depth, width = self.half_m.T
        return np.stack([c * depth + s * width, s * depth + c * width], axis=1)

    def __getitem__(self, index: int) -> "PlanBoxes":
        one = slice(index, index + 1)
        return PlanBoxes(self.centre_m[one], self.along[one], self.half_m[one])

    def __len__(self) -> int:
        return len(self.centre_m)


def in_the_way(
    objects: Sequence[ObjectSpec],
    walls: Sequence[Panel],
    openings: Sequence[OpeningSpec],
) -> PlanBoxes:
    """What a walker has to go around: furniture, and walls except for doors."""
    solid = [one for one in walls if _blocks(one, openings)]
    things = [plan_box(item) for item in objects]
    standing = [box for box, low, high in things if high > FLAT_M and low < HEAD_M]
    rows = [_wall_box(one) for one in solid] + standing
    table = np.array(rows, dtype=float).reshape(-1, 6)
    return PlanBoxes(table[:, :2], table[:, 2:4], table[:, 4:])


def plan_box(item: ObjectSpec) -> tuple[tuple[float, ...], float, float]:
    """Middle, direction and half extents of an object seen from above; lowest and highest level.

    What is tilted takes the room of the upright box around it.
    """
    half = np.array(item.size_m) / 2
    if any(item.tilt_rad):
        half = np.abs(Rotation.from_rotvec(item.tilt_rad).as_matrix()) @ half
    middle = item.position_m[2] + item.size_m[2] / 2
    x, y = item.position_m[:2]
    along = (float(np.cos(item.yaw_rad)), float(np.sin(item.yaw_rad)))
    box = (x, y, *along, float(half[0]), float(half[1]))
    return box, float(middle - half[2]), float(middle + half[2])


def is_passage(opening: OpeningSpec) -> bool:
    """Whether people go through an opening."""
    low, high = opening.sill_m, opening.top_m
    passable = opening.kind == "open" or (low <= SILL_M and high >= LINTEL_M)
    return opening.kind in PASSAGES and passable


def _blocks(panel: Panel, openings: Sequence[OpeningSpec]) -> bool:
    if panel.opening is not None and is_passage(openings[panel.opening]):
        return False
    return panel.bottom_m < LINTEL_M and panel.top_m > FLAT_M


def _wall_box(panel: Panel) -> tuple[float, ...]:
    start, end = np.array(panel.start_m), np.array(panel.end_m)
    middle, half = (start + end) / 2, (end - start) / 2
    length = float(np.hypot(*half))
    return (*middle.tolist(), *(half / length).tolist(), length, 0.0)
