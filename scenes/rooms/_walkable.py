"""`Walkable`: where a person can stand, and the way from one place to another."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.ndimage import label

from scenes._errors import InputError
from scenes.rooms._outline import inside, sides_m
from scenes.rooms._panels import home_panels
from scenes.rooms._plan_boxes import PlanBoxes, in_the_way
from scenes.rooms._routes import pulled, shortest_cells
from scenes.spec import SceneSpec

CELL_M = 0.05
"""Edge of a cell of the floor, m."""

REACH_M = 0.6
"""Distances beyond this are not told apart on the grid, m."""

NEAR_M = 1.0
"""A way that is asked for from where nobody can stand begins this close to it, m."""

BESIDE_M = 0.11
"""From where somebody stands, a cell as close as this is reached by one small step, m."""

SLACK_M = 0.003
"""By how much a step from cell to cell may come closer to something than both cells are, m."""

MOST_CELLS = 20_000_000
"""A larger floor is refused."""


@dataclass(frozen=True, eq=False)
class Walkable:
    """The floor of a home on which a disc can stand, through all rooms and doors.

    Distances to walls and furniture are exact for points, and taken at the middles of cells of 5 cm
    for ways. Doors are passable, closed ones too: people open them.

    Attributes:
        radius_m: Radius of the disc, m.
        outlines_m: Sides of each room, see `scenes.rooms._outline`, m.
        obstacles: Walls and furniture.
        low_m: World x and y of the lowest corner of the grid, m.
        field_m: Distance of each cell's middle to what is in the way, at most `REACH_M`; negative
            inside of it, and off the floor, m.
    """

    radius_m: float
    outlines_m: tuple[Float[np.ndarray, "side end 2"], ...]
    obstacles: PlanBoxes
    low_m: Float[np.ndarray, "2"]
    field_m: Float[np.ndarray, "x y"]

    def clearance_m(self, points_m: Float[np.ndarray, "point 2"]) -> Float[np.ndarray, " point"]:
        """Distance to the nearest wall or object; negative inside of one and off the floor, m."""
        points = np.asarray(points_m, dtype=float)
        nearest = self.obstacles.distance_m(points).min(axis=1, initial=np.inf)
        on_floor = np.any([inside(points, sides) for sides in self.outlines_m], axis=0)
        return np.where(on_floor, nearest, -np.abs(nearest))

    def free(self, point_m: tuple[float, float]) -> bool:
        """Whether the disc can stand there."""
        return bool(self.clearance_m(np.array([point_m]))[0] >= self.radius_m)

    def nearest(
        self, point_m: tuple[float, float], within_m: float = NEAR_M
    ) -> tuple[float, float] | None:
        """The point itself if the disc can stand there, else a free one of its room, or None."""
        if self.free(point_m):
            return float(point_m[0]), float(point_m[1])
        cell = self.cell(point_m, within_m)
        return None if cell is None else self._middle(cell)

    def reaches(self, start_m: tuple[float, float], end_m: tuple[float, float]) -> bool:
        """Whether the disc can stand at both places and get from one to the other."""
        if not (self.free(start_m) and self.free(end_m)):
            return False
        cells = [self.cell(point, BESIDE_M) for point in (start_m, end_m)]
        if cells[0] is None or cells[1] is None:
            return False
        return bool(self.parts[cells[0]] == self.parts[cells[1]])

    def route(
        self, start_m: tuple[float, float], end_m: tuple[float, float]
    ) -> Float[np.ndarray, "corner 2"]:
        """Corners of a short way, straight in between, m.

        The shortest way over the grid is pulled tight until no line past a corner is free; lines
        are tested against the obstacles themselves, to 3 mm. An end at which the disc
        cannot stand is moved to the nearest place within `NEAR_M` at which it can.

        Raises:
            InputError: There is no way, or no place to stand near one of its ends.
        """
        ends = [self.nearest(point) for point in (start_m, end_m)]
        cells = [None if end is None else self.cell(end, BESIDE_M) for end in ends]
        (start, end), (first, last) = ends, cells
        if start is None or end is None or first is None or last is None:
            blocked = end_m if start is not None and first is not None else start_m
            raise _refusal(f"no place to stand near {_text(blocked)}", "choose another place")
        if self.parts[first] != self.parts[last]:
            found = f"no way from {_text(start_m)} to {_text(end_m)}"
            raise _refusal(found, "move what is in the way, or choose another place")
        cells_on_way = shortest_cells(self.walkable, first, last)
        way = np.array([start, *(self._middle(cell) for cell in cells_on_way), end])
        return pulled(way, self._is_free)

    @cached_property
    def walkable(self) -> Bool[np.ndarray, "x y"]:
        """Cells on whose middle the disc can stand."""
        return self.field_m >= self.radius_m

    @cached_property
    def parts(self) -> Int[np.ndarray, "x y"]:
        """Number of the connected part of the floor that each cell belongs to, 0 for none."""
        return label(self.walkable, np.ones((3, 3), dtype=int))[0]

    def middles_m(self) -> Float[np.ndarray, "x y 2"]:
        """World x and y of the middles of the cells, m."""
        return self._middles_m

    @cached_property
    def _middles_m(self) -> Float[np.ndarray, "x y 2"]:
        return _middles(self.low_m, self.field_m.shape)

    def _middle(self, cell: tuple[int, int]) -> tuple[float, float]:
        x, y = self.low_m + (np.array(cell) + 0.5) * CELL_M
        return float(x), float(y)

    def cell(self, point_m: tuple[float, float], within_m: float) -> tuple[int, int] | None:
        """The walkable cell of the same room whose middle is nearest, or None."""
        place = (np.asarray(point_m) - self.low_m) / CELL_M - 0.5
        size = int(within_m / CELL_M) + 1
        low = np.clip(np.floor(place).astype(int) - size, 0, self.field_m.shape)
        high = np.clip(np.ceil(place).astype(int) + size + 1, 0, self.field_m.shape)
        near = slice(low[0], high[0]), slice(low[1], high[1])
        here = [sides for sides in self.outlines_m if inside(np.asarray(point_m), sides)]
        same = [inside(self.middles_m()[near], sides) for sides in here]
        fitting = self.walkable[near] & (np.any(same, axis=0) if same else True)
        found = np.argwhere(fitting) + low
        if not len(found):
            return None
        distance = np.hypot(*(found - place).T) * CELL_M
        best = int(distance.argmin())
        close = distance[best] <= within_m
        return (int(found[best, 0]), int(found[best, 1])) if close else None

    def _is_free(self, start_m: Float[np.ndarray, "2"], end_m: Float[np.ndarray, "2"]) -> bool:
        """Whether the disc can go straight from one point to another, on the floor all the way."""
        count = int(np.hypot(*(end_m - start_m)) / CELL_M) + 2
        points = start_m + np.linspace(0.0, 1.0, count)[:, None] * (end_m - start_m)
        cells = ((points - self.low_m) / CELL_M).astype(int)
        cells = np.clip(cells, 0, np.array(self.field_m.shape) - 1)
        if (self.field_m[cells[:, 0], cells[:, 1]] < self.radius_m - CELL_M).any():
            return False
        nearest = self.obstacles.beside_m(start_m, end_m).min(initial=np.inf)
        return bool(nearest > self.radius_m - SLACK_M)


def walkable(spec: SceneSpec, clearance_m: float = 0.25) -> Walkable:
    """The floor of a home on which a disc of this radius can stand.

    Args:
        spec: The home; what is lower than 3 cm or hangs higher than 2 m is not in the way.
        clearance_m: Radius of the disc, m.

    Raises:
        InputError: An opening lies on no wall, the radius is not from 0.05 to 0.55 m, or the home
            is too large.
    """
    if not CELL_M <= clearance_m <= REACH_M - CELL_M:
        raise _refusal(f"a radius of {clearance_m} m", "choose 0.05 to 0.55 m")
    walls = [panel for of_room in home_panels(spec) for panel in of_room]
    obstacles = in_the_way(spec.objects, walls, spec.openings)
    outlines = tuple(sides_m(room) for room in spec.rooms)
    corners = np.concatenate(outlines).reshape(-1, 2)
    low = corners.min(axis=0)
    shape = np.ceil((corners.max(axis=0) - low) / CELL_M).astype(int)
    if shape.prod() > MOST_CELLS:
        raise _refusal(f"rooms that span {shape * CELL_M} m", "leave the distant ones out")
    field = _field(obstacles, outlines, low, (int(shape[0]), int(shape[1])))
    return Walkable(clearance_m, outlines, obstacles, low, field)


def _field(
    obstacles: PlanBoxes,
    outlines_m: tuple[Float[np.ndarray, "side end 2"], ...],
    low_m: Float[np.ndarray, "2"],
    shape: tuple[int, int],
) -> Float[np.ndarray, "x y"]:
    """Distances at the middles of cells, each obstacle's where it matters."""
    middles = _middles(low_m, shape)
    on_floor = np.any([inside(middles, sides) for sides in outlines_m], axis=0)
    field = np.where(on_floor, REACH_M, -REACH_M)
    reach = obstacles.reach_m() + REACH_M
    first = np.floor((obstacles.centre_m - reach - low_m) / CELL_M).astype(int).clip(0)
    last = np.ceil((obstacles.centre_m + reach - low_m) / CELL_M).astype(int).clip(0)
    for index, ((x0, y0), (x1, y1)) in enumerate(zip(first, last, strict=True)):
        near = field[x0:x1, y0:y1]
        distance = obstacles[index].distance_m(middles[x0:x1, y0:y1].reshape(-1, 2))
        np.minimum(near, distance.reshape(near.shape), out=near)
    return field


def _middles(low_m: Float[np.ndarray, "2"], shape: tuple[int, ...]) -> Float[np.ndarray, "x y 2"]:
    x, y = (low_m[axis] + (np.arange(shape[axis]) + 0.5) * CELL_M for axis in (0, 1))
    return np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)


def _text(point_m: tuple[float, float]) -> str:
    return f"({point_m[0]:.2f}, {point_m[1]:.2f}) m"


def _refusal(found: str, do: str) -> InputError:
    return InputError(expected="a floor that people can walk on", found=found, do=do)
