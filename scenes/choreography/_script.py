"""From what somebody is said to do to steps of a chain, each at its place in the home."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Bool, Float

from scenes._errors import InputError
from scenes.choreography._spots import (
    INSTEAD,
    Spot,
    object_spots,
    opening_spots,
    radar_spot,
    room_spots,
    seat_spots,
)
from scenes.language import Deed, Place
from scenes.motion import Activity, activities
from scenes.objects import CATALOGUE
from scenes.rooms import Walkable
from scenes.spec import GaitSpec, GoTo, GroundPoint, Perform, SceneSpec, Step

USUAL_SPEED_M_PER_S = {"walk": 1.1, "jog": 2.2}
SPEED_LIMITS_M_PER_S = {"walk": (0.4, 2.0), "jog": (1.6, 3.2)}
SEATS = tuple(kind for kind, one in CATALOGUE.items() if one.seats is not None)
BEDS = tuple(kind for kind, one in CATALOGUE.items() if one.lies is not None)
START_M = (1.6, 4.0)
"""How far from the first place somebody begins, m."""

NEAR_M = 0.7
"""How far from the nearest free place a place to use something may be, m."""

APART_M = 1.0
"""Distance between people who stay where they are, m."""

ROOMY_M = {"fitness": 0.75, "gesture": 0.45, "daily": 0.5, "basic": 0.4}
"""Free radius around somebody who performs something of a group, m."""


@dataclass(frozen=True)
class Script:
    """What somebody does, and from where.

    Attributes:
        position_m: World x and y at the beginning, m.
        heading_rad: Heading at the beginning, rad.
        steps: The chain.
        uses: Names of the objects that are used.
    """

    position_m: GroundPoint
    heading_rad: float
    steps: tuple[Step, ...]
    uses: frozenset[str]

    @property
    def places_m(self) -> list[GroundPoint]:
        """Where somebody stays for a while, m."""
        stops = [step.to_m for step in self.steps if isinstance(step, GoTo)]
        return [self.position_m, *stops]


@dataclass
class _Writer:
    """Writes a script deed by deed; remembers where somebody is and in which posture."""

    spec: SceneSpec
    floor: Walkable
    random: np.random.Generator
    taken: frozenset[str]
    others_m: tuple[GroundPoint, ...] = ()
    here: Spot | None = None
    posture: str = "stand"
    steps: list[Step] = field(default_factory=list)
    uses: set[str] = field(default_factory=set)
    start: tuple[GroundPoint, float] | None = None


def write_script(
    spec: SceneSpec,
    deeds: Sequence[Deed],
    floor: Walkable,
    random: np.random.Generator,
    *,
    pace: float = 1.0,
    taken: frozenset[str] = frozenset(),
    others_m: tuple[GroundPoint, ...] = (),
) -> Script:
    """Finds a place for everything that somebody does.

    Args:
        spec: The home.
        deeds: What, in order.
        floor: Where one can walk in it.
        random: Draws among places that will do.
        pace: Factor on walking speeds (children and old people are slower).
        taken: Names of objects that others use.
        others_m: Where others stay, m.

    Raises:
        InputError: There is no such object, no free place beside it, or no way to it.
    """
    writer = _Writer(spec, floor, random, taken, others_m)
    for number, deed in enumerate(deeds):
        following = deeds[number + 1] if number + 1 < len(deeds) else None
        if deed.activity:
            _perform(writer, deed)
        else:
            _go(writer, deed, following, pace)
    if writer.start is None:
        raise InputError(expected="something that somebody does", found="nothing", do="say it")
    return Script(*writer.start, tuple(writer.steps), frozenset(writer.uses))


def _go(writer: _Writer, deed: Deed, following: Deed | None, pace: float) -> None:
    """Goes to a place; to a seat so that one can sit down on it if that is what follows."""
    place = deed.place
    if place is None:
        raise ValueError("going without a place")
    sits = following is not None and _then_rests(following)
    spots = _spots(writer, place, sits)
    _begin(writer, spots)
    spot = _chosen(writer, spots, str(place.kind))
    usual = USUAL_SPEED_M_PER_S[deed.manner] * deed.tempo
    usual *= pace if deed.manner == "walk" else 1.0
    speed = np.clip(deed.speed_m_per_s or usual, *SPEED_LIMITS_M_PER_S[deed.manner])
    _walk(writer, spot, float(speed), deed)


def _then_rests(deed: Deed) -> bool:
    """Whether somebody sits or lies down next, where they have just gone."""
    if not deed.activity or deed.place is not None:
        return False
    return activities()[deed.activity].posture[0] == "sit" or _rests(activities()[deed.activity])


def _rests(one: Activity) -> bool:
    """Whether an activity ends on a seat or a bed."""
    return one.posture[1] in ("sit", "lie")


def _perform(writer: _Writer, deed: Deed) -> None:
    """Does something, where it can be done."""
    one = activities()[deed.activity]
    spots = _where(writer, deed, one)
    if spots:
        fresh = writer.here is None
        _begin(writer, spots, at_spot=fresh)
        here = writer.here
        if here is None or here.uses not in {spot.uses for spot in spots} or not here.uses:
            _walk(writer, _chosen(writer, spots, one.name), USUAL_SPEED_M_PER_S["walk"], deed)
    elif writer.here is None:
        _begin(writer, _open_places(writer, one), at_spot=True)
    at = writer.here.at_m if writer.here else None
    writer.steps.append(
        Perform(
            activity=one.name,
            duration_s=deed.duration_s,
            repetitions=deed.repetitions,
            amplitude=float(np.clip(deed.amplitude, 0.4, 2.0)),
            tempo=float(np.clip(deed.tempo, 0.4, 2.0)),
            hand=deed.hand,
            at_m=at,
            seed=int(writer.random.integers(2**31)),
        )
    )
    if one.posture[1] != "any":
        writer.posture = one.posture[1]


def _where(writer: _Writer, deed: Deed, one: Activity) -> list[Spot]:
    """Places for an activity: where it is said to be, or what it needs; [] for anywhere."""
    seated = one.posture[0] == "sit" or _rests(one)
    if deed.place is not None:
        return _spots(writer, deed.place, seated and not deed.place.is_room)
    if writer.posture != "stand" and one.posture[0] in ("any", writer.posture):
        return []
    lying = one.posture[1] == "lie"
    if seated:
        kinds = BEDS if lying else tuple(kind for kind in one.needs if kind in SEATS) or SEATS
        return _free(writer, seat_spots(writer.spec, kinds))
    for need in one.needs:
        found = object_spots(writer.spec, INSTEAD.get(need, (need,)), writer.floor)
        if found:
            return found
    return []


def _spots(writer: _Writer, place: Place, to_sit: bool) -> list[Spot]:
    """All places that a phrase may mean, the likeliest first."""
    spec, kinds = writer.spec, INSTEAD.get(place.kind, (place.kind,))
    if place.is_room:
        found = room_spots(spec, place.kind, writer.floor, writer.random)
    elif place.kind == "radar":
        found = [radar_spot(spec, place.how)]
    elif place.kind in ("window", "door"):
        found = opening_spots(spec, place.kind)
    elif to_sit:
        found = _free(writer, seat_spots(spec, kinds))
    else:
        found = object_spots(spec, kinds, writer.floor)
        found = [spot for spot in found if spot.uses not in writer.taken] or found
    if not found:
        raise InputError(
            expected=f"a {place.kind.replace('_', ' ')} with a free place beside it",
            found=f"none in the {', '.join(room.name for room in spec.rooms)}",
            do="name something else, or another room",
        )
    return found


def _free(writer: _Writer, spots: list[Spot]) -> list[Spot]:
    """Seats that nobody else uses and that can be got to."""
    return [
        spot
        for spot in spots
        if spot.uses not in writer.taken and writer.floor.nearest(spot.stand_m, NEAR_M)
    ]


def _open_places(writer: _Writer, one: Activity) -> list[Spot]:
    """Free places in the room of the radar, where it sees them, facing it."""
    room, radar = writer.spec.room, np.array(writer.spec.radar.position_m[:2])
    points = np.array(room.corner_m) + np.array(room.size_m[:2]) * writer.random.uniform(
        0.0, 1.0, (400, 2)
    )
    free = writer.floor.clearance_m(points)
    away = points - radar
    distance, azimuth = np.hypot(*away.T), np.arctan2(away[:, 1], away[:, 0])
    aside = np.abs(np.angle(np.exp(1j * (azimuth - writer.spec.radar.yaw_rad))))
    seen = _alone(writer, points) & (distance > 1.1) & (distance < 5.0) & (aside < np.deg2rad(50.0))
    roomy = min(ROOMY_M[one.group], 0.55)
    order = np.flatnonzero(seen & (free >= min(roomy, float(free[seen].max(initial=0.0)) - 1e-9)))
    turned = writer.random.normal(0.0, 0.25, len(order))
    return [
        Spot(
            (round(float(points[i, 0]), 3), round(float(points[i, 1]), 3)),
            float(azimuth[i] + np.pi + turn),
        )
        for i, turn in zip(order, turned, strict=True)
    ]


def _begin(writer: _Writer, spots: list[Spot], at_spot: bool = False) -> None:
    """Decides where somebody begins: at a place, or some way from it."""
    if writer.start is not None:
        return
    spot = _chosen(writer, spots, "the first thing", begins=True)
    if at_spot:
        heading = spot.facing_rad if spot.facing_rad is not None else 0.0
        writer.here = spot
        writer.uses |= {spot.uses} - {""}
        writer.start = (spot.stand_m, _wrapped(heading))
        return
    candidates = room_spots(writer.spec, "", writer.floor, writer.random)
    candidates = [c for c in candidates if _alone(writer, np.array([c.stand_m]))[0]]
    good = [one for one in candidates if one.kind == _room_at(writer.spec, spot.stand_m)]
    good = [one for one in good if START_M[0] <= _distance_m(one, spot) <= START_M[1]] or good
    good = [one for one in good if _reaches(writer, one, spot)]
    good = good or [one for one in candidates if _reaches(writer, one, spot)]
    if not good:
        raise InputError(
            expected="a free place to begin at",
            found="none from which the first place can be reached",
            do="leave some furniture out, or choose a larger room",
        )
    begin = good[int(writer.random.integers(len(good)))]
    ahead = np.subtract(spot.stand_m, begin.stand_m)
    heading = float(np.arctan2(ahead[1], ahead[0]) + writer.random.normal(0.0, 0.4))
    writer.here, writer.start = begin, (begin.stand_m, _wrapped(heading))


def _alone(writer: _Writer, points_m: Float[np.ndarray, "point 2"]) -> Bool[np.ndarray, " point"]:
    """Whether nobody else stays near."""
    apart = [np.hypot(*(points_m - np.array(other)).T) > APART_M for other in writer.others_m]
    return np.all(apart, axis=0) if apart else np.ones(len(points_m), dtype=bool)


def _distance_m(one: Spot, other: Spot) -> float:
    return float(np.hypot(*np.subtract(one.stand_m, other.stand_m)))


def _room_at(spec: SceneSpec, point_m: GroundPoint) -> str:
    """Kind of the room around a point, "" for none."""
    for room in spec.rooms:
        if room.contains(point_m):
            return room.name
    return ""


def _reaches(writer: _Writer, one: Spot, other: Spot) -> bool:
    near = writer.floor.nearest(other.stand_m, NEAR_M)
    return near is not None and writer.floor.reaches(one.stand_m, near)


def _chosen(writer: _Writer, spots: list[Spot], what: str, begins: bool = False) -> Spot:
    """One of the first few places that can be reached from here."""
    start = writer.here
    alone = [spot for spot in spots if _alone(writer, np.array([spot.stand_m]))[0]]
    reachable = [spot for spot in alone if start is None or _gets_there(writer, start, spot)]
    if not reachable:
        raise InputError(
            expected=f"a place for {what} that can be reached",
            found="none",
            do="move the furniture, or choose another place",
        )
    few = reachable if begins else reachable[:3]
    return few[int(writer.random.integers(len(few)))]


def _gets_there(writer: _Writer, start: Spot, spot: Spot) -> bool:
    near = writer.floor.nearest(start.stand_m, NEAR_M)
    end = writer.floor.nearest(spot.stand_m, NEAR_M)
    return near is not None and end is not None and writer.floor.reaches(near, end)


def _walk(writer: _Writer, spot: Spot, speed_m_per_s: float, deed: Deed) -> None:
    """Appends the way from here to a place."""
    here = writer.here
    if here is None:
        raise ValueError("nowhere yet")
    route = writer.floor.route(here.stand_m, spot.stand_m)
    corners = [(round(float(x), 3), round(float(y), 3)) for x, y in route[1:]]
    corners = [corner for corner in corners if _apart(corner, spot.stand_m)]
    writer.steps.append(
        GoTo(
            to_m=spot.stand_m,
            via_m=tuple(corners),
            facing_rad=None if spot.facing_rad is None else _wrapped(spot.facing_rad),
            manner=deed.manner,
            speed_m_per_s=round(speed_m_per_s, 3),
            gait=GaitSpec(fatigue=deed.fatigue),
        )
    )
    writer.here, writer.posture = spot, "stand"
    writer.uses |= {spot.uses} - {""}


def _apart(one: GroundPoint, other: GroundPoint) -> bool:
    return float(np.hypot(one[0] - other[0], one[1] - other[1])) > 0.2


def _wrapped(angle_rad: float) -> float:
    return round(float(np.remainder(angle_rad + np.pi, 2 * np.pi) - np.pi), 4)
