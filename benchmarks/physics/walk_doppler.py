"""Validation problem: the Doppler of a walking body is that of its skin, range cell by range cell.

For each range bin the power of the radar cube is summed over the frames of a walk: a distribution
over velocity. Facets interfere in one frame; over many their phases turn through all values, cross
terms average out, and the distribution must be that of the facets' radial velocities weighted by
the power of each alone. The distance between the two is Wasserstein's on the circle of velocities.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Complex, Float

from benchmarks._report import Row
from benchmarks.physics._walkers import (
    ALONE,
    one_channel,
    open_air,
    range_gain,
    scene_of,
    skin_m,
    surface_returns,
    towards_radar,
)
from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.cube import radar_cube, range_axis_m
from mmwave_sim.motion import vertices_at
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording
from mmwave_sim.simulation import TracePlan, plan_scene, record, scene_inputs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FRAMES = 50
LIMIT_M_PER_S = 0.15
FINE = 32
"""Steps of the velocity axis in one Doppler bin."""
_RAYS = 300
_LEAST_SHARE = 1e-3
"""Range cells with less than this share of the strongest one's power are left out: -30 dB."""


class Spectra(NamedTuple):
    """Power over velocity and range, summed over frames.

    Attributes:
        cube: Of the radar cube, each Doppler bin at its velocity.
        surface: Of the facets.
    """

    cube: Float[np.ndarray, "velocity range"]
    surface: Float[np.ndarray, "velocity range"]


def radar() -> RadarConfig:
    """One isotropic channel of the gait radar: 80 chirps in 10 ms, 20 times a second."""
    return one_channel(samples_per_chirp=128, sample_rate_hz=5.209e6 / 2)


@cache
def walk(frames: int = FRAMES) -> TracePlan:
    """An adult who walks towards the radar, by the line of sight."""
    device = radar()
    scene = scene_of(towards_radar(), duration_s=frames * device.frame_period_s + 0.1)
    return plan_scene(scene, device, frames=frames, options=ALONE, make_tracer=open_air)


def spectra(plan: TracePlan, recording: Recording) -> Spectra:
    """The two distributions; the cube's range cells let in what their window lets in."""
    device, bins = plan.radar, plan.radar.doppler_bins
    cube = np.asarray(radar_cube(jnp.asarray(recording.samples), device))
    measured = np.zeros((bins * FINE, device.range_bins))
    measured[::FINE] = np.sum(np.abs(cube) ** 2, axis=(0, 2, 3))
    surface = np.zeros_like(measured)
    inputs, axis_m = scene_inputs(plan), range_axis_m(device)
    for frame in range(plan.frames):
        part = surface_returns(plan, inputs, frame)
        steps = FINE * (part.velocity_m_per_s / device.velocity_resolution_m_per_s + bins // 2)
        row = np.round(steps).astype(int) % len(surface)
        gain = range_gain((part.range_m[:, None] - axis_m) / device.range_resolution_m)
        np.add.at(surface, row, part.power_w[:, None] * gain)
    return Spectra(measured, surface)


def wasserstein(
    a: Float[np.ndarray, "velocity"], b: Float[np.ndarray, "velocity"], span_m_per_s: float
) -> float:
    """Least mean shift that turns one distribution on a circle into another, m/s.

    The integral of |F_a - F_b - m| with m the median of the difference of the two cumulative
    distributions (Rabin, Delon and Gousseau 2011,
    *Transportation distances on the circle*).

    Args:
        a: Powers at evenly spaced velocities all round.
        b: The same.
        span_m_per_s: Circumference.
    """
    apart = np.cumsum(a / a.sum() - b / b.sum())
    return float(np.mean(np.abs(apart - np.median(apart))) * span_m_per_s)


def distance_m_per_s(found: Spectra, device: RadarConfig) -> float:
    """Mean over range cells of Wasserstein's distance, weighted by the surface's power, m/s."""
    power = found.surface.sum(axis=0)
    cells = np.flatnonzero(power > _LEAST_SHARE * power.max())
    span = 2 * device.max_velocity_m_per_s
    apart = [wasserstein(found.cube[:, r], found.surface[:, r], span) for r in cells]
    return float(np.average(apart, weights=power[cells]))


def traced_again(plan: TracePlan, seed: int = 0) -> Recording:
    """What a path solver records whose diffuse rays meet the skin elsewhere in every chirp.

    In each chirp `_RAYS` points are drawn anew over the visible skin, as many as their area turned
    to the radar asks for; each returns with the same cross-section, and all are summed coherently
    with their exact lengths.
    """
    device, (route,) = plan.radar, plan.routes
    random = np.random.default_rng(seed)
    source = np.asarray(device.pose.position_m)
    frames = []
    for frame in range(plan.frames):
        at_s = plan.start_s[frame] + plan.timing.chirp_s[:, 0]
        face = route.face[frame][route.weight[frame].mean(axis=0) > 0.5]
        corners = skin_m(plan, 0, at_s)[:, plan.faces(0)[face]]
        frames.append([_chirp(c, source, device, random) for c in corners])
    samples = np.array(frames, dtype=np.complex64)
    return Recording(samples[:, :, None, None], device)


def rows(frames: int = FRAMES) -> tuple[Row, ...]:
    """The simulator's distance, and that of re-traced paths, which must be large."""
    plan, device = walk(frames), radar()
    ours = distance_m_per_s(spectra(plan, record(plan)), device)
    again = distance_m_per_s(spectra(plan, traced_again(plan)), device)
    return (
        Row.at_most("walking body: Doppler against surface velocity", ours, LIMIT_M_PER_S, "m/s"),
        Row.at_least("walking body: the same, paths traced again", again, LIMIT_M_PER_S, "m/s"),
    )


def draw(figure: "Figure") -> None:
    """The walker at the ends of the walk, and the three distributions over velocity."""
    side, plot = figure.subplots(1, 2)
    plan, device = walk(FRAMES), radar()
    for at_s, colour in ((plan.start_s[-1], "C0"), (0.0, "0.7")):
        body = vertices_at(plan.world.moving[0], np.array([at_s]))[0]
        side.plot(body[:, 0], body[:, 2], ",", color=colour)
    side.plot(0.0, 1.0, "k^")
    side.text(0.0, 1.08, "radar")
    side.set(xlabel="ahead / m", ylabel="height / m", aspect="equal")
    found = spectra(plan, record(plan))
    again = spectra(plan, traced_again(plan))
    bins = device.doppler_bins
    velocity = (np.arange(bins) - bins // 2) * device.velocity_resolution_m_per_s
    whole = found.surface.sum(axis=1)
    surface = np.roll(whole, FINE // 2).reshape(bins, FINE).sum(axis=1)
    for name, power in (
        ("surface", surface),
        ("radar cube", found.cube[::FINE].sum(axis=1)),
        ("paths traced again", again.cube[::FINE].sum(axis=1)),
    ):
        plot.semilogy(velocity, power / power.sum(), label=name)
    plot.set(xlabel="radial velocity / (m/s)", ylabel="share of the power", ylim=(1e-5, 1))
    plot.legend(fontsize=8)


def _chirp(
    corners_m: Float[np.ndarray, "face 3 3"],
    source_m: Float[np.ndarray, "3"],
    device: RadarConfig,
    random: np.random.Generator,
) -> Complex[np.ndarray, "sample"]:
    """Beat of points drawn over some triangles, each with phase 4 pi R / lambda at each sample."""
    area = np.cross(corners_m[:, 1] - corners_m[:, 0], corners_m[:, 2] - corners_m[:, 0])
    towards = source_m - corners_m.mean(axis=1)
    turned = np.sum(area * towards, axis=1) / np.linalg.norm(towards, axis=1)
    share = np.maximum(turned, 0.0) / np.maximum(turned, 0.0).sum()
    drawn = random.choice(len(share), _RAYS, p=share)
    point = np.einsum("rc,rcx->rx", random.dirichlet(np.ones(3), _RAYS), corners_m[drawn])
    range_m = np.linalg.norm(point - source_m, axis=1)
    at_s = device.adc_start_time_s + np.arange(device.samples_per_chirp) / device.sample_rate_hz
    carrier_hz = device.start_frequency_hz + device.slope_hz_per_s * at_s
    cycles = 2 * np.outer(carrier_hz, range_m) / SPEED_OF_LIGHT
    return np.sum(np.exp(2j * np.pi * cycles) / range_m**2, axis=1)
