"""Refuses worlds and timing that cannot be right, and names the thing that is wrong."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mmwave_sim._errors import InputError
from mmwave_sim.motion import vertices_at
from mmwave_sim.radar import CONSTRAINTS, RadarConfig
from mmwave_sim.rays import Wall, World

_DEPTH_M = 0.01
"""How far a body may reach through a wall: soles dip into the floor by millimetres."""

_FLAT = 1e-6
"""Twice the area over the longest edge squared below which a triangle counts as degenerate."""

_TIMING = ("samples_fit_ramp", "chirps_fit_frame", "loops_fill_subbands")
"""Constraints without which there are no samples to simulate."""


def check_timing(radar: RadarConfig) -> None:
    """Refuses a radar whose ramps, chirps or subbands do not fit one another.

    Raises:
        InputError: A constraint is broken; its name and message are in the line.
    """
    for name in _TIMING:
        broken = CONSTRAINTS[name](radar)
        if broken is not None:
            raise InputError(expected=f"a radar that keeps {name}", found=radar.name, do=broken)


@dataclass(frozen=True)
class _Topology:
    """How the faces of a mesh hang together; indices only, so it holds at any time.

    Attributes:
        edges: Vertex indices of each edge, once.
        clash: Pair of faces on either side of each edge that both turn the same way.
        shell: Connected part that each face belongs to.
        closed: Whether each part is closed: every edge passed as often one way as the other.
    """

    edges: Int[np.ndarray, "edge 2"]
    clash: Int[np.ndarray, "clash 2"]
    shell: Int[np.ndarray, "face"]
    closed: Bool[np.ndarray, "shell"]


def check_world(world: World, radar: RadarConfig, times_s: Float[np.ndarray, " time"]) -> None:
    """Looks for what no radar can see: broken meshes, bodies in walls, radars in bodies.

    Faces are neighbours when they share vertex indices. Open meshes are legal; only closed ones
    have an inside.

    Args:
        world: Everything that waves meet.
        radar: The radar, where it stands in the world.
        times_s: When to look at what moves, inside its key frames, s.

    Raises:
        InputError: A mesh has degenerate or inverted triangles, a moving mesh reaches through a
            wall, or the radar is inside a closed mesh.
    """
    for still in world.still:
        topology = _topology(still.faces)
        _check_mesh(still.name, topology, still.faces, still.vertices_m)
        _check_radar(still.name, topology, still.faces, still.vertices_m, radar)
    for moving in world.moving:
        topology = _topology(moving.faces)
        for time_s in np.asarray(times_s):
            vertices_m = vertices_at(moving, np.array([time_s]))[0]
            name = f"{moving.name} at {time_s:.3f} s"
            _check_mesh(name, topology, moving.faces, vertices_m)
            _check_radar(name, topology, moving.faces, vertices_m, radar)
            for wall in world.walls:
                _check_wall(name, topology, vertices_m, wall)


def _topology(faces: Int[np.ndarray, "face 3"]) -> _Topology:
    ends = faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2).astype(np.int64)
    forward = np.where(ends[:, 0] < ends[:, 1], 1, -1)
    width = int(faces.max()) + 1
    keys, edge = np.unique(ends.min(1) * width + ends.max(1), return_inverse=True)
    uses, turn = np.bincount(edge), np.bincount(edge, weights=forward)
    order = np.argsort(edge, kind="stable")
    same = edge[order][1:] == edge[order][:-1]
    pair = np.stack([order[:-1][same], order[1:][same]], axis=1)  # neighbouring sides of faces
    shells, shell = connected_components(
        coo_array((np.ones(len(pair)), tuple(pair.T // 3)), shape=(len(faces),) * 2), directed=False
    )
    return _Topology(
        edges=np.stack([keys // width, keys % width], axis=1),
        clash=pair[((uses == 2) & (turn != 0))[edge[pair[:, 0]]]] // 3,
        shell=shell,
        closed=np.bincount(shell, (turn[edge] != 0).reshape(-1, 3).any(1), shells) == 0,
    )


def _check_mesh(
    name: str,
    topology: _Topology,
    faces: Int[np.ndarray, "face 3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
) -> None:
    """No triangle without area, none that faces the other way than its neighbours."""
    flat = np.flatnonzero(_flatness(vertices_m[faces]) < _FLAT)
    if len(flat):
        raise InputError(
            expected=f"triangles with an area in {name}",
            found=f"{len(flat)} degenerate of {len(faces)}, the first is face {flat[0]}",
            do="remove them or merge their vertices",
        )
    if len(topology.clash):
        first = topology.clash[np.argmin(topology.clash.min(1))]
        raise InputError(
            expected=f"neighbouring triangles of {name} that turn the same way",
            found=f"{len(topology.clash)} edges between inverted triangles, the first between "
            f"faces {first.min()} and {first.max()}",
            do="order every face counter-clockwise seen from outside",
        )
    inverted = np.flatnonzero(_inside_out(topology, faces, vertices_m)[topology.shell])
    if len(inverted):
        raise InputError(
            expected=f"triangles of {name} that face outwards",
            found=f"{len(inverted)} inverted of {len(faces)}, the first is face {inverted[0]}",
            do="order every face counter-clockwise seen from outside",
        )


def _flatness(triangles_m: Float[np.ndarray, "face 3 3"]) -> Float[np.ndarray, "face"]:
    """Twice the area over the longest edge squared; 0 for a point."""
    sides = np.roll(triangles_m, -1, axis=1) - triangles_m
    longest = np.max(np.sum(sides**2, axis=2), axis=1)
    area = np.linalg.norm(np.cross(sides[:, 0], sides[:, 1]), axis=1)
    return area / np.where(longest > 0, longest, 1.0)


def _inside_out(
    topology: _Topology,
    faces: Int[np.ndarray, "face 3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
) -> Bool[np.ndarray, "shell"]:
    """Closed parts of negative volume, but for cavities: those within another part's box."""
    triangles = (vertices_m - vertices_m.mean(0))[faces]
    sixth = np.linalg.det(triangles) / 6
    volume = np.bincount(topology.shell, sixth, len(topology.closed))
    low, high = _boxes(topology, triangles)
    size = np.sum((high - low) ** 2, axis=1) ** 1.5
    wrong = topology.closed & (volume < -1e-9 * size)
    solid = topology.closed & (volume > 0)
    for part in np.flatnonzero(wrong):
        around = np.all((low < low[part]) & (high > high[part]), axis=1)
        wrong[part] = not np.any(around & solid)
    return wrong


def _boxes(
    topology: _Topology, triangles_m: Float[np.ndarray, "face 3 3"]
) -> tuple[Float[np.ndarray, "shell 3"], Float[np.ndarray, "shell 3"]]:
    """Lowest and highest coordinates of each part, m."""
    low = np.full((len(topology.closed), 3), np.inf)
    high = -low
    np.minimum.at(low, topology.shell, triangles_m.min(1))
    np.maximum.at(high, topology.shell, triangles_m.max(1))
    return low, high


def _check_radar(
    name: str,
    topology: _Topology,
    faces: Int[np.ndarray, "face 3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
    radar: RadarConfig,
) -> None:
    """The radar is outside all matter."""
    place = np.asarray(radar.pose.position_m, dtype=np.float64)
    closed = faces[topology.closed[topology.shell]]
    if abs(winding_number(vertices_m[closed] - place)) > 0.5:
        raise InputError(
            expected=f"a radar outside of {name}",
            found=f"radar {radar.name} inside of it, at ({', '.join(f'{c:.2f}' for c in place)}) m",
            do="move the radar or the thing",
        )


def winding_number(triangles_m: Float[np.ndarray, "face 3 3"]) -> float:
    """How often triangles wrap around the origin: 1 inside a closed surface, 0 outside.

    The sum of the signed solid angles (van Oosterom and Strackee 1983, equation 8) over 4 pi.
    """
    a, b, c = np.moveaxis(triangles_m, 1, 0)
    length_a, length_b, length_c = (np.linalg.norm(v, axis=1) for v in (a, b, c))
    along = length_a * length_b * length_c
    along += _dot(a, b) * length_c + _dot(b, c) * length_a + _dot(c, a) * length_b
    return float(np.sum(np.arctan2(_dot(a, np.cross(b, c)), along)) / (2 * np.pi))


def _check_wall(
    name: str, topology: _Topology, vertices_m: Float[np.ndarray, "vertex 3"], wall: Wall
) -> None:
    """No edge of the mesh crosses the wall while the mesh reaches far on both sides of it."""
    height_m = (vertices_m - wall.corner_m) @ wall.normal
    if min(height_m.max(), -height_m.min()) <= _DEPTH_M:
        return
    ends = height_m[topology.edges]
    crossing = topology.edges[(ends[:, 0] > 0) != (ends[:, 1] > 0)]
    start, end = height_m[crossing].T
    share = (start / (start - end))[:, None]
    points_m = (1 - share) * vertices_m[crossing[:, 0]] + share * vertices_m[crossing[:, 1]]
    crossing = crossing[_well_inside(wall, points_m)]
    near = _well_inside(wall, vertices_m)
    near[crossing] = True
    depth_m = min(height_m[near].max(initial=0), -height_m[near].min(initial=0))
    if len(crossing) and depth_m > _DEPTH_M:
        raise InputError(
            expected=f"{name} on one side of {wall.name}",
            found=f"{len(crossing)} of its edges through {wall.name}, {depth_m * 100:.1f} cm deep",
            do="move the body or its path away from the wall",
        )


def _well_inside(wall: Wall, points_m: Float[np.ndarray, "point 3"]) -> Bool[np.ndarray, "point"]:
    """Points whose foot lies in the rectangle, a centimetre or more from its rim."""
    lengths_m = np.linalg.norm(wall.edges_m, axis=1)
    along_m = (points_m - wall.corner_m) @ (wall.edges_m / lengths_m[:, None]).T
    rim_m = np.minimum(_DEPTH_M, lengths_m / 4)
    return np.all((along_m > rim_m) & (along_m < lengths_m - rim_m), axis=1)


def _dot(a: Float[np.ndarray, "face 3"], b: Float[np.ndarray, "face 3"]) -> np.ndarray:
    return np.einsum("fc,fc->f", a, b)
