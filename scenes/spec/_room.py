"""Rooms and the openings in their walls."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenes.spec._base import Coordinate, GroundPoint, Length, Material, Name, Strict

CORNERS = Annotated[tuple[GroundPoint, ...], Field(max_length=200)]
SPAN_M = 1e-3
"""An outline spans the box of its room to within this, m."""


class RoomSpec(Strict):
    """A room with upright walls and a level floor and ceiling.

    A wall runs along each side of its outline. Where two rooms share a stretch of outline they
    share one wall, which is made of the material of the room that is listed first.

    Attributes:
        name: Kind of room, for titles and the log.
        size_m: Extent along x, y and z, m.
        corner_m: World x and y of its lowest corner, m; the floor is at z = 0.
        outline_m: World x and y of its corners, counter-clockwise seen from above, spanning
            exactly the extent stated; empty for the rectangle.
        walls: Material of the walls.
        floor: Material of the floor.
        ceiling: Material of the ceiling.
    """

    name: Name = "room"
    size_m: tuple[Length, Length, Length]
    corner_m: tuple[Coordinate, Coordinate] = (0.0, 0.0)
    outline_m: CORNERS = ()
    walls: Material = "plasterboard"
    floor: Material = "wood"
    ceiling: Material = "plasterboard"

    @property
    def corners_m(self) -> tuple[GroundPoint, ...]:
        """World x and y of its corners, counter-clockwise seen from above, m."""
        (x, y), (width, depth, _) = self.corner_m, self.size_m
        rectangle = ((x, y), (x + width, y), (x + width, y + depth), (x, y + depth))
        return self.outline_m or rectangle

    def contains(self, point_m: GroundPoint) -> bool:
        """Whether a point lies within the outline: a ray to +x leaves it an odd number of times."""
        x, y = point_m
        within = False
        corners = self.corners_m
        for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], *corners[:1]), strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                within = not within
        return within

    @model_validator(mode="after")
    def _check_outline(self) -> Self:
        if not self.outline_m:
            return self
        if len(self.outline_m) < 3 or signed_area_m2(self.outline_m) <= 0:
            raise ValueError("outline_m must have three or more corners, counter-clockwise")
        for axis in (0, 1):
            low = min(corner[axis] for corner in self.outline_m)
            span = max(corner[axis] for corner in self.outline_m) - low
            if max(abs(low - self.corner_m[axis]), abs(span - self.size_m[axis])) > SPAN_M:
                raise ValueError("outline_m must span exactly the box of corner_m and size_m")
        return self


class OpeningSpec(Strict):
    """A hole in a wall, with or without something in it.

    Attributes:
        kind: A door, a doorway without a leaf, a window, or a stretch where the wall is missing.
        start_m: World x and y of one end, on the line of a wall, m.
        end_m: World x and y of the other end, on the same line, m.
        sill_m: Height of its lower edge, m.
        top_m: Height of its upper edge, m.
        pane: What fills it (the glass of a window, the leaf of a closed door), or None.
    """

    kind: Literal["door", "doorway", "window", "open"]
    start_m: GroundPoint
    end_m: GroundPoint
    sill_m: Annotated[float, Field(ge=0.0, le=100.0)] = 0.0
    top_m: Length = 2.0
    pane: Material | None = None

    @model_validator(mode="after")
    def _check_extent(self) -> Self:
        if self.top_m <= self.sill_m:
            raise ValueError("top_m must lie above sill_m")
        if self.start_m == self.end_m:
            raise ValueError("start_m and end_m must differ")
        return self


def signed_area_m2(corners_m: tuple[GroundPoint, ...]) -> float:
    """Area of a polygon, positive where its corners run counter-clockwise, m^2."""
    following = (*corners_m[1:], *corners_m[:1])
    pairs = zip(corners_m, following, strict=True)
    return sum(a[0] * b[1] - a[1] * b[0] for a, b in pairs) / 2
