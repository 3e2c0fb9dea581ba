"""Validation problem: breath and heartbeat of a standing person, read off the echo's phase.

The radar stands where the skin above the apex of the heart throws its glint, 2 m away. There one
glint outshines the rest of its range cell, and the phase of the echo about the centre of its circle
is the displacement of that skin. From elsewhere glints of several parts of the body mix in a cell,
and the phase of their sum is no mean of their displacements at all (docs/physics/breathing.md).
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

import scenes
from benchmarks._report import Row
from benchmarks.physics._walkers import (
    ALONE,
    one_channel,
    open_air,
    range_gain,
    surface_returns,
)
from mmwave_sim.cube import displacement_frequency, window
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording
from mmwave_sim.simulation import TracePlan, plan_scene, record, scene_inputs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BREATHING_HZ, HEARTBEAT_HZ = 0.25, 1.2
SNR_DB = 10.0
DURATION_S = 60.0
RADAR_M = (0.24, -0.66, 0.19)
_DRAWS = 16
_HARMONICS = 4


@dataclass(frozen=True)
class Vitals:
    """Rates and amplitudes of a displacement.

    Attributes:
        breathing_hz: Rate of its strongest oscillation, Hz.
        breathing_m: Amplitude at the true rate of breath, m.
        heartbeat_hz: Rate of the strongest of what breath leaves, Hz.
        heartbeat_m: Amplitude at the true rate of the heart, m.
    """

    breathing_hz: float
    breathing_m: float
    heartbeat_hz: float
    heartbeat_m: float


@dataclass(frozen=True)
class Errors:
    """Root-mean-square relative errors over draws of the noise."""

    breathing_rate: float
    breathing_size: float
    heartbeat_rate: float
    heartbeat_size: float


def standing_person(duration_s: float) -> scenes.PopulatedScene:
    """An adult, motionless but for breath and heart, both pure sines."""
    ann = scenes.AgentSpec(
        name="ann",
        position_m=(2.0, 0.0),
        heading_rad=np.pi,
        activity=scenes.Stand(sway_m=0.0),
        vitals=scenes.VitalsSpec(
            breathing_m=4e-3,
            breathing_hz=BREATHING_HZ,
            breathing_phase_rad=0.0,
            inhale_share=0.5,
            heartbeat_m=0.3e-3,
            heartbeat_hz=HEARTBEAT_HZ,
            heartbeat_phase_rad=0.0,
            heartbeat_sharpness=0.0,
        ),
    )
    return scenes.populate(
        scenes.SceneSpec(
            rooms=(scenes.RoomSpec(size_m=(8.0, 6.0, 2.5), corner_m=(-0.5, -3.0)),),
            agents=(ann,),
            radar=scenes.RadarPlacement(position_m=RADAR_M),
            duration_s=duration_s,
        )
    )


def radar() -> RadarConfig:
    """One isotropic channel, one chirp every 0.1 s."""
    return one_channel(
        chirps_per_frame=1,
        samples_per_chirp=64,
        sample_rate_hz=5.209e6 / 4,
        frame_period_s=0.1,
    )


@cache
def recorded(duration_s: float = DURATION_S) -> tuple[TracePlan, Recording]:
    """The plan and a recording without noise, by the line of sight."""
    device = radar()
    options = replace(ALONE, key_frame_rate_hz=15.0)
    frames = round(duration_s / device.frame_period_s)
    scene = standing_person(duration_s)
    plan = plan_scene(scene, device, frames=frames, options=options, make_tracer=open_air)
    return plan, record(plan)


def noisy(recording: Recording, range_bin: int, seed: int) -> Recording:
    """The recording with white noise that leaves the moving echo `SNR_DB` in its range bin.

    A window w passes the share sum w^2 of the noise of one sample.
    """
    taper = window("hann", recording.radar.samples_per_chirp)
    echo = np.fft.fft(recording.samples[:, 0, 0, 0] * taper, axis=-1)[:, range_bin]
    sample_power = echo.var() / np.sum(taper**2) / 10 ** (SNR_DB / 10)
    parts = np.random.default_rng(seed).normal(size=(2, *recording.samples.shape))
    noise = (parts[0] + 1j * parts[1]) * np.sqrt(sample_power / 2)
    return replace(recording, samples=(recording.samples + noise).astype(np.complex64))


def surface_displacement(
    plan: TracePlan, range_m: float
) -> tuple[Float[np.ndarray, "frame"], Float[np.ndarray, "frame"]]:
    """Displacement of the visible skin in a range cell, weighted by power, m, and times, s.

    Each facet's displacement is its range less its mean over the recording. Its weight is the mean
    of its power times the window's gain at its range; facets seen now and then count for their
    share of the time.
    """
    inputs, count = scene_inputs(plan), len(plan.faces(0))
    range_of, power = np.full((plan.frames, count), np.nan), np.zeros((plan.frames, count))
    (route,) = plan.routes
    for frame in range(plan.frames):
        surface = surface_returns(plan, inputs, frame)
        seen = surface.power_w > 0
        face = route.face[frame][seen]
        gain = range_gain((surface.range_m[seen] - range_m) / plan.radar.range_resolution_m)
        range_of[frame, face] = surface.range_m[seen]
        power[frame, face] = surface.power_w[seen] * gain
    always = np.all(power > 0, axis=0)
    moved = range_of[:, always] - range_of[:, always].mean(axis=0)
    return moved @ power[:, always].mean(axis=0) / power.mean(axis=0).sum(), plan.start_s


def vitals(time_s: Float[np.ndarray, "frame"], moved_m: Float[np.ndarray, "frame"]) -> Vitals:
    """Rates by the peak of the spectrum, amplitudes by least squares at the true rates.

    The heart's rate is read off what is left when breath and its harmonics are taken away, above
    twice the rate of breath; its amplitude is fitted together with breath's.
    """
    breath_hz = [n * BREATHING_HZ for n in range(1, _HARMONICS + 1)]
    sizes, _ = _fit(time_s, moved_m, [*breath_hz, HEARTBEAT_HZ])
    found_hz = _peak_hz(time_s, moved_m, 0.1)
    _, rest = _fit(time_s, moved_m, [n * found_hz for n in range(1, _HARMONICS + 1)])
    return Vitals(found_hz, sizes[0], _peak_hz(time_s, rest, 0.7), sizes[-1])


@cache
def errors(duration_s: float = DURATION_S) -> Errors:
    """Reads draws of the noise and compares them with the skin."""
    plan, recording = recorded(duration_s)
    clean = displacement_frequency(recording)
    assert clean is not None, "a breathing person moves"
    moved_m, _ = surface_displacement(plan, clean.range_m)
    truth = vitals(clean.time_s, moved_m)
    off = []
    for seed in range(_DRAWS):
        found = displacement_frequency(noisy(recording, clean.range_bin, seed))
        assert found is not None
        read = vitals(found.time_s, found.displacement_m)
        off.append(
            [
                read.breathing_hz / BREATHING_HZ - 1,
                read.breathing_m / truth.breathing_m - 1,
                read.heartbeat_hz / HEARTBEAT_HZ - 1,
                read.heartbeat_m / truth.heartbeat_m - 1,
            ]
        )
    return Errors(*(float(x) for x in np.sqrt(np.mean(np.square(off), axis=0))))


def rows(duration_s: float = DURATION_S) -> tuple[Row, ...]:
    """Rates and amplitudes of breath and heartbeat, errors in percent."""
    found = errors(duration_s)
    return (
        Row.at_most("breathing: rate of breath", 100 * found.breathing_rate, 1.0, "%"),
        Row.at_most("breathing: rate of the heart", 100 * found.heartbeat_rate, 1.0, "%"),
        Row.at_most("breathing: amplitude of breath", 100 * found.breathing_size, 10.0, "%"),
        Row.at_most("breathing: amplitude of the heart", 100 * found.heartbeat_size, 10.0, "%"),
    )


def draw(figure: "Figure") -> None:
    """The person and the radar from the side; the echo's circle displacement over time."""
    side, plot = figure.subplots(1, 2)
    plan, recording = recorded(DURATION_S)
    body = np.asarray(plan.world.moving[0].vertices_m)[0]
    side.plot(body[:, 0], body[:, 2], ",", color="0.5")
    side.plot(RADAR_M[0], RADAR_M[2], "k^")
    side.text(RADAR_M[0], RADAR_M[2] + 0.08, "radar")
    side.set(xlabel="ahead / m", ylabel="height / m", aspect="equal")
    clean = displacement_frequency(recording)
    assert clean is not None
    noisy_one = displacement_frequency(noisy(recording, clean.range_bin, 0))
    assert noisy_one is not None
    moved_m, _ = surface_displacement(plan, clean.range_m)
    plot.plot(noisy_one.time_s, 1e3 * noisy_one.displacement_m, ".", markersize=3, label="echo")
    plot.plot(clean.time_s, 1e3 * (moved_m - moved_m.mean()), color="0.3", label="skin")
    plot.set(xlabel="time / s", ylabel="displacement / mm", xlim=(0, 20))
    plot.legend(fontsize=8)


def _fit(
    time_s: Float[np.ndarray, "frame"], moved_m: Float[np.ndarray, "frame"], rates_hz: list[float]
) -> tuple[list[float], Float[np.ndarray, "frame"]]:
    """Amplitudes of sines of given rates beside a line, by least squares, and what they leave."""
    waves = np.exp(2j * np.pi * np.outer(time_s, rates_hz))
    columns = np.column_stack([np.ones_like(time_s), time_s, waves.real, waves.imag])
    weights = np.linalg.lstsq(columns, moved_m, rcond=None)[0]
    pairs = weights[2:].reshape(2, -1)
    return [float(a) for a in np.hypot(*pairs)], moved_m - columns @ weights


def _peak_hz(
    time_s: Float[np.ndarray, "frame"], moved_m: Float[np.ndarray, "frame"], least_hz: float
) -> float:
    """Rate at the peak of the Hann-windowed spectrum padded 64 times, from some rate on, Hz."""
    taper = window("hann", len(moved_m))
    size = 64 * len(moved_m)
    spectrum = np.abs(np.fft.rfft((moved_m - moved_m.mean()) * taper, size))
    rate_hz = np.fft.rfftfreq(size, time_s[1] - time_s[0])
    return float(rate_hz[np.argmax(np.where(rate_hz >= least_hz, spectrum, 0.0))])
