"""Validation problem: surfaces that slide past the radar must not seem to come nearer.

A plate moves across the line of sight. Its range does not change, but a ray of fixed direction
meets it ever nearer along its tilt: a simulator that traces each chirp anew along the same rays
sees the meeting point approach at v tan(tilt). Here scatterers move with the surface.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import jax.numpy as jnp
import numpy as np
from jaxtyping import Complex, Float, Int

from benchmarks._report import Row
from benchmarks.physics._walkers import ALONE, one_channel, surface_returns
from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.cube import radar_cube, velocity_axis_m_per_s
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import AnalyticTracer, World
from mmwave_sim.recording import Recording
from mmwave_sim.simulation import TracePlan, record, scene_inputs, trace

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SPEED_M_PER_S = 2.0
RANGE_M = 4.0
REACH_M = 0.4
"""The plate's middle slides from this far on one side of the axis to as far on the other."""
LIMIT_M_PER_S = 0.02
_EDGE_M = 0.1
_CELLS = 5


@dataclass(frozen=True)
class Sheet:
    """A sheet of 10 by 10 cm, 4 m away, that slides to the left.

    Attributes:
        tilt_rad: Turn about the vertical; the left edge of a positive one is further away.
        bend_m: Radius of its cylinder about the vertical, bulging towards the radar; 0 for flat.
        material: Name in the materials table: metal is smooth, concrete rough.
    """

    tilt_rad: float
    bend_m: float
    material: str


SHEETS = {
    "plate across": Sheet(0.0, 0.0, "metal"),
    "plate tilted 30 degrees": Sheet(np.pi / 6, 0.0, "metal"),
    "rough plate tilted 30 degrees": Sheet(np.pi / 6, 0.0, "concrete"),
    "bent plate": Sheet(0.0, 0.25, "metal"),
    "rough bent plate tilted 30 degrees": Sheet(np.pi / 6, 0.25, "concrete"),
}


@dataclass(frozen=True)
class Slide:
    """What was recorded of a sheet, frame by frame.

    Attributes:
        place_m: Where its middle is, to the left of the axis, m.
        power: Power of the echo.
        echo_m_per_s: Power-weighted Doppler of the echo, m/s.
        surface_m_per_s: Radial velocity of its facets, weighted by the power of each alone, m/s.
    """

    place_m: Float[np.ndarray, "frame"]
    power: Float[np.ndarray, "frame"]
    echo_m_per_s: Float[np.ndarray, "frame"]
    surface_m_per_s: Float[np.ndarray, "frame"]

    def false_velocity_m_per_s(self) -> float:
        """Doppler of the echo beyond the velocity of the surface, mean over its power, m/s."""
        return float(np.average(self.echo_m_per_s - self.surface_m_per_s, weights=self.power))


def radar() -> RadarConfig:
    """One isotropic channel, 5 ms of chirps every 10 ms; velocities up to 7.5 m/s."""
    return one_channel(
        chirps_per_frame=40,
        samples_per_chirp=64,
        sample_rate_hz=5.209e6 / 4,
        frame_period_s=0.01,
    )


def sliding_mesh(sheet: Sheet) -> MovingMesh:
    """The sheet as triangles of 2 cm, with its motion."""
    across, up = np.meshgrid(*2 * [np.linspace(-0.5, 0.5, _CELLS + 1) * _EDGE_M], indexing="ij")
    depth = np.zeros_like(across)
    if sheet.bend_m:
        depth = sheet.bend_m - np.sqrt(sheet.bend_m**2 - across**2)
    turned = np.array(
        [
            depth * np.cos(sheet.tilt_rad) + across * np.sin(sheet.tilt_rad),
            across * np.cos(sheet.tilt_rad) - depth * np.sin(sheet.tilt_rad),
            up,
        ]
    )
    vertices = np.moveaxis(turned, 0, -1).reshape(-1, 3) + np.array([RANGE_M, 0.0, 0.0])
    times_s = np.linspace(0.0, 2 * REACH_M / SPEED_M_PER_S + 0.02, 12)
    place = np.zeros((len(times_s), 1, 3))
    place[:, 0, 1] = SPEED_M_PER_S * times_s - REACH_M
    return MovingMesh("sheet", _faces(_CELLS), times_s, vertices + place, sheet.material)


def slide(sheet: Sheet, again: Callable[[TracePlan], Recording] | None = None) -> Slide:
    """Records a sheet while it slides, and reads its surface off the plan.

    Args:
        sheet: The sheet.
        again: Makes the recording from the plan; the simulator if left out.
    """
    device = radar()
    frames = int(2 * REACH_M / SPEED_M_PER_S / device.frame_period_s)
    world = World((), (), (sliding_mesh(sheet),))
    plan = trace(AnalyticTracer(world), device, frames, ALONE)
    recording = record(plan) if again is None else again(plan)
    power, echo = mean_doppler(recording)
    inputs = scene_inputs(plan)
    surface = [surface_returns(plan, inputs, frame) for frame in range(frames)]
    return Slide(
        SPEED_M_PER_S * (plan.start_s + device.active_frame_time_s / 2) - REACH_M,
        power,
        echo,
        np.array([np.average(s.velocity_m_per_s, weights=s.power_w) for s in surface]),
    )


def mean_doppler(
    recording: Recording,
) -> tuple[Float[np.ndarray, "frame"], Float[np.ndarray, "frame"]]:
    """Power of each frame's cube, and its power-weighted velocity, m/s.

    The mean is that of angles on the circle of velocities, which has no ends.
    """
    cube = radar_cube(jnp.asarray(recording.samples), recording.radar)
    power = np.sum(np.abs(np.asarray(cube)) ** 2, axis=(2, 3, 4))
    most = recording.radar.max_velocity_m_per_s
    turn = np.exp(1j * np.pi * velocity_axis_m_per_s(recording.radar) / most)
    return power.sum(axis=1), np.angle(power @ turn) * most / np.pi


def traced_again(plan: TracePlan) -> Recording:
    """What a simulator records that shoots the same rays in every chirp and keeps where they hit.

    A fan of rays of fixed directions; each returns with equal power from where it meets the flat
    sheet at the time of the chirp.
    """
    device, mesh = plan.radar, plan.world.moving[0]
    at_s = plan.start_s[:, None] + plan.timing.chirp_s[:, 0]
    corners = np.asarray(mesh.vertices_m)[0, mesh.faces[0]]
    normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    azimuth, elevation = np.meshgrid(np.linspace(-0.2, 0.2, 200), np.linspace(-0.05, 0.05, 8))
    ray = np.stack([np.cos(azimuth), np.sin(azimuth), np.sin(elevation)], axis=-1).reshape(-1, 3)
    ray /= np.linalg.norm(ray, axis=1, keepdims=True)
    moved = SPEED_M_PER_S * at_s[..., None]
    height = (corners[0] @ normal) + moved * normal[1]
    range_m = height / (ray @ normal)
    middle = SPEED_M_PER_S * at_s[..., None] - REACH_M
    aside = (range_m * ray[:, 1] - middle) / (normal[0] / np.hypot(*normal[:2]))
    hit = np.abs(aside) < _EDGE_M / 2
    samples = [_beats(r, h, device) for r, h in zip(range_m, hit, strict=True)]
    return Recording(np.stack(samples)[:, :, None, None], device)


def rows() -> tuple[Row, ...]:
    """The largest false velocity of all sheets."""
    worst = max(abs(slide(sheet).false_velocity_m_per_s()) for sheet in SHEETS.values())
    return (Row.at_most("tangential plate: false radial velocity", worst, LIMIT_M_PER_S, "m/s"),)


def draw(figure: "Figure") -> None:
    """The tilted plate from above, and its Doppler as it slides past."""
    plan_view, plot = figure.subplots(1, 2)
    sheet = SHEETS["rough plate tilted 30 degrees"]
    mesh, found = sliding_mesh(sheet), slide(sheet)
    for key, colour in ((0, "0.7"), (-1, "C0")):
        corners = np.asarray(mesh.vertices_m)[key]
        plan_view.plot(corners[:, 1], corners[:, 0], color=colour, linewidth=2)
    plan_view.annotate("2 m/s", (0.3, 3.5), (-0.3, 3.5), arrowprops={"arrowstyle": "->"})
    plan_view.plot(0, 0, "k^")
    plan_view.text(0.06, 0.05, "radar")
    plan_view.set(xlabel="to the left / m", ylabel="ahead / m", aspect="equal")
    plan_view.invert_xaxis()
    again = -SPEED_M_PER_S * np.tan(sheet.tilt_rad)
    plot.plot(found.place_m, found.echo_m_per_s, ".", color="C0", label="echo")
    plot.plot(found.place_m, found.surface_m_per_s, color="0.4", label="surface")
    plot.axhline(again, color="C3", linestyle="--", label="rays traced again: -v tan(tilt)")
    plot.set(xlabel="place of the plate / m", ylabel="radial velocity / (m/s)")
    plot.legend(fontsize=8)


def _beats(
    range_m: Float[np.ndarray, "chirp ray"], hit: np.ndarray, device: RadarConfig
) -> Complex[np.ndarray, "chirp sample"]:
    """Sum of the beats of the rays that hit: phase 4 pi R / lambda at each sample's carrier."""
    at_s = device.adc_start_time_s + np.arange(device.samples_per_chirp) / device.sample_rate_hz
    carrier_hz = device.start_frequency_hz + device.slope_hz_per_s * at_s
    cycles = 2 * range_m[:, None, :] * carrier_hz[:, None] / SPEED_OF_LIGHT
    return np.sum(hit[:, None, :] * np.exp(2j * np.pi * cycles), axis=-1).astype(np.complex64)


def _faces(cells: int) -> Int[np.ndarray, "face 3"]:
    """Two triangles for each cell of a grid of vertices, their fronts towards the radar."""
    row, column = (i.ravel() for i in np.indices((cells, cells)))
    corner = row * (cells + 1) + column
    right, below, across = corner + cells + 1, corner + 1, corner + cells + 2
    return np.concatenate(
        [np.stack([corner, across, right], axis=1), np.stack([corner, below, across], axis=1)]
    )
