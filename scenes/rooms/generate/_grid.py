"""The floor of a room that is being furnished, in cells of 5 cm."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float
from scipy.ndimage import label

CELL_M = 0.05
"""Edge of a cell, m."""

RADII_M = (0.235, 0.25, 0.265, 0.28)
"""Discs for which the floor must be in one piece: people's, and a little less and more, so that
nothing depends on how cells fall, m."""

POCKET = 4
"""A part of the floor with so few cells is none."""

FAR_M = 1.5
"""Distances beyond this are not told apart, m."""

_ALL = np.ones((3, 3), dtype=int)

NO_SKEW = np.zeros((0, 5))
"""No turned obstacles."""


class Grid:
    """What is taken, what is to stay free, and how far it is to the next obstacle.

    Attributes:
        size_m: Extent along x and y, m.
        field_m: Distance of each cell's middle to what is in the way, at most `FAR_M`, m.
    """

    def __init__(self, size_m: tuple[float, float]) -> None:
        """An empty rectangle from (0, 0)."""
        self.size_m = size_m
        shape = tuple(int(np.ceil(extent / CELL_M - 1e-6)) for extent in size_m)
        self._taken = np.zeros(shape, dtype=np.int32)
        self._kept = np.zeros(shape, dtype=np.int32)
        self._low = np.zeros(shape, dtype=np.int32)
        self._laid = np.zeros(shape, dtype=np.int32)
        self._sums: dict[str, np.ndarray] = {}
        self._x, self._y = ((np.arange(n) + 0.5) * CELL_M for n in shape)
        x = np.minimum(self._x, size_m[0] - self._x)
        y = np.minimum(self._y, size_m[1] - self._y)
        self.field_m = np.minimum(np.minimum(x[:, None], y[None, :]), FAR_M)
        self._doors: list[tuple[float, float]] = []
        self._used: list[tuple[slice, slice]] = []

    def take(self, boxes_m: Float[np.ndarray, "box 4"], field_m: Float[np.ndarray, "x y"]) -> None:
        """Puts obstacles (lowest and highest x, then y) there, with the field that they leave."""
        for box in boxes_m:
            self._taken[self._cells(box)] = 1
        self.field_m = field_m
        self._sums.clear()

    def keep(self, box_m: Sequence[float], *, used: bool) -> None:
        """Keeps a rectangle free of obstacles; one that is used must also be reached."""
        cells = self._cells(box_m)
        self._kept[cells] = 1
        if used:
            self._used.append(cells)
        self._sums.clear()

    def lay(self, box_m: Sequence[float]) -> None:
        """Lays a rug."""
        self._laid[self._cells(box_m)] = 1
        self._sums.clear()

    def keep_low(self, box_m: Sequence[float]) -> None:
        """Keeps a rectangle free of what is high."""
        self._low[self._cells(box_m)] = 1
        self._sums.clear()

    def enter_at(self, place_m: tuple[float, float]) -> None:
        """Makes a place just inside of a door one that must be reached."""
        self._doors.append(place_m)

    def within(self, boxes_m: Float[np.ndarray, "*batch 4"]) -> Bool[np.ndarray, "*batch"]:
        """Which rectangles are inside the room."""
        width, depth = self.size_m
        slack = 1e-6
        inside = (boxes_m[..., 0] >= -slack) & (boxes_m[..., 1] <= width + slack)
        return inside & (boxes_m[..., 2] >= -slack) & (boxes_m[..., 3] <= depth + slack)

    def clear(
        self, boxes_m: Float[np.ndarray, "*batch 4"], *what: str
    ) -> Bool[np.ndarray, "*batch"]:
        """Which rectangles have no cell that is `taken`, `kept`, `low` or `laid` with a rug."""
        total = np.sum([self._sum(one) for one in what], axis=0)
        shape = np.array(self._taken.shape)
        x0, y0 = (np.floor(boxes_m[..., i] / CELL_M + 1e-6).astype(int) for i in (0, 2))
        x1, y1 = (np.ceil(boxes_m[..., i] / CELL_M - 1e-6).astype(int) for i in (1, 3))
        x0, x1 = np.clip(x0, 0, shape[0]), np.clip(x1, 0, shape[0])
        y0, y1 = np.clip(y0, 0, shape[1]), np.clip(y1, 0, shape[1])
        return total[x1, y1] - total[x0, y1] - total[x1, y0] + total[x0, y0] == 0

    def with_boxes(
        self, boxes_m: Float[np.ndarray, "box 4"], skew_m: Float[np.ndarray, "skew 5"] = NO_SKEW
    ) -> Float[np.ndarray, "x y"]:
        """The field with some obstacles more.

        Args:
            boxes_m: Lowest and highest x, then y, m.
            skew_m: Turned ones: middle, half the depth and width (m), direction (rad).
        """
        field = self.field_m.copy()
        for x0, x1, y0, y1 in boxes_m:
            near, x, y = self._near(field, (x0, x1, y0, y1))
            dx = np.maximum(np.maximum(x0 - x, x - x1), 0.0)
            dy = np.maximum(np.maximum(y0 - y, y - y1), 0.0)
            np.minimum(near, np.hypot(dx[:, None], dy[None, :]), out=near)
        for x0, y0, deep, wide, turn in skew_m:
            reach = float(np.hypot(deep, wide))
            near, x, y = self._near(field, (x0 - reach, x0 + reach, y0 - reach, y0 + reach))
            c, s = np.cos(turn), np.sin(turn)
            ahead = c * (x - x0)[:, None] + s * (y - y0)[None, :]
            aside = c * (y - y0)[None, :] - s * (x - x0)[:, None]
            dx, dy = np.maximum(np.abs(ahead) - deep, 0.0), np.maximum(np.abs(aside) - wide, 0.0)
            np.minimum(near, np.hypot(dx, dy), out=near)
        return field

    def _near(
        self, field: Float[np.ndarray, "x y"], box_m: tuple[float, float, float, float]
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The part of the field that a box matters for, as a view, and its coordinates."""
        x0, x1, y0, y1 = box_m
        i, j = self._cells((x0 - FAR_M, x1 + FAR_M, y0 - FAR_M, y1 + FAR_M))
        return field[i, j], self._x[i], self._y[j]

    def connected(
        self, field_m: Float[np.ndarray, "x y"], used_m: Float[np.ndarray, "box 4"]
    ) -> bool:
        """Whether the floor is in one piece that reaches all doors and all that is used."""
        for radius in RADII_M:
            parts = label(field_m >= radius, _ALL)[0]
            sizes = np.bincount(parts.ravel(), minlength=2)
            sizes[0] = 0
            if (sizes > POCKET).sum() != 1:
                return False
        main = parts == sizes.argmax()
        used = [*self._used, *(self._cells(box) for box in used_m)]
        return all(main[cells].any() for cells in used) and all(
            main[self._cells((x - 0.1, x + 0.1, y - 0.1, y + 0.1))].any() for x, y in self._doors
        )

    def distance_m(self, places_m: Float[np.ndarray, "place 2"]) -> Float[np.ndarray, " place"]:
        """Distance from places to what is in the way, m."""
        cells = np.clip((places_m / CELL_M).astype(int), 0, np.array(self.field_m.shape) - 1)
        return self.field_m[cells[:, 0], cells[:, 1]]

    def free_places_m(self, radius_m: float) -> Float[np.ndarray, "place 2"]:
        """Middles of the cells on which a disc can stand, m."""
        return (np.argwhere(self.field_m >= radius_m) + 0.5) * CELL_M

    def taken_share(self) -> float:
        """Share of the floor that furniture takes."""
        return float(self._taken.mean())

    def _sum(self, what: str) -> np.ndarray:
        """Integral image of one of the rasters (Crow, SIGGRAPH 1984)."""
        if what not in self._sums:
            rasters = {"taken": self._taken, "kept": self._kept, "low": self._low}
            raster = (rasters | {"laid": self._laid})[what]
            total = np.zeros((raster.shape[0] + 1, raster.shape[1] + 1), dtype=np.int32)
            total[1:, 1:] = raster.cumsum(axis=0).cumsum(axis=1)
            self._sums[what] = total
        return self._sums[what]

    def _cells(self, box_m: Sequence[float]) -> tuple[slice, slice]:
        x0, x1, y0, y1 = box_m
        low = [max(0, int(np.floor(value / CELL_M + 1e-6))) for value in (x0, y0)]
        high = [max(0, int(np.ceil(value / CELL_M - 1e-6))) for value in (x1, y1)]
        return slice(low[0], high[0]), slice(low[1], high[1])
