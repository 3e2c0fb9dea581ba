"""What is in the way on the floor, seen from above: turned rectangles and the distance to them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
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


_CORNERS = np.array([(1.0, 1.0), (1.0, -1.0), (-1.0, -1.0), (-1.0, 1.0)])


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
        beyond = np.abs(self._local(points_m[:, None] - self.centre_m)) - self.half_m
        outside = np.maximum(beyond, 0.0)
        return np.hypot(outside[..., 0], outside[..., 1]) + np.minimum(beyond.max(axis=-1), 0.0)

    def beside_m(
        self, start_m: Float[np.ndarray, "2"], end_m: Float[np.ndarray, "2"]
    ) -> Float[np.ndarray, " box"]:
        """Distance of the straight line between two points to each rectangle, m.

        It is 0 where they meet, else that of an end to the rectangle or of a corner to the line.
        """
        ends = np.stack([start_m, end_m])
        local = self._local(ends[:, None] - self.centre_m)
        beyond = np.maximum(np.abs(local) - self.half_m, 0.0)
        of_ends = np.hypot(beyond[..., 0], beyond[..., 1]).min(axis=0)
        corners = self.half_m[:, None] * _CORNERS
        way, offset = local[1] - local[0], corners - local[0][:, None]
        length = np.maximum(np.sum(way**2, axis=1), 1e-12)[:, None]
        share = np.clip(np.einsum("bck,bk->bc", offset, way) / length, 0.0, 1.0)
        gap = offset - share[..., None] * way[:, None]
        of_corners = np.hypot(gap[..., 0], gap[..., 1]).min(axis=1)
        return np.where(self._met(local, way), 0.0, np.minimum(of_ends, of_corners))

    def _met(
        self, local_m: Float[np.ndarray, "end box 2"], way_m: Float[np.ndarray, "box 2"]
    ) -> Bool[np.ndarray, " box"]:
        """Whether a line enters each rectangle: it is within both pairs of sides at once."""
        safe = np.where(np.abs(way_m) < 1e-12, 1e-12, way_m)
        first, second = (-self.half_m - local_m[0]) / safe, (self.half_m - local_m[0]) / safe
        enter = np.minimum(first, second).max(axis=1)
        leave = np.maximum(first, second).min(axis=1)
        return np.asarray((enter <= leave) & (leave >= 0) & (enter <= 1))

    def _local(
        self, offset_m: Float[np.ndarray, "point box 2"]
    ) -> Float[np.ndarray, "point box 2"]:
        """Offsets from the middles, along each rectangle's own axes, m."""
        ahead = np.sum(offset_m * self.along, axis=-1)
        aside = offset_m[..., 1] * self.along[:, 0] - offset_m[..., 0] * self.along[:, 1]
        return np.stack([ahead, aside], axis=-1)

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
