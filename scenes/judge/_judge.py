"""`judge`: the geometric rules over the whole motion."""

from collections.abc import Iterator, Mapping

import numpy as np

from scenes.judge._moments import Moments, moments_of
from scenes.judge._rules import Rules
from scenes.judge._sense import sense_of
from scenes.judge._things import Thing, things_of
from scenes.judge._touch import furniture_findings, people_findings, wall_findings
from scenes.judge._verdict import Finding, Verdict, worst
from scenes.judge._whereabouts import (
    buried_radar,
    floor_findings,
    in_sight,
    radar_findings,
    room_findings,
    sight_finding,
)
from scenes.world import PopulatedScene

Allowed = Mapping[str, frozenset[str]]
"""By name of a person, names of the objects that they may touch."""


def judge(
    scene: PopulatedScene, rules: Rules | None = None, allowed: Allowed | None = None
) -> Verdict:
    """Holds a scene to the geometric rules, over the whole motion.

    What somebody sits or lies on while the log says so may be touched: the seat or bed below the
    pelvis at the end of such an activity.

    Args:
        scene: The scene.
        rules: Limits; the usual ones if None.
        allowed: Further objects that people may touch, by their names.
    """
    rules = rules or Rules()
    things = things_of(scene)
    sense = sense_of(scene, things, rules)
    given = allowed or {}
    touched = {name: met | given.get(name, frozenset()) for name, met in sense.rested.items()}
    findings = [*sense.findings, *buried_radar(scene.spec.radar, things)]
    seen: dict[str, list[np.ndarray]] = {agent.name: [] for agent in scene.agents}
    for moments in moments_of(scene, rules) if scene.agents else ():
        findings += _of_moments(scene, moments, things, touched, rules)
        for body in moments.bodies:
            seen[body.name].append(in_sight(body.pelvis_m, scene.spec.radar, rules))
    if rules.half_field_rad is not None:
        for name, parts in seen.items():
            findings += sight_finding(name, float(np.concatenate(parts).mean()), rules)
    return Verdict(worst(findings))


def _of_moments(
    scene: PopulatedScene,
    moments: Moments,
    things: Mapping[str, Thing],
    touched: Allowed,
    rules: Rules,
) -> Iterator[Finding]:
    walls = tuple(surface for surface in scene.surfaces if surface.kind == "wall")
    yield from room_findings(moments, scene.spec.rooms)
    yield from wall_findings(moments, walls)
    yield from furniture_findings(moments, things, touched)
    yield from people_findings(moments)
    yield from floor_findings(moments, rules)
    yield from radar_findings(moments, scene.spec.radar, rules)
