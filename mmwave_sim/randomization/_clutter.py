"""Small boxes at the walls of a room."""

from collections.abc import Iterator, Sequence

import numpy as np
from jaxtyping import Float

from mmwave_sim._errors import InputError
from mmwave_sim.randomization._draw import Draw
from mmwave_sim.rays import StillMesh, World

_USUAL = {"edge_m": 0.1, "along": 0.5, "height": 0.5, "yaw_rad": 0.0, "material": "metal"}
_GAP_M = 0.02
_APART_M = 0.1
_FROM_RADAR_M = 0.3

Box = tuple[Float[np.ndarray, "3"], Float[np.ndarray, "3"]]
"""Lowest and highest coordinates, m."""


def apply_to_world(
    draw: Draw, world: World, radar_m: tuple[float, float, float] | None = None
) -> World:
    """The world with the clutter that was drawn.

    A piece that would come within 10 cm of furniture, of another piece or of a body at any of its
    key frames, or within 30 cm of the radar, is left out.

    Args:
        draw: What was drawn.
        world: Walls, furniture and bodies; its walls' box is the room.
        radar_m: Where the radar is, m; nowhere if left out.

    Raises:
        InputError: There is clutter but no room to put it in.
    """
    count = draw.value("clutter.count", 0)
    if not count:
        return world
    room = _room(world, count)
    columns = [draw.each(f"clutter.{name}", count, one) for name, one in _USUAL.items()]
    placed: list[StillMesh] = []
    for number, (edge_m, along, height, yaw_rad, material) in enumerate(
        zip(*columns, strict=True), start=1
    ):
        centre = _place(room, edge_m, along, height)
        piece = _piece(f"clutter_{number}", centre, edge_m, yaw_rad, material)
        if _is_free(piece, centre, (*world.still, *placed), world, radar_m):
            placed.append(piece)
    return World(world.walls, (*world.still, *placed), world.moving)


def _room(world: World, count: int) -> Box:
    if not world.walls:
        raise InputError(
            expected="a world with walls to place clutter at",
            found=f"no walls for {count} pieces",
            do="add a room, or leave clutter out",
        )
    share = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    corners = [wall.corner_m + share @ wall.edges_m for wall in world.walls]
    points = np.concatenate(corners)
    return points.min(axis=0), points.max(axis=0)


def _place(room: Box, edge_m: float, along: float, height: float) -> Float[np.ndarray, "3"]:
    """Centre of a piece beside a wall, a share of the way around the room.

    Raises:
        InputError: The room is no larger than the piece.
    """
    inset = np.array([*[edge_m / 2**0.5 + _GAP_M] * 2, edge_m / 2 + _GAP_M])
    low, high = room[0] + inset, room[1] - inset
    if (low >= high).any():
        raise InputError(
            expected="a room in which clutter has space",
            found=f"walls that span {room[1] - room[0]} m for a piece of {edge_m:g} m",
            do="give the room a floor, a ceiling and walls, or leave clutter out",
        )
    x, y = (high - low)[:2]
    way = (along % 1.0) * 2 * (x + y)
    ends = np.cumsum([0.0, x, y, x, y])
    corners = np.array([[0, 0], [x, 0], [x, y], [0, y], [0, 0]])
    level = [np.interp(way, ends, column) for column in corners.T]
    return low + np.array([*level, height * (high - low)[2]])


def _piece(
    name: str, centre_m: Float[np.ndarray, "3"], edge_m: float, yaw_rad: float, material: str
) -> StillMesh:
    from trimesh.creation import box

    mesh = box((edge_m,) * 3)
    c, s = np.cos(yaw_rad), np.sin(yaw_rad)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    vertices_m = np.asarray(mesh.vertices) @ turn.T + centre_m
    return StillMesh(name, vertices_m, np.asarray(mesh.faces), material)


def _is_free(
    piece: StillMesh,
    centre_m: Float[np.ndarray, "3"],
    still: Sequence[StillMesh],
    world: World,
    radar_m: tuple[float, float, float] | None,
) -> bool:
    if radar_m is not None and np.linalg.norm(centre_m - radar_m) < _FROM_RADAR_M:
        return False
    low, high = _box(piece.vertices_m)
    low, high = low - _APART_M, high + _APART_M
    others = [_box(one.vertices_m) for one in still]
    return not any(
        (box_low < high).all() and (box_high > low).all()
        for box_low, box_high in (*others, *_bodies(world))
    )


def _bodies(world: World) -> Iterator[Box]:
    """Box of every body at every key frame."""
    for mesh in world.moving:
        for vertices_m in np.asarray(mesh.vertices_m):
            yield _box(vertices_m)


def _box(vertices_m: Float[np.ndarray, "vertex 3"]) -> Box:
    return vertices_m.min(axis=0), vertices_m.max(axis=0)
