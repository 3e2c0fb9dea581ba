"""Validation problem: one moving point target against the closed forms of FMCW radar."""

from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim.adc import Bands, frame_timing, synthesize
from mmwave_sim.radar import Pose, RadarConfig, RadarParameters, parameters, preset
from mmwave_sim.scattering import point_nodes, shared_paths

C = 299_792_458.0


@dataclass(frozen=True)
class PointTarget:
    """A point that moves along a line.

    Attributes:
        position_m: World position at time zero, m.
        velocity_m_per_s: World velocity, m/s.
        rcs_m2: Radar cross-section, m^2.
    """

    position_m: tuple[float, float, float] = (4.2, 1.1, 1.2)
    velocity_m_per_s: tuple[float, float, float] = (1.5, 0.4, 0.1)
    rcs_m2: float = 0.5


@dataclass(frozen=True)
class PointTargetErrors:
    """Largest differences between the simulation and the closed forms.

    Attributes:
        phase_rad: Of any sample of any chirp and channel, from the full IF formula, rad.
        power_db: Of any sample, from the radar equation, dB.
        range_bin: Peak of the range spectrum from the beat frequency, motion in the chirp
            included, bins.
        doppler_bin: Peak of the Doppler spectrum from 2 v / lambda_c, bins.
        tdm_phase_rad: Phase step between slots from motion and geometry, rad.
        azimuth_bin: Peak over the virtual array, after motion compensation, bins of the array.
    """

    phase_rad: float
    power_db: float
    range_bin: float
    doppler_bin: float
    tdm_phase_rad: float
    azimuth_bin: float


def radar() -> RadarConfig:
    """The radar of the problem: mmCLIP's, one metre high, isotropic antennas."""
    place = Pose(position_m=(0.0, 0.0, 1.0))
    return preset("awr1843_mmclip").replace(pose=place, antenna_pattern="isotropic")


def simulate(target: PointTarget, radar: RadarConfig) -> Complex[np.ndarray, "chirp tx rx sample"]:
    """One frame of the target by the default synthesis, sqrt(W)."""
    with jax.enable_x64(True):
        place, rate = (jnp.asarray(x) for x in (target.position_m, target.velocity_m_per_s))
        rcs_m2 = jnp.array([target.rcs_m2])
        return np.asarray(_frame(place, rate, rcs_m2, parameters(radar), radar=radar))


@partial(jax.jit, static_argnames="radar")
def _frame(
    place_m: Float[Array, "3"],
    velocity_m_per_s: Float[Array, "3"],
    rcs_m2: Float[Array, "1"],
    params: RadarParameters,
    *,
    radar: RadarConfig,
) -> Complex[Array, "chirp tx rx sample"]:
    timing = frame_timing(radar)
    times = jnp.asarray(timing.node_s)[:, None, None]
    velocity = jnp.broadcast_to(velocity_m_per_s, (*times.shape[:2], 3))
    nodes = point_nodes(place_m + velocity * times, velocity, rcs_m2, params, radar)
    return synthesize(shared_paths(nodes, params, radar), params, radar, timing, Bands(1, 16))


def delays(target: PointTarget, radar: RadarConfig) -> Float[np.ndarray, "chirp tx rx sample"]:
    """Delay of the echo that arrives at every sample, s, from geometry alone."""
    at_s = sample_times(radar)
    place = np.asarray(target.position_m) + np.asarray(target.velocity_m_per_s) * at_s[..., None]
    order = list(radar.tx_schedule.order)
    tx = radar.pose.to_world(np.asarray(radar.tx_positions_m))[order]
    rx = radar.pose.to_world(np.asarray(radar.rx_positions_m))
    out = np.linalg.norm(place - tx[:, None], axis=-1)[:, :, None]
    back = np.linalg.norm(place[:, :, None] - rx[:, None], axis=-1)
    return (out + back) / C


def sample_times(radar: RadarConfig) -> Float[np.ndarray, "chirp tx sample"]:
    """Absolute time of every sample of a frame, s."""
    loop = np.arange(radar.chirps_per_frame)[:, None, None] * radar.slots
    chirp_s = (loop + np.arange(radar.slots)[None, :, None]) * radar.chirp_interval_s
    return chirp_s + radar.idle_time_s + ramp_times(radar)


def ramp_times(radar: RadarConfig) -> Float[np.ndarray, "sample"]:
    """Time of every sample from the start of its ramp, s."""
    return radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz


def closed_form_phase(
    tau_s: Float[np.ndarray, "chirp tx rx sample"], radar: RadarConfig
) -> Float[np.ndarray, "chirp tx rx sample"]:
    """2 pi (f0 tau + S t tau - S tau^2 / 2), rad."""
    f0, slope = radar.start_frequency_hz, radar.slope_hz_per_s
    cycles = f0 * tau_s + slope * ramp_times(radar) * tau_s - slope * tau_s**2 / 2
    return 2 * np.pi * cycles


def errors(target: PointTarget = PointTarget()) -> PointTargetErrors:
    """Simulates the target and holds it against the closed forms."""
    device = radar()
    frame = simulate(target, device)
    tau = delays(target, device)
    expected_phase = closed_form_phase(tau, device)
    off = np.angle(frame * np.exp(-1j * expected_phase))
    return PointTargetErrors(
        phase_rad=float(np.abs(off).max()),
        power_db=float(np.abs(_power_error_db(frame, tau, target, device)).max()),
        range_bin=abs(_peak(frame[0, 0, 0]) % 256 - _beat_bin(tau[0, 0, 0], device)),
        doppler_bin=abs(_peak(frame[:, 0, 0, 128]) - _doppler_bin(target, tau, device)),
        tdm_phase_rad=_tdm_error(frame, expected_phase),
        azimuth_bin=_azimuth_error(frame, target, device),
    )


def _power_error_db(
    frame: Complex[np.ndarray, "chirp tx rx sample"],
    tau_s: Float[np.ndarray, "chirp tx rx sample"],
    target: PointTarget,
    radar: RadarConfig,
) -> Float[np.ndarray, "chirp tx rx sample"]:
    """dB between each sample's power and P G^2 lambda^2 sigma / ((4 pi)^3 R^4)."""
    gain = 10 ** (radar.antenna_gain_db / 10)
    wavelength = C / (radar.start_frequency_hz + radar.slope_hz_per_s * ramp_times(radar))
    range_m = C * tau_s / 2
    power = radar.tx_power_w * gain**2 * wavelength**2 * target.rcs_m2
    power = power / ((4 * np.pi) ** 3 * range_m**4)
    return 10 * np.log10(np.abs(frame) ** 2 / power)


def _peak(signal: Complex[np.ndarray, "time"], padding: int = 64) -> float:
    """Signed frequency of the strongest tone, in bins of the unpadded spectrum."""
    size = padding * len(signal)
    peak = int(np.argmax(np.abs(np.fft.fft(signal * np.hanning(len(signal)), size))))
    return (peak - size if peak >= size // 2 else peak) / padding


def _beat_bin(tau_s: Float[np.ndarray, "sample"], radar: RadarConfig) -> float:
    """Beat frequency S tau + f_c dtau/dt at the middle of the chirp, in range bins."""
    rate = (tau_s[-1] - tau_s[0]) / ((len(tau_s) - 1) / radar.sample_rate_hz)
    beat_hz = radar.slope_hz_per_s * tau_s.mean() + radar.center_frequency_hz * rate
    return float(beat_hz * radar.sampling_time_s)


def _doppler_bin(
    target: PointTarget, tau_s: Float[np.ndarray, "chirp tx rx sample"], radar: RadarConfig
) -> float:
    """2 v_r / lambda_c in Doppler bins; v_r is the mean radial velocity over the frame."""
    range_m = C * tau_s[:, 0, 0, 128] / 2
    speed = (range_m[-1] - range_m[0]) / ((len(range_m) - 1) * radar.loop_interval_s)
    return float(speed / radar.velocity_resolution_m_per_s)


def _tdm_error(
    frame: Complex[np.ndarray, "chirp tx rx sample"],
    phase: Float[np.ndarray, "chirp tx rx sample"],
) -> float:
    """Largest error of the phase step from the first slot to the others, rad."""
    measured = frame[:, 1:] * frame[:, :1].conj()
    expected = phase[:, 1:] - phase[:, :1]
    return float(np.abs(np.angle(measured * np.exp(-1j * expected))).max())


def _azimuth_error(
    frame: Complex[np.ndarray, "chirp tx rx sample"], target: PointTarget, radar: RadarConfig
) -> float:
    """Peak of the motion-compensated azimuth row against sin(azimuth), in bins of 8 elements."""
    middle = radar.chirps_per_frame // 2
    at_s = sample_times(radar)[middle, :, 128]
    place = np.asarray(target.position_m) + np.asarray(target.velocity_m_per_s) * at_s[0]
    relative = radar.pose.to_local(place)
    direction = relative / np.linalg.norm(relative)
    speed = direction @ np.asarray(target.velocity_m_per_s)
    turn = np.exp(-4j * np.pi * speed * (at_s - at_s[0]) / radar.wavelength_m)
    row = (frame[middle, :, :, 128] * turn[:, None])[[0, 2]].reshape(-1)
    spacing = -np.diff(radar.virtual_positions_m[[0, 2], :, 1].reshape(-1)).mean()
    expected = len(row) * spacing * direction[1] / radar.wavelength_m
    return abs(_peak(row, 512) - float(expected))
