"""Validation problem: what a sheet of plasterboard takes from an echo behind it, and delays."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from jaxtyping import Complex

from benchmarks._report import Row
from benchmarks.physics._image_theory import Plane
from benchmarks.physics._still import C, carrier_hz, radar, received, still
from mmwave_sim.materials import material
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import SionnaTracer, Wall, World
from mmwave_sim.simulation import SimulationOptions, trace

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHEET = Plane(0, 2.0, "plasterboard")
RANGE_M, RADIUS_M = 4.0, 0.03
RADAR_M = (0.0, 0.0, 1.0)
_FAR_M = 40.0
_EXTRA_M = np.arange(0.0, 0.05, 1e-5)
"""Lengthenings that are tried."""

Plan = Literal["level", "steep"]


@dataclass(frozen=True)
class Through:
    """What the sheet does to an echo, two passes in all.

    Attributes:
        behind: Beat samples with the sheet, sqrt(W).
        free: The same without it.
        expected: The same by slab theory.
        device: The radar.
    """

    behind: Complex[np.ndarray, "sample"]
    free: Complex[np.ndarray, "sample"]
    expected: Complex[np.ndarray, "sample"]
    device: RadarConfig

    def losses_db(self) -> tuple[float, float]:
        """Loss of energy over the chirp, measured and expected, dB."""
        free, *others = (np.sum(np.abs(x) ** 2) for x in (self.free, self.behind, self.expected))
        behind, expected = (float(10 * np.log10(free / other)) for other in others)
        return behind, expected

    def extras_m(self) -> tuple[float, float]:
        """How much longer the path seems, measured and expected, m."""
        return self._extra_m(self.behind), self._extra_m(self.expected)

    def _extra_m(self, samples: Complex[np.ndarray, "sample"]) -> float:
        """The lengthening of all paths that makes the free echo most like this one."""
        wavenumber = 2 * np.pi * carrier_hz(self.device) / C
        alike = samples * np.conj(self.free)
        return float(
            _EXTRA_M[np.argmax(np.abs(np.exp(-1j * np.outer(_EXTRA_M, wavenumber)) @ alike))]
        )


def through(angle_rad: float = 0.0, way: Plan = "level") -> Through:
    """A metal ball with and without the sheet.

    Args:
        angle_rad: Angle of incidence.
        way: Whether the ball is off to the side (`"level"`, so that the vertical field is TE) or
            above (`"steep"`, TM).
    """
    te, tm = transmission(float(np.cos(angle_rad)), radar(RADAR_M))
    return _through(ball(angle_rad, way), te if way == "level" else tm)


def person_through() -> Through:
    """An adult with and without the sheet, seen at normal incidence."""
    return _through(person(), transmission(1.0, radar(RADAR_M))[0])


def _through(body: MovingMesh, once: Complex[np.ndarray, "sample"]) -> Through:
    """Traces and renders with the planner's own threshold."""
    device = radar(RADAR_M)
    options = SimulationOptions(bounces=0, room_bounces=0, furniture=False, diffuse=False)

    def echo(*walls: Wall) -> Complex[np.ndarray, "sample"]:
        tracer = SionnaTracer(World(walls, (), (body,)), device.center_frequency_hz)
        return received(trace(tracer, device, 1, options))

    free = echo()
    return Through(echo(sheet()), free, free * once**2, device)


def ball(angle_rad: float, way: Plan) -> MovingMesh:
    """A metal ball 4 m from the radar, in a direction away from the sheet's normal."""
    import trimesh

    mesh = trimesh.creation.icosphere(2, RADIUS_M)
    aside = np.array([0.0, 1.0, 0.0] if way == "level" else [0.0, 0.0, 1.0])
    direction = np.cos(angle_rad) * np.array([1.0, 0.0, 0.0]) + np.sin(angle_rad) * aside
    at_m = np.array(RADAR_M) + RANGE_M * direction
    return still("ball", np.asarray(mesh.vertices) + at_m, np.asarray(mesh.faces))


def person() -> MovingMesh:
    """An adult who faces the radar from 5 m; angles of incidence stay below 12 degrees."""
    import scenes

    agent = scenes.AgentSpec(
        name="ann", position_m=(5.0, 0.0), heading_rad=np.pi, activity=scenes.Stand()
    )
    room = scenes.RoomSpec(size_m=(8.0, 6.0, 2.5), corner_m=(-0.5, -3.0))
    ann = scenes.populate(scenes.SceneSpec(rooms=(room,), agents=(agent,), duration_s=0.2)).agents[
        0
    ]
    return still("person", np.asarray(ann.vertices(np.zeros(1)))[0], ann.faces)


def sheet() -> Wall:
    """A wide sheet 2 m before the radar."""
    edges = np.array([[0.0, _FAR_M, 0.0], [0.0, 0.0, _FAR_M]])
    corner = np.array([SHEET.offset_m, 0.0, 0.0]) - edges.sum(axis=0) / 2
    return Wall("sheet", corner, edges, SHEET.made_of)


def transmission(
    cosine: float, device: RadarConfig
) -> tuple[Complex[np.ndarray, "sample"], Complex[np.ndarray, "sample"]]:
    """Transmission (TE, TM) of the sheet against the air in its place, as a line between lines.

    1 / (cos p - i (z + 1/z) sin(p) / 2), with p = k d q the phase across, q = sqrt(eps - sin^2)
    and z the ratio of the wave impedances inside and outside (Pozar, *Microwave Engineering*,
    2012, section 4.4: the transmission matrix of a line). It equals ITU-R P.2040-3, equation 44.
    """
    epsilon = SHEET.permittivity(device)
    inside = np.sqrt(epsilon - (1 - cosine**2))
    k, depth_m = 2 * np.pi * carrier_hz(device) / C, material(SHEET.made_of).thickness_m
    across = k * depth_m * inside
    found = []
    for z in (cosine / inside, inside / (epsilon * cosine)):
        passed = 1 / (np.cos(across) - 0.5j * (z + 1 / z) * np.sin(across))
        found.append(passed * np.exp(-1j * k * depth_m * cosine))
    return found[0], found[1]


def refracted_extra_m(cosine: float) -> float:
    """Two passes of the first transmitted wave: 2 d (sqrt(eps - sin^2) - cos), m."""
    epsilon = SHEET.permittivity(radar(RADAR_M)).real.mean()
    depth_m = material(SHEET.made_of).thickness_m
    return float(2 * depth_m * (np.sqrt(epsilon - (1 - cosine**2)) - cosine))


def rows() -> tuple[Row, ...]:
    """Loss and extra path of a person, and of a ball at 30 degrees in both polarizations."""
    cases = {
        "a person": person_through(),
        "a ball at 30 degrees, TE": through(np.pi / 6, "level"),
        "a ball at 30 degrees, TM": through(np.pi / 6, "steep"),
    }
    found = []
    for name, one in cases.items():
        loss, extra = (abs(a - b) for a, b in (one.losses_db(), one.extras_m()))
        found.append(Row.at_most(f"{name} behind plasterboard, loss", loss, 0.3, "dB"))
        found.append(Row.at_most(f"{name} behind plasterboard, extra path", 1e3 * extra, 1.0, "mm"))
    return tuple(found)


def draw(figure: "Figure") -> None:
    """The scene from above, and loss and extra path over the angle of incidence."""
    scene, plot = figure.subplots(1, 2)
    scene.plot([SHEET.offset_m] * 2, [-0.5, 2.5], color="0.7", linewidth=4)
    scene.plot([0.0], [0.0], "ks")
    angles = np.deg2rad([0.0, 10.0, 20.0, 30.0, 40.0])
    for angle in angles:
        x, y = RANGE_M * np.cos(angle), RANGE_M * np.sin(angle)
        scene.plot([0, x], [0, y], color="0.6", linewidth=0.5)
        scene.plot([x], [y], "C3o", markersize=4)
    scene.set(xlabel="x / m", ylabel="y / m", aspect="equal", title="from above")
    second = plot.twinx()
    device = radar(RADAR_M)
    ours = [through(float(angle)) for angle in angles]
    fine = np.deg2rad(np.linspace(0, 45, 91))
    free = ours[0].free
    theory = [
        Through(free, free, free * transmission(float(np.cos(a)), device)[0] ** 2, device)
        for a in fine
    ]
    plot.plot(np.rad2deg(fine), [t.losses_db()[1] for t in theory], "C0")
    second.plot(np.rad2deg(fine), [1e3 * t.extras_m()[1] for t in theory], "C1")
    plot.plot(np.rad2deg(angles), [t.losses_db()[0] for t in ours], "C0o")
    second.plot(np.rad2deg(angles), [1e3 * t.extras_m()[0] for t in ours], "C1s")
    plot.set(xlabel="angle of incidence / degrees", ylabel="loss of two passes / dB (blue)")
    second.set_ylabel("extra path of two passes / mm (orange)")
