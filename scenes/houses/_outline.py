"""Outlines of rooms: rectilinear polygons, counter-clockwise, without corners that are none."""

from collections.abc import Sequence

from scenes._errors import InputError
from scenes.houses._axes import point_m
from scenes.houses._node import Node
from scenes.spec import GroundPoint, signed_area_m2

SAME_M = 1e-3
"""Coordinates closer than this are the same, m; houses state them to the millimetre."""

MOST_CORNERS = 200


def read_outline(polygon: Node) -> tuple[GroundPoint, ...]:
    """Corners of a room, counter-clockwise seen from above, m.

    Args:
        polygon: Its `floorPolygon`, in either sense, which may list points between corners.

    Raises:
        InputError: It is no simple polygon with sides along x and z.
    """
    points = [point_m(item)[:2] for item in polygon.items(MOST_CORNERS, least=3)]
    corners = _corners(points)
    if len(corners) < 4 or abs(signed_area_m2(tuple(corners))) < SAME_M:
        raise _refusal(polygon, "the corners of a floor")
    if any(min(_extent(a, b)) > SAME_M for a, b in sides(corners)):
        raise _refusal(polygon, "sides along x and z")
    if _crosses(corners):
        raise _refusal(polygon, "sides that do not cross")
    ordered = corners if signed_area_m2(tuple(corners)) > 0 else corners[::-1]
    return tuple(ordered)


def sides(corners: Sequence[GroundPoint]) -> list[tuple[GroundPoint, GroundPoint]]:
    """Ends of each side."""
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def contains(outline: Sequence[GroundPoint], point: GroundPoint) -> bool:
    """Whether a point lies inside, by the parity of the sides to its right."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in sides(outline):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            inside = not inside
    return inside


def _corners(points: Sequence[GroundPoint]) -> list[GroundPoint]:
    """The points at which the outline turns."""
    distinct = [a for a, b in sides(points) if max(_extent(a, b)) > SAME_M]
    before = [*distinct[-1:], *distinct[:-1]]
    after = [*distinct[1:], *distinct[:1]]
    triples = zip(before, distinct, after, strict=True)
    return [b for a, b, c in triples if abs(signed_area_m2((a, b, c))) > SAME_M**2]


def _crosses(corners: Sequence[GroundPoint]) -> bool:
    """Whether two sides that are no neighbours meet; along the axes their boxes then overlap."""
    boxes = [(tuple(map(min, a, b)), tuple(map(max, a, b))) for a, b in sides(corners)]
    count = len(boxes)
    pairs = ((i, j) for i in range(count) for j in range(i + 2, count) if (j + 1) % count != i)
    return any(
        all(boxes[i][0][k] <= boxes[j][1][k] and boxes[j][0][k] <= boxes[i][1][k] for k in (0, 1))
        for i, j in pairs
    )


def _extent(a: GroundPoint, b: GroundPoint) -> tuple[float, float]:
    return abs(a[0] - b[0]), abs(a[1] - b[1])


def _refusal(polygon: Node, expected: str) -> InputError:
    return polygon.refusal(expected, "a polygon that has none")
