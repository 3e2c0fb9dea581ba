"""The box room in Sionna RT, and the paths that its `RCSSolver` finds there."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from mmwave_sim._llvm import prepare_llvm
from mmwave_sim.materials import material
from mmwave_sim.rays import Chain, Wall

FREQUENCY_HZ = 79e9
TX_M, RX_M = np.array([0.375, 2.0, 1.125]), np.array([0.5, 2.25, 1.25])
"""All coordinates are multiples of 1/64 m, so that single precision holds them exactly."""
POINTS_M = np.array([[3.5, 1.75, 1.3125], [4.25, 3.125, 0.625]])
_RAYS = 10_000
_SENSING, _SPECULAR, _NOTHING = 16, 1, 0
_HALF_SPACE_M = 0.1
"""Thickness that stands for a half space: what returns from behind is 50 dB down or more."""


@dataclass(frozen=True)
class Found:
    """A path that Sionna RT found.

    Attributes:
        point: Index of the scattering point.
        out: Walls from the transmitter to the point.
        back: Walls from the receiver to the point.
        corners_m: Where it turns, from transmitter to receiver, in single precision, m.
        delay_s: Its delay, s.
        power: Its power gain.
    """

    point: int
    out: Chain
    back: Chain
    corners_m: Float[np.ndarray, "corner 3"]
    delay_s: float
    power: float


def sionna_paths(walls: tuple[Wall, ...], max_bounces: int) -> tuple[Found, ...]:
    """Paths from the transmitter by the scattering points to the receiver.

    Every point scatters 1 m^2 in all directions and keeps the polarization.
    """
    prepare_llvm()
    from sionna.rt import rcs

    scene, wall_of = _scene(walls)
    solver = rcs.RCSSolver(deterministic=True)
    paths = solver(scene, max_depth=max_bounces + 1, samples_per_sp=_RAYS, refraction=False, seed=1)
    gain = np.array(paths.a[0]) ** 2 + np.array(paths.a[1]) ** 2
    kinds, objects = (np.array(a)[:, 0, 0] for a in (paths.interactions, paths.objects))
    corners = np.array(paths.vertices)[:, 0, 0].astype(np.float64)
    delay, valid = np.array(paths.tau)[0, 0], np.array(paths.valid)[0, 0]
    return tuple(
        _found(kinds[:, i], objects[:, i], corners[:, i], delay[i], gain[0, 0, 0, 0, i], wall_of)
        for i in np.flatnonzero(valid)
    )


def _found(
    kinds: Int[np.ndarray, "interaction"],
    objects: Int[np.ndarray, "interaction"],
    corners_m: Float[np.ndarray, "interaction 3"],
    delay_s: float,
    power: float,
    wall_of: dict[int, int],
) -> Found:
    scattered = int(np.flatnonzero(kinds == _SENSING)[0])
    end = int(np.count_nonzero(kinds != _NOTHING))
    chains = [
        wall_of[int(o)] if k == _SPECULAR else -1 for o, k in zip(objects, kinds, strict=True)
    ]
    return Found(
        int(np.argmin(np.linalg.norm(POINTS_M - corners_m[scattered], axis=1))),
        Chain(tuple(chains[:scattered])),
        Chain(tuple(chains[scattered + 1 : end][::-1])),
        np.concatenate([TX_M[None], corners_m[:end], RX_M[None]]),
        float(delay_s),
        float(power),
    )


def _scene(walls: tuple[Wall, ...]) -> tuple[Any, dict[int, int]]:
    """The room, both antennas and the scattering points in Sionna RT."""
    from sionna import rt

    scene = rt.load_scene()
    scene.frequency = FREQUENCY_HZ
    radio = {name: _radio_material(name) for name in {wall.material for wall in walls}}
    objects = [
        rt.SceneObject(mi_mesh=_mesh(wall), name=wall.name, radio_material=radio[wall.material])
        for wall in walls
    ]
    scene.edit(add=objects)
    array = rt.PlanarArray(num_rows=1, num_cols=1, pattern="iso", polarization="V")
    scene.tx_array = scene.rx_array = array
    scene.add(rt.Transmitter("tx", [float(c) for c in TX_M]))
    scene.add(rt.Receiver("rx", [float(c) for c in RX_M]))
    for index, point in enumerate(POINTS_M):
        scene.add(_target(f"target {index}", point))
    return scene, {int(scene.get(wall.name).object_id): i for i, wall in enumerate(walls)}


def _target(name: str, at_m: Float[np.ndarray, "3"]) -> Any:
    from sionna.rt import rcs

    point = rcs.ScatteringModel([0.0, 0.0, 0.0], rcs=rcs.ConstantRCS(1.0), cpm=rcs.ConstantCPM())
    return rcs.SensingTarget(
        name=name,
        scattering_model=point,
        length=1 / 64,
        width=1 / 64,
        height=1 / 64,
        position=[float(c) for c in at_m],
    )


def _radio_material(name: str) -> Any:
    from sionna import rt

    made_of = material(name)
    return rt.RadioMaterial(
        f"bench-{name}",
        relative_permittivity=made_of.permittivity(FREQUENCY_HZ).real,
        conductivity=made_of.conductivity(FREQUENCY_HZ),
        thickness=made_of.thickness_m or _HALF_SPACE_M,
    )


def _mesh(wall: Wall) -> Any:
    import mitsuba as mi

    a, b = wall.edges_m
    corners = wall.corner_m + np.stack([np.zeros(3), a, a + b, b])
    mesh = mi.Mesh(wall.name, vertex_count=4, face_count=2)
    content = mi.traverse(mesh)
    content["vertex_positions"] = corners.astype(np.float32).ravel()
    content["faces"] = np.array([0, 1, 2, 0, 2, 3], dtype=np.uint32)
    content.update()
    return mesh
