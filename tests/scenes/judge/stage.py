"""People in rooms that `populate` would refuse: they are made elsewhere and put there."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from scenes import (
    AgentSpec,
    ObjectSpec,
    PopulatedScene,
    RadarPlacement,
    RoomSpec,
    SceneSpec,
    Stand,
    populate,
)
from scenes.objects import object_surfaces
from scenes.rooms import home_surfaces
from scenes.spec import Activity, OpeningSpec

HALL = RoomSpec(size_m=(20.0, 20.0, 3.0), corner_m=(-10.0, -10.0))
ROOM = RoomSpec(size_m=(6.0, 5.0, 2.6), corner_m=(-0.3, -2.5))
STILL = Stand(sway_m=0.0)


def somebody(
    place: tuple[float, float],
    name: str = "ann",
    activity: Activity = STILL,
    heading_rad: float = 0.0,
) -> AgentSpec:
    """Somebody of the usual body."""
    return AgentSpec(name=name, position_m=place, activity=activity, heading_rad=heading_rad)


def thing(
    kind: str,
    place: tuple[float, float, float],
    size: tuple[float, float, float],
    yaw_rad: float = 0.0,
    name: str = "",
) -> ObjectSpec:
    """An object."""
    return ObjectSpec(kind=kind, position_m=place, size_m=size, yaw_rad=yaw_rad, name=name)


def staged(
    people: Sequence[AgentSpec],
    objects: Sequence[ObjectSpec] = (),
    rooms: Sequence[RoomSpec] = (ROOM,),
    openings: Sequence[OpeningSpec] = (),
    radar: RadarPlacement | None = None,
    duration_s: float = 0.4,
) -> PopulatedScene:
    """A scene with people wherever they are put."""
    spec = SceneSpec(
        rooms=tuple(rooms),
        openings=tuple(openings),
        objects=tuple(objects),
        agents=tuple(people),
        radar=radar or RadarPlacement(position_m=(0.0, 0.0, 1.0)),
        duration_s=duration_s,
    )
    surfaces = (*home_surfaces(spec), *object_surfaces(spec.objects))
    return replace(_in_hall(tuple(people), duration_s), spec=spec, surfaces=surfaces)


@cache
def _in_hall(people: tuple[AgentSpec, ...], duration_s: float) -> PopulatedScene:
    return populate(SceneSpec(rooms=(HALL,), agents=people, duration_s=duration_s))


def skin_box_m(scene: PopulatedScene, who: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest world x, y and z of somebody's skin at the start, m."""
    skin = scene.agents[who].vertices(np.zeros(1))[0]
    return skin.min(axis=0), skin.max(axis=0)
