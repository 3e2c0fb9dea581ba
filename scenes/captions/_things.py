"""Objects: which are used, and which are there."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from jaxtyping import Float

from scenes.captions._deeds import deeds, during
from scenes.captions._names import counted, the, thing
from scenes.captions._statement import Statement
from scenes.captions._where import winding
from scenes.world import AgentTruth, GroundTruth, ObjectTruth

REACH_M = 1.1
"""Whatever is used while standing is as near as this to the pelvis, m."""

USED = 0.3
"""Something is used in a deed if it is so for this share of it: one rises from a bed for half."""

ON_M = 0.25
"""A pelvis on a thing is over its box, or so far beside it, m."""


def objects(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """What each deed uses."""
    kinds = {one.name: one.kind for one in truth.objects}
    for number, deed in enumerate(deeds(truth, agent)):
        at = np.flatnonzero(during(truth, deed))
        used = Counter(agent.object_in_use[i] for i in at)
        name, often = used.most_common(1)[0]
        if name and often > USED * len(at):
            rests = agent.posture[int(at[-1])] != "stand"
            clause = "rests on" if rests else "is at"
            text = f"{the(agent.name)} {clause} the {thing(kinds[name])}"
            yield Statement("object", agent.name, name, text, number, kinds[name])


def object_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Measures from the pelvis to the object's box."""
    agent = truth.agent(statement.subject)
    found = {one.name: one for one in truth.objects}.get(str(statement.value))
    if found is None or found.kind != statement.what:
        return False
    at = np.flatnonzero(during(truth, deeds(truth, agent)[statement.deed]))
    away = box_distance_m(found, agent.joint_m("pelvis")[at, :2])
    limit = REACH_M if agent.posture[int(at[-1])] == "stand" else ON_M
    return float(away.min()) < limit


def box_distance_m(
    found: ObjectTruth, points_m: Float[np.ndarray, "point 2"]
) -> Float[np.ndarray, " point"]:
    """How far points of the plane are from the footprint of an object, m."""
    way = points_m - np.array(found.centre_m[:2])
    ahead = np.array([np.cos(found.yaw_rad), np.sin(found.yaw_rad)])
    local = np.stack([way @ ahead, way @ np.array([-ahead[1], ahead[0]])], axis=1)
    beyond = np.abs(local) - np.array(found.size_m[:2]) / 2
    return np.linalg.norm(np.maximum(beyond, 0.0), axis=1)


def furniture(truth: GroundTruth) -> Iterator[Statement]:
    """How many things of each kind are in each room."""
    kinds = Counter((one.room, one.kind) for one in truth.objects if one.room)
    for (room, kind), count in kinds.items():
        verb = "is" if count == 1 else "are"
        text = f"there {verb} {counted(count, thing(kind))} in the {room}"
        yield Statement("furniture", room, count, text, what=kind)


def furniture_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Counts middles of things of that kind within the outlines of rooms of that name."""
    rooms = [room for room in truth.rooms if room.name == statement.subject]
    places = [one.centre_m[:2] for one in truth.objects if one.kind == statement.what]
    if not rooms or not places:
        return False
    inside = np.any([winding(room, np.array(places)) != 0 for room in rooms], axis=0)
    return statement.value == int(inside.sum())
