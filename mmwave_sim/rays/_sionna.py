"""The default tracer: Sionna RT for wall chains, Mitsuba's shadow rays for visibility."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim._llvm import prepare_llvm
from mmwave_sim.materials import material
from mmwave_sim.rays._analytic import TriangleSoup
from mmwave_sim.rays._first_hit import FirstHit, MitsubaFirstHit
from mmwave_sim.rays._mitsuba import flat, mitsuba_mesh
from mmwave_sim.rays._tracer import END_GAP_M, Occluders, Points
from mmwave_sim.rays._walls import Chain
from mmwave_sim.rays._world import World, wall_mesh

_NOTHING = np.iinfo(np.uint32).max
_RAYS = 20_000


class SionnaTracer:
    """Chains by Sionna RT's `PathSolver`, visibility by shadow rays in Mitsuba.

    Paths are asked for once per room; moving meshes only ever hide, so they are left out of that
    scene and placed into a second one for the shadow rays.
    """

    def __init__(self, world: World, frequency_hz: float) -> None:
        """Prepares the tracer.

        Args:
            world: Walls and meshes.
            frequency_hz: Carrier at which materials are evaluated, Hz.

        Raises:
            InputError: No usable LLVM is installed.
        """
        prepare_llvm()
        self.world = world
        self.frequency_hz = frequency_hz
        self._moving_names = tuple(f"moving-{i}" for i in range(len(world.moving)))

    def chains(self, source_m: Points, probes_m: Points, max_bounces: int) -> tuple[Chain, ...]:
        """Wall chains by which Sionna RT finds a specular path to some probe."""
        if max_bounces == 0 or not self.world.walls:
            return (Chain(),)
        scene, wall_of = self._radio_scene
        met = _specular_objects(scene, source_m[0], probes_m, max_bounces)
        found: dict[tuple[int, ...], None] = {(): None}
        for column in met.T:
            objects = [int(o) for o in column if o != _NOTHING]
            if all(o in wall_of for o in objects):
                found[tuple(wall_of[o] for o in objects)] = None
        return tuple(Chain(walls) for walls in sorted(found, key=lambda w: (len(w), w)))

    def occluders(self, moving_m: Sequence[Float[np.ndarray, "vertex 3"]]) -> Occluders:
        """The Mitsuba scene with the moving meshes' vertices at these positions."""
        import mitsuba as mi

        if not self.world.still and not self.world.moving:
            return TriangleSoup(np.zeros((0, 3, 3)))
        if moving_m:
            positions = mi.traverse(self._shadow_scene)
            for name, vertices in zip(self._moving_names, moving_m, strict=True):
                positions[f"{name}.vertex_positions"] = flat(vertices, np.float32)
            positions.update()
        return _ShadowRays(self._shadow_scene)

    def first_hit(
        self, vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]
    ) -> FirstHit:
        """The triangles in a Mitsuba scene of their own."""
        return MitsubaFirstHit(vertices_m, faces)

    @cached_property
    def _radio_scene(self) -> tuple[Any, dict[int, int]]:
        import sionna.rt as rt

        scene = rt.load_scene()
        scene.frequency = self.frequency_hz
        named = [(f"wall-{i}", *wall_mesh(w), w.material) for i, w in enumerate(self.world.walls)]
        named += [
            (f"still-{i}", m.vertices_m, m.faces, m.material)
            for i, m in enumerate(self.world.still)
        ]
        radio = {name: self._radio_material(name) for *_, name in named}
        objects = [
            rt.SceneObject(mi_mesh=mitsuba_mesh(n, v, f), name=n, radio_material=radio[m])
            for n, v, f, m in named
        ]
        scene.edit(add=objects)
        walls = range(len(self.world.walls))
        return scene, {int(scene.get(f"wall-{i}").object_id): i for i in walls}

    def _radio_material(self, name: str) -> Any:
        import sionna.rt as rt

        made_of = material(name)
        return rt.RadioMaterial(
            f"mmwave-{name}",
            relative_permittivity=made_of.permittivity(self.frequency_hz).real,
            conductivity=made_of.conductivity(self.frequency_hz),
            thickness=made_of.thickness_m or 0.1,
        )

    @cached_property
    def _shadow_scene(self) -> Any:
        import mitsuba as mi
        import sionna.rt  # noqa: F401  (sets Mitsuba's variant)

        shapes = {
            f"still-{i}": mitsuba_mesh(f"still-{i}", still.vertices_m, still.faces)
            for i, still in enumerate(self.world.still)
        }
        for name, moving in zip(self._moving_names, self.world.moving, strict=True):
            shapes[name] = mitsuba_mesh(name, np.asarray(moving.vertices_m[0]), moving.faces)
        return mi.load_dict({"type": "scene", **shapes})


class _ShadowRays:
    """Shadow rays against a Mitsuba scene as it stands."""

    def __init__(self, scene: Any) -> None:
        self._scene = scene

    def clear(self, start_m: Points, end_m: Points) -> Bool[np.ndarray, "point"]:
        """Whether each segment meets no surface."""
        import mitsuba as mi

        if len(start_m) == 0:
            return np.zeros(0, dtype=bool)
        way = end_m - start_m
        length = np.linalg.norm(way, axis=1)
        direction = way / np.maximum(length, 1e-12)[:, None]
        ray = mi.Ray3f(
            mi.Point3f((start_m + END_GAP_M * direction).T.astype(np.float32)),
            mi.Vector3f(direction.T.astype(np.float32)),
        )
        ray.maxt = mi.Float((length - 2 * END_GAP_M).astype(np.float32))
        return ~np.array(self._scene.ray_test(ray))


def _specular_objects(
    scene: Any, source_m: Float[np.ndarray, "3"], probes_m: Points, max_bounces: int
) -> Int[np.ndarray, "bounce path"]:
    """Object met at each bounce of every valid specular path from the source to a probe."""
    import sionna.rt as rt

    array = rt.PlanarArray(num_rows=1, num_cols=1, pattern="iso", polarization="V")
    scene.tx_array = scene.rx_array = array
    for name in [*scene.transmitters, *scene.receivers]:
        scene.remove(name)
    scene.add(rt.Transmitter("source", [float(c) for c in source_m]))
    for i, probe in enumerate(probes_m):
        scene.add(rt.Receiver(f"probe-{i}", [float(c) for c in probe]))
    paths = rt.PathSolver(deterministic=True)(
        scene, max_depth=max_bounces, refraction=False, samples_per_src=_RAYS
    )
    objects = np.array(paths.objects)[:, :, 0, :]
    valid = np.array(paths.valid)[:, 0, :]
    return objects[:, valid]
