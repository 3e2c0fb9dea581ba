"""`Workroom`: a room while it is being furnished, in its own frame from (0, 0)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Bool, Float

from scenes.objects import Size
from scenes.rooms.generate._frames import Pose, ahead_m, in_room, turned_point
from scenes.rooms.generate._grid import Grid
from scenes.rooms.generate._group import Group, extents_m, zones_m
from scenes.rooms.generate._piece import Piece
from scenes.spec import Material

APPROACH_M = 0.95
"""Depth that is kept free on both sides of a door, m."""

BESIDE_M = 0.05
"""How much wider than the door that is, on each side, m."""

BEFORE_M = 0.45
"""Depth in front of a window in which nothing high stands, m."""

OVER_SILL_M = 0.05
"""What is higher than the sill by no more is not high, m."""

DOOR_PLACE_M = 0.4
"""Distance from the wall of the place at which one comes in, m."""

Box = tuple[float, float, float, float, float, float]
"""Lowest and highest x, y and z, m."""


@dataclass(frozen=True)
class Gap:
    """A door or window in one of the four walls.

    Attributes:
        quarter: Direction from the wall into the room, in quarter turns from +x.
        low_m: Where it begins along the wall (along x or y), m.
        high_m: Where it ends, m.
        sill_m: Its lower edge, m.
        top_m: Its upper edge, m.
        is_door: Whether people go through.
    """

    quarter: int
    low_m: float
    high_m: float
    sill_m: float
    top_m: float
    is_door: bool

    @property
    def middle_m(self) -> float:
        """Its middle along the wall, m."""
        return (self.low_m + self.high_m) / 2


@dataclass(frozen=True)
class Placed:
    """A piece in the room.

    Attributes:
        kind: Type in the catalogue.
        size_m: Depth, width and height, m.
        material: Main material.
        place_m: Middle of its footprint and its lowest level, m.
        yaw_rad: Direction of its front, rad.
        carrier: Number of what it is on, or None.
    """

    kind: str
    size_m: Size
    material: Material
    place_m: tuple[float, float, float]
    yaw_rad: float
    carrier: int | None = None


@dataclass
class Workroom:
    """A room, its openings, and what has been placed so far.

    Attributes:
        kind: Kind of room.
        size_m: Extent along x, y and z, m.
        gaps: Doors and windows.
        grid: Its floor.
        placed: What is in it.
        boxes_m: The upright box around each.
    """

    kind: str
    size_m: Size
    gaps: tuple[Gap, ...]
    grid: Grid = field(init=False)
    placed: list[Placed] = field(default_factory=list)
    boxes_m: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.grid = Grid(self.size_m[:2])
        for gap in self.gaps:
            if gap.is_door:
                self.grid.keep(self._before(gap, APPROACH_M, BESIDE_M), used=False)
                x0, x1, y0, y1 = self._before(gap, 2 * DOOR_PLACE_M, 0.0)
                self.grid.enter_at(((x0 + x1) / 2, (y0 + y1) / 2))
            else:
                self.grid.keep_low(self._before(gap, BEFORE_M, -BESIDE_M))

    @property
    def area_m2(self) -> float:
        """Area of the floor, m^2."""
        return self.size_m[0] * self.size_m[1]

    @property
    def windows(self) -> list[Gap]:
        """The windows."""
        return [gap for gap in self.gaps if not gap.is_door]

    def has(self, kind: str) -> bool:
        """Whether there is one of this kind."""
        return any(one.kind == kind for one in self.placed)

    def wall_length_m(self, quarter: int) -> float:
        """Length of the wall from which one looks that way into the room, m."""
        return self.size_m[1 - quarter % 2]

    def span_m(self, quarter: int) -> float:
        """Distance from that wall to the one opposite, m."""
        return self.size_m[quarter % 2]

    def fits(self, group: Group, poses: Float[np.ndarray, "pose 3"]) -> Bool[np.ndarray, " pose"]:
        """Poses at which a group is in the room, off everything, and off what is kept free."""
        grid, sill = self.grid, min((gap.sill_m for gap in self.windows), default=np.inf)
        solid, flat = (self._around(pieces, poses) for pieces in (group.solid, group.flat))
        zones = self._zones_m(group, poses)
        high = solid[:, group.tops_m() > sill + OVER_SILL_M]
        good = grid.within(solid).all(axis=1) & grid.clear(solid, "taken", "kept").all(axis=1)
        good &= grid.within(flat).all(axis=1) & grid.clear(flat, "laid").all(axis=1)
        good &= grid.within(zones).all(axis=1) & grid.clear(zones, "taken").all(axis=1)
        good &= grid.clear(high, "low").all(axis=1)
        if group.spans_m is not None:
            ahead = ahead_m(self.size_m, poses)
            good &= (ahead >= group.spans_m[0]) & (ahead <= group.spans_m[1])
        return np.asarray(good)

    def settle(self, group: Group, pose: Pose) -> bool:
        """Places a group if the floor stays in one piece and all that is used is reached."""
        solid = self._around(group.solid, pose[None])[0]
        zones = self._zones_m(group, pose[None])[0]
        field_m = self.grid.with_boxes(solid[~group.skew], self._skew_m(group, pose))
        if not self.grid.connected(field_m, zones):
            return False
        self.grid.take(solid, field_m)
        for rug in self._around(group.flat, pose[None])[0]:
            self.grid.lay(rug.tolist())
        for zone in zones:
            self.grid.keep(zone.tolist(), used=True)
        first = len(self.placed)
        for one in group.pieces:
            self._add(one, first, pose)
        return True

    def add(self, placed: Placed, box_m: Box) -> None:
        """Adds a thing whose place has been found otherwise."""
        self.placed.append(placed)
        self.boxes_m.append(box_m)

    def _before(self, gap: Gap, depth_m: float, wider_m: float) -> list[float]:
        """The floor before an opening: lowest and highest x, then y, m."""
        along = [gap.low_m - wider_m, gap.high_m + wider_m]
        span = self.span_m(gap.quarter)
        ahead = [0.0, depth_m] if gap.quarter < 2 else [span - depth_m, span]
        return [*ahead, *along] if gap.quarter % 2 == 0 else [*along, *ahead]

    def _around(
        self, pieces: Sequence[Piece], poses: Float[np.ndarray, "pose 3"]
    ) -> Float[np.ndarray, "pose piece 4"]:
        """Upright rectangles around some pieces for each pose, m."""
        local = np.repeat(extents_m(pieces)[None], len(poses), axis=0)
        far = np.array([one.far for one in pieces], dtype=bool)[None, :, None]
        local[..., :2] += far * ahead_m(self.size_m, poses)[:, None, None]
        return in_room(local, poses)

    def _zones_m(
        self, group: Group, poses: Float[np.ndarray, "pose 3"]
    ) -> Float[np.ndarray, "pose zone 4"]:
        """The floor that a group's use needs, for each pose, m."""
        local = np.repeat(zones_m(group.zones)[None], len(poses), axis=0)
        to_wall = np.array([zone.to_wall for zone in group.zones], dtype=bool)[None]
        local[..., 1] += to_wall * ahead_m(self.size_m, poses)[:, None]
        return in_room(local, poses)

    def _skew_m(self, group: Group, pose: Pose) -> Float[np.ndarray, "skew 5"]:
        """Middle, half extents and direction of the pieces that are not square to the walls."""
        rows = []
        for one, skew in zip(group.solid, group.skew, strict=True):
            if skew:
                x, y = self._middle_m(one, pose)
                turn = one.yaw_rad + pose[2] * np.pi / 2
                rows.append((x, y, one.depth_m / 2, one.width_m / 2, turn))
        return np.array(rows, dtype=float).reshape(-1, 5)

    def _middle_m(self, one: Piece, pose: Pose) -> tuple[float, float]:
        ahead = float(ahead_m(self.size_m, pose[None])[0]) if one.far else 0.0
        x, y = turned_point(one.x_m + ahead, one.y_m, int(pose[2]))
        return x + float(pose[0]), y + float(pose[1])

    def _add(self, one: Piece, first: int, pose: Pose) -> None:
        x0, x1, y0, y1 = self._around([one], pose[None])[0, 0].tolist()
        place = (*self._middle_m(one, pose), one.z_m)
        yaw = one.yaw_rad + float(pose[2]) * np.pi / 2
        carrier = None if one.carrier is None else first + one.carrier
        placed = Placed(one.kind, one.size_m, one.material, place, yaw, carrier)
        self.add(placed, (x0, x1, y0, y1, one.z_m, one.z_m + one.size_m[2]))
