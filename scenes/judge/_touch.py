"""Rules about bodies in furniture, in walls and in one another."""

from collections.abc import Iterator, Mapping
from itertools import combinations, permutations

import numpy as np
from jaxtyping import Bool, Float
from scipy.spatial import cKDTree

from scenes.geometry import Surface
from scenes.judge._moments import BodyMoments, Moments
from scenes.judge._solid import is_inside
from scenes.judge._things import YIELDING, Thing
from scenes.judge._verdict import Finding, Reason

MARGIN_M = 0.05
"""How much further to move than it takes to touch no more, m."""

REACH_M = 0.2
"""Skin of another person that is further from a point than this says nothing of it, m."""


def furniture_findings(
    moments: Moments, things: Mapping[str, Thing], allowed: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Pressed skin inside of a part of an object, unless the contact is intended."""
    for body in moments.bodies:
        low, high = body.points_m.min(axis=(0, 1)), body.points_m.max(axis=(0, 1))
        for name, thing in things.items():
            bottom, top = thing.box_m
            is_near = bool((low < top).all() and (bottom < high).all())
            is_meant = thing.item.kind in YIELDING or name in allowed.get(body.name, ())
            if is_near and not is_meant:
                yield from _in_thing(moments, body, thing)


def _in_thing(moments: Moments, body: BodyMoments, thing: Thing) -> Iterator[Finding]:
    times, count, _ = body.points_m.shape
    flat = body.points_m.reshape(-1, 3)
    found = np.zeros(len(flat), dtype=bool)
    for part in thing.parts:
        found |= is_inside(flat, part.vertices_m, part.faces)
    inside = found.reshape(times, count)
    for now in np.flatnonzero(inside.any(axis=1)):
        points = body.points_m[now, inside[now]]
        shift = _shift_off(points, body.pelvis_m[now], thing)
        yield Finding(
            Reason(
                rule="furniture",
                who=body.name,
                against=thing.name,
                what=f"{body.name} is {_length(shift):.2f} m in {thing.name}",
                advice=_move(body.name, shift),
                when_s=float(moments.times_s[now]),
                where_m=_point(points.mean(axis=0)),
                shift_m=shift,
            ),
            _length(shift),
        )


def _shift_off(
    points_m: Float[np.ndarray, "point 3"], pelvis_m: Float[np.ndarray, "3"], thing: Thing
) -> tuple[float, float]:
    """The way along which points leave an object, away from its middle."""
    outline = np.concatenate([part.vertices_m[:, :2] for part in thing.parts])
    middle = (outline.min(axis=0) + outline.max(axis=0)) / 2
    away = pelvis_m[:2] - middle
    away = away / max(float(np.hypot(*away)), 1e-9) if np.hypot(*away) > 1e-9 else np.eye(2)[0]
    depth = float((outline @ away).max() - (points_m[:, :2] @ away).min())
    return (float(away[0] * depth), float(away[1] * depth))


def wall_findings(moments: Moments, walls: tuple[Surface, ...]) -> Iterator[Finding]:
    """Edges of the pressed skin that pass through a wall; through an opening there is none."""
    for body in moments.bodies:
        low, high = body.core_m.min(axis=1), body.core_m.max(axis=1)
        for wall in walls:
            bottom, top = wall.vertices_m.min(axis=0), wall.vertices_m.max(axis=0)
            near = ((low <= top) & (bottom <= high)).all(axis=1)
            for now in np.flatnonzero(near):
                yield from _in_wall(float(moments.times_s[now]), body, int(now), wall)


def _in_wall(when_s: float, body: BodyMoments, now: int, wall: Surface) -> Iterator[Finding]:
    a, b, c = wall.vertices_m[wall.faces[0]]
    normal = np.cross(b - a, c - a)
    normal = normal / np.linalg.norm(normal)
    height = (body.core_m[now] - a) @ normal
    start, end = body.edges.T
    cut = np.flatnonzero((height[start] > 0) != (height[end] > 0))
    if not len(cut):
        return
    i, j = start[cut], end[cut]
    share = (height[i] / (height[i] - height[j]))[:, None]
    points = body.core_m[now, i] * (1 - share) + body.core_m[now, j] * share
    met = _on(points, wall)
    if met.any():
        side = 1.0 if (body.pelvis_m[now] - a) @ normal >= 0 else -1.0
        depth = _depth_behind(body.core_m[now], -side * height, normal, wall)
        shift = (float(side * normal[0] * depth), float(side * normal[1] * depth))
        yield Finding(
            Reason(
                rule="wall",
                who=body.name,
                against=wall.name,
                what=f"{body.name} reaches {depth:.2f} m through {wall.name}",
                advice=_move(body.name, shift),
                when_s=when_s,
                where_m=_point(points[met].mean(axis=0)),
                shift_m=shift,
            ),
            depth,
        )


def _depth_behind(
    points_m: Float[np.ndarray, "point 3"],
    behind_m: Float[np.ndarray, " point"],
    normal: Float[np.ndarray, "3"],
    wall: Surface,
) -> float:
    """How far the furthest of the points that lie straight behind a wall is, m."""
    beyond = behind_m > 0
    foot = points_m - ((points_m - wall.vertices_m[0]) @ normal)[:, None] * normal
    beyond[beyond] = _on(foot[beyond], wall)
    return float(behind_m[beyond].max(initial=0.0))


def _on(points_m: Float[np.ndarray, "point 3"], wall: Surface) -> Bool[np.ndarray, " point"]:
    """Whether points of a wall's plane lie on one of its triangles."""
    found = np.zeros(len(points_m), dtype=bool)
    for a, b, c in wall.vertices_m[wall.faces]:
        frame = np.stack([b - a, c - a], axis=1)
        shares = np.linalg.lstsq(frame, (points_m - a).T, rcond=None)[0].T
        found |= (shares >= -1e-9).all(axis=1) & (shares.sum(axis=1) <= 1 + 1e-9)
    return found


def people_findings(moments: Moments) -> Iterator[Finding]:
    """Pressed skin of one person inside of another's."""
    for one, other in combinations(moments.bodies, 2):
        low = [body.points_m.min(axis=1) for body in (one, other)]
        high = [body.points_m.max(axis=1) for body in (one, other)]
        near = ((low[0] < high[1]) & (low[1] < high[0])).all(axis=1)
        for now in np.flatnonzero(near):
            depths = [_depths(x, y, int(now)) for x, y in permutations((one, other))]
            which = int(depths[1].max() > depths[0].max())
            if depths[which].max() > 0:
                yield _in_other(moments, one, other, int(now), depths[which], which)


def _depths(inner: BodyMoments, outer: BodyMoments, now: int) -> Float[np.ndarray, " point"]:
    """How deep points of one person are below the nearest skin of another, 0 outside, m."""
    distance, nearest = cKDTree(outer.points_m[now]).query(
        inner.points_m[now], distance_upper_bound=REACH_M
    )
    known = np.isfinite(distance)
    found = np.zeros(len(distance))
    from_skin = inner.points_m[now, known] - outer.points_m[now, nearest[known]]
    found[known] = -np.einsum("pk,pk->p", from_skin, outer.normals[now, nearest[known]])
    return np.maximum(found, 0.0)


def _in_other(
    moments: Moments,
    one: BodyMoments,
    other: BodyMoments,
    now: int,
    depths_m: Float[np.ndarray, " point"],
    which: int,
) -> Finding:
    inner = (one, other)[which]
    away = (one.pelvis_m - other.pelvis_m)[now, :2]
    away = away / max(float(np.hypot(*away)), 1e-9)
    depth = float(depths_m.max())
    shift = (float(away[0] * depth), float(away[1] * depth))
    reason = Reason(
        rule="people",
        who=one.name,
        against=other.name,
        what=f"{one.name} and {other.name} are {depth:.2f} m in one another",
        advice=f"{_move(one.name, shift)}, or let them pass at other times",
        when_s=float(moments.times_s[now]),
        where_m=_point(inner.points_m[now, depths_m.argmax()]),
        shift_m=shift,
    )
    return Finding(reason, depth)


def _move(who: str, shift_m: tuple[float, float]) -> str:
    """`move ann by 0.35 m along (+0.25, -0.10) m or another way`."""
    length = _length(shift_m)
    scale = (length + MARGIN_M) / max(length, 1e-9)
    x, y = shift_m[0] * scale, shift_m[1] * scale
    return f"move {who} by ({x:+.2f}, {y:+.2f}) m or choose another place or way"


def _length(shift_m: tuple[float, float]) -> float:
    return float(np.hypot(*shift_m))


def _point(position_m: Float[np.ndarray, "3"]) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in position_m)
    return (x, y, z)
