"""Furnishing: pieces against the walls, clear of walkers and of the radar's view of them."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes.spec import Material, ObjectSpec, RoomSpec

GAP_M = 0.03
"""Distance of furniture from the wall, m."""

WALKER_M = 0.55
"""Free radius around everyone's path, m."""

VIEW_M = 0.3
"""Free radius around the radar's line of sight, m."""

TRIES = 40
"""Places tried for each piece before it is left out."""


USUAL: dict[str, tuple[tuple[float, float, float], Material]] = {
    "sofa": ((0.9, 2.0, 0.8), "fabric"),
    "armchair": ((0.85, 0.85, 0.9), "leather"),
    "table": ((0.6, 1.1, 0.45), "wood"),
    "chair": ((0.45, 0.45, 0.9), "wood"),
    "bookshelf": ((0.32, 0.9, 1.9), "wood"),
    "bed": ((2.05, 1.5, 0.9), "wood"),
    "desk": ((0.7, 1.4, 0.74), "wood"),
    "screen": ((0.4, 1.4, 1.2), "wood"),
    "wardrobe": ((0.6, 1.2, 2.0), "wood"),
    "plant": ((0.5, 0.5, 1.3), "ceramic"),
}
"""Size (m) and material of each piece; fixed here, so that a seed keeps its room."""


@dataclass(frozen=True)
class RoomKind:
    """What a kind of room is like.

    Attributes:
        size_m: Extent along x (away from the radar), y and z, m.
        furniture: What usually stands in it, the most important first.
        floor: Material of the floor.
        walls: Material of the walls.
    """

    size_m: tuple[float, float, float]
    furniture: tuple[str, ...]
    floor: Material = "wood"
    walls: Material = "plasterboard"


ROOMS: dict[str, RoomKind] = {
    "living room": RoomKind(
        (6.0, 5.0, 2.6),
        ("sofa", "screen", "bookshelf", "table", "armchair", "plant", "chair"),
    ),
    "bedroom": RoomKind((5.2, 4.4, 2.5), ("bed", "wardrobe", "chair", "plant")),
    "office": RoomKind(
        (6.0, 5.0, 2.7), ("desk", "chair", "bookshelf", "desk", "chair", "wardrobe", "plant")
    ),
    "corridor": RoomKind((9.0, 2.2, 2.5), (), floor="ceramic", walls="concrete"),
    "empty room": RoomKind((6.0, 5.0, 2.6), ()),
}
"""Kinds of rooms that a sentence can name."""

RADAR_GAP_M = 0.3
"""Distance of the radar from the wall behind it, m."""


def make_room(name: str) -> RoomSpec:
    """A room of this kind whose back wall is just behind a radar at x = 0, y = 0."""
    kind = ROOMS[name]
    return RoomSpec(
        name=name,
        size_m=kind.size_m,
        corner_m=(-RADAR_GAP_M, -kind.size_m[1] / 2),
        floor=kind.floor,
        walls=kind.walls,
    )


def furnish(
    room: RoomSpec,
    paths_m: Float[np.ndarray, "point 2"],
    radar_m: tuple[float, float, float],
    random: np.random.Generator,
) -> tuple[ObjectSpec, ...]:
    """Places the room's usual furniture; a piece for which no free place is found is left out.

    Args:
        room: The room, of a kind in `ROOMS`.
        paths_m: Points along everyone's path, m.
        radar_m: Where the radar is, m.
        random: Draws the places.
    """
    free = _keep_free(paths_m, np.array(radar_m[:2]))
    placed: list[ObjectSpec] = []
    for kind in ROOMS[room.name].furniture:
        candidates = (_candidate(kind, room, random) for _ in range(TRIES))
        fitting = (item for item in candidates if fits(item, placed, room, free))
        item = next(fitting, None)
        if item is not None:
            placed.append(item)
    return tuple(placed)


def _keep_free(
    paths_m: Float[np.ndarray, "point 2"], radar_m: Float[np.ndarray, "2"]
) -> Float[np.ndarray, "disc 3"]:
    """Discs (x, y, radius) over the paths and the radar's view of them, m."""
    share = np.linspace(0.0, 1.0, 25)[:, None, None]
    view = (radar_m + share * (paths_m - radar_m)).reshape(-1, 2)
    discs = [(paths_m, WALKER_M), (view, VIEW_M), (radar_m[None], 2 * VIEW_M)]
    return np.concatenate([np.c_[points, np.full(len(points), radius)] for points, radius in discs])


def _candidate(kind: str, room: RoomSpec, random: np.random.Generator) -> ObjectSpec:
    """A piece with its back to a random place of a wall that the radar looks at."""
    size, material = USUAL[kind]
    yaw = float(random.integers(1, 4)) * np.pi / 2
    x0, y0 = room.corner_m
    middle = np.array([x0 + room.size_m[0] / 2, y0 + room.size_m[1] / 2])
    front = np.array([np.round(np.cos(yaw)), np.round(np.sin(yaw))])
    side = np.array([-front[1], front[0]])
    half = np.array(room.size_m[:2]) / 2
    back = abs(half @ front) - size[0] / 2 - GAP_M
    along = max(0.0, abs(half @ side) - size[1] / 2 - GAP_M)
    place = middle - front * back + side * random.uniform(-along, along)
    return ObjectSpec(
        kind=kind,
        position_m=(round(float(place[0]), 3), round(float(place[1]), 3), 0.0),
        yaw_rad=yaw,
        size_m=size,
        material=material,
    )


def fits(
    item: ObjectSpec,
    others: list[ObjectSpec],
    room: RoomSpec,
    free: Float[np.ndarray, "disc 3"],
) -> bool:
    """Whether a piece is inside the room, off the others, and off what is to be kept free."""
    low, high = footprint_m(item)
    corner = np.array(room.corner_m)
    if (low < corner).any() or (high > corner + np.array(room.size_m[:2])).any():
        return False
    outside = np.maximum(np.maximum(low - free[:, :2], free[:, :2] - high), 0.0)
    if (np.linalg.norm(outside, axis=1) < free[:, 2]).any():
        return False
    return not any(overlap(footprint_m(other), (low, high)) for other in others)


def footprint_m(item: ObjectSpec) -> tuple[Float[np.ndarray, "2"], Float[np.ndarray, "2"]]:
    """Lowest and highest x and y of the box around a piece's footprint, m."""
    c, s = abs(np.cos(item.yaw_rad)), abs(np.sin(item.yaw_rad))
    depth, width = item.size_m[:2]
    half = np.array([c * depth + s * width, s * depth + c * width]) / 2
    centre = np.array(item.position_m[:2])
    return centre - half, centre + half


def overlap(
    one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray], gap_m: float = 0.05
) -> bool:
    """Whether two boxes are closer than `gap_m` along both axes."""
    return bool((one[0] < other[1] + gap_m).all() and (other[0] < one[1] + gap_m).all())
