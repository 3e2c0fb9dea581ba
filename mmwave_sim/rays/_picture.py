"""A rendered picture of a world with its radar, by Sionna RT's renderer."""

from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from mmwave_sim._llvm import prepare_llvm
from mmwave_sim.radar import Pose
from mmwave_sim.rays._mitsuba import mitsuba_mesh
from mmwave_sim.rays._walls import Wall
from mmwave_sim.rays._world import World, wall_mesh

_COLORS = {
    "plasterboard": (0.86, 0.85, 0.82),
    "concrete": (0.62, 0.62, 0.62),
    "brick": (0.62, 0.36, 0.29),
    "wood": (0.62, 0.45, 0.28),
    "glass": (0.55, 0.72, 0.78),
    "metal": (0.55, 0.57, 0.6),
    "ceramic": (0.9, 0.89, 0.86),
    "plastic": (0.2, 0.22, 0.25),
    "fabric": (0.33, 0.42, 0.55),
    "leather": (0.4, 0.26, 0.18),
    "skin": (0.85, 0.62, 0.5),
    "radar": (0.85, 0.1, 0.12),
}
_PLAIN = (0.7, 0.7, 0.7)
_PIXELS = (960, 620)
Mesh = tuple[Float[np.ndarray, "vertex 3"], Int[np.ndarray, "face 3"], str]


def render_picture(
    world: World,
    moving_m: tuple[Float[np.ndarray, "vertex 3"], ...],
    radar: Pose,
    path: Path,
    samples: int = 40,
) -> Path:
    """Renders the room from above a corner behind the radar, the walls in the way left out.

    Args:
        world: Walls and meshes.
        moving_m: Vertices of each moving mesh at the instant to be shown, m.
        radar: Where the radar stands; drawn as a red box with its face towards boresight.
        path: PNG file to write.
        samples: Rays for each pixel.
    """
    prepare_llvm()
    import sionna.rt as rt

    eye, target = _view(world, radar)
    meshes = [(*wall_mesh(w), w.material) for w in world.walls if not _hides(w, eye, target)]
    meshes += [(m.vertices_m, m.faces, m.material) for m in world.still]
    meshes += [(v, m.faces, m.material) for v, m in zip(moving_m, world.moving, strict=True)]
    scene = _scene([*meshes, _radar_box(radar)])
    camera = rt.Camera(position=[float(v) for v in eye], look_at=[float(v) for v in target])
    path.parent.mkdir(parents=True, exist_ok=True)
    scene.render_to_file(
        camera=camera,
        filename=str(path),
        num_samples=samples,
        resolution=_PIXELS,
        fov=52,
        lighting_scale=1.0,
    )
    return path


def _scene(meshes: list[Mesh]) -> Any:
    import sionna.rt as rt

    scene = rt.load_scene()
    paint = {
        name: rt.RadioMaterial(
            f"paint-{name}", relative_permittivity=2.0, color=_COLORS.get(name, _PLAIN)
        )
        for name in {material for *_, material in meshes}
    }
    objects = [
        rt.SceneObject(
            mi_mesh=mitsuba_mesh(f"m{i}", v, f), name=f"m{i}", radio_material=paint[material]
        )
        for i, (v, f, material) in enumerate(meshes)
    ]
    scene.edit(add=objects)
    return scene


def _view(world: World, radar: Pose) -> tuple[np.ndarray, np.ndarray]:
    """Eye and target: behind, beside and above the radar, looking at the middle of the room."""
    low, high = _bounds(world)
    middle = (low + high) / 2
    forward = radar.rotation()[:, 0] * np.array([1.0, 1.0, 0.0])
    forward /= max(float(np.linalg.norm(forward)), 1e-9)
    left = np.array([-forward[1], forward[0], 0.0])
    size = float(np.linalg.norm(high[:2] - low[:2]))
    eye = middle - 0.78 * size * forward + 0.46 * size * left
    eye[2] = high[2] + 0.42 * size
    return eye, np.array([middle[0], middle[1], 0.35 * high[2]])


def _bounds(world: World) -> tuple[np.ndarray, np.ndarray]:
    corners = [wall_mesh(w)[0] for w in world.walls]
    corners += [m.vertices_m for m in world.still]
    corners += [np.asarray(m.vertices_m).reshape(-1, 3) for m in world.moving]
    points = np.concatenate(corners)
    return points.min(axis=0), points.max(axis=0)


def _hides(wall: Wall, eye: np.ndarray, target: np.ndarray) -> bool:
    """Whether the wall's plane separates the eye from the middle of the room."""
    of_eye = (eye - wall.corner_m) @ wall.normal
    of_target = (target - wall.corner_m) @ wall.normal
    return bool(of_eye * of_target < 0)


def _radar_box(radar: Pose) -> Mesh:
    import trimesh

    box = trimesh.creation.box((0.04, 0.16, 0.12))
    return radar.to_world(np.asarray(box.vertices)), np.asarray(box.faces), "radar"
