"""A room with a radar, a ball and some furniture, and everything about it as flat tables."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

import jax
import numpy as np
import trimesh
from pydantic import BaseModel

from mmwave_sim.materials import medium
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, parameters, preset
from mmwave_sim.randomization import (
    Draw,
    apply_to_inputs,
    apply_to_options,
    apply_to_radar,
    apply_to_scene,
    apply_to_world,
)
from mmwave_sim.rays import World, panel, walls_from_meshes
from mmwave_sim.simulation import SceneInputs, SimulationOptions
from scenes import SceneSpec, parse
from scenes.rooms._surfaces import room_surfaces


@dataclass(frozen=True)
class Everything:
    """All that a draw may change."""

    radar: RadarConfig
    scene: SceneSpec
    world: World
    inputs: SceneInputs
    options: SimulationOptions

    def table(self) -> dict[str, Any]:
        """Every single value by its path."""
        still = {mesh.name: (mesh.vertices_m, mesh.material) for mesh in self.world.still}
        parts = {
            "radar": asdict(self.radar),
            "scene": self.scene,
            "still": still,
            "inputs": self.inputs,
            "options": asdict(self.options),
        }
        return dict(_leaves("", parts))


def everything(text: str = "a person stands still in the bedroom", seed: int = 0) -> Everything:
    """A usual radar in a usual room, a ball instead of the person."""
    spec = parse(text, seed=seed)
    place = spec.radar
    radar = preset("awr1843_mmclip").replace(
        pose=Pose(place.position_m, place.yaw_rad, place.pitch_rad)
    )
    world = room_world(spec)
    with jax.enable_x64(True):
        inputs = SceneInputs(
            parameters(radar),
            tuple(panel(wall, radar.center_frequency_hz) for wall in world.walls),
            tuple(np.asarray(mesh.vertices_m) for mesh in world.moving),
            tuple(medium(mesh.material, radar.center_frequency_hz) for mesh in world.moving),
        )
    return Everything(radar, spec, world, inputs, SimulationOptions())


def room_world(spec: SceneSpec) -> World:
    """The walls of a scene and a ball in front of the radar."""
    flat = tuple((s.name, s.vertices_m, s.faces, s.material) for s in room_surfaces(spec.room))
    mesh = trimesh.creation.icosphere(2, 0.2)
    vertices_m = np.asarray(mesh.vertices) + np.array([2.0, 0.0, 1.0])
    keys = np.stack([vertices_m] * 4)
    ball = MovingMesh("ball", np.asarray(mesh.faces), np.linspace(0, 1, 4), keys, "skin")
    return World(walls=walls_from_meshes(flat), moving=(ball,))


def apply_all(draw: Draw, before: Everything) -> Everything:
    """Everything after a draw, each part by its own function."""
    return Everything(
        apply_to_radar(draw, before.radar),
        apply_to_scene(draw, before.scene),
        apply_to_world(draw, before.world, before.scene.radar.position_m),
        apply_to_inputs(draw, before.inputs, before.radar),
        apply_to_options(draw, before.options, before.radar),
    )


def changes(before: Everything, after: Everything) -> dict[str, tuple[Any, Any]]:
    """Paths whose values differ, with both; None where there is none."""
    one, other = before.table(), after.table()
    paths = sorted(set(one) | set(other))
    return {p: (one.get(p), other.get(p)) for p in paths if one.get(p) != other.get(p)}


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel):
        value = value.model_dump()
    elif is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    elif hasattr(value, "_asdict"):
        value = value._asdict()
    elif hasattr(value, "shape"):
        value = np.asarray(value).tolist()
    if isinstance(value, Mapping):
        members = value.items()
    elif isinstance(value, list | tuple):
        members = enumerate(value)
    else:
        yield path, value
        return
    for name, member in members:
        yield from _leaves(f"{path}.{name}" if path else str(name), member)
