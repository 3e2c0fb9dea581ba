"""A draw applied to a scene: room, people, the radar's place, furniture."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel

from mmwave_sim._errors import InputError
from mmwave_sim.randomization._draw import Draw
from mmwave_sim.randomization._fitting import (
    is_planned,
    people_fit,
    radar_fits,
    refurnished,
    still_inside,
)
from scenes import (
    AgentSpec,
    BodySpec,
    ObjectSpec,
    RadarPlacement,
    RoomSpec,
    SceneSpec,
    VitalsSpec,
    furnish,
    sampled_paths_m,
)

_SHARES = (1.0, 0.5, 0.25)
"""Shares of a shift that are tried until it fits."""

Model = TypeVar("Model", bound=BaseModel)
Thing = TypeVar("Thing")


def apply_to_scene(draw: Draw, spec: SceneSpec) -> SceneSpec:
    """The scene with its drawn room, people, radar and furniture.

    Shifts of the radar and of people are halved, twice at most, and then left out, until the radar
    is inside the room and clear of furniture, and everyone's path keeps 0.4 m from walls and
    furniture, 1 m from the radar, 0.8 m from one another and within 60 degrees of boresight. In a
    room that shrinks, furniture that no longer fits is left out. What the scene says about breath
    and heartbeat stays. In a planned scene (several rooms, doors and windows, people who go to
    places) walls, furniture and people stay where they are, for one depends on the other.

    Raises:
        InputError: The draw was made for fewer people than the scene has, the radar would be above
            the ceiling, or a body's path leaves a room that shrinks.
    """
    room = _made_of(draw, spec.room) if is_planned(spec) else _room(draw, spec.room)
    moves = refurnished(draw, room) and not is_planned(spec)
    objects = () if moves else tuple(spec.objects)
    agents = tuple(_person(draw, spec, i) for i in range(len(spec.agents)))
    radar = _radar(draw, spec, room, objects)
    if not is_planned(spec):
        agents = _moved(draw, agents, room, radar, objects, spec.duration_s)
    changed = _changed(spec, rooms=(room, *spec.rooms[1:]), agents=agents, radar=radar)
    return _changed(
        changed,
        objects=_furniture(draw, changed, moves),
        seed=draw.value("place.motion_seed", spec.seed),
    )


def _made_of(draw: Draw, room: RoomSpec) -> RoomSpec:
    """The room of other materials."""
    names = ("walls", "floor", "ceiling")
    return _changed(
        room, **{name: draw.value(f"room.{name}", getattr(room, name)) for name in names}
    )


def _room(draw: Draw, room: RoomSpec) -> RoomSpec:
    length, width, height = (
        draw.value(f"room.{name}", 1.0) for name in ("length", "width", "height")
    )
    x_m, y_m, z_m = room.size_m
    corner_x_m, corner_y_m = room.corner_m
    return _changed(
        _made_of(draw, room),
        size_m=(x_m * length, y_m * width, z_m * height),
        corner_m=(corner_x_m, corner_y_m + y_m * (1 - width) / 2),
    )


def _person(draw: Draw, spec: SceneSpec, index: int) -> AgentSpec:
    """Somebody with another shape, breath and heartbeat."""
    agent, people = spec.agents[index], len(spec.agents)

    def own(name: str) -> Any:
        return draw.each(name, people)[index]

    body = {
        name: min(1.0, max(0.0, getattr(agent.body, name) + change))
        for name in BodySpec.model_fields
        if name != "faces"
        and isinstance(agent.body, BodySpec)
        and (change := own(f"body.{name}")) is not None
    }
    vitals = {
        name: value
        for name in VitalsSpec.model_fields
        if getattr(agent.vitals, name) is None
        and not name.endswith("phase_rad")
        and (value := own(f"vitals.{name}")) is not None
    }
    return _changed(
        agent, body=_changed(agent.body, **body), vitals=_changed(agent.vitals, **vitals)
    )


def _radar(
    draw: Draw, spec: SceneSpec, room: RoomSpec, objects: Sequence[ObjectSpec]
) -> RadarPlacement:
    radar = spec.radar
    x_m, y_m, z_m = radar.position_m
    height_m = draw.value("pose.height_m", z_m)
    if height_m >= room.size_m[2] and (draw.has("pose") or draw.has("room")):
        raise InputError(
            expected=f"pose.height_m below the ceiling at {room.size_m[2]:g} m",
            found=f"{height_m:g} m",
            do="lower it",
        )

    def at(share: float) -> RadarPlacement:
        x = x_m + share * draw.value("pose.offset_x_m", 0.0)
        y = y_m + share * draw.value("pose.offset_y_m", 0.0)
        return _changed(radar, position_m=(x, y, height_m))

    turned = {
        name: getattr(radar, name) + draw.value(f"pose.{name}", 0.0)
        for name in ("yaw_rad", "pitch_rad")
    }
    return _changed(_first(at, lambda one: radar_fits(one, room, objects)), **turned)


def _moved(
    draw: Draw,
    agents: tuple[AgentSpec, ...],
    room: RoomSpec,
    radar: RadarPlacement,
    objects: Sequence[ObjectSpec],
    duration_s: float,
) -> tuple[AgentSpec, ...]:
    """Everyone, shifted and turned by the same share of what was drawn."""
    if not agents or not draw.has("place"):
        return agents
    names = ("offset_x_m", "offset_y_m", "heading_rad")
    rows = [draw.each(f"place.{name}", len(agents), 0.0) for name in names]

    def at(share: float) -> tuple[AgentSpec, ...]:
        moves = zip(*rows, strict=True)
        return tuple(_shifted(a, share, *m) for a, m in zip(agents, moves, strict=True))

    return _first(at, lambda some: people_fit(some, room, radar, objects, duration_s))


def _shifted(
    agent: AgentSpec, share: float, x_m: float, y_m: float, heading_rad: float
) -> AgentSpec:
    own_x_m, own_y_m = agent.position_m
    turned = agent.heading_rad + share * heading_rad
    return _changed(
        agent,
        position_m=(own_x_m + share * x_m, own_y_m + share * y_m),
        heading_rad=float(np.remainder(turned + np.pi, 2 * np.pi) - np.pi)
        if heading_rad
        else agent.heading_rad,
    )


def _furniture(draw: Draw, spec: SceneSpec, anew: bool) -> tuple[ObjectSpec, ...]:
    if anew:
        paths_m = sampled_paths_m(spec.agents, spec.duration_s).reshape(-1, 2)
        random = np.random.default_rng(draw.value("room.furniture_seed"))
        return furnish(spec.room, paths_m, spec.radar.position_m, random)
    if not draw.has("room") or is_planned(spec):
        return spec.objects
    return tuple(one for one in spec.objects if still_inside(one, spec.room))


def _first(at: Callable[[float], Thing], fits: Callable[[Thing], bool]) -> Thing:
    """The thing at the largest share that fits, or where it was."""
    return next((one for one in map(at, _SHARES) if fits(one)), at(0.0))


def _changed(model: Model, **changes: Any) -> Model:
    """A copy with some fields changed, checked again."""
    own = {name: getattr(model, name) for name in type(model).model_fields}
    return type(model).model_validate({**own, **changes})
