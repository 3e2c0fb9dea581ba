"""Where one can sit and lie: the seats and berths of placed objects."""

from dataclasses import dataclass

import numpy as np

from scenes.objects._beds import MATTRESS_INSET_M
from scenes.objects._catalogue import CATALOGUE
from scenes.objects._placement import placed
from scenes.objects._seating import SOFA_BACK, sofa_arm_m, sofa_seats
from scenes.spec import ObjectSpec, Point

UPRIGHT_RAD = 0.2
"""Nobody sits or lies on what is tilted by more, rad."""


@dataclass(frozen=True)
class Seat:
    """A place to sit.

    Attributes:
        edge_m: World x, y and z of the middle of its front edge, m.
        heading_rad: The way one faces, rad from world +x, counter-clockwise.
        depth_m: From the front edge to the back rest, m.
        width_m: Its width, m.
        name: Name of the object, its kind where it has none.
    """

    edge_m: Point
    heading_rad: float
    depth_m: float
    width_m: float
    name: str


@dataclass(frozen=True)
class Berth:
    """A place to lie.

    Attributes:
        centre_m: World x, y and z of the middle of its surface, m.
        head_rad: The way from its middle to the head, rad from world +x, counter-clockwise.
        length_m: From head to feet, m.
        width_m: Across, m.
    """

    centre_m: Point
    head_rad: float
    length_m: float
    width_m: float


def seats_of(item: ObjectSpec) -> tuple[Seat, ...]:
    """The seats of an object: side by side, or on both long sides of a bed; none of most things.

    Raises:
        InputError: Its kind is not known.
    """
    share = _of_catalogue(item, "seats")
    if share is None:
        return ()
    depth, width, height = item.size_m
    places = _SEATS.get(item.kind, _one_seat)(depth, width)
    return tuple(
        Seat(
            edge_m=_world(item, (x, y, share * height)),
            heading_rad=item.yaw_rad + turn,
            depth_m=deep,
            width_m=wide,
            name=item.name or item.kind,
        )
        for x, y, turn, deep, wide in places
    )


def berth_of(item: ObjectSpec) -> Berth | None:
    """The place to lie on a bed (head to the headboard) or sofa (head to its left), or None."""
    share = _of_catalogue(item, "lies")
    if share is None:
        return None
    depth, width, height = item.size_m
    if item.kind == "sofa":
        middle, turn = SOFA_BACK * depth / 2, np.pi / 2
        length, across = width - 2 * sofa_arm_m(width), (1 - SOFA_BACK) * depth
    else:
        middle, turn, length, across = 0.0, np.pi, depth - 0.1, width - 2 * MATTRESS_INSET_M
    centre = _world(item, (middle, 0.0, share * height))
    return Berth(centre, item.yaw_rad + turn, length, across)


_Place = tuple[float, float, float, float, float]
"""Front edge x and y, way one faces, depth and width of a seat, in the object's frame."""


def _one_seat(depth: float, width: float) -> list[_Place]:
    return [(depth / 2, 0.0, 0.0, depth, width)]


def _chair_seat(depth: float, width: float) -> list[_Place]:
    return [(depth / 2, 0.0, 0.0, 0.9 * depth, width)]


def _office_chair_seat(depth: float, width: float) -> list[_Place]:
    return [(0.4 * depth, 0.0, 0.0, 0.75 * depth, 0.77 * width)]


def _toilet_seat(depth: float, width: float) -> list[_Place]:
    return [(depth / 2, 0.0, 0.0, 0.65 * depth, width)]


def _sofa_seats(depth: float, width: float) -> list[_Place]:
    count, inner = sofa_seats(width), width - 2 * sofa_arm_m(width)
    return _side_by_side(depth, (1 - SOFA_BACK) * depth, inner, count)


def _bench_seats(depth: float, width: float) -> list[_Place]:
    return _side_by_side(depth, depth, width, max(1, int(width / 0.6)))


def _side_by_side(depth: float, deep: float, inner: float, count: int) -> list[_Place]:
    wide = inner / count
    return [(depth / 2, (i + 0.5) * wide - inner / 2, 0.0, deep, wide) for i in range(count)]


def _bed_seats(depth: float, width: float) -> list[_Place]:
    edge = width / 2 - MATTRESS_INSET_M
    return [(0.0, side * edge, side * np.pi / 2, edge, 0.5 * depth) for side in (1.0, -1.0)]


_SEATS = {
    "sofa": _sofa_seats,
    "armchair": _sofa_seats,
    "chair": _chair_seat,
    "office_chair": _office_chair_seat,
    "stool": _one_seat,
    "bench": _bench_seats,
    "toilet": _toilet_seat,
    "bed": _bed_seats,
}


def _of_catalogue(item: ObjectSpec, what: str) -> float | None:
    """A share of the type's, or None where it has none or is tilted."""
    kind = CATALOGUE.get(item.kind)
    if kind is None or float(np.linalg.norm(item.tilt_rad)) > UPRIGHT_RAD:
        return None
    share: float | None = getattr(kind, what)
    return share


def _world(item: ObjectSpec, point_m: Point) -> Point:
    x, y, z = placed(np.array([point_m]), item)[0].tolist()
    return x, y, z
