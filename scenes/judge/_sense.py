"""The rule about activities in places where they make sense."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from jaxtyping import Float

from scenes.judge._rules import Rules
from scenes.judge._things import Thing, distance_m
from scenes.judge._verdict import Finding, Reason
from scenes.world import ActivityInterval, Agent, PopulatedScene

FLOOR = "floor"
"""Stands for the floor, or a rug on it, among what one can rest on."""

ON_TOP_M = 0.12
"""A pelvis this far beside a thing still rests on it, m: one sits near the front edge."""

BERTHS = ("bed", "sofa", "crib")
SEATS = (
    *("chair", "office_chair", "armchair", "sofa", "stool", "bench", "toilet", "bed"),
    *("exercise_bike", "bicycle"),
)


@dataclass(frozen=True)
class Place:
    """Where an activity belongs.

    Attributes:
        on: Kinds that one rests on, `FLOOR` among them if that will do; empty for no rest.
        near: Kinds of which one must be within reach; empty for none.
    """

    on: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


_WATER = Place(near=("washbasin", "kitchen_sink", "bathtub"))
_COOKING = Place(near=("stove", "counter", "kitchen_island"))

PLACES: Mapping[tuple[str, ...], Place] = MappingProxyType(
    {
        ("sit", "floor"): Place(on=(FLOOR,)),
        ("sit", "up"): Place(on=(FLOOR, "bed")),
        ("lie", "floor"): Place(on=(FLOOR,)),
        **dict.fromkeys((("sit",), ("sits",), ("sitting",)), Place(on=SEATS)),
        **dict.fromkeys(
            (("sleep",), ("nap",), ("doze",), ("snore",), ("sleeping",)), Place(on=BERTHS)
        ),
        **dict.fromkeys((("lie",), ("lying",)), Place(on=(*BERTHS, FLOOR))),
        **dict.fromkeys((("cook",), ("fry",), ("stir",)), _COOKING),
        **dict.fromkeys((("brush", "teeth"), ("wash", "hands"), ("wash", "face")), _WATER),
        ("wash", "dishes"): Place(near=("kitchen_sink", "dishwasher")),
        ("shower",): Place(near=("shower", "bathtub")),
    }
)
"""Where activities belong whose names hold these words; what holds most of them counts."""


def place_of(activity: str, rules: Rules) -> Place | None:
    """Where an activity belongs, or None for anywhere."""
    words = set(activity.lower().replace(" ", "_").split("_"))
    fitting = [key for key in PLACES if words.issuperset(key)]
    known = PLACES[max(fitting, key=len)] if fitting else None
    needs = rules.needs.get(activity, ())
    if known is None or not known.on:
        return Place(near=needs or (known.near if known else ())) if needs or known else None
    return known


def support_under(point_m: Float[np.ndarray, "3"], things: Mapping[str, Thing]) -> tuple[str, str]:
    """Kind and name of the highest thing below a point, or the floor."""
    found, level = (FLOOR, ""), 0.05
    for name, thing in things.items():
        low, high = thing.box_m
        is_over = distance_m(thing.item, point_m[None, :2])[0] < ON_TOP_M
        is_lower = low[2] < point_m[2] and high[2] > level
        if is_over and is_lower and low[2] < 0.5:
            found, level = (thing.item.kind, name), float(high[2])
    return found


@dataclass(frozen=True)
class Sense:
    """Where everybody does what.

    Attributes:
        findings: What makes no sense there.
        rested: Names of the things that each person rests on, which they must touch.
    """

    findings: tuple[Finding, ...]
    rested: Mapping[str, frozenset[str]]


def sense_of(scene: PopulatedScene, things: Mapping[str, Thing], rules: Rules) -> Sense:
    """Judges every interval of everybody's log."""
    findings: list[Finding] = []
    rested: dict[str, frozenset[str]] = {}
    for agent in scene.agents:
        names = set()
        for interval in agent.log:
            place = place_of(interval.activity, rules)
            if place is None:
                continue
            pelvis = _pelvis_m(agent, interval, scene.duration_s)
            kind, name = support_under(pelvis, things)
            if place.on and kind in place.on and name:
                names.add(name)
            findings += _problems(agent.name, interval, place, pelvis, (kind, name), things, rules)
        rested[agent.name] = frozenset(names)
    return Sense(tuple(findings), rested)


def _pelvis_m(
    agent: Agent, interval: ActivityInterval, duration_s: float
) -> Float[np.ndarray, "3"]:
    """Where the pelvis is when an activity has got as far as it gets: at its end."""
    when = np.array([min(interval.end_s, duration_s)])
    return agent.joints(when)[0, agent.joint_names.index("pelvis")]


def _problems(
    who: str,
    interval: ActivityInterval,
    place: Place,
    pelvis_m: Float[np.ndarray, "3"],
    support: tuple[str, str],
    things: Mapping[str, Thing],
    rules: Rules,
) -> Iterator[Finding]:
    kind, name = support
    doing = f"{who} does {interval.activity!r}"
    if place.on and kind not in place.on:
        where = name or "the floor"
        advice = f"let it happen on {_listed(place.on)}"
        yield _finding(who, interval, pelvis_m, name, f"{doing} on {where}", advice)
    if place.near:
        near = {n: t for n, t in things.items() if t.item.kind in place.near}
        away = {n: distance_m(t.item, pelvis_m[None, :2])[0] for n, t in near.items()}
        closest = min(away, key=lambda n: away[n], default="")
        if not closest or away[closest] > rules.near_m:
            far = f"{away[closest]:.1f} m from {closest}" if closest else "with none in the scene"
            advice = f"let it happen within {rules.near_m:g} m of {_listed(place.near)}"
            yield _finding(who, interval, pelvis_m, closest, f"{doing} {far}", advice)


def _finding(
    who: str,
    interval: ActivityInterval,
    pelvis_m: Float[np.ndarray, "3"],
    against: str,
    what: str,
    advice: str,
) -> Finding:
    x, y, z = (float(value) for value in pelvis_m)
    reason = Reason(
        rule="place",
        who=who,
        against=against,
        what=what,
        advice=advice,
        when_s=interval.end_s,
        where_m=(x, y, z),
    )
    return Finding(reason, 1.0)


def _listed(kinds: tuple[str, ...]) -> str:
    """`a bed, a sofa or the floor`."""
    names = ["the floor" if kind == FLOOR else f"a {kind.replace('_', ' ')}" for kind in kinds]
    return ", ".join(names[:-1]) + f" or {names[-1]}" if len(names) > 1 else names[0]
