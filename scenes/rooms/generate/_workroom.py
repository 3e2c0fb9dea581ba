"""`Workroom`: a room while it is being furnished, in its own frame from (0, 0)."""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Bool, Float

from scenes.rooms.generate._draw import Size
from scenes.rooms.generate._grid import Grid
from scenes.rooms.generate._group import Group, Piece
from scenes.spec import Material

APPROACH_M = 0.95
"""Depth that is kept free on both sides of a door, m."""

BESIDE_M = 0.05
"""How much wider than the door that is, on each side, m."""

BEFORE_M = 0.45
"""Depth in front of a window in which nothing high stands, m."""

DOOR_PLACE_M = 0.4
"""Distance from the wall of the place at which one comes in, m."""

HEAD_M = 2.0
"""What is no lower is not in the way, m."""

Pose = Float[np.ndarray, "3"]
"""x and y of a group's origin, m, and the direction of its +x in quarter turns."""


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
        boxes_m: Lowest and highest x, y and z of each, m.
    """

    kind: str
    size_m: Size
    gaps: tuple[Gap, ...]
    grid: Grid = field(init=False)
    placed: list[Placed] = field(default_factory=list)
    boxes_m: list[tuple[float, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.grid = Grid(self.size_m[:2])
        for gap in self.gaps:
            if gap.is_door:
                self.grid.keep(self.before(gap, APPROACH_M, BESIDE_M), used=False)
                x0, x1, y0, y1 = self.before(gap, 2 * DOOR_PLACE_M, 0.0)
                self.grid.enter_at(((x0 + x1) / 2, (y0 + y1) / 2))
            else:
                self.grid.keep_low(self.before(gap, BEFORE_M, -0.05))

    def before(self, gap: Gap, depth_m: float, wider_m: float) -> tuple[float, float, float, float]:
        """The floor before an opening: lowest and highest x, then y, m."""
        width, depth, _ = self.size_m
        along = (gap.low_m - wider_m, gap.high_m + wider_m)
        ahead = {
            0: (0.0, depth_m),
            1: (0.0, depth_m),
            2: (width - depth_m, width),
            3: (depth - depth_m, depth),
        }[gap.quarter]
        return (*ahead, *along) if gap.quarter % 2 == 0 else (*along, *ahead)

    def wall_length_m(self, quarter: int) -> float:
        """Length of the wall from which one looks that way into the room, m."""
        return self.size_m[1 - quarter % 2]

    def span_m(self, quarter: int) -> float:
        """Distance from that wall to the one opposite, m."""
        return self.size_m[quarter % 2]

    def sill_m(self) -> float:
        """Height of the lowest window sill, m."""
        return min((gap.sill_m for gap in self.gaps if not gap.is_door), default=np.inf)

    def outlines_m(
        self, group: Group, which: tuple[int, ...], poses: Float[np.ndarray, "pose 3"]
    ) -> Float[np.ndarray, "pose piece 4"]:
        """Upright rectangles around some pieces for each pose, m."""
        local = np.repeat(group.extents_m(which)[None], len(poses), axis=0)
        ahead = self._ahead_m(poses)[:, None, None]
        local[..., :2] += np.where(group.far(which)[None, :, None], ahead, 0.0)
        return turned(local, poses)

    def zones_m(
        self, group: Group, poses: Float[np.ndarray, "pose 3"]
    ) -> Float[np.ndarray, "pose zone 4"]:
        """The floor that a group's use needs, for each pose, m."""
        local = np.repeat(group.zones_m()[None], len(poses), axis=0)
        to_wall = np.array([zone.to_wall for zone in group.zones], dtype=bool)
        local[..., 1] += np.where(to_wall, self._ahead_m(poses)[:, None], 0.0)
        return turned(local, poses)

    def fits(self, group: Group, poses: Float[np.ndarray, "pose 3"]) -> Bool[np.ndarray, " pose"]:
        """Poses at which a group is in the room, off everything, and off what is kept free."""
        solid = self.outlines_m(group, group.solid, poses)
        good = self.grid.within(solid).all(1) & self.grid.clear(solid, "taken", "kept").all(1)
        flat = self.outlines_m(group, group.flat, poses)
        good &= self.grid.within(flat).all(axis=1) & self.grid.clear(flat, "laid").all(axis=1)
        zones = self.zones_m(group, poses)
        good &= self.grid.within(zones).all(axis=1) & self.grid.clear(zones, "taken").all(axis=1)
        high = solid[:, group.tops_m() > self.sill_m() + 0.05]
        good &= self.grid.clear(high, "low").all(axis=1)
        if group.spans_m is not None:
            ahead = self._ahead_m(poses)
            good &= (ahead >= group.spans_m[0]) & (ahead <= group.spans_m[1])
        return good

    def settle(self, group: Group, pose: Pose) -> bool:
        """Places a group if the floor stays in one piece and all that is used is reached."""
        one = pose[None]
        solid = self.outlines_m(group, group.solid, one)[0]
        zones = self.zones_m(group, one)[0]
        field = self.grid.with_boxes(solid[~group.skew], self._skew_m(group, pose))
        if not self.grid.connected(field, zones):
            return False
        self.grid.take(solid, field)
        for rug in self.outlines_m(group, group.flat, one)[0]:
            self.grid.lay(rug.tolist())
        for zone in zones:
            self.grid.keep(zone.tolist(), used=True)
        first = len(self.placed)
        for each in group.pieces:
            self._add(each, first, pose)
        return True

    def _skew_m(self, group: Group, pose: Pose) -> Float[np.ndarray, "skew 5"]:
        """Middle, half extents and direction of the pieces that are not square to the walls."""
        pieces = [group.pieces[i] for i, skew in zip(group.solid, group.skew, strict=True) if skew]
        turn = float(pose[2]) * np.pi / 2
        rows = [
            (
                *(rotated(np.array([p.x_m, p.y_m]), pose[2]) + pose[:2]),
                p.size_m[0] / 2,
                p.size_m[1] / 2,
                p.yaw_rad + turn,
            )
            for p in pieces
        ]
        return np.array(rows, dtype=float).reshape(-1, 5)

    def add(self, placed: Placed, box_m: tuple[float, ...]) -> None:
        """Adds a thing whose place has been found otherwise."""
        self.placed.append(placed)
        self.boxes_m.append(box_m)

    def _add(self, each: Piece, first: int, pose: Pose) -> None:
        ahead = float(self._ahead_m(pose[None])[0]) if each.far else 0.0
        x, y = (
            float(v) for v in rotated(np.array([each.x_m + ahead, each.y_m]), pose[2]) + pose[:2]
        )
        local = np.array([[each.extent[:4]]]) + np.array([ahead, ahead, 0.0, 0.0])
        box = turned(local, pose[None])[0, 0].tolist()
        carrier = None if each.carrier is None else first + each.carrier
        yaw = float(each.yaw_rad + pose[2] * np.pi / 2)
        placed = Placed(each.kind, each.size_m, each.material, (x, y, each.z_m), yaw, carrier)
        self.add(placed, (*box, each.z_m, each.z_m + each.size_m[2]))

    def _ahead_m(self, poses: Float[np.ndarray, "pose 3"]) -> Float[np.ndarray, " pose"]:
        """Distance from each pose to the wall ahead of it, m."""
        width, depth, _ = self.size_m
        quarter = poses[:, 2].astype(int)
        ends = [width - poses[:, 0], depth - poses[:, 1], poses[:, 0], poses[:, 1]]
        return np.choose(quarter, ends)


def rotated(point_m: Float[np.ndarray, "2"], quarter: float) -> Float[np.ndarray, "2"]:
    """A vector turned by so many quarters, exactly."""
    x, y = point_m
    return np.array([(x, y), (-y, x), (-x, -y), (y, -x)][int(quarter) % 4])


def turned(
    local_m: Float[np.ndarray, "pose box 4"], poses: Float[np.ndarray, "pose 3"]
) -> Float[np.ndarray, "pose box 4"]:
    """Upright rectangles of groups' frames in the room, m."""
    x0, x1, y0, y1 = np.moveaxis(local_m, -1, 0)
    quarter = poses[:, 2].astype(int)[:, None]
    options = [(x0, x1, y0, y1), (-y1, -y0, x0, x1), (-x1, -x0, -y1, -y0), (y0, y1, -x1, -x0)]
    sides = [np.choose(quarter, [option[i] for option in options]) for i in range(4)]
    offset = poses[:, None, :2].repeat(2, axis=2)
    return np.stack(sides, axis=-1) + offset
