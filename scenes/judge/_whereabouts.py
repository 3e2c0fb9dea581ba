"""Rules about where bodies are: in the rooms, above the floor, off the radar, in its sight."""

from collections.abc import Iterator, Mapping

import numpy as np
from jaxtyping import Bool, Float

from scenes.geometry import rotation_matrix
from scenes.judge._moments import BodyMoments, Moments
from scenes.judge._plan_view import is_in_room, way_back_m
from scenes.judge._rules import Rules
from scenes.judge._solid import is_inside
from scenes.judge._things import Thing
from scenes.judge._touch import MARGIN_M
from scenes.judge._verdict import Finding, Reason, Rule
from scenes.spec import RadarPlacement, RoomSpec


def room_findings(moments: Moments, rooms: tuple[RoomSpec, ...]) -> Iterator[Finding]:
    """A pelvis outside of every room, or skin above the ceiling."""
    for body in moments.bodies:
        plan = body.pelvis_m[:, :2]
        within = np.stack([is_in_room(room, plan) for room in rooms])
        for now in np.flatnonzero(~within.any(axis=0)):
            way = way_back_m(rooms, plan[now])
            length = float(np.hypot(*way))
            shift = way * (1 + MARGIN_M / max(length, 1e-9))
            what = f"{body.name} is {length:.2f} m outside of the rooms"
            advice = f"move {body.name} by ({shift[0]:+.2f}, {shift[1]:+.2f}) m or turn them round"
            yield _at(moments, body, int(now), "outside", what, advice, length, way)
        yield from _through_ceiling(moments, body, rooms, within)


def _through_ceiling(
    moments: Moments,
    body: BodyMoments,
    rooms: tuple[RoomSpec, ...],
    within: Bool[np.ndarray, "room time"],
) -> Iterator[Finding]:
    heights = np.array([room.size_m[2] for room in rooms])
    ceiling = np.where(within, heights[:, None], -np.inf).max(axis=0)
    above = body.skin_m[..., 2].max(axis=1) - ceiling
    for now in np.flatnonzero(np.isfinite(above) & (above > 0)):
        what = f"{body.name} is {above[now]:.2f} m above the ceiling"
        advice = "raise the ceiling, or choose another activity or a shorter person"
        yield _at(moments, body, int(now), "outside", what, advice, float(above[now]))


def floor_findings(moments: Moments, rules: Rules) -> Iterator[Finding]:
    """Skin deeper below the floor than is allowed."""
    for body in moments.bodies:
        depth = -body.skin_m[..., 2].min(axis=1)
        for now in np.flatnonzero(depth > rules.floor_m):
            what = f"{body.name} is {depth[now]:.2f} m below the floor"
            advice = "choose another motion, or put it on its feet"
            yield _at(moments, body, int(now), "floor", what, advice, float(depth[now]))


def radar_findings(moments: Moments, radar: RadarPlacement, rules: Rules) -> Iterator[Finding]:
    """Skin closer to the radar than is allowed."""
    place = np.array(radar.position_m)
    for body in moments.bodies:
        distance = np.linalg.norm(body.points_m - place, axis=-1).min(axis=1)
        for now in np.flatnonzero(distance < rules.radar_m):
            away = body.pelvis_m[now, :2] - place[:2]
            unit = away / max(float(np.hypot(*away)), 1e-9)
            way = unit * float(rules.radar_m - distance[now])
            what = f"{body.name} comes within {distance[now]:.2f} m of the radar"
            advice = f"keep {rules.radar_m:g} m away from it, or place the radar elsewhere"
            yield _at(moments, body, int(now), "radar", what, advice, -float(distance[now]), way)


def buried_radar(radar: RadarPlacement, things: Mapping[str, Thing]) -> Iterator[Finding]:
    """The radar inside of an object."""
    place = np.array(radar.position_m)[None]
    for thing in things.values():
        if any(is_inside(place, part.vertices_m, part.faces)[0] for part in thing.parts):
            reason = Reason(
                rule="radar",
                who="",
                against=thing.name,
                what=f"the radar is inside of {thing.name}",
                advice=f"place the radar elsewhere, or leave {thing.name} out",
                where_m=radar.position_m,
            )
            yield Finding(reason, 1.0)


def in_sight(
    points_m: Float[np.ndarray, "time 3"], radar: RadarPlacement, rules: Rules
) -> Bool[np.ndarray, " time"]:
    """Whether points lie within the field of view, to each side of boresight, and within range."""
    half = np.pi if rules.half_field_rad is None else rules.half_field_rad
    turn = rotation_matrix((0.0, 0.0, radar.yaw_rad)) @ rotation_matrix((0.0, radar.pitch_rad, 0.0))
    local = (points_m - np.array(radar.position_m)) @ turn
    aside = np.abs(np.arctan2(local[:, 1], local[:, 0]))
    return (aside <= half) & (np.linalg.norm(local, axis=1) <= rules.sight_range_m)


def sight_finding(name: str, share: float, rules: Rules) -> Iterator[Finding]:
    """Somebody who is in sight too seldom."""
    if share < rules.sight_share:
        reason = Reason(
            rule="sight",
            who=name,
            what=f"{name} is in the radar's sight for {share:.0%} of the time",
            advice="turn the radar toward them, or let them stay in front of it",
        )
        yield Finding(reason, 1.0 - share)


def _at(
    moments: Moments,
    body: BodyMoments,
    now: int,
    rule: Rule,
    what: str,
    advice: str,
    severity: float,
    way_m: Float[np.ndarray, "2"] | None = None,
) -> Finding:
    x, y, z = (float(value) for value in body.pelvis_m[now])
    reason = Reason(
        rule=rule,
        who=body.name,
        what=what,
        advice=advice,
        when_s=float(moments.times_s[now]),
        where_m=(x, y, z),
        shift_m=None if way_m is None else (float(way_m[0]), float(way_m[1])),
    )
    return Finding(reason, severity)
