"""Validation problem: legs in a box room against Sionna RT's `RCSSolver` on the same points."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float, Int

from benchmarks._report import Row
from mmwave_sim.materials import material
from mmwave_sim.rays import Chain, Leg, Panel, SionnaTracer, Wall, World, leg, panel, way_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

C = 299_792_458.0
FREQUENCY_HZ = 79e9
SIZE_M = np.array([6.0, 4.5, 2.75])
"""All coordinates are multiples of 1/64 m, so that single precision holds them exactly."""
TX_M, RX_M = np.array([0.375, 2.0, 1.125]), np.array([0.5, 2.25, 1.25])
POINTS_M = np.array([[3.5, 1.75, 1.3125], [4.25, 3.125, 0.625]])
_MATERIALS = ("concrete", "brick", "plasterboard", "wood", "glass", "concrete")
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


@dataclass(frozen=True)
class Compared:
    """One path in both.

    Attributes:
        path: Sionna RT's.
        delay_s: Delay of our legs, s.
        power: Power gain of our legs.
    """

    path: Found
    delay_s: float
    power: float

    @property
    def delay_error_s(self) -> float:
        """How far the delays differ, s."""
        return abs(self.delay_s - self.path.delay_s)

    @property
    def corner_delay_error_s(self) -> float:
        """The same with Sionna's delay summed in double precision over its turning points, s."""
        pieces = [float(np.linalg.norm(b - a)) for a, b in pairwise(self.path.corners_m)]
        return abs(self.delay_s - sum(pieces) / C)

    @property
    def power_error_db(self) -> float:
        """How far the powers differ, dB."""
        return abs(10 * np.log10(self.power / self.path.power))


def room() -> tuple[Wall, ...]:
    """Six walls of different materials."""
    walls = []
    for axis in range(3):
        edges = np.roll(np.eye(3), -axis - 1, axis=0)[:2]
        edges = edges * (edges @ SIZE_M)[:, None]
        for offset in (0.0, SIZE_M[axis]):
            corner = offset * np.eye(3)[axis]
            name = f"wall {len(walls)}"
            walls.append(Wall(name, corner, edges, _MATERIALS[len(walls)]))
    return tuple(walls)


def compared(max_bounces: int = 2) -> tuple[Compared, ...]:
    """Every path of up to so many bounces in all, by Sionna RT and by our legs."""
    walls = room()
    paths = sionna_paths(walls, max_bounces)
    with jax.enable_x64(True):
        panels = tuple(_smooth(panel(wall, FREQUENCY_HZ)) for wall in walls)
        legs: dict[tuple[int, int, Chain], Leg] = {}
        for path in paths:
            for end, chain in ((0, path.out), (1, path.back)):
                if (path.point, end, chain) not in legs:
                    legs[path.point, end, chain] = _leg(path.point, end, chain, panels)
        return tuple(
            _compare(path, legs[path.point, 0, path.out], legs[path.point, 1, path.back])
            for path in paths
        )


def planned_chains(max_bounces: int = 2) -> set[Chain]:
    """The chains that the default tracer finds from both antennas to the same points."""
    tracer = SionnaTracer(World(room()), FREQUENCY_HZ)
    found = (tracer.chains(end[None], POINTS_M, max_bounces) for end in (TX_M, RX_M))
    return {chain for chains in found for chain in chains}


def sionna_paths(walls: tuple[Wall, ...], max_bounces: int) -> tuple[Found, ...]:
    """Paths from the transmitter by the scattering points to the receiver.

    Every point scatters 1 m^2 in all directions and keeps the polarization.
    """
    from mmwave_sim._llvm import prepare_llvm

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


def rows() -> tuple[Row, ...]:
    """Largest differences over all paths."""
    both = compared()
    delay = max(one.delay_error_s for one in both)
    power = max(one.power_error_db for one in both)
    return (
        Row.at_most("room legs delay against Sionna RT", delay, 1e-14, "s"),
        Row.at_most("room legs power against Sionna RT", power, 0.2, "dB"),
    )


def draw(figure: "Figure") -> None:
    """All paths in the room from above, and the differences of their powers."""
    both = compared()
    scene, plot = figure.subplots(1, 2)
    for one in both:
        x, y, _ = one.path.corners_m.T
        scene.plot(x, y, color=f"C{one.path.point}", linewidth=0.3)
    scene.plot(*np.stack([TX_M, RX_M])[:, :2].T, "ks", markersize=3)
    scene.plot(*POINTS_M[:, :2].T, "C3o")
    scene.set(xlabel="x / m", ylabel="y / m", aspect="equal", title="paths from above")
    level = [10 * np.log10(one.path.power) for one in both]
    plot.plot(level, [one.power_error_db for one in both], "C0.", label="power / dB")
    plot.plot(level, [one.delay_error_s / 1e-14 for one in both], "C1.", label="delay / 10 fs")
    plot.set(xlabel="path gain / dB", ylabel="difference from Sionna RT", yscale="log")
    plot.legend(fontsize="small")


def _leg(point: int, end: int, chain: Chain, panels: tuple[Panel, ...]) -> Leg:
    antenna_m = jnp.asarray((TX_M, RX_M)[end])[None]
    up, wavenumber = jnp.asarray([0.0, 0.0, 1.0]), jnp.asarray([2 * jnp.pi * FREQUENCY_HZ / C])
    return leg(antenna_m, up, jnp.asarray(POINTS_M[point])[None], way_of(chain), panels, wavenumber)


def _compare(path: Found, out: Leg, back: Leg) -> Compared:
    length_m = [float(one.length_m[0, 0]) for one in (out, back)]
    spreading = (4 * np.pi) ** 1.5 * length_m[0] * length_m[1] / (C / FREQUENCY_HZ)
    return Compared(path, sum(length_m) / C, float(np.abs(_kept(out, back) / spreading) ** 2))


def _kept(out: Leg, back: Leg) -> complex:
    """What a scatterer that keeps the zenith and azimuth parts of the field sends back."""
    arriving, leaving = np.asarray(out.at_point[0, 0]), -np.asarray(back.at_point[0, 0])
    field, wanted = np.asarray(out.field[0, 0, 0]), np.asarray(back.field[0, 0, 0])
    parts = zip(_zenith_azimuth(arriving), _zenith_azimuth(leaving), strict=True)
    return complex(sum((field @ of_in) * (wanted @ of_out) for of_in, of_out in parts))


def _zenith_azimuth(
    direction: Float[np.ndarray, "3"],
) -> tuple[Float[np.ndarray, "3"], Float[np.ndarray, "3"]]:
    azimuth = np.cross([0.0, 0.0, 1.0], direction)
    azimuth /= np.linalg.norm(azimuth)
    return np.cross(azimuth, direction), azimuth


def _smooth(one: Panel) -> Panel:
    return one._replace(medium=one.medium._replace(roughness_m=jnp.zeros(())))


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
    radio = {name: _radio_material(name) for name in set(_MATERIALS)}
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
